#pragma once
// A socket for the room that knows what payments are for: whose they are. A payment belongs to whatever it pays for, and moves with it; who may see
// and give back is asked each time.

#include "access/access.h"
#include "db/tx.h"
#include "journal/event.h"

#include <optional>
#include <string>

namespace payments {

struct OwnedBy {
    access::TeamId team;
    std::string service = {}, area = {};
    access::Owned owned() const { return {team, service, area}; }
};

class Owners {
public:
    virtual ~Owners() = default;
    /// Nothing: it belongs to nobody, and only who may see all payments sees it.
    virtual std::optional<OwnedBy> of(db::Tx& tx, const journal::Subject& subject) const = 0;
};

/// Plugged in once, by main; it must outlive the last payment. Where none is, payments belong to nobody.
void plug_in(const Owners& owners);

/// Inside payments: true if this actor may do that with what is about this.
bool may(db::Tx& tx, const access::Actor& who, access::Permission permission, const journal::Subject& subject);

}  // namespace payments
