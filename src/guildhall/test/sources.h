#pragma once
// For the inspector: the house's own text, read from src/ (tests run in the project's folder).

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace sources {

struct Source {
    std::filesystem::path path;
    std::string text;
    std::string room() const { return std::next(path.begin())->string(); }
};

inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// C++ of every room, without tests.
inline const std::vector<Source>& all() {
    static const auto found = [] {
        std::vector<Source> list;
        for (const auto& entry : std::filesystem::recursive_directory_iterator("src")) {
            const auto ending = entry.path().extension();
            if ((ending == ".cpp" || ending == ".h") && entry.path().string().find("/test/") == std::string::npos)
                list.push_back({entry.path(), text_of(entry.path())});
        }
        REQUIRE(list.size() > 100);
        return list;
    }();
    return found;
}

inline std::set<std::string> rooms() {
    std::set<std::string> found;
    for (const auto& source : all()) found.insert(source.room());
    return found;
}

/// Every match's first group, over all sources whose path ends so.
inline std::set<std::string> matches(const std::string& pattern, const std::string& ending = "") {
    const std::regex wanted(pattern);
    std::set<std::string> found;
    for (const auto& source : all()) {
        if (!source.path.string().ends_with(ending)) continue;
        for (std::sregex_iterator hit(source.text.begin(), source.text.end(), wanted), end; hit != end; ++hit) found.insert((*hit)[1]);
    }
    return found;
}

/// Every literal that looks like one of the house's keys: "room.something", "room.prefix." and "room.prefix_".
inline const std::set<std::string>& key_literals() {
    static const auto found = [] {
        std::set<std::string> keys;
        const auto all_rooms = rooms();
        for (const auto& literal : matches("\"([a-z][a-z0-9]*\\.[A-Za-z0-9_.]*)\""))
            if (all_rooms.contains(literal.substr(0, literal.find('.')))) keys.insert(literal);
        return keys;
    }();
    return found;
}

}  // namespace sources
