#pragma once
// Inside payments: the jobs that give money back. `refund_kind` is keyed by payment, so that refunds of one payment are sent one after the other:
// each is guarded by the sum that could be given back before it. `follow_kind` is keyed by refund.

#include "payments/asking.h"

namespace payments {

inline constexpr std::string_view refund_kind = "payments.refund", follow_kind = "payments.follow_refund";

/// Sends the refund whose turn it is. One that was sent before is looked for first.
class Refunding {
public:
    explicit Refunding(Office office) : office_(std::move(office)) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Errand {
        Account account;
        Payment payment;
        Refund refund;
        std::vector<std::string> known;  // their ids of this payment's refunds that we know
    };
    Result<std::optional<Errand>> set_out(db::Tx& tx, PaymentId id) const;
    /// The sum that can be given back, on record before the refund is sent for the first time.
    Said<Pence> find_available(const Errand& errand) const;
    Result<bool> note_sending(const jobs::Running& job, const Errand& errand, Pence available) const;
    /// What an earlier try brought about, if it arrived.
    Said<std::optional<RefundStanding>> find_earlier(const Errand& errand) const;
    /// One that was sent before and is not among theirs: whether all that changed there since is somebody else's doing, with the provider's own tool.
    bool never_arrived(const Errand& errand, Pence available) const;
    Result<void> finish(db::Tx& tx, const Errand& errand, const Said<RefundStanding>& said, bool begins_anew) const;
    Office office_;
};

/// Asks what became of a refund that the provider has.
class Following {
public:
    explicit Following(Office office) : office_(std::move(office)) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    Office office_;
};

}  // namespace payments
