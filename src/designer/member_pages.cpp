// Parts of a service that are a few fields: what it is called, where it is asked for, what is promised and paid, what is booked, which letters are
// sent, what agents say, how long it is kept and why.

#include "designer/pages.h"

#include "base/text.h"
#include "dmn/edit.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <algorithm>
#include <array>
#include <map>

namespace designer {
namespace {

namespace govuk = html::govuk;

enum class Sort { line, words, number, flag, lines, one_of, one_or_none };

struct Member {
    const char* path;
    Sort sort = Sort::line;
};

struct Group {
    std::string_view name;
    const char* part;  // whose seal stands in the form
    std::vector<Member> members;
};

const std::vector<Group>& groups() {
    using enum Sort;
    static const std::vector<Group> all{
        {"about", "name,summary,keywords,group,team,lgsl,lgil,common,anonymous", {{"name"}, {"summary", words}, {"keywords", lines}, {"group"}, {"team", one_of}, {"lgsl", number}, {"lgil", number}, {"common", flag}, {"anonymous", flag}}},
        {"place", "location,contact", {{"location.label"}, {"location.hint"}, {"location.missing"}, {"contact.name", flag}, {"contact.email", flag}, {"contact.phone", flag}}},
        {"promise", "promise,levels", {{"promise.working_days", number}, {"promise.text"}, {"levels.acknowledge.working_hours", number}, {"levels.update.every_working_days", number}, {"levels.warn_before.working_hours", number}}},
        {"letters", "notify", {{"notify.acknowledged", one_or_none}, {"notify.progress", one_or_none}, {"notify.closed", one_or_none}, {"notify.fixed", one_or_none}, {"notify.fixed_after_working_days", number}}},
        {"visit", "booking,photos", {{"booking.calendar", one_or_none}, {"booking.label"}, {"booking.hint"}, {"photos.most", number}, {"photos.hint"}}},
        {"fee", "fee", {{"fee.decision", one_or_none}, {"fee.given_back", one_or_none}, {"fee.label"}, {"fee.ledger_code"}, {"fee.vat_code"}, {"fee.pay_within_days", number}, {"fee.unpaid", one_or_none}}},
        {"record", "publish,check_within_working_days,duplicates,retention,lawful_basis",
         {{"publish", one_of}, {"check_within_working_days", number}, {"duplicates.radius_m", number}, {"duplicates.days", number}, {"retention.years", number}, {"retention.basis"}, {"lawful_basis.kind", one_or_none}, {"lawful_basis.law"}}},
        {"script", "script", {{"script.greeting", words}, {"script.promise", words}, {"script.closing", words}}},
    };
    return all;
}

Result<const Group*> group_of(const web::Request& request) {
    const auto found = std::ranges::find(groups(), request.param("part"), &Group::name);
    if (found == groups().end()) return refuse(Kind::not_found, "web.not_found");
    return &*found;
}

std::string field_of(const Member& member) {
    std::string field = member.path;
    std::ranges::replace(field, '.', '-');
    std::ranges::replace(field, '_', '-');
    return field;
}

/// What may be chosen for a member, by what it is kept as and how people read it.
using Chosen = std::vector<std::pair<std::string, std::string>>;

struct Around {
    std::map<std::string, Chosen, std::less<>> choices;  // by path

