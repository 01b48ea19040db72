#pragma once
// Who is away, and who stands in for them.
//
// Promises
//  1. While somebody is away, what would go to them goes to their stand-in; where that is not theirs to do, or nobody stands in, to the team.
//     What they had before stays with them, for a leader to hand over.
//  2. A stand-in counts as whom they stand in for: they are not the second pair of eyes on what that person did.
//  3. It begins and ends by the clock, to the moment; that it ended is a fact soon after.

#include "casework/task.h"
#include "db/tx.h"
#include "jobs/kinds.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace casework {

struct AwayTag;
using AwayId = Id<AwayTag>;

struct Away {
    AwayId id;
    access::StaffId staff;
    access::StaffId stand_in;  // 0: the team
    Instant from, until;
    std::optional<Instant> over_at = {};  // it ended
    bool holds_at(Instant now) const { return !over_at && from <= now && now < until; }
};

/// At most so far ahead.
inline constexpr auto longest_away = std::chrono::days(366);

/// For oneself it wants cases.work; for somebody else cases.assign over one of their teams. Refuses (fields "staff", "from", "until", "stand_in")
/// an end that is past or before its beginning, what reaches more than a year ahead, a time in which they are away already, and a stand-in who is
/// neither of one of their teams nor may work on all that they may.
Result<Away> say_away(db::Tx& tx, const access::Actor& who, access::StaffId staff, Instant from, Instant until, access::StaffId stand_in);
/// They are back, or it does not come to it. Wants what `say_away` wants; content where it is over.
Result<void> end_away(db::Tx& tx, const access::Actor& who, AwayId id);

std::optional<Away> away_now(db::Tx& tx, access::StaffId staff);
/// Everybody who is.
std::map<access::StaffId, Away> all_away_now(db::Tx& tx);
/// Now and to come, by beginning: of oneself, and of those whose absence this actor may say.
std::vector<Away> aways_to_see(db::Tx& tx, const access::Actor& who);
/// The last one that is over; nothing where somebody never was away.
std::optional<Away> last_away(db::Tx& tx, access::StaffId staff);
/// What came to others instead, as far as this actor may see it; oldest first, at most 100.
std::vector<Task> came_meanwhile(db::Tx& tx, const access::Actor& who, const Away& away);

/// Colleagues who could stand in, by name: of their teams.
std::vector<access::Staff> possible_stand_ins(db::Tx& tx, access::StaffId staff);
/// Oneself, and whom one may say it for; by name.
std::vector<access::Staff> whose_absence_may_say(db::Tx& tx, const access::Actor& who);
/// For whom somebody does this task, who is away or was when it came; 0: it is their own.
access::StaffId instead_of(db::Tx& tx, TaskId task);
/// The same with from when to when; nothing: it is their own.
std::optional<Away> away_behind(db::Tx& tx, TaskId task);
/// Of many tasks at once; those that are their owners' own are left out.
std::map<TaskId, Away> aways_behind(db::Tx& tx, std::span<const TaskId> tasks);

inline constexpr std::string_view away_over_kind = "casework.away_over";
/// Says that it is over, once its end has come.
Result<void> note_end(const jobs::Running& job);

}  // namespace casework
