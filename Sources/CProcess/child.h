#pragma once

#include <sched.h>

#include "spawner.h"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
// ThreadSanitizer takes every clone(2) for a fork and stumbles over a child that shares our memory;
// it doesn't see this other name of the same function.
extern __typeof__(clone) __clone;
#define clone __clone
#endif
#endif

// What the child tells the parent through shared memory; all zero while nothing failed.
struct proclab_report {
  volatile int32_t stage;
  volatile int32_t error;
  // Of an isolated process: its number and that of its init, as we see them.
  volatile int32_t pid;
  volatile int32_t init;
};

// The argument of the child half.
struct proclab_child {
  const struct proclab_spawn *plan;
  struct proclab_report *report;
  // Its parent as it sees it: 0 in a PID namespace that we are not in.
  int32_t parent;
};

// The child half between clone and exec: raw system calls on prepared memory, nothing else. It may
// share all memory with its suspended parent. Doesn't return.
int proclab_child(void *argument);

// Sets all 64 signals to their default.
void proclab_reset_signals(void);

// Closes every descriptor from `lowest` on, by the best means there is.
void proclab_close_from(const struct proclab_spawn *plan, int32_t lowest);
