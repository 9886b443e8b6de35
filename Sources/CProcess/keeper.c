// The split, and the loop of the half that keeps.

#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "keeper_folder.h"
#include "keeper_terminal.h"

// How long the dead session's descendants may take to die. Killing takes milliseconds; what is
// left after this is in state D or belongs to somebody else.
enum { PATIENCE_IN_MILLISECONDS = 5000 };

// The half below, as the keeper knows it.
struct watch {
  pid_t session;
  // Whose death is ours too; 0 if there is nobody above.
  pid_t above;
  bool is_stopped;
  // The signal that stopped the session since we last asked, 0 if none did.
  int new_stop;
  // Whether a stop was passed on that the session may not have come to yet.
  bool was_told_to_stop;
  // Whether SIGCONT was the last word about stopping and going on.
  bool was_continued;
  bool has_ended;
  siginfo_t end;
  // What is removed after it; NULL for nothing.
  const char *folder;
};

void proclab_open_missing_standard_descriptors(void) {
  for (int descriptor = 0; descriptor <= 2; descriptor++) {
    if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // Lands on `descriptor`, the lowest one free (open(2)).
    if (open("/dev/null", O_RDWR) < 0) return;
  }
}

// A launcher that ignores SIGCHLD makes its children inherit that, and the kernel then throws
// their statuses away (sigaction(2)).
static void hear_of_children(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(SIGCHLD, &action, NULL);
}

// Whether a shell that exec'd us had started something before (`server & exec proclab`).
static bool has_children(void) {
  siginfo_t info;
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

// Forks a child that hears of our death by PROCLAB_KEEPER_DIED, also if we die right now: the
// signal is blocked before there is a child, and sent by the child itself if it comes too late.
// All else about signals stays as it was until the parent is ready to pass them on, for which the
// child waits: till then they do to both halves what they would have done to one.
static pid_t fork_half(pid_t *above) {
  // Closed by the parent among its other descriptors, or by its end.
  int ready[2];
  if (pipe2(ready, O_CLOEXEC) < 0) return -1;
  sigset_t died, before;
  sigemptyset(&died);
  sigaddset(&died, PROCLAB_KEEPER_DIED);
  sigprocmask(SIG_BLOCK, &died, &before);
  *above = getpid();
  pid_t child = fork();
  if (child < 0) {
    int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(ready[0]);
    close(ready[1]);
    errno = error;
  }
  if (child != 0) return child;
  char byte;
  close(ready[1]);
  while (read(ready[0], &byte, 1) < 0 && errno == EINTR) continue;
  close(ready[0]);
  prctl(PR_SET_PDEATHSIG, PROCLAB_KEEPER_DIED);
  if (getppid() != *above) kill(getpid(), PROCLAB_KEEPER_DIED);
  return 0;
}

// Blocks every signal: from here on they are read, one by one, in `hear`. A signal that is
// blocked is kept even if it is ignored (signal(7)), so `nohup` and `&` change nothing.
static void block_signals(sigset_t *all) {
  sigfillset(all);
  sigprocmask(SIG_SETMASK, all, NULL);
  // To stop like the session when the time comes, whatever our launcher ignored.
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &action, NULL);
  sigaction(SIGTTIN, &action, NULL);
  sigaction(SIGTTOU, &action, NULL);
}

static void close_range_of_descriptors(int first, int last) {
  if (first > last || syscall(SYS_close_range, first, last, 0) == 0) return;
  // Before Linux 5.9, or under a filter that doesn't know the call.
  struct rlimit limit = {.rlim_cur = 1024};
  getrlimit(RLIMIT_NOFILE, &limit);
  for (int descriptor = first; descriptor <= last && (rlim_t)descriptor < limit.rlim_cur;)
    close(descriptor++);
}

// Holds on to nothing that somebody may be waiting to see closed: a reader of the session's
// output gets its end of file when the session closes it. Standard error stays for a last word.
static void let_go_of_descriptors(int kept) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int descriptor = 0; descriptor <= 1; descriptor++)
    if (null < 0 || dup2(null, descriptor) < 0) close(descriptor);
  close_range_of_descriptors(3, kept - 1);
  close_range_of_descriptors(kept < 3 ? 3 : kept + 1, ~0U >> 1);
}

// Whether a process sent the signal, to us alone as far as we know. What the terminal sends
// (SI_KERNEL) reaches the session by itself, being in the same group. Only a hangup is sent to
// the terminal's leader apart from that group (tty_ioctl(4)), which the session may have put
// in the background.
static bool is_to_be_passed_on(const struct watch *watch, const siginfo_t *info) {
  // What the session sends to its own group, it has itself.
  if (info->si_code <= 0) return info->si_pid != watch->session;
  return info->si_signo == SIGHUP && getsid(0) == getpid();
}

