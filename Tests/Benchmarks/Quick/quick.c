// A child that does next to nothing, so that what it costs is what its parent does.
// `make bench` builds it, static and without Swift's libraries, so that a round has little of it.
//
//   quick         ends at once
//   quick stamp   lets its parent fall asleep, then writes the time and ends
//   quick wait    waits for the signal that ends it

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Writes CLOCK_MONOTONIC in nanoseconds as the last thing before the end.
static int stamp(void) {
  struct timespec nap = {0, 1000000}, now;
  nanosleep(&nap, NULL);
  char line[32];
  clock_gettime(CLOCK_MONOTONIC, &now);
  int size = snprintf(line, sizeof line, "%lld\n", now.tv_sec * 1000000000ll + now.tv_nsec);
  return write(1, line, size) == size ? 0 : 1;
}

int main(int count, char **words) {
  if (count < 2) _exit(0);
  if (strcmp(words[1], "stamp") == 0) _exit(stamp());
  if (strcmp(words[1], "wait") == 0)
    for (;;) pause();
  return 2;
}
