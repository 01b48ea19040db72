#include "website/visit_view.h"

#include "html/govuk.h"
#include "html/problems.h"
#include "places/places.h"
#include "website/report_steps.h"
#include "website/site.h"

namespace website {
namespace {

namespace govuk = html::govuk;

/// A day's times as a group of its own, so that whoever hears the page hears the day with them. All groups are one field.
void put_day(html::Html& out, const std::string& legend, const std::string& id, std::vector<govuk::RadioItem> items, std::string_view chosen, const govuk::ErrorMessage& error) {
    govuk::radios(out, {.fieldset = {.legend = {.text = legend, .classes = "govuk-fieldset__legend--s"}},
                        .error_message = error,
                        .id_prefix = id,
                        .name = visit_field,
                        .items = std::move(items),
                        .value = std::string(chosen),
                        .classes = "govuk-radios--small govuk-radios--inline"});
}

}  // namespace

void put_visit_times(html::Html& out, const web::Context& context, std::span<const bookings::FreeSlot> slots, std::string_view chosen, std::span<const Problem> problems,
                     bool may_leave_open) {
    const auto& zone = places::zone_of(context.tenant.time_zone);
    auto error = html::problem_at(problems, visit_field);
    std::string id = visit_field;  // of the first group, where the summary of problems leads
    const auto put = [&](const std::string& legend, std::vector<govuk::RadioItem> items) {
        put_day(out, legend, id, std::move(items), chosen, error);
        error = {};
    };
    if (slots.empty()) {
        out << "<p class=\"govuk-body\">"_html << context.say(may_leave_open ? "website.visit_none_later" : "website.visit_none") << "</p>"_html;
        if (may_leave_open) put(context.say("website.visit_otherwise"), {{.value = none_of_these, .text = context.say("website.visit_later")}});
        return;
    }
    for (auto slot = slots.begin(); slot != slots.end();) {
        const auto day = zone.day(slot->slot.starts);
        std::vector<govuk::RadioItem> items;
        for (; slot != slots.end() && zone.day(slot->slot.starts) == day; ++slot)
            items.push_back({.value = base::to_iso(slot->slot.starts), .text = bookings::shown_hours(zone, slot->slot, context.language)});
        put(places::shown_date(day, context.language), std::move(items));
        id = std::string(visit_field) + "-" + base::to_iso(slot == slots.end() ? day + std::chrono::days{1} : zone.day(slot->slot.starts));
    }
    if (may_leave_open) put(context.say("website.visit_otherwise"), {{.value = none_of_these, .text = context.say("website.visit_later")}});
}

std::string shown_visit(const web::Context& context, const bookings::Slot& slot) {
    return bookings::shown(places::zone_of(context.tenant.time_zone), slot, context.language);
}

void put_visit(html::Html& out, const web::Context& context, const Followed& followed) {
    const bool may_change = cases::possible_for(followed.request, followed.the_case, context.now).withdraw;
    if (!followed.visit && !followed.past_visit && !(followed.service->booking && may_change)) return;
    const auto link = [&](const char* where, const char* words) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", followed.address() + where) << ">"_html << context.say(words) << "</a></li>"_html;
    };
    out << "<div class=\"gh-ask\"><h2 class=\"govuk-heading-m\">"_html << context.say("website.visit") << "</h2><p class=\"govuk-body\">"_html;
    if (followed.visit)
        out << context.say("website.visit_on") << " <strong>"_html << shown_visit(context, followed.visit->slot) << "</strong>"_html;
    else if (followed.past_visit)
        out << context.say("website.visit_was", {{"visit", shown_visit(context, followed.past_visit->slot)}});
    else
        out << context.say("website.visit_not_booked");
    out << "</p><ul class=\"govuk-list gh-no-print\">"_html;
    if (may_change) link("/visit", followed.visit ? "website.do_visit" : followed.past_visit ? "website.do_visit_more" : "website.do_visit_first");
    if (may_change && followed.visit) link("/no-visit", "website.do_no_visit");
    if (followed.visit) link("/visit.ics", "website.do_visit_file");
    out << "</ul></div>"_html;
}

}  // namespace website