// Takes one signal. All but those of job control mean nothing to the keeper itself: as far as
// anybody outside can tell, it is the session.
static void hear(struct watch *watch, const siginfo_t *info) {
  switch (info->si_signo) {
  case SIGCHLD:
    return;
  case PROCLAB_KEEPER_DIED:
    // Somebody else's use of the number is not passed on: the session could mistake it.
    if (watch->above != 0 && getppid() != watch->above) _exit(128 + SIGKILL);
    return;
  case SIGCONT:
    watch->was_continued = true;
    return;
  case SIGTSTP:
  case SIGTTIN:
  case SIGTTOU:
    // A stop and SIGCONT drive each other out of the queue, so the one read later came later.
    watch->was_continued = false;
    if (!is_to_be_passed_on(watch, info)) return;
    watch->was_told_to_stop = true;
    break;
  default:
    if (!is_to_be_passed_on(watch, info)) return;
  }
  // By number: it can't be reused, the session being our unreaped child.
  kill(watch->session, info->si_signo);
}

static void note_change(struct watch *watch, const siginfo_t *info) {
  switch (info->si_code) {
  case CLD_STOPPED:
    watch->is_stopped = true;
    watch->new_stop = info->si_status;
    return;
  case CLD_CONTINUED:
    watch->is_stopped = false;
    watch->new_stop = 0;
    return;
  case CLD_EXITED:
  case CLD_KILLED:
  case CLD_DUMPED:
    watch->has_ended = true;
    watch->end = *info;
  }
}

// Asks the kernel what has become of the session, and reaps any other child: there is none of
// the session's before it ends, but an orphan may come to us as PID 1.
static void look_at_children(struct watch *watch) {
  for (;;) {
    siginfo_t info = {.si_pid = 0};
    int changes = WEXITED | WSTOPPED | WCONTINUED | WNOHANG;
    if (waitid(P_PID, (id_t)watch->session, &info, changes) < 0 || info.si_pid == 0) break;
    note_change(watch, &info);
    if (watch->has_ended) return;
  }
  for (;;) {
    siginfo_t info = {.si_pid = 0};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG) < 0 || info.si_pid == 0) return;
    if (info.si_pid != watch->session) continue;
    note_change(watch, &info);
    return;
  }
}

// A descriptor that becomes readable when the process ends (pidfd_open(2), since Linux 5.3).
static struct pollfd watch_end(pid_t process) {
  int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
  return (struct pollfd){.fd = descriptor, .events = POLLIN};
}

// Waits beside two stopped halves for the death of either, and wakes the other to hear of it.
// Away from their group and terminal, so that what stops them doesn't stop it.
_Noreturn static void wake_the_other(struct pollfd halves[2]) {
  setsid();
  prctl(PR_SET_NAME, "lab-waker");
  while (poll(halves, 2, -1) < 0 && errno == EINTR) continue;
  int other = halves[0].revents != 0 ? halves[1].fd : halves[0].fd;
  syscall(SYS_pidfd_send_signal, other, SIGCONT, NULL, 0);
  _exit(0);
}

// Stops here until a SIGCONT, by one of the pending stop signals. While we sleep nobody would
// end what a killed session leaves behind, and a session that sleeps too can't hear that we were
// killed: a third process stands by, and goes when we are back. It gets both descriptors from
// us: by the time that it runs, either number may be somebody else's.
static void sleep_until_continued(const struct watch *watch, const sigset_t *stop) {
  struct pollfd halves[] = {watch_end(getpid()), watch_end(watch->session)};
  bool can_wake = halves[0].fd >= 0 && halves[1].fd >= 0;
  pid_t waker = can_wake ? fork() : -1;
  if (waker == 0) wake_the_other(halves);
  for (int at = 0; at < 2; at++)
    if (halves[at].fd >= 0) close(halves[at].fd);
  sigprocmask(SIG_UNBLOCK, stop, NULL);
  sigprocmask(SIG_BLOCK, stop, NULL);
  if (waker < 0) return;
  kill(waker, SIGKILL);
  while (waitpid(waker, NULL, 0) < 0 && errno == EINTR) continue;
}

// Stops as the session stopped, so that the shell sees its job stopped, and with the same word.
//
// Not by SIGSTOP at once: a SIGCONT that arrives between the look and the stop would be lost, and
// we would sleep over a running session. A blocked SIGTSTP is pending first, and a SIGCONT
// takes it away again; so does a look that finds the session running. And the kernel refuses it
// to an orphaned group (setpgid(2)), where nobody would be there to continue us.
static void stop_like(struct watch *watch, int signal) {
  if (signal != SIGTTIN && signal != SIGTTOU) signal = SIGTSTP;
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, signal);
  kill(getpid(), signal);
  look_at_children(watch);
  if (!watch->is_stopped || watch->has_ended) {
    static const struct timespec at_once = {0};
    sigtimedwait(&stop, NULL, &at_once);
    return;
  }
  sleep_until_continued(watch, &stop);
}

