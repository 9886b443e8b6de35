// A child that does what its arguments say, one after the other: no shell, no sleep.
//
//   out=TEXT err=TEXT      a line to standard output, to standard error
//   raw=TEXT               to standard output without a newline
//   flood=N flooderr=N     N bytes that count up, to standard output, standard error
//   report                 signals, descriptors, session, folder, … as NAME=VALUE lines
//   pid                    "pid N"
//   echo                   copies standard input to standard output until its end
//   line                   reads one line of standard input
//   drain                  reads standard input until its end
//   ignore=S block=S       a signal number, or 0 for all
//   catch=S:N              exits N when signal S comes
//   note=S                 prints "got S" when signal S comes
//   default=S              the default action again
//   stop                   stops itself
//   exit=N die=S           ends
//   pause                  waits for ever
//   fork { … }             a child does what is in the braces and exits 0; goes on at once
//   vfork=N                a child borrows our memory for N milliseconds, says so, and then pauses in
//                          a program of its own; goes on when it does
//   reap                   waits for all its children
//   setsid setpgid         a session, a group of its own
//   close=N                closes a descriptor
//   setuid=N name=TEXT     changes user, the name in ps
//   outlive                goes on in a second thread; the first one ends
//   clean …                executes itself with the rest and an empty environment
//   grow=N                 touches N bytes of memory
//   spin=N                 uses N milliseconds of processor time
//   chain=N                a chain of N processes, each with its own session, then goes on at its end
//   runaway=N              forks and exits N times in a row, in ever new sessions, then pauses
//   reuse=PID              a child with exactly that number, which says so and pauses (needs root)
//   seize=TID:S            sends signal S to the next process that thread TID makes, before that runs
//   seize=TID:S:kernel     the same as from the terminal: not from a process
//   processes=N            a limit on the processes of the user
//   refuse=CALL:E          lets a system call fail with error E from here on, for all below as well
//   exec …                 executes the program that the rest says
//   tick=N                 N lines, each when standard input brings one
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int exit_code_on_signal;

// Writes all of it, or ends as a program does whose reader is gone.
static void put(int descriptor, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(descriptor, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) _exit(errno == EPIPE ? 78 : 79);
    bytes += count;
    size -= count;
  }
}

static void line(int descriptor, const char *text) {
  char buffer[8192];
  int size = snprintf(buffer, sizeof buffer, "%s\n", text);
  put(descriptor, buffer, size);
}

static void leave(int number) {
  (void)number;
  _exit(exit_code_on_signal);
}

static void note(int number) {
  char text[] = "got 00\n";
  text[4] = '0' + number / 10;
  text[5] = '0' + number % 10;
  put(1, text, 7);
}

// Bytes that count up, so that a lost or doubled one shows.
static void flood(int descriptor, unsigned long long size) {
  static char block[1 << 16];
  unsigned long long position = 0;
  while (position < size) {
    size_t count = size - position < sizeof block ? size - position : sizeof block;
    for (size_t index = 0; index < count; index++) block[index] = (char)((position + index) % 251);
    put(descriptor, block, count);
    position += count;
  }
}

