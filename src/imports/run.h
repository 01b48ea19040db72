#pragma once
// The door of imports: a file of rows taken in, some hundreds in one transaction, each row accounted for.
//
// Promises
//  1. The rows of one transaction and how far the file is read are kept together or not at all: a run that is killed goes on
//     behind the last row that was kept.
//  2. Every row has one fate and is counted once. One that cannot be used is named by its line and says why; it hides no other.
//  3. A row whose key stands further up in the same file is refused. One that is known from an earlier run is `same`, or
//     `changed` where it differs: a second run adds nothing.
//  4. A rehearsal does all of that and writes nothing.

#include "base/result.h"
#include "base/words.h"
#include "db/db.h"
#include "imports/csv.h"
#include "imports/text.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace imports {

enum class Fate { added, changed, same, refused };

/// What is odd about a row, or why it cannot be used: a key of words, and what stands for {detail} in them. Never somebody's
/// name or how to reach them: it is printed.
struct Remark {
    std::string key;
    std::string detail = {};
    std::string text() const { return base::say(key, {{"detail", detail}}); }
};

/// A row that is taken with remarks is flagged; one that is refused has one that says why.
struct Verdict {
    Fate fate = Fate::refused;
    std::vector<Remark> remarks = {};
    static Verdict refuse(std::string key, std::string detail = {}) { return {Fate::refused, {{std::move(key), std::move(detail)}}}; }
};

/// Whoever knows what the rows mean.
class Taker {
public:
    virtual ~Taker() = default;
    /// Reads the first record where it names the columns, and refuses a file that lacks some.
    virtual Result<void> read_names(const Columns& columns) = 0;
    /// Under what the row is known; empty if it has no such name.
    virtual std::string key_of(const Record& row) const = 0;
    /// A verdict for each row, in their order. May be run again for the same rows. In a rehearsal it must not write.
    virtual Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) = 0;
    /// What the last `take` wrote is kept.
    virtual void kept(db::Database&) {}
};

struct File {
    std::string what;                  // "postcodes": the sort of file
    std::string options = {};          // whatever else makes its rows mean something else
    Text text;
    std::vector<std::string> columns = {};  // where the file names none itself
    bool rehearsal = false;
    std::size_t in_one_go = 500;
};

/// How many rows met which fate, and with which remarks.
struct Tally {
    std::int64_t rows = 0, added = 0, changed = 0, same = 0, refused = 0, flagged = 0;
    std::map<std::string, std::int64_t> flags, refusals;  // by key of words
    void count(const Verdict& verdict);
    std::int64_t taken() const { return added + changed + same; }
    /// One line for storing; `tally_from` reads it back.
    std::string text() const;
    bool operator==(const Tally&) const = default;
};
Tally tally_from(std::string_view text);

struct Outcome {
    Tally tally;
    std::int64_t before = 0;  // so many of its rows were kept by a run that was broken off
};

/// Hears of each row that is flagged or refused, after its transaction.
using Hear = std::function<void(const Record& row, const Verdict& verdict)>;

/// Takes a whole file. Refuses one that is no text in UTF-8 or lacks columns; whatever else is wrong is wrong with a row.
Result<Outcome> run(db::Database& database, const db::Context& context, const File& file, Taker& taker, const Hear& hear);

}  // namespace imports
