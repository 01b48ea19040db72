#pragma once
// A second factor: codes from an authenticator app, and ten recovery codes for the day it is lost.
//
// Promises
//  1. A code from the app is accepted once, and a step of 30 seconds early or late; a recovery code is accepted once.
//  2. The app's secret is sealed with a key outside the database; of recovery codes digests under that key are kept.
//  3. Codes are throttled like passwords (throttle.h), with counters of their own.
//  4. Nothing is asked of an account before its owner has shown, by typing a code, that the app works.

#include "access/actor.h"
#include "access/vault.h"
#include "base/config.h"
#include "base/result.h"
#include "db/db.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace room::access {

/// The setting `second_factor`.
enum class SecondFactorRule {
    off,       // neither offered nor asked
    optional,  // asked of those who have turned it on
    required,  // who has none sets it up before anything else
};
SecondFactorRule second_factor_rule(const base::Config&);

struct SecondFactor {
    std::optional<Instant> on_since;
    std::int64_t recovery_codes_left = 0;
};
SecondFactor second_factor_of(db::Tx&, StaffId);

/// A fresh secret for one's own account, to be shown until it is turned on. A conflict if it is on already.
Result<void> begin_second_factor(db::Tx&, const Actor& who, const Vault&, Random&);
/// The secret that was begun; not_found if there is none, or it is on.
Result<std::string> secret_begun(db::Tx&, const Actor& who, const Vault&);
/// With a code from the app (field "code"). Gives the recovery codes, which nobody can be told again.
Result<std::vector<std::string>> turn_on_second_factor(db::Tx&, const Actor& who, const Vault&, std::string_view code, Random&);

struct CodeTry {
    StaffId staff;
    std::string code;    // from the app, or a recovery code
    std::string client;  // the address it comes from
};
/// Counts the try; then, in a second transaction, accepts the code and does `then`. Refuses with the field problem
/// "code", or as unavailable where it was tried too often.
Result<void> with_code(db::Database&, const db::Context&, const Vault&, const CodeTry&, const std::function<Result<void>(db::Tx&)>& then);
/// Inside `with_code`: one's own, away again.
void turn_off_second_factor(db::Tx&, const Actor& who);
/// A colleague's who lost theirs: wants manage_staff, and all that the colleague may do.
Result<void> reset_second_factor(db::Tx&, const Actor& who, StaffId);

}  // namespace room::access
