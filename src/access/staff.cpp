#include "access/staff.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "access/teams.h"
#include "base/text.h"
#include "db/lists.h"
#include "journal/journal.h"
#include "mail/address.h"

#include <algorithm>

namespace room::access {
namespace {

constexpr std::size_t longest_staff_name = 100;

Staff staff_of(const db::Row& row) {
    auto [id, email, name, active] = row.as<StaffId, std::string, std::string, bool>();
    return {id, std::move(email), std::move(name), active};
}

std::vector<Staff> staff_of(db::Rows rows) {
    std::vector<Staff> staff;
    for (const auto row : rows) staff.push_back(staff_of(row));
    return staff;
}

/// What is wrong with the answers, or the tidy ones.
Result<NewStaff> check(NewStaff asked) {
    std::vector<Problem> problems;
    const auto email = mail::Address::parse(asked.email);
    if (email)
        asked.email = base::lower_ascii(email->text());
    else
        problems.push_back({"email", email.error().key});
    asked.name = base::tidy_line(asked.name);
    if (asked.name.empty()) problems.push_back({"name", "access.name_missing"});
    if (base::count_characters(asked.name) > longest_staff_name) problems.push_back({"name", "access.name_too_long"});
    if (!problems.empty()) return refuse_fields("access.check_answers", std::move(problems));
    return asked;
}

Result<StaffId> insert(db::Tx& tx, const NewStaff& asked) {
    if (find_staff_by_email(tx, asked.email))
        return std::unexpected(Refusal{Kind::conflict, "access.check_answers", {{"email", "access.email_taken"}}});
    const auto id = tx.new_id<StaffId>();
    const auto password = asked.password ? std::optional(asked.password->text) : std::nullopt;
    tx.run(sql::add_staff, id, asked.email, asked.name, password, password ? std::optional(tx.now()) : std::nullopt,
           asked.temporary_password, tx.now());
    journal::announce(tx, StaffAdded{id});
    return id;
}

}  // namespace

Result<StaffId> add_staff(db::Tx& tx, const Actor& who, const NewStaff& asked) {
    TRY(require(who, Permission::manage_staff));
    const auto answers = TRY(check(asked));
    const auto id = TRY(insert(tx, answers));
    for (const auto& role : answers.roles) TRY(grant_role(tx, who, id, role));
    for (const auto team : answers.teams) TRY(join_team(tx, who, id, team));
    return id;
}

Result<StaffId> first_administrator(db::Tx& tx, const NewStaff& asked) {
    if (tx.find<StaffId>(sql::any_staff)) return refuse(Kind::conflict, "access.not_the_first");
    auto administrator = asked;
    administrator.roles = {"administrator"};
    return add_staff(tx, Actor::house("council"), administrator);
}

Result<void> change_staff(db::Tx& tx, const Actor& who, StaffId id, const std::string& email, const std::string& name) {
    TRY(require(who, Permission::manage_staff));
    const auto before = TRY(find_staff(tx, id));
    const auto rights = TRY(rights_of_staff(tx, id));
    TRY(require_no_more_than(who, Actor{}, rights));
    const auto answers = TRY(check({.email = email, .name = name}));
    if (answers.email == before.email && answers.name == before.name) return {};
    if (const auto other = find_staff_by_email(tx, answers.email); other && other->id != id)
        return std::unexpected(Refusal{Kind::conflict, "access.check_answers", {{"email", "access.email_taken"}}});
    tx.run(sql::change_staff, answers.email, answers.name, id);
    rights_changed(tx);
    journal::announce(tx, StaffChanged{id});
    return {};
}

Result<void> set_active(db::Tx& tx, const Actor& who, StaffId id, bool active) {
    TRY(require(who, Permission::manage_staff));
    const auto rights = TRY(rights_of_staff(tx, id));
    const auto before = count_managers(tx);
    if (tx.change(sql::set_active, active, id, active) == 0) return {};
    TRY(keep_a_manager(tx, before));
    if (active) TRY(require_no_more_than(who, Actor{}, rights));
    rights_changed(tx);
    journal::announce(tx, StaffActivityChanged{id, active});
    return {};
}

void note_session_ended(db::Tx& tx, StaffId id) { journal::announce(tx, SessionEnded{id}); }

Result<void> set_password(db::Tx& tx, const Actor& who, StaffId id, const PasswordHash& password) {
    TRY(require(who, Permission::manage_staff));
    const auto rights = TRY(rights_of_staff(tx, id));
    TRY(require_no_more_than(who, Actor{}, rights));  // with the password one could be this person
    tx.run(sql::set_password, password.text, tx.now(), true, id);
    rights_changed(tx);
    journal::announce(tx, PasswordChanged{id});
    return {};
}

Result<Staff> find_staff(db::Tx& tx, StaffId id) {
    for (const auto row : tx.query(sql::find_staff, id)) return staff_of(row);
    return refuse(Kind::not_found, "access.no_such_staff");
}

std::optional<Staff> find_staff_by_email(db::Tx& tx, std::string_view email) {
    for (const auto row : tx.query(sql::find_staff_by_email, base::lower_ascii(email))) return staff_of(row);
    return std::nullopt;
}

std::vector<Staff> all_staff(db::Tx& tx) { return staff_of(tx.query(sql::all_staff)); }

std::vector<Staff> find_staff_by_words(db::Tx& tx, std::string_view words) {
    const auto wanted = base::lower_ascii(base::tidy_line(words));
    auto found = all_staff(tx);
    std::erase_if(found, [&](const Staff& staff) {
        return base::lower_ascii(staff.name).find(wanted) == std::string::npos && staff.email.find(wanted) == std::string::npos;
    });
    return found;
}

std::vector<Staff> staff_in_team(db::Tx& tx, TeamId team) { return staff_of(tx.query(sql::staff_in_team, team)); }

std::vector<Staff> by_name(std::vector<Staff> all) {
    std::ranges::sort(all, [](const Staff& a, const Staff& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    const auto [first, last] = std::ranges::unique(all, {}, &Staff::id);
    all.erase(first, last);
    return all;
}

std::vector<Staff> staff_within(db::Tx& tx, const Scope& scope) {
    std::vector<Staff> all;
    for (const auto& team : all_teams(tx))
        if (scope.allows({team.id}))
            for (auto& member : staff_in_team(tx, team.id)) all.push_back(std::move(member));
    return by_name(std::move(all));
}

std::map<StaffId, std::string> staff_names(db::Tx& tx, std::span<const StaffId> ids) {
    std::map<StaffId, std::string> names;
    db::rows_of(tx, "SELECT staff, name FROM access_staff WHERE staff", ids, "", [&](const db::Row& row) { names.emplace(row.get<StaffId>(0), row.get<std::string>(1)); });
    return names;
}

std::string name_of_actor(db::Tx& tx, std::string_view journal_name) {
    const auto colon = journal_name.find(':');
    if (journal_name.substr(0, colon) == "staff")
        if (const auto id = parse_id<StaffId>(journal_name.substr(colon + 1)))
            if (const auto staff = find_staff(tx, *id)) return staff->name;
    if (journal_name.substr(0, colon) == "token")
        if (const auto id = parse_id<TokenId>(journal_name.substr(colon + 1)))
            if (const auto name = tx.find<std::string>(sql::name_of_token, *id)) return *name;
    return std::string(journal_name);
}

std::vector<Role> all_roles(db::Tx& tx) {
    std::vector<Role> roles;
    for (const auto row : tx.query(sql::all_roles)) {
        auto [code, name, reach] = row.as<std::string, std::string, std::string_view>();
        roles.push_back({std::move(code), std::move(name), find_reach(reach).value_or(Reach::none)});
    }
    return roles;
}

std::map<std::string, std::vector<Permission>> permissions_of_roles(db::Tx& tx) {
    std::map<std::string, std::vector<Permission>> roles;
    for (const auto row : tx.query(sql::permissions_by_role))
        if (const auto known = find_permission(row.get<std::string_view>(1))) roles[row.get<std::string>(0)].push_back(*known);
    for (auto& [role, permissions] : roles) std::ranges::sort(permissions);
    return roles;
}

Result<Actor> load_staff_actor(db::Tx& tx, StaffId id) {
    const auto staff = find_staff(tx, id);
    if (!staff || !staff->active) return refuse(Kind::not_allowed, "access.account_closed");
    return rights_of_staff(tx, id);
}

Result<Actor> rights_of_staff(db::Tx& tx, StaffId id) {
    const auto staff = TRY(find_staff(tx, id));
    auto actor = Actor::visitor();
    actor.sort = Actor::Sort::staff;
    actor.id = id.value;
    actor.name = staff.name;
    actor.edition = edition(tx);
    actor.second_factor = tx.find<StaffId>(sql::has_second_factor, id).has_value();
    actor.temporary_password = tx.find<bool>(sql::has_temporary_password, id).value_or(false);
    for (const auto row : tx.query(sql::own_teams, id)) actor.own_teams.push_back(row.get<TeamId>(0));
    for (const auto row : tx.query(sql::teams_of_staff, id)) actor.teams.push_back(row.get<TeamId>(0));
    add_granted_roles(tx, actor, id);
    return actor;
}

Result<void> confirm(db::Tx& tx, const Actor& actor) {
    if (actor.edition == 0 || edition(tx) == actor.edition) return {};
    // Somebody's rights changed, not necessarily this actor's.
    if (actor.sort != Actor::Sort::staff) return confirm_token(tx, actor);
    const auto now = TRY(load_staff_actor(tx, actor.staff()));
    if (same_rights(now, actor) && now.teams == actor.teams) return {};
    return refuse(Kind::not_allowed, "access.rights_changed");
}

}  // namespace room::access
