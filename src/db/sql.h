#pragma once
// A named statement. Statements stand in src/<room>/queries/*.sql; the build makes constants of them, so a statement is
// known by its address and every one can be listed and prepared by the inspector.

#include <span>
#include <vector>

namespace db {

enum class Engine { sqlite, postgres };

struct Sql {
    const char* name;      // "cases.find_case"
    const char* sqlite;    // parameters are ?
    const char* postgres;  // parameters are ?, numbered once when prepared

    const char* text(Engine engine) const { return engine == Engine::sqlite ? sqlite : postgres; }
};

bool register_statements(std::span<const Sql* const>);
/// Every statement of every room that is linked in, by name.
std::vector<const Sql*> all_statements();

}  // namespace db
