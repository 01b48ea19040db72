#include "website/saved_form.h"

#include "access/gate.h"
#include "base/text.h"
#include "contact/offered.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "notifications/notifications.h"
#include "people/contact_details.h"
#include "places/times.h"
#include "website/pages.h"
#include "website/proof_files.h"
#include "website/report_fields.h"
#include "website/report_where.h"

#include <charconv>
#include <set>

namespace website {
namespace {

namespace govuk = html::govuk;

constexpr std::size_t many_pages = 6;

Result<access::Vault> vault_in(const web::Context& context) {
    return access::Vault::of(context.tenant.settings, context.tenant.folder, context.tenant.db.engine(), context.random);
}

/// The service as whoever fills it in is asked, and the version that is asked elsewhere, whose answers travel along.
struct ToSave {
    catalogue::DefinitionPtr service, elsewhere;
};
Result<ToSave> service_to_save(const web::Request& request, const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<ToSave> {
        const auto live = TRY(contact::service_for(tx, access::actor_of(context), request.param("service"), place_sent(request)));
        const auto elsewhere = TRY(catalogue::find_other_offered(tx, *live));
        return ToSave{catalogue::in_language(live, context.language), elsewhere};
    });
}

/// What may lie for weeks: not photos, which are gone within a day, nor the hold of a time, nor what others had reported.
std::vector<std::pair<std::string, std::string>> fields_to_save(const web::Request& request, const ToSave& known) {
    std::vector<std::pair<std::string, std::string>> fields;
    std::set<std::string> done{join_field, words_field};
    for (const auto& version : {known.service, known.elsewhere}) {
        if (!version) continue;
        for (const auto& step : steps_of(*version, {}, every_question(*version))) {
            const bool has_bytes = step.question != nullptr && forms::has_files(step.question->type);
            if (step.kind == Step::Kind::photos || step.kind == Step::Kind::visit || has_bytes) continue;
            for (const auto& field : step.fields)
                if (done.insert(field).second)
                    for (const auto value : request.form.all(field))
                        if (!value.empty()) fields.emplace_back(field, value);
        }
    }
    return fields;
}

/// The code of the form that was saved, or gone on with, before; nothing where the field was not sealed here.
std::optional<Reference> code_held(const web::Request& request, const access::Vault& vault) { return contact::open_code(vault, request.form.text(saved_field)); }

void put_contact_field(html::Html& out, const web::Context& context, const std::string& value, std::span<const Problem> problems, const char* hint) {
    govuk::input(out, {.id = "contact",
                       .name = "contact",
                       .value = value,
                       .label = {.text = context.say("website.save_contact"), .classes = "govuk-label--m"},
                       .hint = {.text = context.say(hint)},
                       .error_message = html::problem_at(problems, "contact"),
                       .spellcheck = false,
                       .autocapitalize = "none"});
}

std::string last_day(const web::Context& context, Instant until) { return places::shown_day(places::zone_of(context.tenant.time_zone), until, context.language); }

html::Page saved_page(const Report& report, std::string_view at, const Reference& code, const std::string& until, bool written) {
    const auto& context = report.context;
    html::Page page{.title = context.say("website.saved_title"), .hide_from_search = true};
    page.language = language_of(report.service);
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><span class=\"govuk-caption-l\">"_html << report.service.name << "</span>"_html
        << govuk::panel({.title_text = context.say("website.saved_title"), .text = context.say("website.saved_code", {{"code", code.spoken()}})})
        << "<p class=\"govuk-body\">"_html << context.say(written ? "website.saved_written" : "website.saved_note") << "</p><p class=\"govuk-body\">"_html
        << context.say("website.saved_until", {{"day", until}}) << "</p><h2 class=\"govuk-heading-m\">"_html << context.say("website.saved_how")
        << "</h2><ul class=\"govuk-list govuk-list--bullet\"><li>"_html << context.say("website.saved_how_here") << " <a class=\"govuk-link\" href=\"/saved-form\">"_html
        << context.say("website.return_title") << "</a></li><li>"_html << context.say("website.saved_how_phone") << "</li></ul>"_html;
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", report.address() + "/step") << ">"_html << seal_fields(context, report.operation) << carried(report.request, report.service, {}, report.elsewhere.get());
    out << "<button class=\"govuk-button govuk-button--secondary\" name=\"again\""_html;
    out.attribute("value", at) << ">"_html << context.say("website.saved_go_on") << "</button></form></div>"_html;
    return page;
}

/// What a saving leaves under its operation: how its code is told again, for it is kept nowhere.
struct Left {
    int drawn;
    std::string day;
};
std::string to_text(const Left& left) { return std::to_string(left.drawn) + '\n' + left.day; }
Left left_from(std::string_view text) {
    Left left{};
    const auto line = text.find('\n');
    std::from_chars(text.data(), text.data() + std::min(line, text.size()), left.drawn);
    left.day = text.substr(line + 1);
    return left;
}

html::Page return_page(const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    html::Page page{.title = context.say("website.return_title"), .has_errors = !problems.empty(), .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = "/"});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html << context.say("website.return_title")
        << "</h1><p class=\"govuk-body\">"_html << context.say("website.return_intro") << "</p><form method=\"post\" action=\"/saved-form\" novalidate>"_html << seal_fields(context);
    govuk::input(out, {.id = "code",
                       .name = "code",
                       .value = std::string(request.form.text("code")),
                       .label = {.text = context.say("website.return_code"), .classes = "govuk-label--m"},
                       .hint = {.text = context.say("website.return_code_hint")},
                       .error_message = html::problem_at(problems, "code"),
                       .classes = "govuk-input--width-20 gh-reference",
                       .autocomplete = "off",
                       .spellcheck = false,
                       .autocapitalize = "characters"});
    put_contact_field(out, context, std::string(request.form.text("contact")), problems, "website.return_contact_hint");
    govuk::button(out, {.text = context.say("website.return_go_on")});
    out << "</form></div>"_html;
    return page;
}

}  // namespace

