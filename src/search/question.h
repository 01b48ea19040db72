#pragma once
// Inside search only: what a person typed, as terms; and terms as the databases want them. Nothing a person types
// reaches FTS5 or tsquery as syntax: a term holds tokens only, and tokens hold letters and digits only.
//
//     missed bin        both words, anywhere, in any form
//     "missed bin"      one after the other; so does missed-bin
//     bin*  "mis b"*    words that begin so
//     -green            not this one; -"green bin" too

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace search {

struct Term {
    std::vector<std::string> stems;  // one after the other
    std::string last_word = {};      // the last one as typed, folded but not stemmed
    bool is_prefix = false;          // the last one stands for all that begin so
    bool is_excluded = false;
    bool is_quoted = false;
    std::vector<std::string> or_else = {};  // a single word's other stems: continuations, or near spellings
    std::string typed = {};                 // the word as it stood in the question

    /// A single ordinary word, which may have been misspelt.
    bool is_plain_word() const {
        return stems.size() == 1 && !is_prefix && !is_excluded && !is_quoted;
    }
    bool operator==(const Term&) const = default;
};

inline constexpr std::size_t most_characters = 500;
inline constexpr std::size_t most_words = 32;

/// In linear time. A quotation mark that is never closed reaches to the end. Refuses with `invalid` what is longer than
/// 500 characters or has more than 32 words.
Result<std::vector<Term>> parse(std::string_view typed);

/// What a hit must carry: its index, and one tag of each group.
using Groups = std::vector<std::vector<std::string>>;

/// A tag as a token: its letters and digits, and every other byte as z and two hexadecimal digits, so that different
/// tags are different tokens.
std::string tag_token(std::string_view tag);

/// `terms` must hold one that is not excluded, or `groups` must not be empty.
std::string to_fts5(const std::vector<Term>& terms, const Groups& groups);
std::string to_tsquery(const std::vector<Term>& terms, const Groups& groups);

}  // namespace search
