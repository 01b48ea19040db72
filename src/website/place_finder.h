#pragma once
// Inside website only: places that somebody may mean who types in a search field, each with the way to "my area".

#include "base/words.h"
#include "db/tx.h"

#include <string>
#include <string_view>
#include <vector>

namespace website {

struct FoundPlace {
    std::string name;  // "Mill Lane, Ambleford"
    std::string sort;  // "postcode", "ward", "street", "address"; in words: website.place_<sort>
    std::string href;  // "/my-area?usrn=…"
};

struct FoundPlaces {
    std::vector<FoundPlace> places;
    bool is_surely_a_place = false;  // a whole postcode, an address, or the very name of a street or ward
};

/// A postcode, wards, streets and addresses, in that order, at most `limit`. Where the whole of what was typed is no place, what
/// stands behind "in", "on", "at" or "near" is looked up.
FoundPlaces places_meant(db::Tx& tx, std::string_view typed, std::size_t limit);

/// For when nothing at all was found: places by any one of the words, so that "albion steet" finds Albion Street.
FoundPlaces places_by_any_word(db::Tx& tx, std::string_view typed, std::size_t limit);

}  // namespace website
