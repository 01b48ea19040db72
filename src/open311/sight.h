#pragma once
// Inside open311 only: what an asker may be shown of a request. The one place that decides it.

#include "access/access.h"
#include "cases/cases.h"

namespace open311 {

enum class Sight {
    none,
    status,      // where it stands, for who knows its id: whoever made it was told it
    place,       // and where it is, of services whose requests are published
    everything,  // and the resident's words and ours to them
};

/// What somebody may see, as scopes: of cases they may read, and of services that are published to everybody.
struct Eyes {
    access::Scope reads;
    access::Scope published;

    static Eyes of(db::Tx& tx, const access::Actor& who);
    access::Scope lists() const { return reads.or_else(published); }
    Sight at(const cases::Case& the_case, bool knows_id) const;
};

/// True for a service whose requests everybody may find in a list as soon as they are made. What is published only after a
/// check is not in it: nobody can check yet.
bool is_published(const catalogue::Definition& service);

}  // namespace open311
