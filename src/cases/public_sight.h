#pragma once
// What everybody may look up: the one place that decides it, for lists, counts, maps, feeds and single records.
//
// Promises
//  1. `sql` finds exactly the requests for which `finds` says yes.
//  2. A request that was withheld, or waits for a check, is not found, whatever its service says.
//  3. Of what is found, place and state are public where `shows` says yes; words and photos only as a public copy (publishing.h).

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

class PublicSight {
public:
    /// As the services say that are live now.
    static PublicSight of(db::Tx& tx);
    /// Nothing at all.
    PublicSight() = default;

    /// A condition over cases_case c and cases_request r. The sight must live as long.
    access::Condition sql() const;
    bool finds(const Request& request, const Case& the_case) const;
    /// The same, if the service said so already when it was asked.
    bool shows(const Request& request, const Case& the_case, const catalogue::Definition& asked_under) const;
    bool is_none() const { return published_.is_none(); }

private:
    access::Scope at_once_;    // services whose requests are public as they come
    access::Scope published_;  // those, and the ones whose requests are public after a check
};

}  // namespace cases
