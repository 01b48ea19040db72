#include "imports/run.h"

#include "base/digest.h"
#include "base/text.h"
#include "imports/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace imports {
namespace {

/// How far a file was read, by what it holds.
struct Place {
    Tally tally;
    bool finished = false;
};

std::string key_of(const File& file) {
    base::RunningDigest digest;
    digest.add(file.what + '\0' + file.options + '\0');
    digest.add(file.text.view());
    return base::to_hex(digest.so_far());
}

std::optional<Place> find_place(db::Tx& tx, const std::string& key) {
    for (const auto row : tx.query(sql::find_file, key)) return Place{tally_from(row.get<std::string_view>(0)), !row.is_null(1)};
    return std::nullopt;
}

void keep_place(db::Tx& tx, const std::string& key, const File& file, const Place& place) {
    tx.run(sql::put_file, key, file.what, place.tally.rows, place.tally.text(), tx.actor(), tx.now(),
           place.finished ? std::optional(tx.now()) : std::nullopt);
}

class Running {
public:
    Running(db::Database& database, const db::Context& context, const File& file, Taker& taker, const Hear& hear)
        : database_(database), context_(context), file_(file), taker_(taker), hear_(hear), key_(key_of(file)), reader_(file.text.view()) {}

    Result<Outcome> run() {
        TRY(read_names());
        TRY(find_beginning());
        std::vector<Record> rows;
        for (Record row; reader_.next(row);) {
            check(row);
            if (++read_ <= before_) continue;
            rows.push_back(std::move(row));
            if (rows.size() < file_.in_one_go) continue;
            TRY(take(rows, false));
            rows.clear();
        }
        TRY(take(rows, true));
        return Outcome{tally_, before_};
    }

private:
    Result<void> read_names() {
        if (file_.text.view().starts_with("\xff\xfe") || file_.text.view().starts_with("\xfe\xff"))
            return refuse(Kind::invalid, "imports.utf16");
        auto names = file_.columns;
        if (names.empty()) {
            Record first;
            if (!reader_.next(first)) return refuse(Kind::invalid, "imports.empty");
            if (!first.trouble.empty()) return refuse(Kind::invalid, "imports.no_names", say(first.trouble));
            names = first.fields;
        }
        const Columns columns(names);
        columns_ = columns.count();
        return taker_.read_names(columns);
    }

    /// A file that was read to its end begins again: its rows are known, or changed meanwhile.
    Result<void> find_beginning() {
        if (file_.rehearsal) return {};
        const auto place = TRY(database_.read(context_, [&](db::Tx& tx) -> Result<std::optional<Place>> { return find_place(tx, key_); }));
        if (!place || place->finished) return {};
        tally_ = place->tally;
        before_ = tally_.rows;
        return {};
    }

    /// What can be said of a row without knowing what it means.
    void check(Record& row) {
        if (row.trouble.empty() && row.fields.size() != columns_) {
            details_.emplace(row.line, fmt::format("{} / {}", row.fields.size(), columns_));
            row.trouble = "imports.field_count";
        }
        if (!row.trouble.empty()) return;
        const auto key = taker_.key_of(row);
        if (key.empty()) return;
        const auto [first, is_new] = lines_.try_emplace(key, row.line);
        if (is_new) return;
        details_.emplace(row.line, std::to_string(first->second));
        row.trouble = "imports.repeated";
    }

    /// Together if that is possible; one at a time if one of them cannot be kept, so that it takes no other with it.
    Result<void> take(std::span<const Record> rows, bool last) {
        const auto taken = take_together(rows, last);
        if (taken) return {};
        if (taken.error().kind != Kind::conflict || rows.empty()) return taken;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto one = rows.subspan(i, 1);
            const bool is_last = last && i + 1 == rows.size();
            const auto alone = take_together(one, is_last);
            if (alone) continue;
            if (alone.error().kind != Kind::conflict) return alone;
            unusable_.emplace(rows[i].line, alone.error());
            TRY(take_together(one, is_last));
        }
        return {};
    }

