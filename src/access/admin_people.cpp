// The list of staff, and adding somebody.

#include "access/admin_pages.h"
#include "base/text.h"
#include "html/problems.h"
#include "web/packing.h"

namespace room::access {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

constexpr std::size_t most_shown = 200;

struct Shown {
    Staff staff;
    std::string teams, roles;
};

struct People {
    std::vector<Shown> shown;
    std::size_t found = 0;
};

People read_people(db::Tx& tx, const Pages& pages, std::string_view words) {
    People people;
    const auto names = names_of(tx, pages);
    auto found = find_staff_by_words(tx, words);
    people.found = found.size();
    for (auto& staff : found) {
        if (people.shown.size() == most_shown) break;
        std::vector<std::string> teams, roles;
        for (auto& team : teams_joined(tx, staff.id)) teams.push_back(std::move(team.name));
        for (const auto& grant : grants_of(tx, staff.id)) {
            const auto& name = names.roles.at(grant.role);
            if (roles.empty() || roles.back() != name) roles.push_back(name);
        }
        people.shown.push_back({std::move(staff), fmt::format("{}", fmt::join(teams, ", ")), fmt::format("{}", fmt::join(roles, ", "))});
    }
    return people;
}

html::Html link_to(const Staff& staff) {
    html::Html link = "<a class=\"govuk-link\""_html;
    link.url("href", "/staff/admin/people/" + to_string(staff.id));
    return link << ">"_html << staff.name << "</a>"_html;
}

govuk::Table table_of(const web::Context& context, const People& people) {
    govuk::Table table{.head = {{.text = context.say("access.page_name")},
                                {.text = context.say("access.page_email")},
                                {.text = context.say("access.admin_teams")},
                                {.text = context.say("access.page_roles")},
                                {.text = context.say("access.admin_state")}},
                       .caption = context.say("access.admin_people"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& [staff, teams, roles] : people.shown)
        table.rows.push_back({{.html = link_to(staff)},
                              {.text = staff.email},
                              {.text = teams},
                              {.text = roles},
                              {.html = govuk::tag({.text = context.say(staff.active ? "access.admin_active" : "access.admin_closed"),
                                                   .classes = staff.active ? "govuk-tag--green" : "govuk-tag--grey"})}});
    return table;
}

struct NewPerson {
    std::string email, name;
    std::vector<Problem> problems = {};
};

web::Response new_person_page(const Pages& pages, const web::Request& request, const web::Context& context, const NewPerson& shown, int status) {
    auto page = admin_page(request, context, context.say("access.admin_add_person"), shown.problems);
    auto& main = page.main;
    main << "<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">"_html << form_at(context, "/staff/admin/people");
    govuk::input(main, {.name = "name",
                        .value = shown.name,
                        .label = {.text = context.say("access.page_name")},
                        .error_message = html::problem_at(shown.problems, "name", context.language),
                        .autocomplete = "off"});
    govuk::input(main, {.name = "email",
                        .type = "email",
                        .value = shown.email,
                        .label = {.text = context.say("access.page_email")},
                        .error_message = html::problem_at(shown.problems, "email", context.language),
                        .autocomplete = "off",
                        .spellcheck = false});
    govuk::password_input(main, {.id = "password",
                                 .name = "password",
                                 .label = {.text = context.say("access.admin_temporary_password")},
                                 .hint = {.text = context.say("access.admin_temporary_password_hint")},
                                 .error_message = html::problem_at(shown.problems, "password", context.language),
                                 .autocomplete = "new-password"});
    govuk::button(main, {.text = context.say("access.admin_add_person"), .prevent_double_click = true});
    main << "</form></div></div>"_html;
    return pages.frame(request, context, page, status);
}

}  // namespace

Result<web::Response> show_people(const Pages& pages, web::Request& request, web::Context& context) {
    const auto words = std::string(base::first_characters(request.query.text("q"), 100));
    const auto people = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<People> { return read_people(tx, pages, words); }));
    auto page = admin_page(request, context, context.say("access.admin_people"));
    auto& main = page.main;
    main << "<form method=\"get\" action=\"/staff/admin/people\" role=\"search\" novalidate>"_html;
    govuk::input(main, {.id = "q",
                        .name = "q",
                        .type = "search",
                        .value = words,
                        .label = {.text = context.say("access.admin_find_person")},
                        .classes = "govuk-input--width-20"});
    main << "<div class=\"govuk-button-group\">"_html;
    govuk::button(main, {.text = context.say("access.admin_find"), .classes = "govuk-button--secondary"});
    govuk::button(main, {.text = context.say("access.admin_add_person"), .href = "/staff/admin/people/new"});
    main << "</div></form><p class=\"govuk-body\" role=\"status\">"_html
         << context.say(people.found > people.shown.size() ? "access.admin_first_people" : "access.admin_count_people",
                        {{"count", std::to_string(people.found)}, {"shown", std::to_string(people.shown.size())}})
         << "</p>"_html;
    if (people.shown.empty())
        main << html::empty_state({.text = context.say("access.admin_no_people")});
    else
        main << html::wide_table(table_of(context, people));
    return web::packed_apart(pages.frame(request, context, page, 200), request, "<tr");
}

Result<web::Response> show_new_person(const Pages& pages, web::Request& request, web::Context& context) {
    return new_person_page(pages, request, context, {}, 200);
}

Result<web::Response> add_person(const Pages& pages, web::Request& request, web::Context& context) {
    NewPerson shown{std::string(request.form.text("email")), std::string(request.form.text("name"))};
    const auto password = request.form.text("password");
    const auto again = [&](const Refusal& refusal) -> Result<web::Response> {
        if (refusal.fields.empty()) return std::unexpected(refusal);
        shown.problems = refusal.fields;
        return new_person_page(pages, request, context, shown, 422);
    };
    if (const auto good = check_password(password, shown.email, shown.name); !good) return again(good.error());
    const auto hash = TRY(pages.passwords.hash(password));
    const auto operation = TRY(web::operation_of(request, context));
    const auto added = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(confirm(tx, actor_of(context)));
        const auto id = TRY(add_staff(tx, actor_of(context), {.email = shown.email, .name = shown.name, .password = hash, .temporary_password = true}));
        return to_string(id);
    });
    if (!added) return again(added.error());
    return web::see_other("/staff/admin/people/" + added->text + "?done=added");
}

}  // namespace room::access
