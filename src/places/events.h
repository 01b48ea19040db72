#pragma once

#include "access/ids.h"
#include "journal/event.h"

namespace places {

/// Rows of the gazetteer were added or changed, by how many. Each load is a subject of its own.
struct GazetteerLoaded {
    static constexpr const char* kind = "places.GazetteerLoaded";
    std::int64_t load = 0;
    std::int64_t wards = 0, streets = 0, addresses = 0, postcodes = 0, assets = 0, lines = 0, shapes = 0, responsibilities = 0;
    journal::Subject subject() const { return {"gazetteer", load}; }
    template <class Fields>
    void fields(Fields& f) {
        f("wards", wards);
        f("streets", streets);
        f("addresses", addresses);
        f("postcodes", postcodes);
        f("assets", assets);
        f("lines", lines);
        f("shapes", shapes);
        f("responsibilities", responsibilities);
    }
};

/// The council said that it is closed on a day, or open after all; with a team, only that team. Each change is a subject of its own.
struct ClosingDayChanged {
    static constexpr const char* kind = "places.ClosingDayChanged";
    std::int64_t change = 0;
    std::string day;  // "2026-12-24"
    bool closed = false;
    access::TeamId team = {};
    journal::Subject subject() const { return {"calendar", change}; }
    template <class Fields>
    void fields(Fields& f) {
        f("day", day);
        f("closed", closed);
        f("team", team);
    }
};

/// A team works at hours of its own from now on, or at the council's again.
struct TeamHoursChanged {
    static constexpr const char* kind = "places.TeamHoursChanged";
    access::TeamId team;
    bool own = false;
    journal::Subject subject() const { return {"team", team.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("team", team);
        f("own", own);
    }
};

}  // namespace places
