#include "search/tokens.h"

#include "search/fold.h"

#include <libstemmer.h>

#include <memory>

namespace search {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// The word under way, while its characters come in.
class Growing {
public:
    explicit Growing(const std::function<void(const Token&)>& take) : take_(take) {}

    void add(std::string_view letters, std::size_t begin, std::size_t end) {
        if (!is_open_) {
            begin_ = begin;
            is_open_ = is_letters_ = true;
        }
        end_ = end;
        for (const char c : letters) is_letters_ = is_letters_ && is_ascii_letter(c);
        if (full_ || word_.size() + letters.size() > longest_word)
            full_ = true;
        else
            word_ += letters;
    }
    void apostrophe() {
        if (is_open_) apostrophe_at_ = word_.size();
    }
    void close() {
        if (!is_open_) return;
        if (apostrophe_at_ + 1 == word_.size() && word_.back() == 's') word_.pop_back();
        if (!word_.empty()) take_({word_, begin_, end_, is_letters_});
        word_.clear();
        apostrophe_at_ = none;
        is_open_ = full_ = false;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-2);
    const std::function<void(const Token&)>& take_;
    std::string word_;
    std::size_t begin_ = 0, end_ = 0, apostrophe_at_ = none;
    bool is_open_ = false, is_letters_ = true, full_ = false;
};

void take_other(std::string_view text, std::size_t& at, Growing& word) {
    using Role = Character::Role;
    const auto begin = at;
    const auto c = next_code_point(text, at);
    const auto character = c == 0 ? Character{Role::gap, {}} : fold(c);
    const auto itself = text.substr(begin, at - begin);
    switch (character.role) {
        case Role::letter: word.add(character.folded.empty() ? itself : character.folded, begin, at); break;
        case Role::joiner: break;
        case Role::apostrophe: word.apostrophe(); break;
        case Role::gap: word.close(); break;
        case Role::ideograph:
            word.close();
            word.add(itself, begin, at);
            word.close();
            break;
    }
}

sb_stemmer* english() {
    struct Close {
        void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
    };
    thread_local const std::unique_ptr<sb_stemmer, Close> stemmer(sb_stemmer_new("english", nullptr));
    return stemmer.get();
}

}  // namespace

void for_each_token(std::string_view text, const std::function<void(const Token&)>& take) {
    Growing word(take);
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (is_ascii_letter(c) || is_ascii_digit(c)) {
            const char small = lower_ascii(c);
            word.add({&small, 1}, at, at + 1);
            ++at;
        } else if (c == '\'') {
            word.apostrophe();
            ++at;
        } else if (static_cast<unsigned char>(c) < 0x80) {
            word.close();
            ++at;
        } else {
            take_other(text, at, word);
        }
    }
    word.close();
}

std::string_view stem(const Token& token) {
    if (!token.is_letters || token.word.size() < 3) return token.word;
    const auto* stemmed = sb_stemmer_stem(english(), reinterpret_cast<const sb_symbol*>(token.word.data()),
                                          static_cast<int>(token.word.size()));
    if (stemmed == nullptr) return token.word;
    return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(english()))};
}

}  // namespace search
