#include "access/limits.h"

#include <algorithm>

namespace room::access {
namespace {

constexpr std::size_t longest_code = 60;

bool is_code(const std::string& text) {
    return !text.empty() && text.size() <= longest_code && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

void tidy_codes(std::vector<std::string>& codes, const char* field, const char* unknown, std::vector<Problem>& problems) {
    std::ranges::sort(codes);
    const auto [first, last] = std::ranges::unique(codes);
    codes.erase(first, last);
    if (!std::ranges::all_of(codes, is_code)) problems.push_back({field, unknown});
    if (codes.size() > most_codes) problems.push_back({field, "access.too_many_limits"});
}

}  // namespace

Result<Limits> tidy(Limits limits) {
    std::vector<Problem> problems;
    tidy_codes(limits.services, "services", "access.unknown_service", problems);
    tidy_codes(limits.areas, "areas", "access.unknown_area", problems);
    if (!problems.empty()) return refuse_fields("access.check_answers", std::move(problems));
    return limits;
}

}  // namespace room::access
