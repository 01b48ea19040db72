#pragma once
// Inside dmn: FEEL's words. What is a name depends on which names are known, so the parser asks for one token at a time.

#include "dmn/feel.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

/// A name in the parts that FEEL sees: words, and signs one by one. "Age - x" is Age, -, x.
struct KnownName {
    std::string name;                // as it was declared
    std::vector<std::string> parts;
};
std::vector<std::string> parts_of(std::string_view name);

struct Token {
    enum class Kind { end, number, text, at, name, keyword, sign, broken };
    Kind kind = Kind::end;
    std::string text = {};  // text: unescaped; name: as declared; sign: "<=", "..", "->"; broken: why
    std::size_t place = 0, end = 0;
    bool known = false;  // name: somebody declared it
};

class Lexer {
public:
    /// The text, and the names that are always known, have to outlive the lexer.
    explicit Lexer(std::string_view text, std::span<const KnownName> always = {}) : text_(text), always_(always) {}

    /// The token at `place`, white space and comments passed over. Of known names the longest one wins.
    Token at(std::size_t place, bool members_too) const;
    /// A new name from `place` on: everything up to one of `:,)` or a word `in`; white space folded.
    Token new_name(std::size_t place) const;

    void know(std::string_view name);
    void know_member(std::string_view name);
    /// Names known from here on are forgotten by `forget(mark())`.
    std::size_t mark() const { return known_.size(); }
    void forget(std::size_t mark) { known_.resize(mark); }
    bool knows(std::string_view name) const;

    std::string_view text() const { return text_; }
    std::size_t skip(std::size_t place) const;  // white space and comments

private:
    std::size_t match(const KnownName&, std::size_t place) const;
    Token name_at(std::size_t place, bool members_too) const;
    Token number_at(std::size_t place) const;
    Token text_at(std::size_t place) const;

    std::string_view text_;
    std::span<const KnownName> always_;
    std::vector<KnownName> known_, members_;
};

bool is_keyword(std::string_view word);

}  // namespace dmn
