// The tree of teams, and what each role may do.

#include "access/admin_pages.h"
#include "html/problems.h"

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

std::string kind_in_words(const web::Context& context, std::string_view kind) { return context.say("access.kind_" + std::string(kind)); }

html::Html tree_of(const web::Context& context, const std::vector<Branch>& tree) {
    html::Html out = "<ul class=\"govuk-list gh-tree\">"_html;
    int depth = 0;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const auto& [team, at, members] = tree[i];
        for (; depth < at; ++depth) out << "<ul class=\"govuk-list\">"_html;
        for (; depth > at; --depth) out << "</li></ul>"_html;
        if (i > 0 && tree[i - 1].depth >= at) out << "</li>"_html;
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", "/staff/admin/teams/" + to_string(team.id)) << ">"_html << team.name << "</a> <span class=\"govuk-hint\">"_html
            << kind_in_words(context, team.kind) << ", "_html
            << context.say(members == 1 ? "access.admin_member" : "access.admin_members", {{"count", std::to_string(members)}}) << "</span>"_html;
    }
    for (; depth > 0; --depth) out << "</li></ul>"_html;
    return out << (tree.empty() ? "</ul>"_html : "</li></ul>"_html);
}

/// Its own name is not among the parents: a team cannot be below itself.
void team_fields(html::Html& form, const web::Context& context, const std::vector<Branch>& tree, const Team& shown, std::span<const Problem> problems) {
    govuk::input(form, {.name = "name", .value = shown.name, .label = {.text = context.say("access.page_name")},
                        .error_message = html::problem_at(problems, "name", context.language), .autocomplete = "off"});
    govuk::Radios kinds{.fieldset = {.legend = {.text = context.say("access.admin_kind"), .classes = "govuk-fieldset__legend--s"}},
                        .error_message = html::problem_at(problems, "kind", context.language), .id_prefix = "kind", .name = "kind",
                        .value = shown.kind, .classes = "govuk-radios--small govuk-radios--inline"};
    for (const auto kind : team_kinds) kinds.items.push_back({.value = std::string(kind), .text = kind_in_words(context, kind)});
    govuk::radios(form, kinds);
    govuk::Select parents{.id = "parent", .name = "parent", .items = {{.value = "", .text = context.say("access.admin_at_the_top")}},
                          .value = shown.parent ? to_string(shown.parent) : "", .label = {.text = context.say("access.admin_parent")},
                          .hint = {.text = context.say("access.admin_parent_hint")}, .error_message = html::problem_at(problems, "parent", context.language)};
    for (const auto& branch : tree) {
        if (branch.team.id == shown.id) continue;
        std::string indent;
        for (int i = 0; i < branch.depth; ++i) indent += "\u2003";
        parents.items.push_back({.value = to_string(branch.team.id), .text = indent + branch.team.name});
    }
    govuk::select(form, parents);
}

Team team_in(const web::Request& request, TeamId id) {
    return {.id = id,
            .parent = parse_id<TeamId>(request.form.text("parent")).value_or(TeamId{}),
            .name = std::string(request.form.text("name")),
            .kind = std::string(request.form.text("kind"))};
}

Result<std::vector<Branch>> read_tree(const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<std::vector<Branch>> { return team_tree(tx); });
}

Result<web::Response> teams_page(const Pages& pages, const web::Request& request, const web::Context& context, const Team& shown,
                         std::span<const Problem> problems, int status) {
    const auto tree = TRY(read_tree(context));
    auto page = admin_page(request, context, context.say("access.admin_teams"), problems);
    auto& main = page.main;
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-one-half\">"_html << tree_of(context, tree)
         << "</div><div class=\"govuk-grid-column-one-half\"><h2 class=\"govuk-heading-m\">"_html << context.say("access.admin_add_team") << "</h2>"_html
         << form_at(context, "/staff/admin/teams");
    team_fields(main, context, tree, shown, problems);
    govuk::button(main, {.text = context.say("access.admin_add_team"), .prevent_double_click = true});
    main << "</form></div></div>"_html;
    return pages.frame(request, context, page, status);
}

Result<web::Response> team_page(const Pages& pages, const web::Request& request, const web::Context& context, const Team& shown,
                        std::span<const Problem> problems, int status) {
    const auto tree = TRY(read_tree(context));
    auto page = admin_page(request, context, context.say("access.admin_team_title", {{"name", shown.name}}), problems);
    auto& main = page.main;
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << form_at(context, "/staff/admin/teams/" + to_string(shown.id));
    team_fields(main, context, tree, shown, problems);
    govuk::button(main, {.text = context.say("access.admin_save"), .prevent_double_click = true});
    main << "</form></div></div>"_html;
    return pages.frame(request, context, page, status);
}

Result<TeamId> team_of(const web::Request& request) {
    const auto id = parse_id<TeamId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "access.no_such_team");
    return *id;
}

std::vector<Problem> problems_in(const Refusal& refusal) {
    if (refusal.key == "access.more_than_you_hold") return {{"parent", refusal.key}};
    return refusal.fields;
}

}  // namespace

Result<web::Response> show_teams(const Pages& pages, web::Request& request, web::Context& context) {
    return teams_page(pages, request, context, {}, {}, 200);
}

Result<web::Response> add_team_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto wanted = team_in(request, {});
    const auto done = change_once(request, context, [&](db::Tx& tx) -> Result<void> {
        TRY(add_team(tx, actor_of(context), wanted.name, wanted.parent, wanted.kind));
        return {};
    });
    if (done) return web::see_other("/staff/admin/teams");
    const auto problems = problems_in(done.error());
    if (problems.empty()) return std::unexpected(done.error());
    return teams_page(pages, request, context, wanted, problems, 422);
}

Result<web::Response> show_team(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(team_of(request));
    const auto team = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find_team(tx, id); }));
    return team_page(pages, request, context, team, {}, 200);
}

Result<web::Response> change_team_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(team_of(request));
    const auto wanted = team_in(request, id);
    const auto done = change_once(request, context, [&](db::Tx& tx) { return change_team(tx, actor_of(context), wanted); });
    if (done) return web::see_other("/staff/admin/teams");
    const auto problems = problems_in(done.error());
    if (problems.empty()) return std::unexpected(done.error());
    return team_page(pages, request, context, wanted, problems, 422);
}

Result<web::Response> show_roles(const Pages& pages, web::Request& request, web::Context& context) {
    struct Roles {
        std::vector<Role> roles;
        std::map<std::string, std::vector<Permission>> permissions;
    };
    const auto read = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<Roles> { return Roles{all_roles(tx), permissions_of_roles(tx)}; }));
    auto page = admin_page(request, context, context.say("access.admin_roles"));
    auto& main = page.main;
    main << "<p class=\"govuk-body\">"_html << context.say("access.admin_roles_intro") << "</p>"_html;
    for (const auto& role : read.roles) {
        main << "<h2 class=\"govuk-heading-m\">"_html << role.name << "</h2><p class=\"govuk-body\">"_html
             << context.say("access.reach_" + std::string(code_of(role.reach))) << "</p><ul class=\"govuk-list govuk-list--bullet gh-columns\">"_html;
        if (const auto found = read.permissions.find(role.code); found != read.permissions.end())
            for (const auto permission : found->second) main << "<li>"_html << context.say("access.may." + std::string(code_of(permission))) << "</li>"_html;
        main << "</ul>"_html;
    }
    return pages.frame(request, context, page, 200);
}

}  // namespace room::access
