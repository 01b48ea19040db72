#pragma once
// Running cases go on along a new version of their service's map.
//
// Promises
//  1. A case is moved whole or not at all: where it stands, what it waits for and what it holds is found again in the new map, or it stays
//     where it is, and the reason is told. Open tasks take the name, form, skill and team that the new map says; their day stays, and
//     who has them, but for a skill that the old map did not want and they do not hold: then the team has it again.
//  2. What only the new map has (a time limit at a task) is waited for from the move on.
//  3. A move is a job in batches, each a transaction: after a kill it goes on behind the last one.
//  4. Who may publish services may move cases (services.publish); a reader is told of refused cases by name only of those they may see.

#include "bpmn/bpmn.h"
#include "casework/task_store.h"
#include "catalogue/catalogue.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jobs {
class Running;
}

namespace casework {

using ElementMap = bpmn::Engine::ElementMap;

/// Cases that run on one version of a service's map.
struct OnVersion {
    std::string service;  // its code
    std::int64_t version = 0, live = 0;
    std::int64_t cases = 0;
    bool same_map = false;  // the live version has the very same map
    bool is_old() const { return version != live && !same_map; }
};
/// By service and version; one where no case runs is not there. Wants services.publish.
Result<std::vector<OnVersion>> cases_by_version(db::Tx& tx, const access::Actor& who);

/// Why a case stays.
struct WhyNot {
    std::string element;  // its name on the map, else its id; empty: the case as a whole
    std::string reason;   // a key of words
};
struct Refused {
    cases::CaseId case_id;
    std::vector<WhyNot> reasons;
};

/// An element of the old map at which cases stand, or without which they cannot be moved.
struct Pair {
    std::string element, name;
    std::string becomes;  // an element of the new map; empty: none has the same id and sort
    std::int64_t cases = 0;
    std::vector<std::pair<std::string, std::string>> choices;  // elements of the new map of the same sort: id, name
};
struct MoveCheck {
    std::int64_t from = 0, to = 0;
    std::vector<Pair> pairs;
    std::int64_t looked_at = 0, can_go = 0;
    bool more = false;             // there are more than were looked at
    std::vector<Refused> refused;  // at most `most_told`
};
inline constexpr int most_checked = 2000;
inline constexpr std::size_t most_told = 100;

/// What would become of the cases of this version on the live one; nothing is changed. Wants services.publish. Not found where no case runs on it;
/// refused as a conflict, "casework.move_newest", where it is the live one.
Result<MoveCheck> check_moves(db::Tx& tx, const access::Actor& who, const std::string& service, std::int64_t from, const ElementMap& mapping);

struct MapMove {
    MapMoveId id;
    std::string service;
    std::int64_t from = 0, to = 0;
    ElementMap mapping;
    Instant begun_at;
    std::string begun_by;  // as the journal names them
    std::optional<Instant> ended_at = {};
    std::int64_t moved = 0, refused = 0;
    RunId after = {};
};
/// Begins to move all of them to the live version. Wants services.publish. Refused as a conflict, "casework.move_under_way", while the service's cases are
/// being moved.
Result<MapMoveId> begin_move(db::Tx& tx, const access::Actor& who, const std::string& service, std::int64_t from, const ElementMap& mapping);
Result<MapMove> find_move(db::Tx& tx, const access::Actor& who, MapMoveId id);
std::vector<MapMove> newest_moves(db::Tx& tx, const access::Actor& who, int limit = 10);
/// Cases that stayed; at most `most_told`.
std::vector<Refused> refused_by(db::Tx& tx, MapMoveId id);

inline constexpr std::string_view moving_kind = "casework.move";
/// One batch, and the next one scheduled with it. The job's key is the move.
Result<void> carry_on_moving(const jobs::Running& job);
/// The same for whoever has a transaction: false once it is over.
Result<bool> move_some(db::Tx& tx, MapMoveId id, int most);

}  // namespace casework
