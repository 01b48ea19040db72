// Numbers and money, as people type them.

#include "forms/tidy.h"

#include "dmn/decimal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace forms {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t most_digits = 15;

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of(digits) == text.npos; }

/// "1,250" and "1 250" as "1250"; a comma anywhere else spoils it.
std::optional<std::string> without_thousands(std::string_view whole) {
    const auto mark = whole.find_first_of(", ");
    if (mark == whole.npos) return std::string(whole);
    if (mark == 0 || mark > 3 || (whole.size() - mark) % 4 != 0) return std::nullopt;
    std::string plain(whole.substr(0, mark));
    for (auto at = mark; at < whole.size(); at += 4) {
        if (whole[at] != whole[mark] || !is_digits(whole.substr(at + 1, 3))) return std::nullopt;
        plain += whole.substr(at + 1, 3);
    }
    return plain;
}

/// What people type for a number, plainly: "-1250.5".
std::optional<std::string> plain_number(std::string_view typed) {
    const bool negative = typed.starts_with('-') || typed.starts_with("\u2212");
    if (negative) typed.remove_prefix(typed.front() == '-' ? 1 : std::string_view("\u2212").size());
    const auto point = std::min(typed.find('.'), typed.size());
    const auto whole = without_thousands(typed.substr(0, point));
    const auto fraction = typed.substr(std::min(point + 1, typed.size()));
    const bool has_fraction = point < typed.size();
    if (!whole || (has_fraction && !is_digits(fraction)) || !(is_digits(*whole) || (whole->empty() && has_fraction))) return std::nullopt;
    if (whole->size() > most_digits || fraction.size() > most_digits) return std::nullopt;
    return (negative ? "-" : "") + (whole->empty() ? "0" : *whole) + (has_fraction ? '.' + std::string(fraction) : "");
}

std::size_t decimals_of(const std::string& number) {
    const auto point = number.find('.');
    return point == std::string::npos ? 0 : number.size() - point - 1;
}

/// What is said of what is outside its bounds.
struct Bounds {
    std::string_view between, at_least, at_most;
};
constexpr Bounds number_bounds{"forms.between", "forms.at_least", "forms.at_most"},
    money_bounds{"forms.money_between", "forms.money_at_least", "forms.money_at_most"};

/// What is wrong with a number outside its bounds; empty: nothing.
std::string outside(const Question& question, dmn::Decimal number, const Bounds& bounds, const auto& shown) {
    const bool low = question.from && number < dmn::Decimal(*question.from), high = question.up_to && number > dmn::Decimal(*question.up_to);
    if (!low && !high) return {};
    const auto from = question.from ? shown(*question.from) : std::string(), up_to = question.up_to ? shown(*question.up_to) : std::string();
    const auto words = question.from && question.up_to ? bounds.between : question.from ? bounds.at_least : bounds.at_most;
    return said(question, words, {{"least", from}, {"most", up_to}});
}

/// "12.5" and "12.50" are 1250 pence, and so is "1250p".
std::optional<std::int64_t> pence_in(std::string_view typed) {
    constexpr std::string_view pound = "£";
    const bool in_pence = typed.ends_with('p') && is_digits(typed.substr(0, typed.size() - 1));
    if (typed.starts_with(pound)) typed.remove_prefix(pound.size());
    const auto plain = plain_number(in_pence ? typed.substr(0, typed.size() - 1) : typed);
    const auto number = plain ? dmn::Decimal::parse(*plain) : std::nullopt;
    const auto pence = number && !in_pence ? multiply(*number, dmn::Decimal(100)) : number;
    const auto whole = pence ? pence->whole() : std::nullopt;
    return whole && *whole >= 0 ? whole : std::nullopt;
}

}  // namespace

Tidied tidy_number(const Question& question, std::string_view typed) {
    const auto plain = plain_number(typed);
    const auto number = plain ? dmn::Decimal::parse(*plain) : std::nullopt;
    if (!number) return std::unexpected(said(question, question.decimals == 0 ? "forms.whole_number" : "forms.number"));
    auto text = number->is_zero() ? std::string("0") : number->text();
    if (question.decimals == 0 && decimals_of(text) > 0) return std::unexpected(said(question, "forms.whole_number"));
    if (decimals_of(text) > static_cast<std::size_t>(question.decimals))
        return std::unexpected(said(question, "forms.decimals", {{"most", std::to_string(question.decimals)}}));
    if (auto wrong = outside(question, *number, number_bounds, [](std::int64_t bound) { return std::to_string(bound); }); !wrong.empty()) return std::unexpected(std::move(wrong));
    return text;
}

Tidied tidy_money(const Question& question, std::string_view typed) {
    const auto pence = pence_in(typed);
    if (!pence) return std::unexpected(said(question, "forms.money"));
    if (auto wrong = outside(question, *pence, money_bounds, shown_money); !wrong.empty()) return std::unexpected(std::move(wrong));
    return std::to_string(*pence);
}

std::string shown_money(std::int64_t pence) {
    auto pounds = std::to_string(pence / 100);
    for (auto at = static_cast<std::ptrdiff_t>(pounds.size()) - 3; at > 0; at -= 3) pounds.insert(static_cast<std::size_t>(at), 1, ',');
    return pence % 100 == 0 ? "£" + pounds : fmt::format("£{}.{:02}", pounds, pence % 100);
}

}  // namespace forms
