#pragma once
// The board: what is to be done, by where it stands and by who has it. All of it under the reader's one scope.

#include "casework/task.h"
#include "connectors/connectors.h"
#include "db/tx.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casework {

struct BoardWanted {
    access::TeamId team = {};     // 0: all in sight
    std::string service = {};     // code; empty: all
    std::string area = {};        // ward code; empty: all
    access::StaffId person = {};  // 0: everybody's and nobody's
};

/// What one member of staff has, counted over all open tasks that fit.
struct Load {
    access::StaffId staff;  // 0: nobody has it
    std::int64_t open = 0;
    std::int64_t late = 0;
    std::int64_t within_week = 0;  // due in the next seven days, late ones not among them
};

/// A case that waits for a back office.
struct Elsewhere {
    cases::CaseId case_id;
    std::string destination;  // as people call it
    std::optional<Instant> reply_by;
};

/// Each task stands once: where its case stands still it waits, else it is late, else somebody has it or nobody has. By deadline.
struct Board {
    static constexpr int most = 300;
    std::vector<Task> nobodys, in_hand, waiting, late;
    std::map<cases::CaseId, std::string> still;  // of those that wait: the reason, a code of the service's pauses
    std::vector<Elsewhere> elsewhere;
    std::int64_t unskilled = 0;  // of those nobody has, how many want a skill that nobody of their team holds
    bool is_cut = false;      // more than `most` tasks, or waits for a back office, fit: the most urgent are shown
    std::vector<Load> loads;  // most work first
};
Board board(db::Tx& tx, const access::Actor& who, const BoardWanted& wanted);

/// What a board can be narrowed to: of open tasks in sight.
struct BoardChoices {
    std::vector<access::TeamId> teams;
    std::vector<std::string> services, areas;
};
BoardChoices board_choices(db::Tx& tx, const access::Actor& who);

}  // namespace casework
