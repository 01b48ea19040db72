// Contact plans: the list with its reviews, and the plan of one person.

#include "desk/parts.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "notifications/reader.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

struct Plans {
    std::vector<people::Plan> plans;
    std::map<people::PersonId, people::Contact> persons;
    std::map<access::StaffId, std::string> owners;
};

/// Those of people whom this actor may see.
Result<Plans> read_plans(db::Tx& tx, const access::Actor& who) {
    Plans read;
    auto plans = TRY(people::all_plans(tx, who));
    read.plans = std::move(plans);
    std::vector<people::PersonId> persons;
    std::vector<access::StaffId> owners;
    for (const auto& plan : read.plans) {
        persons.push_back(plan.person);
        owners.push_back(plan.owner);
    }
    if (!persons.empty()) read.persons = find_persons(tx, who, persons);
    std::erase_if(read.plans, [&](const people::Plan& plan) { return !read.persons.contains(plan.person); });
    if (!owners.empty()) read.owners = access::staff_names(tx, owners);
    for (const auto& [person, details] : read.persons) people::note_read(tx, person);
    return read;
}

html::Html state_of(const web::Context& context, const people::Plan& plan) {
    if (plan.wants_review(context.now)) return html::badge({.text = context.say("desk.plan_review_due"), .kind = "alert"});
    if (plan.holds(context.now)) return html::badge({.text = context.say("desk.plan_holds"), .kind = "good"});
    return html::badge({.text = context.say("desk.plan_over")});
}

html::Html table_of(const web::Context& context, const Plans& read) {
    if (read.plans.empty()) return html::empty_state({.text = context.say("desk.plans_none")});
    govuk::Table table{.head = {{.text = context.say("desk.person")}, {.text = context.say("desk.plan")}, {.text = context.say("desk.plan_owner_head")},
                                {.text = context.say("desk.plan_review")}, {.text = context.say("desk.state")}},
                       .caption = context.say("desk.plans"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& plan : read.plans) {
        const auto& person = read.persons.at(plan.person);
        const auto owner = read.owners.find(plan.owner);
        html::Html name;
        name << "<a class=\"govuk-link\""_html;
        name.url("href", "/staff/people/" + to_string(plan.person)) << ">"_html << (person.name.empty() ? context.say("desk.unnamed") : person.name) << "</a>"_html;
        table.rows.push_back({{.html = std::move(name)}, {.text = context.say("people.plan_" + plan.reason) + ". " + plan.words},
                              {.text = owner == read.owners.end() ? std::string() : owner->second}, {.text = shown_day(context, plan.review_at)}, {.html = state_of(context, plan)}});
    }
    return html::wide_table(table);
}

struct PlanForm {
    people::PersonId person;
    people::Contact details;
    std::optional<PlanShown> plan;
    std::vector<access::Staff> staff;
};

Result<people::PersonId> person_of(const web::Request& request) {
    const auto id = parse_id<people::PersonId>(request.param("person"));
    if (!id) return refuse(Kind::not_found, "people.no_such_person");
    return *id;
}

Result<PlanForm> read_form(db::Tx& tx, const access::Actor& who, people::PersonId id) {
    auto details = TRY(find_person(tx, who, id));
    people::note_read(tx, id);
    PlanForm form{.person = id, .details = std::move(details), .plan = {}, .staff = access::all_staff(tx)};
    form.plan = plan_shown(tx, who, form.details);
    std::erase_if(form.staff, [](const access::Staff& each) { return !each.active; });
    return form;
}

std::string name_of(const web::Context& context, const PlanForm& form) { return form.details.name.empty() ? context.say("desk.unnamed") : form.details.name; }

void put_form(html::Html& out, const web::Request& request, const web::Context& context, const PlanForm& form, std::span<const Problem> problems) {
    const auto typed = [&](const char* name, const std::string& otherwise) { return request.form.has(name) ? std::string(request.form.text(name)) : otherwise; };
    const auto before = [&](auto value) { return form.plan ? value(form.plan->plan) : std::string(); };
    std::vector<govuk::RadioItem> reasons;
    for (const auto reason : people::plan_reasons()) reasons.push_back({.value = std::string(reason), .text = context.say("people.plan_" + std::string(reason))});
    std::vector<govuk::SelectItem> owners{{.value = "", .text = context.say("desk.plan_owner_choose")}};
    for (const auto& each : form.staff) owners.push_back({.value = to_string(each.id), .text = each.name});
    out << "<form method=\"post\" novalidate data-module=\"gh-keep-words\""_html;
    out.url("action", "/staff/people/" + to_string(form.person) + "/plan").attribute("data-kept-said", context.say("desk.kept_back")) << ">"_html << keeping_fields(context);
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.plan_why"), .classes = "govuk-fieldset__legend--s"}}, .error_message = html::problem_at(problems, "reason"),
                        .name = "reason", .items = std::move(reasons), .value = typed("reason", before([](const people::Plan& plan) { return plan.reason; })), .classes = "govuk-radios--small"});
    govuk::textarea(out, {.id = "words", .name = "words", .rows = 4, .value = typed("words", before([](const people::Plan& plan) { return plan.words; })),
                          .label = {.text = context.say("desk.plan_words"), .classes = "govuk-label--s"}, .hint = {.text = context.say("desk.plan_words_hint")},
                          .error_message = html::problem_at(problems, "words")});
    out << govuk::select({.id = "owner", .name = "owner", .items = std::move(owners), .value = typed("owner", before([](const people::Plan& plan) { return to_string(plan.owner); })),
                          .label = {.text = context.say("desk.plan_owner_head"), .classes = "govuk-label--s"}, .error_message = html::problem_at(problems, "owner")});
    govuk::input(out, {.id = "review", .name = "review", .type = "date", .value = typed("review", {}), .label = {.text = context.say("desk.plan_review"), .classes = "govuk-label--s"},
                       .hint = {.text = context.say("desk.plan_review_hint")}, .error_message = html::problem_at(problems, "review"), .classes = "govuk-input--width-10"});
    if (notifications::reader_of(form.details))
        govuk::checkboxes(out, {.id_prefix = "tell", .name = "tell", .items = {{.value = "yes", .text = context.say("desk.plan_tell"), .hint = {.text = context.say("desk.plan_tell_hint")}}},
                                .values = request.form.text("tell") == "yes" ? std::vector<std::string>{"yes"} : std::vector<std::string>{}, .classes = "govuk-checkboxes--small"});
    govuk::button(out, {.text = context.say("desk.plan_button"), .prevent_double_click = true});
    out << "</form>"_html;
}

