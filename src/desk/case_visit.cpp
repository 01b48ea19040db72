#include "desk/case_visit.h"

#include "html/govuk.h"
#include "html/problems.h"
#include "places/places.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;
using access::Permission;

std::string shown_visit(const web::Context& context, const bookings::Slot& slot) {
    return bookings::shown(places::zone_of(context.tenant.time_zone), slot, context.language);
}

void put_request(html::Html& out, cases::RequestId request) {
    out << "<input type=\"hidden\" name=\"request\""_html;
    out.attribute("value", to_string(request)) << ">"_html;
}

/// A time is chosen from a list: staff know which, having just spoken with the resident.
void put_setting(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, const cases::Request& made,
                 const std::vector<bookings::FreeSlot>& free_slots, bool is_ahead, std::span<const Problem> problems) {
    const auto id = "starts-" + to_string(made.id);
    const bool here = request.form.text("request") == to_string(made.id);
    std::vector<govuk::SelectItem> items;
    for (const auto& free : free_slots) items.push_back({.value = base::to_iso(free.slot.starts), .text = shown_visit(context, free.slot)});
    html::Html form;
    open_case_form(form, context, shown, "/visit");
    put_request(form, made.id);
    govuk::select(form, {.id = id,
                         .name = "starts",
                         .items = std::move(items),
                         .value = here ? std::string(request.form.text("starts")) : std::string(),
                         .label = {.text = context.say("desk.visit_time")},
                         .error_message = here ? html::problem_at(problems, "starts") : govuk::ErrorMessage{}});
    govuk::button(form, {.text = context.say(is_ahead ? "desk.visit_move" : "desk.visit_book"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    form << "</form>"_html;
    govuk::details(out, {.summary_text = context.say(is_ahead ? "desk.visit_move_open" : "desk.visit_book_open"), .html = std::move(form), .open = here});
}

void put_cancelling(html::Html& out, const web::Context& context, const CaseShown& shown, cases::RequestId request) {
    open_case_form(out, context, shown, "/visit/cancellation");
    put_request(out, request);
    govuk::button(out, {.text = context.say("desk.visit_cancel"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

/// The visits of one request; true if one lies ahead.
bool put_booked(html::Html& out, const web::Context& context, std::span<const bookings::Booking> visits) {
    bool is_ahead = false;
    for (const auto& visit : visits) {
        if (visit.state == bookings::State::cancelled) continue;
        const bool ahead = visit.is_ahead(context.now);
        out << "<p class=\"govuk-body\">"_html << (ahead ? context.say("desk.visit_ahead") : context.say("desk.visit_was")) << " <strong>"_html << shown_visit(context, visit.slot)
            << "</strong></p>"_html;
        is_ahead = is_ahead || ahead;
    }
    return is_ahead;
}

}  // namespace

Result<void> read_visits(db::Tx& tx, const access::Actor& who, CaseShown& shown) {
    const bool may_work = shown.the_case.state == cases::State::open && access::require(who, Permission::work_case, shown.the_case.owned());
    for (const auto& made : shown.requests) {
        const bool is_as_case = made.service == shown.service->code && made.service_version == shown.service->version;
        const auto service = TRY(is_as_case ? Result<catalogue::DefinitionPtr>(shown.service) : catalogue::find_version(tx, made.service, made.service_version));
        if (!service->booking) continue;
        const auto& calendar = service->booking->calendar;
        shown.visits.emplace(made.id, VisitsShown{calendar, cases::visits_of(tx, made.id)});
        if (!may_work || shown.free_slots.contains(calendar)) continue;
        auto free = TRY(bookings::free_slots(tx, calendar));
        shown.free_slots.emplace(calendar, std::move(free));
    }
    return {};
}

void put_visits(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, std::span<const Problem> problems) {
    if (shown.visits.empty()) return;
    out << "<section class=\"gh-panel\" id=\"visit\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.visit") << "</h2>"_html;
    for (const auto& made : shown.requests) {
        const auto visits = shown.visits.find(made.id);
        if (visits == shown.visits.end()) continue;
        if (shown.requests.size() > 1) out << "<p class=\"govuk-body\"><span class=\"gh-code\">"_html << made.reference.spoken() << "</span></p>"_html;
        const bool is_ahead = put_booked(out, context, visits->second.booked);
        if (!is_ahead) out << "<p class=\"govuk-body\">"_html << context.say("desk.visit_none") << "</p>"_html;
        const auto free_slots = shown.free_slots.find(visits->second.calendar);
        if (free_slots == shown.free_slots.end() || !made.is_live()) continue;
        if (free_slots->second.empty())
            out << "<p class=\"govuk-body\">"_html << context.say("desk.visit_nothing_free") << "</p>"_html;
        else
            put_setting(out, request, context, shown, made, free_slots->second, is_ahead, problems);
        if (is_ahead) put_cancelling(out, context, shown, made.id);
    }
    out << "<p class=\"govuk-body gh-last\"><a class=\"govuk-link\" href=\"/staff/visits\">"_html << context.say("desk.visits_all") << "</a></p></section>"_html;
}

}  // namespace desk
