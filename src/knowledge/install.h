#pragma once
// How main puts this room into the building.

#include "db/tx.h"
#include "html/page.h"
#include "jobs/kinds.h"
#include "web/web.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace knowledge {

/// Puts a page of ours into a frame and makes an answer with that status of it.
using Frame = std::function<web::Response(const web::Request&, const web::Context&, const html::Page&, int status)>;

struct Parts {
    Frame everybodys;
    Frame staffs;
    /// What the live service of that code is called; empty where there is none.
    std::function<std::string(db::Tx&, std::string_view code)> service_name;
    /// How long this visitor must wait before they may send words again; nothing: they may now.
    std::function<std::optional<std::chrono::seconds>(const web::Request&, const web::Context&)> too_much;
};

void install(web::Router&, Parts);

void install(jobs::Kinds&);
/// Forgets hourly the words that have had their time.
void set_timers(db::Tx&);

}  // namespace knowledge
