#include "files/name.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace files {
namespace {

constexpr std::size_t longest_name = 120, longest_ending = 16;
constexpr std::string_view forbidden = "<>:\"|?*";

/// Marks that show nothing and let a name look like another one: soft hyphen, zero-width spaces and joiners, bidi
/// marks, word joiners, variation selectors, interlinear marks, tags.
constexpr std::array<std::string_view, 14> invisible{
    "\xc2\xad", "\xd8\x9c", "\xe1\xa0\x8e", "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e",
    "\xe2\x80\x8f", "\xe2\x81\xa0", "\xe2\x81\xa1", "\xe2\x81\xa2", "\xe2\x81\xa3", "\xe2\x81\xa4", "\xef\xbb\xbf"};

std::string without_invisible(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if ((text.front() & 0x80) == 0) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        const auto mark = std::ranges::find_if(invisible, [&](auto m) { return text.starts_with(m); });
        const auto length = mark == invisible.end() ? 1 : mark->size();
        if (mark == invisible.end()) out += text.front();
        text.remove_prefix(length);
    }
    return out;
}

std::string_view last_part(std::string_view path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view trimmed(std::string_view name) {
    const auto first = name.find_first_not_of(" .-~");
    if (first == std::string_view::npos) return {};
    return name.substr(first, name.find_last_not_of(" .") - first + 1);
}

bool is_device(std::string_view name) {
    const auto stem = base::lower_ascii(base::trim(name.substr(0, name.find('.'))));
    if (stem == "con" || stem == "prn" || stem == "aux" || stem == "nul") return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

/// ".pdf", or nothing.
std::string_view ending(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot > longest_ending) return {};
    return name.substr(dot);
}

std::string shortened(std::string_view name) {
    if (base::count_characters(name) <= longest_name) return std::string(name);
    const auto kept = ending(name);
    const auto stem = name.substr(0, name.size() - kept.size());
    std::string out(base::first_characters(stem, longest_name - base::count_characters(kept)));
    return out.append(kept);
}

}  // namespace

std::string display_name(std::string_view sent) {
    constexpr std::size_t worth_reading = 16'384;  // bytes; a name is no place to make us work
    if (sent.size() > worth_reading) sent.remove_prefix(sent.size() - worth_reading);
    auto name = base::tidy_line(without_invisible(base::to_utf8(last_part(sent))));
    for (auto& c : name)
        if (forbidden.find(c) != std::string_view::npos) c = '_';
    name = trimmed(name);
    if (is_device(name)) name.insert(0, "_");
    name = trimmed(shortened(name));  // the cut may end in a space
    return name.empty() ? "file" : name;
}

std::string name_for_type(std::string_view name, std::string_view type) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> endings{
        {{"image/jpeg", ".jpg"}, {"image/webp", ".webp"}, {"image/png", ".png"}}};
    const auto right = std::ranges::find(endings, type, [](const auto& entry) { return entry.first; });
    if (right == endings.end()) return std::string(name);
    const auto wrong = ending(name);
    const bool fits = base::equal_ignoring_case(wrong, right->second) ||
                      (type == "image/jpeg" && base::equal_ignoring_case(wrong, ".jpeg"));
    if (fits) return std::string(name);
    return std::string(name.substr(0, name.size() - wrong.size())).append(right->second);
}

}  // namespace files
