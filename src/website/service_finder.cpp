#include "website/service_finder.h"

#include "base/text.h"

#include <algorithm>

namespace website {
namespace {

/// How well one word fits: in the name best, then in a keyword, then in the summary. 0: not at all.
int fit(const catalogue::Definition& service, std::string_view word) {
    const auto holds = [&](std::string_view text) { return base::lower_ascii(text).find(word) != std::string::npos; };
    if (holds(service.name)) return 3;
    if (std::ranges::any_of(service.keywords, holds)) return 2;
    return holds(service.summary) ? 1 : 0;
}

}  // namespace

std::map<char, std::vector<catalogue::DefinitionPtr>> by_letter(const std::vector<catalogue::DefinitionPtr>& services) {
    std::map<char, std::vector<catalogue::DefinitionPtr>> letters;
    for (const auto& service : services) {
        const char first = service->name.empty() ? '#' : service->name.front();
        const char upper = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
        letters[upper >= 'A' && upper <= 'Z' ? upper : '#'].push_back(service);
    }
    return letters;
}

std::vector<catalogue::DefinitionPtr> matching(const std::vector<catalogue::DefinitionPtr>& services, std::string_view words) {
    std::vector<std::pair<int, catalogue::DefinitionPtr>> found;
    const auto lower = base::lower_ascii(words);
    for (const auto& service : services) {
        int all = 0;
        bool fits = true;
        for (const auto word : base::split(lower, ' ')) {
            if (word.empty()) continue;
            const int one = fit(*service, word);
            fits &= one > 0;
            all += one;
        }
        if (fits && all > 0) found.emplace_back(all, service);
    }
    std::ranges::stable_sort(found, std::greater{}, [](const auto& each) { return each.first; });
    std::vector<catalogue::DefinitionPtr> ordered;
    for (auto& [ignored, service] : found) ordered.push_back(std::move(service));
    return ordered;
}

}  // namespace website
