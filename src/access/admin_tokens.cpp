// API tokens: made, listed, revoked. A secret is shown on the page that made it, and never again.

#include "access/admin_pages.h"
#include "html/problems.h"

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

struct Listed {
    std::vector<Token> tokens;
    std::vector<Role> roles;
};

struct Wanted {
    std::string name, role, expires;
    std::vector<Problem> problems = {};
    std::string secret = {};  // just made
};

html::Html state_of(const Pages& pages, const web::Context& context, const Token& token) {
    html::Html out;
    const bool expired = token.expires_at && *token.expires_at <= context.now;
    if (token.revoked_at || expired)
        return govuk::tag({.text = context.say(token.revoked_at ? "access.token_revoked" : "access.token_expired"), .classes = "govuk-tag--grey"});
    out << "<a class=\"govuk-link\""_html;
    out.url("href", "/staff/admin/tokens/" + to_string(token.id) + "/revocation") << ">"_html << context.say("access.token_revoke")
        << "<span class=\"govuk-visually-hidden\"> "_html << token.name << "</span></a>"_html;
    if (token.expires_at) out << " <span class=\"govuk-hint\">"_html << context.say("access.token_until", {{"time", shown(pages, context, *token.expires_at)}}) << "</span>"_html;
    return out;
}

html::Html table_of(const Pages& pages, const web::Context& context, const Listed& listed) {
    if (listed.tokens.empty()) return html::empty_state({.text = context.say("access.token_none")});
    std::map<std::string, std::string> roles;
    for (const auto& role : listed.roles) roles.emplace(role.code, role.name);
    govuk::Table table{.head = {{.text = context.say("access.page_name")}, {.text = context.say("access.admin_role")}, {.text = context.say("access.token_made")},
                                {.text = context.say("access.token_used")}, {.text = context.say("access.admin_state")}},
                       .caption = context.say("access.admin_tokens"), .caption_classes = "govuk-visually-hidden", .name_cells = true};
    for (const auto& token : listed.tokens)
        table.rows.push_back({{.text = token.name}, {.text = roles[token.role]}, {.text = shown(pages, context, token.created_at)},
                              {.text = token.last_used_at ? shown(pages, context, *token.last_used_at) : context.say("access.token_never")},
                              {.html = state_of(pages, context, token)}});
    return html::wide_table(table);
}

html::Html form_of(const web::Context& context, const Listed& listed, const Wanted& shown) {
    auto form = form_at(context, "/staff/admin/tokens");
    govuk::input(form, {.id = "name", .name = "name", .value = shown.name, .label = {.text = context.say("access.page_name")},
                        .hint = {.text = context.say("access.token_name_hint")}, .error_message = html::problem_at(shown.problems, "name", context.language),
                        .autocomplete = "off"});
    govuk::Select roles{.id = "role", .name = "role", .value = shown.role.empty() ? "api_client" : shown.role, .label = {.text = context.say("access.admin_role")},
                        .error_message = html::problem_at(shown.problems, "role", context.language)};
    for (const auto& role : listed.roles) roles.items.push_back({.value = role.code, .text = role.name});
    govuk::select(form, roles);
    govuk::input(form, {.id = "expires", .name = "expires", .value = shown.expires, .label = {.text = context.say("access.token_expires")},
                        .hint = {.text = context.say("access.token_expires_hint")}, .error_message = html::problem_at(shown.problems, "expires", context.language),
                        .classes = "govuk-input--width-10", .autocomplete = "off"});
    govuk::button(form, {.text = context.say("access.token_make"), .prevent_double_click = true});
    return form << "</form>"_html;
}

Result<web::Response> tokens_page(const Pages& pages, const web::Request& request, const web::Context& context, const Wanted& shown, int status) {
    const auto listed = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<Listed> { return Listed{all_tokens(tx), all_roles(tx)}; }));
    auto page = admin_page(request, context, context.say("access.admin_tokens"), shown.problems);
    auto& main = page.main;
    if (!shown.secret.empty()) {
        html::Html made = "<p class=\"govuk-notification-banner__heading\">"_html;
        made << context.say("access.token_copy") << "</p><p class=\"govuk-body gh-code gh-secret\">"_html << shown.secret << "</p>"_html;
        govuk::notification_banner(main, {.html = std::move(made), .title_text = context.say("access.page_done"), .type = "success"});
    }
    main << table_of(pages, context, listed) << "<h2 class=\"govuk-heading-m\">"_html << context.say("access.token_make") << "</h2>"_html
         << form_of(context, listed, shown);
    return pages.frame(request, context, page, status);
}

Result<TokenId> token_of(const web::Request& request) {
    const auto id = parse_id<TokenId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "access.no_such_token");
    return *id;
}

/// The end of that day; nothing for no day.
Result<std::optional<Instant>> end_of(std::string_view day) {
    if (day.empty()) return std::optional<Instant>();
    const auto parsed = base::parse_iso_day(day);
    if (!parsed) return refuse_fields("access.check_answers", {{"expires", "access.token_day"}});
    return std::optional<Instant>(Instant(*parsed) + std::chrono::days(1));
}

}  // namespace

Result<web::Response> show_tokens(const Pages& pages, web::Request& request, web::Context& context) { return tokens_page(pages, request, context, {}, 200); }

Result<web::Response> make_token(const Pages& pages, web::Request& request, web::Context& context) {
    Wanted wanted{std::string(request.form.text("name")), std::string(request.form.text("role")), std::string(request.form.text("expires"))};
    const auto done = change_once(request, context, [&](db::Tx& tx) -> Result<void> {
        const auto expires = TRY(end_of(wanted.expires));
        const auto token = TRY(create_token(tx, actor_of(context), wanted.role, wanted.name, context.random, expires));
        wanted.secret = token.secret;
        return {};
    });
    if (done) return tokens_page(pages, request, context, {.name = {}, .role = {}, .expires = {}, .problems = {}, .secret = wanted.secret}, 200);
    wanted.secret.clear();
    wanted.problems = done.error().key == "access.more_than_you_hold" ? std::vector<Problem>{{"role", done.error().key}} : done.error().fields;
    if (wanted.problems.empty()) return std::unexpected(done.error());
    return tokens_page(pages, request, context, wanted, 422);
}

Result<web::Response> confirm_revocation(const Pages& pages, web::Request& request, web::Context& context) {
    const auto id = TRY(token_of(request));
    const auto tokens = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<std::vector<Token>> { return all_tokens(tx); }));
    for (const auto& token : tokens)
        if (token.id == id)
            return ask_again(pages, request, context, {context.say("access.token_revoke_title", {{"name", token.name}}), context.say("access.token_revoke_warning"),
                                                       context.say("access.token_revoke"), "/staff/admin/tokens"});
    return refuse(Kind::not_found, "access.no_such_token");
}

Result<web::Response> revoke_by_form(const Pages&, web::Request& request, web::Context& context) {
    const auto id = TRY(token_of(request));
    TRY(change_once(request, context, [&](db::Tx& tx) { return revoke_token(tx, actor_of(context), id); }));
    return web::see_other("/staff/admin/tokens");
}

}  // namespace room::access
