// Being away: saying from when to when and who stands in, for oneself or for members of one's teams; and what came meanwhile.

#include "casework/away.h"
#include "desk/promise.h"
#include "desk/task_page.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/places.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr const char* away_address = "/staff/away";

struct AwayShown {
    std::vector<casework::Away> aways;           // now and to come
    std::vector<access::Staff> people;           // for whom it may be said
    std::vector<access::Staff> stand_ins;        // for whoever is chosen
    access::StaffId chosen;
    std::optional<casework::Away> present, last;  // one's own
    TasksListed came;                             // to others instead, in that time
    std::map<access::StaffId, std::string> names;

    std::string name_of(access::StaffId id) const {
        const auto found = names.find(id);
        return found == names.end() ? std::string() : found->second;
    }
};

Result<AwayShown> read_away(db::Tx& tx, const web::Request& request, const web::Context& context) {
    const auto& who = actor_of(context);
    AwayShown shown{.aways = casework::aways_to_see(tx, who), .people = casework::whose_absence_may_say(tx, who)};
    const auto& fields = request.method == web::Method::post ? request.form : request.query;
    shown.chosen = parse_id<access::StaffId>(fields.text("staff")).value_or(who.staff());
    if (std::ranges::find(shown.people, shown.chosen, &access::Staff::id) == shown.people.end()) shown.chosen = who.staff();
    shown.stand_ins = casework::possible_stand_ins(tx, shown.chosen);
    shown.present = casework::away_now(tx, who.staff());
    shown.last = shown.present ? shown.present : casework::last_away(tx, who.staff());
    if (shown.last) {
        auto came = TRY(furnish_tasks(tx, casework::came_meanwhile(tx, who, *shown.last)));
        shown.came = std::move(came);
    }
    std::vector<access::StaffId> ids;
    for (const auto& away : shown.aways)
        for (const auto id : {away.staff, away.stand_in})
            if (id) ids.push_back(id);
    if (!ids.empty()) shown.names = access::staff_names(tx, ids);
    return shown;
}

void put_aways(html::Html& out, const web::Context& context, const AwayShown& shown) {
    if (shown.aways.empty()) {
        out << html::empty_state({.text = context.say("desk.away_none")});
        return;
    }
    out << "<ul class=\"gh-aways\">"_html;
    for (const auto& away : shown.aways) {
        const bool now = away.holds_at(context.now);
        out << "<li class=\"gh-panel\"><h3 class=\"govuk-heading-s\">"_html << shown.name_of(away.staff) << " "_html;
        html::badge(out, {.text = context.say(now ? "desk.away_is" : "desk.away_will"), .kind = now ? "soon" : ""});
        out << "</h3><p class=\"govuk-body\">"_html << context.say("desk.away_span", {{"from", shown_day(context, away.from)}, {"until", shown_day(context, away.until)}}) << "<br>"_html
            << (away.stand_in ? context.say("desk.away_stands_in", {{"name", shown.name_of(away.stand_in)}}) : context.say("desk.away_team_has_it")) << "</p>"_html;
        out << "<form method=\"post\" novalidate"_html;
        out.url("action", std::string(away_address) + "/" + to_string(away.id) + "/end") << ">"_html << website::seal_fields(context);
        govuk::button(out, {.text = context.say(now ? "desk.away_back" : "desk.away_cancel"),
                            .html = {},
                            .prevent_double_click = true,
                            .classes = "govuk-button--secondary",
                            .attributes = {{"aria-label", context.say(now ? "desk.away_back_of" : "desk.away_cancel_of", {{"name", shown.name_of(away.staff)}})}}});
        out << "</form></li>"_html;
    }
    out << "</ul>"_html;
}

