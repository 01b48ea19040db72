// The team's board: where its tasks stand, who has how much, and from there what is done with many at once.

#include "desk/board_page.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "places/gazetteer.h"
#include "web/paths.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace desk {
namespace {

casework::BoardWanted board_wanted(const web::Request& request) {
    return {.team = parse_id<access::TeamId>(request.query.text("team")).value_or(access::TeamId{}),
            .service = std::string(request.query.text("service")),
            .area = std::string(request.query.text("ward")),
            .person = parse_id<access::StaffId>(request.query.text("person")).value_or(access::StaffId{})};
}

/// The names behind codes, as far as there is work on them.
Result<void> name_choices(db::Tx& tx, BoardShown& shown) {
    const auto services = TRY(catalogue::live_services(tx));
    for (const auto& service : services)
        if (std::ranges::find(shown.choices.services, service->code) != shown.choices.services.end()) shown.services.emplace_back(service->code, service->name);
    for (auto& ward : places::all_wards(tx))
        if (std::ranges::find(shown.choices.areas, ward.code) != shown.choices.areas.end()) shown.wards.emplace_back(std::move(ward.code), std::move(ward.name));
    for (auto& team : access::all_teams(tx)) shown.teams.emplace(team.id, std::move(team.name));
    return {};
}

void name_people(db::Tx& tx, BoardShown& shown) {
    std::vector<access::StaffId> ids;
    for (const auto& load : shown.board.loads)
        if (load.staff) ids.push_back(load.staff);
    if (shown.wanted.person) ids.push_back(shown.wanted.person);
    for (const auto& [task, away] : shown.instead) ids.push_back(away.staff);
    for (const auto& [staff, away] : shown.away)
        if (away.stand_in) ids.push_back(away.stand_in);
    if (!ids.empty()) shown.names = access::staff_names(tx, ids);
}

}  // namespace

std::string BoardShown::name_of(access::StaffId id) const {
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

std::string BoardShown::team_of(access::TeamId id) const {
    const auto found = teams.find(id);
    return found == teams.end() ? std::string() : found->second;
}

std::string board_address_of(const casework::BoardWanted& wanted, std::string_view without) {
    std::string address = board_address;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (name != without && !value.empty()) address += (address.find('?') == std::string::npos ? "?" : "&") + std::string(name) + "=" + web::encode_percent(value);
    };
    add("team", wanted.team ? to_string(wanted.team) : std::string());
    add("service", wanted.service);
    add("ward", wanted.area);
    add("person", wanted.person ? to_string(wanted.person) : std::string());
    return address;
}

Result<BoardShown> read_board(db::Tx& tx, const web::Request& request, const web::Context& context) {
    const auto& who = actor_of(context);
    BoardShown shown{.wanted = board_wanted(request)};
    shown.position = journal::head(tx);
    shown.choices = casework::board_choices(tx, who);
    shown.board = casework::board(tx, who, shown.wanted);
    shown.away = casework::all_away_now(tx);
    TRY(name_choices(tx, shown));
    std::vector<casework::Task> all;
    std::vector<casework::TaskId> ids;
    for (const auto* column : {&shown.board.late, &shown.board.nobodys, &shown.board.in_hand, &shown.board.waiting}) {
        all.insert(all.end(), column->begin(), column->end());
        for (const auto& task : *column) ids.push_back(task.id);
    }
    shown.instead = casework::aways_behind(tx, ids);
    for (const auto& elsewhere : shown.board.elsewhere) {  // a row of their own, without a task
        casework::Task none{.case_id = elsewhere.case_id};
        all.push_back(std::move(none));
    }
    auto listed = TRY(furnish_tasks(tx, std::move(all)));
    shown.listed = std::move(listed);
    name_people(tx, shown);
    return shown;
}

Result<web::Response> show_board(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_board(tx, request, context); }));
    const auto& who = actor_of(context);
    html::Page page{.title = context.say("desk.board")};
    auto& out = page.main;
    out << heading(context.say("desk.board"), shown.team_of(shown.wanted.team));
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "board", keys);
    put_board_filter(out, context, shown);
    out << "<div id=\"board\" data-module=\"gh-live\""_html;
    out.attribute("data-topics", fmt::format("{}", fmt::join(access::topics_within("cases", access::scope_of(who, access::Permission::read_case)), " ")));
    out.attribute("data-after", std::to_string(shown.position)).attribute("data-said", context.say("desk.work_changed")) << ">"_html;
    put_loads(out, context, shown);
    put_columns(out, context, shown);
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
