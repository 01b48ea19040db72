#include "rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace bench {

const std::vector<std::string>& submission_tables() {
    static const std::vector<std::string> tables{
        "people_person", "people_claim",   "places_location",       "contact_interaction", "cases_case",
        "cases_request", "contact_interaction_request", "notifications_message", "journal_fact",        "journal_payload",
        "journal_place", "search_entry",   "db_operation"};
    return tables;
}

void deal(RawRows& rows, const std::string& table, int statement, std::vector<std::vector<Cell>> all) {
    const auto submissions = rows.submissions.size();
    const auto share = static_cast<double>(all.size()) / static_cast<double>(submissions);
    rows.tables += fmt::format("{}{} {:.1f}", rows.tables.empty() ? "" : ", ", table, share);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto whose = std::min(static_cast<std::size_t>(static_cast<double>(i) / share), submissions - 1);
        rows.submissions[whose].push_back({statement, std::move(all[i])});
    }
}

}  // namespace bench
