#pragma once
// Asking for an address on a page.

#include "base/words.h"
#include "html/html.h"

namespace places {

/// An address field (a govuk::input) that shows the finds below it while one types: what assets/modules/address-finder.js wants
/// around it. Choosing one puts its printed line into the field, and its UPRN into a hidden field `uprn` where the caller
/// put one beside the input. Nobody must choose, and without script it is the field alone: the caller then offers what
/// `find_addresses` finds as a second step.
html::Html address_finder(const html::Html& field, base::Language language = base::Language::english);

}  // namespace places
