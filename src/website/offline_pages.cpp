// Reporting without a signal: the form that a browser may keep, the page of what waits, the service worker, and the token it fetches.
// None of these pages holds anything of anybody's, so a browser may keep them.

#include "catalogue/stages.h"
#include "html/govuk.h"
#include "website/offline.h"
#include "website/pages.h"
#include "website/report_fields.h"
#include "website/report_photos_view.h"

#include "base/text.h"
#include "web/packing.h"

namespace website {
namespace {

namespace govuk = html::govuk;

/// Words for a script, as a JSON object: the last part of each key with its text.
std::string words_for_script(const web::Context& context, std::string_view prefix, std::initializer_list<const char*> names) {
    std::string out = "{";
    for (const auto* name : names)
        out += (out.size() > 1 ? "," : "") + base::json_string(name) + ':' + base::json_string(context.say(std::string(prefix) + name));
    return out + '}';
}

/// A message that the script shows where it applies.
void put_message(html::Html& out, const char* when, const std::string& value, const std::string& text) {
    out << "<p class=\"govuk-error-message\" hidden"_html;
    if (std::string_view(when) == "stops")
        out.attribute("data-stops", value);
    else
        out.attribute("data-missing", value);
    out << ">"_html << text << "</p>"_html;
}

/// What the server would say to these answers, for when it cannot be asked.
void put_checks(html::Html& out, const catalogue::Definition& service, const web::Context& context) {
    if (service.has_place())
        put_message(out, "missing", "location", service.location_missing.empty() ? context.say("contact.where") : service.location_missing);
    for (const auto& question : service.form.questions) {
        if (question.required && !question.condition)
            put_message(out, "missing", forms::first_field(question), question.missing.empty() ? context.say("website.offline_missing", {{"question", question.label}}) : question.missing);
        for (const auto& choice : question.choices)
            if (!choice.stop.empty()) put_message(out, "stops", question.code + '=' + choice.code, choice.stop);
    }
}

void put_offline_form(html::Html& out, const web::Context& context, const catalogue::Definition& service) {
    const forms::Typed nothing = [](std::string_view) { return std::string(); };
    out << "<form method=\"post\" enctype=\"multipart/form-data\" novalidate data-offline-form"_html;
    out.url("action", "/services/" + service.code + "/report").attribute("data-service", service.code).attribute("data-name", service.name);
    out.attribute("data-photos", std::to_string(service.photos ? service.photos->most : 0));
    out.attribute("data-words", words_for_script(context, "website.notice_", {"waiting", "sent", "refused", "link"})) << ">"_html;
    if (service.has_place()) put_place(out, service, nothing, {}, forms::Standing::among_others);
    forms::put_questions(out, service.form, nothing, {});
    if (service.photos) put_photo_field(out, context, service.photos->most, 0, {});
    if (asks_details(service)) put_details(out, context, service, nothing, {});
    out << govuk::inset_text({.text = context.say("website.offline_keeps")}) << "<div hidden data-only-with-script>"_html;
    put_checks(out, service, context);
    out << "<p class=\"govuk-error-message\" hidden data-cannot>"_html << context.say("website.offline_cannot") << "</p>"_html;
    govuk::button(out, {.text = context.say("website.offline_keep")});
    out << "</div></form>"_html;
}

}  // namespace

Result<web::Response> show_without_signal(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return catalogue::find_offered(tx, request.param("service"), access::Actor::visitor(), {}); }));
    html::Page page{.title = context.say("website.offline_title") + " – " + service->name, .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = "/services/" + service->code});
    page.scripts.push_back(site.asset("offline.js"));
    page.main << "<div class=\"gh-reading\"><span class=\"govuk-caption-l\">"_html << service->name << "</span><h1 class=\"govuk-heading-l\">"_html
              << context.say("website.offline_title") << "</h1><p class=\"govuk-body\">"_html << context.say("website.offline_text")
              << "</p><p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    page.main.url("href", "/services/" + service->code + "/report") << ">"_html << context.say("website.offline_with_signal") << "</a></p>"_html;
    put_offline_form(page.main, context, *service);
    page.main << "</div>"_html;
    return web::packed(site.page(request, context, std::move(page)), request);
}

Result<web::Response> show_waiting(const Site& site, web::Request& request, web::Context& context) {
    html::Page page{.title = context.say("website.waiting_title"), .hide_from_search = true};
    page.scripts.push_back(site.asset("offline.js"));
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html
        << context.say("website.waiting_intro") << "</p><p class=\"govuk-body\" data-nothing-waits>"_html << context.say("website.waiting_nothing")
        << "</p><ul class=\"govuk-list\" role=\"list\" aria-live=\"polite\" data-waiting-list"_html;
    out.attribute("data-words", words_for_script(context, "website.waiting_",
                                                 {"tag_waiting", "tag_sent", "tag_refused", "kept", "with_photos", "with_us", "waiting_text", "no_signal_text", "sent_text",
                                                  "code", "follow", "why_wrong", "why_gone", "why_large", "why_old", "send_now", "change", "delete", "forget"}));
    out << "></ul><div hidden data-forms-kept><h2 class=\"govuk-heading-m\">"_html << context.say("website.waiting_forms")
        << "</h2><ul class=\"govuk-list govuk-list--bullet\"></ul></div></div>"_html;
    return web::packed(site.page(request, context, std::move(page)), request);
}

/// The two things that differ from site to site and from version to version, and then the program.
Result<web::Response> show_service_worker(const Site& site, web::Request&, web::Context& context) {
    const auto dress = site.dress(context);
    std::string list;
    for (const auto& address : {dress.stylesheet, dress.script, site.asset("site.js"), dress.icon, site.asset("offline.js")})
        list += (list.empty() ? "" : ",") + base::json_string(address);
    const auto program = site.asset_text("service-worker.js");
    const auto version = base::to_hex(base::sha256(list + program)).substr(0, 16);
    auto answer = web::bytes("self.guildhall={version:" + base::json_string(version) + ",assets:[" + list + "]};\n" + program, "text/javascript; charset=utf-8");
    return std::move(answer)
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
        .with_etag(version);
}

/// A token for a form that this browser kept: what shows that it came from us. Only our own pages can read it.
Result<web::Response> give_seal(const Site&, web::Request& request, web::Context& context) {
    TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return catalogue::find_offered(tx, request.param("service"), access::Actor::visitor(), {}); }));
    return web::json("{\"csrf\":" + base::json_string(context.seal().csrf) + '}');
}

bool wants_json(const web::Request& request) { return request.header("Accept") == "application/json"; }

web::Response sent_as_json(const Followed& followed, const std::string& code) {
    return web::json("{\"reference\":" + base::json_string(followed.request.reference.spoken()) + ",\"address\":" + base::json_string(followed.address()) +
                     ",\"code\":" + base::json_string(code) + '}');
}

web::Response problems_as_json(std::span<const Problem> problems, int status) {
    std::string list;
    for (const auto& problem : problems)
        list += (list.empty() ? "{\"field\":" : ",{\"field\":") + base::json_string(problem.field) + ",\"message\":" +
                base::json_string(base::has_words(problem.message) ? say(problem.message) : problem.message) + '}';
    return web::json("{\"problems\":[" + list + "]}", status);
}

}  // namespace website