static void report(void) {
  char text[8192];
  FILE *status = fopen("/proc/self/status", "re");
  while (status && fgets(text, sizeof text, status)) {
    char name[32];
    unsigned long long value;
    if (sscanf(text, "%31[A-Za-z]:\t%llx", name, &value) == 2 &&
        (!strcmp(name, "SigIgn") || !strcmp(name, "SigBlk") || !strcmp(name, "SigCgt"))) {
      char answer[64];
      snprintf(answer, sizeof answer, "%s=%llx", name, value);
      line(1, answer);
    }
  }
  if (status) fclose(status);
  char list[4096] = "descriptors=";
  for (int number = 0; number < 4096; number++)
    if (fcntl(number, F_GETFD) >= 0)
      snprintf(list + strlen(list), sizeof list - strlen(list), "%d,", number);
  line(1, list);
  mode_t mask = umask(0);
  int death = 0;
  prctl(PR_GET_PDEATHSIG, &death);
  char folder[4096];
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  struct rlimit cpu, core;
  getrlimit(RLIMIT_CPU, &cpu);
  getrlimit(RLIMIT_CORE, &core);
  struct winsize window = {0, 0, 0, 0};
  ioctl(0, TIOCGWINSZ, &window);
  snprintf(text, sizeof text, "cpu=%lld,%lld\ncore=%lld\nhard=%lld\nwindow=%dx%d",
           (long long)cpu.rlim_cur, (long long)cpu.rlim_max, (long long)core.rlim_cur,
           (long long)files.rlim_max, window.ws_col, window.ws_row);
  line(1, text);
  snprintf(text, sizeof text,
           "pid=%d\nppid=%d\npgid=%d\nsid=%d\numask=%o\nnice=%d\ncwd=%s\nfiles=%llu\ndeath=%d\n"
           "nonblock=%d%d%d\nterminal=%d",
           getpid(), getppid(), getpgrp(), getsid(0), mask, getpriority(PRIO_PROCESS, 0),
           getcwd(folder, sizeof folder), (unsigned long long)files.rlim_cur, death,
           !!(fcntl(0, F_GETFL) & O_NONBLOCK), !!(fcntl(1, F_GETFL) & O_NONBLOCK),
           !!(fcntl(2, F_GETFL) & O_NONBLOCK), open("/dev/tty", O_RDWR | O_CLOEXEC) >= 0);
  line(1, text);
  extern char **environ;
  for (char **entry = environ; *entry; entry++) {
    snprintf(text, sizeof text, "env %s", *entry);
    line(1, text);
  }
}

static void read_line(void) {
  char byte;
  while (read(0, &byte, 1) == 1 && byte != '\n') continue;
}

static void copy(int quiet) {
  static char buffer[1 << 16];
  ssize_t count;
  while ((count = read(0, buffer, sizeof buffer)) > 0)
    if (!quiet) put(1, buffer, count);
}

static void for_signals(int number, void (*handler)(int)) {
  for (int each = 1; each <= 64; each++)
    if (number == 0 || number == each) signal(each, handler);
}

static void block(int number) {
  unsigned long set = number ? 1ul << (number - 1) : ~0ul;
  sigprocmask(SIG_BLOCK, (sigset_t *)&set, NULL);
}

static void die(int number) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  signal(number, SIG_DFL);
  raise(number);
  for (;;) pause();
}

static void spin(long milliseconds) {
  struct timespec now;
  do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  while (now.tv_sec * 1000 + now.tv_nsec / 1000000 < milliseconds);
}

// Descends N processes; only the last comes back.
static void chain(long count) {
  for (long depth = 0; depth < count; depth++) {
    pid_t pid = fork();
    if (pid > 0) {
      while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
      _exit(0);
    }
    setsid();
  }
}

// A child with a number of our choice (clone3(2), set_tid).
static void reuse(pid_t wanted) {
  struct {
    unsigned long long flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
    unsigned long long set_tid, set_tid_size;
  } request = {.exit_signal = SIGCHLD, .set_tid = (unsigned long long)&wanted, .set_tid_size = 1};
  long pid = syscall(435 /* clone3 */, &request, sizeof request);
  char text[64];
  if (pid < 0) {
    snprintf(text, sizeof text, "clone3: %d", errno);
    line(1, text);
  } else if (pid == 0) {
    snprintf(text, sizeof text, "reused %d", wanted);
    line(1, text);
    for (;;) pause();
  }
}

// A filter as containers have them (seccomp(2)).
static void refuse(int call, int error) {
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = {sizeof steps / sizeof *steps, steps};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) < 0) _exit(72);
}

