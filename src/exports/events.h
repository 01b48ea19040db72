#pragma once
// The facts that exports announces.

#include "journal/event.h"

#include <cstdint>
#include <string>

namespace exports {

/// Somebody took rows out of the house.
struct RecordsExported {
    static constexpr const char* kind = "exports.RecordsExported";
    std::int64_t export_id = 0;
    std::string what;          // "cases", "requests", "events", "people", "all"
    std::string format;        // "csv", "json", "geojson", "lines"
    bool with_people = false;  // names, contact details and free text among them
    journal::Subject subject() const { return {"export", export_id}; }
    template <class Fields>
    void fields(Fields& f) {
        f("export", export_id);
        f("what", what);
        f("format", format);
        f("with_people", with_people);
    }
};

/// All of an export has left.
struct ExportFinished {
    static constexpr const char* kind = "exports.ExportFinished";
    std::int64_t export_id = 0;
    std::int64_t rows = 0;
    journal::Subject subject() const { return {"export", export_id}; }
    template <class Fields>
    void fields(Fields& f) {
        f("export", export_id);
        f("rows", rows);
    }
};

}  // namespace exports
