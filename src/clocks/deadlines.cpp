#include "clocks/deadlines.h"

#include "clocks/counted.h"
#include "clocks/events.h"
#include "clocks/queries.h"
#include "clocks/reminder.h"

#include <algorithm>
#include <array>

namespace clocks {
namespace {

constexpr Duration just_after{1};
constexpr std::array<std::string_view, 3> names{"acknowledge", "update", "resolve"};

/// What was announced of a clock, and when to look at it next.
struct Row {
    std::optional<Instant> next, warned_for, missed_for;
    std::int64_t rungs = 0;
    bool operator==(const Row&) const = default;
};
using Rows = std::map<std::string, Row, std::less<>>;

std::optional<Instant> moment(const db::Row& row, int column) { return row.is_null(column) ? std::nullopt : std::optional(row.get<Instant>(column)); }

Rows rows_of(db::Tx& tx, cases::CaseId id) {
    Rows rows;
    for (const auto row : tx.query(sql::deadlines_of, id))
        rows.emplace(row.get<std::string>(0), Row{moment(row, 1), moment(row, 2), moment(row, 3), row.get<std::int64_t>(4)});
    return rows;
}

/// Looks at one case: its clocks, its rows, and who is to hear of it.
class Look {
public:
    Look(db::Tx& tx, const cases::Case& c, const Counted& counted) : tx_(tx), case_(c), counted_(counted), rows_(rows_of(tx, c.id)) {}

    /// `reminders`: nothing is announced but what would be lost, where there are none.
    void at_all(Reminders* reminders) {
        const auto& clocks = counted_.clocks;
        const std::array<const Clock*, 3> each{&clocks.acknowledge, &clocks.update, &clocks.resolve};
        Rows kept;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto known = rows_.find(names[i]);
            auto row = known == rows_.end() ? Row{} : known->second;
            const bool over = is_over(*each[i]);
            if (over && known == rows_.end()) continue;
            if (reminders != nullptr || over) announce(names[i], *each[i], row, over ? nullptr : reminders);
            if (over) continue;
            row.next = next_of(names[i], *each[i], row);
            kept.emplace(names[i], row);
        }
        keep(kept);
    }

private:
    bool is_over(const Clock& clock) const {
        return case_.state == cases::State::closed || clock.state == State::none || clock.state == State::met || clock.done;
    }

    void announce(std::string_view name, const Clock& clock, Row& row, Reminders* reminders) {
        if (clock.state == State::running && clock.warn_at && *clock.warn_at <= tx_.now() && row.warned_for != clock.deadline) {
            row.warned_for = clock.deadline;
            journal::announce(tx_, StandardWarned{case_.id, case_.service, case_.team, std::string(name), *clock.deadline});
            if (reminders != nullptr) reminders->warn(case_, *counted_.service, *clock.deadline);
        }
        if (clock.state == State::missed && row.missed_for != clock.deadline) {
            row.missed_for = clock.deadline;
            row.rungs = 0;
            journal::announce(tx_, StandardMissed{case_.id, case_.service, case_.team, std::string(name), *clock.deadline});
            if (reminders != nullptr) reminders->miss(case_, *counted_.service, *clock.deadline);
        }
        if (name == "resolve" && reminders != nullptr) {
            climb(clock, row, *reminders);
            stand_still(clock);
        }
    }

    void climb(const Clock& clock, Row& row, Reminders& reminders) {
        const auto& rungs = counted_.clocks.rungs;
        const auto& ladder = counted_.service->levels.escalate;
        for (auto at = static_cast<std::size_t>(row.rungs); at < rungs.size() && rungs[at] <= tx_.now(); at = static_cast<std::size_t>(++row.rungs)) {
            journal::announce(tx_, CaseEscalated{case_.id, case_.service, case_.team, row.rungs + 1, ladder[at].to, *clock.deadline});
            reminders.escalate(case_, *counted_.service, *clock.deadline, ladder[at].to);
        }
    }

    /// The promise would run out while nobody can work: it is put off for as long as it stood still so far, until it goes on and is counted.
    void stand_still(const Clock& clock) {
        const auto& pause = counted_.clocks.pause;
        if (clock.state != State::paused || !pause || case_.due_at > tx_.now()) return;
        const auto& calendar = counted_.calendar_of(case_);
        const auto stood = std::max(calendar.working_time_between(pause->since, tx_.now()), just_after);
        const auto day = calendar.zone().day(calendar.add_working_time(*clock.deadline, stood));
        const auto moved = cases::put_off_promise(tx_, case_.id, calendar.zone().start_of(day + std::chrono::days{1}) - std::chrono::seconds{1});
        if (moved) case_ = *moved;
    }

    std::optional<Instant> next_of(std::string_view name, const Clock& clock, const Row& row) const {
        const auto& rungs = counted_.clocks.rungs;
        switch (clock.state) {
            case State::running:
                if (clock.warn_at && row.warned_for != clock.deadline) return clock.warn_at;
                return *clock.deadline + just_after;
            case State::paused:
                if (name != "resolve" || !case_.is_promised()) return std::nullopt;
                return case_.due_at + just_after;
            case State::missed:
                if (row.missed_for != clock.deadline) return *clock.deadline + just_after;
                if (name == "resolve" && static_cast<std::size_t>(row.rungs) < rungs.size()) return rungs[static_cast<std::size_t>(row.rungs)];
                return std::nullopt;
            default: return std::nullopt;
        }
    }

    void keep(const Rows& kept) {
        if (kept == rows_) return;
        if (kept.size() < rows_.size() || !std::ranges::all_of(rows_, [&](const auto& row) { return kept.contains(row.first); })) tx_.run(sql::forget_deadlines, case_.id);
        for (const auto& [name, row] : kept) tx_.run(sql::put_deadline, case_.id, name, row.next, row.warned_for, row.missed_for, row.rungs);
    }

    db::Tx& tx_;
    cases::Case case_;
    const Counted& counted_;
    Rows rows_;
};

Result<void> look_at(db::Tx& tx, cases::CaseId id, Reminders* reminders) {
    const auto c = cases::find_case(tx, access::Actor::house("clocks"), id);
    if (!c) {
        tx.run(sql::forget_deadlines, id);
        return {};
    }
    const auto counted = TRY(count(tx, *c));
    Look(tx, *c, counted).at_all(reminders);
    if (!counted.clocks.pause) tx.run(sql::end_pauses, tx.now(), id);
    return {};
}

}  // namespace

Result<void> set_deadlines(db::Tx& tx, cases::CaseId id) { return look_at(tx, id, nullptr); }

Result<int> ring(db::Tx& tx, int most) {
    std::vector<cases::CaseId> ids;
    for (const auto row : tx.query(sql::due_cases, tx.now(), most)) ids.push_back(row.get<cases::CaseId>(0));
    const auto looked_at = static_cast<int>(ids.size());
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    Reminders reminders(tx);
    for (const auto id : ids) TRY(look_at(tx, id, &reminders));
    reminders.send();
    return looked_at;
}

Result<cases::CaseId> count_some_again(db::Tx& tx, cases::CaseId after, int most) {
    std::vector<cases::CaseId> ids;
    for (const auto row : tx.query(sql::cases_with_deadlines, after, most)) ids.push_back(row.get<cases::CaseId>(0));
    for (const auto id : ids) TRY(look_at(tx, id, nullptr));
    return static_cast<int>(ids.size()) < most ? cases::CaseId{} : ids.back();
}

}  // namespace clocks