// Brings the two halves into step: both stopped, or both running.
static void keep_in_step(struct watch *watch) {
  bool is_news = watch->is_stopped && watch->new_stop != 0;
  bool is_old = watch->is_stopped && !is_news;
  if (watch->was_continued && (is_old || watch->was_told_to_stop)) {
    // `kill -CONT` only to us; to the whole group the shell's `fg` has sent it itself. A stop
    // that is news came after that, from a quick Ctrl-Z.
    kill(watch->session, SIGCONT);
    watch->was_told_to_stop = false;
  } else if (is_news) {
    watch->was_told_to_stop = false;
    stop_like(watch, watch->new_stop);
  }
  watch->new_stop = 0;
  watch->was_continued = false;
}

// Waits for at least one signal and takes all there are.
static void listen(struct watch *watch, const sigset_t *all) {
  static const struct timespec at_once = {0};
  siginfo_t info;
  if (sigwaitinfo(all, &info) < 0) return;
  do hear(watch, &info);
  while (sigtimedwait(all, &info, &at_once) > 0);
}

// Ends with the session's exit code or by its signal, so that a shell says of us what it would
// have said of it. Without a core: the session has written one, and a core pattern with a pipe
// looks only at PR_SET_DUMPABLE, not at the limit (core(5)). PID 1 survives its own signals
// (pid_namespaces(7)) and ends like a shell.
_Noreturn static void end_like(const siginfo_t *end) {
  if (end->si_code == CLD_EXITED) _exit(end->si_status);
  static const struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(end->si_status, &action, NULL);
  sigset_t signal;
  sigemptyset(&signal);
  sigaddset(&signal, end->si_status);
  sigprocmask(SIG_UNBLOCK, &signal, NULL);
  kill(getpid(), end->si_status);
  _exit(128 + end->si_status);
}

// The keeper's whole life. It looks before it first waits: until the signals were blocked, that of
// a death could have been missed. Letting go of descriptors tells the other half to begin.
_Noreturn static void keep(struct watch watch, const struct keeper_terminal *terminal) {
  sigset_t all;
  block_signals(&all);
  // A name that `pkill -9 proclab` and `killall` don't match: they would kill both halves at once.
  prctl(PR_SET_NAME, "lab-keeper");
  let_go_of_descriptors(terminal == NULL ? -1 : terminal->descriptor);
  for (look_at_children(&watch); !watch.has_ended; look_at_children(&watch)) {
    keep_in_step(&watch);
    if (!watch.has_ended) listen(&watch, &all);
  }
  if (terminal != NULL) {
    proclab_sweep_descendants(PATIENCE_IN_MILLISECONDS);
    if (watch.end.si_code != CLD_EXITED) keeper_terminal_restore(terminal);
  }
  if (watch.folder != NULL) keeper_folder_remove(watch.folder);
  end_like(&watch.end);
}

static struct proclab_keeper_split failed(const char *stage) {
  return (struct proclab_keeper_split){.error = errno, .stage = stage};
}

// Makes orphaned descendants come to us instead of to init (PR_SET_CHILD_SUBREAPER, Linux 3.4).
static bool adopt_orphans(bool wanted) {
  return prctl(PR_SET_CHILD_SUBREAPER, (unsigned long)wanted, 0, 0, 0) == 0;
}

struct proclab_keeper_split proclab_keeper_split(bool with_keeper, const char *folder) {
  pid_t above = 0, keeper = 0;
  proclab_open_missing_standard_descriptors();
  hear_of_children();
  if (!with_keeper) {
    if (!adopt_orphans(true)) return failed("subreaper");
    return (struct proclab_keeper_split){.is_session = true};
  }
  // Children that were there before us, and theirs, are not ours to kill. A keeper could not tell
  // them from the session's, so they stay with a half of their own, which only mirrors.
  if (has_children()) {
    pid_t below = fork_half(&above);
    if (below < 0) return failed("fork");
    if (below > 0) keep((struct watch){.session = below}, NULL);
  }
  if (!adopt_orphans(true)) return failed("subreaper");
  struct keeper_terminal terminal = keeper_terminal_remember();
  pid_t session = fork_half(&keeper);
  if (session > 0)
    keep((struct watch){.session = session, .above = above, .folder = folder}, &terminal);
  struct proclab_keeper_split no_session = failed("fork");
  keeper_terminal_forget(&terminal);
  adopt_orphans(session == 0);
  if (session < 0) return no_session;
  return (struct proclab_keeper_split){.is_session = true, .keeper = keeper};
}
