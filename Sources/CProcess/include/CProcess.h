#pragma once

#include "calls.h"
#include "spawn.h"
