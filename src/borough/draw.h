#pragma once
// Draws from one seed: what is drawn in the same order is the same.

#include "base/random.h"

#include <iterator>
#include <numeric>
#include <span>

namespace borough {

class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(below(std::size(list)))];
    }
    std::uint64_t below(std::uint64_t n) { return random_.number_below(n); }
    /// From `least` to `most`, both may come.
    int number(int least, int most) { return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least + 1))); }
    /// True so many times in a hundred.
    bool chance(double percent) { return static_cast<double>(below(100'000)) < percent * 1000; }
    /// Evenly between the two.
    double between(double least, double most) { return least + (most - least) * static_cast<double>(below(1 << 20)) / (1 << 20); }
    /// About normal around nothing, with this deviation; never more than three times it.
    double spread(double deviation) { return (between(0, 2) + between(0, 2) + between(0, 2) - 3) * deviation; }
    /// Which of several, each as often as its weight says.
    std::size_t weighted(std::span<const double> weights) {
        auto left = between(0, std::accumulate(weights.begin(), weights.end(), 0.0));
        for (std::size_t i = 0; i < weights.size(); ++i)
            if ((left -= weights[i]) < 0) return i;
        return weights.size() - 1;
    }

private:
    base::SeededRandom random_;
};

}  // namespace borough
