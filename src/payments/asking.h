#pragma once
// Inside payments: the jobs that speak with the provider about one payment. Their key is the payment's id.

#include "jobs/kinds.h"
#include "payments/account.h"
#include "payments/payments.h"

#include <memory>

namespace payments {

inline constexpr std::string_view ask_kind = "payments.ask", refresh_kind = "payments.refresh";

/// What every job here works with. In a house for practice nothing leaves.
struct Office {
    std::shared_ptr<Provider> provider;
    VaultOf vault_of;
    Random* random;
    bool training = false;
};

/// What the provider said of it: state, facts, and when to ask again.
void note_standing(db::Tx& tx, Payment payment, const Standing& standing);

/// Asks the provider to make the payment. What may have arrived already is looked for first.
class Asking {
public:
    explicit Asking(Office office) : office_(std::move(office)) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Errand {
        Account account;
        Payment payment;
        bool may_be_there = false;
    };
    Result<std::optional<Errand>> set_out(db::Tx& tx, PaymentId id) const;
    /// Nothing: it is not there, and is not to be made any more.
    Said<std::optional<Standing>> speak(const Errand& errand) const;
    Office office_;
};

/// Asks what became of it; and before that to cancel it, where that is wanted.
class Refreshing {
public:
    explicit Refreshing(Office office) : office_(std::move(office)) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    Office office_;
};

}  // namespace payments
