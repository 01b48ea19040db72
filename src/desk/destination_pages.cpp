// The settings of a back office: how it is reached, what may leave, what its statuses mean, and its secret, which is never shown again.

#include "connectors/hooks.h"
#include "desk/connector_page.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

struct Draft {
    connectors::Destination destination;
    std::string outcomes, services, per_minute, ask_minutes;  // as typed
    std::vector<Problem> problems = {};
    bool is_new() const { return !destination.id; }
};

std::string lines_of(const connectors::Codes& codes) {
    std::string lines;
    for (const auto& [from, to] : codes) lines += from + " = " + to + "\n";
    return lines;
}

Draft draft_of(connectors::Destination destination) {
    Draft draft{.outcomes = lines_of(destination.outcomes), .services = lines_of(destination.services), .per_minute = std::to_string(destination.per_minute),
                .ask_minutes = std::to_string(destination.ask_minutes)};
    draft.destination = std::move(destination);
    return draft;
}

std::int64_t number_in(std::string_view typed) {
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return error == std::errc{} && end == typed.data() + typed.size() ? number : -1;
}

/// The draft with what was typed in it.
Draft typed_draft(const web::Request& request, connectors::Destination destination) {
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    Draft draft{.outcomes = text("outcomes"), .services = text("services"), .per_minute = text("per_minute"), .ask_minutes = text("ask_minutes")};
    auto& d = draft.destination = std::move(destination);
    if (draft.is_new()) {
        d.code = text("code");
        d.way = connectors::find_way(text("way")).value_or(connectors::Way::webhook);
    }
    d.name = text("name");
    d.address = text("address");
    d.jurisdiction = text("jurisdiction");
    d.outcomes = connectors::read_codes(draft.outcomes);
    d.services = connectors::read_codes(draft.services);
    d.per_minute = number_in(draft.per_minute);
    d.ask_minutes = number_in(draft.ask_minutes);
    d.may_leave.clear();
    for (const auto code : request.form.all("may_leave"))
        if (const auto part = connectors::find_part(code)) d.may_leave.insert(*part);
    d.changes = std::max<std::int64_t>(number_in(text("changes")), 0);
    return draft;
}

void put_new_fields(html::Html& out, const web::Context& context, const Draft& draft) {
    std::vector<govuk::RadioItem> ways;
    for (const auto way : connectors::all_ways) {
        const auto code = std::string(connectors::code_of(way));
        ways.push_back({.value = code, .text = context.say("desk.link_way_" + code), .hint = {.text = context.say("desk.link_way_hint_" + code)}});
    }
    govuk::input(out, {.id = "code", .name = "code", .value = draft.destination.code, .label = {.text = context.say("desk.link_code")}, .hint = {.text = context.say("desk.link_code_hint")},
                       .error_message = html::problem_at(draft.problems, "code"), .classes = "govuk-input--width-20", .spellcheck = false});
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.link_way"), .classes = "govuk-fieldset__legend--s"}}, .name = "way", .items = std::move(ways),
                        .value = std::string(connectors::code_of(draft.destination.way)), .classes = "govuk-radios--small"});
}

void put_input(html::Html& out, const web::Context& context, const Draft& draft, const char* name, const std::string& value, const char* classes = "") {
    const auto key = std::string("desk.link_") + name;
    govuk::input(out, {.id = name, .name = name, .value = value, .label = {.text = context.say(key)}, .hint = {.text = context.say(key + "_hint")},
                       .error_message = html::problem_at(draft.problems, name), .classes = classes, .autocomplete = "off", .spellcheck = false});
}

void put_codes(html::Html& out, const web::Context& context, const Draft& draft, const char* name, const std::string& value) {
    const auto key = std::string("desk.link_") + name;
    govuk::textarea(out, {.id = name, .name = name, .rows = 4, .value = value, .label = {.text = context.say(key)}, .hint = {.text = context.say(key + "_hint")},
                          .error_message = html::problem_at(draft.problems, name)});
}

void put_fields(html::Html& out, const web::Context& context, const Draft& draft) {
    const auto& d = draft.destination;
    std::vector<govuk::CheckboxItem> parts;
    std::vector<std::string> ticked;
    for (const auto part : connectors::all_parts) {
        parts.push_back({.value = std::string(connectors::code_of(part)), .text = context.say("desk.link_part_" + std::string(connectors::code_of(part)))});
        if (d.may_leave.contains(part)) ticked.emplace_back(connectors::code_of(part));
    }
    if (draft.is_new()) put_new_fields(out, context, draft);
    put_input(out, context, draft, "name", d.name);
    put_input(out, context, draft, "address", d.address);
    govuk::checkboxes(out, {.fieldset = {.legend = {.text = context.say("desk.link_may_leave"), .classes = "govuk-fieldset__legend--s"}}, .hint = {.text = context.say("desk.link_may_leave_hint")},
                            .id_prefix = "may_leave", .name = "may_leave", .items = std::move(parts), .values = ticked, .classes = "govuk-checkboxes--small"});
    put_codes(out, context, draft, "outcomes", draft.outcomes);
    put_codes(out, context, draft, "services", draft.services);
    put_input(out, context, draft, "per_minute", draft.per_minute, "govuk-input--width-5");
    put_input(out, context, draft, "ask_minutes", draft.ask_minutes, "govuk-input--width-5");
    put_input(out, context, draft, "jurisdiction", d.jurisdiction);
}

