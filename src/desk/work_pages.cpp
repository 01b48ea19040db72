// My work, my team's work: tasks by deadline, taken one by one or many at once.

#include "casework/progress.h"
#include "casework/round.h"
#include "casework/tasks.h"
#include "desk/pages.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "desk/task_page.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "journal/journal.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int page_size = 50;
constexpr std::string_view list_address = "/staff/work";

struct List {
    std::string_view code;  // in the address; empty: the first one
    const char *title, *empty;
    casework::Wanted wanted;
    std::int64_t casework::Counts::*count;
};

const std::array<List, 6>& all_lists() {
    using casework::Counts, casework::Whose;
    static const std::array<List, 6> lists{{
        {"", "desk.work_mine", "desk.work_none_mine", {.whose = Whose::mine}, &Counts::mine},
        {"offered", "desk.work_offered", "desk.work_none_offered", {.whose = Whose::offered}, &Counts::offered},
        {"team", "desk.work_team", "desk.work_none_team", {.whose = Whose::my_teams}, &Counts::my_teams},
        {"unowned", "desk.work_unowned", "desk.work_none_unowned", {.whose = Whose::unowned}, &Counts::unowned},
        {"late", "desk.work_late", "desk.work_none_late", {.late = true}, &Counts::late},
        {"all", "desk.work_all", "desk.work_none_all", {}, &Counts::all},
    }};
    return lists;
}

const List& list_of(const web::Request& request) {
    const auto found = std::ranges::find(all_lists(), request.query.text("list"), &List::code);
    return found == all_lists().end() ? all_lists().front() : *found;
}

std::string address_of(std::string_view code) { return std::string(list_address) + (code.empty() ? "" : "?list=") + std::string(code); }

casework::Wanted wanted_by(const web::Request& request, const List& list) {
    auto wanted = list.wanted;
    wanted.limit = page_size + 1;
    const auto at = request.query.text("at");
    std::int64_t micros = 0;
    if (const auto id = parse_id<casework::TaskId>(request.query.text("after")))
        if (std::from_chars(at.data(), at.data() + at.size(), micros).ec == std::errc{}) wanted.after = {Instant{Duration{micros}}, *id};
    return wanted;
}

std::string next_page(const List& list, const casework::Task& last) {
    return address_of(list.code) + (list.code.empty() ? "?" : "&") + "after=" + to_string(last.id) + "&at=" + std::to_string(last.due_at.time_since_epoch().count());
}

std::string counted(std::int64_t count) { return count >= casework::Counts::most ? std::to_string(casework::Counts::most) + "+" : std::to_string(count); }

html::Html tabs_of(const web::Context& context, const casework::Counts& counts, const List& current) {
    html::TabLinks tabs{.items = {}, .label = context.say("desk.work")};
    for (const auto& list : all_lists())
        tabs.items.push_back({.text = context.say(list.title) + " (" + counted(counts.*list.count) + ")", .href = address_of(list.code), .current = list.code == current.code});
    return html::tab_links(tabs);
}

std::string live_topics(const access::Actor& who) {
    return fmt::format("{}", fmt::join(access::topics_within("cases", access::scope_of(who, access::Permission::read_case)), " "));
}

void put_row(html::Html& out, const web::Context& context, const TasksListed& listed, const casework::Task& task, bool may_take) {
    const auto& about = listed.about.at(task.case_id);
    out << "<tr><td>"_html;
    if (may_take) {
        const auto id = "task-" + to_string(task.id);
        out << "<div class=\"govuk-checkboxes govuk-checkboxes--small\"><div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" name=\"task\""_html;
        out.attribute("id", id).attribute("value", to_string(task.id));
        out.attribute("aria-label", context.say("desk.work_choose", {{"task", task.name}, {"place", about.place}}));
        out << "><label class=\"govuk-label govuk-checkboxes__label\""_html;
        out.attribute("for", id) << "></label></div></div>"_html;  // it draws the box
    }
    out << "</td><td><a class=\"govuk-link\" href=\"/staff/tasks/"_html << task.id.value << "\">"_html << task.name << "</a> <span>"_html << about.service
        << "</span>"_html;
    if (!task.skill.empty()) out << "<br><span>"_html << context.say("desk.task_wants", {{"skill", listed.skill_of(task)}}) << "</span>"_html;
    out << "</td><td>"_html << about.place << "</td><td>"_html;
    put_due(out, context, task);
    out << "</td><td>"_html;
    if (const auto owner = listed.names.find(task.owner); owner != listed.names.end()) out << owner->second;
    out << "</td><td>"_html;
    if (const auto team = listed.teams.find(task.team); team != listed.teams.end()) out << team->second;
    out << "</td><td>"_html << about.reference << "</td></tr>"_html;
}

