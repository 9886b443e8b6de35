// The folder that a session which was killed could not remove itself.

#define _GNU_SOURCE
#include "keeper_folder.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

// Few, since the limit may be low; nftw opens and closes as it needs.
enum { OPEN_AT_ONCE = 16 };

// The link in /proc leads to what is open, whatever stands at its name by now.
static void give_owner_all(const char *path, mode_t mode) {
  int place = open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (place < 0) return;
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", place);
  chmod(link, (mode & 07777) | S_IRWXU);
  close(place);
}

// A child may have taken from a folder of ours what its owner needs to empty it.
static int permit_entry(const char *path, const struct stat *status, int type, struct FTW *place) {
  (void)place;
  if (type != FTW_D && type != FTW_DNR) return 0;
  if (status->st_uid != geteuid() || (status->st_mode & S_IRWXU) == S_IRWXU) return 0;
  give_owner_all(path, status->st_mode);
  // What could not be read was not entered.
  if (type == FTW_DNR) nftw(path, permit_entry, OPEN_AT_ONCE, FTW_PHYS | FTW_MOUNT);
  return 0;
}

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
  nftw(path, permit_entry, OPEN_AT_ONCE, FTW_PHYS | FTW_MOUNT);
  nftw(path, remove_entry, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
