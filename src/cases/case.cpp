// The rules of a case: pure, with no database and no clock of their own.

#include "cases/case.h"

#include <array>

namespace cases {

std::string_view code_of(Publication publication) {
    switch (publication) {
        case Publication::by_rule: return "";
        case Publication::waiting: return "waiting";
        case Publication::published: return "published";
        case Publication::withheld: return "withheld";
    }
    return "";
}

std::span<const std::string_view> reopening_reasons() {
    static constexpr std::array<std::string_view, 4> reasons{"not_fixed", "new_facts", "mistake", "other"};
    return reasons;
}

Result<void> Case::give_to(access::StaffId new_owner) {
    if (state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    owner = new_owner;
    return {};
}

Result<void> Case::pass_to(access::TeamId new_team, access::StaffId new_owner) {
    TRY(give_to(new_owner));
    team = new_team;
    return {};
}

Result<void> Case::close(std::string outcome_code, access::StaffId by, Instant now) {
    if (state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    state = State::closed;
    closed_at = now;
    closed_by = by;
    outcome = std::move(outcome_code);
    return {};
}

Result<void> Case::reopen(Instant now, Instant new_due) {
    if (state == State::open) return refuse(Kind::conflict, "cases.already_open");
    if (now - *closed_at > grace) return refuse(Kind::conflict, "cases.too_late_to_reopen");
    state = State::open;
    closed_at.reset();
    closed_by = {};
    outcome.clear();
    due_at = new_due;
    return {};
}

void Case::part() {
    state = State::open;
    closed_at.reset();
    closed_by = {};
    outcome.clear();
}

std::string outcome_shown(const catalogue::Definition& service, std::string_view outcome, base::Language language) {
    auto label = service.outcome_label(outcome);
    if (label.empty() && outcome == withdrawn_outcome) return say("cases.withdrawn", {}, language);
    if (label.empty() && outcome == elsewhere_outcome) return say("cases.closed_elsewhere", {}, language);
    if (label.empty() && outcome == duplicate_outcome) return say("cases.duplicate", {}, language);
    return label;
}

}  // namespace cases
