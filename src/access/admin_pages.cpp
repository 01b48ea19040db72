#include "access/admin_pages.h"

#include "html/problems.h"

#include <algorithm>

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

html::TabLinks tabs_of(const web::Request& request, const web::Context& context) {
    html::TabLinks tabs{.items = {}, .label = context.say("access.admin")};
    const auto add = [&](const char* words, const std::string& href) {
        tabs.items.push_back({.text = context.say(words), .href = href, .current = request.path.starts_with(href)});
    };
    const auto& who = actor_of(context);
    if (who.may(Permission::manage_staff)) {
        add("access.admin_people", "/staff/admin/people");
        add("access.admin_teams", "/staff/admin/teams");
        add("access.admin_roles", "/staff/admin/roles");
    }
    if (who.may(Permission::manage_tokens)) add("access.admin_tokens", "/staff/admin/tokens");
    return tabs;
}

std::string listed(const std::vector<std::string>& codes, const std::map<std::string, std::string>& names) {
    std::string out;
    for (const auto& code : codes) {
        const auto found = names.find(code);
        out.append(out.empty() ? "" : ", ").append(found == names.end() ? code : found->second);
    }
    return out;
}

std::string listed(const std::vector<TeamId>& teams, const std::map<TeamId, std::string>& names) {
    std::vector<std::string> known;
    for (const auto team : teams)
        if (const auto found = names.find(team); found != names.end()) known.push_back(found->second);
    std::ranges::sort(known);
    return listed(known, {});
}

}  // namespace

Result<void> change_once(const web::Request& request, const web::Context& context, const Change& change) {
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(confirm(tx, actor_of(context)));
        TRY(change(tx));
        return std::string("done");
    }));
    return {};
}

html::Page admin_page(const web::Request& request, const web::Context& context, std::string title, std::span<const Problem> problems) {
    auto page = page_of(request, context, title, problems);
    page.main << html::problem_summary(problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html
              << html::tab_links(tabs_of(request, context));
    return page;
}

web::Response ask_again(const Pages& pages, const web::Request& request, const web::Context& context, const Question& question) {
    auto page = page_of(request, context, question.title);
    auto& main = page.main;
    govuk::back_link(main, {.text = context.say("access.admin_back"), .href = question.back});
    main << "<h1 class=\"govuk-heading-l\">"_html << question.title << "</h1>"_html;
    govuk::warning_text(main, {.text = question.warning});
    main << form_at(context, std::string(request.path));
    govuk::button(main, {.text = question.button, .prevent_double_click = true, .classes = "govuk-button--warning"});
    main << "</form>"_html;
    return pages.frame(request, context, page, 200);
}

html::Html form_at(const web::Context& context, const std::string& action) {
    html::Html form = "<form method=\"post\" novalidate"_html;
    form.url("action", action) << ">"_html << seal_of(context);
    return form;
}

Names names_of(db::Tx& tx, const Pages& pages) {
    Names names;
    for (auto& team : all_teams(tx)) names.teams.emplace(team.id, std::move(team.name));
    for (auto& role : all_roles(tx)) names.roles.emplace(std::move(role.code), std::move(role.name));
    if (pages.outside.services)
        for (auto& choice : pages.outside.services(tx)) names.services.emplace(std::move(choice.code), std::move(choice.name));
    if (pages.outside.areas)
        for (auto& choice : pages.outside.areas(tx)) names.areas.emplace(std::move(choice.code), std::move(choice.name));
    return names;
}

std::string limits_in_words(const web::Context& context, const Names& names, const Limits& limits) {
    if (limits.none()) return context.say("access.limits_none");
    std::string out;
    const auto add = [&](const std::string& words) { out.append(out.empty() ? "" : "; ").append(words); };
    if (limits.team) add(context.say("access.limits_team", {{"team", listed(std::vector{limits.team}, names.teams)}}));
    if (!limits.services.empty()) add(context.say("access.limits_services", {{"services", listed(limits.services, names.services)}}));
    if (!limits.areas.empty()) add(context.say("access.limits_areas", {{"areas", listed(limits.areas, names.areas)}}));
    return out;
}

std::vector<std::string> scope_in_words(const web::Context& context, const Names& names, const Scope& scope) {
    if (scope.is_none()) return {context.say("access.sees_none")};
    if (scope.is_everything()) return {context.say("access.sees_all")};
    std::vector<std::string> sentences;
    for (const auto& part : scope.parts()) {
        std::string out = context.say("access.sees_cases");
        const auto add = [&](const std::string& words) { out.append(" ").append(words); };
        if (part.services) add(context.say("access.sees_services", {{"services", listed(*part.services, names.services)}}));
        if (part.teams) add(context.say("access.sees_teams", {{"teams", listed(*part.teams, names.teams)}}));
        if (part.areas) add(context.say("access.sees_areas", {{"areas", listed(*part.areas, names.areas)}}));
        sentences.push_back(std::move(out));
    }
    return sentences;
}

}  // namespace room::access
