// The folder that a session which was killed could not remove itself.

#define _GNU_SOURCE
#include "keeper_folder.h"

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

// Few, since the limit may be low; nftw opens and closes as it needs.
enum { OPEN_AT_ONCE = 16 };

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place) {
  (void)status, (void)type, (void)place;
  // What can't be removed stays, like the folders around it.
  remove(path);
  return 0;
}

void keeper_folder_remove(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0 || !S_ISDIR(status.st_mode)) return;
  // The name was chosen before the folder was made: another user's is not ours to remove.
  if (status.st_uid != geteuid()) return;
  nftw(path, remove_entry, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
