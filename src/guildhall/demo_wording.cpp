#include "guildhall/demo_wording.h"

#include "base/text.h"

#include <array>
#include <cctype>

namespace guildhall {
namespace {

constexpr std::array<std::string_view, 6> greetings{"Hi, ", "Hello, ", "Good morning. ", "Reporting again: ", "Just to let you know: ", "To whom it may concern. "};
constexpr std::array<std::string_view, 8> farewells{" Thanks", " Please sort this out.", " Many thanks.", " Can somebody have a look please?", " It is a disgrace.", " Thank you for your help.",
                                                    " Not the first time.", " pls fix"};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Two letters change places, one is missed, or one comes twice; never the first of a word.
void slip(borough::Draw& draw, std::string& text) {
    for (int tries = 0; tries < 20 && text.size() > 6; ++tries) {
        const auto at = 1 + static_cast<std::size_t>(draw.below(text.size() - 2));
        if (!is_letter(text[at - 1]) || !is_letter(text[at]) || !is_letter(text[at + 1])) continue;
        const auto what = draw.below(3);
        if (what == 0) std::swap(text[at], text[at + 1]);
        if (what == 1) text.erase(at, 1);
        if (what == 2) text.insert(at, 1, text[at]);
        return;
    }
}

}  // namespace

std::string as_typed(borough::Draw& draw, std::string_view phrase) {
    if (phrase.empty()) return {};
    std::string text(phrase);
    if (draw.chance(18)) text = std::string(draw.one_of(greetings)) + text;
    if (draw.chance(22)) text += draw.one_of(farewells);
    if (draw.chance(12)) std::erase(text, '\'');
    if (draw.chance(20)) text = base::lower_ascii(text);
    if (draw.chance(25) && text.ends_with('.')) text.pop_back();
    while (draw.chance(17)) slip(draw, text);
    return text;
}

}  // namespace guildhall
