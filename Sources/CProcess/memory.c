#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "calls.h"

// Whether the kernel counts what is mapped against what there is (`vm.overcommit_memory` 2, proc(5)).
// Asked once; where it can't be, it is taken to.
static bool is_counted_strictly(void) {
  static int32_t answer = -1;
  if (answer >= 0) return answer;
  int file = open("/proc/sys/vm/overcommit_memory", O_RDONLY | O_CLOEXEC);
  char digit = '2';
  if (file >= 0 && read(file, &digit, 1) < 1) digit = '2';
  if (file >= 0) close(file);
  return answer = digit == '2';
}

static bool has_limit(int resource) {
  struct rlimit limit;
  return getrlimit(resource, &limit) < 0 || limit.rlim_cur != RLIM_INFINITY;
}

int32_t proclab_probe_memory(int64_t bytes) {
  // To map takes longer than to ask whether anything could be in the way.
  if (!has_limit(RLIMIT_AS) && !has_limit(RLIMIT_DATA) && !is_counted_strictly()) return 0;
  void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return -errno;
  munmap(memory, (size_t)bytes);
  return 0;
}
