// Setting up one's second factor: a picture for the app, a code to show that it works, and codes for the day it is lost.

#include "access/pages.h"
#include "access/qr_picture.h"
#include "access/totp.h"
#include "html/govuk.h"
#include "html/problems.h"

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

constexpr std::string_view address = "/staff/account/second-factor";

/// In groups of four, as they are typed.
std::string grouped(std::string_view secret) {
    std::string out;
    for (std::size_t i = 0; i < secret.size(); ++i) out.append(i > 0 && i % 4 == 0 ? " " : "").push_back(secret[i]);
    return out;
}

struct State {
    SecondFactor factor;
    std::optional<std::string> secret;  // begun, not on yet
    std::string email;
};

Result<State> read_state(const web::Context& context) {
    if (second_factor_rule(context.tenant.settings) == SecondFactorRule::off) return refuse(Kind::not_found, "web.not_found");
    const auto& who = actor_of(context);
    const auto vault = TRY(vault_of(context));
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<State> {
        const auto staff = TRY(find_staff(tx, who.staff()));
        State state{.factor = second_factor_of(tx, who.staff()), .secret = {}, .email = staff.email};
        auto secret = secret_begun(tx, who, vault);
        if (secret)
            state.secret = *std::move(secret);
        else if (secret.error().kind != Kind::not_found)
            return std::unexpected(secret.error());
        return state;
    });
}

html::Html form_to(const web::Context& context, std::string_view action) {
    html::Html form = "<form method=\"post\" novalidate"_html;
    form.url("action", action) << ">"_html << seal_of(context);
    return form;
}

html::Html beginning(const web::Context& context) {
    html::Html out = "<p class=\"govuk-body\">"_html;
    out << context.say("access.page_second_factor_why") << "</p>"_html << form_to(context, address);
    govuk::button(out, {.text = context.say("access.page_second_factor_begin"), .prevent_double_click = true});
    return out << "</form>"_html;
}

html::Html scanning(const web::Context& context, const State& state, std::span<const Problem> problems) {
    const auto link = totp_address(*state.secret, context.tenant.name, state.email);
    html::Html out = "<ol class=\"govuk-list govuk-list--number\"><li>"_html;
    out << context.say("access.page_scan") << "<div class=\"gh-qr-box\">"_html << qr_picture(link, context.say("access.page_qr_label"))
        << "</div><p class=\"govuk-body\">"_html << context.say("access.page_type_secret") << " <span class=\"gh-code\">"_html
        << grouped(to_base32(*state.secret)) << "</span></p></li><li>"_html << context.say("access.page_type_code") << "</li></ol>"_html
        << form_to(context, std::string(address) + "/confirmation");
    code_input(out, context, problems);
    govuk::button(out, {.text = context.say("access.page_second_factor_turn_on"), .prevent_double_click = true});
    return out << "</form>"_html;
}

