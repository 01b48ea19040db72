#pragma once
// Inside cases only: what becomes of a letter about a request, or about a case to another body.

#include "journal/journal.h"

namespace cases {

/// The kinds of task: a resident was not reached, another body was not.
inline constexpr std::string_view undelivered = "undelivered", not_passed_on = "not_passed_on";

/// Makes a task, once for each position in the journal, and only one at a time for each letter.
void letter_failed(db::Tx& tx, const journal::Subject& about, std::int64_t message, journal::Position position);
/// It was delivered after all: its task is done.
void letter_sent(db::Tx& tx, std::int64_t message);

}  // namespace cases
