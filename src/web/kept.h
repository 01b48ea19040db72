#pragma once
// Words that were sent when the session had ended meanwhile: kept for their writer's return.
//
// 1. Only a form that says so (the hidden field `keep`) is kept, so that no password ever is; and only one that this very
//    site sent, as the browser says. It costs a stranger what any other write costs them.
// 2. It is given back to the browser that sent it (a cookie), to whomever the session belonged to where that is
//    still known, and for half a day.
// 3. Nothing is sent by being kept: the writer sees it again after signing in and sends it with a seal of the new session
//    and the operation of the old form, so that it is carried out once.

#include "web/context.h"
#include "web/response.h"

#include <string>

namespace web {

struct Kept;
using KeptId = Id<Kept>;

struct Kept {
    std::string path;  // where the form was going
    Fields form;       // without its old `csrf`
    bool had_files = false;
};

/// True for a form that asks to be kept.
bool asks_to_be_kept(const Request&);
/// Keeps the form and leads to `page` with its id, by way of signing in where that is needed.
Result<Response> keep_for_return(const Request&, const Context&, std::string_view page);
/// Not found for another browser, another person, and after half a day.
Result<Kept> find_kept(db::Tx&, const Request&, const Context&, KeptId);
void forget_kept(db::Tx&, KeptId);
/// For a timer.
void forget_old_kept(db::Tx&);

}  // namespace web
