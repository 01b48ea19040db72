#pragma once
// Everything a tenant has, in one file that belongs to no database: docs/full-export.md says what stands in it.
//
// Promises
//  1. What is written is one snapshot, while the house serves. Memory does not grow with it.
//  2. The same rows give the same bytes, on either kind of database.
//  3. A file is taken in whole or not at all, and only where there are no rows yet; what is read from it and exported again
//     gives the same bytes.
//  4. A file that is damaged, cut off, or of another shape is refused with the line and what is wrong before a row is written.

#include "base/result.h"
#include "db/db.h"
#include "files/store.h"

#include <filesystem>

namespace exports {

struct Told {
    std::int64_t rows = 0;
    std::int64_t files = 0;
    std::uint64_t bytes = 0;
};

/// Refuses with exports.file_exists, exports.cannot_write, and with files.not_found where a blob that somebody holds is not on
/// disk. That it was done is announced (RecordsExported) before the file is in its place, and does not stand in it.
Result<Told> write_all(db::Database&, const db::Context&, const files::Store&, const std::filesystem::path& file);

/// Announces that somebody takes rows out: in the transaction that reads them cannot be, so before it begins. Returns its id.
std::int64_t announce_export(db::Tx&, std::string what, std::string format, bool with_people);

/// Into a migrated tenant without rows. Refuses with exports.cannot_read, exports.damaged, exports.other_schema and
/// exports.not_empty. Open the database anew before anything else is written: the ids that it holds are taken now.
Result<Told> read_all(db::Database&, const db::Context&, files::Store&, const std::filesystem::path& file);

}  // namespace exports