/// A secret is set and replaced, and not shown.
void put_secret(html::Html& out, const web::Context& context, const Draft& draft) {
    const auto& d = draft.destination;
    const auto address = address_of_link(d.code) + "/secret";
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html << context.say("desk.link_secret") << "</h2><p class=\"govuk-body\">"_html
        << context.say(d.has_secret_before ? "desk.link_secrets_two" : d.has_secret ? "desk.link_secret_set" : "desk.link_secret_none") << "</p><form method=\"post\" novalidate"_html;
    out.url("action", address) << ">"_html << website::seal_fields(context);
    govuk::input(out, {.id = "secret", .name = "secret", .type = "password", .label = {.text = context.say("desk.link_secret_new")}, .hint = {.text = context.say("desk.link_secret_hint")},
                       .error_message = html::problem_at(draft.problems, "secret"), .autocomplete = "off", .spellcheck = false});
    out << govuk::button({.text = context.say("desk.link_secret_save"), .prevent_double_click = true, .classes = "govuk-button--secondary"}) << "</form>"_html;
    if (d.has_secret_before) put_button(out, context, address + "/former/removal", "desk.link_secret_drop");
    out << "</section>"_html;
}

web::Response draft_page(const Site& site, const web::Request& request, const web::Context& context, const Draft& draft, int status) {
    const auto title = context.say(draft.is_new() ? "desk.link_new" : "desk.link_settings");
    html::Page page{.title = title, .has_errors = !draft.problems.empty()};
    page.before_main = govuk::back_link({.text = draft.is_new() ? context.say("desk.connectors") : draft.destination.name,
                                         .href = draft.is_new() ? "/staff/connectors" : address_of_link(draft.destination.code)});
    auto& out = page.main;
    out << html::problem_summary(draft.problems, context.language) << heading(title, draft.destination.code) << "<div class=\"gh-split\"><div class=\"gh-reading\"><form method=\"post\" novalidate"_html;
    out.url("action", draft.is_new() ? "/staff/connectors/new" : address_of_link(draft.destination.code) + "/settings") << ">"_html << keeping_fields(context) << "<input type=\"hidden\" name=\"changes\""_html;
    out.attribute("value", std::to_string(draft.destination.changes)) << ">"_html;
    put_fields(out, context, draft);
    out << govuk::button({.text = context.say("desk.link_save"), .prevent_double_click = true}) << "</form></div><div class=\"gh-split__side\">"_html;
    if (!draft.is_new()) put_secret(out, context, draft);
    out << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<connectors::Destination> read_destination(const web::Request& request, const web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<connectors::Destination> {
        auto destination = connectors::find_destination(tx, request.param("destination"));
        if (!destination) return refuse(Kind::not_found, "connectors.no_such_destination");
        return *std::move(destination);
    });
}

/// Done, or the form again with what is wrong.
Result<web::Response> save(const Site& site, web::Request& request, web::Context& context, Draft draft, const std::function<Result<void>(db::Tx&)>& change) {
    auto saved = decide(request, context, change, address_of_link(draft.destination.code) + (draft.is_new() ? "/settings" : ""));
    if (saved) return saved;
    const auto& refusal = saved.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return saved;
    draft.problems = refusal.fields;
    if (draft.problems.empty()) draft.problems.push_back({"", context.say(refusal.key)});
    return draft_page(site, request, context, draft, refusal.kind == Kind::conflict ? 409 : 422);
}

}  // namespace

Result<web::Response> show_new_destination(const Site& site, web::Request& request, web::Context& context) {
    return draft_page(site, request, context, draft_of({}), 200);
}

Result<web::Response> add_destination(const Site& site, web::Request& request, web::Context& context) {
    const auto draft = typed_draft(request, {});
    return save(site, request, context, draft, [&](db::Tx& tx) { return connectors::add_destination(tx, actor_of(context), draft.destination); });
}

Result<web::Response> show_destination(const Site& site, web::Request& request, web::Context& context) {
    auto destination = TRY(read_destination(request, context));
    return draft_page(site, request, context, draft_of(std::move(destination)), 200);
}

Result<web::Response> change_destination(const Site& site, web::Request& request, web::Context& context) {
    auto destination = TRY(read_destination(request, context));
    const auto draft = typed_draft(request, std::move(destination));
    return save(site, request, context, draft, [&](db::Tx& tx) {
        return connectors::change_destination(tx, actor_of(context), draft.destination, draft.destination.changes);
    });
}

Result<web::Response> set_destination_secret(const Site& site, web::Request& request, web::Context& context) {
    auto destination = TRY(read_destination(request, context));
    const auto code = destination.code;
    const auto vault = TRY(connectors::vault_of(context.tenant, context.random)());
    return save(site, request, context, draft_of(std::move(destination)), [&](db::Tx& tx) {
        return connectors::set_secret(tx, actor_of(context), vault, context.random, code, request.form.text("secret"));
    });
}

Result<web::Response> drop_destination_secret(const Site& site, web::Request& request, web::Context& context) {
    auto destination = TRY(read_destination(request, context));
    const auto code = destination.code;
    return save(site, request, context, draft_of(std::move(destination)), [&](db::Tx& tx) { return connectors::drop_former_secret(tx, actor_of(context), code); });
}

}  // namespace desk
