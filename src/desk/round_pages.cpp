// The waste team's page: the rounds of today, which of them are late and where, and that they came.

#include "desk/pages.h"

#include "base/text.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/places.h"
#include "rounds/late.h"
#include "website/bin_days.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;
using std::chrono::days;

struct Today {
    Day day;
    std::vector<rounds::Collection> planned;
    std::vector<rounds::LateRound> late;
    std::map<std::string, std::size_t> streets;  // how many, by round
    bool has_rounds = false;
};

Result<Today> read_today(db::Tx& tx) {
    Today today{.day = places::calendar_of(tx).zone().day(tx.now()), .planned = {}, .late = rounds::standing_late(tx)};
    today.has_rounds = rounds::has_rounds(tx);
    const auto timetable = rounds::whole_timetable(tx);
    for (auto& each : timetable.between(today.day, today.day))
        if (each.day) today.planned.push_back(std::move(each));
    for (const auto& late : today.late) {  // of days before
        const bool listed = std::ranges::any_of(today.planned, [&](const auto& each) { return each.round == late.notice.round; });
        if (!listed) today.planned.push_back({.bin = late.bin, .round = late.notice.round, .planned = late.notice.day, .day = late.notice.day});
    }
    for (const auto& each : today.planned) today.streets[each.round] = rounds::streets_of(tx, each.round).size();
    return today;
}

std::string late_address(const std::string& round) { return "/staff/rounds/" + round + "/late"; }

html::Html state_of(const web::Context& context, const rounds::LateRound* late) {
    html::Html out;
    if (late == nullptr) return govuk::tag({.text = context.say("desk.rounds_as_planned"), .classes = "govuk-tag--green"});
    const auto count = late->notice.streets.size();
    const auto text = count == 0   ? context.say("desk.rounds_late")
                      : count == 1 ? context.say("desk.rounds_late_one")
                                   : context.say("desk.rounds_late_some", {{"count", std::to_string(count)}});
    const auto& zone = places::zone_of(context.tenant.time_zone);
    out << "<div>"_html << govuk::tag({.text = text, .classes = "govuk-tag--orange"}) << "<br>"_html << late->notice.reason;
    if (late->notice.comes_by) out << "<br>"_html << places::shown_when(zone, *late->notice.comes_by, context.now, context.language);
    return out << "</div>"_html;
}

html::Html action_for(const web::Context& context, const std::string& round, const rounds::LateRound* late) {
    html::Html out;
    if (late != nullptr) {
        out << "<form method=\"post\" class=\"gh-inline\""_html;
        out.url("action", late_address(round) + "/" + to_string(late->id) + "/clearance") << ">"_html << website::seal_fields(context)
            << govuk::button({.text = context.say("desk.rounds_clear"), .prevent_double_click = true, .classes = "govuk-button--secondary govuk-!-margin-bottom-1"}) << "</form>"_html;
    }
    out << "<a class=\"govuk-link\""_html;
    return out.url("href", late_address(round)) << ">"_html << context.say(late != nullptr ? "desk.rounds_again" : "desk.rounds_mark")
                                               << "<span class=\"govuk-visually-hidden\"> ("_html << round << ")</span></a>"_html;
}

/// A round of the page's address, as it is planned.
struct Asked {
    rounds::Round round;
    rounds::Bin bin;
    Day day;  // the newest on which it should have come
    std::vector<places::Street> streets;
};

Result<Asked> read_asked(db::Tx& tx, std::string_view code) {
    const auto timetable = rounds::whole_timetable(tx);
    const auto found = std::ranges::find(timetable.rounds(), code, &rounds::Round::code);
    if (found == timetable.rounds().end()) return refuse(Kind::not_found, "desk.rounds_no_such");
    const auto today = places::calendar_of(tx).zone().day(tx.now());
    Asked asked{.round = *found, .bin = {}, .day = today, .streets = {}};
    for (const auto& bin : rounds::all_bins(tx))
        if (bin.code == found->bin) asked.bin = bin;
    for (const auto& each : timetable.between(today - days{6}, today))
        if (each.round == code && each.day) asked.day = *each.day;
    for (const auto& usrn : rounds::streets_of(tx, code))
        if (auto street = places::find_street(tx, usrn)) asked.streets.push_back(*std::move(street));
    std::ranges::sort(asked.streets, {}, &places::Street::name);
    return asked;
}

