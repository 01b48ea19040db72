#pragma once
// The door of `access`: staff, teams, roles, permissions, sign-in, tokens, and the visibility scope.

#include "access/actor.h"
#include "access/events.h"
#include "access/gate.h"
#include "access/grants.h"
#include "access/ids.h"
#include "access/limits.h"
#include "access/passwords.h"
#include "access/permission.h"
#include "access/scope.h"
#include "access/sign_in.h"
#include "access/skills.h"
#include "access/staff.h"
#include "access/teams.h"
#include "access/tokens.h"
#include "access/topics.h"