// The letter that /proc has for what a process is doing.
static char state_of(pid_t pid) {
  char text[512] = "";
  snprintf(text, sizeof text, "/proc/%d/stat", pid);
  FILE *stat = fopen(text, "re");
  if (!stat) return 0;
  size_t count = fread(text, 1, sizeof text - 1, stat);
  fclose(stat);
  text[count] = 0;
  char *name_end = strrchr(text, ')');
  return name_end && name_end[1] ? name_end[2] : 0;
}

// Whether a process is another program than its maker by now, or has ended.
static int has_executed(pid_t made, pid_t maker) {
  char path[64], its[4096] = "", other[4096] = "";
  snprintf(path, sizeof path, "/proc/%d/exe", made);
  if (readlink(path, its, sizeof its - 1) < 0) return 1;
  snprintf(path, sizeof path, "/proc/%d/exe", maker);
  return readlink(path, other, sizeof other - 1) > 0 && strcmp(its, other) != 0;
}

// Has the kernel send a signal of its own account, as a terminal does: because a pipe has something
// to read (fcntl(2), F_SETSIG).
static void send_from_kernel(pid_t pid, int number) {
  int ends[2];
  if (pipe(ends) < 0) _exit(71);
  fcntl(ends[0], F_SETOWN, pid);
  fcntl(ends[0], F_SETSIG, number);
  fcntl(ends[0], F_SETFL, O_ASYNC);
  put(ends[1], "", 1);
  // Its end would be something to read, too.
  fcntl(ends[0], F_SETFL, 0);
}

// Signals the next process that a thread makes, before its first instruction: so between clone and
// exec (ptrace(2), PTRACE_SEIZE). One that is stopped by it is told, and continued.
static void seize(pid_t maker, int number, int from_kernel) {
  long events = PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
  char text[64];
  if (ptrace(PTRACE_SEIZE, maker, NULL, events) < 0) {
    snprintf(text, sizeof text, "seize: %d", errno);
    line(1, text);
    return;
  }
  line(1, "seized");
  // The maker is told of as having made a process, or as about to hear a signal, which is its own.
  pid_t made = 0;
  for (int is_seized = 1, status; is_seized || !made;) {
    pid_t pid = waitpid(-1, &status, __WALL);
    if (pid < 0) _exit(68);
    if (pid != maker) {
      made = pid;
      if (from_kernel) send_from_kernel(made, number);
      else kill(made, number);
      ptrace(PTRACE_DETACH, made, NULL, 0);
    } else if (status >> 16) {
      is_seized = ptrace(PTRACE_DETACH, maker, NULL, 0) < 0;
    } else {
      ptrace(PTRACE_CONT, maker, NULL, WSTOPSIG(status));
    }
  }
  while (!has_executed(made, maker)) {
    if (state_of(made) == 'T') {
      line(1, "held");
      kill(made, SIGCONT);
      return;
    }
    usleep(100);
  }
}

static void runaway(long count) {
  for (long round = 0; round < count; round++) {
    if (fork() > 0) _exit(0);
    setsid();
  }
}

// The index after the brace that closes the one at `open`.
static int after_block(char **arguments, int open) {
  int depth = 0;
  for (int index = open;; index++) {
    if (!arguments[index]) exit(64);
    if (!strcmp(arguments[index], "{")) depth++;
    if (!strcmp(arguments[index], "}") && --depth == 0) return index + 1;
  }
}

// Until it executes something, its parent can do nothing, not even stop (vfork(2)).
static void borrow(char *self, long milliseconds) {
  char *pause_only[] = {self, "pause", NULL};
  struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
  if (vfork() != 0) return;
  put(1, "borrowed\n", 9);
  nanosleep(&time, NULL);
  execv("/proc/self/exe", pause_only);
  _exit(66);
}

static void run(char **arguments, int from, int to);

struct rest {
  char **arguments;
  int from, to;
};

static int go_on(void *argument) {
  struct rest *rest = argument;
  run(rest->arguments, rest->from, rest->to);
  _exit(0);
}

