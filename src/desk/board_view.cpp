// The board as it looks: who has how much, and columns of cards.

#include "desk/board_page.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

using BoardItems = std::vector<govuk::SelectItem>;

void put_narrowing(html::Html& out, const web::Context& context, const char* name, BoardItems items, std::string value) {
    items.insert(items.begin(), {.value = "", .text = context.say("desk.board_all_" + std::string(name))});
    govuk::select(out, {.id = "board-" + std::string(name),
                        .name = name,
                        .items = std::move(items),
                        .value = std::move(value),
                        .label = {.text = context.say("desk.board_" + std::string(name))}});
}

/// A bar of up to 20 parts.
void put_bar(html::Html& out, std::int64_t count, std::int64_t most, bool late) {
    const auto parts = count == 0 ? 0 : std::clamp<std::int64_t>(count * 20 / std::max<std::int64_t>(most, 1), 1, 20);
    if (parts == 0) return;
    out << (late ? "<span aria-hidden=\"true\" class=\"gh-bars__bar gh-bars__bar--late gh-bars__bar--"_html : "<span aria-hidden=\"true\" class=\"gh-bars__bar gh-bars__bar--"_html)
        << std::to_string(parts) << "\"></span>"_html;
}

void put_load(html::Html& out, const web::Context& context, const BoardShown& shown, const casework::Load& load, std::int64_t most) {
    auto wanted = shown.wanted;
    wanted.person = load.staff;
    const bool current = load.staff && load.staff == shown.wanted.person;
    out << (current ? "<li class=\"gh-bars__row gh-bars__row--shown\">"_html : "<li class=\"gh-bars__row\">"_html) << "<span class=\"gh-bars__name\">"_html;
    if (!load.staff) {
        out << context.say("desk.board_nobody");
    } else {
        out << "<a class=\"govuk-link\""_html;
        if (current) out << " aria-current=\"true\""_html;
        out.url("href", board_address_of(wanted)) << ">"_html << shown.name_of(load.staff) << "</a>"_html;
    }
    out << "</span><span class=\"gh-bars__line\">"_html;
    put_bar(out, load.late, most, true);
    put_bar(out, load.open - load.late, most, false);
    auto words = context.say(load.open == 1 ? "desk.board_has_one" : "desk.board_has_many", {{"count", std::to_string(load.open)}});
    if (load.late > 0) words += ", " + context.say("desk.board_has_late", {{"count", std::to_string(load.late)}});
    if (load.within_week > 0) words += ", " + context.say("desk.board_has_week", {{"count", std::to_string(load.within_week)}});
    out << "<span class=\"gh-bars__number\">"_html << words << "</span></span>"_html;
    if (const auto away = shown.away.find(load.staff); away != shown.away.end()) {
        const auto day = shown_day(context, away->second.until);
        out << "<span class=\"gh-bars__remark\">"_html
            << (away->second.stand_in ? context.say("desk.board_away_with", {{"day", day}, {"name", shown.name_of(away->second.stand_in)}}) : context.say("desk.board_away", {{"day", day}}))
            << "</span>"_html;
    }
    out << "</li>"_html;
}

void put_choose(html::Html& out, const web::Context& context, const casework::Task& task, const TaskAbout& about) {
    const auto id = "task-" + to_string(task.id);
    out << "<div class=\"govuk-checkboxes govuk-checkboxes--small gh-board-card__choose\"><div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" name=\"task\""_html;
    out.attribute("id", id).attribute("value", to_string(task.id)).attribute("aria-label", context.say("desk.work_choose", {{"task", task.name}, {"place", about.place}}));
    out << "><label class=\"govuk-label govuk-checkboxes__label\""_html;
    out.attribute("for", id) << "></label></div></div>"_html;
}

/// Whose it is, for whom, and why it waits: what cannot be seen from the column.
void put_whose(html::Html& out, const web::Context& context, const BoardShown& shown, const casework::Task& task) {
    out << "<p class=\"gh-board-card__fact\">"_html << (task.owner ? shown.listed.names.contains(task.owner) ? shown.listed.names.at(task.owner) : std::string() : context.say("desk.next_nobody"));
    if (!shown.wanted.team) out << ", "_html << shown.team_of(task.team);
    out << "</p>"_html;
    if (const auto away = shown.instead.find(task.id); away != shown.instead.end())
        out << "<p class=\"gh-board-card__fact\">"_html
            << context.say(away->second.holds_at(context.now) ? "desk.task_instead" : "desk.task_instead_over",
                           {{"name", shown.name_of(away->second.staff)}, {"day", shown_day(context, away->second.over_at.value_or(away->second.until))}})
            << "</p>"_html;
    if (const auto still = shown.board.still.find(task.case_id); still != shown.board.still.end())
        out << "<p class=\"gh-board-card__fact\">"_html
            << context.say(still->second == catalogue::waiting_for_resident ? "desk.board_waits_resident" : "desk.board_stands_still") << "</p>"_html;
}

