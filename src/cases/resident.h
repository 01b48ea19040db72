#pragma once
// What residents do with their own requests, by public reference. The contact check is the caller's, and so is the
// actor of the transaction: Actor::resident. Each stands in the history and reaches open worklists as a fact.

#include "cases/case.h"
#include "db/tx.h"
#include "journal/event.h"

namespace files {
struct Blob;
struct File;
}  // namespace files

namespace cases {

/// Something more to say; up to 5,000 characters. Not on a request that is withdrawn, nor 28 days after closing.
Result<void> add_word(db::Tx& tx, const Reference& reference, std::string_view text);

inline constexpr std::size_t most_files = 10;  // on one request
/// A picture that the worker wrote anew (Intake::finish_as_picture), or a PDF. Hangs on the subject of the request.
Result<files::File> add_photo(db::Tx& tx, const Reference& reference, const files::Blob& blob, std::string_view name);
/// The same while a request is being made, in its transaction: it is part of what was said first, and no later word.
Result<files::File> add_first_photo(db::Tx& tx, const Reference& reference, const files::Blob& blob, std::string_view name);
/// Proof that a question of the service asks for, while the request is made: a PDF as it came, or a picture that the worker wrote anew. Staff who may read
/// the case see it, and nobody else ever.
Result<files::File> add_proof(db::Tx& tx, const Reference& reference, const files::Blob& blob, std::string_view name);
inline constexpr std::size_t most_proof = 40;  // with one request
journal::Subject proof_subject(RequestId request);
/// Where the files of a request hang: files::files_of, files::find_file.
journal::Subject files_subject(RequestId request);

/// The last live request of a case closes it, with the outcome `withdrawn_outcome`. Refused after closing.
Result<Case> withdraw(db::Tx& tx, const Reference& reference, std::string_view reason);

/// "Not fixed", within 28 days of closing, with words what is still wrong: reopens with the reason not_fixed, for who
/// closed it, and counts.
Result<Case> object(db::Tx& tx, const Reference& reference, std::string_view words);
/// "Yes, it is fixed." Content if it was said already; refused while the case is open.
Result<Case> confirm_fixed(db::Tx& tx, const Reference& reference);

/// What the resident can do now: for a page's buttons.
struct Possible {
    bool add = false, withdraw = false, object = false, confirm = false;
};
Possible possible_for(const Request& request, const Case& the_case, Instant now);

}  // namespace cases
