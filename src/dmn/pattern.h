#pragma once
// Inside dmn: regular expressions as XPath and XQuery 3.1 have them, carried out by PCRE2 under limits.
//
// What XPath has and this has: s, m, i, x, q; character classes taken from one another; \i, \c, \p{…} with Unicode's categories and the
// more usual blocks; back-references; reluctant quantifiers. What PCRE2 has beyond (look-around, possessive quantifiers, options and
// verbs inside) is refused. A match may take some 200,000 steps and 16 MB; beyond, it gives up.

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pcre2_real_code_8;

namespace dmn {

struct Match {
    struct Group {
        std::size_t from = 0, to = 0;
        bool taken = false;
    };
    bool found = false, gave_up = false;
    std::uint64_t steps = 0;  // that it took
    std::vector<Group> groups = {};  // the first is the whole
};

/// "$1-$2", taken apart.
class Replacement {
public:
    void append_to(std::string& out, std::string_view input, const Match&) const;

private:
    friend class Pattern;
    struct Part {
        std::string text;
        int group = -1;
    };
    std::vector<Part> parts_;
};

class Pattern {
public:
    /// The pattern, or what is wrong with it.
    static std::expected<Pattern, std::string> compile(std::string_view pattern, std::string_view flags);
    /// Beyond its beginning, the input was searched before: it is not checked again to be UTF-8.
    Match find(std::string_view input, std::size_t from) const;
    /// Nothing where a `$` or a `\` means nothing.
    std::optional<Replacement> replacement(std::string_view written) const;

private:
    std::shared_ptr<pcre2_real_code_8> code_;
    int groups_ = 0;
    bool literal_ = false;
};

/// XPath's spelling to PCRE2's; or what is wrong with it.
std::expected<std::string, std::string> translated(std::string_view pattern, bool dot_takes_all, bool without_spaces);

}  // namespace dmn
