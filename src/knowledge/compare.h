#pragma once
// Inside knowledge only: what differs between two texts, line by line. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace knowledge {

/// A line that both have, or one that only the older or only the newer has.
struct ComparedLine {
    enum class In { both, older, newer } in = In::both;
    std::string text;
    bool operator==(const ComparedLine&) const = default;
};

/// The lines of both in their order, as many as can be in both. Texts too long to be compared within bounds differ from their
/// first different line to their last.
std::vector<ComparedLine> compare_lines(std::string_view older, std::string_view newer);

}  // namespace knowledge
