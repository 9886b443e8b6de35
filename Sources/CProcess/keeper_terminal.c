#define _GNU_SOURCE
#include "keeper_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// /dev/tty rather than descriptor 0: always readable and writable, the one terminal that job
// control speaks of, and there also when standard input is a file.
struct keeper_terminal keeper_terminal_remember(void) {
  struct keeper_terminal terminal = {.descriptor = -1};
  int descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return terminal;
  if (tcgetattr(descriptor, &terminal.modes) < 0) {
    close(descriptor);
    return terminal;
  }
  terminal.descriptor = descriptor;
  return terminal;
}

void keeper_terminal_forget(const struct keeper_terminal *terminal) {
  if (terminal->descriptor >= 0) close(terminal->descriptor);
}

// The terminal is ours to restore if our group is in its foreground, or if the group that is
// there has nobody left in it: a child of the session that had been given the terminal. Anyone
// else there (a shell that has us in its background) has modes of its own by now.
static bool is_ours_to_restore(int descriptor) {
  pid_t front = tcgetpgrp(descriptor);
  if (front <= 0) return false;
  if (front == getpgrp()) return true;
  return kill(-front, 0) < 0 && errno == ESRCH;
}

// A terminal that knows no escape sequences would print them.
static bool understands_escapes(void) {
  const char *name = getenv("TERM");
  return name != NULL && *name != '\0' && strcmp(name, "dumb") != 0;
}

// TCSANOW and a look before the write, because a terminal held by Ctrl-S must not hold us; neither
// call stops us when we are in the background, since SIGTTOU is blocked (tcsetattr(3)).
void keeper_terminal_restore(const struct keeper_terminal *terminal) {
  // What a prompt may have switched on, or a program that had the terminal: the other screen, the
  // mouse, bracketed paste, a hidden cursor, colours. Where they are off nothing happens.
  static const char calm[] =
      "\033[?1047l\033[?1000l\033[?1002l\033[?1003l\033[?2004l\033[?25h\033[0m";
  // Where keys were taken one by one, the cursor stands amid a line, and behind it may be a
  // suggestion, below it a list.
  static const char over[] = "\033[J\r\n";
  int descriptor = terminal->descriptor;
  if (descriptor < 0 || !is_ours_to_restore(descriptor)) return;
  struct termios found;
  bool is_amid_line = tcgetattr(descriptor, &found) == 0 && !(found.c_lflag & ICANON) &&
                      (terminal->modes.c_lflag & ICANON);
  tcsetpgrp(descriptor, getpgrp());
  tcsetattr(descriptor, TCSANOW, &terminal->modes);
  struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
  if (!understands_escapes() || poll(&ready, 1, 0) != 1 || !(ready.revents & POLLOUT)) return;
  ssize_t written = write(descriptor, calm, sizeof calm - 1);
  if (is_amid_line) written = write(descriptor, over, sizeof over - 1);
  (void)written;  // Nobody is left to tell.
}
