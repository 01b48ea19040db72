// A checker of schemas must find what is wrong, and refuse what it does not know.

#include "json_schema.h"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <unistd.h>

#include <fstream>

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "guildhall-schema-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const char* file, const char* text) const { std::ofstream(path / file) << text; }
};

std::size_t faults(const Folder& folder, const char* schema, const char* value) {
    return conformance::Schemas(folder.path).problems(schema, boost::json::parse(value)).size();
}

}  // namespace

TEST_CASE("types, members, choices, lengths and formats are held, through references to other files and within one") {
    Folder folder;
    folder.write("list.json", R"({"type": "array", "items": {"$ref": "thing.json", "minItems": 1}})");
    folder.write("thing.json", R"({"required": ["id"], "properties": {"id": {"type": "string"}, "state": {"type": "string", "enum": ["open"]},
        "note": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]}, "at": {"type": "string", "format": "date-time"},
        "rank": {"type": "integer"}}})");
    folder.write("whole.json", R"({"definitions": {"A": {"properties": {"b": {"$ref": "#/definitions/B"}}}, "B": {"type": "number"}}})");
    CHECK(faults(folder, "list.json", R"([{"id": "1", "state": "open", "note": null, "at": "2026-11-22T09:30:00.5+01:00", "more": 1}])") == 0);
    CHECK(faults(folder, "list.json", "[]") == 0);
    for (const auto* wrong : {"{}", R"([{"state": "open"}])", R"([{"id": 1}])", R"([{"id": "1", "state": "shut"}])", R"([{"id": "1", "note": "long"}])",
                              R"([{"id": "1", "note": 7}])", R"([{"id": "1", "at": "2026-11-22"}])", R"([{"id": "1", "at": "2026-11-22T09:30:00"}])",
                              R"([{"id": "1", "rank": 1.5}])"}) {
        CAPTURE(wrong);
        CHECK(faults(folder, "list.json", wrong) == 1);
    }
    CHECK(faults(folder, "whole.json#/definitions/A", R"({"b": 1})") == 0);
    CHECK(faults(folder, "whole.json#/definitions/A", R"({"b": "1"})") == 1);
}

TEST_CASE("a keyword that is not known is an error and no pass") {
    Folder folder;
    folder.write("odd.json", R"({"patternProperties": {}})");
    CHECK_THROWS(faults(folder, "odd.json", "{}"));
    CHECK_THROWS(faults(folder, "missing.json", "{}"));
}
