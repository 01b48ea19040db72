#include "casework/variables.h"

#include "base/text.h"
#include "forms/group.h"

#include <boost/json.hpp>

#include <algorithm>

namespace casework {

namespace json = boost::json;

namespace {

/// One answer: what chooses, counts or dates as it is; of what people wrote, only that there is something.
json::value variable_of(const forms::Question& question, const std::string& value) {
    switch (question.type == forms::Type::calculated ? question.as : question.type) {
        case forms::Type::group: {
            json::array rows;
            for (const auto& row : forms::rows_of(value)) rows.emplace_back(variables_of(*question.row, row));
            return rows;
        }
        case forms::Type::choice:
        case forms::Type::date:
        case forms::Type::time: return json::value(value);
        case forms::Type::number:
        case forms::Type::money: return json::parse(value);
        case forms::Type::choices: {
            json::array codes;
            for (const auto code : base::split(value, ',')) codes.emplace_back(code);
            return codes;
        }
        case forms::Type::date_range: {
            const auto parting = std::min(value.find('/'), value.size());
            return json::object{{"from", value.substr(0, parting)}, {"to", value.substr(std::min(parting + 1, value.size()))}};
        }
        default: return json::value(true);
    }
}

}  // namespace

json::object variables_of(const forms::Form& form, const forms::Answers& answers) {
    json::object variables;
    for (const auto& answer : answers) {
        const auto* question = form.find(answer.question);
        if (question == nullptr || answer.value.empty()) continue;
        variables[answer.question] = variable_of(*question, answer.value);
    }
    return variables;
}

json::object variables_of(const cases::Case& c, const cases::Request& request, const catalogue::Definition& service) {
    return {{"answers", variables_of(service.form, request.answers)}, {"service", c.service}, {"channel", request.channel}, {"ward", c.area}};
}

namespace {

/// "discount.reason": what stands there; nothing where there is no such thing.
const json::value* find_by_path(std::string_view path, const bpmn::Names& names) {
    const auto parts = base::split(path, '.');
    const auto* value = names.find(parts.front());
    for (std::size_t i = 1; i < parts.size() && value != nullptr; ++i) value = value->is_object() ? value->as_object().if_contains(parts[i]) : nullptr;
    return value;
}

}  // namespace

std::string words_from(std::string_view variables, const bpmn::Names& names) {
    std::string words;
    for (const auto path : base::split(variables, ' ')) {
        const auto* value = path.empty() ? nullptr : find_by_path(path, names);
        if (value == nullptr || !value->is_string() || value->as_string().empty()) continue;
        if (!words.empty()) words += "\n\n";
        words += std::string_view(value->as_string());
    }
    return words;
}

}  // namespace casework
