#include "web/multipart.h"

#include "base/text.h"
#include "web/forms.h"

#include <algorithm>

namespace web {
namespace {

bool is_boundary(std::string_view text) {
    return !text.empty() && text.size() <= 70 && text.back() != ' ' && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) || std::string_view("'()+_,-./:=? ").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

/// Reads `name="value"` at the head of `text` and drops it. Browsers write a quote inside as %22, old programs as \".
std::optional<std::pair<std::string, std::string>> next_parameter(std::string_view& text) {
    while (!text.empty() && (text[0] == ';' || text[0] == ' ' || text[0] == '\t')) text.remove_prefix(1);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto name = base::lower_ascii(base::trim(text.substr(0, equals)));
    text.remove_prefix(equals + 1);
    std::string value;
    if (text.empty() || text[0] != '"') {
        const auto end = std::min(text.find(';'), text.size());
        value = base::trim(text.substr(0, end));
        text.remove_prefix(end);
        return std::pair{std::move(name), std::move(value)};
    }
    std::size_t i = 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"') ++i;
        value += text[i];
    }
    if (i >= text.size()) return std::nullopt;  // no closing quote
    text.remove_prefix(i + 1);
    return std::pair{std::move(name), std::move(value)};
}

std::string browser_unescaped(std::string text) {
    for (const auto& [escaped, plain] : {std::pair{"%22", "\""}, std::pair{"%0D", "\r"}, std::pair{"%0A", "\n"}})
        for (auto at = text.find(escaped); at != std::string::npos; at = text.find(escaped, at + 1))
            text.replace(at, 3, plain);
    return text;
}

bool read_disposition(std::string_view value, PartHead& head) {
    const auto kind = base::trim(value.substr(0, value.find(';')));
    if (!base::equal_ignoring_case(kind, "form-data")) return false;
    value.remove_prefix(std::min(value.find(';'), value.size()));
    bool named = false;
    while (auto parameter = next_parameter(value)) {
        if (parameter->first == "name" && !named) {
            head.name = clean_value(browser_unescaped(std::move(parameter->second)));
            named = true;
        } else if (parameter->first == "filename" && !head.file_name) {
            head.file_name = browser_unescaped(std::move(parameter->second));
        }
    }
    return named && head.name.size() <= 200;
}

std::optional<PartHead> read_part_head(std::string_view lines) {
    PartHead head;
    bool disposed = false;
    while (!lines.empty()) {
        const auto end = std::min(lines.find("\r\n"), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 2, lines.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const auto name = line.substr(0, colon), value = base::trim(line.substr(colon + 1));
        if (base::equal_ignoring_case(name, "content-disposition")) {
            if (disposed || !read_disposition(value, head)) return std::nullopt;
            disposed = true;
        } else if (base::equal_ignoring_case(name, "content-type")) {
            head.content_type = base::tidy_line(value.substr(0, 200));
        }
    }
    if (!disposed) return std::nullopt;
    return head;
}

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary, PartListener& listener) : listener_(listener) {
    if (!is_boundary(boundary)) state_ = State::broken;
    delimiter_ = "\r\n--" + std::string(boundary);
}

bool MultipartReader::fail() {
    state_ = State::broken;
    return false;
}

bool MultipartReader::feed(std::string_view bytes) {
    if (state_ == State::broken) return false;
    if (state_ == State::epilogue) return true;
    buffer_.append(bytes);
    while (step()) {}
    buffer_.erase(0, used_);
    used_ = 0;
    return state_ != State::broken;
}

/// One piece of work; false when more bytes are needed or nothing is left to do.
bool MultipartReader::step() {
    switch (state_) {
        case State::preamble: return step_over_preamble();
        case State::after_delimiter: return step_after_delimiter();
        case State::head: return step_head();
        case State::data: return step_data();
        case State::epilogue: consume(rest().size()); return false;
        case State::broken: return false;
    }
    return false;
}

bool MultipartReader::step_over_preamble() {
    const auto at = rest().find(delimiter_);
    if (at == std::string_view::npos) {
        if (rest().size() > delimiter_.size()) consume(rest().size() - delimiter_.size());
        return false;
    }
    consume(at + delimiter_.size());
    state_ = State::after_delimiter;
    return true;
}

bool MultipartReader::step_after_delimiter() {
    if (rest().size() < 2) return false;
    if (rest().starts_with("--")) {
        state_ = State::epilogue;
    } else if (rest().starts_with("\r\n")) {
        if (++parts_ > most_parts) return fail();
        consume(2);
        state_ = State::head;
    } else {
        return fail();
    }
    return true;
}

bool MultipartReader::step_head() {
    const auto end = rest().find("\r\n\r\n");
    if (end == std::string_view::npos || end > most_head) return rest().size() > most_head ? fail() : false;
    const auto head = read_part_head(rest().substr(0, end));
    if (!head || !listener_.part_begins(*head)) return fail();
    consume(end + 4);
    state_ = State::data;
    return true;
}

bool MultipartReader::step_data() {
    const auto at = rest().find(delimiter_);
    if (at != std::string_view::npos) {
        if (at > 0 && !listener_.part_goes_on(rest().substr(0, at))) return fail();
        if (!listener_.part_ends()) return fail();
        consume(at + delimiter_.size());
        state_ = State::after_delimiter;
        return true;
    }
    if (rest().size() >= delimiter_.size()) {
        const auto safe = rest().size() - delimiter_.size() + 1;  // the tail may be the beginning of a delimiter
        if (!listener_.part_goes_on(rest().substr(0, safe))) return fail();
        consume(safe);
    }
    return false;
}

std::string tidy_file_name(std::string_view sent) {
    const auto slash = sent.find_last_of("/\\");
    if (slash != std::string_view::npos) sent.remove_prefix(slash + 1);
    auto name = base::tidy_line(sent.substr(0, 4096));
    const auto first = name.find_first_not_of(".- ");
    name.erase(0, std::min(first, name.size()));
    if (name.empty()) return "file";
    return std::string(base::first_characters(name, 200));
}

}  // namespace web
