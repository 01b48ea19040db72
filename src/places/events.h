#pragma once

#include "journal/event.h"

namespace places {

/// Rows of the gazetteer were added or changed, by how many. Each load is a subject of its own.
struct GazetteerLoaded {
    static constexpr const char* kind = "places.GazetteerLoaded";
    std::int64_t load = 0;
    std::int64_t wards = 0, streets = 0, addresses = 0, postcodes = 0, assets = 0, lines = 0, shapes = 0;
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
    }
};

/// The council said that it is closed on a day, or open after all. Each change is a subject of its own.
struct ClosingDayChanged {
    static constexpr const char* kind = "places.ClosingDayChanged";
    std::int64_t change = 0;
    std::string day;  // "2026-12-24"
    bool closed = false;
    journal::Subject subject() const { return {"calendar", change}; }
    template <class Fields>
    void fields(Fields& f) {
        f("day", day);
        f("closed", closed);
    }
};

}  // namespace places
