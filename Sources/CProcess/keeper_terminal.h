#pragma once

#include <stdbool.h>
#include <termios.h>

/// The controlling terminal as it was before the split, and a descriptor to restore it by.
struct keeper_terminal {
  /// An own close-on-exec descriptor of /dev/tty, -1 without a controlling terminal.
  int descriptor;
  struct termios modes;
};

/// Remembers the terminal's modes while nobody has changed them; before the fork.
struct keeper_terminal keeper_terminal_remember(void);

/// Closes the descriptor, in the half that doesn't restore.
void keeper_terminal_forget(const struct keeper_terminal *terminal);

/// Gives the terminal back as it was found, after a session that could not do so itself.
void keeper_terminal_restore(const struct keeper_terminal *terminal);
