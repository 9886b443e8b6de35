#define _GNU_SOURCE
#include "isolate.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "raw_syscall.h"

// A PID namespace's first process, its init, can't be the command itself: it would be deaf to every
// signal that it doesn't catch (pid_namespaces(7)). Nor need the command be a child of the init. A
// launcher, outside the namespace but with all its children in it, makes both as siblings of its
// own (CLONE_PARENT): so the command is our child like any other, with its exit, stops, usage and
// descriptor, and the init only has to be there, inherit orphans, and die when we do.

// Tells what failed, and ends the launcher.
static void fail(const struct proclab_launcher *launcher, int32_t stage, long answer) {
  launcher->child->report->error = (int32_t)-answer;
  launcher->child->report->stage = stage;
  for (;;) raw(SYS_exit_group, 127);
}

// Writes a short text to a file of /proc, which takes it whole or not at all.
static long write_file(const char *path, const char *text, unsigned long length) {
  long file = raw(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
  if (file < 0) return file;
  long answer = raw(SYS_write, file, text, length);
  raw(SYS_close, file);
  return answer;
}

// Maps one identity to itself: "1000 1000 1".
static long map_identity(const char *path, unsigned long identity) {
  char digits[12], text[32];
  int count = 0, length = 0;
  do digits[count++] = (char)('0' + identity % 10);
  while ((identity /= 10) > 0);
  for (int round = 0; round < 2; round++) {
    for (int at = count; at > 0;) text[length++] = digits[--at];
    text[length++] = ' ';
  }
  text[length++] = '1';
  return write_file(path, text, (unsigned long)length);
}

// Makes the namespaces. Who may not make them alone can in a user namespace of its own, where the
// machine allows one; there it stays who it is.
static long enter_namespaces(void) {
  int wanted = CLONE_NEWPID | CLONE_NEWNS;
  long answer = raw(SYS_unshare, wanted);
  if (answer != -EPERM) return answer;
  unsigned long user = (unsigned long)raw(SYS_geteuid), group = (unsigned long)raw(SYS_getegid);
  if ((answer = raw(SYS_unshare, wanted | CLONE_NEWUSER)) < 0) return answer;
  // Before a group may be mapped, groups may no longer be dropped (user_namespaces(7)). Kernels
  // before 3.19 have no such file, and ask for nothing.
  answer = write_file("/proc/self/setgroups", "deny", 4);
  if (answer < 0 && answer != -ENOENT) return answer;
  if ((answer = map_identity("/proc/self/gid_map", group)) < 0) return answer;
  return map_identity("/proc/self/uid_map", user);
}

// What the init needs of the launcher.
struct beginning {
  const struct proclab_spawn *plan;
  int32_t ready;
};

// The init: sees to it that it dies with our thread, gives the namespace a /proc of its own, says
// that it is there, and sleeps. The kernel reaps its orphans, since SIGCHLD is ignored, and keeps
// all other signals from it. When it dies, the kernel kills all that is left in the namespace.
static int be_init(void *argument) {
  const struct beginning *beginning = argument;
  static const unsigned long empty = 0;
  raw(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
  proclab_reset_signals();
  // The kernel's struct sigaction begins with the handler on both machines that we know.
  unsigned long ignored[8] = {(unsigned long)SIG_IGN};
  raw(SYS_rt_sigaction, SIGCHLD, ignored, 0, 8);
  raw(SYS_prctl, PR_SET_NAME, "proclab-init");
  raw(SYS_setsid);
  raw(SYS_chdir, "/");
  // Mounts outside go on being seen inside, not the other way. A machine that hides parts of its
  // /proc refuses another one (mount_namespaces(7)): then there is the one of outside.
  raw(SYS_mount, "none", "/", 0, MS_REC | MS_SLAVE);
  raw(SYS_mount, "proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC);
  raw(SYS_dup3, beginning->ready, 0, 0);
  proclab_close_from(beginning->plan, 1);
  raw(SYS_rt_sigprocmask, SIG_SETMASK, &empty, 0, 8);
  raw(SYS_write, 0, "", 1);
  raw(SYS_close, 0);
  for (;;) raw(SYS_ppoll, 0, 0, 0, 0);
}

// Makes the init and waits until it is ready.
static void start_init(const struct proclab_launcher *launcher) {
  int ends[2];
  long answer = raw(SYS_pipe2, ends, O_CLOEXEC);
  if (answer < 0) fail(launcher, PROCLAB_STAGE_ISOLATE, answer);
  struct beginning beginning = {launcher->child->plan, ends[1]};
  int32_t init = clone(be_init, launcher->stack_end, CLONE_PARENT | SIGCHLD, &beginning);
  if (init < 0) fail(launcher, PROCLAB_STAGE_ISOLATE, -errno);
  launcher->child->report->init = init;
  raw(SYS_close, ends[1]);
  char byte;
  answer = raw(SYS_read, ends[0], &byte, 1);
  if (answer != 1) fail(launcher, PROCLAB_STAGE_ISOLATE, answer < 0 ? answer : -ESRCH);
  // Our parent, which is the init's too, may have died before the init asked to be told.
  if (raw(SYS_getppid) != launcher->parent) fail(launcher, PROCLAB_STAGE_PARENT, -ESRCH);
}

int proclab_launch_isolated(void *argument) {
  const struct proclab_launcher *launcher = argument;
  struct proclab_report *report = launcher->child->report;
  long answer = enter_namespaces();
  if (answer < 0) fail(launcher, PROCLAB_STAGE_ISOLATE, answer);
  start_init(launcher);
  // It borrows the launcher's memory until exec, and its failures are in the report as always.
  int flags = CLONE_PARENT | CLONE_VM | CLONE_VFORK | SIGCHLD;
  int32_t pid = clone(proclab_child, launcher->stack_end, flags, (void *)launcher->child);
  if (pid < 0) fail(launcher, PROCLAB_STAGE_ISOLATE, -errno);
  report->pid = pid;
  for (;;) raw(SYS_exit_group, 0);
}
