// Splits like proclab, and then is whatever session its arguments ask for, one after the other.
//
//   --stranger      before the split: a child that is none of the session's
//   --no-keeper     before the split: goes without a keeper
//   --folder:PATH   a folder that the keeper removes at the end
//   say:TEXT        prints TEXT, with %k and %s for the pids of keeper and session
//   tree            starts processes that are hard to get rid of, and waits until each is ready
//   runaway         starts a process that is never the same for long
//   raw             puts the terminal into raw mode
//   sleep-in:PATH   starts PATH (say, a setuid copy of something) and waits for its exec
//   exit:CODE       exits
//   die:SIGNAL      dies by it
//   ignore:SIGNAL   ignores it
//   close:FD        closes a descriptor
//   leave:FD        writes a line to FD with what the split left in place
//   listen          prints every signal it hears, and ends by those that end
//   stop:SIGNAL     stops itself
//   hold            waits for ever
//
// Every process holds what it inherited: end of file on a pipe tells that all are gone.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "keeper.h"

static struct proclab_keeper_split split;

_Noreturn static void hold(void) {
  for (;;) pause();
}

static void ignore_all(void) {
  for (int number = 1; number <= 64; number++) signal(number, SIG_IGN);
}

// Starts a process that does `work`, which says by closing `ready` that it has come to its post.
static void start(void (*work)(int ready)) {
  static int outer = -1;
  int ready[2];
  if (pipe(ready) < 0) abort();
  fflush(stdout);
  if (fork() == 0) {
    close(ready[0]);
    if (outer >= 0) close(outer);
    outer = ready[1];
    work(ready[1]);
    hold();
  }
  close(ready[1]);
  char byte;
  while (read(ready[0], &byte, 1) > 0) continue;
  close(ready[0]);
}

static void ignorer(int ready) {
  ignore_all();
  close(ready);
}

static void blocker(int ready) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  setpgid(0, 0);
  close(ready);
}

static void in_session(int ready) {
  setsid();
  ignore_all();
  start(ignorer);
  close(ready);
}

static void daemon_twice(int ready) {
  if (fork() != 0) _exit(0);
  setsid();
  if (fork() != 0) _exit(0);
  ignorer(ready);
}

static void stopped(int ready) {
  start(ignorer);
  close(ready);
  raise(SIGSTOP);
}

static void *starts_from_thread(void *ready) {
  start(in_session);
  close((int)(long)ready);
  hold();
}

// Its child belongs to a thread that isn't the first.
static void threaded(int ready) {
  pthread_t thread;
  pthread_create(&thread, NULL, starts_from_thread, (void *)(long)ready);
}

// Starts another whenever one dies.
static void restarter(int ready) {
  signal(SIGTERM, SIG_IGN);
  for (bool is_first = true;; is_first = false) {
    pid_t child = fork();
    if (child == 0) {
      close(ready);
      hold();
    }
    if (is_first) close(ready);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
  }
}

// Each forks its successor and exits.
static void runaway(int ready) {
  close(ready);
  for (;;) {
    if (fork() != 0) _exit(0);
    setsid();
  }
}

static void start_tree(void) {
  void (*all[])(int) = {ignorer, blocker, in_session, daemon_twice, stopped, threaded, restarter};
  for (size_t at = 0; at < sizeof all / sizeof *all; at++) start(all[at]);
}

// The dead of the runaway must not fill the process table.
static void start_runaway(void) {
  signal(SIGCHLD, SIG_IGN);
  start(runaway);
}

static void say(const char *text) {
  for (; *text != '\0'; text++) {
    if (*text == '%' && text[1] == 'k') printf("%d", split.keeper), text++;
    else if (*text == '%' && text[1] == 's') printf("%d", getpid()), text++;
    else putchar(*text);
  }
  putchar('\n');
  fflush(stdout);
}

static void make_raw(void) {
  struct termios modes;
  if (tcgetattr(0, &modes) < 0) abort();
  cfmakeraw(&modes);
  tcsetattr(0, TCSANOW, &modes);
}

static void sleep_in(char *path) {
  int done[2];
  if (pipe2(done, O_CLOEXEC) < 0) abort();
  if (fork() == 0) {
    execl(path, path, "100", NULL);
    abort();
  }
  close(done[1]);
  char byte;
  while (read(done[0], &byte, 1) > 0) continue;
}

