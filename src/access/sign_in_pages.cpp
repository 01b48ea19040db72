// Signing in and out.

#include "access/pages.h"
#include "access/sign_in.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <charconv>

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

constexpr std::string_view home = "/staff";

struct SignInForm {
    std::string_view email, next;
    std::vector<Problem> problems;
};

html::Html form_of(const web::Context& context, const SignInForm& shown) {
    html::Html form = "<form method=\"post\" action=\"/staff/sign-in\" novalidate>"_html;
    form << seal_of(context) << "<input type=\"hidden\" name=\"next\""_html;
    form.attribute("value", shown.next) << ">"_html;
    govuk::input(form, {.name = "email",
                        .type = "email",
                        .value = std::string(shown.email),
                        .label = {.text = context.say("access.page_email")},
                        .error_message = html::problem_at(shown.problems, "email", context.language),
                        .autocomplete = "username",
                        .spellcheck = false});
    govuk::password_input(form, {.id = "password",
                                 .name = "password",
                                 .label = {.text = context.say("access.page_password")},
                                 .error_message = html::problem_at(shown.problems, "password", context.language)});
    govuk::button(form, {.text = context.say("access.page_sign_in"), .prevent_double_click = true});
    return form << "</form>"_html;
}

web::Response sign_in_page(const Pages& pages, const web::Request& request, const web::Context& context,
                           const SignInForm& shown, int status) {
    auto page = page_of(request, context, context.say("access.page_sign_in"), shown.problems);
    page.main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html
              << html::problem_summary(shown.problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html
              << context.say("access.page_sign_in") << "</h1><p class=\"govuk-body\">"_html << context.say("access.page_sign_in_who")
              << "</p>"_html << form_of(context, shown) << "</div></div>"_html;
    return pages.frame(request, context, page, status);
}

// ---- the second half: a code ------------------------------------------------------------------------------------------

constexpr auto half_time = std::chrono::minutes(10);

/// What a half sign-in is good for: this council, this browser.
std::string purpose_of(const web::Context& context) { return "half sign-in at " + context.tenant.id + " from " + context.form_key; }

struct CodeForm {
    std::string pass;  // who gave the right password, sealed
    std::string_view next;
    std::vector<Problem> problems = {};
};

web::Response code_page(const Pages& pages, const web::Request& request, const web::Context& context, const CodeForm& shown, int status) {
    auto page = page_of(request, context, context.say("access.page_code_title"), shown.problems);
    auto& main = page.main;
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html
         << html::problem_summary(shown.problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html
         << context.say("access.page_code_title") << "</h1><form method=\"post\" action=\"/staff/sign-in/code\" novalidate>"_html
         << seal_of(context) << "<input type=\"hidden\" name=\"pass\""_html;
    main.attribute("value", shown.pass) << "><input type=\"hidden\" name=\"next\""_html;
    main.attribute("value", shown.next) << ">"_html;
    code_input(main, context, shown.problems);
    govuk::button(main, {.text = context.say("access.page_sign_in"), .prevent_double_click = true});
    main << "</form></div></div>"_html;
    return pages.frame(request, context, page, status);
}

Result<web::Response> ask_code(const Pages& pages, const web::Request& request, const web::Context& context, StaffId staff,
                               std::string_view next) {
    const auto vault = TRY(vault_of(context));
    const auto half = to_string(staff) + ' ' + std::to_string(context.now.time_since_epoch().count());
    return code_page(pages, request, context, {.pass = base::to_base64url(vault.seal(half, purpose_of(context), context.random)), .next = next}, 200);
}

std::optional<CodeGiven> half_in(const web::Request& request, const web::Context& context, const Vault& vault) {
    const auto sealed = base::from_base64url(request.form.text("pass"));
    const auto half = sealed ? vault.open(*sealed, purpose_of(context)) : std::nullopt;
    if (!half) return std::nullopt;
    const auto space = half->find(' ');
    const auto staff = parse_id<StaffId>(half->substr(0, space));
    std::int64_t micros = 0;
    std::from_chars(half->data() + space + 1, half->data() + half->size(), micros);
    const Instant since{Duration{micros}};
    if (!staff || context.now - since > half_time || since > context.now) return std::nullopt;
    return CodeGiven{*staff, since, std::string(request.form.text("code")), request.client};
}

std::vector<Problem> missing_answers(const web::Request& request) {
    std::vector<Problem> problems;
    if (base::trim(request.form.text("email")).empty()) problems.push_back({"email", "access.email_missing"});
    if (request.form.text("password").empty()) problems.push_back({"password", "access.password_missing"});
    return problems;
}

}  // namespace

Result<web::Response> show_sign_in(const Pages& pages, web::Request& request, web::Context& context) {
    const auto next = web::local_path(request.query.text("next"), home);
    if (actor_of(context).staff()) return web::see_other(next);
    return sign_in_page(pages, request, context, {.email = "", .next = next, .problems = {}}, 200);
}

Result<web::Response> sign_in_by_form(const Pages& pages, web::Request& request, web::Context& context) {
    const auto next = web::local_path(request.form.text("next"), home);
    SignInForm shown{.email = request.form.text("email"), .next = next, .problems = missing_answers(request)};
    if (!shown.problems.empty()) return sign_in_page(pages, request, context, shown, 422);
    web::Cookie cookie;
    const auto start_session = [&](db::Tx& tx, const Actor& actor) {
        cookie = context.sessions.start(tx, request, context, session_subject(actor.staff())).cookie;
    };
    const bool codes = second_factor_rule(context.tenant.settings) != SecondFactorRule::off;
    const Credentials credentials{std::string(shown.email), std::string(request.form.text("password")), request.client, codes};
    const auto signed_in = sign_in(context.tenant.db, context.for_db(), pages.passwords, credentials, start_session);
    if (signed_in && signed_in->second_factor && codes) return ask_code(pages, request, context, signed_in->staff(), next);
    if (signed_in) return web::see_other(next).with(std::move(cookie));
    auto problems = problems_of(signed_in.error(), "email", context.language);
    if (!problems) return std::unexpected(signed_in.error());
    shown.problems = *std::move(problems);
    return sign_in_page(pages, request, context, shown, form_status(signed_in.error()));
}

Result<web::Response> sign_in_by_code(const Pages& pages, web::Request& request, web::Context& context) {
    const auto vault = TRY(vault_of(context));
    const auto next = web::local_path(request.form.text("next"), home);
    const auto given = half_in(request, context, vault);
    if (!given)
        return sign_in_page(pages, request, context, {.email = "", .next = next, .problems = {{"email", "access.half_sign_in_over"}}}, 422);
    web::Cookie cookie;
    const auto done = finish_sign_in(context.tenant.db, context.for_db(), vault, *given, [&](db::Tx& tx, const Actor& actor) {
        cookie = context.sessions.start(tx, request, context, session_subject(actor.staff())).cookie;
    });
    if (done) return web::see_other(next).with(std::move(cookie));
    auto problems = problems_of(done.error(), "code", context.language);
    if (!problems) return std::unexpected(done.error());
    return code_page(pages, request, context, {std::string(request.form.text("pass")), next, *std::move(problems)}, form_status(done.error()));
}

Result<web::Response> sign_out(const Pages&, web::Request&, web::Context& context) {
    const auto cookie = TRY(context.tenant.db.write(
        context.for_db(), [&](db::Tx& tx) -> Result<web::Cookie> { return context.sessions.end(tx, context); }));
    return web::see_other("/staff/sign-in").with(cookie);
}

// ---- what the pages of this room share ------------------------------------------------------------------------------

html::Page page_of(const web::Request& request, const web::Context& context, std::string title,
                   std::span<const Problem> problems) {
    return {.title = std::move(title),
            .language = context.language,
            .nonce = context.nonce,
            .path = request.path,
            .has_errors = !problems.empty(),
            .hide_from_search = true};
}

Result<Vault> vault_of(const web::Context& context) {
    return Vault::of(context.tenant.settings, context.tenant.folder, context.tenant.db.engine(), context.random);
}

std::string shown(const Pages& pages, const web::Context& context, Instant at) {
    return pages.outside.shown_time ? pages.outside.shown_time(context, at) : base::to_iso(at);
}

void code_input(html::Html& form, const web::Context& context, std::span<const Problem> problems) {
    govuk::input(form, {.id = "code",
                        .name = "code",
                        .label = {.text = context.say("access.page_code")},
                        .hint = {.text = context.say("access.page_code_hint")},
                        .error_message = html::problem_at(problems, "code", context.language),
                        .classes = "govuk-input--width-10",
                        .autocomplete = "one-time-code",
                        .spellcheck = false,
                        .autocapitalize = "none"});
}

html::Html seal_of(const web::Context& context) {
    const auto seal = context.seal();
    html::Html out = "<input type=\"hidden\" name=\"csrf\""_html;
    out.attribute("value", seal.csrf) << "><input type=\"hidden\" name=\"operation\""_html;
    out.attribute("value", seal.operation) << ">"_html;
    return out;
}

std::string spoken_wait(std::string_view text, base::Language language) {
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (seconds == 1) return base::say("access.wait_second", {}, language);
    if (seconds < 60) return base::say("access.wait_seconds", {{"count", std::to_string(seconds)}}, language);
    const auto minutes = (seconds + 59) / 60;
    if (minutes == 1) return base::say("access.wait_minute", {}, language);
    return base::say("access.wait_minutes", {{"count", std::to_string(minutes)}}, language);
}

std::optional<std::vector<Problem>> problems_of(const Refusal& refusal, const char* field, base::Language language) {
    if (refusal.key == "access.too_many_tries") {
        const auto wait = spoken_wait(refusal.fields.empty() ? "" : refusal.fields.front().message, language);
        return std::vector<Problem>{{field, base::say(refusal.key, {{"wait", wait}}, language)}};
    }
    if (refusal.key == "access.wrong_credentials" || refusal.key == "access.busy" ||
        refusal.key == "access.password_changed_meanwhile")
        return std::vector<Problem>{{field, refusal.key}};
    if (refusal.kind == Kind::invalid && !refusal.fields.empty()) return refusal.fields;
    return std::nullopt;
}

int form_status(const Refusal& refusal) {
    if (refusal.key == "access.too_many_tries") return 429;
    return refusal.kind == Kind::unavailable ? 503 : 422;
}

}  // namespace room::access
