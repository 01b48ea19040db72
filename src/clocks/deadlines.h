#pragma once
// Inside clocks only: when to look at a case next, and what is announced when the moment has come.

#include "cases/case.h"
#include "db/tx.h"

namespace clocks {

/// Counts the clocks of a case and puts down when to look next. What was missed and not announced before a clock ended is announced now.
Result<void> set_deadlines(db::Tx& tx, cases::CaseId id);

/// Announces what is due by now of at most `most` rows, and writes to who must know. How many rows were looked at.
Result<int> ring(db::Tx& tx, int most);

/// Counts anew all cases that wait for a moment, after a calendar changed: some behind `after`. The last one looked at; 0: there were no more.
Result<cases::CaseId> count_some_again(db::Tx& tx, cases::CaseId after, int most);

}  // namespace clocks
