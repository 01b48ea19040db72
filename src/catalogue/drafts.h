#pragma once
// Drafts: a service while somebody changes it on screen. At most one of each service; nobody is offered it, and no request is asked under it,
// before it is published (publishing.h).
//
// Promises
//  1. A draft is the texts of a service by the names of their files, as they stand in a folder of services. It may be broken: what is wrong is said
//     by the publishing check, and nothing that was saved is lost for it.
//  2. Nobody saves over what they have not seen: who saves a text says which edition of the draft they saw, and is refused (conflict,
//     "catalogue.changed_meanwhile") where that text was saved again since. Two who change different texts of one draft do not hinder each other.
//  3. Each text has at most 512 KiB of UTF-8 without zero bytes, and a draft at most 40 texts.

#include "access/access.h"
#include "base/result.h"
#include "base/time.h"
#include "catalogue/catalogue.h"
#include "catalogue/publishing_check.h"
#include "db/tx.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// The texts of a service by file: "service.json", "article.md", "process.bpmn" where it has a map of its own, and its tables, "risk.dmn".
using Files = std::map<std::string, std::string, std::less<>>;

/// True for those three and for "NAME.dmn" of 1 to 60 small letters, digits, hyphens and underscores.
bool is_file_of_service(std::string_view file);

struct Draft {
    std::string code;
    std::int64_t edition = 0;   // grows with every text that is saved
    std::int64_t based_on = 0;  // the version it was begun from; 0: the service is new
    Files texts;                // empty where drafts are listed
    std::string begun_by, changed_by;  // as in the journal: "staff:17"
    Instant begun_at = {}, changed_at = {};

    /// Empty where there is no such file.
    std::string_view text(std::string_view file) const;
};

/// A version as it was published.
Result<Files> texts_of(db::Tx&, std::string_view code, std::int64_t version);
/// As the publishing check and `definition_of` take them.
Texts as_texts(const Files&);

/// Refuses (not_found) where nobody changes that service.
Result<Draft> find_draft(db::Tx&, std::string_view code);
/// Without their texts, by code.
std::vector<Draft> all_drafts(db::Tx&);

/// All that follows wants design_service.
/// A draft of the live version, or of the newest there is. One that is there already is found, whoever began it. Refuses (not_found) an
/// unknown service, and one of another system's past.
Result<Draft> begin_draft(db::Tx&, const access::Actor& who, std::string_view code);
/// The same from a version that was published before. A conflict where there is a draft already.
Result<Draft> begin_draft_from(db::Tx&, const access::Actor& who, std::string_view code, std::int64_t version);
/// A draft of a service that is not there yet; `texts` hold a document whose code is free. Refuses with field problems.
Result<Draft> begin_service(db::Tx&, const access::Actor& who, const Files& texts);
/// Saves one text and answers the draft's new edition. An empty text takes the file away, save for the document and the article. Refuses
/// a file that is none of a service's, what is too long, and a document that names another service (invalid).
Result<std::int64_t> change_draft(db::Tx&, const access::Actor& who, std::string_view code, std::string_view file, std::string_view text,
                                  std::int64_t seen_edition);
/// Throws the draft away, as long as nobody has saved to it since that edition.
Result<void> discard_draft(db::Tx&, const access::Actor& who, std::string_view code, std::int64_t seen_edition);

}  // namespace catalogue
