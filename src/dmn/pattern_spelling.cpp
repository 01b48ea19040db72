// XPath's regular expressions in PCRE2's spelling. What XPath does not have is refused here, not left to PCRE2.

#include "dmn/pattern.h"
#include "dmn/utf8.h"

#include <algorithm>
#include <array>
#include <set>

namespace dmn {
namespace {

struct Block {
    std::string_view name, range;
};
/// The blocks of Unicode that texts in Europe and its neighbours are made of, and some more.
constexpr std::array blocks{
    Block{"BasicLatin", R"(\x{0}-\x{7F})"},
    Block{"Latin-1Supplement", R"(\x{80}-\x{FF})"},
    Block{"LatinExtended-A", R"(\x{100}-\x{17F})"},
    Block{"LatinExtended-B", R"(\x{180}-\x{24F})"},
    Block{"IPAExtensions", R"(\x{250}-\x{2AF})"},
    Block{"SpacingModifierLetters", R"(\x{2B0}-\x{2FF})"},
    Block{"CombiningDiacriticalMarks", R"(\x{300}-\x{36F})"},
    Block{"Greek", R"(\x{370}-\x{3FF})"},
    Block{"GreekandCoptic", R"(\x{370}-\x{3FF})"},
    Block{"Cyrillic", R"(\x{400}-\x{4FF})"},
    Block{"CyrillicSupplement", R"(\x{500}-\x{52F})"},
    Block{"Armenian", R"(\x{530}-\x{58F})"},
    Block{"Hebrew", R"(\x{590}-\x{5FF})"},
    Block{"Arabic", R"(\x{600}-\x{6FF})"},
    Block{"Syriac", R"(\x{700}-\x{74F})"},
    Block{"Devanagari", R"(\x{900}-\x{97F})"},
    Block{"Bengali", R"(\x{980}-\x{9FF})"},
    Block{"Gurmukhi", R"(\x{A00}-\x{A7F})"},
    Block{"Gujarati", R"(\x{A80}-\x{AFF})"},
    Block{"Tamil", R"(\x{B80}-\x{BFF})"},
    Block{"Telugu", R"(\x{C00}-\x{C7F})"},
    Block{"Thai", R"(\x{E00}-\x{E7F})"},
    Block{"Georgian", R"(\x{10A0}-\x{10FF})"},
    Block{"Ethiopic", R"(\x{1200}-\x{137F})"},
    Block{"LatinExtendedAdditional", R"(\x{1E00}-\x{1EFF})"},
    Block{"GreekExtended", R"(\x{1F00}-\x{1FFF})"},
    Block{"GeneralPunctuation", R"(\x{2000}-\x{206F})"},
    Block{"SuperscriptsandSubscripts", R"(\x{2070}-\x{209F})"},
    Block{"CurrencySymbols", R"(\x{20A0}-\x{20CF})"},
    Block{"LetterlikeSymbols", R"(\x{2100}-\x{214F})"},
    Block{"NumberForms", R"(\x{2150}-\x{218F})"},
    Block{"Arrows", R"(\x{2190}-\x{21FF})"},
    Block{"MathematicalOperators", R"(\x{2200}-\x{22FF})"},
    Block{"BoxDrawing", R"(\x{2500}-\x{257F})"},
    Block{"GeometricShapes", R"(\x{25A0}-\x{25FF})"},
    Block{"MiscellaneousSymbols", R"(\x{2600}-\x{26FF})"},
    Block{"Dingbats", R"(\x{2700}-\x{27BF})"},
    Block{"Hiragana", R"(\x{3040}-\x{309F})"},
    Block{"Katakana", R"(\x{30A0}-\x{30FF})"},
    Block{"CJKUnifiedIdeographs", R"(\x{4E00}-\x{9FFF})"},
    Block{"HangulSyllables", R"(\x{AC00}-\x{D7A3})"},
};

constexpr std::string_view name_start = R"(\p{L}\p{Nl}:_)", name_part = R"(\p{L}\p{Nl}\p{Nd}\p{Mc}\p{Mn}\p{Lm}:_.\-)";
constexpr std::string_view blank = R"( \t\n\r)", no_word = R"(\p{P}\p{Z}\p{C})";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Blanks count in character classes only.
std::string without_blanks(std::string_view pattern) {
    std::string out;
    int classes = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (classes == 0 && is_blank(c)) continue;
        if (c == '\\' && i + 1 < pattern.size()) {
            out += c;
            while (classes == 0 && i + 1 < pattern.size() && is_blank(pattern[i + 1])) ++i;
            if (i + 1 < pattern.size()) out += pattern[++i];
            continue;
        }
        if (c == '[') ++classes;
        if (c == ']' && classes > 0) --classes;
        out += c;
    }
    return out;
}

class Translation {
public:
    Translation(std::string_view pattern, bool dot_takes_all) : in_(pattern), dot_takes_all_(dot_takes_all) {}

