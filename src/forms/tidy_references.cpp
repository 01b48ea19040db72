// References, addresses, names of files and signatures.

#include "base/text.h"
#include "forms/group.h"
#include "forms/settle.h"
#include "forms/tidy.h"
#include "places/gazetteer.h"

#include <algorithm>
#include <array>

namespace forms {
namespace {

constexpr std::string_view separators = " -/.";

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What sounds: letters, in capitals, and digits. Nothing where anything else stands between them.
std::optional<std::string> sounding(std::string_view typed) {
    std::string sound;
    for (const char c : typed) {
        if (separators.find(c) != separators.npos) continue;
        const char large = capital(c);
        if (!is_letter(large) && !is_digit(large)) return std::nullopt;
        sound += large;
    }
    return sound;
}

/// The reference as the shape spells it; nothing where it has another shape.
std::optional<std::string> spelled(std::string_view shape, std::string_view sound) {
    std::string out;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool itself = shape[i] == '\\' && i + 1 < shape.size();
        const char wanted = itself ? shape[++i] : shape[i];
        if (!itself && separators.find(wanted) != separators.npos) {
            out += wanted;
            continue;
        }
        if (sound.empty()) return std::nullopt;
        const char c = sound.front();
        const bool fits = itself ? c == wanted : wanted == 'A' ? is_letter(c) : wanted == '9' ? is_digit(c) : wanted == '*' || c == wanted;
        if (!fits) return std::nullopt;
        out += c;
        sound.remove_prefix(1);
    }
    return sound.empty() ? std::optional(out) : std::nullopt;
}

/// "AB 12345" for a shape, as an example of it.
std::string example_of(std::string_view shape) {
    constexpr std::string_view some_letters = "ABCDEFGH", some_digits = "12345678";
    std::string out;
    std::size_t letters_so_far = 0, digits_so_far = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '\\' && i + 1 < shape.size()) out += shape[++i];
        else if (shape[i] == 'A') out += some_letters[letters_so_far++ % some_letters.size()];
        else if (shape[i] == '9' || shape[i] == '*') out += some_digits[digits_so_far++ % some_digits.size()];
        else out += shape[i];
    }
    return out;
}

/// By HM Revenue and Customs' manual NIM39110: no D, F, I, Q, U or V in the prefix, no O second, some pairs never given out, A to D at the end.
bool is_insurance_number(std::string_view sound) {
    constexpr std::array<std::string_view, 7> never{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
    constexpr std::string_view no_prefix = "DFIQUV";
    const auto prefix = sound.substr(0, 2);
    return prefix.find_first_of(no_prefix) == prefix.npos && prefix[1] != 'O' && std::ranges::find(never, prefix) == never.end() && sound.back() >= 'A' && sound.back() <= 'D';
}

}  // namespace

std::string shape_example(const Question& question) { return question.shapes.empty() ? std::string() : example_of(question.shapes.front()); }

std::string an_answer_to(const Question& reference) { return shape_example(reference); }

bool is_shape(std::string_view shape) {
    constexpr std::size_t longest = 40;
    if (shape.empty() || shape.size() > longest) return false;
    std::size_t sounds = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool itself = shape[i] == '\\';
        if (itself && ++i == shape.size()) return false;
        const char c = shape[i];
        if (is_letter(c) || is_digit(c) || (c == '*' && !itself)) ++sounds;
        else if (itself || separators.find(c) == separators.npos) return false;
    }
    return sounds > 0;
}

Tidied tidy_reference(const Question& question, std::string_view typed) {
    const auto sound = sounding(typed);
    for (const auto& shape : question.shapes)
        if (sound)
            if (auto kept = spelled(shape, *sound)) return *std::move(kept);
    if (question.type == Type::council_tax_reference) return std::unexpected(said(question, "forms.council_tax_reference", {{"example", shape_example(question)}}));
    return std::unexpected(said(question, "forms.reference", {{"example", shape_example(question)}}));
}

Tidied tidy_insurance_number(const Question& question, std::string_view typed) {
    const auto sound = sounding(typed);
    const auto kept = sound ? spelled("AA 99 99 99 A", *sound) : std::nullopt;
    if (!kept || !is_insurance_number(*sound)) return std::unexpected(said(question, "forms.national_insurance_number"));
    return *kept;
}

Tidied tidy_address(const Question& question, const Sent& sent) {
    const auto typed = sent(question.code).value_or("");
    if (typed.size() > 4 * question.most + 1000) return std::unexpected(said(question, "forms.too_long", {{"label", question.label}, {"most", std::to_string(question.most)}}));
    auto address = address_in(base::tidy_line(typed));
    const auto chosen = base::trim(sent(question.code + "-uprn").value_or("")), chosen_for = base::trim(sent(question.code + "-for").value_or(""));
    const bool stands = chosen_for.empty() || base::tidy_line(chosen_for.substr(0, 2000)) == address.text;  // other words take the choice back
    if (address.uprn.empty() && !chosen.empty() && chosen != "none" && stands) {
        if (chosen.size() > 12 || !std::ranges::all_of(chosen, is_digit)) return std::unexpected(said(question, "forms.address_unknown"));
        address.uprn = chosen;
    }
    if (base::count_characters(address.text) > question.most) return std::unexpected(said(question, "forms.too_long", {{"label", question.label}, {"most", std::to_string(question.most)}}));
    if (address.uprn.empty() && !places::tidy_postcode(address.text).empty()) return std::unexpected(said(question, "forms.address_whole"));
    return to_text(address);
}

Tidied tidy_signature(const Question& question, std::string_view typed) {
    auto name = name_signed(typed);
    if (base::count_characters(name) < 2) return std::unexpected(question.missing.empty() ? said(question, "forms.signature") : question.missing);
    return name;
}

Tidied tidy_files(const Question& question, std::string_view sent) {
    constexpr std::size_t longest_name = 120, longest_token = 2000;
    const auto most = static_cast<std::size_t>(question.up_to.value_or(1));
    const auto too_many = [&] { return std::unexpected(said(question, most == 1 ? "forms.files_one" : "forms.files_many", {{"most", std::to_string(most)}})); };
    if (sent.size() > most * (4 * longest_name + longest_token) + 1000) return too_many();
    if (base::trim(sent) == files_later) return std::string(files_later);
    std::string kept;
    std::size_t count = 0;
    for (const auto line : base::split(sent, '\n')) {
        const auto tab = line.find('\t');
        const auto tidy = base::tidy_line(line.substr(0, tab));
        if (tidy.empty()) continue;
        if (tab == line.npos || tidy == files_later) return std::unexpected(said(question, "forms.files_elsewhere"));
        if (++count > most) return too_many();
        (kept += kept.empty() ? "" : "\n") += base::first_characters(tidy, longest_name);
    }
    return kept;
}

}  // namespace forms
