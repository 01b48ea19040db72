// A full export, on its way in: looked through as a whole, then its files, then its rows in one transaction.

#include "base/number.h"
#include "db/migrations.h"
#include "exports/line_file.h"
#include "exports/tables.h"
#include "exports/whole.h"
#include "search/copy.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <deque>
#include <optional>
#include <set>

namespace exports {
namespace {

namespace json = boost::json;

std::unexpected<Refusal> damaged(const LineReader& in, std::string_view what) {
    return refuse(Kind::invalid, "exports.damaged", fmt::format("line {}: {}", in.number(), what));
}

/// What one list of migrations has and the other has not.
std::string differences(const json::value& theirs) {
    std::set<std::string> names;
    if (theirs.is_array())
        for (const auto& name : theirs.get_array())
            if (name.is_string()) names.emplace(name.get_string());
    std::string missing, unknown;
    for (const auto* migration : db::all_migrations())
        if (names.erase(migration->name) == 0) missing.append(" ").append(migration->name);
    for (const auto& name : names) unknown += " " + base::tidy_line(base::first_characters(name, 120));
    std::string text;
    if (!missing.empty()) text += "it lacks" + missing;
    if (!unknown.empty()) text += (text.empty() ? "" : "; ") + ("this program does not know" + unknown);
    return text.empty() ? "the same migrations in another order" : text;
}

Result<void> check_first_line(LineReader& in) {
    const bool any = TRY(in.next());
    if (!any) return damaged(in, "the file is empty");
    if (in.line() == first_line()) return {};
    boost::system::error_code wrong;
    const auto value = json::parse(in.line(), wrong);
    const auto* object = wrong ? nullptr : value.if_object();
    if (object == nullptr || !object->contains("guildhall")) return damaged(in, "this is not how a full export begins");
    if (const auto* theirs = object->if_contains("format"); theirs == nullptr || *theirs != json::value(format_number))
        return refuse(Kind::conflict, "exports.other_schema", fmt::format("its format is not {}", format_number));
    const auto* migrations = object->if_contains("migrations");
    return refuse(Kind::conflict, "exports.other_schema", differences(migrations != nullptr ? *migrations : json::value()));
}

/// The whole file, once, before anything of it is believed.
Result<Told> check_whole(LineReader& in) {
    base::RunningDigest digest;
    std::int64_t rows = 0;
    TRY(check_first_line(in));
    const auto add = [&] { digest.add(in.line()), digest.add("\n"); };
    add();
    for (;;) {
        const bool more = TRY(in.next());
        if (!more) return damaged(in, "the file breaks off: its last line is missing");
        if (in.line().starts_with(end_begins)) break;
        if (in.line().starts_with('[')) ++rows;
        add();
    }
    if (in.line() != fmt::format(R"({}{},"sha256":"{}"}})", end_begins, rows, base::to_hex(digest.so_far())))
        return damaged(in, "the digest at the end does not agree with what stands before it");
    const bool more = TRY(in.next());
    if (more) return damaged(in, "something stands behind the end");
    return Told{.rows = rows};
}

/// A number with a fraction is text in the file: readers of JSON round each in its own way.
std::optional<db::Value> number_from(std::string_view text) {
    const auto number = base::decimal_from(text);
    return number ? std::optional(db::to_value(*number)) : std::nullopt;
}

/// A row as it stands in its line. Texts and bytes live as long as it.
class ReadRow {
public:
    Result<void> read(const LineReader& in) {
        row_ = json::value();
        room_.emplace(space_.data(), space_.size());  // released, it would ask for twice as much with each row that does not fit
        bytes_.clear();
        boost::system::error_code wrong;
        row_ = json::parse(in.line(), wrong, &*room_);
        if (wrong || !row_.is_array()) return damaged(in, "this is no row");
        return {};
    }
    const json::array& fields() const { return row_.get_array(); }

    /// The value of a field as its column keeps it; none: it is of another kind.
    std::optional<db::Value> value(std::size_t at, db::Value::Type type) {
        const auto& field = fields()[at];
        if (field.is_null()) return db::Value{};
        switch (type) {
            case db::Value::Type::integer:
                if (!field.is_int64()) return std::nullopt;
                return db::to_value(field.get_int64());
            case db::Value::Type::real:
                return field.is_string() ? number_from(field.get_string()) : std::nullopt;
            case db::Value::Type::bytes: {
                if (!field.is_string()) return std::nullopt;
                auto bytes = base::from_hex(field.get_string());
                if (!bytes) return std::nullopt;
                return db::Value{.type = type, .text = bytes_.emplace_back(std::move(*bytes))};
            }
            default:
                if (!field.is_string()) return std::nullopt;
                return db::Value{.type = type, .text = field.get_string()};
        }
    }

private:
    std::array<unsigned char, 16 * 1024> space_;
    std::optional<json::monotonic_resource> room_;
    json::value row_;
    std::deque<std::string> bytes_;
};

class Taking {
public:
    Taking(LineReader& in, files::Store& store) : in_(in), store_(store) {}

