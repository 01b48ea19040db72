#include "bpmn/lettering.h"

#include "base/text.h"

#include <algorithm>

namespace bpmn {
namespace {

/// The share of the size that one character takes.
double share_of(unsigned char first) {
    if (first >= 0xE3 && first < 0xF0) return 1.0;  // East Asian scripts
    if (first >= 0x80) return 0.58;
    static constexpr std::string_view narrow = "fijlt.,:;'|!()[] I-", wide = "mwMW%@";
    if (narrow.find(static_cast<char>(first)) != std::string_view::npos) return 0.32;
    if (wide.find(static_cast<char>(first)) != std::string_view::npos) return 0.87;
    return first >= 'A' && first <= 'Z' ? 0.69 : 0.56;
}

/// As many characters from the front as fit, at least one.
std::string_view fitting(std::string_view word, double width, double size) {
    std::size_t count = 1;
    while (base::first_characters(word, count + 1).size() > base::first_characters(word, count).size() &&
           width_of(base::first_characters(word, count + 1), size) <= width)
        ++count;
    return base::first_characters(word, count);
}

}  // namespace

double width_of(std::string_view text, double size) {
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) width += share_of(byte) * size;
    }
    return width;
}

std::vector<std::string> wrap(std::string_view text, double width, double size, std::size_t most) {
    width = std::max(width, size);
    const auto tidy = base::tidy_line(base::first_characters(text, 2000));
    std::vector<std::string> lines;
    std::string line;
    const auto settle = [&] {
        if (!line.empty()) lines.push_back(std::move(line));
        line.clear();
    };
    for (auto word : base::split(tidy, ' ')) {
        if (!line.empty() && width_of(line + " " + std::string(word), size) > width) settle();
        while (line.empty() && width_of(word, size) > width) {
            const auto part = fitting(word, width, size);
            if (part.size() == word.size()) break;
            lines.emplace_back(part);
            word.remove_prefix(part.size());
        }
        if (!line.empty()) line += ' ';
        line += word;
        if (lines.size() > most) break;
    }
    settle();
    if (lines.size() <= most) return lines;
    lines.resize(most);
    lines.back() += "…";
    return lines;
}

}  // namespace bpmn
