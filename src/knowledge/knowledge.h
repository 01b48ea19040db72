#pragma once
// The door of knowledge: what residents and staff may know about the council's services, as articles that a council edits
// without C++. One article has two parts: one for everybody, and one that staff alone read.
//
// Promises
//  1. What is asked for with Audience::everybody never holds, finds, counts or corrects by anything of a staff part: the
//     two parts are read by different statements and searched in different indexes.
//  2. Versions are only ever added. The newest one is what readers see; each tells who saved it and when.
//  3. Seeding brings new and changed articles of the program, and leaves alone what the council wrote or changed itself.

#include "access/access.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "db/tx.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace knowledge {

using ArticleId = Id<struct ArticleThing>;

enum class Audience { everybody, staff };

/// Who may read staff parts: those who may read articles, of all staff.
Audience audience_of(const access::Actor& who);

struct Article {
    std::string slug;                    // as in the address: 1 to 60 of a-z, 0-9 and -
    std::int64_t version = 0;            // 1, 2, 3 …
    std::string title, summary;          // one line each
    std::vector<std::string> services;   // codes of the services it is about
    std::vector<std::string> questions;  // "missed-bin.bin": beside which question it helps an agent
    std::string owner;                   // the team that keeps it true; empty: nobody yet
    Day review_on = {};                  // the day somebody should look at it again
    std::string everybody;               // Markdown; empty: the article is for staff alone
    std::string staff;                   // Markdown; always empty where it was asked for with Audience::everybody
    std::string saved_by;                // as in the journal: "staff:17", "system:command"
    Instant saved_at = {};

    bool is_for_everybody() const { return !everybody.empty(); }
    bool needs_review(Day today) const { return review_on <= today; }
    /// True where it helps with that question of that service.
    bool helps_with(std::string_view service, std::string_view question) const;
};

/// The newest version. Refuses with not_found what is not there, or not for this audience.
Result<Article> find_article(db::Tx&, Audience, std::string_view slug);
/// What an agent reads: both parts.
inline Result<Article> find_article(db::Tx& tx, std::string_view slug) { return find_article(tx, Audience::staff, slug); }
/// All that this audience may read, by title; those about one service by title too.
std::vector<Article> all_articles(db::Tx&, Audience);
std::vector<Article> articles_of_service(db::Tx&, Audience, std::string_view code);
/// What shares words with title, summary or text, likeliest first; wrong spellings are forgiven, if asked. At most `limit`.
Result<std::vector<Article>> search_articles(db::Tx&, Audience, std::string_view words, int limit, bool forgiving = true);

/// Saves the article as its next version and answers it. `version` is the one that the writer began with (0: a new
/// article). Wants write_article; refuses with field problems what cannot stand, with conflict where somebody else saved
/// meanwhile or a new article's slug is taken. Announces ArticleSaved.
Result<std::int64_t> save_article(db::Tx&, const access::Actor& who, const Article&);

/// Every version, newest first, without their texts; for staff.
std::vector<Article> versions_of(db::Tx&, std::string_view slug);
Result<Article> find_version(db::Tx&, std::string_view slug, std::int64_t version);

/// Reads FOLDER/<slug>.md, all of them by name. Refuses with the file that is no article.
Result<std::vector<Article>> read_articles(const std::string& folder);
/// Adds what the program brings: FOLDER/<slug>.md, each where its text is new and the newest version is not the council's
/// own. How many were added; a second run adds nothing. Refused, naming the file, if one is no article.
Result<int> seed_articles(db::Tx&, const std::string& folder);

}  // namespace knowledge
