#include "cases/given_out.h"

#include "cases/case_store.h"
#include "people/contact_details.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>

namespace cases {
namespace {

using access::Permission;
using exports::cell;
using exports::Cell;

constexpr int page_size = 500;

constexpr std::array<std::string_view, 20> columns{"reference", "case",    "service",  "service_name", "team",   "owner",    "state",
                                                   "received",  "opened",  "promised", "late",         "closed", "outcome",  "outcome_name",
                                                   "objections", "tasks",  "channel",  "ward",         "latitude", "longitude"};
constexpr std::array<std::string_view, 5> columns_of_people{"name", "email", "phone", "place", "answers"};

/// What rows of a page show beside the cases themselves, read in a statement for each sort of thing.
struct Beside {
    std::map<people::PersonId, people::Contact> people;
    std::map<places::LocationId, places::Location> places;
    std::map<access::StaffId, std::string> owners;
    std::map<access::TeamId, std::string> teams;
};

template <class Map, class Key>
auto in(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

class Rows {
public:
    Rows(access::Actor who, GivenOut wanted, bool with_people)
        : who_(std::move(who)),
          wanted_(std::move(wanted)),
          may_export_(access::scope_of(who_, Permission::export_records)),
          may_read_(access::scope_of(who_, Permission::read_case)),
          may_read_people_(with_people ? access::scope_of(who_, Permission::read_person) : access::Scope::none()),
          with_people_(with_people) {}

    Result<void> next(db::Tx& tx, std::vector<exports::Row>& rows) {
        while (rows.empty() && !ended_) {
            auto lines = TRY(std::visit([&](auto& wanted) { return next_lines(tx, wanted); }, wanted_));
            ended_ = ended_ || lines.size() < page_size;
            std::erase_if(lines, [&](const Line& line) { return !may_export_.allows(line.the_case.owned()); });
            TRY(put(tx, lines, rows));
        }
        return {};
    }

private:
    Result<std::vector<Line>> next_lines(db::Tx& tx, RequestsWanted& wanted) {
        if (!wanted.after) wanted.after = RequestsWanted::After{no_promise, {}};  // the first page in the order of the others
        wanted.limit = page_size;
        auto lines = list_requests(tx, may_read_, wanted);
        if (!lines.empty()) wanted.after = {lines.back().request.received_at, lines.back().request.id};
        return lines;
    }
    Result<std::vector<Line>> next_lines(db::Tx& tx, Wanted& wanted) {
        wanted.limit = page_size;
        auto lines = list(tx, who_, wanted);
        if (!lines.empty()) wanted.after = cursor_of(lines.back(), wanted.order);
        return lines;
    }
    Result<std::vector<Line>> next_lines(db::Tx& tx, const FoundBy& found) {
        ended_ = true;
        return search(tx, who_, found.words, FoundBy::most);
    }

    Beside read_beside(db::Tx& tx, std::span<const Line> lines) const {
        Beside beside;
        std::vector<people::PersonId> persons;
        std::vector<places::LocationId> locations;
        std::vector<access::StaffId> owners;
        for (const auto& line : lines) {
            if (may_read_people_.allows(line.the_case.owned())) persons.push_back(line.request.person);
            locations.push_back(line.request.location);
            if (line.the_case.owner) owners.push_back(line.the_case.owner);
        }
        if (!persons.empty()) beside.people = people::find_many(tx, persons);
        beside.places = places::find_many(tx, locations);
        if (!owners.empty()) beside.owners = access::staff_names(tx, owners);
        for (auto& team : access::all_teams(tx)) beside.teams.emplace(team.id, std::move(team.name));
        return beside;
    }

    Result<void> put(db::Tx& tx, std::span<const Line> lines, std::vector<exports::Row>& rows) const {
        if (lines.empty()) return {};
        const auto beside = read_beside(tx, lines);
        for (const auto& line : lines) {
            const auto service = TRY(catalogue::find_version(tx, line.the_case.service, line.the_case.service_version));
            rows.push_back(row_of(tx, line, *service, beside));
        }
        return {};
    }

    exports::Row row_of(db::Tx& tx, const Line& line, const catalogue::Definition& service, const Beside& beside) const {
        const auto& c = line.the_case;
        const auto& request = line.request;
        const auto state = std::holds_alternative<RequestsWanted>(wanted_) ? state_of(request, c) : c.state;
        const auto closed = state == State::open ? std::nullopt : request.withdrawn_at ? request.withdrawn_at : c.closed_at;
        const bool shows_people = may_read_people_.allows(c.owned());
        const auto location = in(beside.places, request.location);
        exports::Row row{.cells = {cell(request.reference.spoken()), cell(to_string(c.id)), cell(c.service), cell(service.name),
                                   cell(in(beside.teams, c.team)), cell(in(beside.owners, c.owner)), cell(std::string(case_store::code_of(state))),
                                   cell(request.received_at), cell(c.opened_at), cell(c.promised_for()), Cell(c.is_late(tx.now())), cell(closed),
                                   cell(c.outcome), cell(outcome_shown(service, c.outcome)), Cell(c.objections), Cell(c.tasks),
                                   cell(request.channel), cell(c.area)}};
        if (location.point) row.place = rounded(*location.point, shows_people);
        row.cells.push_back(row.place ? Cell(row.place->latitude) : Cell());
        row.cells.push_back(row.place ? Cell(row.place->longitude) : Cell());
        if (!with_people_) return row;
        const auto person = shows_people ? in(beside.people, request.person) : people::Contact{};
        for (const auto& text : {person.name, person.email, people::shown_phone(person.phone)}) row.cells.push_back(cell(text));
        row.cells.push_back(shows_people ? cell(location.text) : Cell());
        row.cells.push_back(shows_people ? cell(answers_of(service, request)) : Cell());
        return row;
    }

    /// Six digits behind the point are a hand's breadth, three some 100 m.
    static exports::Place rounded(const places::Point& point, bool exactly) {
        const double fine = exactly ? 1e6 : 1e3;
        return {std::round(point.latitude * fine) / fine, std::round(point.longitude * fine) / fine};
    }

    /// "Which bin was missed?: Recycling (blue)", a line for each.
    static std::string answers_of(const catalogue::Definition& service, const Request& request) {
        std::string text;
        for (const auto& answer : request.answers)
            if (const auto* question = service.form.find(answer.question))
                text += (text.empty() ? "" : "\n") + question->label + ": " + forms::shown(*question, answer.value);
        return text;
    }

    access::Actor who_;
    GivenOut wanted_;
    access::Scope may_export_, may_read_, may_read_people_;
    bool with_people_, ended_ = false;
};

}  // namespace

std::string_view sort_of(const GivenOut& wanted) { return std::holds_alternative<RequestsWanted>(wanted) ? "requests" : "cases"; }

Result<exports::List> list_to_give_out(const access::Actor& who, GivenOut wanted, exports::Format format, bool with_people) {
    for (const auto permission : {Permission::export_records, Permission::read_case})
        if (!who.may(permission)) return refuse(Kind::not_allowed, "cases.may_not_export");
    if (with_people && !who.may(Permission::read_person)) return refuse(Kind::not_allowed, "cases.may_not_export_people");
    exports::List list{.what = std::string(sort_of(wanted)), .format = format, .with_people = with_people};
    list.columns.assign(columns.begin(), columns.end());
    if (with_people) list.columns.insert(list.columns.end(), columns_of_people.begin(), columns_of_people.end());
    const auto rows = std::make_shared<Rows>(who, std::move(wanted), with_people);
    list.next = [rows](db::Tx& tx, std::vector<exports::Row>& page) { return rows->next(tx, page); };
    return list;
}

}  // namespace cases