void put_end(html::Html& out, const web::Context& context, const PlanForm& form) {
    if (!form.plan) return;
    out << "<form method=\"post\""_html;
    out.url("action", "/staff/people/" + to_string(form.person) + "/plan/" + to_string(form.plan->plan.id) + "/end") << ">"_html << website::seal_fields(context);
    govuk::button(out, {.text = context.say("desk.plan_end"), .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

/// Writes to the person how they are answered from now on, as the plan says it. Who left no address gets nothing.
void tell_person(db::Tx& tx, const web::Context& context, people::PersonId id, const people::Contact& details, const web::Fields& form) {
    const auto reader = notifications::reader_of(details);
    if (!reader) return;
    notifications::queue(tx, {.wording = "contact_plan",
                              .channel = reader->channel,
                              .address = reader->address,
                              .about = {"person", id.value},
                              .values = {{"name", details.name},
                                         {"words", std::string(form.text("words"))},
                                         {"review", shown_day(context, end_of_day(context, form.text("review")).value_or(context.now))}},
                              .large_print = reader->large_print});
}

web::Response plan_page(const Site& site, const web::Request& request, const web::Context& context, const PlanForm& form, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.plan") + ": " + name_of(context, form), .has_errors = !problems.empty()};
    page.before_main = html::govuk::back_link({.text = name_of(context, form), .href = "/staff/people/" + to_string(form.person)});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language) << heading(context.say("desk.plan"), name_of(context, form));
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "plan", keys);
    put_form(out, request, context, form, problems);
    put_end(out, context, form);
    out << "</div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_plans(const Site& site, web::Request& request, web::Context& context) {
    const auto read = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_plans(tx, actor_of(context)); }));
    html::Page page{.title = context.say("desk.plans")};
    page.main << heading(context.say("desk.plans"));
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(page.main, context, "plans", keys);
    page.main << care_tabs(context, "/staff/plans") << table_of(context, read);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_plan(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(person_of(request));
    const auto form = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_form(tx, actor_of(context), id); }));
    return plan_page(site, request, context, form, {}, 200);
}

Result<web::Response> set_plan(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(person_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto done = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto details = TRY(find_person(tx, actor_of(context), id));
        const auto set = TRY(people::set_plan(tx, actor_of(context),
                                              {.person = id,
                                               .reason = std::string(request.form.text("reason")),
                                               .words = std::string(request.form.text("words")),
                                               .owner = parse_id<access::StaffId>(request.form.text("owner")).value_or(access::StaffId{}),
                                               .review_at = end_of_day(context, request.form.text("review")).value_or(Instant{})}));
        if (request.form.text("tell") == "yes") tell_person(tx, context, id, details, request.form);
        return to_string(set);
    });
    if (done) return web::see_other("/staff/people/" + to_string(id));
    const auto& refusal = done.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return std::unexpected(refusal);
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"", context.say(refusal.key)});
    const auto form = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_form(tx, actor_of(context), id); }));
    return plan_page(site, request, context, form, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

Result<web::Response> end_plan(const Site&, web::Request& request, web::Context& context) {
    const auto id = TRY(person_of(request));
    const auto plan = parse_id<people::PlanId>(request.param("plan"));
    if (!plan) return refuse(Kind::not_found, "people.no_such_plan");
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto details = TRY(find_person(tx, actor_of(context), id));
        const auto holds = people::plan_for(tx, actor_of(context), details);
        if (!holds || holds->id != *plan) return refuse(Kind::not_found, "people.no_such_plan");
        TRY(people::end_plan(tx, actor_of(context), *plan));
        return std::string("ended");
    }));
    return web::see_other("/staff/people/" + to_string(id));
}

}  // namespace desk
