// Forms on paper keyed in at the desk: which form it is, then its questions under the version that was printed.

#include "contact/paper.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/report_form.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

std::string typed_number(const web::Request& request) { return std::string(request.query.text("number")); }

Result<catalogue::DefinitionPtr> form_meant(const web::Request& request, const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return contact::find_by_paper(tx, typed_number(request)); });
}

web::Response number_page(const Site& site, const web::Request& request, const web::Context& context, std::span<const catalogue::DefinitionPtr> services,
                          std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.paper"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(page.title);
    if (const auto kept = Reference::parse(request.query.text("kept"))) {
        html::Html said = "<p class=\"govuk-notification-banner__heading\">"_html;
        said << context.say("desk.paper_kept", {{"reference", kept->spoken()}}) << "</p>"_html;
        out << govuk::notification_banner({.html = std::move(said), .type = "success"});
    }
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "paper", keys);
    out << "<form method=\"get\" action=\"/staff/paper\" novalidate>"_html;
    govuk::input(out, {.id = "number", .name = "number", .value = typed_number(request), .label = {.text = context.say("desk.paper_number"), .classes = "govuk-label--m"},
                       .hint = {.text = context.say("desk.paper_number_hint")}, .error_message = html::problem_at(problems, "number"), .classes = "govuk-input--width-20",
                       .autocomplete = "off", .spellcheck = false, .attributes = {{"autofocus"}}});
    govuk::button(out, {.text = context.say("desk.paper_find")});
    out << "</form><h2 class=\"govuk-heading-m\">"_html << context.say("desk.paper_forms") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.paper_forms_why") << "</p><ul class=\"govuk-list\">"_html;
    for (const auto& service : services) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", "/services/" + service->code + "/form.pdf") << ">"_html << service->name << "</a> "_html
            << contact::shown_paper_number(contact::paper_number(service->code, service->version)) << "</li>"_html;
    }
    out << "</ul>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<web::Response> ask_number(const Site& site, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto services = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); }));
    return number_page(site, request, context, services, problems, status);
}

/// The day it came, and that it is another one where one like it was keyed in.
html::Html own_fields(const web::Request& request, const web::Context& context, std::span<const Problem> problems, bool was_keyed) {
    const auto today = base::to_iso(places::zone_of(context.tenant.time_zone).day(context.now));
    html::Html out;
    govuk::input(out, {.id = "received", .name = "received", .type = "date", .value = request.form.has("received") ? std::string(request.form.text("received")) : today,
                       .label = {.text = context.say("desk.paper_received"), .classes = "govuk-label--s"}, .error_message = html::problem_at(problems, "received"), .classes = "govuk-input--width-10"});
    if (was_keyed)
        govuk::checkboxes(out, {.id_prefix = "another", .name = "another", .items = {{.value = "yes", .text = context.say("desk.paper_another"), .hint = {.text = context.say("desk.paper_another_hint")}}}});
    return out;
}

web::Response form_page(const Site& site, const web::Request& request, const web::Context& context, const catalogue::Definition& service, std::span<const Problem> problems,
                        int status, bool was_keyed = false) {
    html::Page page{.title = service.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.paper"), .href = "/staff/paper"});
    page.main << html::problem_summary(problems, context.language)
              << heading(service.name, context.say("desk.paper_version", {{"number", contact::shown_paper_number(contact::paper_number(service.code, service.version))}, {"version", std::to_string(service.version)}}))
              << "<div class=\"gh-reading\">"_html
              << website::report_form(request, context, service, problems,
                                      {.contact_heading = context.say("desk.request_person"), .contact_why = context.say("desk.paper_person_why"), .button = context.say("desk.paper_keep"),
                                       .above = own_fields(request, context, problems, was_keyed)})
              << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_paper(const Site& site, web::Request& request, web::Context& context) {
    if (typed_number(request).empty()) return ask_number(site, request, context, {}, 200);
    const auto service = form_meant(request, context);
    if (service) return web::see_other("/staff/paper/" + contact::paper_number((*service)->code, (*service)->version));
    if (service.error().kind != Kind::not_found) return std::unexpected(service.error());
    return ask_number(site, request, context, std::vector<Problem>{{"number", context.say(service.error().key)}}, 422);
}

Result<web::Response> show_paper_form(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return contact::find_by_paper(tx, request.param("form")); }));
    return form_page(site, request, context, *service, {}, 200);
}

Result<web::Response> key_paper(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto vault = TRY(access::Vault::of(context.tenant.settings, context.tenant.folder, context.tenant.db.engine(), context.random));
    catalogue::DefinitionPtr service;
    const contact::Paper paper{.received = base::parse_iso_day(request.form.text("received")).value_or(Day{}), .is_another = request.form.text("another") == "yes"};
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto meant = TRY(contact::find_by_paper(tx, request.param("form")));
        service = meant;
        const auto request_taken = TRY(contact::take_from_paper(tx, context.random, vault, actor_of(context), service, website::sent_with(request, *service), paper));
        return request_taken.reference.text();
    });
    if (taken) return web::see_other("/staff/paper?kept=" + taken->text);
    const auto& refusal = taken.error();
    if (service && refusal.key == "contact.keyed_already") {
        const auto first = Reference::parse(refusal.log);
        const auto said = context.say("desk.paper_keyed_already", {{"reference", first ? first->spoken() : std::string()}});
        return form_page(site, request, context, *service, std::vector<Problem>{{"another", said}}, 409, true);
    }
    if (service && refusal.kind == Kind::invalid && !refusal.fields.empty()) return form_page(site, request, context, *service, refusal.fields, 422);
    return std::unexpected(refusal);
}

}  // namespace desk
