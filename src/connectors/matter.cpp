#include "connectors/matter.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace connectors {
namespace {

namespace json = boost::json;

constexpr std::string_view part_codes[] = {"words", "place", "answers", "photos", "person"};
constexpr std::size_t most_bytes = 256 * 1024;

std::string text_of(const json::object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<double> number_of(const json::object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    if (value == nullptr || !value->is_number()) return std::nullopt;
    const auto number = value->to_number<double>();
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The members that are objects, and those of a list.
const json::object* object_in(const json::object& from, std::string_view name) {
    const auto* value = from.if_contains(name);
    return value != nullptr ? value->if_object() : nullptr;
}
const json::array& list_in(const json::object& from, std::string_view name) {
    static const json::array none;
    const auto* value = from.if_contains(name);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

void put(json::object& into, std::string_view name, const std::string& text) {
    if (!text.empty()) into[name] = text;
}

json::object place_object(const Place& place) {
    json::object out;
    if (place.latitude && place.longitude) {
        out["latitude"] = *place.latitude;
        out["longitude"] = *place.longitude;
    }
    put(out, "address", place.address);
    put(out, "uprn", place.uprn);
    put(out, "usrn", place.usrn);
    return out;
}

json::array answers_list(const std::vector<Answer>& answers) {
    json::array out;
    for (const auto& answer : answers) {
        json::object one{{"code", answer.code}, {"question", answer.question}, {"value", answer.value}};
        if (answer.personal) one["personal"] = true;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::string_view code_of(Part part) { return part_codes[static_cast<std::size_t>(part)]; }

std::optional<Part> find_part(std::string_view code) {
    for (const auto part : all_parts)
        if (code_of(part) == code) return part;
    return std::nullopt;
}

Matter leaving(const Matter& matter, const std::set<Part>& may_leave) {
    Matter out{.reference = matter.reference, .service = matter.service, .service_name = matter.service_name};
    if (may_leave.contains(Part::words)) out.words = matter.words;
    if (may_leave.contains(Part::place)) out.place = matter.place;
    if (may_leave.contains(Part::photos)) out.photos = matter.photos;
    if (may_leave.contains(Part::person)) out.person = matter.person;
    if (may_leave.contains(Part::answers))
        std::ranges::copy_if(matter.answers, std::back_inserter(out.answers),
                             [&](const Answer& answer) { return !answer.personal || may_leave.contains(Part::person); });
    return out;
}

std::string to_json(const Matter& matter) {
    json::object out;
    put(out, "reference", matter.reference);
    put(out, "service", matter.service);
    put(out, "service_name", matter.service_name);
    put(out, "words", matter.words);
    if (auto place = place_object(matter.place); !place.empty()) out["place"] = std::move(place);
    if (!matter.answers.empty()) out["answers"] = answers_list(matter.answers);
    if (!matter.photos.empty()) out["photos"] = json::array(matter.photos.begin(), matter.photos.end());
    if (matter.person) {
        json::object person;
        put(person, "name", matter.person->name);
        put(person, "email", matter.person->email);
        put(person, "phone", matter.person->phone);
        out["person"] = std::move(person);
    }
    return json::serialize(out);
}

Result<Matter> read_matter(std::string_view text) {
    boost::system::error_code error;
    if (text.size() > most_bytes) return refuse(Kind::invalid, "connectors.unreadable", "too large");
    const auto value = json::parse({text.data(), text.size()}, error);
    const auto* from = error ? nullptr : value.if_object();
    if (from == nullptr) return refuse(Kind::invalid, "connectors.unreadable", "no JSON object");
    Matter matter{.reference = text_of(*from, "reference"),
                  .service = text_of(*from, "service"),
                  .service_name = text_of(*from, "service_name"),
                  .words = text_of(*from, "words")};
    if (const auto* place = object_in(*from, "place")) {
        matter.place = {number_of(*place, "latitude"), number_of(*place, "longitude"), text_of(*place, "address"), text_of(*place, "uprn"),
                        text_of(*place, "usrn")};
        if (!matter.place.latitude || !matter.place.longitude) matter.place.latitude = matter.place.longitude = std::nullopt;  // half a point is none
    }
    for (const auto& entry : list_in(*from, "answers"))
        if (const auto* answer = entry.if_object()) {
            const auto* personal = answer->if_contains("personal");
            matter.answers.push_back({text_of(*answer, "code"), text_of(*answer, "question"), text_of(*answer, "value"),
                                      personal != nullptr && personal->is_bool() && personal->get_bool()});
        }
    for (const auto& photo : list_in(*from, "photos"))
        if (photo.is_string()) matter.photos.emplace_back(photo.get_string());
    if (const auto* person = object_in(*from, "person")) matter.person = Person{text_of(*person, "name"), text_of(*person, "email"), text_of(*person, "phone")};
    return matter;
}

}  // namespace connectors
