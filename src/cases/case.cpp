// The rules of a case: pure, with no database and no clock of their own.

#include "cases/cases.h"

namespace cases {

Result<void> Case::close(std::string outcome_code, Instant now) {
    if (state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    state = State::closed;
    closed_at = now;
    outcome = std::move(outcome_code);
    return {};
}

Result<void> Case::reopen(Instant now) {
    constexpr auto grace = std::chrono::days(28);
    if (state == State::open) return refuse(Kind::conflict, "cases.already_open");
    if (now - *closed_at > grace) return refuse(Kind::conflict, "cases.too_late_to_reopen");
    state = State::open;
    closed_at.reset();
    outcome.clear();
    return {};
}

}  // namespace cases
