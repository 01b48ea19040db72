#pragma once
// What was asked and not answered: words searched for under which nothing was found, or nothing was then opened.
//
// Promises
//  1. No person is kept, and no word with an @ or a digit. Nor is a search kept that found places: it may be where one lives.
//  2. One asker counts once a day for the same words (by connection or account, in the memory of a node only).
//  3. Words that fewer than `fewest_askers` went without an answer to are shown to nobody; all are deleted 90 days after they were
//     last asked.

#include "knowledge/knowledge.h"
#include "web/web.h"

namespace knowledge {

inline constexpr std::int64_t fewest_askers = 3;

/// Counts a search as it is typed. Beyond 5,000 different words, new ones are not taken.
void note_asked(db::Tx&, Audience, std::string_view typed, bool found);
/// Something was opened that the search had found.
void note_opened(db::Tx&, Audience, std::string_view typed);

/// The same for pages, each in a transaction of its own whose failure is nothing to the page.
class Askers {
public:
    /// Somebody searched.
    void note_search(const web::Request&, const web::Context&, Audience, std::string_view typed, bool found);
    /// Somebody opened something; counted where the browser says that it comes from a search of ours (Referer).
    void note_opening(const web::Request&, const web::Context&, Audience);

private:
    bool may(const web::Request&, const web::Context&, std::string_view what, std::string_view words);

    web::RateLimit once_{{.per_minute = 1.0 / (90 * 24 * 60), .burst = 1}};  // as long as words are kept: nobody is counted twice
    web::RateLimit pace_{{.per_minute = 6, .burst = 20}};
};

struct Gap {
    Audience audience = Audience::everybody;
    std::string words;
    std::int64_t asked = 0, unfound = 0, opened = 0;
    Day last_on = {};
};
/// The most wanted first. Wants write_article.
Result<std::vector<Gap>> gaps(db::Tx&, const access::Actor& who);

/// Deletes what had its time, and what was answered.
void forget_asked(db::Tx&);

}  // namespace knowledge
