#pragma once

#include "keeper.h"
