#include "fees/install.h"

#include "cases/course.h"
#include "cases/events.h"
#include "cases/visit_events.h"
#include "fees/settling.h"
#include "jobs/jobs.h"
#include "payments/events.h"
#include "payments/owners.h"

namespace fees {
namespace {

/// A payment belongs to whichever team has the case that its request is on now.
class OfCases final : public payments::Owners {
public:
    std::optional<payments::OwnedBy> of(db::Tx& tx, const journal::Subject& subject) const override {
        const auto request = request_behind(tx, subject);
        if (!request) return std::nullopt;
        const auto c = cases::case_of(tx, *request);
        if (!c) return std::nullopt;
        return payments::OwnedBy{c->team, c->service, c->area};
    }
};

/// The request that a payment's event is about; nothing where it is about something else.
std::optional<cases::RequestId> request_in(const payments::OfPayment& event) {
    if (event.about_kind != "request") return std::nullopt;
    return cases::RequestId{event.about.value};
}

}  // namespace

void own_payments() {
    static const OfCases owners;
    payments::plug_in(owners);
}

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds) {
    const auto wake = [](db::Database& database) { jobs::wake(database); };
    subscribers.on<payments::PaymentTaken>(
        "fees.payment_taken",
        [](db::Tx& tx, const payments::PaymentTaken& event, const journal::Fact&) -> Result<void> {
            const auto request = request_in(event);
            return request ? payment_taken(tx, *request, event.payment) : Result<void>{};
        },
        wake);
    subscribers.on<payments::RefundPaid>(
        "fees.refund_paid",
        [](db::Tx& tx, const payments::RefundPaid& event, const journal::Fact&) -> Result<void> {
            const auto request = request_in(event);
            return request ? refund_paid(tx, *request, Pence{event.amount}) : Result<void>{};
        },
        wake);
    subscribers.on<payments::RefundFailed>(
        "fees.refund_failed",
        [](db::Tx& tx, const payments::RefundFailed& event, const journal::Fact&) -> Result<void> {
            const auto request = request_in(event);
            return request ? refund_failed(tx, *request) : Result<void>{};
        },
        wake);
    subscribers.on<cases::RequestWithdrawn>(
        "fees.request_withdrawn", [](db::Tx& tx, const cases::RequestWithdrawn& event, const journal::Fact&) { return request_withdrawn(tx, event.request); }, wake);
    subscribers.on<cases::CaseClosed>("fees.case_closed", [](db::Tx& tx, const cases::CaseClosed& event, const journal::Fact&) { return case_closed(tx, event.id, event.outcome); }, wake);
    subscribers.on<cases::CaseReopened>("fees.case_reopened", [](db::Tx& tx, const cases::CaseReopened& event, const journal::Fact&) { return case_reopened(tx, event.id); },
                                        wake);
    subscribers.on<cases::VisitMoved>("fees.visit_moved", [](db::Tx& tx, const cases::VisitMoved& event, const journal::Fact&) { return visit_moved(tx, event.request); }, wake);
    subscribers.on<cases::VisitBooked>("fees.visit_booked", [](db::Tx& tx, const cases::VisitBooked& event, const journal::Fact&) { return visit_moved(tx, event.request); }, wake);
    kinds.add(std::string(lapse_kind), [](const jobs::Running& job) -> Result<void> {
        const auto request = parse_id<cases::RequestId>(job.key());
        if (!request) return refuse(Kind::invalid, "cases.no_such_request", job.key());
        TRY(job.finish([&](db::Tx& tx) { return lapse(tx, *request); }));
        jobs::wake(job.database());
        return {};
    });
}

}  // namespace fees
