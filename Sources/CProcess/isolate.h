#pragma once

#include "child.h"

// What the launcher of an isolated process works with; it has a copy of our memory, not the memory.
struct proclab_launcher {
  const struct proclab_child *child;
  // The end of a stack that is not the launcher's own, for its children.
  char *stack_end;
  // Us, as the launcher sees us.
  int32_t parent;
};

// Makes an isolated process and its init, both children of the launcher's parent, and ends. Says in
// the report who they are, and what failed.
int proclab_launch_isolated(void *argument);
