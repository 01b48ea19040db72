// Home for staff: what waits for them.

#include "desk/parts.h"
#include "desk/rows.h"
#include "html/govuk.h"
#include "html/patterns.h"

namespace desk {
namespace {

constexpr int most_rows = 8;

struct Home {
    std::vector<Unfinished> unfinished;
    cases::Counts counts;
    cases::CheckCounts checks;
    Listed mine, fresh;
};

Result<Home> read_home(db::Tx& tx, const web::Context& context) {
    const auto& who = actor_of(context);
    Home home;
    auto unfinished = TRY(unfinished_calls(tx, context));
    home.unfinished = std::move(unfinished);
    if (!who.may(access::Permission::read_case)) return home;
    home.counts = cases::count(tx, who);
    home.checks = cases::count_checks(tx, who);
    auto mine = TRY(furnish(tx, who, cases::list(tx, who, {.whose = cases::Whose::mine, .order = cases::Order::due, .limit = most_rows})));
    home.mine = std::move(mine);
    auto newest = cases::list(tx, who, {.limit = most_rows});
    std::erase_if(newest, [&](const cases::Line& line) { return line.the_case.opened_at < context.now - std::chrono::hours(24); });
    auto fresh = TRY(furnish(tx, who, std::move(newest)));
    home.fresh = std::move(fresh);
    return home;
}

void put_tiles(html::Html& out, const web::Context& context, const cases::Counts& counts, const cases::CheckCounts& checks) {
    const struct {
        const char *words, *href;
        std::int64_t count;
        bool presses;
    } tiles[] = {{"desk.list_mine", "/staff/worklist?list=mine", counts.mine, false},
                 {"desk.list_team", "/staff/worklist?list=team", counts.my_teams, false},
                 {"desk.list_late", "/staff/worklist?list=late", counts.late, counts.late > 0},
                 {"desk.list_tasks", "/staff/worklist?list=tasks", counts.with_tasks, counts.with_tasks > 0},
                 {"desk.list_unowned", "/staff/worklist?list=unowned", counts.unowned, false},
                 {checks.late > 0 ? "desk.tile_checks_late" : "desk.tile_checks", "/staff/checks", checks.waiting, checks.late > 0}};
    out << "<ul class=\"gh-tiles\">"_html;
    const bool may_check = actor_of(context).may(access::Permission::publish_request);
    for (const auto& tile : tiles) {
        if (!may_check && std::string_view(tile.href) == "/staff/checks") continue;
        out << (tile.presses ? "<li class=\"gh-tile gh-tile--presses\"><a class=\"govuk-link\""_html : "<li class=\"gh-tile\"><a class=\"govuk-link\""_html);
        out.url("href", tile.href) << "><span class=\"gh-tile__count\">"_html << tile.count
            << (tile.count >= cases::Counts::most ? "+</span> "_html : "</span> "_html) << context.say(tile.words) << "</a></li>"_html;
    }
    out << "</ul>"_html;
}

void put_list(html::Html& out, const web::Context& context, const char* title, const Listed& listed, const char* empty) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say(title) << "</h2>"_html;
    if (listed.lines.empty())
        out << html::empty_state({.text = context.say(empty)});
    else
        put_rows(out, context, listed, context.say(title));
}

}  // namespace

Result<web::Response> show_home(const Site& site, web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const auto home = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_home(tx, context); }));
    html::Page page{.title = context.say("desk.home")};
    auto& out = page.main;
    out << heading(context.say("desk.home_hello", {{"name", who.name}}));
    static constexpr const char* keys[] = {"call", "search", "help"};
    put_help(out, context, "home", keys);
    put_unfinished(out, context, home.unfinished);
    if (who.may(access::Permission::read_case)) {
        put_tiles(out, context, home.counts, home.checks);
        put_list(out, context, "desk.home_mine", home.mine, "desk.none_mine");
        put_list(out, context, "desk.home_fresh", home.fresh, "desk.home_none_fresh");
    }
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
