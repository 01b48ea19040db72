#pragma once
// Inside search only: what PostgreSQL keeps of an entry, as it writes it: 'word':1A,4 'o''brien':2 '=tag' .

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace search {

struct Lexeme {
    struct Place {
        int number;  // counted from 1
        bool in_title;
    };
    std::string word;  // a tag begins with = and has no places
    std::vector<Place> places;
};

void for_each_lexeme(std::string_view vector, const std::function<void(const Lexeme&)>& take);

}  // namespace search