void put_whose_form(html::Html& out, const web::Context& context, const AwayShown& shown) {
    std::vector<govuk::SelectItem> people;
    for (const auto& person : shown.people) people.push_back({.value = to_string(person.id), .text = person.name});
    out << "<form method=\"get\" class=\"gh-moment\" novalidate"_html;
    out.url("action", away_address) << ">"_html;
    govuk::select(out, {.id = "staff", .name = "staff", .items = std::move(people), .value = to_string(shown.chosen), .label = {.text = context.say("desk.away_who"), .classes = "govuk-label--s"}});
    govuk::button(out, {.text = context.say("desk.away_choose"), .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

void put_day_field(html::Html& out, const web::Request& request, const web::Context& context, const char* name, std::span<const Problem> problems) {
    govuk::input(out, {.id = name,
                       .name = name,
                       .type = "date",
                       .value = std::string(request.form.text(name)),
                       .label = {.text = context.say("desk.away_" + std::string(name)), .classes = "govuk-label--s"},
                       .error_message = html::problem_at(problems, name),
                       .classes = "govuk-input--width-10"});
}

void put_away_form(html::Html& out, const web::Request& request, const web::Context& context, const AwayShown& shown, std::span<const Problem> problems) {
    const auto chosen = std::ranges::find(shown.people, shown.chosen, &access::Staff::id);
    const auto name = chosen == shown.people.end() ? std::string() : chosen->name;
    std::vector<govuk::SelectItem> others{{.value = "", .text = context.say("desk.away_nobody")}};
    for (const auto& other : shown.stand_ins) others.push_back({.value = to_string(other.id), .text = other.name});
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.away_say") << "</h2>"_html;
    if (shown.people.size() > 1) put_whose_form(out, context, shown);
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", away_address) << ">"_html << website::seal_fields(context) << "<input type=\"hidden\" name=\"staff\""_html;
    out.attribute("value", to_string(shown.chosen)) << ">"_html;
    if (shown.chosen != actor_of(context).staff()) out << "<p class=\"govuk-body\">"_html << context.say("desk.away_for", {{"name", name}}) << "</p>"_html;
    put_day_field(out, request, context, "from", problems);
    put_day_field(out, request, context, "until", problems);
    govuk::select(out, {.id = "stand_in",
                        .name = "stand_in",
                        .items = std::move(others),
                        .value = std::string(request.form.text("stand_in")),
                        .label = {.text = context.say("desk.away_stand_in"), .classes = "govuk-label--s"},
                        .hint = {.text = context.say("desk.away_stand_in_hint")},
                        .error_message = html::problem_at(problems, "stand_in")});
    govuk::button(out, {.text = context.say("desk.away_save"), .prevent_double_click = true});
    out << "</form></section>"_html;
}

/// What went to others while one was away: to read on the day one is back.
void put_came(html::Html& out, const web::Context& context, const AwayShown& shown) {
    if (!shown.last) return;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.away_came") << "</h2><p class=\"govuk-body\">"_html
        << context.say("desk.away_span", {{"from", shown_day(context, shown.last->from)}, {"until", shown_day(context, shown.last->over_at.value_or(shown.last->until))}}) << "</p>"_html;
    if (shown.came.tasks.empty()) out << "<p class=\"govuk-body\">"_html << context.say("desk.away_nothing_came") << "</p>"_html;
    if (!shown.came.tasks.empty()) out << "<ul class=\"govuk-list govuk-list--spaced\">"_html;
    for (const auto& task : shown.came.tasks) {
        const auto about = shown.came.about.find(task.case_id);
        const auto owner = shown.came.names.find(task.owner);
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", task_address(task)) << ">"_html << task.name << "</a>"_html;
        if (about != shown.came.about.end()) out << ", "_html << about->second.service << (about->second.place.empty() ? "" : ", ") << about->second.place;
        out << "<br>"_html;
        if (task.state == casework::TaskState::open)
            out << (owner == shown.came.names.end() ? context.say("desk.next_nobody") : context.say("desk.next_theirs", {{"name", owner->second}}));
        else
            out << context.say("desk.task_is_" + std::string(casework::code_of(task.state)));
        out << "</li>"_html;
    }
    if (!shown.came.tasks.empty()) out << "</ul>"_html;
    out << "</section>"_html;
}

web::Response away_page(const Site& site, const web::Request& request, const web::Context& context, const AwayShown& shown, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.away"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_board"), .href = "/staff/board"});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(context.say("desk.away")) << "<div class=\"gh-split\"><div>"_html;
    put_came(out, context, shown);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.away_list") << "</h2>"_html;
    put_aways(out, context, shown);
    out << "</div><div class=\"gh-split__side\">"_html;
    put_away_form(out, request, context, shown, problems);
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// The first moment of a day as typed, in the council's zone.
std::optional<Instant> start_of_day(const web::Context& context, std::string_view typed) {
    const auto day = base::parse_iso_day(typed);
    if (!day) return std::nullopt;
    return places::zone_of(context.tenant.time_zone).start_of(*day);
}

Result<std::string> say_it(db::Tx& tx, const web::Request& request, const web::Context& context) {
    const auto& who = actor_of(context);
    TRY(access::confirm(tx, who));
    const auto from = start_of_day(context, request.form.text("from")), until = end_of_day(context, request.form.text("until"));
    std::vector<Problem> problems;
    if (!from) problems.push_back({"from", context.say("desk.away_day_missing")});
    if (!until) problems.push_back({"until", context.say("desk.away_last_missing")});
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    const auto staff = parse_id<access::StaffId>(request.form.text("staff")).value_or(who.staff());
    TRY(casework::say_away(tx, who, staff, *from, *until, parse_id<access::StaffId>(request.form.text("stand_in")).value_or(access::StaffId{})));
    return std::string("said");
}

}  // namespace

Result<web::Response> show_away(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_away(tx, request, context); }));
    return away_page(site, request, context, shown, {}, 200);
}

Result<web::Response> say_away(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto said = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) { return say_it(tx, request, context); });
    if (said) return web::see_other(away_address);
    if (said.error().kind != Kind::invalid) return std::unexpected(said.error());
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_away(tx, request, context); }));
    return away_page(site, request, context, shown, said.error().fields, 422);
}

Result<web::Response> end_away(const Site&, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto id = parse_id<casework::AwayId>(request.param("away"));
    if (!id) return refuse(Kind::not_found, "casework.no_such_absence");
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(casework::end_away(tx, actor_of(context), *id));
        return std::string("ended");
    }));
    return web::see_other(away_address);
}

}  // namespace desk
