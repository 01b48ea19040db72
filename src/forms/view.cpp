#include "forms/view.h"

#include "base/words.h"
#include "forms/tidy.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <map>
#include <memory>
#include <set>

namespace forms {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

/// One question on its way onto a page.
struct Put {
    html::Html& out;
    const Question& question;
    const Typed& typed;
    std::span<const Problem> problems;
    Standing standing;

    bool is_alone() const { return standing == Standing::alone; }
    std::string label_text() const { return question.required ? question.label : say("forms.optional", {{"label", question.label}}); }
    govuk::Label label() const { return {.text = label_text(), .is_page_heading = is_alone(), .classes = is_alone() ? "govuk-label--l" : "govuk-label--m"}; }
    govuk::Fieldset fieldset() const {
        return {.legend = {.text = label_text(),
                           .classes = is_alone() ? "govuk-fieldset__legend--l" : "govuk-fieldset__legend--m",
                           .is_page_heading = is_alone()}};
    }
    govuk::Hint hint(const char* otherwise = "") const {
        return {.text = question.hint.empty() && *otherwise != 0 ? say(otherwise) : question.hint};
    }
    govuk::ErrorMessage problem() const { return html::problem_at(problems, question.code); }
};

void put_choice(const Put& put) {
    std::vector<govuk::RadioItem> items;
    for (const auto& choice : put.question.choices) items.push_back({.value = choice.code, .text = choice.label});
    govuk::radios(put.out, {.fieldset = put.fieldset(),
                            .hint = put.hint(),
                            .error_message = put.problem(),
                            .name = put.question.code,
                            .items = std::move(items),
                            .value = put.typed(put.question.code)});
}

void put_choices(const Put& put) {
    const auto ticked = put.typed(put.question.code);
    std::vector<govuk::CheckboxItem> items;
    for (const auto& choice : put.question.choices) {
        if (choice.alone && !items.empty()) items.push_back({.divider = say("forms.or")});
        items.push_back({.value = choice.code, .text = choice.label, .behaviour = choice.alone ? "exclusive" : ""});
    }
    std::vector<std::string> values;
    for (const auto code : codes_in(ticked)) values.emplace_back(code);
    govuk::checkboxes(put.out, {.fieldset = put.fieldset(),
                                .hint = put.hint(),
                                .error_message = put.problem(),
                                .id_prefix = put.question.code,
                                .name = put.question.code,
                                .items = std::move(items),
                                .values = std::move(values)});
}

void put_long_text(const Put& put) {
    const auto& question = put.question;
    govuk::character_count(put.out, {.id = question.code,
                                     .name = question.code,
                                     .value = put.typed(question.code),
                                     .maxlength = static_cast<int>(question.most),
                                     .threshold = 75,
                                     .label = put.label(),
                                     .hint = put.hint(),
                                     .error_message = put.problem()});
}

/// Three fields `name`-day, -month, -year. `first` is the id of the first: the question's own where a problem is to point at it.
govuk::DateInput three_fields(const Put& put, const std::string& name, const std::string& first) {
    govuk::DateInput date{.id = name + "-date", .name_prefix = name};
    const auto box = [&](const DayPart& part, const std::string& id) {
        return govuk::DatePart{.id = id, .label = say(part.label), .value = put.typed(name + '-' + part.name)};
    };
    date.day = box(day_parts[0], first);
    date.month = box(day_parts[1], name + "-month");
    date.year = box(day_parts[2], name + "-year");
    return date;
}

/// A form that came with the day in one, from a program or an older page, has it put back in three.
Typed with_parts(const Question& question, const Typed& typed) {
    return [&question, &typed](std::string_view field) {
        auto own = typed(field);
        const auto whole = own.empty() ? typed(question.code) : std::string();
        if (whole.size() < 10) return own;
        const auto day = question.type == Type::date_range && field.find("-to-") != field.npos && whole.size() >= 21 ? whole.substr(11, 10) : whole.substr(0, 10);
        return field.ends_with("-year") ? day.substr(0, 4) : field.ends_with("-month") ? day.substr(5, 2) : day.substr(8, 2);
    };
}

void put_date(const Put& put) {
    const auto typed = with_parts(put.question, put.typed);
    auto date = three_fields({put.out, put.question, typed, put.problems, put.standing}, put.question.code, put.question.code);
    date.hint = put.hint("forms.date_hint");
    date.error_message = put.problem();
    date.fieldset = put.fieldset();
    govuk::date_input(put.out, date);
}

/// Two dates in one frame, whose problem stands above both.
void put_range(const Put& put) {
    const auto& code = put.question.code;
    const auto typed = with_parts(put.question, put.typed);
    const Put within{put.out, put.question, typed, put.problems, put.standing};
    const auto problem = put.problem();
    html::Html inside;
    const auto hint_id = code + "-hint", problem_id = code + "-error";
    auto hint = put.hint("forms.date_hint");
    hint.id = hint_id;
    govuk::hint(inside, hint);
    if (!problem.empty()) {
        auto message = problem;
        message.id = problem_id;
        govuk::error_message(inside, message);
    }
    for (const auto& end : range_ends) {
        const auto name = code + '-' + end.name;
        auto date = three_fields(within, name, &end == &range_ends[0] ? code : name + "-day");
        date.fieldset = {.legend = {.text = say(end.label), .classes = "govuk-fieldset__legend--s"}};
        govuk::date_input(inside, date);
    }
    auto frame = put.fieldset();
    frame.role = "group";
    frame.described_by = problem.empty() ? hint_id : hint_id + ' ' + problem_id;
    frame.html = std::move(inside);
    put.out << "<div class=\"govuk-form-group"_html << (problem.empty() ? ""_html : " govuk-form-group--error"_html) << "\">"_html;
    govuk::fieldset(put.out, frame);
    put.out << "</div>"_html;
}

/// How the input of a type that is one line differs from plain text.
struct LineShape {
    const char* type = "text";
    const char* inputmode = "";
    const char* classes = "";
    const char* autocomplete = "";
    const char* prefix = "";
    const char* hint = "";
    const char* autocapitalize = "";
    bool is_spelling = true;
};
LineShape shape_of(const Question& question) {
    switch (question.type) {
        case Type::email: return {.type = "email", .autocomplete = "email", .is_spelling = false};
        case Type::phone: return {.type = "tel", .autocomplete = "tel"};
        case Type::number: return {.inputmode = question.decimals == 0 ? "numeric" : "decimal", .classes = "govuk-input--width-5", .is_spelling = false};
        case Type::money: return {.inputmode = "decimal", .classes = "govuk-input--width-5", .prefix = "£", .is_spelling = false};
        case Type::time: return {.classes = "govuk-input--width-5", .hint = "forms.time_hint"};
        case Type::postcode: return {.classes = "govuk-input--width-10", .autocapitalize = "characters", .is_spelling = false};
        case Type::vehicle: return {.classes = "govuk-input--width-10", .autocapitalize = "characters", .is_spelling = false};
        default: return {};
    }
}

void put_line(const Put& put) {
    const auto shape = shape_of(put.question);
    govuk::input(put.out, {.id = put.question.code,
                           .name = put.question.code,
                           .type = shape.type,
                           .inputmode = shape.inputmode,
                           .value = put.typed(put.question.code),
                           .label = put.label(),
                           .hint = put.hint(shape.hint),
                           .error_message = put.problem(),
                           .prefix = {.text = shape.prefix},
                           .classes = shape.classes,
                           .autocomplete = shape.autocomplete,
                           .spellcheck = shape.is_spelling ? std::nullopt : std::optional(false),
                           .autocapitalize = shape.autocapitalize});
}

/// Every value under one name, parted by commas.
std::string all_under(const web::Fields& fields, std::string_view name) {
    std::string all;
    for (const auto value : fields.all(name)) (all += all.empty() ? "" : ",") += value;
    return all;
}

/// The codes of questions under whose name several values may come.
std::set<std::string, std::less<>> of_several(const Form& form) {
    std::set<std::string, std::less<>> codes;
    for (const auto& question : form.questions)
        if (question.type == Type::choices) codes.insert(question.code);
    return codes;
}

}  // namespace

