// embed ROOM SOURCE_DIR OUT_DIR
//
// Turns a room's texts into C++ before it is compiled:
//   queries/*.sql     named statements: `-- name: find_case` and the SQL up to the next name. A statement that differs
//                     between the databases stands in a twin pair, x.sqlite.sql and x.pg.sql, under one name. What
//                     only one of them needs stands in x.sqlite_only.sql or x.pg_only.sql, and is SELECT 1 on the other.
//   migrations/*.sql  YYYYMMDDThhmm_room_words.sql, or a twin pair of it; BYTES, BIGINT and CLUSTERED are
//                     put as each database says them
//   words/LANG.txt    `key = text`, one per line, # for remarks
//   data/NAME.txt     whole, as it stands
// into OUT_DIR/queries.h (constants in namespace ROOM::sql), OUT_DIR/data.h (in namespace ROOM::data, where there is data)
// and OUT_DIR/tables.cpp (tables that register themselves).

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& what) {
    std::cerr << "embed: " << what << '\n';
    std::exit(1);
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string trimmed(std::string text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n;") - first + 1);
}

std::string literal(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + '"';
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& ending) {
    std::vector<fs::path> paths;
    if (fs::is_directory(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().string().ends_with(ending)) paths.push_back(entry.path());
    std::ranges::sort(paths);
    return paths;
}

struct Twin {
    std::string sqlite, postgres;
};

/// Which of the pair a file fills: "", "sqlite" or "pg", and its name without the endings.
std::pair<std::string, std::string> dialect_of(const fs::path& path) {
    auto stem = path.stem();
    const auto dialect = stem.extension().string();
    if (dialect == ".sqlite" || dialect == ".pg" || dialect == ".sqlite_only" || dialect == ".pg_only") return {dialect.substr(1), stem.stem().string()};
    return {"", stem.string()};
}

void put(Twin& twin, const std::string& dialect, const std::string& text, const fs::path& path) {
    const bool is_for_pg = dialect.starts_with("pg");
    const bool taken = is_for_pg ? !twin.postgres.empty() : !twin.sqlite.empty();
    if (taken) fail(path.string() + ": the same name stands twice");
    const std::string nothing = "SELECT 1";
    if (!is_for_pg) twin.sqlite = text;
    if (!dialect.starts_with("sqlite")) twin.postgres = text;
    if (dialect == "pg_only") twin.sqlite = nothing;
    if (dialect == "sqlite_only") twin.postgres = nothing;
}

std::map<std::string, Twin> read_queries(const fs::path& source) {
    std::map<std::string, Twin> statements;
    for (const auto& path : files_in(source / "queries", ".sql")) {
        const auto dialect = dialect_of(path).first;
        std::istringstream lines(read(path));
        std::string line, name, text;
        const auto finish = [&] {
            if (!name.empty()) put(statements[name], dialect, trimmed(text), path);
            text.clear();
        };
        while (std::getline(lines, line)) {
            if (line.starts_with("-- name:")) {
                finish();
                name = trimmed(line.substr(8));
            } else if (!line.starts_with("--")) {
                text += line + '\n';
            }
        }
        finish();
    }
    for (const auto& [name, twin] : statements)
        if (twin.sqlite.empty() || twin.postgres.empty()) fail(source.string() + ": '" + name + "' lacks its twin");
    return statements;
}

/// What the databases name differently. BIGINT is INTEGER to SQLite, so that a single key is the row's own number and
/// needs no index beside the table; CLUSTERED keeps the rows of a table in the order of its key.
std::string in_dialect(std::string text, const std::vector<std::pair<const char*, const char*>>& names) {
    for (const auto& [name, own] : names) text = std::regex_replace(text, std::regex(std::string("\\b") + name + "\\b"), own);
    return text;
}

std::map<std::string, Twin> read_migrations(const fs::path& source) {
    std::map<std::string, Twin> migrations;
    for (const auto& path : files_in(source / "migrations", ".sql")) {
        const auto [dialect, name] = dialect_of(path);
        put(migrations[name], dialect, read(path), path);
    }
    for (auto& [name, twin] : migrations) {
        if (twin.sqlite.empty() || twin.postgres.empty()) fail(name + " lacks its twin");
        twin = {in_dialect(twin.sqlite, {{"BYTES", "BLOB"}, {"BIGINT", "INTEGER"}, {"CLUSTERED", "WITHOUT ROWID"}}),
                in_dialect(twin.postgres, {{"BYTES", "BYTEA"}, {"CLUSTERED", ""}})};
    }
    return migrations;
}

std::string words_table(const fs::path& path) {
    std::string out;
    std::istringstream lines(read(path));
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        line = trimmed(line);
        if (line.empty() || line[0] == '#') continue;
        const auto equals = line.find(" = ");
        if (equals == std::string::npos) fail(path.string() + ":" + std::to_string(number) + ": expected key = text");
        out += "    {" + literal(trimmed(line.substr(0, equals))) + ", " + literal(line.substr(equals + 3)) + "},\n";
    }
    return out;
}

/// The C library has a function `access`, and a namespace cannot share its scope (see src/access/ids.h).
std::string namespace_of(const std::string& room) { return room == "access" ? "room::access" : room; }

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) fail("usage: embed ROOM SOURCE_DIR OUT_DIR");
    const std::string room = argv[1];
    const fs::path source = argv[2], out = argv[3];
    fs::create_directories(out);

    const auto queries = read_queries(source);
    std::ofstream header(out / "queries.h");
    header << "#pragma once\n// Made from " << room << "'s queries/*.sql.\n";
    if (!queries.empty()) {
        header << "#include \"db/sql.h\"\nnamespace " << namespace_of(room) << "::sql {\n";
        for (const auto& [name, twin] : queries)
            header << "inline constexpr db::Sql " << name << "{" << literal(room + "." + name) << ",\n    "
                   << literal(twin.sqlite) << ",\n    " << literal(twin.postgres) << "};\n";
        header << "}\n";
    }

    if (const auto texts = files_in(source / "data", ".txt"); !texts.empty()) {
        std::ofstream data(out / "data.h");
        data << "#pragma once\n// Made from " << room << "'s data/*.txt.\n#include <string_view>\nnamespace " << namespace_of(room) << "::data {\n";
        for (const auto& path : texts)
            data << "inline constexpr std::string_view " << path.stem().string() << " =\n    " << literal(read(path)) << ";\n";
        data << "}\n";
    }

    std::ofstream tables(out / "tables.cpp");
    tables << "// Made from " << room << "'s queries, migrations and words.\n#include \"" << room << "/queries.h\"\n";
    if (!queries.empty()) {
        tables << "namespace { constexpr const db::Sql* statements[] = {\n";
        for (const auto& [name, twin] : queries) tables << "    &" << namespace_of(room) << "::sql::" << name << ",\n";
        tables << "};\n[[maybe_unused]] const bool statements_known = db::register_statements(statements); }\n";
    }
    if (const auto migrations = read_migrations(source); !migrations.empty()) {
        tables << "#include \"db/migrations.h\"\nnamespace { constexpr db::Migration migrations[] = {\n";
        for (const auto& [name, twin] : migrations)
            tables << "    {" << literal(name) << ",\n     " << literal(twin.sqlite) << ",\n     "
                   << literal(twin.postgres) << "},\n";
        tables << "};\n[[maybe_unused]] const bool migrations_known = db::register_migrations(migrations); }\n";
    }
    for (const auto& [language, file] : {std::pair{"english", "en.txt"}, std::pair{"welsh", "cy.txt"}}) {
        if (!fs::exists(source / "words" / file)) continue;
        tables << "#include \"base/words.h\"\nnamespace { constexpr base::Word words_" << language << "[] = {\n"
               << words_table(source / "words" / file)
               << "};\n[[maybe_unused]] const bool words_" << language
               << "_known = base::register_words(base::Language::" << language << ", words_" << language << "); }\n";
    }
    return 0;
}
