#pragma once

#include <stdint.h>

// Which ways of making a process may be used. The engine takes one away when the kernel, a
// container or a seccomp filter refuses it.
enum {
  // CLONE_VM: the child borrows our memory until exec. Its cost doesn't grow with ours.
  PROCLAB_SHARE_MEMORY = 1,
  // CLONE_FILES, undone in the child by close_range(CLOSE_RANGE_UNSHARE): its cost doesn't grow
  // with the number of our descriptors.
  PROCLAB_SHARE_DESCRIPTORS = 2,
  // CLONE_PIDFD: the descriptor comes with the process, so that no pid is ever looked up.
  PROCLAB_RETURN_PIDFD = 4,
  // close_range(2), Linux 5.9.
  PROCLAB_CLOSE_RANGE = 8,
};

// The step in the child that failed.
enum proclab_stage {
  PROCLAB_STAGE_NONE,
  PROCLAB_STAGE_SESSION,
  PROCLAB_STAGE_UNSHARE,
  PROCLAB_STAGE_STREAMS,
  PROCLAB_STAGE_TERMINAL,
  PROCLAB_STAGE_DIRECTORY,
  PROCLAB_STAGE_NICE,
  PROCLAB_STAGE_LIMIT,
  PROCLAB_STAGE_DEATH_SIGNAL,
  PROCLAB_STAGE_PARENT,
  PROCLAB_STAGE_EXEC,
  // The namespaces of an isolated process.
  PROCLAB_STAGE_ISOLATE,
};

// One limit to set in the child, as prlimit(2) takes it.
struct proclab_limit {
  int32_t resource;
  uint64_t soft;
  uint64_t hard;
};

// All that the child half needs, prepared before the process exists: from clone to exec nothing is
// allocated, looked up or formatted.
struct proclab_spawn {
  // Paths to try in order, ended by NULL.
  const char *const *candidates;
  char *const *arguments;
  char *const *environment;
  // The folder to enter, or NULL.
  const char *directory;
  // Descriptors of ours that become 0, 1 and 2; each below `first_unreserved` and above 2.
  int32_t streams[3];
  // All our descriptors from here on are not even copied.
  int32_t first_unreserved;
  // Whether standard input is a terminal, to become the controlling one.
  int32_t has_terminal;
  // The file mode creation mask, or -1 to inherit.
  int32_t umask;
  // Added to the nice value; 0 changes nothing.
  int32_t niceness;
  // The parent-death signal, or 0.
  int32_t death_signal;
  // Whether it gets a PID namespace of its own, under an init that ends with this thread. Of the
  // ways only PROCLAB_CLOSE_RANGE may be used then.
  int32_t is_isolated;
  const struct proclab_limit *limits;
  int32_t limit_count;
  // PROCLAB_SHARE_MEMORY and its sisters.
  uint32_t ways;
};

// What came of it.
struct proclab_spawned {
  int32_t pid;
  // The init of its namespace, a child of ours too, or 0 when it has none.
  int32_t init;
  // -1 where clone gave none.
  int32_t pidfd;
  // PROCLAB_STAGE_NONE when exec succeeded.
  int32_t stage;
  int32_t error;
};

// A stack for the child half and a page that it shares with us.
struct proclab_spawner;

// Makes a spawner; NULL without memory.
struct proclab_spawner *proclab_spawner_create(void);

// Gives its memory back; NULL is allowed.
void proclab_spawner_destroy(struct proclab_spawner *spawner);

// Makes a process and returns when its exec succeeded or failed. A child that failed is already
// reaped. Returns 0, or minus errno when there was no process at all (clone(2)).
int32_t proclab_spawn(struct proclab_spawner *spawner, const struct proclab_spawn *plan,
                      struct proclab_spawned *spawned);
