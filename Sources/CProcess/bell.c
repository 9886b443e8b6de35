#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "calls.h"

enum { BELLS = 64 };

// Descriptor + 1 of every bell, 0 where the place is free. Written by engines, read by the handler.
static _Atomic int bells[BELLS];
static _Atomic int users;
static struct sigaction before;

// Rings every bell but one. eventfd's write is safe in a signal handler.
static void ring(int except) {
  int error = errno;
  unsigned long one = 1;
  for (int index = 0; index < BELLS; index++) {
    int descriptor = atomic_load(&bells[index]) - 1;
    if (descriptor >= 0 && descriptor != except)
      if (write(descriptor, &one, sizeof one) < 0) continue;  // full is as good as rung
  }
  errno = error;
}

static void handle(int signal) {
  (void)signal;
  ring(-1);
}

int32_t proclab_child_bell_open(void) {
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0) return -errno;
  int index = 0;
  for (int free = 0; !atomic_compare_exchange_strong(&bells[index], &free, descriptor + 1);) {
    free = 0;
    if (++index == BELLS) {
      close(descriptor);
      return -EUSERS;
    }
  }
  if (atomic_fetch_add(&users, 1) == 0) {
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
    sigaction(SIGCHLD, &action, &before);
  }
  return descriptor;
}

void proclab_child_bell_clear(int32_t descriptor) {
  unsigned long count;
  if (read(descriptor, &count, sizeof count) < 0) return;
}

void proclab_child_bell_ring_others(int32_t descriptor) {
  if (atomic_load(&users) > 1) ring(descriptor);
}

void proclab_child_bell_close(int32_t descriptor) {
  for (int index = 0; index < BELLS; index++)
    if (atomic_load(&bells[index]) == descriptor + 1) atomic_store(&bells[index], 0);
  if (atomic_fetch_sub(&users, 1) == 1) sigaction(SIGCHLD, &before, NULL);
  close(descriptor);
}
