#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "calls.h"

// Turns libc's way of failing into minus errno.
static int64_t told(int64_t answer) { return answer < 0 ? -errno : answer; }

int32_t proclab_pipe(int32_t *ends) { return told(pipe2(ends, O_CLOEXEC)); }

int32_t proclab_open(const char *path, int32_t flags, uint32_t mode) {
  return told(open(path, flags | O_CLOEXEC, mode));
}

int32_t proclab_close(int32_t descriptor) { return told(close(descriptor)); }

int32_t proclab_duplicate_to(int32_t descriptor, int32_t number) {
  return told(dup3(descriptor, number, O_CLOEXEC));
}

int32_t proclab_duplicate_above(int32_t descriptor, int32_t lowest) {
  return told(fcntl(descriptor, F_DUPFD_CLOEXEC, lowest));
}

int32_t proclab_set_nonblocking(int32_t descriptor, int32_t on) {
  // One call, where F_SETFL needs the other flags first; the kernel knows it of every file.
  int value = on != 0;
  return told(ioctl(descriptor, FIONBIO, &value));
}

int32_t proclab_set_pipe_capacity(int32_t descriptor, int32_t bytes) {
  return fcntl(descriptor, F_SETPIPE_SZ, bytes) < 0 ? -errno : 0;
}

int32_t proclab_is_open(int32_t descriptor) { return fcntl(descriptor, F_GETFD) >= 0; }

int64_t proclab_read(int32_t descriptor, void *buffer, int64_t size) {
  return told(read(descriptor, buffer, size));
}

int64_t proclab_write(int32_t descriptor, const void *buffer, int64_t size) {
  ssize_t written = write(descriptor, buffer, size);
  if (written >= 0) return written;
  int error = errno;
  if (error == EPIPE) {
    // Blocked, the signal would wait for whoever unblocks it one day, and kill the program then.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    struct timespec none = {0, 0};
    sigtimedwait(&set, NULL, &none);
  }
  return -error;
}

int32_t proclab_available(int32_t descriptor) {
  int count = 0;
  if (ioctl(descriptor, FIONREAD, &count) < 0) return -errno;
  return count;
}

int64_t proclab_reread_file(int32_t descriptor, void *buffer, int64_t size) {
  int64_t total = 0;
  while (total < size) {
    ssize_t count = pread(descriptor, (char *)buffer + total, size - total, total);
    if (count < 0 && errno != EINTR) return -errno;
    if (count == 0) break;
    if (count > 0) total += count;
  }
  return total;
}

int64_t proclab_read_file(const char *path, void *buffer, int64_t size) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return -errno;
  int64_t total = proclab_reread_file(descriptor, buffer, size);
  close(descriptor);
  return total;
}

int64_t proclab_list_numbers(const char *path, int32_t *numbers, int64_t capacity) {
  DIR *folder = opendir(path);
  if (!folder) return -errno;
  int64_t count = 0;
  struct dirent *entry;
  while (count < capacity && (entry = readdir(folder))) {
    char *end;
    long number = strtol(entry->d_name, &end, 10);
    if (*end == 0 && end != entry->d_name) numbers[count++] = (int32_t)number;
  }
  closedir(folder);
  return count;
}

int64_t proclab_owner(const char *path) {
  struct stat status;
  return stat(path, &status) < 0 ? -errno : (int64_t)status.st_uid;
}
