#include "forms/group.h"

#include "base/text.h"
#include "forms/tidy.h"

#include <boost/json.hpp>

#include <algorithm>
#include <memory>

namespace forms {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_json = 64 * 1024;

Sent sent_in(const Answers& row) {
    return [&row](std::string_view code) -> std::optional<std::string_view> {
        const auto found = std::ranges::find(row, code, &Answer::question);
        return found == row.end() ? std::nullopt : std::optional<std::string_view>(found->value);
    };
}

/// All that stands in the numbered fields, but for rows in which nothing does.
std::vector<Sent> numbered(const Question& group, const Sent& sent) {
    std::vector<Sent> rows;
    for (std::size_t number = 1; number <= most_rows(group); ++number) {
        auto row = row_sent(group, number, sent);
        const auto is_filled = [&](const Question& question) {
            return std::ranges::any_of(fields_of(question), [&](const std::string& field) { return !base::trim(row(field).value_or("")).empty(); });
        };
        if (std::ranges::any_of(group.row->questions, is_filled)) rows.push_back(std::move(row));
    }
    return rows;
}

Tidied checked(const Question& group, std::span<const Sent> rows) {
    Rows kept;
    for (const auto& row : rows) {
        auto answers = check(*group.row, row);
        if (!answers)
            return std::unexpected(said(group, "forms.row_problem", {{"one", group.one}, {"number", std::to_string(kept.size() + 1)}, {"what", answers.error().fields.front().message}}));
        if (!answers->empty()) kept.push_back(std::move(*answers));
    }
    if (kept.size() > most_rows(group)) return std::unexpected(said(group, "forms.rows_many", {{"most", std::to_string(most_rows(group))}}));
    if (!kept.empty() && kept.size() < fewest_rows(group)) return std::unexpected(said(group, "forms.rows_few", {{"least", std::to_string(fewest_rows(group))}}));
    return kept.empty() ? std::string() : to_json(kept);
}

bool is_rows(const json::value& parsed) {
    return parsed.is_array() && std::ranges::all_of(parsed.as_array(), [](const json::value& row) {
        return row.is_object() && std::ranges::all_of(row.as_object(), [](const auto& member) { return member.value().is_string(); });
    });
}

json::value parsed_rows(std::string_view text) {
    boost::system::error_code error;
    auto parsed = text.size() > longest_json ? json::value() : json::parse({text.data(), text.size()}, error, {}, {.max_depth = 3});
    return error || !is_rows(parsed) ? json::value() : parsed;
}

Rows rows_in(const json::value& parsed) {
    Rows rows;
    if (!parsed.is_array()) return rows;
    for (const auto& each : parsed.as_array()) {
        Answers row;
        for (const auto& [code, value] : each.as_object()) row.push_back({std::string(code), std::string(value.as_string())});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::size_t most_rows(const Question& group) { return static_cast<std::size_t>(group.up_to.value_or(10)); }
std::size_t fewest_rows(const Question& group) { return static_cast<std::size_t>(group.from.value_or(1)); }

Rows rows_of(std::string_view value) { return rows_in(parsed_rows(value)); }

std::string to_json(const Rows& rows) {
    std::string out = "[";
    for (const auto& row : rows) (out += out.size() > 1 ? "," : "") += to_json(row);
    return out + ']';
}

std::string before_row(const Question& group, std::size_t number) { return group.code + '-' + std::to_string(number) + '-'; }

Sent row_sent(const Question& group, std::size_t number, const Sent& sent) {
    return [before = before_row(group, number), &sent](std::string_view field) { return sent(before + std::string(field)); };
}

std::vector<Question> row_questions(const Question& group, std::size_t number) {
    auto questions = group.row->questions;
    for (auto& question : questions) question.code.insert(0, before_row(group, number));
    return questions;
}

std::string typed_in(const Question& group, const Rows& rows, std::string_view field) {
    for (std::size_t number = 1; number <= rows.size(); ++number)
        if (const auto before = before_row(group, number); field.starts_with(before))
            for (const auto& answer : rows[number - 1])
                if (answer.question == field.substr(before.size())) return answer.value;
    return {};
}

std::string rows_as_sent(const Question& group, const Rows& rows) {
    auto again = rows;
    for (auto& row : again)
        for (auto& answer : row)
            if (const auto* question = group.row->find(answer.question)) answer.value = as_sent(*question, answer.value);
    return again.empty() ? std::string() : to_json(again);
}

std::string row_shown(const Question& group, const Answers& row, base::Language language) {
    std::string line;
    for (const auto& answer : row)
        if (const auto* question = group.row->find(answer.question); question != nullptr && !answer.value.empty())
            (line += line.empty() ? "" : ", ") += question->type == Type::choice && question->choices.size() == 2 && question->choices.front().code == "yes"
                                                      ? question->label + ' ' + shown(*question, answer.value, language)
                                                      : shown(*question, answer.value, language);
    return line;
}

std::string row_shown_as_sent(const Question& group, const Answers& row, base::Language language) {
    auto kept = row;
    for (auto& answer : kept) {
        const auto* question = group.row->find(answer.question);
        const auto value = question == nullptr ? Tidied() : tidied(*question, sent_in(row));
        if (value) answer.value = *value;
    }
    return row_shown(group, kept, language);
}

std::string rows_shown(const Question& group, std::string_view value, base::Language language) {
    const auto rows = rows_of(value);
    std::string lines;
    for (std::size_t i = 0; i < rows.size(); ++i)
        (lines += i == 0 ? "" : "\n") += (rows.size() > 1 ? std::to_string(i + 1) + ". " : "") + row_shown(group, rows[i], language);
    return lines;
}

Tidied tidy_group(const Question& group, const Sent& sent) {
    const auto whole = base::trim(sent(group.code).value_or(""));
    if (whole.empty()) return checked(group, numbered(group, sent));
    const auto parsed = parsed_rows(whole);
    if (!parsed.is_array()) return std::unexpected(said(group, "forms.rows_unreadable"));
    const auto rows = rows_in(parsed);
    if (rows.size() > most_rows(group)) return std::unexpected(said(group, "forms.rows_many", {{"most", std::to_string(most_rows(group))}}));
    std::vector<Sent> sents;
    for (const auto& row : rows) sents.push_back(sent_in(row));
    return checked(group, sents);
}

}  // namespace forms
