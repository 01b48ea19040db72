// One member of staff: what they may do and see, and everything an administrator can change about it.

#include "access/admin_pages.h"
#include "base/text.h"
#include "html/problems.h"

#include <algorithm>

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

struct Person {
    Staff staff;
    Actor rights;
    std::vector<Team> teams;
    std::vector<Grant> grants;
    std::vector<Branch> tree;
    std::vector<Role> roles;
    Names names;
    SecondFactor second_factor;
    std::vector<web::Session> sessions;
};

Result<StaffId> staff_of(const web::Request& request) {
    const auto id = parse_id<StaffId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "access.no_such_staff");
    return *id;
}

std::string address_of(StaffId id) { return "/staff/admin/people/" + to_string(id); }

Result<Person> read_person(db::Tx& tx, const Pages& pages, const web::Context& context, StaffId id) {
    Person person;
    person.staff = TRY(find_staff(tx, id));
    person.rights = TRY(rights_of_staff(tx, id));
    person.teams = teams_joined(tx, id);
    person.grants = grants_of(tx, id);
    person.tree = team_tree(tx);
    person.roles = all_roles(tx);
    person.names = names_of(tx, pages);
    person.second_factor = second_factor_of(tx, id);
    person.sessions = context.sessions.list(tx, session_subject(id), context.now);
    return person;
}

void heading(html::Html& main, std::string_view words) { main << "<h2 class=\"govuk-heading-m\">"_html << words << "</h2>"_html; }

html::Html small_button(const web::Context& context, const std::string& action, const char* words, std::string_view about) {
    auto form = form_at(context, action);
    form << "<button class=\"govuk-button govuk-button--secondary govuk-!-margin-bottom-0\">"_html << context.say(words)
         << "<span class=\"govuk-visually-hidden\"> "_html << about << "</span></button></form>"_html;
    return form;
}

// ---- what they may see ----------------------------------------------------------------------------------------------

html::Html seen_part(const web::Context& context, const Person& person) {
    html::Html out;
    heading(out, context.say("access.admin_sees", {{"name", person.staff.name}}));
    out << "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const auto& sentence : scope_in_words(context, person.names, scope_of(person.rights, Permission::read_case)))
        out << "<li>"_html << sentence << "</li>"_html;
    return out << "</ul>"_html;
}

// ---- roles ----------------------------------------------------------------------------------------------------------

html::Html withdrawal_form(const web::Context& context, const Person& person, const Grant& grant) {
    auto form = form_at(context, address_of(person.staff.id) + "/grants/withdrawal");
    const auto hidden = [&](html::Name name, const std::string& value) {
        form << "<input type=\"hidden\""_html;
        form.attribute("name", name.view()).attribute("value", value) << ">"_html;
    };
    hidden("role", grant.role);
    hidden("team", grant.limits.team ? to_string(grant.limits.team) : "");
    for (const auto& service : grant.limits.services) hidden("services", service);
    for (const auto& area : grant.limits.areas) hidden("areas", area);
    form << "<button class=\"govuk-button govuk-button--secondary govuk-!-margin-bottom-0\">"_html << context.say("access.admin_withdraw")
         << "<span class=\"govuk-visually-hidden\"> "_html << person.names.roles.at(grant.role) << "</span></button></form>"_html;
    return form;
}

