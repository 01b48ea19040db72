#include "forms/forms.h"

#include "forms/branching.h"
#include "forms/group.h"
#include "forms/tidy.h"
#include "forms/way.h"

#include <algorithm>
#include <array>

namespace forms {
namespace {

constexpr std::array<std::pair<Type, std::string_view>, 22> types{{{Type::text, "text"},
                                                                   {Type::long_text, "long_text"},
                                                                   {Type::choice, "choice"},
                                                                   {Type::choices, "choices"},
                                                                   {Type::number, "number"},
                                                                   {Type::money, "money"},
                                                                   {Type::date, "date"},
                                                                   {Type::date_range, "date_range"},
                                                                   {Type::time, "time"},
                                                                   {Type::email, "email"},
                                                                   {Type::phone, "phone"},
                                                                   {Type::postcode, "postcode"},
                                                                   {Type::vehicle, "vehicle"},
                                                                   {Type::reference, "reference"},
                                                                   {Type::council_tax_reference, "council_tax_reference"},
                                                                   {Type::national_insurance_number, "national_insurance_number"},
                                                                   {Type::address, "address"},
                                                                   {Type::files, "files"},
                                                                   {Type::group, "group"},
                                                                   {Type::signature, "signature"},
                                                                   {Type::calculated, "calculated"},
                                                                   {Type::eligibility, "eligibility"}}};

std::string missing_words(const Question& question) {
    if (!question.missing.empty()) return question.missing;
    const bool chosen = question.type == Type::choice || question.type == Type::choices;
    return said(question, chosen ? "forms.choose" : "forms.enter", {{"label", question.label}});
}

/// Where an answer would change whether the condition holds: of the questions it needs the last that people answer.
const Question* decided_by(const Form& form, const Condition& condition) {
    const Question* last = nullptr;
    for (const auto place : condition.needs()) {
        const auto& question = form.questions[place];
        const auto* behind = question.type == Type::calculated ? decided_by(form, *question.reckoning) : &question;
        if (behind != nullptr && (last == nullptr || behind > last)) last = behind;
    }
    return last;
}

/// The first rule that holds, under the answer that decided.
std::optional<Ineligible> held_by(const Form& form, const Question& question, std::span<const std::string> kept) {
    for (const auto& rule : question.rules)
        if (rule.condition->holds(form.questions, kept)) return Ineligible{decided_by(form, *rule.condition), rule.reason, rule.appeal};
    return std::nullopt;
}

void take_answer(Way& way, const Question& question, std::size_t place, const Sent& sent) {
    way.asked.push_back(&question);
    auto value = tidied(question, sent);
    if (!value)
        way.problems.push_back({question.code, value.error()});
    else if (!value->empty())
        way.kept[place] = std::move(*value);
    else if (question.required)
        way.problems.push_back({question.code, missing_words(question)});
}

}  // namespace

Way way_through(const Form& form, const Sent& sent) {
    Way way{.kept = std::vector<std::string>(form.questions.size())};
    for (std::size_t i = 0; i < form.questions.size(); ++i) {
        const auto& question = form.questions[i];
        if (question.condition && !question.condition->holds(form.questions, way.kept)) continue;
        if (question.type == Type::calculated)
            way.kept[i] = question.reckoning->reckoned(question, form.questions, way.kept);
        else if (question.type == Type::eligibility && !way.ineligible)
            way.ineligible = held_by(form, question, way.kept);
        else if (is_answered(question.type))
            take_answer(way, question, i, sent);
    }
    if (way.ineligible) way.problems.push_back({way.ineligible->decided_by->code, way.ineligible->reason + ' ' + way.ineligible->appeal});
    return way;
}

std::string_view code_of(Type type) { return std::ranges::find(types, type, &std::pair<Type, std::string_view>::first)->second; }

std::optional<Type> find_type(std::string_view code) {
    const auto found = std::ranges::find(types, code, &std::pair<Type, std::string_view>::second);
    return found == types.end() ? std::nullopt : std::optional(found->first);
}

bool is_in_own_words(Type type) { return type == Type::text || type == Type::long_text; }

bool is_contact_detail(Type type) {
    constexpr std::array details{Type::email, Type::phone, Type::postcode, Type::council_tax_reference, Type::national_insurance_number, Type::address, Type::files, Type::group, Type::signature};
    return std::ranges::find(details, type) != details.end();
}

bool is_answered(Type type) { return type != Type::calculated && type != Type::eligibility; }

bool has_files(Type type) { return type == Type::files; }

std::string Question::stop_for(std::string_view answer) const {
    for (const auto code : codes_in(answer))
        if (const auto found = std::ranges::find(choices, code, &Choice::code); found != choices.end() && !found->stop.empty()) return found->stop;
    return {};
}

const Question* Form::find(std::string_view code) const {
    const auto found = std::ranges::find(questions, code, &Question::code);
    return found == questions.end() ? nullptr : &*found;
}

bool Form::has_branches() const {
    return std::ranges::any_of(questions, [](const Question& question) { return question.condition != nullptr || !is_answered(question.type); });
}

bool Form::hangs_on(const Question& question) const {
    const auto needs = [&](const std::shared_ptr<const Condition>& condition) {
        return condition && std::ranges::any_of(condition->needs(), [&](std::size_t place) { return questions[place].code == question.code; });
    };
    return std::ranges::any_of(questions, [&](const Question& each) {
        return needs(each.condition) || needs(each.reckoning) || std::ranges::any_of(each.rules, [&](const Rule& rule) { return needs(rule.condition); });
    });
}

Result<Answers> check(const Form& form, const Sent& sent) {
    auto way = way_through(form, sent);
    if (!way.problems.empty()) return refuse_fields("forms.problems", std::move(way.problems));
    Answers answers;
    for (std::size_t i = 0; i < way.kept.size(); ++i)
        if (!way.kept[i].empty()) answers.push_back({form.questions[i].code, std::move(way.kept[i])});
    return answers;
}

std::vector<const Question*> asked(const Form& form, const Sent& sent) {
    if (form.has_branches()) return way_through(form, sent).asked;
    std::vector<const Question*> all;
    for (const auto& question : form.questions) all.push_back(&question);
    return all;
}

std::vector<std::string> fields_of(const Question& question) {
    if (!is_answered(question.type)) return {};
    std::vector<std::string> fields{question.code};
    if (question.type == Type::date)
        for (const auto& part : day_parts) fields.push_back(question.code + '-' + part.name);
    if (question.type == Type::date_range)
        for (const auto& end : range_ends)
            for (const auto& part : day_parts) fields.push_back(question.code + '-' + end.name + '-' + part.name);
    if (question.type == Type::address) fields.insert(fields.end(), {question.code + "-uprn", question.code + "-for"});
    if (question.type == Type::signature) fields.push_back(question.code + "-drawn");
    if (question.type == Type::group)
        for (std::size_t number = 1; number <= most_rows(question); ++number)
            for (const auto& each : row_questions(question, number)) std::ranges::move(fields_of(each), std::back_inserter(fields));
    return fields;
}

std::string first_field(const Question& question) {
    const auto fields = fields_of(question);
    const bool is_parted = question.type == Type::date || question.type == Type::date_range || question.type == Type::group;
    return fields.empty() ? question.code : is_parted ? fields[1] : fields[0];
}

}  // namespace forms
