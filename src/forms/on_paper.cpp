#include "forms/on_paper.h"

#include "forms/branching.h"

#include <algorithm>

namespace forms {
namespace {

constexpr std::size_t most_ways = 200, most_said = 6;

/// What may be answered to a question, as far as a condition can tell the answers apart; of words and numbers, that there is one.
std::vector<std::string> answers_to(const Question& question) {
    if (question.type == Type::choice) {
        std::vector<std::string> codes;
        for (const auto& choice : question.choices)
            if (choice.stop.empty()) codes.push_back(choice.code);
        return codes;
    }
    if (question.type == Type::choices) {
        std::vector<std::string> codes;
        for (const auto& choice : question.choices) codes.push_back(choice.code);
        return codes;
    }
    switch (question.type) {
        case Type::number:
        case Type::money: return {"", std::to_string(question.from.value_or(1))};
        case Type::date: return {"", "2026-03-14"};
        case Type::date_range: return {"", "2026-03-14/2026-03-15"};
        case Type::time: return {"", "09:30"};
        default: return {"", "text"};
    }
}

bool is_told_by_ticks(const Question& question) { return question.type == Type::choice || question.type == Type::choices; }

/// One way in which the questions that a condition needs may be answered.
using TriedAnswers = std::vector<std::string>;  // in the order of Condition::needs

class Sheet {
public:
    Sheet(const Form& form, int first, base::Language language) : form_(form), first_(first), language_(language) {}

    std::vector<OnPaper> all() const {
        std::vector<OnPaper> sheet;
        for (std::size_t i = 0; i < form_.questions.size(); ++i) {
            const auto& question = form_.questions[i];
            OnPaper one{.question = &question, .number = number_of(i)};
            if (question.condition) one.only_if = said_of(*question.condition);
            if (question.type == Type::choice)
                for (const auto& choice : question.choices) one.goes_to.push_back(choice.stop.empty() ? after(i, choice.code) : 0);
            sheet.push_back(std::move(one));
        }
        return sheet;
    }

private:
    int number_of(std::size_t place) const { return first_ + static_cast<int>(place); }

    bool holds(const Condition& condition, const TriedAnswers& way) const {
        std::vector<std::string> kept(form_.questions.size());
        for (std::size_t i = 0; i < way.size(); ++i) kept[condition.needs()[i]] = way[i];
        return condition.holds(form_.questions, kept);
    }

    /// Every way; none where there are too many to try.
    std::vector<TriedAnswers> ways_of(const Condition& condition) const {
        std::vector<TriedAnswers> ways{{}};
        for (const auto place : condition.needs()) {
            std::vector<TriedAnswers> longer;
            for (const auto& way : ways)
                for (auto& answer : answers_to(form_.questions[place])) {
                    longer.push_back(way);
                    longer.back().push_back(std::move(answer));
                }
            ways = std::move(longer);
            if (ways.size() > most_ways) return {};
        }
        return ways;
    }

    /// Where this tick leads: past the questions that cannot be asked after it.
    int after(std::size_t place, const std::string& code) const {
        auto next = place + 1;
        while (next < form_.questions.size() && !may_follow(form_.questions[next], place, code)) ++next;
        return next == place + 1 ? 0 : number_of(next);
    }

    bool may_follow(const Question& question, std::size_t place, const std::string& code) const {
        if (!question.condition) return true;
        const auto needs = question.condition->needs();
        const auto at = std::ranges::find(needs, place);
        if (at == needs.end()) return true;
        const auto ways = ways_of(*question.condition);
        return ways.empty() || std::ranges::any_of(ways, [&](const TriedAnswers& way) { return way[static_cast<std::size_t>(at - needs.begin())] == code && holds(*question.condition, way); });
    }

    std::string answered(std::size_t place, const std::string& answer) const {
        const auto& question = form_.questions[place];
        const auto number = std::to_string(number_of(place));
        if (!is_told_by_ticks(question)) return say(answer.empty() ? "forms.paper_not_answered" : "forms.paper_answered", {{"number", number}}, language_);
        return say("forms.paper_ticked", {{"label", shown(question, answer, language_)}, {"number", number}}, language_);
    }

    /// "you ticked “A” at question 2 and you answered question 3"
    std::string said_of(const Condition& condition, const TriedAnswers& way) const {
        std::string one;
        for (std::size_t i = 0; i < way.size(); ++i) one += (one.empty() ? "" : ' ' + say("forms.paper_and", {}, language_) + ' ') + answered(condition.needs()[i], way[i]);
        return one;
    }

    std::string any_of(const std::vector<std::string>& said) const {
        std::string all;
        for (const auto& one : said) all += (all.empty() ? "" : ' ' + say("forms.paper_or", {}, language_) + ' ') + one;
        return all;
    }

    /// Whichever is shorter: who answers it, or who does not.
    std::string said_of(const Condition& condition) const {
        std::vector<std::string> asks, passes;
        for (const auto& way : ways_of(condition)) (holds(condition, way) ? asks : passes).push_back(said_of(condition, way));
        const bool by_ticks = condition.needs().size() == 1 && form_.questions[condition.needs().front()].type == Type::choice;
        if (by_ticks && !passes.empty() && passes.size() < asks.size()) return say("forms.paper_unless", {{"answers", any_of(passes)}}, language_);
        if (asks.empty() || asks.size() > most_said) return said_generally(condition);
        return say("forms.paper_only_if", {{"answers", any_of(asks)}}, language_);
    }

    std::string said_generally(const Condition& condition) const {
        std::string numbers;
        for (const auto place : condition.needs()) numbers += (numbers.empty() ? "" : ", ") + std::to_string(number_of(place));
        return say("forms.paper_hangs_on", {{"numbers", numbers}}, language_);
    }

    const Form& form_;
    int first_;
    base::Language language_;
};

}  // namespace

std::vector<OnPaper> on_paper(const Form& form, int first, base::Language language) { return Sheet(form, first, language).all(); }

}  // namespace forms
