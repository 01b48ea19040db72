// Running cases and the versions of the maps they run on; moving them to the newest one.

#include "casework/map_moves.h"
#include "catalogue/stages.h"
#include "desk/connector_page.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

/// Fields of the mapping are named by the element of the old map.
constexpr std::string_view becomes = "becomes.";

std::string map_address(const std::string& service, std::int64_t version) { return "/staff/maps/" + service + "/" + std::to_string(version); }
std::string move_address(casework::MapMoveId id) { return "/staff/map-moves/" + to_string(id); }

Result<std::int64_t> version_in(const web::Request& request) {
    const auto text = request.param("version");
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error != std::errc{} || end != text.data() + text.size() || version < 1) return refuse(Kind::not_found, "casework.move_nothing");
    return version;
}

casework::ElementMap mapping_in(const web::Fields& fields) {
    casework::ElementMap mapping;
    for (const auto& [name, value] : fields)
        if (name.starts_with(becomes) && mapping.size() < 500) mapping.emplace(name.substr(becomes.size()), value);
    return mapping;
}

// ---- which versions cases run on ---------------------------------------------------------------------------------------------------------

struct OnVersions {
    std::vector<casework::OnVersion> on;
    std::map<std::string, std::string> names;
    std::vector<casework::MapMove> moves;
};

Result<OnVersions> read_versions(db::Tx& tx, const access::Actor& who) {
    auto on = TRY(casework::cases_by_version(tx, who));
    OnVersions versions{.on = std::move(on), .names = {}, .moves = casework::newest_moves(tx, who)};
    const auto name = [&](const std::string& code) {
        if (const auto live = catalogue::find_newest(tx, code)) versions.names[code] = (*live)->name;
    };
    for (const auto& each : versions.on) name(each.service);
    for (const auto& move : versions.moves) name(move.service);
    return versions;
}

std::string name_in(const OnVersions& versions, const std::string& service) {
    const auto found = versions.names.find(service);
    return found == versions.names.end() ? service : found->second;
}

html::Html link_to(const std::string& address, std::string_view text) {
    html::Html out;
    out << "<a class=\"govuk-link\""_html;
    out.url("href", address) << ">"_html << text << "</a>"_html;
    return out;
}

