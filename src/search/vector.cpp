#include "search/vector.h"

#include <charconv>

namespace search {
namespace {

/// From behind the opening quotation mark; `at` stands behind the closing one after.
void read_word(std::string_view vector, std::size_t& at, std::string& word) {
    word.clear();
    for (; at < vector.size(); ++at) {
        if (vector[at] == '\'' && (at + 1 == vector.size() || vector[at + 1] != '\'')) break;
        if (vector[at] == '\'' || vector[at] == '\\') ++at;
        if (at < vector.size()) word += vector[at];
    }
    ++at;
}

void read_places(std::string_view vector, std::size_t& at, std::vector<Lexeme::Place>& places) {
    places.clear();
    while (at < vector.size() && (vector[at] == ':' || vector[at] == ',')) {
        int number = 0;
        const auto end = std::from_chars(vector.data() + at + 1, vector.data() + vector.size(), number).ptr;
        at = static_cast<std::size_t>(end - vector.data());
        const bool in_title = at < vector.size() && vector[at] == 'A';
        if (in_title) ++at;
        places.push_back({number, in_title});
    }
}

}  // namespace

void for_each_lexeme(std::string_view vector, const std::function<void(const Lexeme&)>& take) {
    Lexeme lexeme;
    for (std::size_t at = 0; at < vector.size();) {
        if (vector[at++] != '\'') continue;
        read_word(vector, at, lexeme.word);
        read_places(vector, at, lexeme.places);
        take(lexeme);
    }
}

}  // namespace search
