#pragma once
// Inside payments: the jobs that compare days with the provider.

#include "payments/asking.h"

namespace payments {

inline constexpr std::string_view reconcile_kind = "payments.reconcile";  // keyed by day: "2026-11-22"
inline constexpr std::string_view look_kind = "payments.look";            // each hour: which days are to be compared

/// Compares one day, all of it or nothing: while the provider cannot say its whole list, it is tried again.
class Reconciling {
public:
    explicit Reconciling(Office office) : office_(std::move(office)) {}
    Result<void> operator()(const jobs::Running& job) const;

private:
    Office office_;
};

/// Puts the days on the list that were not compared yet, and those of the last week where something is open.
void schedule_days(db::Tx& tx);

}  // namespace payments
