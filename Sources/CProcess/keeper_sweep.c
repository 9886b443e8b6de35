// The end of every descendant: used by the keeper after the session, and by the session after
// the keeper.

#define _GNU_SOURCE
#include "keeper.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Three descriptors are open for each level of the walk, and 1024 is a usual limit. What lies
// deeper moves up when its ancestors die, and is met in a later walk.
enum { DEEPEST = 100 };

// A process held fast: an open /proc/PID stands for that process only, and all access through it
// fails once the process is reaped, even if the number is in use again (proc(5)).
struct held {
  int directory;
  // The number that this /proc knows the process by. Not ours when /proc belongs to an outer PID
  // namespace: never to be given to kill(2) without a look at `may_use_numbers`.
  pid_t number;
};

// One walk over all descendants, to kill them or to name them.
struct walk {
  bool names;
  // Whether the numbers in /proc are those of our own PID namespace.
  bool may_use_numbers;
  // Whether the kernel was built without CONFIG_PROC_CHILDREN (or is none, as gVisor).
  bool lacks_children;
  int met;
};

static void visit_children(struct walk *walk, const struct held *parent, int depth);

// The fields of /proc/PID/stat before and after the command, which may itself hold ") ".
struct status {
  char command[32];
  char state;
  pid_t parent;
  long threads;
};

static bool read_status(const struct held *process, struct status *status) {
  char text[512];
  int file = openat(process->directory, "stat", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return false;
  text[count] = '\0';
  char *opening = strchr(text, '('), *closing = strrchr(text, ')');
  if (opening == NULL || closing == NULL) return false;
  *closing = '\0';
  snprintf(status->command, sizeof status->command, "%s", opening + 1);
  return sscanf(closing + 1,
                " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %ld",
                &status->state, &status->parent, &status->threads) == 3;
}

static int send_held(const struct held *process, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, process->directory, signal, NULL, 0);
}

// Only a child of our own may be signalled by its number, since it stays taken until we reap it;
// for kernels and filters that have no pidfd_send_signal.
static void signal_process(const struct walk *walk, const struct held *process, int depth,
                           int signal) {
  if (send_held(process, signal) == 0 || errno == ESRCH) return;
  if (depth == 0 && walk->may_use_numbers) kill(process->number, signal);
}

// Whether the process is a child of `parent` beyond doubt. `parent` is asked last: as long as
// it is unreaped its number means nobody else, so that the answer before it was about it.
static bool is_child(const struct held *process, const struct held *parent, int depth) {
  struct status status;
  if (!read_status(process, &status) || status.parent != parent->number) return false;
  return depth == 0 || send_held(parent, 0) == 0 || errno == EPERM;
}

// Standard error may be a full pipe that nobody reads: rather silent than stuck.
static void complain(const char *text) {
  struct pollfd ready = {.fd = STDERR_FILENO, .events = POLLOUT};
  if (poll(&ready, 1, 1000) != 1 || !(ready.revents & POLLOUT)) return;
  ssize_t written = write(STDERR_FILENO, text, strlen(text));
  (void)written;
}

// A process that has ended, with all its threads.
static bool is_dead(const struct status *status) {
  return (status->state == 'Z' || status->state == 'X') && status->threads <= 1;
}

// The command comes from a stranger: nothing in it may steer the terminal.
static void name_process(struct walk *walk, const struct held *process) {
  struct status status;
  if (!read_status(process, &status) || is_dead(&status)) return;
  for (char *letter = status.command; *letter != '\0'; letter++)
    if (!isprint((unsigned char)*letter)) *letter = '?';
  char line[128];
  snprintf(line, sizeof line, "proclab: could not end process %d (%s), state %c\n",
           process->number, status.command, status.state);
  complain(line);
  walk->met++;
}

// Stop, then look for children, then kill: a stopped parent neither forks nor restarts the child
// that it sees die. A fork under way is given up when a signal is pending (fork(2) restarts).
static void visit(struct walk *walk, pid_t number, const struct held *parent, int depth) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", number);
  struct held process = {open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), number};
  if (process.directory < 0) {
    if (depth == 0 && walk->may_use_numbers && !walk->names) kill(number, SIGKILL);
    return;
  }
  if (is_child(&process, parent, depth)) {
    if (walk->names) name_process(walk, &process);
    else signal_process(walk, &process, depth, SIGSTOP);
    if (depth < DEEPEST) visit_children(walk, &process, depth + 1);
    if (!walk->names) signal_process(walk, &process, depth, SIGKILL);
  }
  close(process.directory);
}