void put_versions(html::Html& out, const web::Context& context, const OnVersions& versions) {
    govuk::Table table{.caption = context.say("desk.maps"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto* column : {"desk.maps_service", "desk.maps_version", "desk.maps_cases", "desk.state", "desk.maps_do"}) table.head.push_back({.text = context.say(column)});
    for (const auto& on : versions.on) {
        const bool newest = on.version == on.live;
        const auto state = context.say(newest ? "desk.maps_newest" : on.same_map ? "desk.maps_same" : "desk.maps_old", {{"version", std::to_string(on.live)}});
        govuk::Cell action;
        if (!newest) action.html = link_to(map_address(on.service, on.version), context.say("desk.maps_move", {{"service", name_in(versions, on.service)}, {"version", std::to_string(on.version)}}));
        table.rows.push_back({{.text = name_in(versions, on.service)}, {.text = std::to_string(on.version)}, {.text = std::to_string(on.cases)},
                              {.html = html::badge({.text = state, .kind = on.is_old() ? "soon" : ""})}, std::move(action)});
    }
    if (table.rows.empty())
        out << html::empty_state({.text = context.say("desk.maps_none")});
    else
        out << html::wide_table(table);
}

void put_moves(html::Html& out, const web::Context& context, const OnVersions& versions) {
    if (versions.moves.empty()) return;
    govuk::Table table{.caption = context.say("desk.moves"), .caption_classes = "govuk-table__caption--m", .name_cells = true};
    for (const auto* column : {"desk.moves_what", "desk.moves_begun", "desk.state", "desk.moves_moved", "desk.moves_stayed"}) table.head.push_back({.text = context.say(column)});
    for (const auto& move : versions.moves)
        table.rows.push_back({{.html = link_to(move_address(move.id), context.say("desk.moves_name", {{"service", name_in(versions, move.service)}, {"from", std::to_string(move.from)}, {"to", std::to_string(move.to)}}))},
                              {.text = website::shown_time(context, move.begun_at)},
                              {.text = context.say(move.ended_at ? "desk.moves_over" : "desk.moves_under_way")},
                              {.text = std::to_string(move.moved)},
                              {.text = std::to_string(move.refused)}});
    out << html::wide_table(table);
}

// ---- what would become of them -----------------------------------------------------------------------------------------------------------

/// References of cases, of those that this reader may see.
using References = std::map<cases::CaseId, std::string>;

References references_of(db::Tx& tx, const access::Actor& who, const std::vector<casework::Refused>& refused) {
    References references;
    for (const auto& each : refused) {
        const auto id = cases::goes_on_as(tx, each.case_id);
        const auto requests = cases::requests_of(tx, id);
        if (!requests.empty() && cases::find_case(tx, who, id)) references.emplace(each.case_id, requests.front().reference.spoken());
    }
    return references;
}

void put_refused(html::Html& out, const web::Context& context, const std::vector<casework::Refused>& refused, const References& references, std::int64_t all) {
    if (all == 0) return;
    std::int64_t unseen = 0;
    govuk::Table table{.caption = context.say("desk.moves_refused"), .caption_classes = "govuk-table__caption--m", .name_cells = true};
    for (const auto* column : {"desk.moves_case", "desk.moves_why"}) table.head.push_back({.text = context.say(column)});
    for (const auto& each : refused) {
        const auto reference = references.find(each.case_id);
        if (reference == references.end()) {
            ++unseen;
            continue;
        }
        html::Html why;
        for (const auto& reason : each.reasons)
            why << "<p class=\"govuk-body\">"_html << (reason.element.empty() ? std::string() : "“" + reason.element + "”: ") << context.say(reason.reason) << "</p>"_html;
        table.rows.push_back({{.html = link_to("/staff/cases/" + to_string(each.case_id), reference->second)}, {.html = std::move(why)}});
    }
    if (!table.rows.empty()) out << html::wide_table(table);
    const auto more = all - static_cast<std::int64_t>(refused.size()) + unseen;
    if (more > 0) out << "<p class=\"govuk-body\">"_html << context.say("desk.moves_more", {{"number", std::to_string(more)}}) << "</p>"_html;
}

void put_pairs(html::Html& out, const web::Context& context, const casework::MoveCheck& check) {
    for (const auto& pair : check.pairs) {
        std::vector<govuk::SelectItem> items{{.value = "", .text = context.say("desk.maps_becomes_nothing")}};
        for (const auto& [id, name] : pair.choices) items.push_back({.value = id, .text = name});
        govuk::select(out, {.id = std::string(becomes) + pair.element,
                            .name = std::string(becomes) + pair.element,
                            .items = std::move(items),
                            .value = pair.becomes,
                            .label = {.text = pair.name, .classes = "govuk-label--s"},
                            .hint = {.text = context.say("desk.maps_stand_here", {{"number", std::to_string(pair.cases)}})}});
    }
}

struct Checked {
    casework::MoveCheck check;
    References references;
    catalogue::DefinitionPtr service;
};

html::Page page_about(const web::Context& context, const std::string& title, const std::string& caption) {
    html::Page page{.title = title};
    page.before_main = govuk::back_link({.text = context.say("desk.maps"), .href = "/staff/maps"});
    page.main << "<div class=\"gh-reading\">"_html << heading(title, caption);
    return page;
}

web::Response check_page(const Site& site, const web::Request& request, const web::Context& context, const Checked& checked, const casework::ElementMap& mapping,
                         std::span<const Problem> problems, int status) {
    const auto& check = checked.check;
    const auto address = map_address(checked.service->code, check.from);
    auto page = page_about(context, context.say("desk.maps_move_title", {{"from", std::to_string(check.from)}, {"to", std::to_string(check.to)}}), checked.service->name);
    page.has_errors = !problems.empty();
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << html::figures({.items = {{std::to_string(check.looked_at), context.say("desk.maps_looked_at")},
                                                                                         {std::to_string(check.can_go), context.say("desk.maps_can_go")},
                                                                                         {std::to_string(check.looked_at - check.can_go), context.say("desk.maps_stay")}}});
    if (check.more) out << "<p class=\"govuk-body\">"_html << context.say("desk.maps_many", {{"number", std::to_string(check.looked_at)}}) << "</p>"_html;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.maps_pairs") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.maps_pairs_text") << "</p><form method=\"get\""_html;
    out.url("action", address) << ">"_html;
    put_pairs(out, context, check);
    govuk::button(out, {.text = context.say("desk.maps_check"), .classes = "govuk-button--secondary"});
    out << "</form>"_html;
    put_refused(out, context, check.refused, checked.references, check.looked_at - check.can_go);
    if (check.can_go > 0 || check.more) {
        out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.maps_begin") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.maps_begin_text") << "</p><form method=\"post\""_html;
        out.url("action", address + "/move") << ">"_html << website::seal_fields(context);
        for (const auto& [from, to] : mapping) {
            out << "<input type=\"hidden\""_html;
            out.attribute("name", std::string(becomes) + from).attribute("value", to) << ">"_html;
        }
        const auto* const words = check.can_go == 1 ? "desk.maps_begin_one" : "desk.maps_begin_button";
        govuk::button(out, {.text = context.say(words, {{"number", std::to_string(check.can_go)}}), .prevent_double_click = true});
        out << "</form>"_html;
    }
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<Checked> read_check(db::Tx& tx, const web::Request& request, const access::Actor& who, const casework::ElementMap& mapping) {
    const auto service = TRY(catalogue::find_newest(tx, request.param("service")));
    const auto version = TRY(version_in(request));
    auto check = TRY(casework::check_moves(tx, who, service->code, version, mapping));
    auto references = references_of(tx, who, check.refused);
    return Checked{std::move(check), std::move(references), service};
}

}  // namespace

