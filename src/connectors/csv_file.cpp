#include "connectors/csv_file.h"

#include "exports/list.h"

#include <fmt/format.h>

namespace connectors {
namespace {

std::string joined_answers(const std::vector<Answer>& answers) {
    std::string all;
    for (const auto& answer : answers) all += (all.empty() ? "" : "\n") + answer.question + ' ' + answer.value;
    return all;
}

exports::Cell number_cell(const std::optional<double>& number) { return number ? exports::Cell(*number) : exports::Cell(); }

exports::Row row_of(const Parcel& parcel) {
    const auto& matter = parcel.matter;
    const auto& place = matter.place;
    const auto person = matter.person.value_or(Person{});
    using exports::cell;
    return {.cells = {cell(wire_name(parcel.errand.id)), parcel.errand.place, cell(parcel.errand.kind), cell(std::optional(parcel.errand.handed_over)), cell(matter.reference),
                      cell(parcel.earlier_reference), cell(matter.service), cell(matter.service_name), cell(matter.words), number_cell(place.latitude), number_cell(place.longitude),
                      cell(place.address), cell(place.uprn), cell(place.usrn), cell(joined_answers(matter.answers)), cell(fmt::format("{}", fmt::join(matter.photos, " "))), cell(person.name), cell(person.email),
                      cell(person.phone)}};
}

}  // namespace

std::string errands_as_csv(const std::vector<Parcel>& parcels) {
    exports::ListWriter writer(exports::Format::csv, {"errand", "number", "kind", "handed_over", "reference", "their_reference", "service", "service_name", "words", "latitude",
                                                      "longitude", "address", "uprn", "usrn", "answers", "photos", "name", "email", "phone"});
    std::string text;
    writer.begin(text);
    for (const auto& parcel : parcels) writer.add(text, row_of(parcel));
    writer.end(text);
    return text;
}

}  // namespace connectors
