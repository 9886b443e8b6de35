#include "arguments.h"

static int32_t count;
static char **words;

// The C library passes them to constructors as to main, which Swift has for itself; it reads them from
// /proc/self/cmdline, which need not be there.
__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
  count = argc;
  words = argv;
}

int32_t proclab_argument_count(void) { return count; }

const char *proclab_argument(int32_t index) { return index < count ? words[index] : 0; }
