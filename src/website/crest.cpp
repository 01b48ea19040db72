#include "website/crest.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace website {
namespace {

constexpr std::array<std::string_view, 22> elements{
    "svg",  "g",    "path", "rect",           "circle",         "ellipse", "line",     "polyline", "polygon", "defs", "title",
    "desc", "text", "use",  "linearGradient", "radialGradient", "stop",    "clipPath", "mask",     "symbol",  "tspan", "pattern"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

/// Reads the drawing from front to end; stops at the first thing that is no shape.
class Reader {
public:
    explicit Reader(std::string_view svg) : rest_(svg) {}

    bool read() {
        if (rest_.starts_with("<?xml ") && !skip_past("?>")) return false;
        skip_text();
        while (!rest_.empty()) {
            if (!read_markup()) return false;
            if (seen_ && open_.empty()) break;
            skip_text();
        }
        return seen_ && open_.empty() && std::ranges::all_of(rest_, is_blank);
    }

private:
    bool skip_past(std::string_view mark) {
        const auto at = rest_.find(mark);
        if (at == std::string_view::npos) return false;
        rest_.remove_prefix(at + mark.size());
        return true;
    }
    void skip_text() { rest_.remove_prefix(std::min(rest_.find('<'), rest_.size())); }
    void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }
    std::string_view name() {
        std::size_t length = 0;
        while (length < rest_.size() && is_name_part(rest_[length])) ++length;
        const auto found = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return found;
    }

    bool read_markup() {
        if (rest_.starts_with("<!--")) return skip_past("-->");
        rest_.remove_prefix(1);
        if (rest_.starts_with('/')) {
            rest_.remove_prefix(1);
            const auto closed = name();
            skip_blanks();
            if (open_.empty() || open_.back() != closed || !rest_.starts_with('>')) return false;
            rest_.remove_prefix(1);
            open_.pop_back();
            return true;
        }
        const auto element = name();
        if (std::ranges::find(elements, element) == elements.end()) return false;
        if (!seen_ && element != "svg") return false;
        seen_ = true;
        open_.push_back(element);
        return read_attributes();
    }

    bool read_attributes() {
        for (;;) {
            skip_blanks();
            if (rest_.starts_with('>')) {
                rest_.remove_prefix(1);
                return true;
            }
            if (rest_.starts_with("/>")) {
                rest_.remove_prefix(2);
                open_.pop_back();
                return true;
            }
            const auto attribute = name();
            if (attribute.empty() || !rest_.starts_with('=') || rest_.size() < 3) return false;
            const char quote = rest_[1];
            const auto end = quote == '"' || quote == '\'' ? rest_.find(quote, 2) : std::string_view::npos;
            if (end == std::string_view::npos || !is_sound(attribute, rest_.substr(2, end - 2))) return false;
            rest_.remove_prefix(end + 1);
        }
    }

    static bool is_sound(std::string_view attribute, std::string_view value) {
        const auto lower = base::lower_ascii(attribute);
        if (lower.starts_with("on") || lower == "style") return false;
        if (value.find('&') != std::string_view::npos || value.find('<') != std::string_view::npos) return false;
        if (lower == "href" || lower == "xlink:href") return value.starts_with('#');
        if (lower.starts_with("xmlns")) return value.starts_with("http://www.w3.org/");
        const auto low_value = base::lower_ascii(value);
        const auto address = low_value.find("url(");
        return (address == std::string::npos || low_value.find("url(#") == address) && low_value.find("javascript:") == std::string::npos;
    }

    std::string_view rest_;
    std::vector<std::string_view> open_;
    bool seen_ = false;
};

}  // namespace

bool is_sound_drawing(std::string_view svg) {
    return svg.size() <= largest_crest && base::is_utf8(svg) && Reader(svg).read();
}

}  // namespace website
