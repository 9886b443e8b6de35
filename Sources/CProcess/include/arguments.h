#pragma once

#include <stdint.h>

// The words of the command line, the program's own name first.
int32_t proclab_argument_count(void);
// One of them; NULL behind the last.
const char *proclab_argument(int32_t index);
