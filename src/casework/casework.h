#pragma once
// The door of casework: a case goes along the map of its service. Tasks, decisions, errands, and its end.
//
// Promises
//  1. A case whose service has a map is on it from the transaction that opened it, and the case ends with the outcome its map ends on.
//  2. A running case keeps the version of the map that it began with, until it is moved to another (map_moves.h).
//  3. What ends a case by hand ends its run: with the last task done where only that was left ("closes"), else with open tasks dropped.
//  4. A reopened case begins a new run of the same map, which knows why (`reopened`, `reason`, `times`).
//  5. A case that rests as a part of another one waits where it is, and goes on there.
//  6. What must be looked over by somebody else is not brought to an end by who did it, by closing the case either.
//  7. The variables of a process hold choices, numbers, days and codes; of free text only whether there is any.

#include "casework/attempts.h"
#include "casework/away.h"
#include "casework/board.h"
#include "casework/bulk.h"
#include "casework/case_map.h"
#include "casework/decisions.h"
#include "casework/handing.h"
#include "casework/photos.h"
#include "casework/round.h"
#include "casework/task.h"
#include "casework/tasks.h"