void put_card(html::Html& out, const web::Context& context, const BoardShown& shown, const casework::Task& task) {
    const auto about = shown.listed.about.find(task.case_id);
    if (about == shown.listed.about.end()) return;
    out << "<li class=\"gh-board-card\">"_html;
    if (access::require(actor_of(context), access::Permission::work_case, task.owned())) put_choose(out, context, task, about->second);
    out << "<div class=\"gh-board-card__body\"><p class=\"gh-board-card__name\"><a class=\"govuk-link\""_html;
    out.url("href", task_address(task)) << ">"_html << task.name << "</a></p><p class=\"gh-board-card__fact\">"_html << about->second.service << "</p>"_html;
    if (!about->second.place.empty()) out << "<p class=\"gh-board-card__fact\">"_html << about->second.place << "</p>"_html;
    if (!task.skill.empty()) out << "<p class=\"gh-board-card__fact\">"_html << context.say("desk.task_wants", {{"skill", shown.listed.skill_of(task)}}) << "</p>"_html;
    put_whose(out, context, shown, task);
    out << "<p class=\"gh-board-card__due\">"_html;
    if (shown.board.still.contains(task.case_id))
        out << shown_day(context, task.due_at);
    else
        put_due(out, context, task);
    out << "</p></div></li>"_html;
}

void put_elsewhere(html::Html& out, const web::Context& context, const BoardShown& shown, const casework::Elsewhere& elsewhere) {
    const auto about = shown.listed.about.find(elsewhere.case_id);
    if (about == shown.listed.about.end()) return;
    out << "<li class=\"gh-board-card\"><div class=\"gh-board-card__body\"><p class=\"gh-board-card__name\"><a class=\"govuk-link\""_html;
    out.url("href", "/staff/cases/" + to_string(elsewhere.case_id)) << ">"_html << context.say("desk.board_elsewhere", {{"name", elsewhere.destination}})
                                                                    << "</a></p><p class=\"gh-board-card__fact\">"_html << about->second.service << "</p>"_html;
    if (!about->second.place.empty()) out << "<p class=\"gh-board-card__fact\">"_html << about->second.place << "</p>"_html;
    if (elsewhere.reply_by) out << "<p class=\"gh-board-card__fact\">"_html << context.say("desk.board_reply_by", {{"day", shown_day(context, *elsewhere.reply_by)}}) << "</p>"_html;
    out << "</div></li>"_html;
}

struct Column {
    const char *title, *empty;
    const std::vector<casework::Task>* tasks;
    std::span<const casework::Elsewhere> elsewhere = {};
};

void put_column(html::Html& out, const web::Context& context, const BoardShown& shown, const Column& column, std::size_t number) {
    const auto id = "column-" + std::to_string(number);
    out << "<section class=\"gh-board__column\""_html;
    out.attribute("aria-labelledby", id) << "><h2 class=\"gh-board__title\""_html;
    out.attribute("id", id) << ">"_html << context.say(column.title) << " <span class=\"gh-board__count\">"_html << std::to_string(column.tasks->size() + column.elsewhere.size())
                            << "</span></h2>"_html;
    if (column.tasks->empty() && column.elsewhere.empty()) {
        out << "<p class=\"gh-board__none\">"_html << context.say(column.empty) << "</p>"_html;
    } else {
        out << "<ul class=\"gh-board__cards\">"_html;
        for (const auto& task : *column.tasks) put_card(out, context, shown, task);
        for (const auto& elsewhere : column.elsewhere) put_elsewhere(out, context, shown, elsewhere);
        out << "</ul>"_html;
    }
    out << "</section>"_html;
}

void put_doings(html::Html& out, const web::Context& context) {
    BoardItems doings;
    for (const auto what : {casework::Doing::taking, casework::Doing::handing_over, casework::Doing::giving_back, casework::Doing::moving})
        doings.push_back({.value = std::string(casework::code_of(what)), .text = context.say("desk.bulk_" + std::string(casework::code_of(what)))});
    out << "<div class=\"gh-board__doing\">"_html;
    govuk::select(out, {.id = "what", .name = "what", .items = std::move(doings), .value = "taking", .label = {.text = context.say("desk.bulk_label")}});
    govuk::button(out, {.text = context.say("desk.bulk_look"), .classes = "govuk-button--secondary"});
    out << "</div>"_html;
}

}  // namespace

