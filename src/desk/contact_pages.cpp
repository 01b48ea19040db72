// Contacts keyed in by hand, and requests taken for somebody else.

#include "base/text.h"
#include "contact/contact.h"
#include "contact/offered.h"
#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "website/report_form.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr const char* keyed_channels[] = {"phone", "visit", "letter", "email", "social"};
constexpr const char* keyed_outcomes[] = {"answered", "passed_on", "abandoned"};

/// Minutes a contact took, as typed; nothing when that is no number from 0 to 1,440.
std::optional<std::int64_t> minutes_of(std::string_view typed) {
    typed = base::trim(typed);
    std::int64_t minutes = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), minutes);
    if (error != std::errc{} || end != typed.data() + typed.size() || minutes < 0 || minutes > 1440) return std::nullopt;
    return minutes;
}

contact::Keyed keyed_with(const web::Request& request, Instant now, std::int64_t minutes) {
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    return {.channel = text("channel"),
            .direction = text("direction") == "out" ? contact::Direction::outbound : contact::Direction::inbound,
            .started_at = now - std::chrono::minutes(minutes),
            .ended_at = now,
            .person = {text("name"), text("email"), text("phone")},
            .outcome = contact::find_outcome(text("outcome")).value_or(contact::Outcome::answered),
            .note = text("note")};
}

void put_radios(html::Html& out, const web::Context& context, const web::Request& request, std::string name,
                std::string legend, std::vector<govuk::RadioItem> items, const std::string& otherwise,
                std::span<const Problem> problems) {
    const auto typed = std::string(request.form.text(name));
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say(legend), .classes = "govuk-fieldset__legend--s"}},
                        .error_message = html::problem_at(problems, name),
                        .name = name,
                        .items = std::move(items),
                        .value = typed.empty() ? otherwise : typed,
                        .classes = "govuk-radios--inline govuk-radios--small"});
}

void put_fields(html::Html& out, const web::Request& request, const web::Context& context, std::span<const Problem> problems) {
    std::vector<govuk::RadioItem> channels, outcomes;
    for (const auto* code : keyed_channels) channels.push_back({.value = code, .text = context.say(std::string("contact.channel.") + code)});
    for (const auto* code : keyed_outcomes) outcomes.push_back({.value = code, .text = context.say(std::string("contact.outcome.") + code)});
    put_radios(out, context, request, "channel", "desk.contact_channel", std::move(channels), "phone", problems);
    put_radios(out, context, request, "direction", "desk.contact_direction",
               {{.value = "in", .text = context.say("desk.contact_in")}, {.value = "out", .text = context.say("desk.contact_out")}}, "in", problems);
    const auto field = [&](const char* name, const char* label, const char* classes, const char* mode) {
        govuk::input(out, {.id = name,
                           .name = name,
                           .inputmode = mode,
                           .value = std::string(request.form.text(name)),
                           .label = {.text = context.say(label)},
                           .error_message = html::problem_at(problems, name),
                           .classes = classes,
                           .autocomplete = "off"});
    };
    field("minutes", "desk.contact_minutes", "govuk-input--width-4", "numeric");
    govuk::textarea(out, {.id = "note",
                          .name = "note",
                          .rows = 3,
                          .value = std::string(request.form.text("note")),
                          .label = {.text = context.say("desk.contact_note")},
                          .error_message = html::problem_at(problems, "note")});
    put_radios(out, context, request, "outcome", "desk.contact_outcome", std::move(outcomes), "answered", problems);
    out << "</div><div><h2 class=\"govuk-heading-m\">"_html << context.say("desk.contact_person") << "</h2>"_html;
    field("name", "desk.contact_name", "govuk-input--width-20", "text");
    field("email", "desk.contact_email", "govuk-input--width-20", "email");
    field("phone", "desk.contact_phone", "govuk-input--width-20", "tel");
}

Result<web::Response> contact_page(const Site& site, const web::Request& request, const web::Context& context,
                                   std::span<const Problem> problems, int status) {
    const auto services = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) { return catalogue::live_services(tx); }));
    std::vector<govuk::SelectItem> items{{.value = "", .text = context.say("desk.contact_no_service")}};
    for (const auto& service : services) items.push_back({.value = service->code, .text = service->name});
    html::Page page{.title = context.say("desk.contact_new"), .has_errors = !problems.empty()};
    page.main << html::problem_summary(problems, context.language) << heading(context.say("desk.contact_new"))
              << "<form method=\"post\" novalidate data-module=\"gh-keep-words\">"_html << keeping_fields(context) << "<div class=\"gh-split\"><div>"_html;
    put_fields(page.main, request, context, problems);
    page.main << govuk::select({.id = "service",
                                .name = "service",
                                .items = std::move(items),
                                .value = std::string(request.form.text("service")),
                                .label = {.text = context.say("desk.contact_service")},
                                .hint = {.text = context.say("desk.contact_service_hint")}})
              << "</div></div>"_html << govuk::button({.text = context.say("desk.contact_save"), .prevent_double_click = true}) << "</form>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<contact::InteractionId> contact_of(const web::Request& request) {
    const auto id = parse_id<contact::InteractionId>(request.param("contact"));
    if (!id) return refuse(Kind::not_found, "contact.no_such_interaction");
    return *id;
}