bool is_long(const catalogue::Definition& service) { return steps_of(service, {}, every_question(service)).size() >= many_pages; }

html::Html save_button(const web::Context& context) {
    html::Html out;
    out << "<p class=\"govuk-body\"><button class=\"gh-link-button\" formnovalidate name=\"go\" value=\"save-for-later\">"_html << context.say("website.save_later") << "</button></p>"_html;
    return out;
}

html::Page save_page(const Report& report, std::string_view at, std::span<const Problem> problems) {
    const auto& context = report.context;
    html::Page page{.title = context.say("website.save_later") + " – " + report.service.name, .has_errors = !problems.empty(), .hide_from_search = true};
    page.language = language_of(report.service);
    auto& out = page.main;
    const auto typed = report.typed("contact");
    const auto known = !typed.empty() ? typed : !report.typed("email").empty() ? report.typed("email") : report.typed("phone");
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << "<span class=\"govuk-caption-l\">"_html << report.service.name
        << "</span><h1 class=\"govuk-heading-l\">"_html << context.say("website.save_later") << "</h1><p class=\"govuk-body\">"_html
        << context.say("website.save_intro", {{"days", std::to_string(contact::kept_for.count())}}) << "</p>"_html;
    if (report.service.photos || asks_for_files(report.service)) out << "<p class=\"govuk-body\">"_html << context.say("website.save_no_photos") << "</p>"_html;
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", report.address() + "/save") << ">"_html << seal_fields(context) << carried(report.request, report.service, {}, report.elsewhere.get());
    out << "<input type=\"hidden\" name=\"at\""_html;
    out.attribute("value", at) << "><input type=\"hidden\" name=\"report-operation\""_html;
    out.attribute("value", report.operation) << ">"_html;
    put_contact_field(out, context, known, problems, "website.save_contact_hint");
    govuk::button(out, {.text = context.say("website.save_button"), .prevent_double_click = true});
    out << "<p class=\"govuk-body\"><button class=\"gh-link-button\" formnovalidate name=\"again\""_html;
    out.attribute("value", at).url("formaction", report.address() + "/step") << ">"_html << context.say("website.save_not") << "</button></p></form></div>"_html;
    return page;
}