_Noreturn static void die(int number) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  signal(number, SIG_DFL);
  raise(number);
  abort();
}

// SIGTSTP and the like keep their default: the session stops, as a simple program would.
static void listen_to_signals(void) {
  sigset_t all;
  sigfillset(&all);
  sigdelset(&all, SIGTSTP);
  sigdelset(&all, SIGTTIN);
  sigdelset(&all, SIGTTOU);
  sigprocmask(SIG_SETMASK, &all, NULL);
  say("listening %k %s");
  for (;;) {
    siginfo_t info;
    int number = sigwaitinfo(&all, &info);
    if (number < 0) continue;
    // A group that the keeper's death orphaned is hung up if something in it is stopped.
    if (number == PROCLAB_KEEPER_DIED || (number == SIGHUP && getppid() != split.keeper)) {
      say(getppid() != split.keeper ? "keeper died" : "keeper lives");
      int left = proclab_sweep_descendants(5000);
      printf("left %d\n", left);
      exit(9);
    }
    printf("heard %s %s\n", number < SIGSYS ? sigabbrev_np(number) : "RT",
           info.si_code > 0 ? "kernel" : info.si_pid == split.keeper ? "keeper" : "process");
    fflush(stdout);
    if (number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT) {
      sigprocmask(SIG_UNBLOCK, &all, NULL);
      die(number);
    }
  }
}

static void report(int descriptor) {
  sigset_t mask;
  sigprocmask(SIG_BLOCK, NULL, &mask);
  int is_subreaper = 0, death = 0;
  prctl(PR_GET_CHILD_SUBREAPER, &is_subreaper);
  prctl(PR_GET_PDEATHSIG, &death);
  struct sigaction action;
  sigaction(SIGCHLD, NULL, &action);
  dprintf(descriptor, "subreaper %d, death signal %d, SIGCHLD %s, blocked", is_subreaper, death,
          action.sa_handler == SIG_DFL ? "default" : "else");
  for (int number = 1; number <= 64; number++)
    if (sigismember(&mask, number) == 1) dprintf(descriptor, " %d", number);
  dprintf(descriptor, ", null");
  for (int standard = 0; standard <= 2; standard++) {
    struct stat file, null;
    bool is_null = fstat(standard, &file) == 0 && stat("/dev/null", &null) == 0 &&
                   file.st_rdev == null.st_rdev && S_ISCHR(file.st_mode);
    if (is_null) dprintf(descriptor, " %d", standard);
  }
  dprintf(descriptor, "\n");
}

static bool is(const char *word, const char *name, char **value) {
  size_t length = strlen(name);
  if (strncmp(word, name, length) != 0) return false;
  *value = (char *)word + length;
  return true;
}

static void perform(const char *word) {
  char *value;
  if (is(word, "say:", &value)) say(value);
  else if (is(word, "tree", &value)) start_tree();
  else if (is(word, "runaway", &value)) start_runaway();
  else if (is(word, "raw", &value)) make_raw();
  else if (is(word, "sleep-in:", &value)) sleep_in(value);
  else if (is(word, "exit:", &value)) exit(atoi(value));
  else if (is(word, "die:", &value)) die(atoi(value));
  else if (is(word, "ignore:", &value)) signal(atoi(value), SIG_IGN);
  else if (is(word, "close:", &value)) close(atoi(value));
  else if (is(word, "leave:", &value)) report(atoi(value));
  else if (is(word, "listen", &value)) listen_to_signals();
  else if (is(word, "stop:", &value)) raise(atoi(value));
  else if (is(word, "hold", &value)) hold();
  else fprintf(stderr, "keeper-probe: %s?\n", word), exit(64);
}

int main(int count, char **words) {
  bool with_keeper = true;
  const char *folder = NULL;
  int at = 1;
  for (; at < count && strncmp(words[at], "--", 2) == 0; at++) {
    if (strcmp(words[at], "--stranger") == 0) start(ignorer);
    if (strcmp(words[at], "--no-keeper") == 0) with_keeper = false;
    if (strncmp(words[at], "--folder:", 9) == 0) folder = words[at] + 9;
  }
  split = proclab_keeper_split(with_keeper, folder);
  if (!split.is_session) {
    fprintf(stderr, "keeper-probe: %s: %s\n", split.stage, strerror(split.error));
    return 70;
  }
  for (; at < count; at++) perform(words[at]);
}
