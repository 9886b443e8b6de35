/// The keeper: the half of `proclab` that outlives the session and lets nothing outlive itself.
///
/// `proclab` splits in two before it has any thread. The parent keeps: one loop, no data, a few
/// pages. The child is the session. Whichever of the two dies, the other ends what is left.

#pragma once

#include <stdbool.h>
#include <sys/types.h>

/// The signal by which the session hears that its keeper is gone.
///
/// A realtime signal, because every standard one can come from a person or a terminal: SIGRTMIN+13
/// in glibc, and within the realtime range of musl too (signal(7)). The split leaves it blocked in
/// the session, to be read from a signalfd. Any process may send it: believe it only when
/// `getppid()` is no longer the keeper. A spawned child must not inherit the blocked mask.
#define PROCLAB_KEEPER_DIED 47

/// What the split came to, in whichever process returned.
struct proclab_keeper_split {
  /// Whether to go on as the session; false only after an error, in the undivided process.
  bool is_session;
  /// The keeper's pid, 0 when there is none.
  pid_t keeper;
  /// The errno of what failed, 0 if nothing did.
  int error;
  /// What failed: "subreaper" or "fork" (for want of descriptors, too); NULL if nothing did.
  const char *stage;
};

/// Opens /dev/null for each of the descriptors 0, 1 and 2 that the caller was started without.
///
/// Otherwise the next file opened would become standard output, and be written into. To be called
/// first thing in `main`; the split calls it as well. Does nothing where /dev/null is missing.
void proclab_open_missing_standard_descriptors(void);

/// Divides the process into keeper and session, and returns in the session.
///
/// To be called before any thread or child exists and before anything is buffered for output.
/// The keeper never returns: it mirrors the session's stops, passes signals on, kills and reaps
/// what the session leaves behind, and ends as the session ended.
///
/// What a process sends to the whole group (`kill %1`) reaches the session twice, directly and
/// passed on, and no rule could tell that from two signals: take those that end or hang up as
/// said once. What the terminal sends (SI_KERNEL) comes once.
///
/// A death of the keeper may come as two signals, of which the first is SIGHUP from the kernel: it
/// orphans their group, and a group with something stopped in it is then hung up (setpgid(2)).
///
/// In the session afterwards: a subreaper (prctl(2), since Linux 3.4), SIGCHLD at its default
/// (an inherited SIG_IGN would lose every status), the caller's signal mask plus
/// `PROCLAB_KEEPER_DIED`, all descriptors untouched.
///
/// A `folder`, unless it is NULL, is the session's to make and to remove; where it is killed before
/// it does, the keeper removes it, after everybody who could write there is gone.
///
/// Without `with_keeper` nothing is forked: the caller itself becomes a session, with no keeper.
struct proclab_keeper_split proclab_keeper_split(bool with_keeper, const char *folder);

/// Kills and reaps all descendants of the caller, and returns how many it could not, 0 as a rule.
///
/// For the keeper after the session's death, and for the session after the keeper's. The caller
/// has to be a single-threaded subreaper: what it kills hands its own children up to it. Stops
/// each process before looking for its children and kills it after them, so that none forks or
/// respawns behind the walk's back; repeats until waitid says ECHILD. No number is signalled
/// that may have been used again: each process is held by its /proc directory, which
/// pidfd_send_signal(2) takes for a pidfd (since Linux 5.1).
///
/// Waits for deaths, never for a time, except that after `milliseconds` it gives up on what can't
/// be killed (state D, or another user's), names it on standard error and returns its number;
/// -1 if that can't even be counted, for want of /proc.
int proclab_sweep_descendants(int milliseconds);
