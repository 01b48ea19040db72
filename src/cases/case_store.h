#pragma once
// Inside cases only: rows in and out.

#include "cases/case.h"
#include "db/tx.h"

namespace cases {

/// To whom words are said: colleagues, the resident, us by the resident, or everybody.
enum class Said { note, reply, word, shown };

struct Words {
    NoteId id;
    Instant at;
    std::string actor, text;
    Said said = Said::note;
    RequestId request;  // by whom, or to whom; 0: the case as a whole
};

namespace case_store {

std::optional<Case> find(db::Tx& tx, CaseId id);
/// Refuses as a conflict when `the_case.changes` is not what stands there; raises it.
Result<void> save(db::Tx& tx, Case& the_case);
void add(db::Tx& tx, const Case& the_case);
void add(db::Tx& tx, const Request& request);
std::optional<Request> find_request(db::Tx& tx, const Reference& reference);
std::optional<Request> find_request(db::Tx& tx, RequestId id);
std::vector<Request> requests_of(db::Tx& tx, CaseId id);

NoteId add_words(db::Tx& tx, CaseId id, Said said, const std::string& text, RequestId request = {});
/// Oldest first.
std::vector<Words> words_of(db::Tx& tx, CaseId id);

/// The columns of find_case and requests_of, from `first` on.
inline constexpr int case_columns = 16;
Case case_from(const db::Row& row, int first = 0);
Request request_from(const db::Row& row, int first = 0);
std::string_view code_of(State state);
Publication publication_from(std::string_view code);

}  // namespace case_store
}  // namespace cases
