#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "calls.h"

int32_t proclab_set_window(int32_t terminal, uint16_t rows, uint16_t columns) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(terminal, TIOCSWINSZ, &size) < 0 ? -errno : 0;
}

// A terminal has no place for a note but a control character that Linux keeps and never uses
// (termios(3)). A program that puts its terminal back as it found it puts this back too.
enum { NOTE_OF_SILENCE = VSWTC };

int32_t proclab_set_echo(int32_t terminal, int32_t on) {
  struct termios settings;
  if (tcgetattr(terminal, &settings) < 0) return -errno;
  if (on) settings.c_lflag |= ECHO;
  else settings.c_lflag &= ~(tcflag_t)ECHO;
  settings.c_cc[NOTE_OF_SILENCE] = !on;
  return tcsetattr(terminal, TCSANOW, &settings) < 0 ? -errno : 0;
}

static int32_t keep_newlines(int32_t terminal) {
  struct termios settings;
  if (tcgetattr(terminal, &settings) < 0) return -errno;
  settings.c_oflag &= ~(tcflag_t)ONLCR;
  return tcsetattr(terminal, TCSANOW, &settings) < 0 ? -errno : 0;
}

int32_t proclab_terminal_modes(int32_t terminal) {
  struct termios settings;
  if (tcgetattr(terminal, &settings) < 0) return -errno;
  tcflag_t returns = OPOST | ONLCR;
  return (settings.c_lflag & ICANON ? PROCLAB_CANONICAL : 0) |
         (settings.c_lflag & ECHO ? PROCLAB_ECHO : 0) |
         (settings.c_cc[NOTE_OF_SILENCE] == 1 ? PROCLAB_SILENCED : 0) |
         ((settings.c_oflag & returns) == returns ? PROCLAB_CARRIAGE_RETURNS : 0);
}

int32_t proclab_open_terminal(int32_t *ends) {
  int outer = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (outer < 0) return -errno;
  int unlocked = 0;
  int inner = -1;
  if (ioctl(outer, TIOCSPTLCK, &unlocked) == 0)
    // By the descriptor (Linux 4.13): no name is looked up, which another devpts might answer.
    inner = ioctl(outer, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  int error = inner < 0 ? -errno : proclab_set_echo(outer, 0);
  if (error == 0) error = keep_newlines(outer);
  if (error < 0) {
    if (inner >= 0) close(inner);
    close(outer);
    return error;
  }
  ends[0] = outer;
  ends[1] = inner;
  return 0;
}
