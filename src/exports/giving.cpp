#include "exports/giving.h"

#include "exports/events.h"
#include "exports/whole.h"
#include "journal/journal.h"

#include <utility>

namespace exports {

Giving::Giving(db::Database& database, const db::Context& context, List list, std::int64_t id)
    : database_(&database), context_(context), next_(std::move(list.next)), writer_(list.format, std::move(list.columns), list.marked), id_(id) {}

Result<Giving> Giving::begin(db::Database& database, const db::Context& context, List list) {
    const auto id = TRY(database.write(context, [&](db::Tx& tx) -> Result<std::int64_t> {
        return announce_export(tx, list.what, std::string(code_of(list.format)), list.with_people);
    }));
    return Giving(database, context, std::move(list), id);
}

Result<bool> Giving::next(std::string& piece) {
    piece.clear();
    if (!std::exchange(begun_, true)) writer_.begin(piece);
    bool read_already = false;
    const auto page = TRY(database_->read(context_, [&](db::Tx& tx) -> Result<std::vector<Row>> {
        // A page that is tried again after a lost connection could be the one behind it.
        if (std::exchange(read_already, true)) return refuse(Kind::unavailable, "exports.broken_off");
        std::vector<Row> rows;
        TRY(next_(tx, rows));
        return rows;
    }));
    for (const auto& row : page) writer_.add(piece, row);
    if (!page.empty()) return true;
    writer_.end(piece);
    TRY(database_->write(context_, [&](db::Tx& tx) -> Result<bool> {
        journal::announce(tx, ExportFinished{id_, writer_.rows()});
        return true;
    }));
    return false;
}

}  // namespace exports