html::Html grants_part(const web::Context& context, const Person& person) {
    govuk::Table table{.head = {{.text = context.say("access.admin_role")}, {.text = context.say("access.admin_limits")}, {.text = context.say("access.admin_action")}},
                       .caption = context.say("access.page_roles"),
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    for (const auto& grant : person.grants)
        table.rows.push_back({{.text = person.names.roles.at(grant.role)},
                              {.text = limits_in_words(context, person.names, grant.limits)},
                              {.html = withdrawal_form(context, person, grant)}});
    if (table.rows.empty()) return html::empty_state({.text = context.say("access.admin_no_roles")});
    return html::wide_table(table);
}

std::vector<govuk::SelectItem> team_items(const Person& person, const std::string& none) {
    std::vector<govuk::SelectItem> items{{.value = "", .text = none}};
    for (const auto& branch : person.tree) {
        std::string indent;
        for (int i = 0; i < branch.depth; ++i) indent += "\u2003";
        items.push_back({.value = to_string(branch.team.id), .text = indent + branch.team.name});
    }
    return items;
}

void code_boxes(html::Html& form, const web::Context& context, const char* name, const std::string& legend,
                const std::map<std::string, std::string>& choices, const web::Request& request, std::span<const Problem> problems) {
    if (choices.empty()) return;
    std::vector<std::string> chosen;
    for (const auto code : request.form.all(name)) chosen.emplace_back(code);
    govuk::Checkboxes boxes{.fieldset = {.legend = {.text = legend, .classes = "govuk-fieldset__legend--s"}},
                            .error_message = html::problem_at(problems, name, context.language),
                            .id_prefix = name,
                            .name = name,
                            .values = std::move(chosen),
                            .classes = "govuk-checkboxes--small"};
    for (const auto& [code, text] : choices) boxes.items.push_back({.value = code, .text = text});
    govuk::checkboxes(form, boxes);
}

/// A long list of services is only shown to who asks for it: hardly any role is limited to some.
bool shows_services(const Person& person, const web::Request& request) {
    constexpr std::size_t short_list = 12;
    return person.names.services.size() <= short_list || request.query.has("services") || request.form.has("services");
}

void link_to_services(html::Html& form, const web::Context& context, const Person& person) {
    form << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    form.url("href", address_of(person.staff.id) + "?services=some#role") << ">"_html << context.say("access.admin_limit_to_services") << "</a></p>"_html;
}

html::Html grant_form(const web::Context& context, const Person& person, const web::Request& request, std::span<const Problem> problems) {
    auto form = form_at(context, address_of(person.staff.id) + "/grants");
    govuk::Select roles{.id = "role", .name = "role", .value = std::string(request.form.text("role")), .label = {.text = context.say("access.admin_role")},
                        .error_message = html::problem_at(problems, "role", context.language)};
    for (const auto& role : person.roles) roles.items.push_back({.value = role.code, .text = role.name});
    govuk::select(form, roles);
    govuk::select(form, {.id = "team",
                         .name = "team",
                         .items = team_items(person, context.say("access.limits_as_role")),
                         .value = std::string(request.form.text("team")),
                         .label = {.text = context.say("access.admin_limit_team")},
                         .hint = {.text = context.say("access.admin_limit_team_hint")},
                         .error_message = html::problem_at(problems, "team", context.language)});
    if (shows_services(person, request))
        code_boxes(form, context, "services", context.say("access.admin_limit_services"), person.names.services, request, problems);
    else
        link_to_services(form, context, person);
    code_boxes(form, context, "areas", context.say("access.admin_limit_areas"), person.names.areas, request, problems);
    govuk::button(form, {.text = context.say("access.admin_grant"), .prevent_double_click = true});
    form << "</form>"_html;
    const bool open = request.query.has("services") || std::ranges::any_of(problems, [](const Problem& p) { return p.field == "role" || p.field == "services" || p.field == "areas" || p.field == "team"; });
    return govuk::details({.summary_text = context.say("access.admin_grant_another"), .html = std::move(form), .open = open});
}

// ---- teams, details, sign-in ----------------------------------------------------------------------------------------

html::Html teams_part(const web::Context& context, const Person& person) {
    html::Html out;
    heading(out, context.say("access.admin_teams"));
    if (person.teams.empty()) out << "<p class=\"govuk-body\">"_html << context.say("access.admin_no_teams") << "</p>"_html;
    govuk::SummaryList list;
    for (const auto& team : person.teams)
        list.rows.push_back({.key = {.text = team.name},
                             .value = {.html = small_button(context, address_of(person.staff.id) + "/teams/" + to_string(team.id) + "/leaving",
                                                            "access.admin_leave_team", team.name)}});
    if (!list.rows.empty()) govuk::summary_list(out, list);
    out << form_at(context, address_of(person.staff.id) + "/teams");
    govuk::select(out, {.id = "join", .name = "join", .items = team_items(person, context.say("access.admin_choose_team")),
                        .label = {.text = context.say("access.admin_join_team")}});
    govuk::button(out, {.text = context.say("access.admin_add_to_team"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    return out << "</form>"_html;
}

html::Html details_form(const web::Context& context, const Person& person, const web::Request& request, std::span<const Problem> problems) {
    const auto typed = [&](std::string_view field, const std::string& kept) {
        return request.form.has(field) ? std::string(request.form.text(field)) : kept;
    };
    auto form = form_at(context, address_of(person.staff.id) + "/details");
    govuk::input(form, {.name = "name", .value = typed("name", person.staff.name), .label = {.text = context.say("access.page_name")},
                        .error_message = html::problem_at(problems, "name", context.language), .autocomplete = "off"});
    govuk::input(form, {.name = "email", .type = "email", .value = typed("email", person.staff.email), .label = {.text = context.say("access.page_email")},
                        .error_message = html::problem_at(problems, "email", context.language), .autocomplete = "off", .spellcheck = false});
    govuk::button(form, {.text = context.say("access.admin_save"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    return form << "</form>"_html;
}

html::Html sessions_part(const Pages& pages, const web::Context& context, const Person& person) {
    html::Html out;
    heading(out, context.say("access.admin_sessions"));
    if (person.sessions.empty()) return out << "<p class=\"govuk-body\">"_html << context.say("access.admin_no_sessions") << "</p>"_html;
    govuk::Table table{.head = {{.text = context.say("access.page_browser")}, {.text = context.say("access.page_client")},
                                {.text = context.say("access.admin_last_seen")}, {.text = context.say("access.admin_action")}},
                       .caption = context.say("access.admin_sessions"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& session : person.sessions)
        table.rows.push_back({{.text = session.label}, {.text = session.client}, {.text = shown(pages, context, session.last_seen)},
                              {.html = small_button(context, address_of(person.staff.id) + "/sessions/" + to_string(session.id) + "/end",
                                                    "access.page_end_session", session.label)}});
    return out << html::wide_table(table);
}

html::Html sign_in_part(const Pages& pages, const web::Context& context, const Person& person, std::span<const Problem> problems) {
    html::Html out;
    const auto& factor = person.second_factor;
    heading(out, context.say("access.page_second_factor"));
    out << "<p class=\"govuk-body\">"_html
        << (factor.on_since ? context.say("access.page_second_factor_on", {{"time", shown(pages, context, *factor.on_since)}})
                            : context.say("access.admin_second_factor_none"))
        << "</p>"_html;
    if (factor.on_since)
        govuk::button(out, {.text = context.say("access.admin_second_factor_reset"), .href = address_of(person.staff.id) + "/second-factor/reset",
                            .classes = "govuk-button--secondary"});
    heading(out, context.say("access.admin_temporary_password"));
    out << form_at(context, address_of(person.staff.id) + "/password");
    govuk::password_input(out, {.id = "password", .name = "password", .label = {.text = context.say("access.page_new_password")},
                                .hint = {.text = context.say("access.admin_temporary_password_hint")},
                                .error_message = html::problem_at(problems, "password", context.language), .autocomplete = "new-password"});
    govuk::button(out, {.text = context.say("access.admin_set_password"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
    heading(out, context.say("access.admin_account"));
    if (person.staff.active) {
        govuk::button(out, {.text = context.say("access.admin_close"), .href = address_of(person.staff.id) + "/closure", .classes = "govuk-button--warning"});
        return out;
    }
    return out << small_button(context, address_of(person.staff.id) + "/reopening", "access.admin_reopen", person.staff.name);
}

web::Response person_page(const Pages& pages, const web::Request& request, const web::Context& context, const Person& person,
                          std::span<const Problem> problems, int status) {
    auto page = admin_page(request, context, person.staff.name, problems);
    auto& main = page.main;
    if (problems.empty() && request.query.has("done"))
        govuk::notification_banner(main, {.text = context.say(request.query.text("done") == "added" ? "access.admin_person_added" : "access.admin_saved"),
                                          .title_text = context.say("access.page_done"), .type = "success"});
    if (!person.staff.active) govuk::inset_text(main, {.text = context.say("access.admin_is_closed")});
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << seen_part(context, person)
         << grants_part(context, person) << grant_form(context, person, request, problems) << sessions_part(pages, context, person)
         << "</div><div class=\"govuk-grid-column-one-third\">"_html << details_form(context, person, request, problems)
         << teams_part(context, person) << sign_in_part(pages, context, person, problems) << "</div></div>"_html;
    return pages.frame(request, context, page, status);
}

/// Does the change once and shows the person again: as they are now, or with what was wrong.
Result<web::Response> change_person(const Pages& pages, const web::Request& request, const web::Context& context, StaffId id, const Change& change) {
    const auto done = change_once(request, context, change);
    if (done) return web::see_other(address_of(id) + "?done=saved");
    auto problems = done.error().fields;
    const auto& key = done.error().key;
    if (key == "access.more_than_you_hold" || key == "access.last_manager") problems = {{"role", key}};
    if (key == "access.no_such_team" && problems.empty() && request.form.has("role")) problems = {{"team", key}};
    if (problems.empty()) return std::unexpected(done.error());
    const auto person = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_person(tx, pages, context, id); }));
    return person_page(pages, request, context, person, problems, 422);
}

/// Only a team that was left empty is no limit.
Result<Limits> limits_in(const web::Request& request) {
    Limits limits;
    if (const auto team = request.form.text("team"); !team.empty()) {
        const auto id = parse_id<TeamId>(team);
        if (!id) return refuse_fields("access.check_answers", {{"team", "access.no_such_team"}});
        limits.team = *id;
    }
    for (const auto code : request.form.all("services")) limits.services.emplace_back(code);
    for (const auto code : request.form.all("areas")) limits.areas.emplace_back(code);
    return limits;
}

Result<Staff> staff_of(const web::Request& request, const web::Context& context) {
    const auto id = TRY(staff_of(request));
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return find_staff(tx, id); });
}

}  // namespace

Result<web::Response> show_person(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    const auto person = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_person(tx, pages, context, id); }));
    return person_page(pages, request, context, person, {}, 200);
}

Result<web::Response> change_person_details(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    return change_person(pages, request, context, id, [&](db::Tx& tx) {
        return change_staff(tx, actor_of(context), id, std::string(request.form.text("email")), std::string(request.form.text("name")));
    });
}

Result<web::Response> join_team_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    const auto team = parse_id<TeamId>(request.form.text("join"));
    return change_person(pages, request, context, id, [&](db::Tx& tx) -> Result<void> {
        if (!team) return refuse_fields("access.check_answers", {{"join", "access.admin_choose_team"}});
        return join_team(tx, actor_of(context), id, *team);
    });
}

Result<web::Response> leave_team_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    const auto team = parse_id<TeamId>(request.param("team")).value_or(TeamId{});
    return change_person(pages, request, context, id, [&](db::Tx& tx) { return leave_team(tx, actor_of(context), id, team); });
}

