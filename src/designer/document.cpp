#include "designer/document.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace designer {
namespace {

namespace json = boost::json;

constexpr std::size_t widest_line = 140;

void write(std::string& out, const json::value& value, int depth) {
    const auto short_form = json::serialize(value);
    const std::string indent(static_cast<std::size_t>(depth) * 2 + 2, ' ');
    if (depth > 0 && short_form.size() + indent.size() <= widest_line) {
        out += short_form;
    } else if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
        out += "{\n";
        for (auto member = object->begin(); member != object->end(); ++member) {
            out += indent + json::serialize(json::value(member->key())) + ": ";
            write(out, member->value(), depth + 1);
            out += std::next(member) == object->end() ? "\n" : ",\n";
        }
        out += indent.substr(2) + '}';
    } else if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
        out += "[\n";
        for (auto item = array->begin(); item != array->end(); ++item) {
            out += indent;
            write(out, *item, depth + 1);
            out += std::next(item) == array->end() ? "\n" : ",\n";
        }
        out += indent.substr(2) + ']';
    } else {
        out += short_form;
    }
}

const json::value* find(const json::object& root, std::string_view path) {
    const auto dot = path.find('.');
    const auto* value = root.if_contains(path.substr(0, dot));
    if (value == nullptr || dot == std::string_view::npos) return value;
    return value->is_object() ? find(value->as_object(), path.substr(dot + 1)) : nullptr;
}

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<Document> Document::read(std::string_view text) {
    boost::system::error_code error;
    auto parsed = json::parse({text.data(), text.size()}, error);
    if (error || !parsed.is_object()) return refuse(Kind::invalid, "designer.unreadable");
    Document document;
    document.root_ = std::move(parsed.as_object());
    return document;
}

std::string Document::text() const {
    std::string out;
    write(out, root_, 0);
    return out + '\n';
}

std::string Document::value(std::string_view path) const {
    const auto* found = find(root_, path);
    if (found == nullptr) return {};
    if (found->is_string()) return std::string(found->as_string());
    if (found->is_int64()) return std::to_string(found->as_int64());
    if (found->is_bool()) return found->as_bool() ? "yes" : "";
    std::string lines;
    if (found->is_array())
        for (const auto& item : found->as_array())
            if (item.is_string()) lines += std::string(item.as_string()) + '\n';
    return lines;
}

const json::array& Document::list(std::string_view path) const {
    static const json::array none;
    const auto* found = find(root_, path);
    return found != nullptr && found->is_array() ? found->as_array() : none;
}

json::array& Document::list(std::string_view name) {
    auto& member = root_[name];
    if (!member.is_array()) member = json::array();
    return member.as_array();
}

std::string Document::seal(std::string_view part) const {
    std::string said;
    if (const auto slash = part.find('/'); slash != std::string_view::npos) {
        const auto& items = list(part.substr(0, slash));
        const auto name = part.substr(slash + 1);
        const auto place = number_in(name) ? static_cast<std::size_t>(*number_in(name)) : place_of(items, name);
        if (place < items.size()) said = json::serialize(items[place]);
    } else {
        for (const auto name : base::split(part, ','))
            if (const auto* member = root_.if_contains(name)) said += json::serialize(*member) + '\n';
    }
    return base::to_hex(base::sha256(said)).substr(0, 16);
}

void Document::set(std::string_view path, json::value value, bool is_empty) {
    const auto dot = path.find('.');
    auto* within = &root_;
    const auto first = path.substr(0, dot), last = dot == std::string_view::npos ? path : path.substr(dot + 1);
    if (dot != std::string_view::npos) {
        const auto deeper = last.find('.');
        auto* member = within->if_contains(first);
        if (member == nullptr || !member->is_object()) {
            if (is_empty) return;
            (*within)[first] = json::object();
            member = within->if_contains(first);
        }
        if (deeper != std::string_view::npos) {  // "levels.acknowledge.working_hours"
            Document inner;
            inner.root_ = member->as_object();
            inner.set(last, std::move(value), is_empty);
            member->as_object() = std::move(inner.root_);
            if (member->as_object().empty()) within->erase(first);
            return;
        }
        within = &member->as_object();
    }
    if (is_empty)
        within->erase(last);
    else
        (*within)[last] = std::move(value);
    if (within != &root_ && within->empty()) root_.erase(first);
}

void Document::set_text(std::string_view path, std::string_view text) { set(path, json::value(text), text.empty()); }

void Document::set_number(std::string_view path, std::string_view digits) {
    const auto number = number_in(digits);
    set(path, number ? json::value(*number) : json::value(digits), digits.empty());
}

void Document::set_flag(std::string_view path, bool on) { set(path, json::value(on), false); }

void Document::set_lines(std::string_view path, std::string_view lines) {
    json::array all;
    for (const auto line : base::split(lines, '\n'))
        if (const auto tidy = base::tidy_line(line); !tidy.empty()) all.emplace_back(tidy);
    set_list(path, std::move(all));
}

void Document::set_list(std::string_view path, json::array items) {
    const bool is_empty = items.empty();
    set(path, std::move(items), is_empty);
}

std::size_t place_of(const json::array& items, std::string_view code) {
    const auto found = std::ranges::find_if(items, [&](const json::value& item) { return text_in(item, "code") == code; });
    return static_cast<std::size_t>(found - items.begin());
}

std::string text_in(const json::value& item, std::string_view name) {
    const auto* object = item.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
}

std::string code_from(std::string_view label, char joint) {
    constexpr std::size_t longest = 40;
    std::string code;
    for (const char c : base::lower_ascii(label)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (code.size() >= longest) break;
        if (plain) code += c;
        if (!plain && !code.empty() && code.back() != joint) code += joint;
    }
    while (!code.empty() && code.back() == joint) code.pop_back();
    return code;
}

}  // namespace designer
