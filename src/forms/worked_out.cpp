#include "forms/worked_out.h"

#include "forms/branching.h"
#include "forms/settle.h"
#include "forms/way.h"

#include <algorithm>

namespace forms {
namespace {

std::string filled(const Form& form, const Question& question, const std::vector<std::string>& shown) {
    std::vector<base::Filling> fillings;
    for (std::size_t i = 0; i < shown.size(); ++i) fillings.push_back({form.questions[i].code, shown[i]});
    return base::fill(question.explains, fillings);
}

}  // namespace

std::vector<Worked> worked_out(const Form& form, const Sent& sent, base::Language language) {
    if (std::ranges::find(form.questions, Type::calculated, &Question::type) == form.questions.end()) return {};
    const auto way = way_through(form, sent);
    std::vector<std::string> read;
    for (std::size_t i = 0; i < way.kept.size(); ++i) read.push_back(way.kept[i].empty() ? std::string() : shown(form.questions[i], way.kept[i], language));
    std::vector<Worked> worked;
    for (std::size_t i = 0; i < read.size(); ++i)
        if (form.questions[i].type == Type::calculated && !read[i].empty()) worked.push_back({&form.questions[i], read[i], filled(form, form.questions[i], read)});
    return worked;
}

std::string explained(const Form& form, const Question& question, const Answers& kept, base::Language language) {
    if (question.explains.empty()) return {};
    std::vector<std::string> read(form.questions.size());
    for (std::size_t i = 0; i < read.size(); ++i)
        if (const auto found = std::ranges::find(kept, form.questions[i].code, &Answer::question); found != kept.end()) read[i] = shown(form.questions[i], found->value, language);
    return filled(form, question, read);
}

std::string shown_among(const Form& form, const Answer& answer, const Answers& kept, base::Language language) {
    const auto* question = form.find(answer.question);
    if (question == nullptr) return answer.value;
    const auto how = question->type == Type::calculated ? explained(form, *question, kept, language) : std::string();
    return shown(*question, answer.value, language) + (how.empty() ? "" : "\n" + how);
}

std::string shown_to_staff(const Form& form, const Answer& answer, const Answers& kept) {
    const auto* question = form.find(answer.question);
    const auto uprn = question != nullptr && question->type == Type::address ? address_in(answer.value).uprn : std::string();
    return shown_among(form, answer, kept) + (uprn.empty() ? "" : "\n" + say("forms.uprn", {{"uprn", uprn}}));
}

std::optional<Ineligible> ineligible(const Form& form, const Sent& sent) {
    if (std::ranges::find(form.questions, Type::eligibility, &Question::type) == form.questions.end()) return std::nullopt;
    return way_through(form, sent).ineligible;
}

}  // namespace forms