Result<web::Response> grant_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    return change_person(pages, request, context, id, [&](db::Tx& tx) -> Result<void> {
        const auto limits = TRY(limits_in(request));
        return grant_role(tx, actor_of(context), id, request.form.text("role"), limits);
    });
}

Result<web::Response> withdraw_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    return change_person(pages, request, context, id, [&](db::Tx& tx) -> Result<void> {
        const auto limits = TRY(limits_in(request));
        return withdraw_role(tx, actor_of(context), id, request.form.text("role"), limits);
    });
}

Result<web::Response> end_session_of_person(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    const auto session = parse_id<web::SessionId>(request.param("session")).value_or(web::SessionId{});
    return change_person(pages, request, context, id, [&](db::Tx& tx) -> Result<void> {
        TRY(find_staff(tx, id));
        if (!context.sessions.end(tx, session_subject(id), session)) return refuse(Kind::not_found, "access.no_such_session");
        note_session_ended(tx, id);
        return {};
    });
}

Result<web::Response> set_temporary_password(const Pages& pages, web::Request& request, web::Context& context) {
    const auto staff = TRY(staff_of(request, context));
    const auto password = request.form.text("password");
    const auto good = check_password(password, staff.email, staff.name);
    const auto hash = good ? pages.passwords.hash(password) : Result<PasswordHash>(std::unexpected(good.error()));
    return change_person(pages, request, context, staff.id, [&](db::Tx& tx) -> Result<void> {
        if (!hash) return std::unexpected(hash.error());
        TRY(set_password(tx, actor_of(context), staff.id, *hash));
        context.sessions.end_all(tx, session_subject(staff.id));
        return {};
    });
}