/// "18:00", as a clock on the wall shows it.
std::optional<std::chrono::seconds> read_clock(std::string_view text) {
    text = base::trim(text);
    int hour = 0, minute = 0;
    const auto* const end = text.data() + text.size();
    const auto hours = std::from_chars(text.data(), end, hour);
    if (hours.ec != std::errc{} || hours.ptr == end || (*hours.ptr != ':' && *hours.ptr != '.')) return std::nullopt;
    const auto minutes = std::from_chars(hours.ptr + 1, end, minute);
    if (minutes.ec != std::errc{} || minutes.ptr != end || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

/// When it comes, as the form says; what is wrong with it goes to `problems`.
std::optional<Instant> read_comes_by(const web::Request& request, const web::Context& context, std::vector<Problem>& problems) {
    const auto when = request.form.text("when");
    if (when != "today" && when != "tomorrow" && when != "other") return std::nullopt;
    const auto& zone = places::zone_of(context.tenant.time_zone);
    auto day = std::optional(zone.day(context.now) + days{when == "tomorrow" ? 1 : 0});
    if (when == "other") day = base::parse_iso_day(base::trim(request.form.text("date")));
    const auto clock = read_clock(request.form.text(when == "other" ? "other-time" : when == "today" ? "today-time" : "tomorrow-time"));
    if (!day) problems.push_back({"date", context.say("desk.rounds_late_date_wrong")});
    if (!clock) problems.push_back({std::string(when) + "-time", context.say("desk.rounds_late_time")});
    return day && clock ? std::optional(zone.instant(*day, *clock)) : std::nullopt;
}

html::Html time_field(const web::Request& request, const web::Context& context, const std::string& name, std::span<const Problem> problems) {
    return govuk::input({.id = name,
                         .name = name,
                         .value = std::string(request.form.text(name)),
                         .label = {.text = context.say("desk.rounds_late_by")},
                         .hint = {.text = context.say("desk.rounds_late_by_hint")},
                         .error_message = html::problem_at(problems, name),
                         .classes = "govuk-input--width-5"});
}

void put_when(html::Html& out, const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    std::vector<govuk::RadioItem> items;
    for (const std::string when : {"today", "tomorrow", "other"}) {
        govuk::RadioItem item{.value = when, .text = context.say("desk.rounds_late_" + when)};
        if (when == "other")
            item.conditional.html << govuk::input({.id = "date",
                                                   .name = "date",
                                                   .value = std::string(request.form.text("date")),
                                                   .label = {.text = context.say("desk.rounds_late_date")},
                                                   .hint = {.text = context.say("desk.rounds_late_date_hint")},
                                                   .error_message = html::problem_at(problems, "date"),
                                                   .classes = "govuk-input--width-10"});
        item.conditional.html << time_field(request, context, when + "-time", problems);
        items.push_back(std::move(item));
    }
    items.push_back({.value = "unknown", .text = context.say("desk.rounds_late_unknown")});
    const auto chosen = std::string(request.form.text("when"));
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.rounds_late_when"), .classes = "govuk-fieldset__legend--s"}},
                        .error_message = html::problem_at(problems, "comes_by"),
                        .id_prefix = "comes_by",
                        .name = "when",
                        .items = std::move(items),
                        .value = chosen.empty() ? "today" : chosen});
}

