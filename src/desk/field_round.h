#pragma once
// Inside desk only: the round of whoever goes out with a phone.

#include "cases/cases.h"
#include "casework/round.h"
#include "desk/task_page.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace desk {

inline constexpr std::string_view round_address = "/staff/round";
std::string round_address_of(casework::TaskId id, std::string_view rest);

/// Where somebody calls.
struct Stop {
    casework::Task task;
    std::string service, place, reference;
    std::optional<places::Point> point;
    std::vector<std::pair<std::string, std::string>> told;  // question, answer
    const forms::Form* form = nullptr;                      // of `behind`
    catalogue::DefinitionPtr behind;
    bool closes = false;  // only closing the case finishes it
    bool is_late(Instant now) const { return task.is_late(now); }
    /// What tells forms apart: two tasks with the same need it once on the page.
    std::string form_name() const;
};

struct RoundShown {
    std::vector<access::Team> teams;  // among which one can choose
    std::optional<access::Team> team;
    std::vector<Stop> stops;  // in the order of calling
    std::vector<Stop> tried;  // today, by the reader, in vain
    std::vector<Stop> done;   // today, by the reader
    std::vector<casework::Attempt> attempts;  // oldest first
    std::map<access::StaffId, std::string> names;
    bool is_cut = false;  // more open ones than are shown
    std::int64_t later = 0;
    bool with_later = false;
    places::TownMap map;
    Instant ends;  // of the day, and of the session: until then it may stand on a phone

    std::size_t all() const { return stops.size() + tried.size() + done.size(); }
};
/// Reads it, and notes in the journal whose requests were read. Contact details are left out for everybody: the page stays on a phone.
Result<RoundShown> read_round(db::Tx& tx, const web::Request& request, const web::Context& context);

/// What a round's page has in its middle, and again after each change.
void put_round(html::Html& out, const web::Request& request, const web::Context& context, const RoundShown& shown);

}  // namespace desk
