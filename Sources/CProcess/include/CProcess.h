#pragma once

#include "calls.h"
#include "keeper.h"
#include "spawner.h"
