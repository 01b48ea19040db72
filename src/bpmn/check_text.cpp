// The forms that values must have.

#include "bpmn/checks.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace bpmn {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

/// Takes what it is asked for from the front of a text.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}
    bool done() const { return rest_.empty(); }
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// How many digits there were.
    std::size_t digits(std::size_t most = 18) {
        std::size_t count = 0;
        while (count < most && !rest_.empty() && is_digit(rest_.front())) {
            value_ = (count == 0 ? 0 : value_ * 10) + (rest_.front() - '0');
            rest_.remove_prefix(1);
            ++count;
        }
        return count;
    }
    long value() const { return value_; }
    bool two_digits(long most) { return digits(2) == 2 && value_ <= most; }

private:
    std::string_view rest_;
    long value_ = 0;
};

bool take_time(Scanner& scan) {
    if (!scan.two_digits(24)) return false;
    if (scan.take(':')) {
        if (!scan.two_digits(59)) return false;
        if (scan.take(':') && !scan.two_digits(60)) return false;
        if (scan.take('.') && scan.digits() == 0) return false;
    }
    if (scan.take('Z') || scan.done()) return true;
    if (!scan.take('+') && !scan.take('-')) return true;
    if (!scan.two_digits(14)) return false;
    return !scan.take(':') || scan.two_digits(59);
}

}  // namespace

bool is_uri(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::string_view("<>\"{}|\\^` ").find(text[i]) != std::string_view::npos) return false;
        if (static_cast<unsigned char>(text[i]) < 0x20) return false;
        if (text[i] == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
    }
    return true;
}

bool is_mime_type(std::string_view text) {
    text = base::trim(text.substr(0, text.find(';')));
    const auto slash = text.find('/');
    if (slash == 0 || slash == std::string_view::npos || slash + 1 == text.size()) return false;
    return std::ranges::all_of(text,
                               [](char c) {
                                   return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                                          std::string_view("/!#$&^_.+-").find(c) != std::string_view::npos;
                               }) &&
           std::ranges::count(text, '/') == 1;
}

bool is_iso_date(std::string_view text) {
    Scanner scan(base::trim(text));
    (void)scan.take('-');
    if (scan.digits() < 4 || !scan.take('-') || !scan.two_digits(12) || !scan.take('-') || !scan.two_digits(31))
        return false;
    return scan.done() || (scan.take('T') && take_time(scan) && scan.done());
}

bool is_iso_duration(std::string_view text) {
    Scanner scan(base::trim(text));
    (void)scan.take('-');
    if (!scan.take('P')) return false;
    bool any = false, in_time = false;
    std::string_view units = "YMWD";
    while (!scan.done()) {
        if (!in_time && scan.take('T')) {
            in_time = true;
            units = "HMS";
            if (scan.done()) return false;
            continue;
        }
        if (scan.digits() == 0) return false;
        if ((scan.take('.') || scan.take(',')) && scan.digits() == 0) return false;
        const auto unit = std::ranges::find_if(units, [&](char c) { return scan.take(c); });
        if (unit == units.end()) return false;
        units.remove_prefix(static_cast<std::size_t>(unit - units.begin()) + 1);
        any = true;
    }
    return any;
}

bool is_iso_cycle(std::string_view text) {
    text = base::trim(text);
    const auto parts = base::split(text, '/');
    Scanner repeat(parts[0]);
    if (!repeat.take('R') || (!repeat.done() && (repeat.digits() == 0 || !repeat.done()))) return false;
    if (parts.size() < 2 || parts.size() > 3) return false;
    return std::ranges::all_of(parts.begin() + 1, parts.end(),
                               [](std::string_view part) { return is_iso_date(part) || is_iso_duration(part); });
}

bool Listing::has(const Element& holder, std::string_view tag, const Element& wanted) {
    const auto [list, fresh] = lists_.try_emplace({&holder, std::string(tag)});
    if (fresh)
        for (const auto* each : holder.children(tag))
            if (each->target() != nullptr) list->second.insert(each->target());
    return list->second.contains(&wanted);
}

bool leads_elsewhere(const Model& model, const Element& from, std::string_view written) {
    written = base::trim(written);
    const auto colon = written.find(':');
    if (colon == std::string_view::npos) return false;
    const auto space = space_of_prefix(from, written.substr(0, colon));
    return !space.empty() && space != model.definitions().attribute("targetNamespace");
}

bool same_item(const Element* one, const Element* other) {
    if (one == other) return true;
    if (one == nullptr || other == nullptr) return false;
    const auto structure = base::trim(one->attribute("structureRef"));
    return !structure.empty() && structure == base::trim(other->attribute("structureRef")) &&
           one->flag("isCollection") == other->flag("isCollection");
}

}  // namespace bpmn
