#include "openapi/document.h"

#include "openapi/schemas.h"

#include <map>
#include <vector>

namespace openapi {
namespace {

Object reference_to(std::string_view schema) {
    return Object().text("$ref", "#/components/schemas/" + std::string(schema));
}

Object of_type(std::string_view type) { return Object().text("type", type); }
Object none_or(std::string_view type) { return Object().array("type", Array().add(type).add("null")); }

Object shape_of(const Member& member) {
    switch (member.sort) {
        case Sort::text: return of_type("string");
        case Sort::text_or_none: return none_or("string");
        case Sort::id: return of_type("string").text("pattern", "^[1-9][0-9]{0,18}$");
        case Sort::time: return of_type("string").text("format", "date-time");
        case Sort::time_or_none: return none_or("string").text("format", "date-time");
        case Sort::integer: return of_type("integer");
        case Sort::decimal: return of_type("number");
        case Sort::flag: return of_type("boolean");
        case Sort::id_or_none: return none_or("string").text("pattern", "^[1-9][0-9]{0,18}$");
        case Sort::one: return reference_to(member.of);
        case Sort::one_or_none: return Object().array("anyOf", Array().add(reference_to(member.of)).add(of_type("null")));
        case Sort::many: return of_type("array").object("items", reference_to(member.of));
        case Sort::texts: return of_type("array").object("items", of_type("string"));
        case Sort::answers_by_name: {
            const auto row = of_type("object").object("additionalProperties", of_type("string"));
            return of_type("object").object("additionalProperties", Object().array("type", Array().add("string").add("array")).object("items", row));
        }
        case Sort::text_by_name: return of_type("object").object("additionalProperties", of_type("string"));
        case Sort::choice: break;
    }
    Array words;
    for (const auto word : base::split(member.of, ',')) words.add(word);
    return of_type("string").array("enum", words);
}

Object schema_object(const Schema& schema) {
    Object properties;
    Array required;
    for (const auto& member : schema.members) {
        auto shape = shape_of(member);
        if (!member.description.empty()) shape.text("description", member.description);
        properties.object(member.name, shape);
        if (member.always) required.add(member.name);
    }
    return of_type("object").array("required", required).object("properties", properties);
}

Object json_content(std::string_view type, std::string_view schema) {
    return Object().object(type, Object().object("schema", reference_to(schema)));
}

Object parameter_object(const Parameter& parameter) {
    const auto& [in, name, description, required] = parameter;
    Object out;
    out.text("name", name).text("in", in).flag("required", required || in == "path").object("schema", of_type("string"));
    if (!description.empty()) out.text("description", description);
    return out;
}

Array parameters_of(const Operation& operation) {
    Array out;
    for (const auto segment : base::split(operation.path, '/'))
        if (segment.starts_with('{')) out.add(parameter_object({"path", segment.substr(1, segment.size() - 2), {}}));
    for (const auto& parameter : operation.parameters) out.add(parameter_object(parameter));
    if (!web::is_safe(operation.method))
        out.add(parameter_object({"header", "Idempotency-Key", "Sent again with the same key, the same answer is given and "
                                                               "nothing is done twice."}));
    return out;
}

Object responses_of(const Operation& operation) {
    Object well;
    well.text("description", "Done.");
    if (!operation.answer.empty()) well.object("content", json_content("application/json", operation.answer));
    const auto refused = Object().text("description", "Refused; `code` and `errors` say why.")
                             .object("content", json_content("application/problem+json", "Problem"));
    Object out;
    out.object(std::to_string(operation.status), well);
    if (operation.may_vanish) out.object("204", Object().text("description", "Done; the case is out of your sight now."));
    if (operation.takes_if_match()) {
        const auto changed = Object().text("description", "Changed meanwhile: the case is not as If-Match names it.")
                                 .object("content", json_content("application/problem+json", "Problem"));
        out.object("412", changed);
    }
    return out.object("default", refused);
}

/// A token, nothing at all, or either. Where a resident must show that a request is theirs, a token shows nothing.
Array security_of(const Operation& operation) {
    Array out;
    if (operation.permission.is_public() || operation.permission.name() == "requests.submit") out.add(Object());
    const bool own = std::ranges::any_of(operation.parameters, [](const Parameter& each) { return each.required; });
    if (!operation.permission.is_public() || (operation.takes_contact_check() && !own))
        out.add(Object().array("token", {}));
    return out;
}

Object operation_object(const Operation& operation) {
    Object out;
    out.text("operationId", operation.id).text("summary", operation.summary);
    out.text("x-permission", operation.permission.name()).array("security", security_of(operation));
    out.array("parameters", parameters_of(operation));
    if (!operation.body.empty())
        out.object("requestBody", Object().flag("required", operation.body_required).object("content", json_content("application/json", operation.body)));
    return out.object("responses", responses_of(operation));
}

Object paths_of(std::span<const Operation> operations) {
    std::map<std::string_view, Object> by_path;
    for (const auto& operation : operations)
        by_path[operation.path].object(base::lower_ascii(to_string(operation.method)), operation_object(operation));
    Object out;
    for (const auto& [path, item] : by_path) out.object(path, item);
    return out;
}

}  // namespace

std::string document_of(std::span<const Operation> operations) {
    Object all_schemas;
    for (const auto& schema : schemas()) all_schemas.object(schema.name, schema_object(schema));
    const auto info = Object().text("title", "Guildhall").text("version", "1.0.0").text("summary", "Requests and cases of a council.");
    const auto token = Object().object("token", Object().text("type", "http").text("scheme", "bearer"));
    return Object()
        .text("openapi", "3.1.0")
        .object("info", info)
        .object("paths", paths_of(operations))
        .object("components", Object().object("schemas", all_schemas).object("securitySchemes", token))
        .str();
}

}  // namespace openapi