web::Response request_page(const Site& site, const web::Request& request, const web::Context& context,
                           const catalogue::Definition& service, std::span<const Problem> problems, int status) {
    html::Page page{.title = service.name, .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.contacts"), .href = "/staff/contacts"});
    page.main << html::problem_summary(problems, context.language) << heading(service.name, context.say("desk.request_for"))
              << govuk::inset_text({.text = service.promise})
              << website::report_form(request, context, service, problems, {.contact_heading = context.say("desk.request_person"),
                                                                      .contact_why = context.say("desk.request_person_why"),
                                                                      .button = context.say("desk.request_save")});
    return site.staff_page(request, context, std::move(page), status);
}

}  // namespace

Result<web::Response> show_contacts(const Site& site, web::Request& request, web::Context& context) {
    struct ContactsListed {
        std::vector<contact::Interaction> interactions;
        std::map<people::PersonId, people::Contact> persons;
    };
    constexpr int most = 40;
    const auto& who = actor_of(context);
    const auto listed = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<ContactsListed> {
        ContactsListed found{contact::recent(tx, who, most), {}};
        std::vector<people::PersonId> persons;
        for (const auto& interaction : found.interactions) persons.push_back(interaction.person);
        found.persons = find_persons(tx, who, persons);
        for (const auto& [person, details] : found.persons) people::note_read(tx, person);
        return found;
    }));
    html::Page page{.title = context.say("desk.contacts")};
    page.main << heading(context.say("desk.contacts"))
              << govuk::button({.text = context.say("desk.contact_new"), .href = "/staff/contacts/new"});
    govuk::Table table{.head = {{.text = context.say("desk.contact_when")}, {.text = context.say("desk.channel")},
                                {.text = context.say("desk.contact_who")}, {.text = context.say("desk.contact_outcome")},
                                {.text = context.say("desk.contact_about")}},
                       .caption = context.say("desk.contacts"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& interaction : listed.interactions) {
        const auto person = listed.persons.find(interaction.person);
        const bool named = person != listed.persons.end() && !person->second.name.empty();
        table.rows.push_back({{.text = website::shown_time(context, interaction.started_at)},
                              {.text = context.say("contact.channel." + interaction.channel)},
                              {.text = named ? person->second.name : context.say("desk.unnamed")},
                              {.text = context.say("contact.outcome." + std::string(contact::code_of(interaction.outcome)))},
                              {.text = interaction.note}});
    }
    if (table.rows.empty())
        page.main << html::empty_state({.text = context.say("desk.no_contacts")});
    else
        page.main << html::wide_table(table);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_new_contact(const Site& site, web::Request& request, web::Context& context) {
    return contact_page(site, request, context, {}, 200);
}

Result<web::Response> log_contact(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto minutes = minutes_of(request.form.text("minutes").empty() ? "0" : request.form.text("minutes"));
    if (!minutes) {
        const Problem problem{"minutes", context.say("desk.contact_minutes_wrong")};
        return contact_page(site, request, context, {&problem, 1}, 422);
    }
    if (const auto outcome = request.form.text("outcome"); !outcome.empty() && !contact::find_outcome(outcome)) {
        const Problem problem{"outcome", context.say("contact.outcome")};
        return contact_page(site, request, context, {&problem, 1}, 422);
    }
    const auto logged = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto id = TRY(contact::log_interaction(tx, actor_of(context), keyed_with(request, context.now, *minutes)));
        return to_string(id);
    });
    if (!logged) {
        if (logged.error().fields.empty()) return std::unexpected(logged.error());
        return contact_page(site, request, context, logged.error().fields, 422);
    }
    const auto service = std::string(request.form.text("service"));
    const bool plain = service.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (service.empty() || !plain) return web::see_other("/staff/contacts");
    return web::see_other("/staff/contacts/" + logged->text + "/requests/" + service);
}

Result<web::Response> show_new_request(const Site& site, web::Request& request, web::Context& context) {
    const auto contact_id = TRY(contact_of(request));
    const auto& who = actor_of(context);
    const auto service = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<catalogue::DefinitionPtr> {
        const auto live = TRY(contact::service_for(tx, who, request.param("service"), {}));
        const auto interaction = TRY(contact::read(tx, who, contact_id));
        const auto person = find_person(tx, who, interaction.person);
        if (!person) return live;
        people::note_read(tx, interaction.person);
        // What was said already is not asked again.
        request.form.add("name", person->name);
        request.form.add("email", person->email);
        request.form.add("phone", person->phone);
        return live;
    }));
    return request_page(site, request, context, *service, {}, 200);
}

Result<web::Response> take_request(const Site& site, web::Request& request, web::Context& context) {
    const auto contact_id = TRY(contact_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    catalogue::DefinitionPtr service;
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto live = TRY(contact::service_for(tx, actor_of(context), request.param("service"), website::place_sent(request)));
        service = live;
        const auto asked = request.form.text(website::asked_version_field);
        if (!asked.empty() && asked != std::to_string(live->version)) return refuse_fields("forms.problems", {{"", context.say("desk.other_version")}});
        auto sent = website::sent_with(request, *service);
        sent.interaction = contact_id;
        const auto request_taken = TRY(contact::take_request(tx, context.random, actor_of(context), service, sent));
        return to_string(request_taken.case_id);
    }, contact::taking);
    if (taken) return web::see_other("/staff/cases/" + taken->text);
    if (taken.error().kind == Kind::invalid && service && !taken.error().fields.empty())
        return request_page(site, request, context, *service, taken.error().fields, 422);
    return std::unexpected(taken.error());
}

}  // namespace desk
