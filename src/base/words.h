#pragma once
// What the house says to people, kept apart from code: `src/<room>/words/en.txt` holds lines `key = text`, and the
// build turns them into a table that registers itself. Texts may hold {name}s, which are filled in literally (never
// as a format, so somebody's "{0}%n" stays what it is).

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

enum class Language { english, welsh };

struct Word {
    const char* key;
    const char* text;
};

struct Filling {
    std::string_view name;
    std::string_view value;
};

/// The words for `key`; Welsh falls back to English. An unknown key is said as itself, and logged once.
std::string say(std::string_view key, std::initializer_list<Filling> = {}, Language = Language::english);
/// True if some room has words for the key.
bool has_words(std::string_view key, Language = Language::english);
/// Every key with words, sorted: for the inspector.
std::vector<std::string_view> all_word_keys(Language = Language::english);

/// Puts literal values in the place of {name}s.
std::string fill(std::string_view text, std::span<const Filling>);

/// Called by generated headers. The table must live as long as the program.
bool register_words(Language, std::span<const Word>);

}  // namespace base

using base::say;
