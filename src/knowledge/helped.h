#pragma once
// Whether an article helped those who read it: counted by version, audience and month, with what they were looking for in
// their own words. Nothing says who they were.

#include "html/html.h"
#include "knowledge/knowledge.h"
#include "web/web.h"

namespace knowledge {

inline constexpr std::chrono::days words_kept{90};

/// Counts one answer about that version; one that never was is counted for the newest. Refuses with not_found what this
/// audience does not read.
Result<void> count_helped(db::Tx&, Audience, std::string_view slug, std::int64_t version, Day today, bool helped);
/// Keeps for 90 days what somebody was looking for, without words that may name them; what is then empty is not kept.
Result<void> keep_wanted(db::Tx&, Audience, std::string_view slug, std::int64_t version, std::string_view typed);

struct HelpedMonth {
    std::int64_t version = 0;
    Audience audience = Audience::everybody;
    Day month = {};  // its first day
    std::int64_t helped = 0, answered = 0;
};
/// The newest months first.
std::vector<HelpedMonth> helped_by_month(db::Tx&, std::string_view slug);

struct Wanted {
    std::int64_t version = 0;
    Audience audience = Audience::everybody;
    std::string words;
    Instant said_at = {};
};
std::vector<Wanted> newest_wanted(db::Tx&, std::string_view slug, int limit = 20);

/// Deletes words that had their time.
void forget_wanted(db::Tx&);

/// "Did this help?" below an article. `back` is the path of the page it stands on; a query there may say what was answered.
html::Html helped_form(const web::Request&, const web::Context&, const Article&, Audience, const std::string& back);

}  // namespace knowledge