void put_board_filter(html::Html& out, const web::Context& context, const BoardShown& shown) {
    BoardItems teams, services, wards;
    for (const auto& [id, name] : shown.teams)
        if (id == shown.wanted.team || std::ranges::find(shown.choices.teams, id) != shown.choices.teams.end()) teams.push_back({.value = to_string(id), .text = name});
    for (const auto& [code, name] : shown.services) services.push_back({.value = code, .text = name});
    for (const auto& [code, name] : shown.wards) wards.push_back({.value = code, .text = name});
    std::ranges::sort(teams, {}, &govuk::SelectItem::text);
    out << "<form method=\"get\" class=\"gh-board__filter\""_html;
    out.url("action", board_address) << ">"_html;
    put_narrowing(out, context, "team", std::move(teams), shown.wanted.team ? to_string(shown.wanted.team) : std::string());
    put_narrowing(out, context, "service", std::move(services), shown.wanted.service);
    put_narrowing(out, context, "ward", std::move(wards), shown.wanted.area);
    govuk::button(out, {.text = context.say("desk.board_show"), .classes = "govuk-button--secondary"});
    out << "</form>"_html;
    if (!shown.wanted.person) return;
    out << "<p class=\"govuk-body\">"_html << context.say("desk.board_only", {{"name", shown.name_of(shown.wanted.person)}}) << " <a class=\"govuk-link\""_html;
    out.url("href", board_address_of(shown.wanted, "person")) << ">"_html << context.say("desk.board_everybody") << "</a></p>"_html;
}

void put_loads(html::Html& out, const web::Context& context, const BoardShown& shown) {
    std::int64_t most = 1;
    for (const auto& load : shown.board.loads) most = std::max(most, load.open);
    out << "<section aria-labelledby=\"loads\"><div class=\"gh-board__head\"><h2 class=\"govuk-heading-m\" id=\"loads\">"_html << context.say("desk.board_loads")
        << "</h2>"_html;
    const auto& who = actor_of(context);
    out << "<p class=\"govuk-body-s\">"_html;
    if (who.may(access::Permission::grant_skill)) out << "<a class=\"govuk-link govuk-!-margin-right-4\" href=\"/staff/skills\">"_html << context.say("desk.skills") << "</a>"_html;
    if (who.may(access::Permission::work_case)) out << "<a class=\"govuk-link\" href=\"/staff/away\">"_html << context.say("desk.away") << "</a>"_html;
    out << "</p>"_html;
    out << "</div>"_html;
    if (shown.board.loads.empty())
        out << html::empty_state({.text = context.say("desk.work_none_all")});
    else {
        out << "<ol class=\"gh-bars gh-bars--loads\">"_html;
        for (const auto& load : shown.board.loads) put_load(out, context, shown, load, most);
        out << "</ol>"_html;
    }
    out << "</section>"_html;
}

void put_columns(html::Html& out, const web::Context& context, const BoardShown& shown) {
    const auto& board = shown.board;
    const Column columns[] = {{"desk.board_late", "desk.board_none_late", &board.late},
                              {"desk.board_nobodys", "desk.board_none_nobodys", &board.nobodys},
                              {"desk.board_in_hand", "desk.board_none_in_hand", &board.in_hand},
                              {"desk.board_waiting", "desk.board_none_waiting", &board.waiting, board.elsewhere}};
    out << "<form method=\"get\" action=\"/staff/board/selection\">"_html;
    for (const auto& [name, value] : {std::pair{"team", shown.wanted.team ? to_string(shown.wanted.team) : std::string()}, std::pair{"service", shown.wanted.service}, std::pair{"ward", shown.wanted.area}}) {
        if (value.empty()) continue;
        out << "<input type=\"hidden\""_html;
        out.attribute("name", name).attribute("value", value) << ">"_html;
    }
    if (actor_of(context).may(access::Permission::work_case)) put_doings(out, context);
    if (board.unskilled > 0) {
        out << "<p class=\"govuk-inset-text\">"_html << context.say(board.unskilled == 1 ? "desk.board_unskilled_one" : "desk.board_unskilled_many", {{"count", std::to_string(board.unskilled)}});
        if (actor_of(context).may(access::Permission::grant_skill)) out << " <a class=\"govuk-link\" href=\"/staff/skills\">"_html << context.say("desk.skills_say") << "</a>"_html;
        out << "</p>"_html;
    }
    if (board.is_cut) out << "<p class=\"govuk-body\">"_html << context.say("desk.board_cut", {{"count", std::to_string(casework::Board::most)}}) << "</p>"_html;
    out << "<div class=\"gh-board\">"_html;
    std::size_t number = 0;
    for (const auto& column : columns) put_column(out, context, shown, column, ++number);
    out << "</div></form>"_html;
}

}  // namespace desk
