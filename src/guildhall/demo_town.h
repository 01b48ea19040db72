#pragma once
// The invented borough's streets, addresses and residents. The same seed gives the same ones.

#include "base/random.h"
#include "guildhall/demo_words.h"
#include "people/people.h"
#include "places/gazetteer.h"

#include <cstdint>
#include <vector>

namespace guildhall {

/// Draws from one seed.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(below(std::size(list)))];
    }
    std::uint64_t below(std::uint64_t n) { return random_.number_below(n); }
    /// True so many times in a hundred.
    bool chance(double percent) { return static_cast<double>(below(100'000)) < percent * 1000; }
    /// Evenly between the two.
    double between(double least, double most) { return least + (most - least) * static_cast<double>(below(1 << 20)) / (1 << 20); }

private:
    base::SeededRandom random_;
};

/// Wards, streets, and houses with UPRN, postcode and point: about enough for so many people.
places::Gazetteer draw_gazetteer(const DemoWords& words, std::int64_t people);

/// Somebody who lives there. Most left an e-mail address, a telephone number, or both; some leave nothing.
struct Resident {
    people::Contact contact;
    std::size_t address = 0;  // among the gazetteer's
};
/// Number `number` of the borough, always the same for the same seed.
Resident draw_resident(const DemoWords& words, std::uint64_t seed, std::uint64_t number, std::size_t addresses);

}  // namespace guildhall
