#pragma once
// The door of `web`: HTTP for the rooms above. A room's install.cpp adds routes to a Router; its handlers are plain
// functions `Result<web::Response> f(web::Request&, web::Context&)`; `guildhall` starts a Server over them.

#include "web/assets.h"
#include "web/context.h"
#include "web/live.h"
#include "web/rate_limit.h"
#include "web/request.h"
#include "web/response.h"
#include "web/router.h"
#include "web/secrets.h"
#include "web/server.h"
#include "web/sessions.h"
