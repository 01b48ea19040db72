#pragma once
// How often somebody may try to sign in.
//
// Three counters are kept for each try: of the account and client together, of the account, of the client. The first
// few failures cost nothing; then each makes the wait longer, up to a limit. So
//  1. guessing gets slow, from one machine or from many, for names that exist and for those that do not;
//  2. a stranger cannot lock anybody out: who has signed in from a client within 90 days is held up there only by
//     their own failures, and nobody waits longer than 15 minutes;
//  3. a try is counted before the password is looked at, so that a hundred at once are a hundred;
//  4. tries made while waiting do not make the wait longer.

#include "base/result.h"
#include "base/time.h"
#include "db/tx.h"

#include <string>
#include <string_view>

namespace room::access {

/// The counters of one try. Made from the name as typed in lower case, known or not, and the client's address (of an
/// IPv6 one its /64 network).
struct Attempt {
    std::string both, account, client;
    static Attempt of(std::string_view email, std::string_view client);
};

/// Counts the try as failed, or refuses it as unavailable with field "wait" saying how many seconds.
Result<void> begin_attempt(db::Tx&, const Attempt&);
/// Takes the count back, since the password was right, and remembers the client.
void attempt_succeeded(db::Tx&, const Attempt&);
/// Drops what no longer matters; for a timer.
void forget_old_attempts(db::Tx&);

}  // namespace room::access