    /// Blobs are on disk before a row names them.
    Result<std::int64_t> blobs() {
        in_.go_back_to({0, 0});
        TRY(in_.next());
        TRY(expect(files_line));
        std::int64_t count = 0;
        std::string digest;
        std::optional<files::Intake> intake;
        const auto finish = [&]() -> Result<void> {
            if (!intake) return {};
            const auto blob = TRY(intake->finish());
            intake.reset();
            if (base::to_hex(blob.digest) != digest) return damaged(in_, "the file before this line is not what its digest says");
            ++count;
            return {};
        };
        for (;;) {
            tables_begin_ = in_.mark();
            TRY(in_.next());
            if (!in_.line().starts_with('[')) break;
            TRY(row_.read(in_));
            const auto &fields = row_.fields();
            if (fields.size() != 3 || !fields[0].is_string() || !fields[1].is_int64() || !fields[2].is_string()) return damaged(in_, "this is no piece of a file");
            if (fields[1].get_int64() == 0) {
                TRY(finish());
                digest = fields[0].get_string();
                auto begun = TRY(store_.begin("", ""));
                intake.emplace(std::move(begun));
            }
            const auto piece = base::from_base64url(fields[2].get_string());
            if (!intake || !piece || std::string_view(fields[0].get_string()) != digest) return damaged(in_, "this is no piece of the file before it");
            TRY(intake->write(*piece));
        }
        TRY(finish());
        return count;
    }

    /// All rows, in a transaction that may be run again.
    Result<bool> rows(db::Tx& tx) {
        TRY(check_empty(tx));
        in_.go_back_to(tables_begin_);
        TRY(in_.next());
        clear_seeded(tx);
        for (const auto* table : told_tables()) TRY(table_of(tx, *table));
        if (in_.line() != entries_line) return damaged(in_, "this should be the table search_entry");
        return entries(tx);
    }

private:
    Result<void> expect(std::string_view line) {
        TRY(in_.next());
        if (in_.line() != line) return damaged(in_, fmt::format("this should be {}", line));
        return {};
    }

    Result<void> check_empty(db::Tx& tx) {
        if (const auto table = first_with_rows(tx); !table.empty()) return refuse(Kind::conflict, "exports.not_empty", table + " holds rows");
        return {};
    }

    Result<void> table_of(db::Tx& tx, const db::Table& table) {
        if (in_.line() != line_of(table)) return damaged(in_, fmt::format("this should be the table {} with its columns", table.name));
        Filling filling(tx, table);
        std::vector<db::Value> values(table.columns.size());
        for (;;) {
            TRY(in_.next());
            if (!in_.line().starts_with('[')) break;
            TRY(row_.read(in_));
            if (row_.fields().size() != values.size()) return damaged(in_, fmt::format("a row of {} has {} fields", table.name, values.size()));
            for (std::size_t i = 0; i < values.size(); ++i) {
                const auto value = row_.value(i, table.columns[i].type);
                if (!value) return damaged(in_, fmt::format("{} of {} is of another kind", table.columns[i].name, table.name));
                values[i] = *value;
            }
            filling.add(values);
        }
        filling.finish();
        return {};
    }

    Result<bool> entries(db::Tx& tx) {
        for (;;) {
            TRY(in_.next());
            if (!in_.line().starts_with('[')) return true;
            TRY(row_.read(in_));
            const auto& f = row_.fields();
            if (f.size() != 6 || !f[0].is_int64() || !f[1].is_string() || !f[2].is_int64() || !f[3].is_string() || !f[4].is_string() || !f[5].is_string())
                return damaged(in_, "this is no entry of the search");
            const auto text = [&](std::size_t at) { return std::string(f[at].get_string()); };
            search::put_back(tx, {f[0].get_int64(), text(1), f[2].get_int64(), text(3), text(4), text(5)});
        }
    }

    LineReader& in_;
    files::Store& store_;
    ReadRow row_;
    LineReader::Mark tables_begin_{};
};

}  // namespace

Result<Told> read_all(db::Database& database, const db::Context& context, files::Store& store, const std::filesystem::path& file) {
    auto in = TRY(LineReader::open(file));
    auto told = TRY(check_whole(in));
    TRY(database.read(context, [](db::Tx& tx) -> Result<bool> {
        if (const auto table = first_with_rows(tx); !table.empty()) return refuse(Kind::conflict, "exports.not_empty", table + " holds rows");
        return true;
    }));
    auto taking = std::make_unique<Taking>(in, store);
    told.files = TRY(taking->blobs());
    auto kept = database.write(context, [&](db::Tx& tx) { return taking->rows(tx); }, db::Isolation::read_committed);
    if (!kept && kept.error().key == "db.constraint") return refuse(Kind::invalid, "exports.damaged", kept.error().log);
    TRY(std::move(kept));
    told.bytes = static_cast<std::uint64_t>(in.mark().offset);
    return told;
}

}  // namespace exports
