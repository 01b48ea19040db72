#pragma once
// The council's own people: their accounts, and the roles they hold.
//
// Promises
//  1. What grants.h promises of rights holds for every verb here.
//  2. A change of rights takes effect at the next request, on every node (see gate.h).

#include "access/actor.h"
#include "access/grants.h"
#include "access/ids.h"
#include "base/result.h"
#include "db/tx.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace room::access {

struct Staff {
    StaffId id;
    std::string email;  // the name to sign in with, in lower case
    std::string name;
    bool active = true;
};

/// Argon2id in libsodium's encoding; made by Passwords::hash.
struct PasswordHash {
    std::string text;
};

struct NewStaff {
    std::string email;
    std::string name;
    std::vector<std::string> roles = {};
    std::vector<TeamId> teams = {};
    std::optional<PasswordHash> password = {};  // none: cannot sign in yet
    bool temporary_password = false;            // to be changed at the first sign-in
};

/// Wants manage_staff. Refuses invalid e-mail addresses and names (field problems "email", "name"), an address that is
/// taken (conflict), and unknown roles or teams.
Result<StaffId> add_staff(db::Tx&, const Actor& who, const NewStaff&);
/// For a new council: an administrator, while there is no staff at all; a conflict afterwards.
Result<StaffId> first_administrator(db::Tx&, const NewStaff&);
/// Another name or address. Refuses as add_staff does.
Result<void> change_staff(db::Tx&, const Actor& who, StaffId, const std::string& email, const std::string& name);
/// Closes or opens an account. The caller ends its sessions (web::Sessions::end_all); the Gate lets nobody in anyhow.
Result<void> set_active(db::Tx&, const Actor& who, StaffId, bool active);
/// That a colleague ended one of the account's sessions (web::Sessions::end), for the record.
void note_session_ended(db::Tx&, StaffId);
/// A password given by an administrator, to be changed at the next sign-in. What the person changes themselves goes
/// through `change_password`. The caller ends the account's sessions.
Result<void> set_password(db::Tx&, const Actor& who, StaffId, const PasswordHash&);

Result<Staff> find_staff(db::Tx&, StaffId);
std::optional<Staff> find_staff_by_email(db::Tx&, std::string_view email);
/// Everybody, closed accounts too, by name.
std::vector<Staff> all_staff(db::Tx&);
/// Those whose name or address holds the words, by name; everybody for none.
std::vector<Staff> find_staff_by_words(db::Tx&, std::string_view words);
/// The active members of one team, by name.
std::vector<Staff> staff_in_team(db::Tx&, TeamId);
/// By name, each once.
std::vector<Staff> by_name(std::vector<Staff>);
/// The active members of the teams that a scope allows, by name, each once.
std::vector<Staff> staff_within(db::Tx&, const Scope&);
/// The names behind these ids, for lists; unknown ids are left out.
std::map<StaffId, std::string> staff_names(db::Tx&, std::span<const StaffId>);
/// "Ann Lee" for "staff:1042", "API: map" for "token:77", as history shows who did something; else the text itself.
std::string name_of_actor(db::Tx&, std::string_view journal_name);

struct Role {
    std::string code;
    std::string name;
    Reach reach = Reach::none;
};
std::vector<Role> all_roles(db::Tx&);
/// What each role may do, by its code, in the order of the table of permissions.
std::map<std::string, std::vector<Permission>> permissions_of_roles(db::Tx&);

/// What this person may do as of now; not_allowed if the account is closed or unknown.
Result<Actor> load_staff_actor(db::Tx&, StaffId);
/// The same, of a closed account too: what would be there if it were opened. Not found if there is no such account.
Result<Actor> rights_of_staff(db::Tx&, StaffId);
/// Refuses with not_allowed if the actor's rights changed since they were loaded: for verbs where a right withdrawn
/// between page and post must count to the transaction. Reads one row.
Result<void> confirm(db::Tx&, const Actor&);

}  // namespace room::access