Result<web::Response> confirm_reset(const Pages& pages, web::Request& request, web::Context& context) {
    const auto staff = TRY(staff_of(request, context));
    return ask_again(pages, request, context, {context.say("access.admin_reset_title", {{"name", staff.name}}), context.say("access.admin_reset_warning"),
                                               context.say("access.admin_second_factor_reset"), address_of(staff.id)});
}

Result<web::Response> reset_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    return change_person(pages, request, context, id, [&](db::Tx& tx) { return reset_second_factor(tx, actor_of(context), id); });
}

Result<web::Response> confirm_closure(const Pages& pages, web::Request& request, web::Context& context) {
    const auto staff = TRY(staff_of(request, context));
    return ask_again(pages, request, context, {context.say("access.admin_close_title", {{"name", staff.name}}), context.say("access.admin_close_warning"),
                                               context.say("access.admin_close"), address_of(staff.id)});
}

Result<web::Response> close_account(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    return change_person(pages, request, context, id, [&](db::Tx& tx) -> Result<void> {
        TRY(set_active(tx, actor_of(context), id, false));
        context.sessions.end_all(tx, session_subject(id));
        return {};
    });
}

Result<web::Response> reopen_account(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(staff_of(request));
    return change_person(pages, request, context, id, [&](db::Tx& tx) { return set_active(tx, actor_of(context), id, true); });
}

}  // namespace room::access
