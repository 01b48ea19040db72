#include "website/report_steps.h"

#include "base/text.h"
#include "html/html.h"
#include "website/report_fields.h"
#include "website/report_photos.h"
#include "website/saved_form.h"

#include <algorithm>
#include <set>

namespace website {

using html::operator""_html;

bool joins(const web::Request& request) {
    const auto choice = request.form.text(join_field);
    return !choice.empty() && choice != none_of_these;
}

base::Language language_of(const catalogue::Definition& service) {
    return service.form.questions.empty() ? base::Language::english : service.form.questions.front().language;
}

Questions every_question(const catalogue::Definition& service) {
    Questions all;
    for (const auto& question : service.form.questions) all.push_back(&question);
    return all;
}

std::vector<Step> steps_of(const catalogue::Definition& service, const StepHeadings& headings, const Questions& questions, bool joins) {
    std::vector<Step> steps;
    if (service.has_place())
        steps.push_back({.kind = Step::Kind::place, .code = "location", .heading = service.location_label, .fields = {"location", "uprn", point_field, asset_field, chosen_for_field}});
    if (service.has_place() && service.duplicates) steps.back().fields.emplace_back(join_field);
    for (const auto* question : questions)
        if (!joins) steps.push_back({.code = question->code, .heading = question->label, .fields = forms::fields_of(*question), .question = question});
    if (service.photos && !joins)
        steps.push_back({.kind = Step::Kind::photos, .code = photos_code, .heading = std::string(headings.photos), .fields = {photo_file, photo_token}});
    if (service.booking && !joins) steps.push_back({.kind = Step::Kind::visit, .code = visit_field, .heading = service.booking->label, .fields = {visit_field}});
    if (asks_details(service) || joins) {
        Step details{.kind = Step::Kind::details, .code = "your-details", .heading = std::string(headings.details)};
        if (service.asks_name) details.fields.emplace_back("name");
        if (service.asks_email) details.fields.emplace_back("email");
        if (service.asks_phone) details.fields.emplace_back("phone");
        if (asks_way_to_write(service)) details.fields.insert(details.fields.end(), {"write", "postal", "large_print"});
        if (joins) details.fields.emplace_back(words_field);
        steps.push_back(std::move(details));
    }
    return steps;
}

std::optional<std::size_t> find_step(std::span<const Step> steps, std::string_view code) {
    const auto found = std::ranges::find(steps, code, &Step::code);
    if (found == steps.end()) return std::nullopt;
    return static_cast<std::size_t>(found - steps.begin());
}

std::string codes_of(std::span<const Step> steps) {
    std::string codes;
    for (const auto& step : steps)
        if (step.question != nullptr) codes += (codes.empty() ? "" : ",") + step.code;
    return codes;
}

std::optional<std::size_t> first_new(std::span<const Step> steps, std::string_view asked_already) {
    if (asked_already.empty()) return std::nullopt;
    const auto known = base::split(asked_already, ',');
    const auto found = std::ranges::find_if(steps, [&](const Step& step) { return step.question != nullptr && std::ranges::find(known, step.code) == known.end(); });
    if (found == steps.end()) return std::nullopt;
    return static_cast<std::size_t>(found - steps.begin());
}

std::vector<Problem> problems_on(const Step& step, std::span<const Problem> problems) {
    std::vector<Problem> own;
    for (const auto& problem : problems)
        if (std::ranges::find(step.fields, problem.field) != step.fields.end()) own.push_back(problem);
    return own;
}

std::optional<std::size_t> first_wrong(std::span<const Step> steps, std::span<const Problem> problems) {
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!problems_on(steps[i], problems).empty()) return i;
    return std::nullopt;
}

html::Html carried(const web::Request& request, const catalogue::Definition& service, std::span<const std::string> but, const catalogue::Definition* elsewhere) {
    html::Html out;
    std::set<std::string> done(but.begin(), but.end());
    const auto carry = [&](const std::string& field) {
        if (!done.insert(field).second) return;
        for (const auto value : request.form.all(field)) {
            if (value.empty()) continue;
            out << "<input type=\"hidden\""_html;
            out.attribute("name", field).attribute("value", value) << ">"_html;
        }
    };
    for (const auto* version : {&service, elsewhere})
        for (const bool joining : {false, true})
            if (version != nullptr)
                for (const auto& step : steps_of(*version, {}, every_question(*version), joining)) std::ranges::for_each(step.fields, carry);
    if (const auto code = request.form.text(saved_field); !code.empty()) {
        out << "<input type=\"hidden\""_html;
        out.attribute("name", saved_field).attribute("value", code) << ">"_html;
    }
    return out;
}

std::string operation_carried(const web::Request& request, const web::Context& context) {
    const auto came = request.form.text("operation");
    const bool sound = came.size() == 32 && came.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    return sound ? std::string(came) : context.new_operation();
}

}  // namespace website
