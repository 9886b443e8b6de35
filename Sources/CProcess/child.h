#pragma once

#include "spawn.h"

// What the child tells the parent through shared memory; all zero while nothing failed.
struct proclab_report {
  volatile int32_t stage;
  volatile int32_t error;
};

// The argument of the child half.
struct proclab_child {
  const struct proclab_spawn *plan;
  struct proclab_report *report;
  int32_t parent;
};

// The child half between clone and exec: raw system calls on prepared memory, nothing else. It may
// share all memory with its suspended parent. Doesn't return.
int proclab_child(void *argument);
