#pragma once

#include <stdbool.h>
#include <stdint.h>

// The system calls that the engine makes and Swift can't see, or only with errno in between. Every
// function answers with a value of 0 or more, or with minus errno.

// A ready descriptor: the token it was registered with, and the bits of epoll(7).
struct proclab_ready {
  uint64_t token;
  uint32_t events;
};

// One signal taken from a signalfd.
struct proclab_signal {
  int32_t number;
  int32_t code;
  int32_t pid;
};

// What waitid told: `pid` is 0 when there was nothing to tell.
struct proclab_wait {
  int32_t pid;
  // CLD_EXITED, CLD_KILLED, CLD_DUMPED, CLD_STOPPED, CLD_TRAPPED or CLD_CONTINUED.
  int32_t code;
  int32_t status;
  int64_t user_microseconds;
  int64_t system_microseconds;
  int64_t peak_kilobytes;
};

// --- time

// CLOCK_MONOTONIC in nanoseconds.
int64_t proclab_now(void);
// Sleeps at least that long, unless a signal handler runs.
int32_t proclab_pause(int64_t nanoseconds);

// --- epoll(7)

int32_t proclab_epoll_create(void);
// Registers, changes or removes (EPOLL_CTL_ADD, MOD, DEL) interest in a descriptor.
int32_t proclab_epoll_control(int32_t epoll, int32_t operation, int32_t descriptor,
                              uint32_t events, uint64_t token);
// Waits for at most `capacity` (up to 1024) ready descriptors; a negative time is for ever.
// epoll_pwait2 (Linux 5.11), else epoll_wait with the time rounded up to milliseconds.
int32_t proclab_epoll_wait(int32_t epoll, struct proclab_ready *ready, int32_t capacity,
                           int64_t nanoseconds);

// --- signals of this thread

// Adds the set (bit n-1 for signal n) to this thread's mask and notes the mask before.
int32_t proclab_block(uint64_t set, uint64_t *before);
// Sets this thread's mask.
int32_t proclab_set_mask(uint64_t mask);
// Stops this process by one of job control's signals, SIGTSTP as Ctrl-Z would, until it is continued,
// and tells whether it was; in an orphaned process group, where nobody is left to continue it, the
// kernel lets it go on at once (setpgid(2)).
bool proclab_stop_self(int32_t signal);
// A non-blocking signalfd(2) for the set.
int32_t proclab_signalfd(uint64_t set);
// Takes up to PROCLAB_SIGNALS signals, for which there is room at `taken`; says how many.
enum { PROCLAB_SIGNALS = 8 };
int32_t proclab_signalfd_take(int32_t descriptor, struct proclab_signal *taken);
// Makes an eventfd that is poked at every SIGCHLD that reaches a thread which doesn't block it, so
// that no child's stop is missed in a program with other threads; and makes sure that SIGCHLD is
// not ignored, for then the kernel would throw exits away.
int32_t proclab_child_bell_open(void);
// Empties it.
void proclab_child_bell_clear(int32_t descriptor);
// Passes on a SIGCHLD that was taken from a signalfd to the bells of other engines.
void proclab_child_bell_ring_others(int32_t descriptor);
// Closes it; with the last one, the disposition from before is back.
void proclab_child_bell_close(int32_t descriptor);

// --- processes

int32_t proclab_pidfd_open(int32_t pid);
// pidfd_send_signal(2); flags 4 is PIDFD_SIGNAL_PROCESS_GROUP (Linux 6.9).
int32_t proclab_pidfd_send(int32_t pidfd, int32_t signal, uint32_t flags);
// kill(2) of a whole group.
int32_t proclab_kill_group(int32_t group, int32_t signal);
// waitid(2) with resource usage; `type` is P_PID or P_PIDFD.
int32_t proclab_wait(int32_t type, int32_t identity, int32_t options, struct proclab_wait *told);
// The wait status of an ended process, also when someone else reaped it: PIDFD_GET_INFO with
// PIDFD_INFO_EXIT (Linux 6.15). ENODATA where the kernel doesn't tell.
int32_t proclab_pidfd_exit_status(int32_t pidfd, int32_t *status);
// Whether orphans of this process's descendants fall to it (1) or not (0).
int32_t proclab_get_subreaper(void);
int32_t proclab_set_subreaper(int32_t on);
// getrlimit and setrlimit of this process.
int32_t proclab_get_limit(int32_t resource, uint64_t *soft, uint64_t *hard);
int32_t proclab_set_limit(int32_t resource, uint64_t soft, uint64_t hard);
// The largest resident set that this process has had, in kilobytes.
int64_t proclab_peak_kilobytes(void);
int32_t proclab_thread(void);
// Whether so many bytes more could be mapped now: 0, or minus ENOMEM. Nothing is kept. Whether there is
// a limit at all is asked anew, or taken as it was when it was last asked.
int32_t proclab_probe_memory(int64_t bytes, int32_t asks_anew);

// --- descriptors

// pipe2(2) with O_CLOEXEC: ends[0] is for reading, ends[1] for writing.
int32_t proclab_pipe(int32_t *ends);
// openat(2) with O_CLOEXEC added.
int32_t proclab_open(const char *path, int32_t flags, uint32_t mode);
int32_t proclab_close(int32_t descriptor);
// dup3(2) with O_CLOEXEC.
int32_t proclab_duplicate_to(int32_t descriptor, int32_t number);
// The lowest free number that isn't below `lowest` (F_DUPFD_CLOEXEC).
int32_t proclab_duplicate_above(int32_t descriptor, int32_t lowest);
int32_t proclab_set_nonblocking(int32_t descriptor, int32_t on);
// How many bytes a pipe holds (F_SETPIPE_SZ); EPERM where a user's pipes hold too much already.
int32_t proclab_set_pipe_capacity(int32_t descriptor, int32_t bytes);
int32_t proclab_is_open(int32_t descriptor);
int64_t proclab_read(int32_t descriptor, void *buffer, int64_t size);
// write(2); a SIGPIPE that it raised is taken away again (it must be blocked).
int64_t proclab_write(int32_t descriptor, const void *buffer, int64_t size);
// How many bytes can be read now (FIONREAD).
int32_t proclab_available(int32_t descriptor);

// --- terminals

// A pair of pty(7): ends[0] is ours, which never blocks, ends[1] the child's. Without echo and
// without carriage returns.
int32_t proclab_open_terminal(int32_t *ends);
int32_t proclab_set_window(int32_t terminal, uint16_t rows, uint16_t columns);
// Echo on or off; that it is off because of this is noted in the terminal itself.
int32_t proclab_set_echo(int32_t terminal, int32_t on);
// What the terminal does with what passes through it (termios(3)), as a sum of these.
enum {
  PROCLAB_CANONICAL = 1,
  PROCLAB_ECHO = 2,
  PROCLAB_CARRIAGE_RETURNS = 4,
  PROCLAB_SILENCED = 8,
};
int32_t proclab_terminal_modes(int32_t terminal);

// --- files

// Reads a file from its start until its end or until the buffer is full.
int64_t proclab_read_file(const char *path, void *buffer, int64_t size);
// The same of an open file, whose own position it doesn't use.
int64_t proclab_reread_file(int32_t descriptor, void *buffer, int64_t size);
// The entries of a folder whose names are numbers, at most `capacity`.
int64_t proclab_list_numbers(const char *path, int32_t *numbers, int64_t capacity);
// The user who owns a file, which of /proc/PID is the process's effective user.
int64_t proclab_owner(const char *path);
