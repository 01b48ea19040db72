#include "knowledge/compare.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace knowledge {
namespace {

using Lines = std::span<const std::string_view>;
using In = ComparedLine::In;

constexpr std::size_t most_pairs = 4'000'000;

void put(std::vector<ComparedLine>& out, Lines lines, In in) {
    for (const auto line : lines) out.push_back({in, std::string(line)});
}

/// For each pair of places, how many lines from there on can be in both.
class Common {
public:
    Common(Lines older, Lines newer) : width_(newer.size() + 1), counts_((older.size() + 1) * width_) {
        for (auto i = older.size(); i-- > 0;)
            for (auto j = newer.size(); j-- > 0;)
                counts_[i * width_ + j] = older[i] == newer[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    std::uint32_t at(std::size_t i, std::size_t j) const { return counts_[i * width_ + j]; }

private:
    std::size_t width_;
    std::vector<std::uint32_t> counts_;
};

void compare_middle(std::vector<ComparedLine>& out, Lines older, Lines newer) {
    if (older.size() * newer.size() > most_pairs) {
        put(out, older, In::older);
        put(out, newer, In::newer);
        return;
    }
    const Common common(older, newer);
    std::size_t i = 0, j = 0;
    while (i < older.size() && j < newer.size()) {
        if (older[i] == newer[j]) {
            put(out, older.subspan(i++, 1), In::both);
            ++j;
        } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
            put(out, older.subspan(i++, 1), In::older);
        } else {
            put(out, newer.subspan(j++, 1), In::newer);
        }
    }
    put(out, older.subspan(i), In::older);
    put(out, newer.subspan(j), In::newer);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    if (text.empty()) return {};
    return base::split(text, '\n');
}

}  // namespace

std::vector<ComparedLine> compare_lines(std::string_view older, std::string_view newer) {
    const auto before = lines_of(older), after = lines_of(newer);
    Lines left = before, right = after;
    const auto same = [](Lines a, Lines b) { return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin()); };
    const auto head = same(left, right);
    left = left.subspan(head), right = right.subspan(head);
    std::size_t tail = 0;
    while (tail < left.size() && tail < right.size() && left[left.size() - 1 - tail] == right[right.size() - 1 - tail]) ++tail;
    std::vector<ComparedLine> out;
    put(out, Lines(before).first(head), In::both);
    compare_middle(out, left.first(left.size() - tail), right.first(right.size() - tail));
    put(out, left.last(tail), In::both);
    return out;
}

}  // namespace knowledge
