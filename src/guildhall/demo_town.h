#pragma once
// The invented borough's streets, addresses and residents. The same seed gives the same ones.

#include "borough/borough.h"
#include "guildhall/demo_words.h"
#include "people/people.h"
#include "places/gazetteer.h"

#include <cstdint>
#include <vector>

namespace guildhall {

using borough::Draw;

/// Wards, streets, and houses with UPRN, postcode and point: about enough for so many people.
places::Gazetteer draw_gazetteer(const DemoWords& words, std::int64_t people);
/// The same with a map and a day for each street's bins. The small town has no boundaries.
borough::Borough draw_town(const DemoWords& words, std::int64_t people, std::uint64_t seed);

/// Somebody who lives there. Most left an e-mail address, a telephone number, or both; some leave nothing.
struct Resident {
    people::Contact contact;
    std::size_t address = 0;  // among the gazetteer's
};
/// Number `number` of the borough, always the same for the same seed.
Resident draw_resident(const DemoWords& words, std::uint64_t seed, std::uint64_t number, std::size_t addresses);

}  // namespace guildhall
