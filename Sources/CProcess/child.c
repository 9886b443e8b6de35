#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "raw_syscall.h"

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#define CLOSE_UNSHARE 2u
// A signal in the kernel's set of them.
#define BIT(number) (1ul << ((number) - 1))

// The kernel's struct sigaction with everything zero: the default action. Larger than any of them.
static const unsigned long default_action[8];

// Tells the parent what failed and ends.
static void fail(const struct proclab_child *child, int32_t stage, long answer) {
  child->report->error = (int32_t)-answer;
  child->report->stage = stage;
  for (;;) raw(SYS_exit_group, 127);
}

// Fails unless the answer is a success.
static void check(const struct proclab_child *child, int32_t stage, long answer) {
  if (answer < 0) fail(child, stage, answer);
}

// Sets all 64 signals to their default. exec would do that for handlers, but not for what is
// ignored; and no handler of the parent may run here once the mask is emptied. KILL, STOP and the
// numbers that libc keeps for itself need no exception: a refusal is as good.
void proclab_reset_signals(void) {
  for (int number = 1; number <= 64; number++)
    raw(SYS_rt_sigaction, number, default_action, 0, 8);
}

// Closes every descriptor in the folder /proc/self/fd from `lowest` on; false when it can't be read.
static int close_listed(int32_t lowest) {
  static const char path[] = "/proc/self/fd";
  long folder = raw(SYS_openat, AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
  if (folder < 0) return 0;
  char entries[2048];
  int closed = 1;
  // Closing disturbs the listing, so it starts again until a whole pass finds nothing.
  while (closed) {
    closed = 0;
    raw(SYS_lseek, folder, 0, 0);
    long size;
    while ((size = raw(SYS_getdents64, folder, entries, sizeof entries)) > 0) {
      for (long at = 0; at < size;) {
        const unsigned char *entry = (const unsigned char *)entries + at;
        int length = entry[16] | entry[17] << 8;
        long number = 0;
        const unsigned char *digit = entry + 19;
        while (*digit >= '0' && *digit <= '9') number = number * 10 + (*digit++ - '0');
        if (*digit == 0 && number >= lowest && number != folder && entry[19] != '.') {
          raw(SYS_close, number);
          closed = 1;
        }
        at += length;
      }
    }
  }
  raw(SYS_close, folder);
  return 1;
}

void proclab_close_from(const struct proclab_spawn *plan, int32_t lowest) {
  if ((plan->ways & PROCLAB_CLOSE_RANGE) && raw(SYS_close_range, lowest, ~0u, 0) == 0) return;
  if (close_listed(lowest)) return;
  struct rlimit limit = {1024, 1024};
  raw(SYS_prlimit64, 0, RLIMIT_NOFILE, 0, &limit);
  for (unsigned long number = lowest; number < limit.rlim_cur; number++) raw(SYS_close, number);
}

// Forgets what a terminal has sent since clone: until setsid the child was in our group, and a Ctrl-C
// for that was none for the child. What a process has sent it keeps: that may have been for the
// child alone. All signals are blocked, so whatever came is still pending.
static void forget_terminal_signals(void) {
  static const struct timespec at_once;
  unsigned long wanted = BIT(SIGHUP) | BIT(SIGINT) | BIT(SIGQUIT) | BIT(SIGTSTP) | BIT(SIGTTIN) |
                         BIT(SIGTTOU);
  // The kernel's siginfo_t begins with the number, an error, and the code, which is above zero for
  // what the kernel itself sends.
  int32_t info[32];
  long number;
  while ((number = raw(SYS_rt_sigtimedwait, &wanted, info, &at_once, 8)) > 0) {
    wanted &= ~BIT(number);
    if (info[2] <= 0) raw(SYS_rt_sigqueueinfo, raw(SYS_getpid), number, info);
  }
}

// Puts the three streams in place; their sources lie above 2, so that none is overwritten.
static void place_streams(const struct proclab_child *child) {
  for (int number = 0; number < 3; number++)
    check(child, PROCLAB_STAGE_STREAMS, raw(SYS_dup3, child->plan->streams[number], number, 0));
}

// Adds to the nice value; the raw getpriority answers 20 - nice.
static void be_nice(const struct proclab_child *child) {
  long current = 20 - raw(SYS_getpriority, PRIO_PROCESS, 0);
  long wanted = current + child->plan->niceness;
  if (wanted > 19) wanted = 19;
  check(child, PROCLAB_STAGE_NICE, raw(SYS_setpriority, PRIO_PROCESS, 0, wanted));
}

// Tries the candidates as execvp(3) does: a missing one is passed over, a forbidden one is
// remembered, anything else is final. Of a single one, whatever the kernel says is the answer.
static void execute(const struct proclab_child *child) {
  const char *const *path = child->plan->candidates;
  int is_search = path[0] && path[1];
  long answer = -ENOENT;
  for (; *path; path++) {
    long error = raw(SYS_execve, *path, child->plan->arguments, child->plan->environment);
    if (is_search && (error == -ENOENT || error == -ENOTDIR)) continue;
    answer = error;
    if (error != -EACCES) break;
  }
  fail(child, PROCLAB_STAGE_EXEC, answer);
}

int proclab_child(void *argument) {
  const struct proclab_child *child = argument;
  const struct proclab_spawn *plan = child->plan;
  proclab_reset_signals();
  check(child, PROCLAB_STAGE_SESSION, raw(SYS_setsid));
  forget_terminal_signals();
  if (plan->ways & PROCLAB_SHARE_DESCRIPTORS)
    check(child, PROCLAB_STAGE_UNSHARE,
          raw(SYS_close_range, plan->first_unreserved, ~0u, CLOSE_UNSHARE));
  place_streams(child);
  proclab_close_from(plan, 3);
  if (plan->has_terminal) check(child, PROCLAB_STAGE_TERMINAL, raw(SYS_ioctl, 0, TIOCSCTTY, 0));
  if (plan->directory) check(child, PROCLAB_STAGE_DIRECTORY, raw(SYS_chdir, plan->directory));
  if (plan->umask >= 0) raw(SYS_umask, plan->umask);
  if (plan->niceness) be_nice(child);
  for (int index = 0; index < plan->limit_count; index++) {
    const struct proclab_limit *limit = plan->limits + index;
    check(child, PROCLAB_STAGE_LIMIT,
          raw(SYS_prlimit64, 0, limit->resource, &limit->soft, 0));
  }
  if (plan->death_signal) {
    check(child, PROCLAB_STAGE_DEATH_SIGNAL, raw(SYS_prctl, PR_SET_PDEATHSIG, plan->death_signal));
    // The parent may have died before the line above, and then nobody would tell us.
    if (raw(SYS_getppid) != child->parent) fail(child, PROCLAB_STAGE_PARENT, -ESRCH);
  }
  static const unsigned long empty = 0;
  raw(SYS_rt_sigprocmask, SIG_SETMASK, &empty, 0, 8);
  execute(child);
  return 127;
}
