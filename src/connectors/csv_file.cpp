#include "connectors/csv_file.h"

#include "base/text.h"
#include "exports/list.h"
#include "imports/csv.h"

#include <fmt/format.h>

#include <charconv>

namespace connectors {
namespace {

constexpr std::size_t most_cell = 200, most_cell_words = 2000, most_rows = 100'000;

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

/// The columns of an answer file, where they stand in it.
struct Layout {
    explicit Layout(const std::vector<std::string>& names) : columns(names) {}
    std::string text(const imports::Record& record, std::string_view name, std::size_t most) const {
        const auto at = columns.find(name);
        if (!at || *at >= record.fields.size()) return {};
        return base::tidy_text(base::first_characters(base::to_utf8(record.fields[*at]), most));
    }
    bool is_useful() const { return (columns.find("errand") || columns.find("reference")) && (columns.find("status") || columns.find("words")); }
    imports::Columns columns;
};

std::string trouble_with(const Layout& layout, const imports::Record& record, Told& told) {
    if (!record.trouble.empty()) return "cannot be read";
    const auto errand = layout.text(record, "errand", most_cell);
    told.reference = layout.text(record, "reference", most_cell);
    told.named = errand.empty() ? told.reference : errand;
    told.status = layout.text(record, "status", most_cell);
    told.words = layout.text(record, "words", most_cell_words);
    if (told.named.empty()) return "names neither errand nor reference";
    if (told.status.empty() && told.words.empty()) return "has neither status nor words";
    if (const auto position = layout.text(record, "position", 20); !position.empty()) {
        std::int64_t number = -1;
        const auto [end, error] = std::from_chars(position.data(), position.data() + position.size(), number);
        if (error != std::errc{} || end != position.data() + position.size() || number < 0) return "has a position that is no number";
        told.position = number;
    }
    if (const auto at = layout.text(record, "at", 40); !at.empty()) {
        told.at = base::parse_iso(at);
        if (!told.at) return "has a time that is none";
    }
    return {};
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

AnswerFile read_answers(std::string_view text) {
    AnswerFile file;
    imports::CsvReader reader(text, {.record = 64 * 1024, .field = 16 * 1024, .fields = 50});
    imports::Record record;
    if (!reader.next(record)) return file;
    const Layout layout(record.fields);
    if (!record.trouble.empty() || !layout.is_useful()) {
        file.bad.push_back({record.line, "must name the columns: errand or reference, and status or words"});
        return file;
    }
    const auto digest = base::to_hex(base::sha256(text)).substr(0, 16);
    while (reader.next(record) && file.told.size() + file.bad.size() < most_rows) {
        Told told{.message = fmt::format("file {} line {}", digest, record.line)};
        if (auto why = trouble_with(layout, record, told); !why.empty())
            file.bad.push_back({record.line, std::move(why)});
        else
            file.told.push_back(std::move(told));
    }
    return file;
}

}  // namespace connectors