html::Html turned_on(const Pages& pages, const web::Context& context, const State& state, std::span<const Problem> problems) {
    html::Html out = "<p class=\"govuk-body\">"_html;
    out << context.say("access.page_second_factor_on", {{"time", shown(pages, context, *state.factor.on_since)}}) << "</p><p class=\"govuk-body\">"_html
        << context.say("access.page_codes_left", {{"count", std::to_string(state.factor.recovery_codes_left)}}) << "</p>"_html;
    if (second_factor_rule(context.tenant.settings) == SecondFactorRule::required) return out;
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("access.page_second_factor_turn_off") << "</h2>"_html
        << form_to(context, std::string(address) + "/removal");
    code_input(out, context, problems);
    govuk::button(out, {.text = context.say("access.page_second_factor_turn_off"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    return out << "</form>"_html;
}

web::Response state_page(const Pages& pages, const web::Request& request, const web::Context& context, const State& state,
                         std::span<const Problem> problems, int status) {
    auto page = page_of(request, context, context.say("access.page_second_factor"), problems);
    auto& main = page.main;
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << html::problem_summary(problems, context.language)
         << "<h1 class=\"govuk-heading-l\">"_html << context.say("access.page_second_factor") << "</h1>"_html;
    const bool required = second_factor_rule(context.tenant.settings) == SecondFactorRule::required;
    if (required && !state.factor.on_since) govuk::inset_text(main, {.text = context.say("access.page_second_factor_required")});
    if (state.factor.on_since)
        main << turned_on(pages, context, state, problems);
    else if (state.secret)
        main << scanning(context, state, problems);
    else
        main << beginning(context);
    main << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/account\">"_html << context.say("access.page_account") << "</a></p></div></div>"_html;
    return pages.frame(request, context, page, status);
}

/// Shown once, and kept nowhere in the clear.
web::Response codes_page(const Pages& pages, const web::Request& request, const web::Context& context, const std::vector<std::string>& codes) {
    auto page = page_of(request, context, context.say("access.page_recovery_codes"));
    auto& main = page.main;
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html;
    govuk::notification_banner(main, {.text = context.say("access.page_second_factor_done"), .title_text = context.say("access.page_done"), .type = "success"});
    main << "<h1 class=\"govuk-heading-l\">"_html << context.say("access.page_recovery_codes") << "</h1><p class=\"govuk-body\">"_html
         << context.say("access.page_recovery_codes_why") << "</p><ul class=\"govuk-list gh-codes\">"_html;
    for (const auto& code : codes) main << "<li class=\"gh-code\">"_html << code << "</li>"_html;
    main << "</ul>"_html;
    govuk::warning_text(main, {.text = context.say("access.page_recovery_codes_once")});
    govuk::button(main, {.text = context.say("access.page_continue"), .href = "/staff"});
    main << "</div></div>"_html;
    return pages.frame(request, context, page, 200);
}

/// The page again with what was wrong, or the refusal.
Result<web::Response> again(const Pages& pages, const web::Request& request, const web::Context& context, const Refusal& refusal) {
    const auto problems = problems_of(refusal, "code", context.language);
    if (!problems) return std::unexpected(refusal);
    const auto state = TRY(read_state(context));
    return state_page(pages, request, context, state, *problems, form_status(refusal));
}

}  // namespace

Result<web::Response> show_second_factor(const Pages& pages, web::Request& request, web::Context& context) {
    const auto state = TRY(read_state(context));
    return state_page(pages, request, context, state, {}, 200);
}

Result<web::Response> begin_second_factor_by_form(const Pages&, web::Request& request, web::Context& context) {
    TRY(read_state(context));
    const auto vault = TRY(vault_of(context));
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(begin_second_factor(tx, actor_of(context), vault, context.random));
        return std::string("begun");
    }));
    return web::see_other(std::string(address));
}

Result<web::Response> turn_on_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    TRY(read_state(context));
    const auto vault = TRY(vault_of(context));
    const auto operation = TRY(web::operation_of(request, context));
    std::vector<std::string> codes;
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        codes = TRY(turn_on_second_factor(tx, actor_of(context), vault, request.form.text("code"), context.random));
        return std::string("on");
    });
    if (!done) return again(pages, request, context, done.error());
    if (codes.empty()) return web::see_other(std::string(address));  // sent twice: they were shown once
    return codes_page(pages, request, context, codes);
}

Result<web::Response> turn_off_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    TRY(read_state(context));
    if (second_factor_rule(context.tenant.settings) == SecondFactorRule::required) return refuse(Kind::not_allowed, "access.second_factor_wanted");
    const auto vault = TRY(vault_of(context));
    const auto& who = actor_of(context);
    const CodeTry given{who.staff(), std::string(request.form.text("code")), request.client};
    const auto done = with_code(context.tenant.db, context.for_db(), vault, given, [&](db::Tx& tx) -> Result<void> {
        turn_off_second_factor(tx, who);
        return {};
    });
    if (!done) return again(pages, request, context, done.error());
    return web::see_other("/staff/account");
}

}  // namespace room::access
