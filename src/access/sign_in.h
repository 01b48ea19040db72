#pragma once
// Signing in with a password, and changing it.
//
// Promises
//  1. A wrong name and a wrong password get the same answer after the same work: the same statements of the same
//     kinds, and one Argon2id. So does an account that is closed or has no password.
//  2. Tries are counted before the password is looked at, and slowed down: see throttle.h.
//  3. A password that is changed, or an account that is closed, while a sign-in is under way, stops that sign-in.
//  4. With a second factor nobody is signed in, and no failure forgiven, before its code was right too.
//  5. Changing one's password ends one's other sessions.

#include "access/passwords.h"
#include "access/staff.h"
#include "access/vault.h"
#include "base/result.h"
#include "db/db.h"

#include <functional>
#include <string>
#include <string_view>

namespace room::access {

struct Credentials {
    std::string email;
    std::string password;
    std::string client;  // the address it comes from
    bool ask_code = true;  // of accounts with a second factor
};

/// Runs in the transaction that says yes, e.g. to start a session.
using OnSignIn = std::function<void(db::Tx&, const Actor&)>;

/// Refuses with not_allowed "access.wrong_credentials" whatever was wrong, and with unavailable where it was tried too
/// often (field "wait" holds the seconds) or too many are signing in at once.
/// Where the account has a second factor and a code is asked, the password was right but nobody has signed in: the
/// actor's `second_factor` says so, `on_sign_in` did not run, and `finish_sign_in` goes on.
Result<Actor> sign_in(db::Database&, const db::Context&, Passwords&, const Credentials&, const OnSignIn& on_sign_in);

/// The second half: who gave the right password at `since`, and the code they typed. Refuses with the field problem
/// "code", counts wrong codes as sign_in does passwords, and stops where the password was changed meanwhile.
struct CodeGiven {
    StaffId staff;
    Instant since;
    std::string code;
    std::string client;
};
Result<void> finish_sign_in(db::Database&, const db::Context&, const Vault&, const CodeGiven&, const OnSignIn& on_sign_in);

struct PasswordChange {
    std::string current;
    std::string next;
    std::string client;
};
/// `in_the_end` runs in the transaction that stores the new password: end the other sessions there. Counts wrong
/// current passwords as sign_in does. Refuses with field problems "current" and "password".
Result<void> change_password(db::Database&, const db::Context&, Passwords&, const Actor& who, const PasswordChange&,
                             const std::function<void(db::Tx&)>& in_the_end);

}  // namespace room::access
