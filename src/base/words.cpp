#include "base/words.h"

#include "base/log.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace base {
namespace {

struct Dictionary {
    std::mutex mutex;  // guards registration and the set of keys already complained about
    std::unordered_map<std::string_view, std::string_view> texts[2];
    std::map<std::string, bool, std::less<>> missed;
};

Dictionary& dictionary() {
    static Dictionary the_dictionary;
    return the_dictionary;
}

std::optional<std::string_view> find(std::string_view key, Language language) {
    const auto& texts = dictionary().texts[static_cast<int>(language)];
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
}

void complain_once(std::string_view key) {
    auto& d = dictionary();
    const std::scoped_lock lock(d.mutex);
    if (d.missed.emplace(key, true).second) log::warning("no words for a key", {{"key", key}});
}

}  // namespace

bool register_words(Language language, std::span<const Word> words) {
    auto& d = dictionary();
    const std::scoped_lock lock(d.mutex);
    for (const auto& word : words) d.texts[static_cast<int>(language)].emplace(word.key, word.text);
    return true;
}

bool has_words(std::string_view key, Language language) { return find(key, language).has_value(); }

std::vector<std::string_view> all_word_keys(Language language) {
    std::vector<std::string_view> keys;
    for (const auto& [key, text] : dictionary().texts[static_cast<int>(language)]) keys.push_back(key);
    std::ranges::sort(keys);
    return keys;
}

std::string fill(std::string_view text, std::span<const Filling> fillings) {
    std::string out;
    out.reserve(text.size() + 16 * fillings.size());
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        const auto name = close == std::string_view::npos ? std::string_view{} : text.substr(1, close - 1);
        const auto filling = std::ranges::find(fillings, name, &Filling::name);
        if (close != std::string_view::npos && filling != fillings.end()) {
            out += filling->value;
            text.remove_prefix(close + 1);
        } else {
            out += '{';
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string say(std::string_view key, std::initializer_list<Filling> fillings, Language language) {
    auto text = find(key, language);
    if (!text && language != Language::english) text = find(key, Language::english);
    if (!text) {
        complain_once(key);
        return std::string(key);
    }
    if (fillings.size() == 0) return std::string(*text);
    return fill(*text, std::span{fillings.begin(), fillings.size()});
}

}  // namespace base
