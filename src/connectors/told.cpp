#include "connectors/told.h"

#include "base/text.h"
#include "connectors/connectors.h"
#include "imports/csv.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <charconv>

namespace connectors {
namespace {

namespace json = boost::json;

constexpr std::size_t most_callback = 64 * 1024, most_depth = 16;
constexpr std::size_t most_rows = 100'000;

/// A text, or a whole number as one: ids come as either.
std::string text_of(const json::object& from, std::string_view name, std::size_t most) {
    const auto* value = from.if_contains(name);
    if (value == nullptr) return {};
    if (const auto* number = value->if_int64()) return std::to_string(*number);
    if (!value->is_string()) return {};
    return std::string(base::first_characters(base::to_utf8(value->get_string()), most));
}

/// The columns of an answer file, where they stand in it.
struct AnswerColumns {
    explicit AnswerColumns(const std::vector<std::string>& names) : columns(names) {}
    std::string text(const imports::Record& record, std::string_view name, std::size_t most) const {
        const auto at = columns.find(name);
        if (!at || *at >= record.fields.size()) return {};
        return base::tidy_text(base::first_characters(base::to_utf8(record.fields[*at]), most));
    }
    bool is_useful() const { return (columns.find("errand") || columns.find("reference")) && (columns.find("status") || columns.find("words")); }
    imports::Columns columns;
};

std::string trouble_with(const AnswerColumns& layout, const imports::Record& record, Told& told) {
    if (!record.trouble.empty()) return "cannot be read";
    const auto errand = layout.text(record, "errand", told_name);
    told.reference = layout.text(record, "reference", told_name);
    told.named = errand.empty() ? told.reference : errand;
    told.status = layout.text(record, "status", told_name);
    told.words = layout.text(record, "words", told_words);
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

std::optional<json::object> read_object(std::string_view body) {
    json::parse_options options;
    options.max_depth = most_depth;
    boost::system::error_code error;
    auto value = json::parse({body.data(), body.size()}, error, {}, options);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

Told told_in(const json::object& data) {
    Told told{.named = text_of(data, "errand", told_name),
              .reference = base::tidy_line(text_of(data, "reference", told_name)),
              .status = base::tidy_line(text_of(data, "status", told_name)),
              .words = base::tidy_text(text_of(data, "words", told_words))};
    if (const auto* position = data.if_contains("position"))
        if (const auto* number = position->if_int64(); number != nullptr && *number >= 0) told.position = *number;
    if (told.named.empty()) told.named = told.reference;
    return told;
}

Result<Told> read_callback(std::string_view body, std::string_view message) {
    if (body.size() > most_callback) return refuse(Kind::invalid, "connectors.unreadable", "too large");
    if (read_wire_name(message)) return refuse(Kind::invalid, "connectors.unreadable", "our own message came back");
    const auto whole = read_object(body);
    const auto* data = whole && whole->contains("data") ? whole->at("data").if_object() : nullptr;
    if (data == nullptr) return refuse(Kind::invalid, "connectors.unreadable", "no data");
    auto told = told_in(*data);
    told.message = base::first_characters(base::to_utf8(message), told_name);
    if (told.named.empty()) return refuse(Kind::invalid, "connectors.unreadable", "neither errand nor reference");
    if (told.status.empty() && told.words.empty() && told.reference.empty()) return refuse(Kind::invalid, "connectors.unreadable", "nothing said");
    if (!told.position)
        if (const auto* at = data->if_contains("at"); at != nullptr && at->is_string()) told.at = base::parse_iso(std::string_view(at->get_string()));
    return told;
}

AnswerFile read_answers(std::string_view text) {
    AnswerFile file;
    imports::CsvReader reader(text, {.record = 64 * 1024, .field = 16 * 1024, .fields = 50});
    imports::Record record;
    if (!reader.next(record)) return file;
    const AnswerColumns layout(record.fields);
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
