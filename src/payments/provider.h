#pragma once
// Whoever takes the money: what is said to them and what they say. One class per provider (gov_uk_pay.h).
//
// All calls are made outside any transaction and end within the time set for connections. Amounts are in pence. No card number, name or address
// of a payer comes through here, though providers send some: it is left unread.

#include "base/pence.h"
#include "base/time.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

/// asked: by us, and the provider is not known to have it yet. refused: the provider does not take it. The others are GOV.UK Pay's.
enum class State { asked, created, started, submitted, capturable, success, failed, cancelled, error, refused };
std::string_view code_of(State);
std::optional<State> find_state(std::string_view code);
/// Over: nothing changes any more but by refunds.
bool is_final(State);

/// sent: on its way to the provider, its end not known. submitted: the provider has it. refused: by the provider; nothing was given back.
enum class RefundState { asked, declined, approved, sent, submitted, success, error, refused };
std::string_view code_of(RefundState);
std::optional<RefundState> find_refund_state(std::string_view code);

/// With which account the provider is spoken to.
struct Account {
    std::string address;  // "https://publicapi.payments.service.gov.uk"
    std::string key;
};

/// A payment as it stands with the provider.
struct Standing {
    std::string provider_id, reference;
    Pence amount;
    State state = State::created;
    std::string code = {};      // why it came to nothing
    std::string next_url = {};
    Instant made = {};          // by the provider's clock
    Pence refundable = {};      // what can be given back now
    Pence given_back = {};      // what has been, or is on its way
};

struct RefundStanding {
    std::string provider_id;
    Pence amount;
    RefundState state = RefundState::submitted;
    Instant made = {};
};

/// Why there is no answer that helps.
struct Trouble {
    enum class Sort {
        later,    // nobody there, too many calls, or broken over there: the same call may do later
        unknown,  // it has no such thing
        moved,    // it stands otherwise there than the call supposed: look first
        refused,  // this call, for good
        account,  // the key is not taken, or the account may not do it: for a person to mend
    };
    Sort sort = Sort::later;
    std::string code = {};  // the provider's, or "HTTP 503"; for the page and the log
    std::optional<Duration> retry_after = {};
};
/// "later", "unknown", …
std::string_view code_of(Trouble::Sort);

template <class T>
using Said = std::expected<T, Trouble>;

/// What is asked for.
struct Wish {
    Pence amount;
    std::string reference, description, return_url;
    std::string key;  // the same for each repeat of this wish
    std::string vat_code, ledger_code;
};

class Provider {
public:
    virtual ~Provider() = default;

    virtual Said<Standing> create(const Account&, const Wish&) = 0;
    virtual Said<Standing> find(const Account&, const std::string& provider_id) = 0;
    /// All under our reference. The provider may be some seconds behind itself here.
    virtual Said<std::vector<Standing>> find_by_reference(const Account&, const std::string& reference) = 0;
    virtual Said<void> cancel(const Account&, const std::string& provider_id) = 0;

    /// Refuses as moved unless exactly `available` can be given back now: so a repeat of what arrived is not taken twice.
    virtual Said<RefundStanding> refund(const Account&, const std::string& provider_id, Pence amount, Pence available) = 0;
    virtual Said<RefundStanding> find_refund(const Account&, const std::string& provider_id, const std::string& refund_id) = 0;
    virtual Said<std::vector<RefundStanding>> refunds_of(const Account&, const std::string& provider_id) = 0;

    /// Everything made in [from, to) by the provider's clock, all pages of it or nothing.
    virtual Said<std::vector<Standing>> made_between(const Account&, Instant from, Instant to) = 0;
};

}  // namespace payments
