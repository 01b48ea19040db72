#include "forms/view.h"

#include "base/words.h"
#include "forms/group.h"
#include "forms/settle.h"
#include "forms/tidy.h"
#include "html/govuk.h"
#include "html/problems.h"

#include <algorithm>
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
    std::string label_text() const { return question.required ? question.label : said(question, "forms.optional", {{"label", question.label}}); }
    const char* size() const { return is_alone() ? "l" : standing == Standing::in_a_row ? "s" : "m"; }
    govuk::Label label() const { return {.text = label_text(), .is_page_heading = is_alone(), .classes = std::string("govuk-label--") + size()}; }
    govuk::Fieldset fieldset() const {
        return {.legend = {.text = label_text(),
                           .classes = std::string("govuk-fieldset__legend--") + size(),
                           .is_page_heading = is_alone()}};
    }
    govuk::Hint hint(const char* otherwise = "") const {
        return {.text = question.hint.empty() && *otherwise != 0 ? said(question, otherwise) : question.hint};
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
        if (choice.alone && !items.empty()) items.push_back({.divider = said(put.question, "forms.or")});
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
        return govuk::DatePart{.id = id, .label = said(put.question, part.label), .value = put.typed(name + '-' + part.name)};
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
        date.fieldset = {.legend = {.text = said(put.question, end.label), .classes = "govuk-fieldset__legend--s"}};
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
        case Type::signature: return {.autocomplete = "name", .hint = "forms.signature_hint", .is_spelling = false};
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

void put_hidden(html::Html& out, const std::string& name, const std::string& value) {
    out << "<input type=\"hidden\""_html;
    out.attribute("name", name).attribute("value", value) << ">"_html;
}

/// One line; which address of the gazetteer it is, where it is one, stands behind it.
void put_address(const Put& put) {
    const auto& code = put.question.code;
    const auto kept = address_in(put.typed(code));
    govuk::input(put.out, {.id = code,
                           .name = code,
                           .value = kept.text,
                           .label = put.label(),
                           .hint = put.hint("forms.address_hint"),
                           .error_message = put.problem(),
                           .autocomplete = "off"});
    const auto uprn = put.typed(code + "-uprn");
    put_hidden(put.out, code + "-uprn", uprn.empty() ? kept.uprn : uprn);
    if (const auto chosen_for = put.typed(code + "-for"); !chosen_for.empty()) put_hidden(put.out, code + "-for", chosen_for);
}

/// A name signs. On a page of its own one may draw beside it, where there is script.
void put_signature(const Put& put) {
    const auto& code = put.question.code;
    put.out << "<div class=\"gh-signature\">"_html;
    put_line(put);
    if (put.is_alone()) {
        put_hidden(put.out, code + "-drawn", put.typed(code + "-drawn"));
        put.out << "<div data-module=\"gh-signature\" hidden"_html;
        put.out.attribute("data-field", code + "-drawn").attribute("data-label", said(put.question, "forms.signature_draw")).attribute("data-clear", said(put.question, "forms.signature_clear")).attribute("data-drawn", said(put.question, "forms.signature_drawn"));
        put.out << "></div>"_html;
    }
    put.out << "</div>"_html;
}

/// Where files cannot come with the words: they come later.
void put_files_later(const Put& put) {
    govuk::checkboxes(put.out, {.fieldset = put.fieldset(),
                                .hint = put.hint("forms.files_later_hint"),
                                .error_message = put.problem(),
                                .id_prefix = put.question.code,
                                .name = put.question.code,
                                .items = {{.value = std::string(files_later), .text = said(put.question, "forms.files_later")}},
                                .values = {put.typed(put.question.code)}});
}

/// A reference says by its shape how it looks.
void put_reference(const Put& put) {
    const auto& question = put.question;
    auto hint = put.hint();
    if (hint.text.empty()) hint.text = question.type == Type::national_insurance_number ? said(question, "forms.national_insurance_hint") : said(question, "forms.reference_hint", {{"example", shape_example(question)}});
    const bool digits_alone = std::ranges::all_of(question.shapes, [](const std::string& shape) { return shape.find_first_not_of("0123456789 ") == shape.npos; });
    govuk::input(put.out, {.id = question.code,
                           .name = question.code,
                           .inputmode = digits_alone && !question.shapes.empty() ? "numeric" : "",
                           .value = put.typed(question.code),
                           .label = put.label(),
                           .hint = hint,
                           .error_message = put.problem(),
                           .classes = "govuk-input--width-20",
                           .spellcheck = false,
                           .autocapitalize = "characters"});
}

/// The rows that were typed, and some more to fill in.
void put_group(const Put& put) {
    constexpr std::size_t spare = 2;
    const auto& group = put.question;
    const auto kept = rows_of(put.typed(group.code));
    const auto typed = [&](std::string_view field) {
        auto own = put.typed(field);
        return own.empty() ? typed_in(group, kept, field) : own;
    };
    std::size_t filled = kept.size();
    for (std::size_t number = filled + 1; number <= most_rows(group); ++number)
        for (const auto& each : row_questions(group, number))
            if (std::ranges::any_of(fields_of(each), [&](const std::string& field) { return !put.typed(field).empty(); })) filled = number;
    html::Html inside;
    const auto hint_id = group.code + "-hint", problem_id = group.code + "-error";
    const auto problem = put.problem();
    const bool ends = group.hint.empty() || group.hint.ends_with('.') || group.hint.ends_with('?');
    govuk::hint(inside, {.text = group.hint + (group.hint.empty() ? "" : ends ? " " : ". ") + said(group, "forms.row_hint"), .id = hint_id});
    if (!problem.empty()) {
        auto message = problem;
        message.id = problem_id;
        govuk::error_message(inside, message);
    }
    for (std::size_t number = 1; number <= std::min(most_rows(group), filled + spare); ++number) {
        govuk::Fieldset one{.legend = {.text = said(group, "forms.row", {{"one", group.one}, {"number", std::to_string(number)}}), .classes = "govuk-fieldset__legend--s"}};
        put_row(one.html, group, number, typed, put.problems, Standing::in_a_row);
        inside << "<div class=\"govuk-form-group\">"_html;
        govuk::fieldset(inside, one);
        inside << "</div>"_html;
    }
    auto frame = put.fieldset();
    frame.role = "group";
    frame.described_by = problem.empty() ? hint_id : hint_id + ' ' + problem_id;
    frame.html = std::move(inside);
    put.out << "<div class=\"govuk-form-group"_html << (problem.empty() ? ""_html : " govuk-form-group--error"_html) << "\">"_html;
    govuk::fieldset(put.out, frame);
    put.out << "</div>"_html;
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
        if (question.type == Type::choices)
            codes.insert(question.code);
        else if (question.type == Type::group)
            for (std::size_t number = 1; number <= most_rows(question); ++number)
                for (const auto& each : question.row->questions)
                    if (each.type == Type::choices) codes.insert(before_row(question, number) + each.code);
    return codes;
}

/// Where not everybody is asked it, it says so.
void put_if_it_applies(html::Html& out, const Question& question, const Typed& typed, std::span<const Problem> problems, Standing standing) {
    if (!question.condition) return put_question(out, question, typed, problems, standing);
    auto told = question;
    told.hint = question.hint.empty() ? said(question, "forms.if_it_applies") : question.hint + ' ' + said(question, "forms.if_it_applies");
    put_question(out, told, typed, problems, standing);
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
        case Type::address: return put_address(put);
        case Type::group: return put_group(put);
        case Type::signature: return put_signature(put);
        case Type::files: return put_files_later(put);
        case Type::reference:
        case Type::council_tax_reference:
        case Type::national_insurance_number: return put_reference(put);
        case Type::calculated:
        case Type::eligibility: return;
        default: return put_line(put);
    }
}

void put_questions(html::Html& out, const Form& form, const Typed& typed, std::span<const Problem> problems) {
    for (const auto& question : form.questions)
        if (is_answered(question.type)) put_if_it_applies(out, question, typed, problems, Standing::among_others);
}

void put_row(html::Html& out, const Question& group, std::size_t number, const Typed& typed, std::span<const Problem> problems, Standing standing) {
    for (const auto& question : row_questions(group, number)) put_if_it_applies(out, question, typed, problems, standing);
}

}  // namespace forms
