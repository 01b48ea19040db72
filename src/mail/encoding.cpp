#include "mail/encoding.h"

#include "base/text.h"
#include "mail/ascii.h"

#include <algorithm>

namespace mail {
namespace {

constexpr std::string_view crlf = "\r\n";
constexpr std::size_t line_limit = 76;

char hex_digit(unsigned value) { return "0123456789ABCDEF"[value & 15]; }

/// The longest beginning of at most `most` bytes that ends with a whole character; at least one character.
std::string_view whole_characters(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80; };
    while (most > 0 && continues(most)) --most;
    return most > 0 ? text.substr(0, most) : base::first_characters(text, 1);
}

bool has_long_word(std::string_view text, std::size_t limit) {
    return std::ranges::any_of(base::split(text, ' '), [&](auto word) { return word.size() > limit; });
}

bool needs_encoding(std::string_view text) {
    return !is_plain_ascii(text) || text.find("=?") != text.npos || has_long_word(text, 60);
}

/// A header in the making: knows its column, and folds before what would not fit.
class Header {
public:
    explicit Header(std::string_view name) : out_(std::string(name) + ":"), column_(out_.size()) {}

    void add_word(std::string_view word) {
        if (column_ + 1 + word.size() > line_limit && column_ > 1) fold();
        out_ += ' ';
        out_ += word;
        column_ += 1 + word.size();
    }

    void add_words(std::string_view text) {
        for (const auto word : base::split(text, ' ')) add_word(word);
    }

    /// Blanks between two encoded words are not shown (RFC 2047 6.2), so a text may be cut anywhere between characters.
    void add_encoded(std::string_view text) {
        constexpr std::size_t frame = 12;  // =?UTF-8?B??=
        while (!text.empty()) {
            if (column_ + 1 + frame + 8 > line_limit) fold();
            const auto room = std::min<std::size_t>(line_limit - column_ - 1, 75) - frame;
            const auto part = whole_characters(text, room / 4 * 3);
            add_word("=?UTF-8?B?" + base::to_base64(part) + "?=");
            text.remove_prefix(part.size());
        }
    }

    std::string finish() && { return std::move(out_) + std::string(crlf); }

private:
    void fold() {
        out_ += crlf;
        column_ = 0;
    }

    std::string out_;
    std::size_t column_;
};

bool is_atoms(std::string_view name) {
    return std::ranges::all_of(name, [](char c) { return c == ' ' || is_atom_character(c); });
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_letter_or_digit(c) || c == '.' || c == '-' || c == '_') {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', hex_digit(byte >> 4), hex_digit(byte)};
        }
    }
    return out;
}

/// The first word of a line with the blanks around it; only a line's first word has blanks before it.
std::string_view next_word(std::string_view line) {
    const auto past = [&](std::size_t at) { return std::min(at, line.size()); };
    const auto word = past(line.find_first_not_of(' '));
    const auto blank = past(line.find(' ', word));
    return line.substr(0, past(line.find_first_not_of(' ', blank)));
}

void flow_line(std::string& out, std::string_view line) {
    constexpr std::size_t limit = 78;
    std::size_t column = 0;
    while (!line.empty()) {
        const auto word = next_word(line);
        const auto width = base::count_characters(word);
        if (column > 0 && column + width > limit) {
            out += crlf;
            column = 0;
        }
        if (column == 0 && (line.starts_with(' ') || line.starts_with('>') || line.starts_with("From "))) {
            out += ' ';
            ++column;
        }
        out += word;
        column += width;
        line.remove_prefix(word.size());
    }
}

/// What stands for itself wherever in a line it is not the first or among the last.
std::size_t plain_beginning(std::string_view text, std::size_t most) {
    const auto visible = [](char c) { return c > ' ' && c < 0x7f; };
    std::size_t count = 0;
    // A blank stays one where a sign follows it.
    while (count < most && count < text.size() && text[count] != '=' &&
           (visible(text[count]) || (text[count] == ' ' && count + 1 < text.size() && visible(text[count + 1]))))
        ++count;
    return count;
}

}  // namespace

std::string text_header(std::string_view name, std::string_view value) {
    Header header(name);
    const auto text = base::tidy_line(value);
    if (needs_encoding(text))
        header.add_encoded(text);
    else
        header.add_words(text);
    return std::move(header).finish();
}

std::string mailbox_header(std::string_view name, std::string_view shown, std::string_view address) {
    Header header(name);
    const auto text = base::tidy_line(shown);
    if (needs_encoding(text))
        header.add_encoded(text);
    else if (is_atoms(text) && !text.empty())
        header.add_words(text);
    else if (!text.empty())
        header.add_words(quoted(text));
    header.add_word("<" + std::string(address) + ">");
    return std::move(header).finish();
}

std::string parameter(std::string_view key, std::string_view value) {
    const std::string start = ";\r\n " + std::string(key);
    if (is_plain_ascii(value) && value.size() <= 50) return start + "=" + quoted(value);
    std::string out;
    for (int section = 0; !value.empty(); ++section) {
        const auto part = whole_characters(value, 15);
        out += start + "*" + std::to_string(section) + "*=" + (section == 0 ? "UTF-8''" : "") + percent_encoded(part);
        value.remove_prefix(part.size());
    }
    return out;
}

std::string flow(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (auto line : base::split(text, '\n')) {
        const auto end = line.find_last_not_of(" \r");
        flow_line(out, line.substr(0, end == line.npos ? 0 : end + 1));
        out += crlf;
    }
    return out;
}

std::string quoted_printable(std::string_view text) {
    constexpr std::size_t kept_off = 3;  // from the end of a line, what could be mistaken on the next
    std::string out;
    out.reserve(text.size() + text.size() / 4);
    std::size_t column = 0;
    const auto put = [&](std::string_view piece) {
        if (column + piece.size() >= line_limit) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (column > 0 && column + kept_off < line_limit) {
            const auto plain = plain_beginning(text.substr(i), line_limit - kept_off - column);
            out += text.substr(i, plain);
            column += plain;
            i += plain;
            if (i == text.size()) break;
        }
        const char c = text[i];
        const bool breaks = c == '\n' || text.substr(i, 2) == crlf;
        if (breaks) {
            i += c == '\r';
            out += crlf;
            column = 0;
            continue;
        }
        const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text.substr(i + 1, 2) == crlf;
        const bool starts_line = column == 0 || column + kept_off >= line_limit;
        const bool plain =
            c == ' ' ? !ends_line : c > ' ' && c < 0x7f && c != '=' && !(starts_line && (c == '.' || c == 'F'));
        const auto byte = static_cast<unsigned char>(c);
        const char escaped[] = {'=', hex_digit(byte >> 4), hex_digit(byte)};
        put(plain ? text.substr(i, 1) : std::string_view(escaped, 3));
    }
    if (column > 0) out += crlf;
    return out;
}

std::string base64_lines(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() / 57 * 78 + 80);
    for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(57, bytes.size()))) {
        out += base::to_base64(bytes.substr(0, 57));
        out += crlf;
    }
    return out;
}

}  // namespace mail
