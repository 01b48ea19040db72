#include "casework/variables.h"

namespace casework {

namespace json = boost::json;

json::object variables_of(const forms::Form& form, const forms::Answers& answers) {
    json::object variables;
    for (const auto& answer : answers) {
        const auto* question = form.find(answer.question);
        if (question == nullptr || answer.value.empty()) continue;
        const bool is_told = question->type == forms::Type::choice || question->type == forms::Type::date;
        variables[answer.question] = is_told ? json::value(answer.value) : json::value(true);
    }
    return variables;
}

json::object variables_of(const cases::Case& c, const cases::Request& request, const catalogue::Definition& service) {
    return {{"answers", variables_of(service.form, request.answers)}, {"service", c.service}, {"channel", request.channel}, {"ward", c.area}};
}

}  // namespace casework