Result<web::Response> save_report(const Site& site, web::Request& request, web::Context& context) {
    const auto known = TRY(service_to_save(request, context));
    const auto& service = known.service;
    const auto steps = steps_of(*service, {}, every_question(*service));
    const auto at = find_step(steps, request.form.text("at")) ? std::string(request.form.text("at")) : steps.empty() ? std::string() : steps.front().code;
    auto own = std::string(request.form.text("report-operation"));
    Report report{request, context, *service, steps, own.size() == 32 ? own : context.new_operation()};
    report.elsewhere = known.elsewhere;
    const auto again = [&](Problem problem, int status) { return kept_by_browser(site.page(request, context, save_page(report, at, {&problem, 1}), status)); };
    if (context.form_expired) return again({"", context.say("website.form_expired")}, 403);
    const auto typed = std::string(request.form.text("contact"));
    const auto email = people::tidy_email(typed);
    const bool too_often = site.manners().too_much(Manners::Sent::words, request, context).has_value() || (email && !site.may_ask_for_letters(request, context));
    if (too_often) return again({"contact", context.say("website.save_often")}, 429);
    const auto vault = TRY(vault_in(context));
    const auto operation = TRY(web::operation_of(request, context));
    const auto held = code_held(request, vault);
    const auto saved = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto kept = TRY(contact::keep_form(tx, context.random, vault, {operation.id, held}, {service->code, at, fields_to_save(request, known), typed}));
        const auto day = last_day(context, kept.until);
        if (email)
            notifications::queue(tx, {.wording = "form_saved",
                                      .language = context.language,
                                      .address = *email,
                                      .about = {"kept_form", kept.id.value},
                                      .values = {{"service", service->name}, {"code", kept.code.spoken()}, {"until", day}, {"path", "/saved-form"}}});
        return to_text({kept.drawn, day});
    });
    if (!saved && saved.error().kind == Kind::invalid)
        return again(saved.error().fields.empty() ? Problem{"", context.say(saved.error().key)} : saved.error().fields.front(), 422);
    if (!saved) return std::unexpected(saved.error());
    const auto [drawn, until] = left_from(saved->text);
    const auto code = contact::code_drawn(vault, {operation.id, held}, drawn);
    replace(request.form, saved_field, contact::seal_code(vault, code, context.random));
    return kept_by_browser(site.page(request, context, saved_page(report, at, code, until, email.has_value())));
}

Result<web::Response> ask_saved_form(const Site& site, web::Request& request, web::Context& context) {
    return site.page(request, context, return_page(request, context, {}));
}

Result<std::optional<contact::FormLeft>> take_up(web::Request& request, web::Context& context, std::string_view typed, std::string_view contact) {
    const auto code = Reference::parse(typed);
    if (!code) return std::nullopt;
    const auto vault = TRY(vault_in(context));
    const auto form = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<std::optional<contact::KeptForm>> {
        return contact::take_up_form(tx, vault, *code, contact);
    }));
    if (!form) return std::nullopt;
    web::Fields fields;
    for (const auto& [name, value] : form->left.fields) fields.add(name, value);
    fields.add(saved_field, contact::seal_code(vault, *code, context.random));
    request.form = std::move(fields);
    return form->left;
}

Result<void> forget_saved(db::Tx& tx, const web::Request& request, const web::Context& context) {
    if (request.form.text(saved_field).empty()) return {};
    const auto vault = TRY(vault_in(context));
    if (const auto code = code_held(request, vault)) contact::forget_form(tx, vault, *code);
    return {};
}

Result<web::Response> return_to_form(const Site& site, web::Request& request, web::Context& context) {
    const auto refused = [&](const char* field, const char* words, int status) {
        const Problem problem{field, context.say(words, {{"days", std::to_string(contact::kept_for.count())}})};
        return site.page(request, context, return_page(request, context, {&problem, 1}), status);
    };
    const auto code = Reference::parse(request.form.text("code"));
    if (!code) return refused("code", "website.return_code_wrong", 422);
    if (!site.may_guess(request, context, *code)) return refused("code", "website.follow_too_often", 429);
    const auto left = TRY(take_up(request, context, code->text(), request.form.text("contact")));
    if (!left) return refused("code", "website.return_wrong", 422);
    return go_on_with_form(site, request, context, left->service, left->at);
}

}  // namespace website
