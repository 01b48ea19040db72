#pragma once
// A destination that is people who read mail: each errand is a letter (services/_letters/errand.en.md). It has left when it is queued, in
// the transaction that puts the end of the try on record, so it is queued once. A letter that does not arrive makes the errand stuck.
// What came of it is said by hand on the errand's page.

#include "connectors/carrier.h"
#include "notifications/events.h"

namespace connectors {

class EmailDestination final : public Carrier {
public:
    Sent send(const Parcel&) override;
};

/// The letter to an errand's destination failed.
void note_letter_failed(db::Tx&, const notifications::MessageFailed&);

}  // namespace connectors
