#include "db/shape.h"

#include "db/migrations.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace db {
namespace {

/// Words, texts in quotes as one, and signs, each for itself; comments are gone.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; };
    for (std::size_t i = 0; i < text.size();) {
        const auto begin = i;
        if (std::isspace(static_cast<unsigned char>(text[i]))) {
            ++i;
            continue;
        }
        if (text.substr(i).starts_with("--")) {
            i = std::min(text.find('\n', i), text.size());
            continue;
        }
        if (text[i] == '\'' || text[i] == '"')
            i = std::min(text.find(text[i], i + 1), text.size() - 1) + 1;
        else if (is_word(text[i]))
            while (i < text.size() && is_word(text[i])) ++i;
        else
            ++i;
        words.emplace_back(text.substr(begin, i - begin));
    }
    return words;
}

using Words = std::span<const std::string>;

/// Parts at a sign that stands in no brackets.
std::vector<Words> parts_of(Words words, std::string_view sign) {
    std::vector<Words> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= words.size(); ++i) {
        if (i < words.size() && words[i] == "(") ++depth;
        if (i < words.size() && words[i] == ")") --depth;
        if (i < words.size() && (depth > 0 || words[i] != sign)) continue;
        if (i > begin) parts.push_back(words.subspan(begin, i - begin));
        begin = i + 1;
    }
    return parts;
}

bool begins(Words words, std::initializer_list<std::string_view> with) {
    return words.size() >= with.size() && std::ranges::equal(words.first(with.size()), with);
}

Value::Type type_of(Words column) {
    static constexpr std::pair<std::string_view, Value::Type> types[] = {
        {"BIGINT", Value::Type::integer},  {"INTEGER", Value::Type::integer}, {"SMALLINT", Value::Type::integer}, {"BOOLEAN", Value::Type::integer},
        {"VARCHAR", Value::Type::text},    {"TEXT", Value::Type::text},       {"DOUBLE", Value::Type::real},      {"BLOB", Value::Type::bytes},
    };
    if (column.size() >= 2)
        for (const auto& [name, type] : types)
            if (column[1] == name) return type;
    throw std::runtime_error(fmt::format("a column of a type that is not known: {}", fmt::join(column, " ")));
}

/// The names in brackets from `words[from]` on.
std::vector<std::string> names_in_brackets(Words words, std::size_t from) {
    std::vector<std::string> names;
    for (auto i = from + 1; i < words.size() && words[i] != ")"; ++i)
        if (words[i] != ",") names.push_back(words[i]);
    return names;
}

void add_constraint(Table& table, Words part) {
    const auto sort = part.subspan(std::min<std::size_t>(2, part.size()));
    if (begins(sort, {"PRIMARY", "KEY"})) table.key = names_in_brackets(sort, 2);
    if (!begins(sort, {"FOREIGN", "KEY"})) return;
    const auto target = std::ranges::find(sort, "REFERENCES");
    if (target == sort.end() || target + 1 == sort.end() || *(target + 1) != table.name) return;
    for (const auto& name : names_in_brackets(sort, 2))
        for (auto& column : table.columns)
            if (column.name == name) column.within = true;
}

Table made_by(Words statement) {
    Table table{.name = statement[2]};
    const auto last = std::find(statement.rbegin(), statement.rend(), ")");
    const auto inside = statement.subspan(4, static_cast<std::size_t>(statement.rend() - last) - 5);
    for (const auto part : parts_of(inside, ","))
        if (part[0] == "CONSTRAINT")
            add_constraint(table, part);
        else
            table.columns.push_back({part[0], type_of(part)});
    return table;
}

void follow(std::vector<Table>& tables, Words statement) {
    const auto table_called = [&](std::string_view name) -> Table& {
        const auto found = std::ranges::find(tables, name, &Table::name);
        if (found == tables.end()) throw std::runtime_error(fmt::format("no migration makes the table {}", name));
        return *found;
    };
    if (begins(statement, {"CREATE", "TABLE"}) && statement.size() > 5 && statement[3] == "(")
        tables.push_back(made_by(statement));
    else if (begins(statement, {"ALTER", "TABLE"}) && statement.size() > 6 && statement[3] == "ADD" && statement[4] == "COLUMN")
        table_called(statement[2]).columns.push_back({statement[5], type_of(statement.subspan(5))});
    else if (begins(statement, {"INSERT", "INTO"}) && !statement[2].starts_with("search_text") && !statement[2].starts_with("search_people"))
        table_called(statement[2]).seeded = true;
    else if (begins(statement, {"DROP", "TABLE"}))
        std::erase_if(tables, [&](const Table& table) { return table.name == statement[2]; });
    else if (begins(statement, {"CREATE", "TABLE"}) || begins(statement, {"ALTER"}))
        throw std::runtime_error(fmt::format("a change of a table that is not understood: {}", fmt::join(statement, " ")));
}

}  // namespace

bool Table::is_key(std::string_view column) const { return std::ranges::find(key, column) != key.end(); }

std::vector<Table> tables_made_by(std::span<const std::string_view> migrations) {
    std::vector<Table> tables;
    for (const auto text : migrations) {
        const auto words = words_of(text);
        for (const auto statement : parts_of(words, ";"))
            if (statement.size() > 2) follow(tables, statement);
    }
    return tables;
}

const std::vector<Table>& all_tables() {
    static const auto tables = [] {
        std::vector<std::string_view> texts;
        for (const auto* migration : all_migrations()) texts.emplace_back(migration->sqlite);
        return tables_made_by(texts);
    }();
    return tables;
}

}  // namespace db