// Ends as `main` does by pthread_exit(3): the process goes on without its first thread. There is no
// other C library state than that thread's, and nobody else who would use it.
static void outlive(struct rest rest) {
  static char stack[1 << 18] __attribute__((aligned(16)));
  static struct rest kept;
  kept = rest;
  int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_SYSVSEM | CLONE_THREAD;
  if (clone(go_on, stack + sizeof stack, flags, &kept) < 0) _exit(74);
  syscall(SYS_exit, 0);
}

static void run(char **arguments, int from, int to) {
  for (int index = from; index < to; index++) {
    char *verb = arguments[index];
    char *value = strchr(verb, '=');
    size_t length = value ? (size_t)(value - verb) : strlen(verb);
    value = value ? value + 1 : "";
    long number = atol(value);
#define IS(name) (length == sizeof(name) - 1 && !strncmp(verb, name, length))
    if (IS("out")) line(1, value);
    else if (IS("err")) line(2, value);
    else if (IS("raw")) put(1, value, strlen(value));
    else if (IS("flood")) flood(1, strtoull(value, NULL, 10));
    else if (IS("flooderr")) flood(2, strtoull(value, NULL, 10));
    else if (IS("report")) report();
    else if (IS("pid")) {
      char text[32];
      snprintf(text, sizeof text, "pid %d", getpid());
      line(1, text);
    } else if (IS("echo")) copy(0);
    else if (IS("line")) read_line();
    else if (IS("drain")) copy(1);
    else if (IS("ignore")) for_signals((int)number, SIG_IGN);
    else if (IS("default")) for_signals((int)number, SIG_DFL);
    else if (IS("note")) for_signals((int)number, note);
    else if (IS("block")) block((int)number);
    else if (IS("catch")) {
      exit_code_on_signal = atoi(strchr(value, ':') + 1);
      signal((int)number, leave);
    } else if (IS("stop")) raise(SIGSTOP);
    else if (IS("exit")) _exit((int)number);
    else if (IS("die")) die((int)number);
    else if (IS("pause")) for (;;) pause();
    else if (IS("fork")) {
      int end = after_block(arguments, index + 1);
      if (fork() == 0) {
        run(arguments, index + 2, end - 1);
        _exit(0);
      }
      index = end - 1;
    } else if (IS("vfork")) borrow(arguments[0], number);
    else if (IS("reap")) while (wait(NULL) > 0 || errno == EINTR) continue;
    else if (IS("outlive")) outlive((struct rest){arguments, index + 1, to});
    else if (IS("setsid")) setsid();
    else if (IS("setpgid")) setpgid(0, 0);
    else if (IS("close")) close((int)number);
    else if (IS("setuid")) {
      if (setresuid(number, number, number) < 0) _exit(65);
    } else if (IS("name")) prctl(PR_SET_NAME, value);
    else if (IS("clean")) {
      char *empty[] = {NULL};
      arguments[index] = arguments[0];
      execve("/proc/self/exe", arguments + index, empty);
      _exit(66);
    } else if (IS("grow")) {
      char *memory = malloc(number);
      if (!memory) _exit(67);
      memset(memory, 1, number);
    } else if (IS("spin")) spin(number);
    else if (IS("chain")) chain(number);
    else if (IS("reuse")) reuse((pid_t)number);
    else if (IS("runaway")) runaway(number);
    else if (IS("seize"))
      seize((pid_t)number, atoi(strchr(value, ':') + 1), !!strstr(value, ":kernel"));
    else if (IS("processes")) {
      struct rlimit limit = {number, number};
      if (setrlimit(RLIMIT_NPROC, &limit) < 0) _exit(69);
    } else if (IS("refuse")) refuse((int)number, atoi(strchr(value, ':') + 1));
    else if (IS("exec")) {
      execv(arguments[index + 1], arguments + index + 1);
      _exit(70);
    } else if (IS("tick")) {
      for (long count = 0; count < number; count++) {
        read_line();
        line(1, "tick");
      }
    } else _exit(64);
  }
}

int main(int count, char **arguments) {
  run(arguments, 1, count);
  return 0;
}