Result<web::Response> show_maps(const Site& site, web::Request& request, web::Context& context) {
    const auto versions = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_versions(tx, actor_of(context)); }));
    html::Page page{.title = context.say("desk.maps")};
    page.main << heading(context.say("desk.background")) << background_tabs(context, "/staff/maps") << "<p class=\"govuk-body\">"_html << context.say("desk.maps_text")
              << "</p>"_html;
    put_versions(page.main, context, versions);
    put_moves(page.main, context, versions);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_map_check(const Site& site, web::Request& request, web::Context& context) {
    const auto mapping = mapping_in(request.query);
    const auto checked = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_check(tx, request, actor_of(context), mapping); }));
    return check_page(site, request, context, checked, mapping, {}, 200);
}

Result<web::Response> move_cases(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto mapping = mapping_in(request.form);
    const auto begun = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto version = TRY(version_in(request));
        const auto id = TRY(casework::begin_move(tx, actor_of(context), std::string(request.param("service")), version, mapping));
        return to_string(id);
    });
    if (begun) {
        jobs::wake(context.tenant.db);
        return web::see_other("/staff/map-moves/" + begun->text);
    }
    if (begun.error().kind != Kind::conflict) return std::unexpected(begun.error());
    const Problem problem{"move", context.say(begun.error().key)};
    const auto checked = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_check(tx, request, actor_of(context), mapping); }));
    return check_page(site, request, context, checked, mapping, {&problem, 1}, 409);
}

Result<web::Response> show_map_move(const Site& site, web::Request& request, web::Context& context) {
    const auto id = parse_id<casework::MapMoveId>(request.param("move"));
    if (!id) return refuse(Kind::not_found, "casework.no_such_move");
    struct Shown {
        casework::MapMove move;
        std::vector<casework::Refused> refused;
        References references;
        std::string service, by;
    };
    const auto& who = actor_of(context);
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Shown> {
        auto move = TRY(casework::find_move(tx, who, *id));
        Shown found{.move = std::move(move), .refused = casework::refused_by(tx, *id), .references = {}, .service = {}, .by = {}};
        found.references = references_of(tx, who, found.refused);
        const auto live = catalogue::find_newest(tx, found.move.service);
        found.service = live ? (*live)->name : found.move.service;
        found.by = access::name_of_actor(tx, found.move.begun_by);
        return found;
    }));
    const auto& move = shown.move;
    auto page = page_about(context, context.say("desk.moves_title", {{"from", std::to_string(move.from)}, {"to", std::to_string(move.to)}}), shown.service);
    page.main << "<p class=\"govuk-body\">"_html << context.say("desk.moves_begun_by", {{"name", shown.by}, {"time", website::shown_time(context, move.begun_at)}}) << " "_html
              << (move.ended_at ? context.say("desk.moves_ended", {{"time", website::shown_time(context, *move.ended_at)}}) : context.say("desk.moves_goes_on")) << "</p>"_html
              << html::figures({.items = {{std::to_string(move.moved), context.say("desk.moves_moved")}, {std::to_string(move.refused), context.say("desk.moves_stayed")}}});
    put_refused(page.main, context, shown.refused, shown.references, move.refused);
    page.main << "</div>"_html;
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
