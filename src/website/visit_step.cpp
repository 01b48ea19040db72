#include "website/visit_step.h"

#include "bookings/bookings.h"
#include "places/places.h"
#include "website/held_up.h"
#include "website/site.h"
#include "website/visit_view.h"

namespace website {

html::Html visit_times(const Report& report, std::span<const Problem> problems) {
    const auto& context = report.context;
    const auto& booking = *report.service.booking;
    const auto free = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return bookings::free_slots(tx, booking.calendar, report.operation); });
    html::Html out;
    out << "<h1 class=\"govuk-heading-l\">"_html << booking.label << "</h1>"_html;
    if (!booking.hint.empty()) out << "<p class=\"govuk-body\">"_html << booking.hint << "</p>"_html;
    put_visit_times(out, context, free ? *free : std::vector<bookings::FreeSlot>{}, report.typed(visit_field), problems, true);
    return out;
}

Result<std::optional<Problem>> hold_visit(const Site& site, const Report& report) {
    const auto& context = report.context;
    const auto typed = report.typed(visit_field);
    if (typed == none_of_these) return std::nullopt;
    const auto starts = base::parse_iso(typed);
    if (!starts) return Problem{visit_field, context.say("website.visit_missing")};
    if (context.form_expired) return std::nullopt;
    if (const auto wait = site.manners().too_much(Manners::Sent::words, report.request, context)) return Problem{visit_field, wait_problem(site, context, *wait).message};
    const auto held = context.tenant.db.write(
        context.for_db(), [&](db::Tx& tx) { return bookings::hold(tx, report.service.booking->calendar, *starts, report.operation); }, bookings::taking);
    if (held) return std::nullopt;
    if (held.error().kind == Kind::conflict) return Problem{visit_field, context.say(held.error().key)};
    return std::unexpected(held.error());
}

std::string chosen_visit(const Report& report) {
    const auto& context = report.context;
    const auto starts = base::parse_iso(report.typed(visit_field));
    if (!starts) return context.say("website.visit_later");
    const auto shown = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::string> {
        const auto calendar = TRY(bookings::find_calendar(tx, report.service.booking->calendar));
        const auto council = places::calendar_of(tx);
        const auto slot = bookings::slot_at(calendar, council, *starts);
        if (!slot) return std::string();
        auto text = shown_visit(context, *slot);
        const auto held = bookings::held_by(tx, report.operation);
        if (held && held->slot == *slot)
            text += "\n" + context.say("website.visit_kept", {{"time", places::shown_clock(council.zone().local(*held->held_until).time, context.language)}});
        return text;
    });
    return shown ? *shown : std::string();
}

}  // namespace website
