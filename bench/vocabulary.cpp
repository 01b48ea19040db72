#include "vocabulary.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bench {
namespace {

// No ending among them that a stemmer takes off.
constexpr std::array<std::string_view, 50> syllables{
    "ba",  "bron", "cal", "cho", "dam", "dor", "fa",  "fim", "gan", "gro", "ha",  "hin", "jo",  "kam", "kil", "la",  "lom",
    "ma",  "min",  "mor", "na",  "nok", "o",   "pan", "pil", "pra", "ra",  "rik", "ro",  "sa",  "sim", "sho", "ta",  "tim",
    "tor", "tra",  "u",   "van", "vik", "vo",  "wa",  "wim", "wor", "ya",  "yon", "za",  "zik", "zom", "gul", "fum"};

constexpr double flattening = 3.7;  // in 15 words, the commonest is in a third of all reports

}  // namespace

Vocabulary::Vocabulary(std::size_t size) {
    double sum = 0;
    for (std::size_t rank = 0; rank < size; ++rank) until_.push_back(sum += 1 / (static_cast<double>(rank) + flattening));
}

std::string Vocabulary::word(std::size_t rank) const {
    std::string out;
    for (auto rest = rank + syllables.size();; rest /= syllables.size()) {
        out += syllables[rest % syllables.size()];
        if (rest < syllables.size()) return out + "k";
    }
}

std::size_t Vocabulary::draw(Random& random) const {
    constexpr std::uint64_t fine = 1ULL << 40;
    const double at = until_.back() * static_cast<double>(random.number_below(fine)) / static_cast<double>(fine);
    return static_cast<std::size_t>(std::ranges::upper_bound(until_, at) - until_.begin());
}

std::string Vocabulary::sentence(Random& random, std::size_t words) const {
    std::string out;
    for (std::size_t i = 0; i < words; ++i) out += word(draw(random)) + (i + 1 < words ? ' ' : '.');
    return out;
}

}  // namespace bench
