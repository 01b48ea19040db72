#pragma once
// Inside open311 only: services as GeoReport knows them.

#include "catalogue/catalogue.h"
#include "georeport/georeport.h"

namespace open311 {

/// GeoReport's form has texts alone: a list of rows, and what needs bytes beside its words, it does not carry.
bool is_carried(const forms::Question& question);
/// GeoReport's requests have a place, and their services no question that must be answered and cannot be carried; services without one are for the council's own API.
bool is_offered(const catalogue::Definition& service);
/// A live service that is offered; refuses (404) any other code.
Result<catalogue::DefinitionPtr> find_offered(db::Tx& tx, std::string_view code);

/// The question that the request's `description` answers, if everybody is asked it; none: its words are kept beside the answers.
const forms::Question* described_by(const catalogue::Definition& service);
/// The other questions, in their order.
std::vector<georeport::Attribute> attributes_of(const catalogue::Definition& service);

}  // namespace open311
