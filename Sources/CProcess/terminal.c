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

int32_t proclab_set_echo(int32_t terminal, int32_t on) {
  struct termios settings;
  if (tcgetattr(terminal, &settings) < 0) return -errno;
  if (on) {
    settings.c_lflag |= ECHO;
    settings.c_oflag |= ONLCR;
  } else {
    settings.c_lflag &= ~(tcflag_t)ECHO;
    settings.c_oflag &= ~(tcflag_t)ONLCR;
  }
  return tcsetattr(terminal, TCSANOW, &settings) < 0 ? -errno : 0;
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
  if (error < 0) {
    if (inner >= 0) close(inner);
    close(outer);
    return error;
  }
  ends[0] = outer;
  ends[1] = inner;
  return 0;
}
