#define _GNU_SOURCE
#include "calls.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif

// Turns libc's way of failing into minus errno.
static int64_t told(int64_t answer) { return answer < 0 ? -errno : answer; }

int64_t proclab_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000ll + time.tv_nsec;
}

int32_t proclab_pause(int64_t nanoseconds) {
  struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  return told(nanosleep(&time, NULL));
}

int32_t proclab_epoll_create(void) { return told(epoll_create1(EPOLL_CLOEXEC)); }

int32_t proclab_epoll_control(int32_t epoll, int32_t operation, int32_t descriptor,
                              uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data.u64 = token};
  return told(epoll_ctl(epoll, operation, descriptor, &event));
}

int32_t proclab_epoll_wait(int32_t epoll, struct proclab_ready *ready, int32_t capacity,
                           int64_t nanoseconds) {
  struct epoll_event events[1024];
  if (capacity > 1024) capacity = 1024;
  static _Thread_local int is_old;
  int64_t count = -1;
  if (!is_old) {
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    count = syscall(SYS_epoll_pwait2, epoll, events, capacity, nanoseconds < 0 ? NULL : &time,
                    NULL, 8);
    // EPERM is how seccomp filters say that they don't know a call.
    is_old = count < 0 && (errno == ENOSYS || errno == EPERM);
  }
  if (is_old) {
    int64_t milliseconds = nanoseconds < 0 ? -1 : (nanoseconds + 999999) / 1000000;
    if (milliseconds > 1 << 30) milliseconds = 1 << 30;
    count = epoll_wait(epoll, events, capacity, (int)milliseconds);
  }
  if (count < 0) return -errno;
  for (int64_t index = 0; index < count; index++) {
    ready[index].token = events[index].data.u64;
    ready[index].events = events[index].events;
  }
  return (int32_t)count;
}

int32_t proclab_block(uint64_t set, uint64_t *before) {
  return told(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, before, 8));
}

int32_t proclab_set_mask(uint64_t mask) {
  return told(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8));
}

bool proclab_stop_self(int32_t signal) {
  struct sigaction stopping = {.sa_handler = SIG_DFL}, before_action;
  sigset_t stop, held, before, pending;
  sigemptyset(&stop);
  sigaddset(&stop, signal);
  held = stop;
  sigaddset(&held, SIGCONT);
  sigaction(signal, &stopping, &before_action);
  // Blocked until it is there: a SIGCONT that comes first takes it away again.
  sigprocmask(SIG_BLOCK, &held, &before);
  kill(getpid(), signal);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);
  // The stop has driven out any SIGCONT from before it.
  sigpending(&pending);
  sigprocmask(SIG_SETMASK, &before, NULL);
  sigaction(signal, &before_action, NULL);
  return sigismember(&pending, SIGCONT) == 1;
}

int32_t proclab_signalfd(uint64_t set) {
  sigset_t signals;
  sigemptyset(&signals);
  for (int number = 1; number <= 64; number++)
    if (set >> (number - 1) & 1) sigaddset(&signals, number);
  return told(signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

int32_t proclab_signalfd_take(int32_t descriptor, struct proclab_signal *taken) {
  struct signalfd_siginfo infos[PROCLAB_SIGNALS];
  ssize_t size = read(descriptor, infos, sizeof infos);
  if (size < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
  int32_t count = (int32_t)(size / (ssize_t)sizeof infos[0]);
  for (int32_t index = 0; index < count; index++) {
    taken[index].number = (int32_t)infos[index].ssi_signo;
    taken[index].code = infos[index].ssi_code;
    taken[index].pid = (int32_t)infos[index].ssi_pid;
  }
  return count;
}

int32_t proclab_pidfd_open(int32_t pid) { return told(syscall(SYS_pidfd_open, pid, 0)); }

int32_t proclab_pidfd_send(int32_t pidfd, int32_t signal, uint32_t flags) {
  return told(syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, flags));
}

int32_t proclab_kill_group(int32_t group, int32_t signal) { return told(kill(-group, signal)); }

int32_t proclab_wait(int32_t type, int32_t identity, int32_t options, struct proclab_wait *result) {
  siginfo_t info;
  struct rusage usage;
  info.si_pid = 0;
  // glibc's waitid leaves out the usage.
  if (syscall(SYS_waitid, type, identity, &info, options, &usage) < 0) return -errno;
  result->pid = info.si_pid;
  if (info.si_pid == 0) return 0;
  result->code = info.si_code;
  result->status = info.si_status;
  result->user_microseconds = usage.ru_utime.tv_sec * 1000000ll + usage.ru_utime.tv_usec;
  result->system_microseconds = usage.ru_stime.tv_sec * 1000000ll + usage.ru_stime.tv_usec;
  result->peak_kilobytes = usage.ru_maxrss;
  return 0;
}

int32_t proclab_pidfd_exit_status(int32_t pidfd, int32_t *status) {
  // struct pidfd_info of <linux/pidfd.h>, which older headers don't have.
  struct {
    uint64_t mask, cgroup;
    uint32_t identities[11];
    int32_t exit_code;
  } info = {.mask = 1 << 3 /* PIDFD_INFO_EXIT */};
  if (ioctl(pidfd, _IOWR(0xff, 11, info), &info) < 0) return -errno;
  if (!(info.mask & 1 << 3)) return -ENODATA;
  *status = info.exit_code;
  return 0;
}

int32_t proclab_get_subreaper(void) {
  int on = 0;
  if (prctl(PR_GET_CHILD_SUBREAPER, &on) < 0) return -errno;
  return on;
}

int32_t proclab_set_subreaper(int32_t on) { return told(prctl(PR_SET_CHILD_SUBREAPER, on)); }

int32_t proclab_get_limit(int32_t resource, uint64_t *soft, uint64_t *hard) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) < 0) return -errno;
  *soft = limit.rlim_cur;
  *hard = limit.rlim_max;
  return 0;
}

int32_t proclab_set_limit(int32_t resource, uint64_t soft, uint64_t hard) {
  struct rlimit limit = {soft, hard};
  return told(setrlimit(resource, &limit));
}

int64_t proclab_peak_kilobytes(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) < 0 ? -errno : usage.ru_maxrss;
}

int32_t proclab_thread(void) { return (int32_t)syscall(SYS_gettid); }
