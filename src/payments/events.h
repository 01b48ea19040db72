#pragma once
// What payments announces, under the subject that a payment is for.

#include "journal/event.h"
#include "payments/payments.h"

namespace payments {

/// What every fact about a payment says. Sums are in pence.
struct OfPayment {
    PaymentId payment;
    std::string about_kind;
    Id<struct AboutThing> about;
    std::int64_t amount = 0;
    journal::Subject subject() const { return {about_kind, about.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("payment", payment);
        f("about_kind", about_kind);
        f("about", about);
        f("amount", amount);
    }
};

struct PaymentBegun : OfPayment {
    static constexpr const char* kind = "payments.PaymentBegun";
};

/// The provider has it: there is an address now where it can be paid.
struct PaymentReady : OfPayment {
    static constexpr const char* kind = "payments.PaymentReady";
};

/// It was paid.
struct PaymentTaken : OfPayment {
    static constexpr const char* kind = "payments.PaymentTaken";
};

/// It came to nothing. `outcome`: failed, cancelled, error or refused; `code`: the provider's reason.
struct PaymentEnded : OfPayment {
    static constexpr const char* kind = "payments.PaymentEnded";
    std::string outcome, code;
    template <class Fields>
    void fields(Fields& f) {
        OfPayment::fields(f);
        f("outcome", outcome);
        f("code", code);
    }
};

/// What every fact about a refund says: `amount` is the refund's.
struct OfRefund : OfPayment {
    RefundId refund;
    template <class Fields>
    void fields(Fields& f) {
        OfPayment::fields(f);
        f("refund", refund);
    }
};

struct RefundAsked : OfRefund {
    static constexpr const char* kind = "payments.RefundAsked";
};
struct RefundApproved : OfRefund {
    static constexpr const char* kind = "payments.RefundApproved";
};
struct RefundDeclined : OfRefund {
    static constexpr const char* kind = "payments.RefundDeclined";
};
/// The provider has it, and nobody can call it back.
struct RefundSent : OfRefund {
    static constexpr const char* kind = "payments.RefundSent";
};
struct RefundPaid : OfRefund {
    static constexpr const char* kind = "payments.RefundPaid";
};
/// Nothing was given back. `outcome`: refused or error.
struct RefundFailed : OfRefund {
    static constexpr const char* kind = "payments.RefundFailed";
    std::string outcome;
    template <class Fields>
    void fields(Fields& f) {
        OfRefund::fields(f);
        f("outcome", outcome);
    }
};

/// Our rows and the provider's list of a day differ. `difference`: a code of DifferenceKind. Its subject is the difference itself.
struct DifferenceFound {
    static constexpr const char* kind = "payments.DifferenceFound";
    DifferenceId id;
    PaymentId payment;
    std::string difference, day;
    journal::Subject subject() const { return {"payment_difference", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("id", id);
        f("payment", payment);
        f("difference", difference);
        f("day", day);
    }
};

/// Another account with the provider, or another key: never which.
struct AccountChanged {
    static constexpr const char* kind = "payments.AccountChanged";
    Id<struct AccountThing> account{1};
    journal::Subject subject() const { return {"payment_account", account.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("account", account);
    }
};

/// Inside payments: an event about this payment, or this refund of it.
template <class Event>
Event about(const Payment& payment) {
    Event event;
    event.payment = payment.id;
    event.about_kind = payment.subject.kind;
    event.about = {payment.subject.id};
    event.amount = payment.amount.value;
    return event;
}
template <class Event>
Event about(const Payment& payment, const Refund& refund) {
    auto event = about<Event>(payment);
    event.refund = refund.id;
    event.amount = refund.amount.value;
    return event;
}

}  // namespace payments
