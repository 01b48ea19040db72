#pragma once
// A payment, and the rules of its states. Pure: no SQL, no HTTP, no clock of its own.

#include "base/ids.h"
#include "base/pence.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "journal/event.h"
#include "payments/provider.h"

#include <optional>
#include <string>
#include <string_view>

namespace payments {

using PaymentId = Id<struct PaymentThing>;

/// What the caller says of a payment that is to be made.
struct NewPayment {
    journal::Subject subject;  // what it is for, e.g. {"case", 42}: facts are announced under it
    Pence amount;              // 1p to £100,000, as the provider takes it
    std::string vat_code;      // codes of the ledger's: letters, digits, '.', '_', '/' and '-', 1 to 20 and 1 to 40 characters
    std::string ledger_code;
    std::string description;   // what the payer reads, up to 255 characters; nothing personal
    std::string return_url;    // https (on one's own machine http too); where the payer comes back to
};

struct Payment : NewPayment {
    PaymentId id;
    std::string reference;     // ours, random: 12 letters and digits; by it the provider's copy is found again
    State state = State::asked;
    std::string code = {};     // why it came to nothing, as the provider says it: "P0020"
    std::string provider_id = {};  // empty until the provider is known to have it
    std::string next_url = {};     // where the payer goes; empty until known, and once it is over
    Pence refundable = {};     // what the provider said last that can be given back
    Instant begun = {};
    std::optional<Instant> made = {};     // when the provider made it, by its clock
    std::optional<Instant> settled = {};  // when we knew that it was over
    bool cancel_wanted = false;
    std::int64_t tries = 0;    // calls that did not get a useful answer since the last one that did
    bool was_asked = false;    // a request to make it has left, whatever became of that
    std::string problem = {};  // "unreachable", "busy", "refused" …: why it does not get on; empty: it does
};

/// What is wrong, by field ("amount", "vat_code", "ledger_code", "description", "return_url"); otherwise tidied.
Result<NewPayment> check(const NewPayment&);

/// What the provider says of it. Nothing moves a payment that is over. True if its state changed.
bool take(Payment&, const Standing&, Instant now);

/// When to ask the provider again about one that is not over: each half minute while the payer is likely at it, then less often. The provider
/// itself ends what nobody pays within 90 minutes.
Instant next_look(const Payment&, Instant now);

/// Until a call is tried again: 5 seconds, doubled up to an hour, of which half to all is waited; at least what the provider asked for.
Duration pause_after(std::int64_t tries, Random&, std::optional<Duration> asked_for = std::nullopt);

}  // namespace payments
