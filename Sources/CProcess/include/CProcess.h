#pragma once

#include "arguments.h"
#include "calls.h"
#include "keeper.h"
#include "spawner.h"
