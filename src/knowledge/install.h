#pragma once
// How main puts this room into the building.

#include "db/tx.h"
#include "html/page.h"
#include "web/web.h"

#include <functional>
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
};

void install(web::Router&, Parts);

}  // namespace knowledge
