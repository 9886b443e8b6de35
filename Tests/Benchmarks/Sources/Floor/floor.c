// The floor: one child after the other, by the system calls that the engine makes for each, and
// nothing around them. What the engine promises is kept here too, because it is the calls that
// keep it: the child's signals are reset, its session is its own, no descriptor leaks into it, it
// dies with its parent, and its exit is seen by its descriptor, with its usage, and then reaped.
//
//   floor ROUNDS PROGRAM WORD…         what a child has written follows its end, on standard output
//   floor crowd COUNT PROGRAM WORD…    all alive at once, then killed; they write nowhere

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

enum { STACK = 64 << 10, EXIT = 0, OUTPUT = 1, ERROR = 2 };

extern char **environ;

// What the child half needs.
struct plan {
  char **words;
  int null, output, error;
  // Whether there are too many descriptors to be copied for each child, and none but `null` is used.
  int shares;
  pid_t parent;
};

// Says which call failed, and ends.
static int need(const char *call, long answer) {
  if (answer >= 0) return (int)answer;
  perror(call);
  exit(1);
}

// Between clone and exec.
static int child(void *argument) {
  const struct plan *plan = argument;
  static const unsigned long action[8], none;
  for (int number = 1; number <= 64; number++) syscall(SYS_rt_sigaction, number, action, 0, 8);
  setsid();
  // What a terminal has sent meanwhile was for our group.
  unsigned long wanted = 1ul << (SIGINT - 1) | 1ul << (SIGTSTP - 1);
  char info[128];
  struct timespec at_once = {0};
  while (syscall(SYS_rt_sigtimedwait, &wanted, info, &at_once, 8) > 0) continue;
  if (plan->shares) syscall(SYS_close_range, plan->null + 1, ~0u, 2 /* CLOSE_RANGE_UNSHARE */);
  dup2(plan->null, 0);
  dup2(plan->output, 1);
  dup2(plan->error, 2);
  syscall(SYS_close_range, 3, ~0u, 2 /* CLOSE_RANGE_UNSHARE */);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != plan->parent) _exit(127);
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, 0, 8);
  execve(plan->words[0], plan->words, environ);
  _exit(127);
}

// What the child has written, kept until it has ended, as a join keeps it.
static char kept[64 << 10];
static size_t kept_size;

// Takes what a pipe has; its end is closed when there is nothing more to come.
static void take(int *end) {
  ssize_t size = read(*end, kept + kept_size, sizeof kept - kept_size);
  if (size > 0) kept_size += size;
  if (size != 0) return;
  close(*end);
  *end = -1;
}

// Starts a child, and says by which descriptor its end will be seen.
static int start(char *stack, struct plan *plan) {
  int process = -1;
  unsigned long all = ~0ul, before;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, 8);
  // Without CLONE_FILES where there are few descriptors to copy, and dup2 must not reach ours.
  int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD | (plan->shares ? CLONE_FILES : 0);
  need("clone", clone(child, stack + STACK, flags, plan, &process));
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, 0, 8);
  return process;
}

// Reaps a child that has ended.
static void reap(int process) {
  siginfo_t info;
  struct rusage usage;
  need("waitid", syscall(SYS_waitid, P_PIDFD, process, &info, WEXITED, &usage));
  close(process);
}

// Has news of a descriptor told under a number.
static void watch(int epoll, int descriptor, int number) {
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = number};
  need("epoll_ctl", epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event));
}

// Starts many children, kills them all, and waits for their ends.
static void crowd(int epoll, char *stack, struct plan *plan, long count) {
  int *processes = malloc(count * sizeof *processes);
  plan->output = plan->error = plan->null;
  plan->shares = 1;
  for (long index = 0; index < count; index++) {
    processes[index] = start(stack, plan);
    watch(epoll, processes[index], index);
  }
  for (long index = 0; index < count; index++)
    need("pidfd_send_signal",
         syscall(SYS_pidfd_send_signal, processes[index], SIGKILL, NULL, 0));
  for (long left = count; left > 0;) {
    struct epoll_event ready[64];
    int news = epoll_wait(epoll, ready, 64, -1);
    for (int index = 0; index < news; index++, left--) reap(processes[ready[index].data.u32]);
  }
}

// Starts one child and waits for its end and for those of its streams.
static void run(int epoll, char *stack, struct plan *plan) {
  int output[2], error[2];
  need("pipe2", pipe2(output, O_CLOEXEC));
  need("pipe2", pipe2(error, O_CLOEXEC));
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  fcntl(error[0], F_SETFL, O_NONBLOCK);
  plan->output = output[1];
  plan->error = error[1];
  int process = start(stack, plan);
  close(output[1]);
  close(error[1]);
  int ends[] = {process, output[0], error[0]};
  for (int which = EXIT; which <= ERROR; which++) watch(epoll, ends[which], which);
  while (ends[EXIT] >= 0) {
    struct epoll_event ready[8];
    int count = epoll_wait(epoll, ready, 8, -1);
    for (int index = 0; index < count; index++) {
      int which = ready[index].data.u32;
      if (which != EXIT) {
        take(&ends[which]);
        continue;
      }
      reap(process);
      ends[EXIT] = -1;
    }
  }
  for (int which = OUTPUT; which <= ERROR; which++)
    while (ends[which] >= 0) take(&ends[which]);
  if (kept_size > 0) need("write", write(1, kept, kept_size));
  kept_size = 0;
}

int main(int count, char **words) {
  int is_crowd = count > 1 && strcmp(words[1], "crowd") == 0;
  if (count < 3 + is_crowd) return 2;
  words += 1 + is_crowd;
  struct plan plan = {.words = words + 1, .null = open("/dev/null", O_RDWR | O_CLOEXEC),
                      .parent = getpid()};
  char *stack = malloc(STACK);
  int epoll = need("epoll_create1", epoll_create1(EPOLL_CLOEXEC));
  if (is_crowd) crowd(epoll, stack, &plan, atol(words[0]));
  else for (long round = atol(words[0]); round > 0; round--) run(epoll, stack, &plan);
  return 0;
}
