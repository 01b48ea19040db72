#include "desk/promise.h"

#include "html/patterns.h"
#include "places/places.h"

namespace desk {
namespace {

std::string counted(const web::Context& context, std::int64_t count, const char* one, const char* many) {
    return context.say(count == 1 ? one : many, {{"count", std::to_string(count)}});
}

}  // namespace

std::optional<Instant> end_of_day(const web::Context& context, std::string_view typed) {
    const auto day = base::parse_iso_day(typed);
    if (!day) return std::nullopt;
    return places::zone_of(context.tenant.time_zone).start_of(*day + std::chrono::days(1)) - std::chrono::seconds(1);
}

std::string shown_day(const web::Context& context, Instant at) {
    return places::shown_day(places::zone_of(context.tenant.time_zone), at, context.language);
}

std::string due_day(const web::Context& context, const cases::Case& the_case) {
    if (!the_case.is_promised()) return {};
    return shown_day(context, the_case.due_at);
}

Promise promise_of(const web::Context& context, const cases::Case& the_case) {
    if (the_case.state == cases::State::closed) return {.text = context.say("cases.state_closed"), .done = true};
    if (!the_case.is_promised()) return {.text = context.say("cases.state_open")};
    return promise_for(context, the_case.due_at);
}

Promise promise_for(const web::Context& context, Instant due) {
    const auto& zone = places::zone_of(context.tenant.time_zone);
    const auto days = (zone.day(due) - zone.day(context.now)).count();
    if (due < context.now)
        return {.text = days == 0 ? context.say("desk.late_today") : counted(context, -days, "desk.late_day", "desk.late_days"), .late = true};
    if (days == 0) return {.text = context.say("desk.due_today"), .soon = true};
    if (days == 1) return {.text = context.say("desk.due_tomorrow"), .soon = true};
    if (days < 15) return {.text = counted(context, days, "desk.due_in_day", "desk.due_in_days")};
    return {.text = context.say("desk.due_on", {{"day", shown_day(context, due)}})};
}

void put_promise(html::Html& out, const web::Context& context, const cases::Case& the_case) {
    put_badge(out, promise_of(context, the_case));
}

void put_badge(html::Html& out, const Promise& promise) {
    html::badge(out, {.text = promise.text, .kind = promise.late ? "alert" : promise.done ? "good" : promise.soon ? "soon" : ""});
}

}  // namespace desk
