// Values written out: for people, as FEEL, as JSON.

#include "dmn/function.h"
#include "dmn/value.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

namespace dmn {
namespace {

enum class Style { outside, inside, feel };  // outside: as string() has it; inside: in a list or a context of such

void write(std::string& out, const Value& value, Style style);

void write_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default: out += c;
        }
    }
    out += '"';
}

bool is_plain_name(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
    for (const char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

void write_list(std::string& out, const Items& items, Style style) {
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ", ";
        write(out, items[i], style);
    }
    out += ']';
}

void write_context(std::string& out, const Context& context, Style style) {
    out += '{';
    bool first = true;
    for (const auto& [name, value] : context.entries()) {
        if (!first) out += ", ";
        first = false;
        if (style == Style::feel || !is_plain_name(name)) {
            write_quoted(out, name);
        } else {
            out += name;
        }
        out += ": ";
        write(out, value, style);
    }
    out += '}';
}

void write_range(std::string& out, const Range& range, Style style) {
    const auto bound = [&](std::string_view sign, const Value& end) {
        out += fmt::format("({} ", sign);
        write(out, end, style);
        out += ')';
    };
    switch (range.spelling) {
        case Range::Spelling::below: return bound(range.high_included ? "<=" : "<", range.high);
        case Range::Spelling::above: return bound(range.low_included ? ">=" : ">", range.low);
        case Range::Spelling::exactly: return bound("=", range.low);
        case Range::Spelling::other_than: return bound("!=", range.low);
        case Range::Spelling::two_ends: break;
    }
    out += range.low_included ? '[' : '(';
    write(out, range.low, style);
    out += " .. ";
    write(out, range.high, style);
    out += range.high_included ? ']' : ')';
}

void write_function(std::string& out, const Callable& function) {
    out += "function(";
    bool first = true;
    for (const auto& parameter : function.parameters()) {
        if (!first) out += ", ";
        first = false;
        out += parameter.name;
    }
    out += ')';
}

void write_temporal(std::string& out, const std::string& text, Style style) {
    if (style == Style::outside) {
        out += text;
    } else {
        out += fmt::format("@\"{}\"", text);
    }
}

void write(std::string& out, const Value& value, Style style) {
    const auto nested = style == Style::outside ? Style::inside : style;
    switch (value.kind()) {
        case Value::Kind::null: out += "null"; break;
        case Value::Kind::boolean: out += value.boolean() ? "true" : "false"; break;
        case Value::Kind::number: out += value.number().text(); break;
        case Value::Kind::text: style == Style::outside ? void(out += value.text()) : write_quoted(out, value.text()); break;
        case Value::Kind::date: write_temporal(out, to_text(value.date()), style); break;
        case Value::Kind::time: write_temporal(out, to_text(value.time()), style); break;
        case Value::Kind::date_time: write_temporal(out, to_text(value.date_time()), style); break;
        case Value::Kind::years_months: write_temporal(out, to_text(value.years_months()), style); break;
        case Value::Kind::days_time: write_temporal(out, to_text(value.days_time()), style); break;
        case Value::Kind::list: write_list(out, value.list(), nested); break;
        case Value::Kind::context: write_context(out, value.context(), nested); break;
        case Value::Kind::range: write_range(out, value.range(), nested); break;
        case Value::Kind::function: write_function(out, *value.function()); break;
    }
}

boost::json::value number_to_json(Decimal number) {
    if (const auto whole = number.whole()) return *whole;
    return number.as_double();
}

}  // namespace

std::string to_text(const Value& value) {
    std::string out;
    write(out, value, Style::outside);
    return out;
}

std::string to_feel(const Value& value) {
    std::string out;
    write(out, value, Style::feel);
    return out;
}

boost::json::value to_json(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null: return nullptr;
        case Value::Kind::boolean: return value.boolean();
        case Value::Kind::number: return number_to_json(value.number());
        case Value::Kind::list: {
            boost::json::array out;
            for (const auto& item : value.list()) out.push_back(to_json(item));
            return out;
        }
        case Value::Kind::context: {
            boost::json::object out;
            for (const auto& [name, member] : value.context().entries()) out.insert_or_assign(name, to_json(member));
            return out;
        }
        default: return boost::json::value(boost::json::string(to_text(value)));
    }
}

Value from_json(const boost::json::value& json) {
    switch (json.kind()) {
        case boost::json::kind::null: return {};
        case boost::json::kind::bool_: return json.get_bool();
        case boost::json::kind::int64: return json.get_int64();
        case boost::json::kind::uint64: return Decimal::parse(fmt::format("{}", json.get_uint64())).value_or(Decimal());
        case boost::json::kind::double_: {
            const auto number = Decimal::from_double(json.get_double());
            return number ? Value(*number) : Value();
        }
        case boost::json::kind::string: return Value(std::string(json.get_string()));
        case boost::json::kind::array: {
            Items items;
            for (const auto& each : json.get_array()) items.push_back(from_json(each));
            return items;
        }
        case boost::json::kind::object: return context_from_json(json.get_object());
    }
    return {};
}

Context context_from_json(const boost::json::object& object) {
    Context context;
    for (const auto& [name, value] : object) context.put(std::string(name), from_json(value));
    return context;
}

}  // namespace dmn
