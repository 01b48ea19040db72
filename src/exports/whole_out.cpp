// A full export, on its way out; docs/full-export.md is the same in words.

#include "exports/events.h"
#include "exports/line_file.h"
#include "exports/tables.h"
#include "exports/whole.h"
#include "files/sweep.h"
#include "journal/journal.h"
#include "search/copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace exports {
namespace {

constexpr std::size_t bytes_in_piece = 192 * 1024;

void put_value(std::string& out, const db::Column& column, const db::Columns& row, int at) {
    if (row.is_null(at)) {
        out += "null";
        return;
    }
    switch (column.type) {
        case db::Value::Type::integer: fmt::format_to(std::back_inserter(out), "{}", row.integer(at)); break;
        case db::Value::Type::real: {
            char digits[32];
            const auto* const end = std::to_chars(digits, digits + sizeof digits, row.real(at)).ptr;
            out += base::json_string({digits, end});
            break;
        }
        case db::Value::Type::bytes: out += base::json_string(base::to_hex(std::as_bytes(std::span(row.bytes(at))))); break;
        default: out += base::json_string(row.text(at));
    }
}

class Telling {
public:
    Telling(db::Tx& tx, const files::Store& store, LineWriter& out) : tx_(tx), store_(store), out_(out) {}

    Result<Told> all() {
        out_.write(first_line());
        TRY(blobs());
        for (const auto* table : told_tables()) {
            out_.write(line_of(*table));
            each_row(tx_, *table, [&](const db::Columns& row) { put_row(*table, row); });
            if (table->name == "journal_place") put_places_to_come();
        }
        out_.write(entries_line);
        search::each_entry(tx_, [&](const search::EntryAsKept& e) {
            put(fmt::format("[{},{},{},{},{},{}]", e.entry, base::json_string(e.index), e.subject, base::json_string(e.title),
                            base::json_string(e.body), base::json_string(e.tags)));
        });
        return told_;
    }
    std::string before_digest() const { return fmt::format(R"({}{},"sha256":")", end_begins, told_.rows); }

private:
    void put(const std::string& row) {
        out_.write(row);
        ++told_.rows;
    }

    void put_row(const db::Table& table, const db::Columns& row) {
        line_ = "[";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (i > 0) line_ += ',';
            put_value(line_, table.columns[i], row, static_cast<int>(i));
        }
        line_ += ']';
        put(line_);
    }

    void put_places_to_come() {
        for (const auto& place : journal::places_to_come(tx_))
            put(fmt::format("[{},{},{}]", place.position, place.fact.value, base::json_string(base::to_hex(place.hash))));
    }

    Result<void> blobs() {
        out_.write(files_line);
        for (const auto& [digest, is_held] : files::blobs_on_disk(tx_)) {
            const auto opened = store_.open(digest);
            if (opened) {
                TRY(blob(base::to_hex(digest), *opened));
            } else if (is_held) {  // one that nobody holds may have been swept meanwhile
                return refuse(Kind::unavailable, "files.not_found", base::to_hex(digest));
            }
        }
        return {};
    }

    Result<void> blob(const std::string& digest, const files::Reader& reader) {
        std::string piece;
        std::uint64_t offset = 0;
        do {
            piece.resize(std::min<std::uint64_t>(bytes_in_piece, reader.size() - offset));
            const auto read = TRY(reader.read(offset, std::as_writable_bytes(std::span(piece))));
            if (read != piece.size()) return refuse(Kind::unavailable, "files.unavailable", digest);
            put(fmt::format("[\"{}\",{},\"{}\"]", digest, offset, base::to_base64url(piece)));
            offset += piece.size();
        } while (offset < reader.size());
        ++told_.files;
        return {};
    }

    db::Tx& tx_;
    const files::Store& store_;
    LineWriter& out_;
    std::string line_;
    Told told_;
};

}  // namespace

std::int64_t announce_export(db::Tx& tx, std::string what, std::string format, bool with_people) {
    const auto id = tx.new_id<Id<RecordsExported>>();
    journal::announce(tx, RecordsExported{id.value, std::move(what), std::move(format), with_people});
    return id.value;
}

Result<Told> write_all(db::Database& database, const db::Context& context, const files::Store& store, const std::filesystem::path& file) {
    auto out = TRY(LineWriter::at(file));
    std::string before_digest;
    auto told = TRY(database.read(context, [&](db::Tx& tx) -> Result<Told> {
        // A read that is tried again after a lost connection would write its rows twice.
        if (out.bytes() > 0) return refuse(Kind::unavailable, "exports.broken_off");
        no_time_limit(tx);
        Telling telling(tx, store, out);
        const auto all = TRY(telling.all());
        before_digest = telling.before_digest();
        return all;
    }));
    TRY(database.write(context, [](db::Tx& tx) -> Result<bool> {
        announce_export(tx, "all", "lines", true);
        return true;
    }));
    TRY(out.keep(before_digest, "\"}"));
    told.bytes = out.bytes();
    return told;
}

}  // namespace exports
