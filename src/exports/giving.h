#pragma once
// A list on its way out: page after page is read, each in a transaction of its own, so that a list of any length needs the memory of
// one page, and holds up nobody who writes meanwhile.
//
// Promises
//  1. Who took what is in the journal before the first row leaves (RecordsExported), and how many rows it were when the last one
//     has left (ExportFinished). A list that was broken off has no end there.

#include "db/db.h"
#include "exports/list.h"

#include <functional>

namespace exports {

/// Puts the next rows into its argument, which is empty; leaves it empty at the end.
using NextRows = std::function<Result<void>(db::Tx&, std::vector<Row>&)>;

/// What is given out.
struct List {
    std::string what;  // "cases", "requests", "events", "people"
    Format format = Format::csv;
    bool with_people = false;
    bool marked = false;
    std::vector<std::string> columns;
    NextRows next;
};

class Giving {
public:
    /// Announces it. The database must live as long.
    static Result<Giving> begin(db::Database& database, const db::Context& context, List list);
    /// Puts the next piece into its argument, which is replaced; false with the last one. Refuses with exports.broken_off where the
    /// connection was lost.
    Result<bool> next(std::string& piece);
    std::int64_t rows() const { return writer_.rows(); }

private:
    Giving(db::Database& database, const db::Context& context, List list, std::int64_t id);

    db::Database* database_;
    db::Context context_;
    NextRows next_;
    ListWriter writer_;
    std::int64_t id_;
    bool begun_ = false;
};

}  // namespace exports
