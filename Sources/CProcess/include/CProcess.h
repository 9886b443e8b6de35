#pragma once

#include "calls.h"
#include "keeper.h"
#include "spawn.h"
