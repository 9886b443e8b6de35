#define _GNU_SOURCE
#include "spawner.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "child.h"
#include "isolate.h"
#include "raw_syscall.h"

#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x1000
#endif

enum { STACK_SIZE = 64 << 10 };

struct proclab_spawner {
  // The child's stack: shared memory too, because it is the child that runs on it, not a copy.
  char *stack;
  // Shared with the child even where it gets a copy of everything else.
  struct proclab_report *report;
};

struct proclab_spawner *proclab_spawner_create(void) {
  struct proclab_spawner *spawner = calloc(1, sizeof *spawner);
  if (!spawner) return NULL;
  spawner->stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  spawner->report = mmap(NULL, sizeof *spawner->report, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (spawner->stack == MAP_FAILED || spawner->report == MAP_FAILED) {
    proclab_spawner_destroy(spawner);
    return NULL;
  }
  return spawner;
}

void proclab_spawner_destroy(struct proclab_spawner *spawner) {
  if (!spawner) return;
  if (spawner->stack != MAP_FAILED) munmap(spawner->stack, STACK_SIZE);
  if (spawner->report != MAP_FAILED) munmap(spawner->report, sizeof *spawner->report);
  free(spawner);
}

// Waits for a child that is ending. Its pid is ours to use: nobody else can have reaped it.
static void reap(int32_t pid) {
  while (raw(SYS_wait4, pid, 0, 0x40000000 /* __WALL */, 0) == -EINTR) continue;
}

// Waits for a child that failed before exec, so that nothing of it is left. An init ends only when
// all others of its namespace are reaped.
static void reap_failed(struct proclab_spawned *spawned) {
  if (spawned->pid > 0) reap(spawned->pid);
  if (spawned->pidfd >= 0) raw(SYS_close, spawned->pidfd);
  spawned->pidfd = -1;
  if (spawned->init <= 0) return;
  raw(SYS_kill, spawned->init, SIGKILL);
  reap(spawned->init);
  spawned->init = 0;
}

// Reaps the launcher of an isolated process and takes over what it made.
static void take_isolated(const struct proclab_spawner *spawner, int32_t launcher,
                          struct proclab_spawned *spawned) {
  reap(launcher);
  spawned->pid = spawner->report->pid;
  spawned->init = spawner->report->init;
  if (spawned->pid > 0 || spawned->stage != PROCLAB_STAGE_NONE) return;
  // It was killed from outside.
  spawned->stage = PROCLAB_STAGE_ISOLATE;
  spawned->error = ECHILD;
}

int32_t proclab_spawn(struct proclab_spawner *spawner, const struct proclab_spawn *plan,
                      struct proclab_spawned *spawned) {
  int32_t self = getpid();
  struct proclab_child child = {plan, spawner->report, plan->is_isolated ? 0 : self};
  struct proclab_launcher launcher = {&child, spawner->stack + STACK_SIZE / 2, self};
  *spawner->report = (struct proclab_report){0};
  *spawned = (struct proclab_spawned){.pidfd = -1};
  int flags = CLONE_VFORK | SIGCHLD;
  if (plan->ways & PROCLAB_SHARE_MEMORY) flags |= CLONE_VM;
  if (plan->ways & PROCLAB_SHARE_DESCRIPTORS) flags |= CLONE_FILES;
  if (plan->ways & PROCLAB_RETURN_PIDFD) flags |= CLONE_PIDFD;

  // All 64, also the two of libc: no handler may run in a child that shares our memory.
  unsigned long all = ~0ul, before;
  raw(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, 8);
  int (*half)(void *) = plan->is_isolated ? proclab_launch_isolated : proclab_child;
  void *argument = plan->is_isolated ? (void *)&launcher : (void *)&child;
  int32_t pid = clone(half, spawner->stack + STACK_SIZE, flags, argument, &spawned->pidfd);
  int32_t error = pid < 0 ? errno : 0;
  raw(SYS_rt_sigprocmask, SIG_SETMASK, &before, 0, 8);

  if (pid < 0) return -error;
  spawned->pid = pid;
  spawned->stage = spawner->report->stage;
  spawned->error = spawner->report->error;
  if (plan->is_isolated) take_isolated(spawner, pid, spawned);
  if (spawned->stage != PROCLAB_STAGE_NONE) reap_failed(spawned);
  return 0;
}
