// The account with the payment provider: set by an administrator, and tried. Its key is never shown again.

#include "desk/parts.h"
#include "desk/payment_page.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "payments/hooks.h"
#include "payments/trying.h"
#include "web/outbound.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr const char* live_address = "https://publicapi.payments.service.gov.uk";

struct TrialSaid {
    std::string text;
    bool is_good = false;
};

web::Response account_page(const Site& site, const web::Request& request, const web::Context& context, const std::optional<payments::AccountShown>& account,
                           std::span<const Problem> problems, const std::optional<TrialSaid>& said, int status) {
    html::Page page{.title = context.say("desk.pay_account"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(page.title, context.say("desk.payments")) << payment_tabs(context, "/staff/payments/account");
    if (said) govuk::notification_banner(out, {.text = said->text, .title_text = context.say(said->is_good ? "desk.done" : "desk.pay_trial"), .type = said->is_good ? "success" : ""});
    const auto typed = [&](const char* name, const std::string& otherwise) { return request.form.has(name) && !problems.empty() ? std::string(request.form.text(name)) : otherwise; };
    out << "<div class=\"gh-split\"><div class=\"gh-reading\"><p class=\"govuk-body\">"_html << context.say(account ? "desk.pay_account_set" : "desk.pay_account_none")
        << "</p><form method=\"post\" action=\"/staff/payments/account\" novalidate>"_html << website::seal_fields(context);
    govuk::input(out, {.id = "address", .name = "address", .type = "url", .value = typed("address", account ? account->address : live_address),
                       .label = {.text = context.say("desk.pay_address"), .classes = "govuk-label--s"}, .hint = {.text = context.say("desk.pay_address_hint")},
                       .error_message = html::problem_at(problems, "address"), .autocomplete = "off", .spellcheck = false});
    govuk::input(out, {.id = "key", .name = "key", .type = "password", .label = {.text = context.say("desk.pay_key"), .classes = "govuk-label--s"},
                       .hint = {.text = context.say("desk.pay_key_hint")}, .error_message = html::problem_at(problems, "key"), .autocomplete = "off", .spellcheck = false});
    govuk::input(out, {.id = "secret", .name = "secret", .type = "password", .label = {.text = context.say("desk.pay_secret"), .classes = "govuk-label--s"},
                       .hint = {.text = context.say("desk.pay_secret_hint", {{"address", context.tenant.base_url + "/payments/told"}})},
                       .error_message = html::problem_at(problems, "secret"), .autocomplete = "off", .spellcheck = false});
    out << govuk::button({.text = context.say("desk.pay_account_save"), .prevent_double_click = true}) << "</form></div><div class=\"gh-split__side\">"_html;
    if (account) {
        const auto button = [&](const char* address, const char* words, const char* classes) {
            out << "<form method=\"post\""_html;
            out.url("action", address) << ">"_html << website::seal_fields(context) << govuk::button({.text = context.say(words), .prevent_double_click = true, .classes = classes})
                                       << "</form>"_html;
        };
        out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.pay_trial") << "</h2><p class=\"govuk-body\">"_html
            << context.say(account->has_secret ? "desk.pay_trial_text" : "desk.pay_trial_no_secret") << "</p>"_html;
        button("/staff/payments/account/trial", "desk.pay_trial_now", "govuk-button--secondary");
        out << "</section><section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.pay_stop") << "</h2><p class=\"govuk-body\">"_html
            << context.say("desk.pay_stop_text") << "</p>"_html;
        button("/staff/payments/account/removal", "desk.pay_stop", "govuk-button--warning");
        out << "</section>"_html;
    }
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<std::optional<payments::AccountShown>> read_account(const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return payments::account_shown(tx, actor_of(context), payments::vault_of(context.tenant, context.random)); });
}

/// Once; then back to the page.
Result<web::Response> change_account(web::Request& request, web::Context& context, const char* done, const std::function<Result<void>(db::Tx&)>& verb) {
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(verb(tx));
        return std::string("done");
    }));
    return web::see_other(std::string("/staff/payments/account?done=") + done);
}

}  // namespace

Result<web::Response> show_payment_account(const Site& site, web::Request& request, web::Context& context) {
    const auto account = TRY(read_account(context));
    std::optional<TrialSaid> said;
    if (request.query.text("done") == "set") said = TrialSaid{context.say("desk.pay_account_saved"), true};
    if (request.query.text("done") == "removed") said = TrialSaid{context.say("desk.pay_account_removed"), true};
    return account_page(site, request, context, account, {}, said, 200);
}

Result<web::Response> set_payment_account(const Site& site, web::Request& request, web::Context& context) {
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    const auto vault = TRY(payments::vault_of(context.tenant, context.random)());
    auto set = change_account(request, context, "set", [&](db::Tx& tx) {
        return payments::set_account(tx, actor_of(context), vault, context.random, {text("address"), text("key")}, text("secret"));
    });
    if (set || set.error().kind != Kind::invalid || set.error().fields.empty()) return set;
    const auto account = TRY(read_account(context));
    return account_page(site, request, context, account, set.error().fields, std::nullopt, 422);
}

Result<web::Response> try_payment_account(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(read_account(context));
    const auto account = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return payments::open_account(tx, payments::vault_of(context.tenant, context.random)); }));
    const auto outbound = TRY(web::outbound_from(context.tenant.settings));
    const auto trouble = context.tenant.training ? std::optional<payments::Trouble>() : payments::try_account(outbound, account, context.now);
    if (!trouble) return account_page(site, request, context, shown, {}, TrialSaid{context.say("desk.pay_trial_good"), true}, 200);
    const auto words = context.say("desk.pay_trial_bad_" + std::string(payments::code_of(trouble->sort)), {{"code", trouble->code}});
    return account_page(site, request, context, shown, {}, TrialSaid{words, false}, 200);
}

Result<web::Response> remove_payment_account(const Site&, web::Request& request, web::Context& context) {
    return change_account(request, context, "removed", [&](db::Tx& tx) { return payments::remove_account(tx, actor_of(context)); });
}

}  // namespace desk
