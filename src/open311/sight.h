#pragma once
// Inside open311 only: what an asker may be shown of a request. The one place that decides it.

#include "access/access.h"
#include "cases/cases.h"

namespace open311 {

enum class Sight {
    none,
    status,      // where it stands, for who knows its id: whoever made it was told it
    place,       // and where it is, of what is published; and the public copy of it, if it has one
    everything,  // and the resident's words and ours to them
};

/// What somebody may see: of cases they may read, and of what everybody may look up (cases/public_sight.h).
struct Eyes {
    access::Scope reads;
    cases::PublicSight published;

    static Eyes of(db::Tx& tx, const access::Actor& who);
    /// `service`: the definition under which it was asked.
    Sight at(const cases::Line& line, const catalogue::Definition& service, bool knows_id) const;
};

}  // namespace open311
