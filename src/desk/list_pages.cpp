// The worklist: whose cases, which of them, and where the next page goes on.

#include "desk/export_form.h"
#include "desk/parts.h"
#include "desk/rows.h"
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

/// One list of the worklist: its name in the address, what it holds, and its words.
struct List {
    std::string_view code;  // empty: the first one
    const char *title, *empty;
    cases::Wanted wanted;
    std::int64_t cases::Counts::*count;  // none: not counted
};

const std::array<List, 7>& all_lists() {
    using cases::Counts, cases::Order, cases::Whose;
    static const std::array<List, 7> lists{{
        {"", "desk.list_all", "desk.none_open", {}, &Counts::all},
        {"mine", "desk.list_mine", "desk.none_mine", {.whose = Whose::mine, .order = Order::due}, &Counts::mine},
        {"team", "desk.list_team", "desk.none_team", {.whose = Whose::my_teams, .order = Order::due}, &Counts::my_teams},
        {"unowned", "desk.list_unowned", "desk.none_unowned", {.whose = Whose::unowned, .order = Order::due}, &Counts::unowned},
        {"late", "desk.list_late", "desk.none_late", {.late = true, .order = Order::due}, &Counts::late},
        {"tasks", "desk.list_tasks", "desk.none_tasks", {.with_tasks = true, .state = std::nullopt, .order = Order::due}, &Counts::with_tasks},
        {"closed", "desk.list_closed", "desk.none_closed", {.state = cases::State::closed}, nullptr},
    }};
    return lists;
}

const List& list_named(std::string_view code) {
    const auto found = std::ranges::find(all_lists(), code, &List::code);
    return found == all_lists().end() ? all_lists().front() : *found;
}

const List& list_of(const web::Request& request) {
    return list_named(request.query.text("state") == "closed" ? std::string_view("closed") : request.query.text("list"));
}

std::string address_of(std::string_view code) {
    return code.empty() ? std::string("/staff/worklist") : "/staff/worklist?list=" + std::string(code);
}

cases::Wanted wanted_by(const web::Request& request, const List& list) {
    auto wanted = list.wanted;
    wanted.limit = page_size + 1;
    const auto at = request.query.text("at");
    std::int64_t micros = 0;
    if (const auto id = parse_id<cases::CaseId>(request.query.text("before")))
        if (std::from_chars(at.data(), at.data() + at.size(), micros).ec == std::errc{}) wanted.after = {Instant{Duration{micros}}, *id};
    return wanted;
}

std::string next_page(const List& list, const cases::Line& last) {
    const auto cursor = cases::cursor_of(last, list.wanted.order);
    return address_of(list.code) + (list.code.empty() ? "?" : "&") + "before=" + to_string(cursor.id) +
           "&at=" + std::to_string(cursor.at.time_since_epoch().count());
}

std::string counted(std::int64_t count) { return count >= cases::Counts::most ? std::to_string(cases::Counts::most) + "+" : std::to_string(count); }

html::Html tabs_of(const web::Context& context, const cases::Counts& counts, const List& current) {
    html::TabLinks tabs{.items = {}, .label = context.say("desk.worklist")};
    for (const auto& list : all_lists()) {
        auto text = context.say(list.title);
        if (list.count != nullptr) text += " (" + counted(counts.*list.count) + ")";
        tabs.items.push_back({.text = std::move(text), .href = address_of(list.code), .current = list.code == current.code});
    }
    return html::tab_links(tabs);
}

/// Topics of the live updates this actor may follow.
std::string live_topics(const access::Actor& who) {
    return fmt::format("{}", fmt::join(access::topics_within("cases", access::scope_of(who, access::Permission::read_case)), " "));
}

}  // namespace

cases::Wanted wanted_in_list(std::string_view code) { return list_named(code).wanted; }
const char* title_of_list(std::string_view code) { return list_named(code).title; }

Result<web::Response> show_worklist(const Site& site, web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const auto& list = list_of(request);
    journal::Position position = 0;
    cases::Counts counts;
    bool more = false;
    const auto listed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Listed> {
        position = journal::head(tx);
        counts = cases::count(tx, who);
        auto lines = cases::list(tx, who, wanted_by(request, list));
        more = lines.size() > page_size;
        if (more) lines.pop_back();
        return furnish(tx, who, std::move(lines));
    }));
    html::Page page{.title = context.say("desk.worklist") + ": " + context.say(list.title)};
    auto& out = page.main;
    out << heading(context.say("desk.worklist"));
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "worklist", keys);
    out << "<div id=\"worklist\" data-module=\"gh-live\""_html;
    out.attribute("data-topics", live_topics(who)).attribute("data-after", std::to_string(position));
    out.attribute("data-said", context.say("desk.worklist_changed")) << ">"_html << tabs_of(context, counts, list);
    if (listed.lines.empty())
        out << html::empty_state({.text = context.say(list.empty)});
    else
        put_rows(out, context, listed, context.say(list.title));
    if (more) out << govuk::pagination({.next = govuk::PageLink{.text = context.say("desk.next_page"), .href = next_page(list, listed.lines.back())}});
    out << "</div>"_html;
    if (!listed.lines.empty()) put_download(out, context, "list", list.code);
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
