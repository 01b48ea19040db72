#pragma once
// What an errand is about, as other systems are told it: a typed record, kept and sent as JSON.

#include "base/result.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

struct Place {
    std::optional<double> latitude, longitude;  // WGS84, degrees
    std::string address, uprn, usrn;
    bool operator==(const Place&) const = default;
};

struct Answer {
    std::string code, question, value;
    bool personal = false;  // leaves only where who asks may leave
    bool operator==(const Answer&) const = default;
};

struct Person {
    std::string name, email, phone;
    bool operator==(const Person&) const = default;
};

struct Matter {
    std::string reference;      // the public one, as stored: both sides can speak of it
    std::string service;        // our code
    std::string service_name;
    std::string words;          // what is to be done, or what is new
    Place place;
    std::vector<Answer> answers;
    std::vector<std::string> photos;  // addresses (https) from which the other side may fetch them
    std::optional<Person> person;     // who asked
    bool operator==(const Matter&) const = default;
};

/// The parts that may be kept from a destination. Reference and service always go.
enum class Part { words, place, answers, photos, person };
std::string_view code_of(Part);
std::optional<Part> find_part(std::string_view code);
inline constexpr Part all_parts[] = {Part::words, Part::place, Part::answers, Part::photos, Part::person};

/// What of it may leave: everything else is empty.
Matter leaving(const Matter&, const std::set<Part>& may_leave);

/// Compact JSON, members in a fixed order: the same matter gives the same bytes, so that a repeat can be recognised.
std::string to_json(const Matter&);
/// Refuses (invalid, "connectors.unreadable") what `to_json` does not write; members it does not know are passed over.
Result<Matter> read_matter(std::string_view json);

}  // namespace connectors
