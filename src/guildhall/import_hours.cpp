// Teams that work at other hours than the council, and the days on which the council or a team is closed.

#include "guildhall/import_columns.h"
#include "guildhall/import_takers.h"
#include "places/places.h"

#include <algorithm>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Verdict;

const access::Actor& house() {
    static const auto actor = access::Actor::house("import");
    return actor;
}

/// Content to see the same closing day twice.
class Closing {
public:
    Closing(db::Tx& tx, std::optional<access::TeamId> team) : tx_(tx), team_(team) {}

    Fate fate_of(Day day, const std::string& name, bool gone) const {
        const auto days = team_ ? places::closing_days(tx_, *team_) : places::closing_days(tx_);
        const auto known = std::ranges::find(days, day, &places::Holiday::day);
        if (known == days.end()) return gone ? Fate::same : Fate::added;
        return !gone && known->name == name ? Fate::same : Fate::changed;
    }
    Result<void> set(Day day, const std::string& name, bool gone) {
        if (gone) return team_ ? places::open_on(tx_, house(), *team_, day) : places::open_on(tx_, house(), day);
        return team_ ? places::close_on(tx_, house(), *team_, day, name) : places::close_on(tx_, house(), day, name);
    }

private:
    db::Tx& tx_;
    std::optional<access::TeamId> team_;
};

/// Each row by itself, one after the other.
class RowByRow : public imports::Taker {
public:
    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) final {
        std::vector<Verdict> verdicts;
        for (const auto& row : rows) {
            auto verdict = TRY(take_row(tx, row, rehearsal));
            verdicts.push_back(std::move(verdict));
        }
        return verdicts;
    }

private:
    virtual Result<Verdict> take_row(db::Tx& tx, const Record& row, bool rehearsal) const = 0;
};

/// team, hours, holidays: a team's hours; without hours it works as the council does again.
class HoursTaker final : public RowByRow {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"team", "hours"}));
        team_ = columns.find("team");
        hours_ = columns.find("hours");
        holidays_ = columns.find("holidays");
        return {};
    }
    std::string key_of(const Record& row) const override { return text_at(row, team_); }

private:
    Result<Verdict> take_row(db::Tx& tx, const Record& row, bool rehearsal) const override {
        const auto team = access::find_team_by_name(tx, text_at(row, team_));
        if (!team) return Verdict::refuse("guildhall.row_team");
        const auto holidays = base::lower_ascii(text_at(row, holidays_));
        if (!holidays.empty() && holidays != "off" && holidays != "works") return Verdict::refuse("guildhall.row_team_holidays");
        const auto known = places::hours_of(tx, team->id);
        const auto hours = text_at(row, hours_);
        if (hours.empty()) {
            if (known && !rehearsal) TRY(places::forget_team_hours(tx, house(), team->id));
            return Verdict{known ? Fate::changed : Fate::same};
        }
        const auto week = places::read_week(hours);
        if (!week) return Verdict::refuse("guildhall.row_hours");
        const places::TeamHours wanted{.hours = *week, .keeps_holidays = holidays != "works"};
        if (known == wanted) return Verdict{Fate::same};
        if (!rehearsal) TRY(places::set_team_hours(tx, house(), team->id, wanted));
        return Verdict{known ? Fate::changed : Fate::added};
    }

    Column team_, hours_, holidays_;
};

/// day, name, team, gone: closing days; without a team, the council's.
class ClosingDaysTaker final : public RowByRow {
public:
    Result<void> read_names(const Columns& columns) override {
        TRY(need(columns, {"day", "name"}));
        day_ = columns.find("day");
        name_ = columns.find("name");
        team_ = columns.find("team");
        gone_ = columns.find("gone");
        return {};
    }
    std::string key_of(const Record& row) const override { return text_at(row, day_) + ' ' + text_at(row, team_); }

private:
    Result<Verdict> take_row(db::Tx& tx, const Record& row, bool rehearsal) const override {
        const auto day = base::parse_iso_day(text_at(row, day_));
        if (!day) return Verdict::refuse("guildhall.row_closing_day");
        const auto team_name = text_at(row, team_);
        std::optional<access::TeamId> team;
        if (!team_name.empty()) {
            const auto found = access::find_team_by_name(tx, team_name);
            if (!found) return Verdict::refuse("guildhall.row_team");
            team = found->id;
        }
        const auto gone = base::lower_ascii(text_at(row, gone_));
        const auto name = text_at(row, name_);
        if (!gone.empty() && gone != "yes") return Verdict::refuse("guildhall.row_closing_gone");
        if (gone.empty() && (name.empty() || base::count_characters(name) > 100)) return Verdict::refuse("guildhall.row_closing_name");
        Closing closing(tx, team);
        const auto fate = closing.fate_of(*day, name, gone == "yes");
        if (fate != Fate::same && !rehearsal) TRY(closing.set(*day, name, gone == "yes"));
        return Verdict{fate};
    }

    Column day_, name_, team_, gone_;
};

}  // namespace

std::unique_ptr<imports::Taker> hours_taker(std::string_view what) {
    if (what == "team-hours") return std::make_unique<HoursTaker>();
    if (what == "closing-days") return std::make_unique<ClosingDaysTaker>();
    return nullptr;
}

}  // namespace guildhall
