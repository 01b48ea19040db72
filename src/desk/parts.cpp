// Small parts that several staff pages share.

#include "desk/parts.h"

#include "base/text.h"
#include "catalogue/shortcuts.h"
#include "html/govuk.h"

#include <algorithm>

namespace desk {

namespace govuk = html::govuk;

void put_help(html::Html& out, const web::Context& context, std::string_view page, std::span<const char* const> keys) {
    html::Html help;
    help << "<p class=\"govuk-body\">"_html << context.say("desk.help." + std::string(page)) << "</p><dl class=\"gh-keys\">"_html;
    for (const std::string key : keys)
        help << "<div><dt><kbd>"_html << context.say("desk.key." + key) << "</kbd></dt><dd>"_html << context.say("desk.key_does." + key)
             << "</dd></div>"_html;
    help << "</dl>"_html;
    help << "<label class=\"govuk-body gh-keys__switch\" data-module=\"gh-keys-switch\" hidden><input type=\"checkbox\" checked> "_html
         << context.say("desk.keys_switch") << "</label>"_html;
    govuk::details(out, {.summary_text = context.say("desk.help_title"), .html = std::move(help), .classes = "gh-help"});
}

Result<std::vector<Unfinished>> unfinished_calls(db::Tx& tx, const web::Context& context) {
    const auto& who = actor_of(context);
    std::vector<Unfinished> unfinished;
    std::vector<people::PersonId> persons;
    for (auto& call : contact::under_way(tx, who)) {
        persons.push_back(call.person);
        unfinished.push_back({std::move(call), {}});
    }
    if (persons.empty() || !who.may(access::Permission::read_person)) return unfinished;
    const auto names = people::find_many(tx, persons);
    for (auto& one : unfinished)
        if (const auto found = names.find(one.call.person); found != names.end()) one.name = found->second.name;
    return unfinished;
}

void put_unfinished(html::Html& out, const web::Context& context, std::span<const Unfinished> unfinished) {
    if (unfinished.empty()) return;
    out << "<section class=\"gh-unfinished\" aria-labelledby=\"unfinished\"><h2 class=\"govuk-heading-s\" id=\"unfinished\">"_html
        << context.say(unfinished.size() == 1 ? "desk.unfinished_one" : "desk.unfinished_many", {{"count", std::to_string(unfinished.size())}})
        << "</h2><ul class=\"govuk-list\">"_html;
    for (const auto& one : unfinished) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", call_address(one.call.id)) << ">"_html << context.say("desk.unfinished_resume") << " "_html
            << context.say("contact.channel." + one.call.channel) << "</a>, "_html
            << (one.name.empty() ? context.say("desk.unnamed") : one.name) << ", "_html << website::shown_time(context, one.call.started_at) << "</li>"_html;
    }
    out << "</ul></section>"_html;
}

html::Html keeping_fields(const web::Context& context) {
    auto out = website::seal_fields(context);
    return out << "<input type=\"hidden\" name=\"keep\" value=\"1\">"_html;
}

bool may_read_everybody(const access::Actor& who) {
    return access::scope_of(who, access::Permission::read_person).is_everything();
}

Result<people::Contact> find_person(db::Tx& tx, const access::Actor& who, people::PersonId person) {
    TRY(access::require(who, access::Permission::read_person));
    const auto details = TRY(people::find(tx, person));
    if (!may_read_everybody(who) && cases::of_contact(tx, who, details, 1).empty())
        return refuse(Kind::not_found, "people.no_such_person");
    return details;
}

std::string call_address(contact::InteractionId id, std::string_view rest) { return "/staff/calls/" + to_string(id) + std::string(rest); }

contact::InteractionId call_behind(const web::Request& request) {
    const auto* typed = request.form.find("call");
    return parse_id<contact::InteractionId>(typed ? *typed : request.query.text("call")).value_or(contact::InteractionId{});
}

std::map<people::PersonId, people::Contact> find_persons(db::Tx& tx, const access::Actor& who, std::span<const people::PersonId> persons) {
    if (may_read_everybody(who)) return people::find_many(tx, persons);
    std::map<people::PersonId, people::Contact> found;
    for (const auto person : persons) {
        if (!person || found.contains(person)) continue;
        if (auto details = find_person(tx, who, person)) found.emplace(person, std::move(*details));
    }
    return found;
}

Result<std::vector<catalogue::DefinitionPtr>> services_meant(db::Tx& tx, std::string_view said, bool forgiving) {
    constexpr int most = 8;
    if (!base::trim(said).empty()) return catalogue::find_services(tx, said, most, forgiving);
    return catalogue::services_by_use(tx);
}

}  // namespace desk
