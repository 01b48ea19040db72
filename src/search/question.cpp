#include "search/question.h"

#include "base/text.h"
#include "search/tokens.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace search {
namespace {

constexpr std::string_view quotation_marks[] = {"\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"};
constexpr std::string_view white = " \t\r\n\v\f";
constexpr std::string_view no_break_space = "\u00A0";

/// Walks over what was typed, one term at a time.
class Typed {
public:
    explicit Typed(std::string_view text) : rest_(text) {}

    bool skip_white() {
        for (;;) {
            if (rest_.starts_with(no_break_space))
                rest_.remove_prefix(no_break_space.size());
            else if (!rest_.empty() && white.contains(rest_.front()))
                rest_.remove_prefix(1);
            else
                return !rest_.empty();
        }
    }
    bool take(std::string_view sign) {
        if (!rest_.starts_with(sign)) return false;
        rest_.remove_prefix(sign.size());
        return true;
    }
    bool take_quotation_mark() {
        return std::ranges::any_of(quotation_marks, [&](auto mark) { return take(mark); });
    }
    /// Up to the next quotation mark, which is taken too.
    std::string_view quoted() {
        std::size_t length = 0;
        while (length < rest_.size() && mark_at(length) == 0) ++length;
        return cut(length, length < rest_.size() ? mark_at(length) : 0);
    }
    /// Up to white space or a quotation mark.
    std::string_view word() {
        std::size_t length = 0;
        while (length < rest_.size() && !white.contains(rest_[length]) && mark_at(length) == 0 &&
               !rest_.substr(length).starts_with(no_break_space))
            ++length;
        return cut(length, 0);
    }

private:
    std::size_t mark_at(std::size_t at) const {
        for (const auto mark : quotation_marks)
            if (rest_.substr(at).starts_with(mark)) return mark.size();
        return 0;
    }
    std::string_view cut(std::size_t length, std::size_t behind) {
        const auto taken = rest_.substr(0, length);
        rest_.remove_prefix(length + behind);
        return taken;
    }
    std::string_view rest_;
};

Term read_term(Typed& typed) {
    Term term;
    term.is_excluded = typed.take("-");
    term.is_quoted = typed.take_quotation_mark();
    auto text = term.is_quoted ? typed.quoted() : typed.word();
    if (term.is_quoted) {
        term.is_prefix = typed.take("*");
    } else if (text.ends_with('*')) {
        term.is_prefix = true;
    }
    for_each_token(text, [&](const Token& token) {
        term.stems.emplace_back(stem(token));
        term.last_word = token.word;
    });
    if (term.is_prefix && !term.stems.empty()) term.stems.back() = term.last_word;
    term.typed = text;
    return term;
}

}  // namespace

Result<std::vector<Term>> parse(std::string_view typed) {
    if (typed.size() > 4 * most_characters || base::count_characters(base::to_utf8(typed)) > most_characters)
        return refuse(Kind::invalid, "search.too_long");
    std::vector<Term> terms;
    std::size_t words = 0;
    for (Typed rest(typed); rest.skip_white();) {
        auto term = read_term(rest);
        words += term.stems.size();
        if (words > most_words) return refuse(Kind::invalid, "search.too_long");
        if (!term.stems.empty()) terms.push_back(std::move(term));
    }
    return terms;
}

std::string tag_token(std::string_view tag) {
    std::string token;
    for (const char c : tag) {
        if ((c >= 'a' && c < 'z') || (c >= '0' && c <= '9'))
            token += c;
        else
            token += fmt::format("z{:02x}", static_cast<unsigned char>(c));
    }
    return token;
}

// ---- FTS5 -----------------------------------------------------------------------------------------------------------

namespace {

std::string fts5_term(const Term& term) {
    auto text = fmt::format("\"{}\"{}", fmt::join(term.stems, " "), term.is_prefix ? " *" : "");
    if (term.or_else.empty()) return text;
    return fmt::format("({} OR \"{}\")", text, fmt::join(term.or_else, "\" OR \""));
}

}  // namespace

std::string to_fts5(const std::vector<Term>& terms, const Groups& groups) {
    std::vector<std::string> wanted, unwanted;
    for (const auto& term : terms) (term.is_excluded ? unwanted : wanted).push_back("{title body} : " + fts5_term(term));
    for (const auto& group : groups) {
        std::vector<std::string> tokens;
        for (const auto& tag : group) tokens.push_back(tag_token(tag));
        wanted.push_back(fmt::format("tags : (\"{}\")", fmt::join(tokens, "\" OR \"")));
    }
    auto text = fmt::format("({})", fmt::join(wanted, ") AND ("));
    if (!unwanted.empty()) text = fmt::format("({}) NOT (({}))", text, fmt::join(unwanted, ") OR ("));
    return text;
}

// ---- tsquery --------------------------------------------------------------------------------------------------------

namespace {

std::string tsquery_term(const Term& term) {
    auto text = fmt::format("('{}'{})", fmt::join(term.stems, "' <-> '"), term.is_prefix ? ":*" : "");
    if (!term.or_else.empty()) text = fmt::format("({} | '{}')", text, fmt::join(term.or_else, "' | '"));
    return term.is_excluded ? "!" + text : text;
}

}  // namespace

std::string to_tsquery(const std::vector<Term>& terms, const Groups& groups) {
    std::vector<std::string> wanted;
    for (const auto& term : terms) wanted.push_back(tsquery_term(term));
    for (const auto& group : groups) {
        std::vector<std::string> tokens;
        for (const auto& tag : group) tokens.push_back("'=" + tag_token(tag) + "'");
        wanted.push_back(fmt::format("({})", fmt::join(tokens, " | ")));
    }
    return fmt::format("{}", fmt::join(wanted, " & "));
}

}  // namespace search
