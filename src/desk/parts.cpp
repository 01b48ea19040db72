// Small parts that several staff pages share.

#include "desk/parts.h"

#include "base/shelf.h"
#include "base/text.h"
#include "catalogue/shortcuts.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/patterns.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace desk {

namespace govuk = html::govuk;

namespace {

void put_help_anew(html::Html& out, const web::Context& context, std::string_view page, std::span<const char* const> keys) {
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

}  // namespace

void put_prepared(html::Html& out, const web::Context& context, const std::string& name, const std::function<void(html::Html&)>& put) {
    static base::Shelf<std::shared_ptr<const html::Html>, 2000> shelf;
    const auto key = name + (context.language == base::Language::welsh ? ".cy" : ".en");
    auto known = shelf.find(key);
    if (!known) {
        html::Html made;
        put(made);
        known = std::make_shared<const html::Html>(std::move(made));
        shelf.keep(key, *known);
    }
    out << **known;
}

void put_help(html::Html& out, const web::Context& context, std::string_view page, std::span<const char* const> keys) {
    std::string name = "help." + std::string(page);
    for (const std::string_view key : keys) (name += '.') += key;
    put_prepared(out, context, name, [&](html::Html& body) { put_help_anew(body, context, page, keys); });
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

std::optional<PlanShown> plan_shown(db::Tx& tx, const access::Actor& who, const people::Contact& contact) {
    const auto plan = people::plan_for(tx, who, contact);
    if (!plan) return std::nullopt;
    PlanShown shown{*plan, {}};
    for (const auto& [id, name] : access::staff_names(tx, std::span(&plan->owner, 1))) shown.owner = name;
    return shown;
}

void put_plan(html::Html& out, const web::Context& context, const PlanShown& shown, int heading_level) {
    const auto& plan = shown.plan;
    out << "<section class=\"gh-tasks gh-plan\""_html;
    out.attribute("aria-label", context.say("desk.plan")) << ">"_html;
    out << (heading_level == 2 ? "<h2 class=\"govuk-heading-s\">"_html : "<h3 class=\"govuk-heading-s\">"_html) << context.say("desk.plan") << ": "_html
        << context.say("people.plan_" + plan.reason) << (heading_level == 2 ? "</h2>"_html : "</h3>"_html);
    out << "<p class=\"govuk-body gh-words\">"_html << plan.words << "</p><p class=\"govuk-body-s\">"_html
        << context.say("desk.plan_owner", {{"name", shown.owner}, {"day", shown_day(context, plan.review_at)}});
    if (plan.wants_review(context.now)) out << " "_html << html::badge({.text = context.say("desk.plan_review_due"), .kind = "alert"});
    if (actor_of(context).may(access::Permission::set_plan)) {
        out << " <a class=\"govuk-link\""_html;
        out.url("href", "/staff/people/" + to_string(plan.person) + "/plan") << ">"_html << context.say("desk.plan_change") << "</a>"_html;
    }
    out << "</p></section>"_html;
}

void put_file(html::Html& out, const web::Context& context, cases::CaseId case_id, const files::File& file) {
    const auto address = "/staff/cases/" + to_string(case_id) + "/files/" + std::to_string(file.subject.id) + "/" + std::to_string(file.number);
    out << "<li><a class=\"govuk-link\""_html;
    out.url("href", address) << ">"_html;
    if (file.blob.remade) {
        out << "<img loading=\"lazy\""_html;
        out.url("src", address).attribute("alt", context.say("desk.photo", {{"number", std::to_string(file.number)}}));
        out << " width=\"160\" height=\"120\">"_html;
    } else
        out << file.name;
    out << "</a></li>"_html;
}

html::Html care_tabs(const web::Context& context, std::string_view current) {
    using enum access::Permission;
    html::TabLinks tabs{.items = {}, .label = context.say("desk.checks")};
    const auto add = [&](access::Permission needed, const char* words, const char* href) {
        if (actor_of(context).may(needed)) tabs.items.push_back({.text = context.say(words), .href = href, .current = current == href});
    };
    add(publish_request, "desk.checks_waiting", "/staff/checks");
    add(publish_request, "desk.checks_decided", "/staff/checks?list=decided");
    add(ban_sender, "desk.abuse", "/staff/abuse");
    add(read_plan, "desk.plans", "/staff/plans");
    return html::tab_links(tabs);
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
    constexpr std::size_t most_unasked = 30;  // the others are found by words
    if (!base::trim(said).empty()) return catalogue::find_services(tx, said, most, forgiving);
    auto services = TRY(catalogue::services_by_use(tx));
    if (services.size() > most_unasked) services.resize(most_unasked);
    return services;
}

}  // namespace desk
