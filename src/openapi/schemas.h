#pragma once
// What goes in and out of the API, by name. A test holds every answer against its schema.

#include <span>
#include <string_view>

namespace openapi {

enum class Sort {
    text,
    text_or_none,
    id,          // a string of digits
    id_or_none,
    time,        // RFC 3339
    time_or_none,
    integer,
    decimal,
    flag,
    choice,      // one of the words in `of`, parted by commas
    one,         // an object of the schema `of`
    one_or_none,
    many,        // an array of them
    texts,       // an array of strings
    text_by_name,  // an object whose members are strings
    answers_by_name,  // the same, or arrays of such objects
};

/// "text_or_none": words for it stand under openapi.kind_<name>.
std::string_view name_of(Sort sort);

struct Member {
    std::string_view name;
    Sort sort;
    std::string_view description;
    std::string_view of = {};
    bool always = true;  // required going in; there going out
};

struct Schema {
    std::string_view name;
    std::span<const Member> members;
};

std::span<const Schema> schemas();

}  // namespace openapi
