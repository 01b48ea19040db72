#pragma once
// Inside desk only: how a case stands against what was promised, in words.

#include "cases/cases.h"
#include "html/html.h"
#include "web/web.h"

#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct Promise {
    std::string text;  // "Due tomorrow", "2 days late", "Closed"
    bool late = false, done = false;
    bool soon = false;  // today or tomorrow
};
/// By the days of the council's zone, not by hours: what is due today is due today until it is late.
Promise promise_of(const web::Context& context, const cases::Case& the_case);
/// Of what is open and due then.
Promise promise_for(const web::Context& context, Instant due);
/// The same as a badge.
void put_badge(html::Html& out, const Promise& promise);
void put_promise(html::Html& out, const web::Context& context, const cases::Case& the_case);
/// The last moment of a day, as typed ("2026-12-03"), in the council's zone; nothing for what is no day.
std::optional<Instant> end_of_day(const web::Context& context, std::string_view typed);
/// "Thursday 3 December 2026"
std::string shown_day(const web::Context& context, Instant at);
/// The day on which it is due; empty where nothing was promised.
std::string due_day(const web::Context& context, const cases::Case& the_case);

}  // namespace desk
