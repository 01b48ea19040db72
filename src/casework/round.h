#pragma once
// The round of whoever goes out with a phone: what is to be done out there today, what was done, and its end from out there.

#include "casework/attempts.h"
#include "casework/task.h"
#include "db/tx.h"

#include <string_view>
#include <vector>

namespace casework {

/// One member of staff's day out with one team.
struct Round {
    static constexpr int most = 40;  // stops: more are for tomorrow
    std::vector<Task> open;          // their own, and the team's that nobody has; the most urgent first
    std::vector<Task> done;          // by them today, in order
    std::vector<Attempt> attempts;   // at the open ones, by anybody, oldest first
    bool is_cut = false;             // there are more than `most`
    std::int64_t later = 0;          // open ones that nobody has, due after the day: left out unless asked for
};
struct Wished {
    access::TeamId team;
    Instant day_begins, day_ends;
    bool with_later = false;
};
/// By the actor's own scope, like every list. Nothing for who is no member of staff.
Round round_of(db::Tx& tx, const access::Actor& who, const Wished& wished);
/// Of these teams, those with open tasks out there.
std::vector<access::TeamId> teams_out_there(db::Tx& tx, const access::Actor& who, std::span<const access::TeamId> teams);

/// The task, for somebody who stands there: open, and theirs or nobody's. Whoever was out of reach cannot have seen that it changed, so what counts
/// is that nobody else has it (conflict, "casework.colleague_has_it"). Wants cases.work.
Result<Task> find_for_field(db::Tx& tx, const access::Actor& who, TaskId id);
/// `finish_task` under that rule.
Result<Task> finish_from_field(db::Tx& tx, const access::Actor& who, TaskId id, const forms::Sent& sent, std::string_view words);

}  // namespace casework
