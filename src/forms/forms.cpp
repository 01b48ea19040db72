#include "forms/forms.h"

#include "forms/branching.h"
#include "forms/tidy.h"

#include <algorithm>
#include <array>

namespace forms {
namespace {

constexpr std::array<std::pair<Type, std::string_view>, 13> types{{{Type::text, "text"},
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
                                                                   {Type::vehicle, "vehicle"}}};

std::string missing_words(const Question& question) {
    if (!question.missing.empty()) return question.missing;
    const bool chosen = question.type == Type::choice || question.type == Type::choices;
    return say(chosen ? "forms.choose" : "forms.enter", {{"label", question.label}});
}

/// The way through a form: what is asked of who answers so, and what came of each question.
struct Way {
    std::vector<const Question*> asked;
    std::vector<std::string> kept;  // of every question of the form; empty: not asked, not answered, or wrong
    std::vector<Problem> problems;
};

Way way_through(const Form& form, const Sent& sent) {
    Way way{.kept = std::vector<std::string>(form.questions.size())};
    for (std::size_t i = 0; i < form.questions.size(); ++i) {
        const auto& question = form.questions[i];
        if (question.condition && !question.condition->holds(form.questions, way.kept)) continue;
        way.asked.push_back(&question);
        auto value = tidied(question, sent);
        if (!value)
            way.problems.push_back({question.code, value.error()});
        else if (!value->empty())
            way.kept[i] = std::move(*value);
        else if (question.required)
            way.problems.push_back({question.code, missing_words(question)});
    }
    return way;
}

}  // namespace

std::string_view code_of(Type type) { return std::ranges::find(types, type, &std::pair<Type, std::string_view>::first)->second; }

std::optional<Type> find_type(std::string_view code) {
    const auto found = std::ranges::find(types, code, &std::pair<Type, std::string_view>::second);
    return found == types.end() ? std::nullopt : std::optional(found->first);
}

bool is_in_own_words(Type type) { return type == Type::text || type == Type::long_text; }

bool is_contact_detail(Type type) { return type == Type::email || type == Type::phone || type == Type::postcode; }

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
    return std::ranges::any_of(questions, [](const Question& question) { return question.condition != nullptr; });
}

bool Form::hangs_on(const Question& question) const {
    return std::ranges::any_of(questions, [&](const Question& each) {
        return each.condition && std::ranges::any_of(each.condition->needs(), [&](std::size_t place) { return questions[place].code == question.code; });
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
    std::vector<std::string> fields{question.code};
    if (question.type == Type::date)
        for (const auto& part : day_parts) fields.push_back(question.code + '-' + part.name);
    if (question.type == Type::date_range)
        for (const auto& end : range_ends)
            for (const auto& part : day_parts) fields.push_back(question.code + '-' + end.name + '-' + part.name);
    return fields;
}

std::string first_field(const Question& question) {
    const auto fields = fields_of(question);
    return fields.size() > 1 ? fields[1] : fields[0];
}

}  // namespace forms
