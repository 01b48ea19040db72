// Splitting a case that is really two pieces of work: requests are taken out, or a second one is made of a request that holds two matters.

#include "catalogue/stages.h"
#include "desk/case_page.h"
#include "desk/parts.h"
#include "forms/view.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/report_fields.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

struct Splitting {
    CaseShown shown;
    std::vector<catalogue::DefinitionPtr> services;
};

std::string case_address(const CaseShown& shown) { return "/staff/cases/" + to_string(shown.the_case.id); }

Result<Splitting> read_splitting(db::Tx& tx, const web::Request& request, const web::Context& context, cases::CaseId id) {
    auto shown = TRY(read_case(tx, request, context, id));
    TRY(access::require(actor_of(context), access::Permission::work_case, shown.the_case.owned()));
    if (shown.the_case.state == cases::State::closed) return refuse(Kind::conflict, "cases.split_closed");
    auto services = TRY(catalogue::live_services(tx));
    return Splitting{std::move(shown), std::move(services)};
}

std::string named(const web::Context& context, const CaseShown& shown, const cases::Request& request) {
    const auto person = shown.person_of(request);
    return request.reference.spoken() + ", " + (person.name.empty() ? context.say("desk.unnamed") : person.name);
}

void put_why(html::Html& out, const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    govuk::textarea(out, {.id = "split-text",
                          .name = "text",
                          .rows = 3,
                          .value = std::string(request.form.text("text")),
                          .label = {.text = context.say("desk.split_why"), .classes = "govuk-label--s"},
                          .hint = {.text = context.say("desk.note_hint")},
                          .error_message = html::problem_at(problems, "split-text")});
}

/// Which of several requests go.
void put_taking_out(html::Html& out, const web::Request& request, const web::Context& context, const CaseShown& shown, std::span<const Problem> problems) {
    if (shown.requests.size() < 2) return;
    std::vector<govuk::CheckboxItem> items;
    std::vector<std::string> ticked;
    for (const auto& each : shown.requests) {
        const auto hint = website::shown_time(context, each.received_at) + (each.withdrawn_at ? ", " + context.say("cases.withdrawn") : std::string());
        items.push_back({.value = to_string(each.id), .text = named(context, shown, each), .hint = {.text = hint}});
    }
    for (const auto value : request.form.all("requests")) ticked.emplace_back(value);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.split_requests") << "</h2>"_html;
    open_case_form(out, context, shown, "/splitting");
    govuk::checkboxes(out, {.fieldset = {.legend = {.text = context.say("desk.split_which"), .classes = "govuk-fieldset__legend--s"}},
                            .hint = {.text = context.say("desk.split_which_hint")},
                            .error_message = html::problem_at(problems, "requests"),
                            .id_prefix = "requests",
                            .name = "requests",
                            .items = std::move(items),
                            .values = std::move(ticked),
                            .classes = "govuk-checkboxes--small"});
    put_why(out, request, context, problems);
    govuk::button(out, {.text = context.say("desk.split_button"), .prevent_double_click = true});
    out << "</form>"_html;
}

