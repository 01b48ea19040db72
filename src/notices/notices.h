#pragma once
// The door of notices: what the council tells everybody on its pages for a time.
//
// Promises
//  1. A notice is shown from its first moment until its last and no longer, without anybody's doing.
//  2. It is plain text: no markup that somebody typed reaches a page as markup. A link leads within this site, or by https.
//  3. Who changes one says which `changes` they saw, and is refused as a conflict when somebody was quicker.
//  4. Writing, changing and ending want notices.write, and are facts in the journal.

#include "access/access.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "db/tx.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notices {

using NoticeId = Id<struct NoticeThing>;

enum class Level { information, warning, emergency };
/// "information", "warning", "emergency"; their words: notices.level_<code>.
std::string_view code_of(Level);
std::optional<Level> find_level(std::string_view code);

struct Notice {
    NoticeId id;
    Level level = Level::information;
    std::string title;                  // one line, up to 100 characters
    std::string text;                   // up to 1,000 characters; line breaks are kept
    std::string link;                   // "/help/bin-days" or "https://…", up to 500 characters; empty: none
    std::vector<std::string> services;  // codes of those it concerns; empty: the council as a whole
    std::vector<std::string> wards;     // codes; empty: all
    Instant from, until;
    std::int64_t changes = 0;
    std::string written_by = {};        // as the journal names who wrote or changed it last
    Instant written_at = {};

    bool is_over(Instant now) const { return until <= now; }
    bool is_shown(Instant now) const { return from <= now && now < until; }
    /// True if it belongs on that service's page: it names the service, or it is an emergency.
    bool stands_beside(std::string_view service) const;
    /// True if it concerns that ward.
    bool is_for(std::string_view ward) const;
};

/// Those shown at this moment: emergencies, then warnings, then information, each the newest first. Few rows, by an index.
std::vector<Notice> showing(db::Tx& tx);
/// For staff: to come, shown and over, the last to end first.
std::vector<Notice> all_notices(db::Tx& tx, int limit);
Result<Notice> find_notice(db::Tx& tx, NoticeId id);

/// What is wrong with it, by field ("title", "text", "link", "services", "from", "until"); otherwise as it would be kept.
Result<Notice> check(const Notice& notice, Instant now);

Result<NoticeId> write_notice(db::Tx& tx, const access::Actor& who, const Notice& notice);
/// `notice.id` and `notice.changes` say which and as of when. Refuses as a conflict one that is over.
Result<void> change_notice(db::Tx& tx, const access::Actor& who, const Notice& notice);
/// Takes it off at once; content where it is over.
Result<void> end_notice(db::Tx& tx, const access::Actor& who, NoticeId id);

}  // namespace notices
