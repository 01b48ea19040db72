#include "openapi/example.h"

#include <algorithm>

namespace openapi {
namespace {

/// What stands in an example for members of this name, as JSON; empty: made from the sort.
std::string_view known_value(std::string_view member) {
    static constexpr std::pair<std::string_view, std::string_view> values[] = {
        {"service", R"("missed-bin")"},
        {"answers", R"({"bin": "general"})"},
        {"description", R"("The bin is at the back gate.")"},
        {"latitude", "53.48"},
        {"longitude", "-2.24"},
        {"uprn", R"("100012345678")"},
        {"name", R"("Rosa Green")"},
        {"email", R"("rosa.green@example.org")"},
        {"phone", R"("07700 900123")"},
        {"outcome", R"("collected")"},
        {"started", R"("2026-11-22T09:30:00Z")"},
        {"ended", R"("2026-11-22T09:34:00Z")"},
        {"staff", "null"},
        {"team", R"("1002")"},
        {"note", R"("They know the street well.")"},
        {"text", R"("The crew comes back tomorrow.")"},
    };
    const auto found = std::ranges::find(values, member, &std::pair<std::string_view, std::string_view>::first);
    return found == std::end(values) ? std::string_view() : found->second;
}

std::string object_example(const Schema& schema, std::size_t depth);

std::string value_example(const Member& member, std::size_t depth) {
    if (member.sort == Sort::one)
        if (const auto* schema = find_schema(member.of)) return object_example(*schema, depth);
    if (const auto known = known_value(member.name); !known.empty()) return std::string(known);
    switch (member.sort) {
        case Sort::choice: return base::json_string(base::split(member.of, ',').front());
        case Sort::id: return R"("1001")";
        case Sort::integer:
        case Sort::decimal: return "1";
        case Sort::flag: return "true";
        case Sort::many:
        case Sort::texts: return "[]";
        case Sort::answers_by_name:
        case Sort::text_by_name: return "{}";
        case Sort::time:
        case Sort::time_or_none: return R"("2026-11-22T09:30:00Z")";
        default: return R"("")";
    }
}

/// An outcome of a contact is not one of a case, nor is a place in words anything but an address.
std::string_view special_value(std::string_view schema, std::string_view member) {
    if (schema == "NewInteraction" && member == "outcome") return R"("answered")";
    if (schema == "Location" && member == "text") return R"("4 Elm Grove, GH1 2AB")";
    return {};
}

bool is_left_out(std::string_view schema, std::string_view member) {
    return (schema == "Location" && member != "text") || (schema == "NewOwner" && member != "staff");
}

std::string object_example(const Schema& schema, std::size_t depth) {
    const std::string indent(2 * (depth + 1), ' ');
    std::string out = "{";
    for (const auto& member : schema.members) {
        if (is_left_out(schema.name, member.name)) continue;
        const auto special = special_value(schema.name, member.name);
        out += (out.size() > 1 ? ",\n" : "\n") + indent + base::json_string(member.name) + ": ";
        out += special.empty() ? value_example(member, depth + 1) : std::string(special);
    }
    return out + '\n' + std::string(2 * depth, ' ') + '}';
}

std::string filled(std::string_view path) {
    std::string out;
    for (const auto segment : base::split(path.substr(1), '/')) {
        out += '/';
        if (segment == "{reference}")
            out += "7TQ2M9KX4BRW";
        else if (segment == "{code}")
            out += "missed-bin";
        else
            out += segment.starts_with('{') ? std::string_view("1001") : segment;
    }
    return out;
}

bool takes(const Operation& operation, std::string_view header) {
    return std::ranges::any_of(operation.parameters, [&](const Parameter& each) { return each.name == header; });
}

bool wants_token(const Operation& operation) {
    return !operation.permission.is_public() && operation.permission.name() != "requests.submit";
}

}  // namespace

const Schema* find_schema(std::string_view name) {
    const auto all = schemas();
    const auto found = std::ranges::find(all, name, &Schema::name);
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::string_view> names_in(std::string_view path) {
    std::vector<std::string_view> names;
    for (const auto segment : base::split(path, '/'))
        if (segment.starts_with('{')) names.push_back(segment.substr(1, segment.size() - 2));
    return names;
}

std::string example_body(const Operation& operation) {
    const auto* schema = operation.body.empty() ? nullptr : find_schema(operation.body);
    return schema == nullptr ? std::string() : object_example(*schema, 0);
}

std::string curl_line(const Operation& operation, std::string_view base_url) {
    std::string line = "curl";
    if (operation.method != web::Method::get) line += " -X " + std::string(to_string(operation.method));
    line += " '" + std::string(base_url) + filled(operation.path) + "'";
    if (wants_token(operation)) line += " \\\n  -H \"Authorization: Bearer $TOKEN\"";
    if (takes(operation, "Contact-Check")) line += " \\\n  -H 'Contact-Check: rosa.green@example.org'";
    if (!web::is_safe(operation.method)) line += " \\\n  -H 'Idempotency-Key: any-text-of-your-own'";
    if (const auto body = example_body(operation); !body.empty())
        line += " \\\n  -H 'Content-Type: application/json' \\\n  -d '" + body + "'";
    return line;
}

}  // namespace openapi