Sent sent_by(const web::Fields& fields, const Form& form) {
    auto several = std::make_shared<std::map<std::string, std::string, std::less<>>>();
    for (const auto& code : of_several(form))
        if (fields.has(code)) several->emplace(code, all_under(fields, code));
    return [&fields, several](std::string_view name) -> std::optional<std::string_view> {
        if (const auto found = several->find(name); found != several->end()) return found->second;
        const auto* value = fields.find(name);
        return value == nullptr ? std::nullopt : std::optional<std::string_view>(*value);
    };
}

Typed typed_by(const web::Fields& fields, const Form& form) {
    return [sent = sent_by(fields, form)](std::string_view field) { return std::string(sent(field).value_or("")); };
}

void put_question(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems,
                  Standing standing) {
    const Put put{out, question, typed, problems, standing};
    switch (question.type) {
        case Type::choice: return put_choice(put);
        case Type::choices: return put_choices(put);
        case Type::long_text: return put_long_text(put);
        case Type::date: return put_date(put);
        case Type::date_range: return put_range(put);
        default: return put_line(put);
    }
}

void put_questions(html::Html& out, const Form& form, const Typed& typed, std::span<const Problem> problems) {
    for (const auto& question : form.questions) {
        if (!question.condition) {
            put_question(out, question, typed, problems);
            continue;
        }
        auto told = question;
        told.hint = question.hint.empty() ? say("forms.if_it_applies") : question.hint + ' ' + say("forms.if_it_applies");
        put_question(out, told, typed, problems);
    }
}

}  // namespace forms