// The list is read piece by piece while its processes are killed. It stays in order meanwhile: the
// dead stay in it until they are reaped, and new ones come at its end.
static void visit_list(struct walk *walk, int list, const struct held *parent, int depth) {
  char piece[512];
  pid_t number = 0;
  for (ssize_t count; (count = read(list, piece, sizeof piece)) > 0;)
    for (ssize_t at = 0; at < count; at++) {
      if (isdigit((unsigned char)piece[at])) {
        number = number * 10 + (piece[at] - '0');
      } else if (number != 0) {
        visit(walk, number, parent, depth);
        number = 0;
      }
    }
  if (number != 0) visit(walk, number, parent, depth);
}

// Where the kernel lists no children: all processes, of which `visit` takes those of this parent.
static void visit_all(struct walk *walk, const struct held *parent, int depth) {
  DIR *processes = opendir("/proc");
  if (processes == NULL) return;
  for (struct dirent *entry; (entry = readdir(processes)) != NULL;)
    if (isdigit((unsigned char)entry->d_name[0]))
      visit(walk, (pid_t)atoi(entry->d_name), parent, depth);
  closedir(processes);
}

// A child belongs to the thread that forked it, so each thread has a list (proc(5), since Linux
// 3.5).
static void visit_children(struct walk *walk, const struct held *parent, int depth) {
  if (walk->lacks_children) {
    if (depth == 0) visit_all(walk, parent, depth);
    return;
  }
  int directory = openat(parent->directory, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *threads = directory < 0 ? NULL : fdopendir(directory);
  if (threads == NULL) {
    if (directory >= 0) close(directory);
    return;
  }
  for (struct dirent *entry; (entry = readdir(threads)) != NULL;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    char path[280];
    snprintf(path, sizeof path, "%s/children", entry->d_name);
    int list = openat(directory, path, O_RDONLY | O_CLOEXEC);
    if (list < 0) continue;
    visit_list(walk, list, parent, depth);
    close(list);
  }
  closedir(threads);
}

// Visits every descendant once and returns how many there were to name; -1 without /proc.
static int walk_descendants(bool names) {
  char link[16];
  ssize_t length = readlink("/proc/self", link, sizeof link - 1);
  struct held self = {open("/proc/self", O_RDONLY | O_DIRECTORY | O_CLOEXEC), 0};
  if (length <= 0 || self.directory < 0) {
    if (self.directory >= 0) close(self.directory);
    return -1;
  }
  link[length] = '\0';
  self.number = (pid_t)atoi(link);
  char path[48];
  snprintf(path, sizeof path, "task/%d/children", self.number);
  struct walk walk = {
      .names = names,
      .may_use_numbers = self.number == getpid(),
      .lacks_children = faccessat(self.directory, path, F_OK, 0) < 0 && errno == ENOENT,
  };
  visit_children(&walk, &self, 0);
  close(self.directory);
  return walk.met;
}

// Reaps the dead; false when there is no child any more, dead or alive.
static bool reap(void) {
  for (;;) {
    siginfo_t info = {.si_pid = 0};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | __WALL) < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    if (info.si_pid == 0) return true;
  }
}

static long milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Waits for the next death, and returns false if none came before the deadline. SIGCHLD tells of
// every one that matters, also of an adopted zombie; it is blocked, so none is missed between the
// look and the wait.
static bool wait_for_death(const sigset_t *deaths, long deadline) {
  long left = deadline - milliseconds_now();
  if (left < 0) left = 0;
  struct timespec limit = {.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
  return sigtimedwait(deaths, NULL, &limit) >= 0 || errno == EINTR;
}

// Each walk ends all that it meets; what was forked meanwhile hangs below something that now
// dies, so the next death is the time for the next walk.
static bool sweep_until(const sigset_t *deaths, long deadline) {
  while (reap()) {
    walk_descendants(false);
    if (wait_for_death(deaths, deadline) && milliseconds_now() < deadline) continue;
    walk_descendants(false);
    return !reap();
  }
  return true;
}

int proclab_sweep_descendants(int milliseconds) {
  sigset_t deaths, before;
  sigemptyset(&deaths);
  sigaddset(&deaths, SIGCHLD);
  sigprocmask(SIG_BLOCK, &deaths, &before);
  // Without SA_NOCLDSTOP each of our own stops would wake us.
  struct sigaction quiet = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP}, noisy;
  sigaction(SIGCHLD, &quiet, &noisy);
  int left = 0;
  if (!sweep_until(&deaths, milliseconds_now() + milliseconds)) {
    left = walk_descendants(true);
    if (left < 0) complain("proclab: without /proc, what was started can't be found and ended\n");
  }
  sigaction(SIGCHLD, &noisy, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
  return left;
}
