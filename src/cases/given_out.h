#pragma once
// Requests and cases as rows of a list that leaves the house: docs/exports.md says what stands in the columns.
//
// Promises
//  1. A row is given out only if its case lies both in what the actor may read and in what they may export.
//  2. Without people, nothing in a row says who asked, where they live or what they wrote: no name, contact detail, place in words
//     or answer, and the place on the map to some 100 m. With people, that stands in the rows whose persons the actor may read.
//  3. Each request, or case, that was there at the beginning and lies within what is wanted is given out once, also while the
//     house goes on working. The order is that of the list: newest first, or by promise.

#include "cases/request_list.h"
#include "cases/worklist.h"
#include "exports/giving.h"

#include <variant>

namespace cases {

/// What a search finds, best first, at most `most`.
struct FoundBy {
    std::string words;
    static constexpr int most = 1000;
};
using GivenOut = std::variant<RequestsWanted, Wanted, FoundBy>;

/// "requests", "cases".
std::string_view sort_of(const GivenOut&);

/// The list, to be handed to exports::Giving. Refuses who may not export, and people to who may not read persons.
Result<exports::List> list_to_give_out(const access::Actor& who, GivenOut wanted, exports::Format format, bool with_people);

}  // namespace cases