web::Response late_page(const Site& site, const web::Request& request, const web::Context& context, const Asked& asked, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.rounds_late_title"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.rounds_back"), .href = "/staff/rounds"});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
        << heading(page.title, asked.round.code + ", " + asked.bin.name + ", " + places::shown_date(asked.day, context.language))
        << "<form method=\"post\" novalidate>"_html << keeping_fields(context);
    std::vector<govuk::CheckboxItem> streets;
    for (const auto& street : asked.streets) streets.push_back({.value = street.usrn, .text = street.name});
    std::vector<std::string> chosen;
    for (const auto& [name, value] : request.form)
        if (name == "streets") chosen.emplace_back(value);
    if (!streets.empty())
        govuk::checkboxes(out, {.fieldset = {.legend = {.text = context.say("desk.rounds_late_which"), .classes = "govuk-fieldset__legend--s"}},
                                .hint = {.text = context.say("desk.rounds_late_all")},
                                .error_message = html::problem_at(problems, "streets"),
                                .name = "streets",
                                .items = std::move(streets),
                                .values = std::move(chosen),
                                .classes = "govuk-checkboxes--small gh-columns"});
    govuk::input(out, {.id = "reason",
                       .name = "reason",
                       .value = std::string(request.form.text("reason")),
                       .label = {.text = context.say("desk.rounds_late_why"), .classes = "govuk-label--s"},
                       .hint = {.text = context.say("desk.rounds_late_why_hint")},
                       .error_message = html::problem_at(problems, "reason")});
    put_when(out, request, context, problems);
    out << govuk::button({.text = context.say("desk.rounds_late_button"), .prevent_double_click = true}) << "</form></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_rounds(const Site& site, web::Request& request, web::Context& context) {
    const auto today = TRY(context.tenant.db.read(context.for_db(), read_today));
    const bool may_tell = actor_of(context).may(access::Permission::tell_late_round);
    html::Page page{.title = context.say("desk.rounds")};
    auto& out = page.main;
    out << heading(page.title, places::shown_day(today.day, context.language));
    for (const std::string done : {"marked", "cleared"})
        if (request.query.text("done") == done)
            govuk::notification_banner(out, {.text = context.say("desk.rounds_" + done), .type = "success"});
    govuk::Table table{.head = {{.text = context.say("desk.rounds_round")}, {.text = context.say("desk.rounds_bin")}, {.text = context.say("desk.rounds_streets"), .format = "numeric"},
                                {.text = context.say("desk.rounds_state")}},
                       .caption = page.title,
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    if (may_tell) table.head.push_back({.text = context.say("desk.rounds_action")});
    for (const auto& each : today.planned) {
        const auto late = std::ranges::find_if(today.late, [&](const auto& one) { return one.notice.round == each.round; });
        const auto* found = late == today.late.end() ? nullptr : &*late;
        table.rows.push_back({{.text = each.round}, {.html = website::bin_mark(each.bin)}, {.text = std::to_string(today.streets.at(each.round)), .format = "numeric"},
                              {.html = state_of(context, found)}});
        if (may_tell) table.rows.back().push_back({.html = action_for(context, each.round, found)});
    }
    if (table.rows.empty())
        out << html::empty_state({.text = context.say(today.has_rounds ? "desk.rounds_none" : "desk.rounds_none_loaded")});
    else
        out << html::wide_table(table);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_late_round(const Site& site, web::Request& request, web::Context& context) {
    const auto asked = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_asked(tx, request.param("round")); }));
    return late_page(site, request, context, asked, {}, 200);
}

Result<web::Response> mark_late_round(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto asked = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_asked(tx, request.param("round")); }));
    std::vector<Problem> problems;
    rounds::LateNotice notice{.round = asked.round.code, .day = asked.day, .streets = {}, .reason = std::string(request.form.text("reason")), .comes_by = read_comes_by(request, context, problems)};
    for (const auto& [name, value] : request.form)
        if (name == "streets") notice.streets.emplace_back(value);
    if (!problems.empty()) return late_page(site, request, context, asked, problems, 422);
    const auto marked = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto id = TRY(rounds::mark_late(tx, actor_of(context), notice));
        return to_string(id);
    });
    if (marked) return web::see_other("/staff/rounds?done=marked");
    if (marked.error().kind != Kind::invalid || marked.error().fields.empty()) return std::unexpected(marked.error());
    return late_page(site, request, context, asked, marked.error().fields, 422);
}

Result<web::Response> clear_late_round(const Site&, web::Request& request, web::Context& context) {
    const auto id = parse_id<rounds::LateId>(request.param("late"));
    if (!id) return refuse(Kind::not_found, "rounds.late_gone");
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(rounds::clear_late(tx, actor_of(context), *id));
        return std::string("cleared");
    }));
    return web::see_other("/staff/rounds?done=cleared");
}

}  // namespace desk
