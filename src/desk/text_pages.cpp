// The account for text messages, for administrators.

#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "notifications/text_account.h"
#include "notifications/text_hooks.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr const char* notify_address = "https://api.notifications.service.gov.uk";

int hour_in(std::string_view typed) {
    int hour = -1;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), hour);
    return error == std::errc() && end == typed.data() + typed.size() ? hour : -1;
}

Result<web::Response> account_page(const Site& site, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto kept = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<std::optional<notifications::TextAccount>> { return notifications::shown_text_account(tx); }));
    const auto typed = [&](const char* name, const std::string& otherwise) { return request.form.has(name) ? std::string(request.form.text(name)) : otherwise; };
    html::Page page{.title = context.say("desk.texts"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << heading(page.title);
    if (request.query.text("done") == "kept") out << govuk::notification_banner({.text = context.say("desk.texts_kept"), .type = "success"});
    out << "<p class=\"govuk-body\">"_html << context.say(kept ? "desk.texts_on" : "desk.texts_off") << "</p><p class=\"govuk-body\">"_html << context.say("desk.texts_template")
        << "</p><form method=\"post\" action=\"/staff/admin/texts\" novalidate>"_html << website::seal_fields(context);
    const auto field = [&](const char* name, const std::string& value, const char* type, const char* classes) {
        govuk::input(out, {.id = name, .name = name, .type = type, .value = value, .label = {.text = context.say(std::string("desk.texts_field_") + name), .classes = "govuk-label--s"},
                           .hint = {.text = context.say(std::string("desk.texts_hint_") + name)}, .error_message = html::problem_at(problems, name), .classes = classes, .autocomplete = "off", .spellcheck = false});
    };
    field("address", typed("address", kept ? kept->address : notify_address), "url", "");
    field("key", "", "password", "");
    field("template", typed("template", kept ? kept->template_id : ""), "text", "");
    field("token", "", "password", "");
    field("quiet_from", typed("quiet_from", std::to_string(kept ? kept->quiet_from : 20)), "text", "govuk-input--width-2");
    field("quiet_until", typed("quiet_until", std::to_string(kept ? kept->quiet_until : 8)), "text", "govuk-input--width-2");
    govuk::button(out, {.text = context.say("desk.texts_keep"), .prevent_double_click = true});
    out << "</form><p class=\"govuk-body\">"_html << context.say("desk.texts_callbacks", {{"address", context.tenant.base_url + "/notify/told"}}) << "</p></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_texts(const Site& site, web::Request& request, web::Context& context) { return account_page(site, request, context, {}, 200); }

Result<web::Response> set_texts(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto vault = TRY(notifications::vault_of(context.tenant, context.random)());
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    const notifications::TextAccount account{.address = text("address"), .key = text("key"), .template_id = text("template"), .token = text("token"),
                                             .quiet_from = hour_in(request.form.text("quiet_from")), .quiet_until = hour_in(request.form.text("quiet_until"))};
    const auto kept = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(notifications::set_text_account(tx, actor_of(context), vault, context.random, account));
        return std::string("kept");
    });
    if (kept) return web::see_other("/staff/admin/texts?done=kept");
    if (kept.error().kind == Kind::invalid && !kept.error().fields.empty()) return account_page(site, request, context, kept.error().fields, 422);
    return std::unexpected(kept.error());
}

}  // namespace desk
