#pragma once
// How the council's notices look, for residents and before an agent who takes a call.

#include "html/html.h"
#include "notices/notices.h"
#include "web/web.h"

#include <span>

namespace website {

/// Each in a box of its own: its level in words, what it says, its link, whom it concerns and until when. Nothing for none.
html::Html notices_shown(const web::Context& context, std::span<const notices::Notice> notices, int heading_level = 2);

/// Those that belong on a service's page.
std::vector<notices::Notice> notices_beside(db::Tx& tx, std::string_view service);

}  // namespace website
