// Bins, rounds, where they come, and what changes their days.

#include "base/text.h"
#include "guildhall/import_takers.h"
#include "rounds/loading.h"

#include <charconv>
#include <functional>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Record;
using imports::Verdict;

/// A row's fields by the names of their columns; what there is not reads as empty.
class Named {
public:
    Named(const Record& row, const std::map<std::string, std::size_t>& columns) : row_(row), columns_(columns) {}
    std::string text(const std::string& name) const {
        const auto found = columns_.find(name);
        return found == columns_.end() ? std::string() : base::tidy_line(row_.fields[found->second]);
    }
    std::optional<Day> day(const std::string& name) const { return base::parse_iso_day(text(name)); }
    std::optional<int> number(const std::string& name) const {
        const auto digits = text(name);
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return !digits.empty() && error == std::errc{} && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
    }
    /// "07:00"
    std::optional<std::chrono::minutes> clock(const std::string& name) const {
        const auto typed = text(name);
        int hour = 0, minute = 0;
        const auto* const end = typed.data() + typed.size();
        const auto hours = std::from_chars(typed.data(), end, hour);
        if (hours.ec != std::errc{} || hours.ptr == end || *hours.ptr != ':') return std::nullopt;
        const auto minutes = std::from_chars(hours.ptr + 1, end, minute);
        const bool sound = minutes.ec == std::errc{} && minutes.ptr == end && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        return sound ? std::optional(std::chrono::minutes{60 * hour + minute}) : std::nullopt;
    }

private:
    const Record& row_;
    const std::map<std::string, std::size_t>& columns_;
};

/// The field that cannot be read; empty: none.
using Fault = std::string;

template <class Row>
struct Sort {
    std::vector<std::string> needed, known_by, also;
    const char* refusal;
    std::function<Fault(const Named&, Row&)> read;
    std::function<std::vector<Verdict>(db::Tx&, std::span<const Row>, bool)> load;
};

template <class Row>
class RoundsTaker final : public imports::Taker {
public:
    explicit RoundsTaker(Sort<Row> sort) : sort_(std::move(sort)) {}

    Result<void> read_names(const Columns& columns) override {
        std::string missing;
        for (const auto& name : sort_.needed)
            if (!columns.find(name)) missing += (missing.empty() ? "" : ", ") + name;
        if (!missing.empty()) return refuse(Kind::invalid, "imports.columns_missing", missing);
        for (const auto* names : {&sort_.needed, &sort_.also})
            for (const auto& name : *names)
                if (const auto at = columns.find(name)) columns_[name] = *at;
        return {};
    }
    std::string key_of(const Record& row) const override {
        std::string key;
        for (const auto& name : sort_.known_by) key += Named(row, columns_).text(name) + '\n';
        return key;
    }
    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        std::vector<Verdict> verdicts;
        std::vector<Row> sound;
        std::vector<std::size_t> places;
        for (const auto& record : rows) {
            Row row{};
            const auto fault = sort_.read(Named(record, columns_), row);
            verdicts.push_back(fault.empty() ? Verdict{} : Verdict::refuse(sort_.refusal, fault));
            if (!fault.empty()) continue;
            places.push_back(verdicts.size() - 1);
            sound.push_back(std::move(row));
        }
        auto loaded = sort_.load(tx, sound, rehearsal);
        for (std::size_t i = 0; i < places.size(); ++i) verdicts[places[i]] = std::move(loaded[i]);
        return verdicts;
    }

private:
    Sort<Row> sort_;
    std::map<std::string, std::size_t> columns_;
};

template <class Row>
std::unique_ptr<imports::Taker> taker(Sort<Row> sort) {
    return std::make_unique<RoundsTaker<Row>>(std::move(sort));
}

Fault read_bin(const Named& from, rounds::Bin& bin) {
    bin = {from.text("code"), from.text("name"), from.text("holds"), base::lower_ascii(from.text("colour"))};
    return {};
}

Fault read_round(const Named& from, rounds::Round& round) {
    const auto first = from.day("first_day"), until = from.day("until");
    if (!first) return "first_day";
    if (!until && !from.text("until").empty()) return "until";
    round = {.code = from.text("round"), .bin = from.text("bin"), .first = *first, .until = until};
    if (const auto weeks = from.text("every"); !weeks.empty()) round.every = from.number("every").value_or(0);
    if (from.text("out_by").empty()) return {};
    const auto out_by = from.clock("out_by");
    if (!out_by) return "out_by";
    round.out_by = *out_by;
    return {};
}

Fault read_served(const Named& from, rounds::Served& served) {
    const auto gone = base::lower_ascii(from.text("gone"));
    served = {.round = from.text("round"), .usrn = from.text("usrn"), .uprn = from.text("uprn"), .gone = gone == "yes"};
    return gone.empty() || gone == "yes" || gone == "no" ? Fault() : "gone";
}

Fault read_change(const Named& from, rounds::Change& change) {
    const auto first = from.day("from"), last = from.day("until");
    if (!first) return "from";
    if (!last && !from.text("until").empty()) return "until";
    change = {.from = *first, .until = last.value_or(*first), .round = from.text("round"), .bin = from.text("bin"), .later = from.number("days_later"), .reason = from.text("reason")};
    const bool none = base::lower_ascii(from.text("days_later")) == "none";
    return change.later || none ? Fault() : "days_later";
}

Fault read_rule(const Named& from, rounds::HolidayRule& rule) {
    const auto effect = rounds::find_effect(base::lower_ascii(from.text("effect")));
    if (!effect) return "effect";
    rule = {from.text("holiday"), *effect};
    return {};
}

}  // namespace

std::unique_ptr<imports::Taker> rounds_taker(std::string_view what) {
    if (what == "bins") return taker<rounds::Bin>({{"code", "name", "colour"}, {"code"}, {"holds"}, "rounds.bin_row", read_bin, rounds::load_bins});
    if (what == "rounds")
        return taker<rounds::Round>({{"round", "bin", "first_day"}, {"round"}, {"every", "until", "out_by"}, "rounds.round_row", read_round, rounds::load_rounds});
    if (what == "round-streets")
        return taker<rounds::Served>({{"round"}, {"round", "usrn", "uprn"}, {"usrn", "uprn", "gone"}, "rounds.served_row", read_served, rounds::load_served});
    if (what == "round-changes")
        return taker<rounds::Change>(
            {{"from", "days_later", "reason"}, {"from", "until", "round", "bin"}, {"until", "round", "bin"}, "rounds.change_row", read_change, rounds::load_changes});
    if (what == "round-holidays") return taker<rounds::HolidayRule>({{"holiday", "effect"}, {"holiday"}, {}, "rounds.rule_row", read_rule, rounds::load_holiday_rules});
    return nullptr;
}

}  // namespace guildhall
