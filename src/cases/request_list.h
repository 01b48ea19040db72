#pragma once
// Requests, one by one, as other systems ask for them: what came in a span of time, or what changed in one.

#include "cases/case.h"
#include "cases/public_sight.h"
#include "cases/worklist.h"
#include "db/tx.h"

namespace cases {

struct RequestsWanted {
    std::vector<Reference> references = {};  // these, in any order, whatever stands below; empty: not by reference
    std::vector<std::string> services = {};  // codes; empty: all
    std::string area = {};                   // code of a ward; empty: all
    std::optional<State> state = {};         // of the request: closed once it is withdrawn
    std::optional<Instant> received_from = {}, received_before = {};
    std::optional<Instant> changed_from = {}, changed_before = {};  // when the case last changed
    struct After {
        Instant received_at;
        RequestId request;
    };
    std::optional<After> after = {};  // behind this one; not where it is asked by change
    int skip = 0, limit = 1000;
};

/// Those whose case the scope allows, each with its case: the newest first (of one ward, or of one service without dates, by when the case
/// was opened, if it is not read on behind one); where it is asked by change, the longest
/// unchanged first, so that who reads on misses nothing.
std::vector<Line> list_requests(db::Tx& tx, const access::Scope& scope, const RequestsWanted& wanted);
/// The same, of what everybody may look up besides.
std::vector<Line> list_requests(db::Tx& tx, const access::Scope& scope, const PublicSight& sight, const RequestsWanted& wanted);

/// Of what everybody may look up the newest that lie in these cells (places/cells.h), one for each case: of each cell so many are looked at
/// that some 200 are in all. `wanted` narrows by service, ward and state.
std::vector<Line> list_in_cells(db::Tx& tx, const PublicSight& sight, std::span<const std::int64_t> cells, const RequestsWanted& wanted);

/// Where a request stands for who made it: closed also where it was withdrawn while the case goes on for others.
State state_of(const Request& request, const Case& the_case);
/// When that last changed.
Instant changed_at(const Request& request, const Case& the_case);

}  // namespace cases
