#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "calls.h"

// Whether the kernel counts what is mapped against what there is (`vm.overcommit_memory` 2, proc(5));
// where it can't be asked, it is taken to.
static bool is_counted_strictly(void) {
  int file = open("/proc/sys/vm/overcommit_memory", O_RDONLY | O_CLOEXEC);
  char digit = '2';
  if (file >= 0 && read(file, &digit, 1) < 1) digit = '2';
  if (file >= 0) close(file);
  return digit == '2';
}

static bool has_limit(int resource) {
  struct rlimit limit;
  return getrlimit(resource, &limit) < 0 || limit.rlim_cur != RLIM_INFINITY;
}

// Whether anything could be in the way of a mapping.
static bool is_limited(bool asks_anew) {
  static int32_t strictly = -1, limited = -1;
  if (strictly < 0) strictly = is_counted_strictly();
  if (limited < 0 || asks_anew) limited = has_limit(RLIMIT_AS) || has_limit(RLIMIT_DATA);
  return strictly || limited;
}

int32_t proclab_probe_memory(int64_t bytes, int32_t asks_anew) {
  if (!is_limited(asks_anew)) return 0;
  void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return -errno;
  munmap(memory, (size_t)bytes);
  return 0;
}