/// Which request holds a second matter, and what that is about.
void put_second_matter(html::Html& out, const web::Context& context, const Splitting& splitting) {
    const auto& shown = splitting.shown;
    std::vector<govuk::SelectItem> requests, services;
    for (const auto& each : shown.requests)
        if (each.is_live()) requests.push_back({.value = to_string(each.id), .text = named(context, shown, each)});
    for (const auto& service : splitting.services) services.push_back({.value = service->code, .text = service->name});
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.split_matter") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.split_matter_text")
        << "</p><form method=\"get\""_html;
    out.url("action", case_address(shown) + "/splitting/matter") << ">"_html;
    govuk::select(out, {.id = "request", .name = "request", .items = std::move(requests), .label = {.text = context.say("desk.split_matter_of"), .classes = "govuk-label--s"}});
    govuk::select(out, {.id = "service", .name = "service", .items = std::move(services), .value = shown.the_case.service, .label = {.text = context.say("desk.split_matter_service"), .classes = "govuk-label--s"}});
    govuk::button(out, {.text = context.say("desk.split_go_on"), .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

html::Page page_of(const web::Context& context, const CaseShown& shown, const char* title, std::span<const Problem> problems) {
    html::Page page{.title = context.say(title), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.back_to_case"), .href = case_address(shown)});
    page.main << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language)
              << heading(context.say(title), shown.service->name + " " + shown.request().reference.spoken());
    return page;
}

web::Response split_page(const Site& site, const web::Request& request, const web::Context& context, const Splitting& splitting,
                         std::span<const Problem> problems, int status) {
    auto page = page_of(context, splitting.shown, "desk.split", problems);
    page.main << "<p class=\"govuk-body\">"_html << context.say("desk.split_text") << "</p>"_html;
    put_taking_out(page.main, request, context, splitting.shown, problems);
    put_second_matter(page.main, context, splitting);
    page.main << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

std::vector<cases::RequestId> ticked_in(const web::Request& request) {
    std::vector<cases::RequestId> ticked;
    for (const auto value : request.form.all("requests")) ticked.push_back(parse_id<cases::RequestId>(value).value_or(cases::RequestId{}));
    return ticked;
}

/// The problems of a refusal, each under the field of this page; a conflict stands above all.
std::vector<Problem> problems_of(const web::Context& context, const Refusal& refusal, const char* otherwise) {
    auto problems = refusal.fields;
    for (auto& problem : problems)
        if (problem.field == "text") problem.field = "split-text";
    if (problems.empty()) problems.push_back({otherwise, context.say(refusal.key)});
    return problems;
}

bool is_about_input(const Refusal& refusal) { return refusal.kind == Kind::invalid || refusal.kind == Kind::conflict; }

// ---- the second matter -------------------------------------------------------------------------------------------------------------------

/// What the page of a second matter shows: the request that holds it, and the questions of the other service.
struct Matter {
    CaseShown shown;
    cases::Request first;
    catalogue::DefinitionPtr service;
};

std::string_view chosen(const web::Request& request, const char* name) {
    const auto sent = request.form.text(name);
    return sent.empty() ? request.query.text(name) : sent;
}

Result<Matter> read_matter(db::Tx& tx, const web::Request& request, const web::Context& context, cases::CaseId id) {
    auto splitting = TRY(read_splitting(tx, request, context, id));
    const auto named_request = parse_id<cases::RequestId>(chosen(request, "request"));
    const auto& all = splitting.shown.requests;
    const auto first = std::ranges::find(all, named_request.value_or(cases::RequestId{}), &cases::Request::id);
    if (first == all.end()) return refuse(Kind::not_found, "cases.no_such_request");
    const auto service = TRY(catalogue::find_offered(tx, chosen(request, "service"), actor_of(context), splitting.shown.the_case.area));
    auto copy = *first;
    return Matter{std::move(splitting.shown), std::move(copy), service};
}

web::Response matter_page(const Site& site, const web::Request& request, const web::Context& context, const Matter& matter,
                          std::span<const Problem> problems, int status) {
    auto page = page_of(context, matter.shown, "desk.split_matter", problems);
    auto& out = page.main;
    out << "<p class=\"govuk-body\">"_html << context.say("desk.split_matter_for", {{"service", matter.service->name}, {"reference", matter.first.reference.spoken()}}) << "</p>"_html;
    open_case_form(out, context, matter.shown, "/splitting/matter");
    out << "<input type=\"hidden\" name=\"request\""_html;
    out.attribute("value", to_string(matter.first.id)) << "><input type=\"hidden\" name=\"service\""_html;
    out.attribute("value", matter.service->code) << ">"_html;
    forms::put_questions(out, matter.service->form, forms::typed_by(request.form, matter.service->form), problems);
    put_why(out, request, context, problems);
    govuk::button(out, {.text = context.say("desk.split_matter_button"), .prevent_double_click = true});
    out << "</form></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_split(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto splitting = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_splitting(tx, request, context, id); }));
    return split_page(site, request, context, splitting, {}, 200);
}

Result<web::Response> split_case(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto part = TRY(cases::split(tx, actor_of(context), id, seen_changes(request), ticked_in(request), request.form.text("text")));
        return to_string(part.id);
    });
    if (done) return web::see_other("/staff/cases/" + done->text);
    if (!is_about_input(done.error())) return show_unsaved(site, request, context, done.error());
    const auto problems = problems_of(context, done.error(), "requests");
    const auto splitting = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_splitting(tx, request, context, id); });
    if (!splitting) return show_unsaved(site, request, context, splitting.error());
    return split_page(site, request, context, *splitting, problems, done.error().kind == Kind::conflict ? 409 : 422);
}

Result<web::Response> show_split_matter(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto matter = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_matter(tx, request, context, id); }));
    return matter_page(site, request, context, matter, {}, 200);
}

/// To the new case where it is theirs to see, else back to the old one.
Result<web::Response> split_matter(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto& who = actor_of(context);
        TRY(access::confirm(tx, who));
        const auto the_case = TRY(cases::find_case(tx, who, id));
        const auto service = TRY(catalogue::find_offered(tx, request.form.text("service"), who, the_case.area));
        const auto first = parse_id<cases::RequestId>(request.form.text("request")).value_or(cases::RequestId{});
        const contact::SecondMatter matter{.case_id = id,
                                           .seen_changes = seen_changes(request),
                                           .first = first,
                                           .answer = forms::sent_by(request.form, service->form),
                                           .why = request.form.text("text")};
        const auto taken = TRY(contact::take_second_matter(tx, context.random, who, service, matter));
        return to_string(cases::find_case(tx, who, taken.case_id) ? taken.case_id : id);
    });
    if (done) return web::see_other("/staff/cases/" + done->text);
    if (!is_about_input(done.error())) return show_unsaved(site, request, context, done.error());
    const auto problems = problems_of(context, done.error(), "split-text");
    const auto matter = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_matter(tx, request, context, id); });
    if (!matter) return show_unsaved(site, request, context, matter.error());
    return matter_page(site, request, context, *matter, problems, done.error().kind == Kind::conflict ? 409 : 422);
}

}  // namespace desk