void put_rows(html::Html& out, const web::Context& context, const TasksListed& listed, const std::vector<std::string>& held, const std::string& caption) {
    const auto& who = actor_of(context);
    const auto takes = [&](const casework::Task& task) {
        const bool is_able = task.skill.empty() || std::ranges::find(held, task.skill) != held.end();
        return who.staff() && !task.owner && is_able && access::require(who, access::Permission::work_case, task.owned());
    };
    const bool may_take = std::ranges::any_of(listed.tasks, takes);
    out << "<form method=\"post\" action=\"/staff/work/taking\">"_html << website::seal_fields(context);
    out << "<table class=\"gh-rows\"><caption class=\"govuk-visually-hidden\">"_html << caption << "</caption><thead><tr><th scope=\"col\"><span class=\"govuk-visually-hidden\">"_html
        << context.say("desk.work_select") << "</span></th>"_html;
    for (const auto* name : {"desk.work_task", "desk.place", "desk.work_due", "desk.owner", "desk.work_of_team", "desk.reference"})
        out << "<th scope=\"col\">"_html << context.say(name) << "</th>"_html;
    out << "</tr></thead><tbody>"_html;
    for (const auto& task : listed.tasks) put_row(out, context, listed, task, takes(task));
    out << "</tbody></table>"_html;
    if (may_take) govuk::button(out, {.text = context.say("desk.work_take"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

/// What nobody's list shows: cases whose map stands still.
void put_stuck(html::Html& out, const web::Context& context, const std::vector<cases::CaseId>& stuck) {
    if (stuck.empty()) return;
    html::Html inside;
    inside << "<p class=\"govuk-notification-banner__heading\">"_html << context.say("desk.work_stuck") << "</p><p class=\"govuk-body\">"_html
           << context.say("desk.work_stuck_text") << "</p><ul class=\"govuk-list\">"_html;
    for (const auto id : stuck) inside << "<li><a class=\"govuk-link\" href=\"/staff/cases/"_html << id.value << "\">"_html << context.say("desk.work_stuck_case", {{"case", to_string(id)}}) << "</a></li>"_html;
    inside << "</ul>"_html;
    out << govuk::notification_banner({.html = std::move(inside), .title_text = context.say("desk.map_stuck")});
}

/// What concerns this member of staff beside their list: they are away, or were lately, and tasks that came back to them.
struct WorkNews {
    std::optional<casework::Away> present, last;
    std::size_t came = 0;  // to others, in the last absence
    std::vector<casework::Task> back;
};

WorkNews read_news(db::Tx& tx, const access::Actor& who) {
    constexpr auto lately = std::chrono::days(14);
    WorkNews news{.present = casework::away_now(tx, who.staff()), .last = casework::last_away(tx, who.staff())};
    if (news.last && tx.now() - news.last->over_at.value_or(news.last->until) > lately) news.last.reset();
    if (news.last) news.came = casework::came_meanwhile(tx, who, *news.last).size();
    news.back = casework::came_back_to(tx, who);
    return news;
}

void put_news(html::Html& out, const web::Context& context, const WorkNews& news) {
    const auto put_to_away = [&](const std::string& words) {
        out << "<p class=\"govuk-inset-text\">"_html << words << " <a class=\"govuk-link\" href=\"/staff/away\">"_html << context.say("desk.away") << "</a></p>"_html;
    };
    if (news.present) put_to_away(context.say("desk.work_you_are_away", {{"day", shown_day(context, news.present->until)}}));
    if (news.came > 0) put_to_away(context.say(news.came == 1 ? "desk.work_came_one" : "desk.work_came_many", {{"count", std::to_string(news.came)}}));
    if (news.back.empty()) return;
    out << "<div class=\"govuk-inset-text\"><p class=\"govuk-body\">"_html << context.say("desk.work_came_back") << "</p><ul class=\"govuk-list\">"_html;
    for (const auto& task : news.back) out << "<li><a class=\"govuk-link\" href=\"/staff/tasks/"_html << task.id.value << "\">"_html << task.name << "</a></li>"_html;
    out << "</ul></div>"_html;
}

}  // namespace

Result<web::Response> show_work(const Site& site, web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const auto& list = list_of(request);
    journal::Position position = 0;
    casework::Counts counts;
    bool more = false;
    std::vector<cases::CaseId> stuck;
    WorkNews news;
    bool has_round = false;
    std::vector<std::string> held;  // skills
    const auto listed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<TasksListed> {
        position = journal::head(tx);
        counts = casework::count(tx, who);
        held = access::skills_held_now(tx, who.staff());
        stuck = casework::stuck_cases(tx, who);
        news = read_news(tx, who);
        has_round = !casework::teams_out_there(tx, who, who.own_teams).empty();
        auto tasks = casework::list(tx, who, wanted_by(request, list));
        more = tasks.size() > page_size;
        if (more) tasks.pop_back();
        return furnish_tasks(tx, std::move(tasks));
    }));
    html::Page page{.title = context.say("desk.work") + ": " + context.say(list.title)};
    auto& out = page.main;
    out << heading(context.say("desk.work"));
    put_stuck(out, context, stuck);
    put_news(out, context, news);
    if (has_round) out << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/round\">"_html << context.say("desk.work_round") << "</a></p>"_html;
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "work", keys);
    out << "<div id=\"worklist\" data-module=\"gh-live\""_html;
    out.attribute("data-topics", live_topics(who)).attribute("data-after", std::to_string(position));
    out.attribute("data-said", context.say("desk.work_changed")) << ">"_html << tabs_of(context, counts, list);
    if (listed.tasks.empty())
        out << html::empty_state({.text = context.say(list.empty)});
    else
        put_rows(out, context, listed, held, context.say(list.title));
    if (more) out << govuk::pagination({.next = govuk::PageLink{.text = context.say("desk.next_page"), .href = next_page(list, listed.tasks.back())}});
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> take_tasks(const Site&, web::Request& request, web::Context& context) {
    constexpr std::size_t most = 100;
    const auto operation = TRY(web::operation_of(request, context));
    std::vector<casework::TaskId> ids;
    for (const auto& chosen : request.form.all("task"))
        if (const auto id = parse_id<casework::TaskId>(chosen); id && ids.size() < most) ids.push_back(*id);
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        return std::to_string(casework::take_tasks(tx, actor_of(context), ids));
    }));
    return web::see_other(list_address);
}

}  // namespace desk