    Result<void> take_together(std::span<const Record> rows, bool last) {
        std::vector<Record> sound;
        for (const auto& row : rows)
            if (is_sound(row)) sound.push_back(row);
        Tally tally;
        std::vector<Verdict> verdicts;
        const auto work = [&](db::Tx& tx) -> Result<bool> {
            auto sound_verdicts = TRY(taker_.take(tx, sound, file_.rehearsal));
            verdicts.clear();
            auto next = sound_verdicts.begin();
            for (const auto& row : rows) verdicts.push_back(is_sound(row) ? std::move(*next++) : verdict_on(row));
            tally = tally_;
            for (const auto& verdict : verdicts) tally.count(verdict);
            if (!file_.rehearsal) keep_place(tx, key_, file_, {tally, last});
            return true;
        };
        if (file_.rehearsal)
            TRY(database_.read(context_, work));
        else
            TRY(database_.write(context_, work, db::Isolation::read_committed));
        if (!file_.rehearsal) taker_.kept(database_);
        tally_ = std::move(tally);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!verdicts[i].remarks.empty()) hear_(rows[i], verdicts[i]);
        return {};
    }

    bool is_sound(const Record& row) const { return row.trouble.empty() && !unusable_.contains(row.line); }
    Verdict verdict_on(const Record& row) const {
        if (row.trouble.empty()) return Verdict::refuse("imports.not_kept", unusable_.at(row.line).key);
        const auto detail = details_.find(row.line);
        return Verdict::refuse(std::string(row.trouble), detail == details_.end() ? std::string() : detail->second);
    }

    db::Database& database_;
    const db::Context& context_;
    const File& file_;
    Taker& taker_;
    const Hear& hear_;
    std::string key_;
    CsvReader reader_;
    std::size_t columns_ = 0;
    Tally tally_;
    std::int64_t before_ = 0, read_ = 0;
    std::unordered_map<std::string, std::int64_t> lines_;   // by key, the line in which it stands
    std::unordered_map<std::int64_t, std::string> details_; // of rows with trouble, by line
    std::map<std::int64_t, Refusal> unusable_;              // rows that the database would not keep, by line
};

}  // namespace

void Tally::count(const Verdict& verdict) {
    ++rows;
    switch (verdict.fate) {
        case Fate::added: ++added; break;
        case Fate::changed: ++changed; break;
        case Fate::same: ++same; break;
        case Fate::refused: ++refused; break;
    }
    const bool is_refused = verdict.fate == Fate::refused;
    flagged += !is_refused && !verdict.remarks.empty();
    for (const auto& remark : verdict.remarks) ++(is_refused ? refusals : flags)[remark.key];
}

std::string Tally::text() const {
    auto text = fmt::format("{} {} {} {} {} {}", rows, added, changed, same, refused, flagged);
    for (const auto& [key, count] : flags) text += fmt::format(" flag:{}:{}", key, count);
    for (const auto& [key, count] : refusals) text += fmt::format(" refusal:{}:{}", key, count);
    return text;
}

Tally tally_from(std::string_view text) {
    Tally tally;
    const auto number = [](std::string_view digits) {
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    std::int64_t* const counts[] = {&tally.rows, &tally.added, &tally.changed, &tally.same, &tally.refused, &tally.flagged};
    std::size_t i = 0;
    for (const auto part : base::split(text, ' ')) {
        const auto pieces = base::split(part, ':');
        if (pieces.size() == 1 && i < std::size(counts)) *counts[i++] = number(part);
        if (pieces.size() == 3) (pieces[0] == "flag" ? tally.flags : tally.refusals)[std::string(pieces[1])] = number(pieces[2]);
    }
    return tally;
}

Result<Outcome> run(db::Database& database, const db::Context& context, const File& file, Taker& taker, const Hear& hear) {
    return Running(database, context, file, taker, hear).run();
}

}  // namespace imports
