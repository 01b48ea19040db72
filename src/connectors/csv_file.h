#pragma once
// The file of a drop folder in which errands go out. Pure.

#include "connectors/carrier.h"

#include <string>
#include <vector>

namespace connectors {

/// RFC 4180, UTF-8, one errand in a row; texts that a spreadsheet would take for formulas begin with an apostrophe. Columns: errand,
/// number, kind, handed_over, reference, service, service_name, words, latitude, longitude, address, uprn, usrn, answers, photos, name,
/// email, phone; their_reference is that of the errand before it.
std::string errands_as_csv(const std::vector<Parcel>&);

}  // namespace connectors