    std::expected<std::string, std::string> all() {
        while (sound() && place_ < in_.size()) piece();
        if (sound() && !open_.empty()) fail("a group has no end");
        if (!sound()) return std::unexpected(complaint_);
        return std::move(out_);
    }

private:
    bool sound() const { return complaint_.empty(); }
    void fail(std::string_view why) {
        if (sound()) complaint_ = why;
    }
    char ahead(std::size_t by = 0) const { return place_ + by < in_.size() ? in_[place_ + by] : '\0'; }

    void piece();
    void group();
    void quantifier();
    void counted();
    void escape();
    std::string class_escape();
    std::string property(bool negated);
    void back_reference();
    std::string character_class(int level);
    std::string class_item();

    std::string_view in_;
    bool dot_takes_all_;
    std::size_t place_ = 0;
    std::string out_, complaint_;
    std::vector<int> open_;   // groups that are open: their numbers, 0 for those without
    std::set<int> closed_;
    int groups_ = 0;
    bool may_repeat_ = false;  // something stands before that a quantifier may follow
};

void Translation::piece() {
    const char c = ahead();
    if (c == '(') return group();
    if (c == '?' || c == '*' || c == '+' || c == '{') return quantifier();
    may_repeat_ = true;
    switch (c) {
        case ')':
            if (open_.empty()) return fail("a group ends that has not begun");
            closed_.insert(open_.back());
            open_.pop_back();
            break;
        case '|':
        case '^':
            may_repeat_ = c == '^';
            break;
        case '.':
            ++place_;
            out_ += dot_takes_all_ ? R"([\s\S])" : R"([^\n\r])";
            return;
        case '[': out_ += character_class(0); return;
        case '\\': return escape();
        case '}':
        case ']': return fail("a bracket closes that was not opened");
        case '#':
        case ' ': out_ += '\\'; break;
        default: break;
    }
    out_ += c;
    ++place_;
}

void Translation::group() {
    may_repeat_ = false;
    ++place_;
    if (ahead() == '?') {
        if (ahead(1) != ':') return fail("a group is of an unknown kind");
        out_ += "(?:";
        place_ += 2;
        open_.push_back(0);
    } else if (ahead() == '*') {
        fail("a quantifier has nothing before it");
    } else {
        out_ += '(';
        open_.push_back(++groups_);
    }
    if (open_.size() > 100) fail("groups are nested too deeply");
}

void Translation::quantifier() {
    if (!may_repeat_) return fail("a quantifier has nothing before it");
    may_repeat_ = false;
    if (ahead() == '{') {
        counted();
    } else {
        out_ += ahead();
        ++place_;
    }
    if (sound() && ahead() == '?') {
        out_ += '?';
        ++place_;
    }
}

/// {2}, {2,}, {2,5}
void Translation::counted() {
    const auto close = in_.find('}', place_);
    if (close == std::string_view::npos) return fail("a quantifier has no end");
    const auto inside = in_.substr(place_ + 1, close - place_ - 1);
    const auto comma = inside.find(',');
    const auto low = inside.substr(0, comma), high = comma == std::string_view::npos ? low : inside.substr(comma + 1);
    const auto is_number = [](std::string_view digits) {
        return digits.size() <= 4 && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (low.empty() || !is_number(low) || !is_number(high)) return fail("a quantifier is no number");
    out_ += in_.substr(place_, close - place_ + 1);
    place_ = close + 1;
}

void Translation::escape() {
    const char next = ahead(1);
    if (next >= '1' && next <= '9') return back_reference();
    const auto set = class_escape();
    if (!set.empty()) out_ += set;
}

/// A number of more digits counts only as far as there are so many groups.
void Translation::back_reference() {
    ++place_;
    int number = ahead() - '0';
    ++place_;
    while (ahead() >= '0' && ahead() <= '9' && number * 10 + (ahead() - '0') <= groups_) number = number * 10 + (in_[place_++] - '0');
    if (!closed_.contains(number)) return fail("a reference leads to no group that is closed");
    out_ += "\\g{" + std::to_string(number) + "}";
}

/// What stands behind a backslash, as a class of its own that may stand outside and inside brackets.
std::string Translation::class_escape() {
    const char c = ahead(1);
    place_ += 2;
    const auto set = [](std::string_view inside, bool negated) { return (negated ? "[^" : "[") + std::string(inside) + ']'; };
    switch (c) {
        case 'n':
        case 'r':
        case 't': return std::string("\\") + c;
        case 's':
        case 'S': return set(blank, c == 'S');
        case 'i':
        case 'I': return set(name_start, c == 'I');
        case 'c':
        case 'C': return set(name_part, c == 'C');
        case 'd': return R"(\p{Nd})";
        case 'D': return R"(\P{Nd})";
        case 'w':
        case 'W': return set(no_word, c == 'w');
        case 'p':
        case 'P': return property(c == 'P');
        default: break;
    }
    if (c != '\0' && std::string_view(R"(\|.-^?*+{}()[]$)").contains(c)) return std::string("\\") + c;
    fail("a backslash stands before what needs none");
    return "";
}

std::string Translation::property(bool negated) {
    const auto close = in_.find('}', place_);
    if (ahead() != '{' || close == std::string_view::npos) {
        fail("a category has no name");
        return "";
    }
    const auto name = in_.substr(place_ + 1, close - place_ - 1);
    place_ = close + 1;
    if (name.starts_with("Is")) {
        const auto* block = std::ranges::find(blocks, name.substr(2), &Block::name);
        if (block != blocks.end()) return (negated ? "[^" : "[") + std::string(block->range) + ']';
        fail("a block of Unicode is unknown");
        return "";
    }
    constexpr std::array categories{"L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe",
                                    "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};
    if (std::ranges::find(categories, name) == categories.end()) {
        fail("a category is unknown");
        return "";
    }
    return (negated ? "\\P{" : "\\p{") + std::string(name) + '}';
}

/// Each item becomes an alternative of its own: PCRE2 has no classes in one another. [a\D-[x]] is (?![x])(?:[a]|\D).
std::string Translation::character_class(int level) {
    if (level > 8) fail("classes are nested too deeply");
    ++place_;
    const bool negated = ahead() == '^';
    if (negated) ++place_;
    std::string singles, sets, taken;
    bool first = true;
    while (sound() && ahead() != ']') {
        if (place_ >= in_.size()) fail("a class has no end");
        if (!first && ahead() == '-' && ahead(1) == '[') {
            ++place_;
            taken = character_class(level + 1);
            if (ahead() != ']') fail("behind what is taken from it a class ends");
            break;
        }
        first = false;
        const auto item = class_item();
        if (item.starts_with('[') || item.starts_with("\\p") || item.starts_with("\\P")) {
            sets += '|' + item;
        } else {
            singles += item;
        }
    }
    if (sound() && first) fail("a class is empty");
    ++place_;
    std::string any = singles.empty() ? sets.substr(sets.empty() ? 0 : 1) : '[' + singles + ']' + sets;
    const std::string guard = taken.empty() ? "" : "(?!" + taken + ")";
    if (negated) return "(?:" + guard + "(?!" + any + R"()[\s\S]))";
    return "(?:" + guard + "(?:" + any + "))";
}

/// One character, one range of them, or what a backslash means.
std::string Translation::class_item() {
    const auto single = [&]() -> std::string {
        const char c = ahead();
        if (c == '\\') {
            if (ahead(1) >= '0' && ahead(1) <= '9') {
                fail("a reference stands in a class");
                return "";
            }
            return class_escape();
        }
        if (c == '[') {
            fail("a class stands in a class");
            return "";
        }
        const auto size = code_point_at(in_, place_).size;
        std::string text(in_.substr(place_, size));
        place_ += size;
        return std::string_view("^-\\]#").contains(c) ? "\\" + text : text;
    };
    const bool dash = ahead() == '-';
    auto from = single();
    const bool set = from.starts_with('[') || from.starts_with("\\p") || from.starts_with("\\P");
    if (!sound() || ahead() != '-' || ahead(1) == ']' || ahead(1) == '[') return from;
    if (set || dash) {
        fail("a hyphen stands where no range can be");
        return "";
    }
    ++place_;
    const auto to = single();
    if (to.starts_with('[') || to.starts_with("\\p") || to.starts_with("\\P")) fail("a range ends in a set");
    return from + '-' + to;
}

}  // namespace

std::expected<std::string, std::string> translated(std::string_view pattern, bool dot_takes_all, bool without_spaces) {
    const auto tidy = without_spaces ? without_blanks(pattern) : std::string(pattern);
    return Translation(tidy, dot_takes_all).all();
}

}  // namespace dmn
