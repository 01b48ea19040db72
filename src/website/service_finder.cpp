#include "website/service_finder.h"

#include "base/text.h"

#include <algorithm>

namespace website {
namespace {

/// "missed bin collection"; the whole name where nothing would be left.
std::string subject_of(std::string_view name, std::string_view skipped) {
    const auto lower = base::lower_ascii(name);
    const auto skips = base::split(skipped, ' ');
    std::string_view rest = lower;
    for (;;) {
        const auto end = rest.find(' ');
        if (end == std::string_view::npos) return rest.empty() ? lower : std::string(rest);
        if (std::ranges::find(skips, rest.substr(0, end)) == skips.end()) return std::string(rest);
        rest.remove_prefix(end + 1);
    }
}

}  // namespace

std::map<char, std::vector<catalogue::DefinitionPtr>> by_letter(const std::vector<catalogue::DefinitionPtr>& services,
                                                                std::string_view skipped) {
    std::vector<std::pair<std::string, catalogue::DefinitionPtr>> subjects;
    for (const auto& service : services) subjects.emplace_back(subject_of(service->name, skipped), service);
    std::ranges::sort(subjects, {}, [](const auto& each) { return each.first; });
    std::map<char, std::vector<catalogue::DefinitionPtr>> letters;
    for (const auto& [subject, service] : subjects) {
        const char first = subject.empty() ? '#' : subject.front();
        letters[first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : '#'].push_back(service);
    }
    return letters;
}

}  // namespace website
