#pragma once
// Words that people use as people do: the commonest is in half of all reports, most are in next to none (Zipf's law).

#include "base/random.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

class Vocabulary {
public:
    explicit Vocabulary(std::size_t size = 40'000);

    std::size_t size() const { return until_.size(); }
    /// By how common it is: 0 is the commonest. Made of syllables; no two are alike, and the common ones are short.
    std::string word(std::size_t rank) const;
    /// A word's rank: the nth is drawn in proportion to 1 / (n + 3.7).
    std::size_t draw(Random& random) const;
    /// So many words and a full stop.
    std::string sentence(Random& random, std::size_t words) const;

private:
    std::vector<double> until_;  // sums of the proportions
};

}  // namespace bench