    void add(std::initializer_list<const char*> paths, const std::string& kept, const std::string& shown) {
        for (const auto* path : paths) choices[path].emplace_back(kept, shown);
    }
};

/// What there is to choose among: of the council, and of the service itself.
Result<Around> read_around(db::Tx& tx, const Parts& parts, const web::Context& context, const Workshop& shop) {
    Around around;
    const auto known = TRY(catalogue::surroundings_of(tx, parts.checks));
    for (const auto& letter : known.letters) around.add({"notify.acknowledged", "notify.progress", "notify.closed", "notify.fixed"}, letter.name, letter.name);
    for (const auto& team : access::all_teams(tx)) around.add({"team"}, team.name, team.name);
    for (const auto& calendar : known.calendars) around.add({"booking.calendar"}, calendar.code, calendar.code);
    for (const auto& [file, text] : shop.files)
        if (file.ends_with(".dmn"))
            for (const auto& table : dmn::tables_in(text).value_or(std::vector<dmn::WrittenTable>{})) around.add({"fee.decision", "fee.given_back"}, table.decision, table.question.empty() ? table.decision : table.decision + ": " + table.question);
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    for (const auto& outcome : document.list("outcomes")) around.add({"fee.unpaid"}, text_in(outcome, "code"), text_in(outcome, "label"));
    for (const auto* when : {"never", "after_check", "at_once"}) around.add({"publish"}, when, context.say(std::string("designer.publish.") + when));
    for (const auto kind : catalogue::lawful_kinds) around.add({"lawful_basis.kind"}, std::string(kind), context.say("designer.lawful." + std::string(kind)));
    return around;
}

void put_choice(html::Html& out, const web::Context& context, const Member& member, govuk::Select select, const Around& around) {
    if (member.sort == Sort::one_or_none) select.items.push_back({.value = "", .text = context.say("designer.no_letter")});
    if (const auto choices = around.choices.find(member.path); choices != around.choices.end())
        for (const auto& [kept, shown] : choices->second) {
            const bool stands_there = std::ranges::any_of(select.items, [&](const auto& item) { return item.value == kept; });
            if (!stands_there) select.items.push_back({.value = kept, .text = shown});
        }
    const bool known = std::ranges::any_of(select.items, [&](const auto& item) { return item.value == select.value; });
    if (!known && !select.value.empty()) select.items.push_back({.value = select.value, .text = select.value});
    govuk::select(out, select);
}

void put_member(html::Html& out, const web::Context& context, const Member& member, const std::string& value, const Around& around, std::span<const Problem> problems) {
    const auto field = field_of(member), label = context.say(std::string("designer.member.") + member.path);
    const auto hint_key = std::string("designer.hint.") + member.path;
    const auto hint = base::has_words(hint_key) ? context.say(hint_key) : std::string();
    const auto problem = html::problem_at(problems, field, context.language);
    if (member.sort == Sort::words || member.sort == Sort::lines) {
        govuk::textarea(out, {.id = field, .name = field, .rows = member.sort == Sort::lines ? 8 : 3, .value = value, .label = {.text = label}, .hint = {.text = hint}, .error_message = problem});
    } else if (member.sort == Sort::flag) {
        govuk::checkboxes(out, {.id_prefix = field, .name = field, .items = {{.value = "yes", .text = label, .hint = {.text = hint}}}, .values = {value}, .classes = "govuk-checkboxes--small"});
    } else if (member.sort == Sort::one_of || member.sort == Sort::one_or_none) {
        put_choice(out, context, member, {.id = field, .name = field, .items = {}, .value = value, .label = {.text = label}, .hint = {.text = hint}, .error_message = problem}, around);
    } else {
        const bool number = member.sort == Sort::number;
        govuk::input(out, {.id = field, .name = field, .inputmode = number ? "numeric" : "", .value = value, .label = {.text = label}, .hint = {.text = hint}, .error_message = problem, .classes = number ? "govuk-input--width-5" : ""});
    }
}

Result<web::Response> members_page(const Parts& parts, const web::Request& request, const web::Context& context, const Group& group, std::span<const Problem> problems, int status) {
    Around around;
    const auto shop = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Workshop> {
        auto shop = TRY(open_workshop(tx, parts, request));
        around = TRY(read_around(tx, parts, context, shop));
        return shop;
    }));
    const auto document = TRY(Document::read(shop.text(catalogue::document_file)));
    auto page = page_about(context, shop, context.say("designer.part_" + std::string(group.name)), problems);
    page.main << "<div class=\"gh-reading\">"_html;
    const bool meanwhile = status == 409;
    if (meanwhile) page.main << govuk::inset_text({.text = context.say("designer.meanwhile")});
    open_form(page.main, context, {}, document.seal(group.part));
    for (const auto& member : group.members) {
        const bool typed = request.method == web::Method::post;
        const auto field = field_of(member);
        put_member(page.main, context, member, typed ? std::string(request.form.text(field)) : document.value(member.path), around, problems);
        if (meanwhile && document.value(member.path) != request.form.text(field))
            page.main << "<p class=\"govuk-body gh-quiet\">"_html << context.say("designer.saved_now", {{"value", document.value(member.path)}}) << "</p>"_html;
    }
    govuk::button(page.main, {.text = context.say("designer.save"), .prevent_double_click = true});
    page.main << "</form></div>"_html;
    return parts.site.staff_page(request, context, std::move(page), status);
}

Result<void> set_members(Document& document, const web::Request& request, const Group& group) {
    std::vector<Problem> problems;
    for (const auto& member : group.members) {
        const auto typed = request.form.text(field_of(member)).substr(0, 20000);
        const auto tidy = base::tidy_line(typed);
        switch (member.sort) {
            case Sort::flag: document.set_flag(member.path, typed == "yes"); break;
            case Sort::lines: document.set_lines(member.path, typed); break;
            case Sort::words: document.set_text(member.path, base::tidy_text(typed)); break;
            case Sort::number:
                if (tidy.size() > 6 || tidy.find_first_not_of("0123456789") != std::string::npos) problems.push_back({field_of(member), base::say("designer.whole_number")});
                document.set_number(member.path, tidy);
                break;
            default: document.set_text(member.path, tidy);
        }
    }
    if (group.name == "promise") {  // both say the same
        const auto days = document.value("promise.working_days");
        if (days.empty() || days == "0") problems.push_back({"promise-working-days", base::say("designer.promise_days")});
        if (!document.value("levels.resolve.working_days").empty()) document.set_number("levels.resolve.working_days", days);
        if (!document.value("levels.acknowledge.working_hours").empty()) document.set_text("levels.acknowledge.working_days", "");
    }
    if (group.name == "about" && document.value("name").empty()) problems.push_back({"name", base::say("designer.new_name_missing")});
    if (group.name == "record" && document.value("publish") == "never") document.set_text("publish", "");
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    return {};
}

}  // namespace

Result<web::Response> show_members(const Parts& parts, web::Request& request, web::Context& context) {
    const auto* group = TRY(group_of(request));
    return members_page(parts, request, context, *group, {}, 200);
}

Result<web::Response> save_members(const Parts& parts, web::Request& request, web::Context& context) {
    const auto* group = TRY(group_of(request));
    return write_once(request, context, [&](db::Tx& tx) {
        return change_document(tx, access::actor_of(context), request, group->part, [&](Document& document) { return set_members(document, request, *group); });
    }, "/staff/services/" + std::string(request.param("code")), [&](std::span<const Problem> problems, int status) { return members_page(parts, request, context, *group, problems, status); });
}

}  // namespace designer
