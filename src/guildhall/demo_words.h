#pragma once
// What the invented borough says: names, streets, and for each service what residents write and officers note.

#include "base/result.h"

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace guildhall {

using Phrases = std::vector<std::string>;

/// One kind of trouble: what is the same whoever reports it, and how different people say it.
struct Trouble {
    std::map<std::string, std::string, std::less<>> answers;  // by question
    Phrases says;
};

/// What belongs to one service.
struct ServiceWords {
    double weight = 1;
    std::array<double, 12> months{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    Phrases remarks, notes, replies;
    std::map<std::string, Phrases, std::less<>> texts;  // for short questions, by code
    std::vector<Trouble> kinds;                         // of what lies in the streets
};

struct DemoWords {
    Phrases first_names, last_names, streets, wards;
    Phrases calls, chasing, words, objections, withdrawals, handovers;
    std::map<std::string, ServiceWords, std::less<>> services;

    /// Those of a service that is not named are under "*".
    const ServiceWords& of(std::string_view service) const;
};

/// Reads demo/words.json. Refuses what is missing, by name.
Result<DemoWords> read_demo_words(const std::filesystem::path& folder);

}  // namespace guildhall
