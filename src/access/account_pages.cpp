// One's own account: who one is here, one's password, one's sessions.

#include "access/pages.h"
#include "access/sign_in.h"
#include "access/skills.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <algorithm>

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

struct Account {
    Staff staff;
    std::vector<std::string> roles;
    std::vector<web::Session> sessions;
    SecondFactor second_factor;
    std::vector<std::string> skills;  // names
};

Result<Account> read_account(const web::Context& context) {
    const auto& who = actor_of(context);
    if (!who.staff()) return refuse(Kind::not_allowed, "access.not_allowed");
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Account> {
        Account account;
        account.staff = TRY(find_staff(tx, who.staff()));
        for (auto& role : all_roles(tx))
            if (std::ranges::find(who.roles, role.code) != who.roles.end()) account.roles.push_back(std::move(role.name));
        account.second_factor = second_factor_of(tx, who.staff());
        for (const auto& skill : skills_held_now(tx, who.staff())) account.skills.push_back(skill_name(tx, skill));
        account.sessions = context.sessions.list(tx, session_subject(who.staff()), context.now);
        return account;
    });
}

html::Html password_form(const web::Context& context, std::span<const Problem> problems) {
    html::Html form = "<form method=\"post\" action=\"/staff/account/password\" novalidate>"_html;
    form << seal_of(context);
    govuk::password_input(form, {.id = "current",
                                 .name = "current",
                                 .label = {.text = context.say("access.page_current_password")},
                                 .error_message = html::problem_at(problems, "current", context.language)});
    govuk::password_input(form, {.id = "password",
                                 .name = "password",
                                 .label = {.text = context.say("access.page_new_password")},
                                 .hint = {.text = context.say("access.page_password_hint")},
                                 .error_message = html::problem_at(problems, "password", context.language),
                                 .autocomplete = "new-password"});
    govuk::button(form, {.text = context.say("access.page_change_password"), .prevent_double_click = true});
    return form << "</form>"_html;
}

html::Html end_form(const web::Context& context, const web::Session& session) {
    html::Html form = "<form method=\"post\""_html;
    form.url("action", "/staff/account/sessions/" + to_string(session.id) + "/end") << ">"_html << seal_of(context);
    form << "<button class=\"govuk-button govuk-button--secondary govuk-!-margin-bottom-0\">"_html << context.say("access.page_end_session")
         << "<span class=\"govuk-visually-hidden\"> "_html << session.label << ", "_html << session.client << "</span></button></form>"_html;
    return form;
}

html::Html session_table(const web::Context& context, const std::vector<web::Session>& sessions) {
    govuk::Table table{.head = {{.text = context.say("access.page_browser")}, {.text = context.say("access.page_client")}, {.text = ""}},
                       .caption = context.say("access.page_sessions"),
                       .caption_classes = "govuk-table__caption--m"};
    for (const auto& session : sessions) {
        const bool own = context.session && context.session->id == session.id;
        govuk::Cell last;
        if (own)
            last.text = context.say("access.page_this_session");
        else
            last.html = end_form(context, session);
        table.rows.push_back({{.text = session.label}, {.text = session.client}, std::move(last)});
    }
    return govuk::table(table);
}

/// How sign-in is made safer, and what there is to do about it.
html::Html second_factor_part(const Pages& pages, const web::Context& context, const SecondFactor& factor) {
    html::Html out;
    if (second_factor_rule(context.tenant.settings) == SecondFactorRule::off) return out;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("access.page_second_factor") << "</h2><p class=\"govuk-body\">"_html
        << (factor.on_since ? context.say("access.page_second_factor_on", {{"time", shown(pages, context, *factor.on_since)}})
                            : context.say("access.page_second_factor_none"))
        << "</p>"_html;
    govuk::button(out, {.text = context.say(factor.on_since ? "access.page_second_factor_change" : "access.page_second_factor_set_up"),
                        .href = "/staff/account/second-factor",
                        .classes = "govuk-button--secondary"});
    return out;
}

web::Response account_page(const Pages& pages, const web::Request& request, const web::Context& context, const Account& account,
                           std::span<const Problem> problems, bool changed, int status) {
    auto page = page_of(request, context, context.say("access.page_account"), problems);
    auto& main = page.main;
    main << html::problem_summary(problems, context.language);
    if (changed)
        govuk::notification_banner(main, {.text = context.say("access.page_password_changed"),
                                          .title_text = context.say("access.page_done"),
                                          .type = "success"});
    main << "<h1 class=\"govuk-heading-l\">"_html << context.say("access.page_account") << "</h1>"_html;
    if (actor_of(context).temporary_password) govuk::warning_text(main, {.text = context.say("access.page_password_temporary")});
    govuk::SummaryList about{.rows = {{.key = {.text = context.say("access.page_name")}, .value = {.text = account.staff.name}},
                                      {.key = {.text = context.say("access.page_email")}, .value = {.text = account.staff.email}},
                                      {.key = {.text = context.say("access.page_roles")}, .value = {.text = fmt::format("{}", fmt::join(account.roles, ", "))}}}};
    if (!account.skills.empty()) about.rows.push_back({.key = {.text = context.say("access.page_skills")}, .value = {.text = fmt::format("{}", fmt::join(account.skills, ", "))}});
    govuk::summary_list(main, about);
    main << second_factor_part(pages, context, account.second_factor);
    main << session_table(context, account.sessions);
    main << "<h2 class=\"govuk-heading-m\">"_html << context.say("access.page_change_password") << "</h2>"_html
         << password_form(context, problems);
    return pages.frame(request, context, page, status);
}

}  // namespace

Result<web::Response> show_account(const Pages& pages, web::Request& request, web::Context& context) {
    const auto account = TRY(read_account(context));
    return account_page(pages, request, context, account, {}, request.query.has("changed"), 200);
}

Result<web::Response> change_own_password(const Pages& pages, web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const PasswordChange change{std::string(request.form.text("current")), std::string(request.form.text("password")), request.client};
    const auto end_others = [&](db::Tx& tx) {
        std::optional<web::SessionId> own;
        if (context.session) own = context.session->id;
        context.sessions.end_all(tx, session_subject(who.staff()), own);
    };
    const auto changed = change_password(context.tenant.db, context.for_db(), pages.passwords, who, change, end_others);
    if (changed) return web::see_other("/staff/account?changed");
    const auto problems = problems_of(changed.error(), "current", context.language);
    if (!problems) return std::unexpected(changed.error());
    const auto account = TRY(read_account(context));
    return account_page(pages, request, context, account, *problems, false, form_status(changed.error()));
}

Result<web::Response> end_session(const Pages&, web::Request& request, web::Context& context) {
    const auto id = parse_id<web::SessionId>(request.param("id"));
    const auto ended = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        return id && context.sessions.end(tx, session_subject(actor_of(context).staff()), *id);
    }));
    if (!ended) return refuse(Kind::not_found, "access.no_such_session");
    return web::see_other("/staff/account");
}

}  // namespace room::access
