#include "openapi/operations.h"
#include "openapi/test/given_api.h"

#include <set>

using namespace given;

namespace {

const json::value& at_pointer(const json::value& document, std::string_view reference) {
    REQUIRE(reference.starts_with("#/"));
    const auto* here = &document;
    for (const auto part : base::split(reference.substr(2), '/')) {
        CAPTURE(std::string(reference));
        REQUIRE(here->is_object());
        REQUIRE(here->as_object().contains(part));
        here = &here->as_object().at(part);
    }
    return *here;
}

void resolve_all(const json::value& document, const json::value& value) {
    if (value.is_array())
        for (const auto& each : value.as_array()) resolve_all(document, each);
    if (!value.is_object()) return;
    for (const auto& [name, each] : value.as_object()) {
        if (name == "$ref")
            at_pointer(document, std::string_view(each.as_string()));
        else
            resolve_all(document, each);
    }
}

bool is_of_type(const json::value& value, std::string_view type) {
    return (type == "string" && value.is_string()) || (type == "null" && value.is_null()) || (type == "boolean" && value.is_bool()) ||
           (type == "integer" && value.is_int64()) || (type == "number" && value.is_number()) ||
           (type == "array" && value.is_array()) || (type == "object" && value.is_object());
}

/// As much of JSON Schema as our document uses, and one thing more: a member that no schema names is a mistake.
void hold_against(const json::value& document, const json::value& schema, const json::value& value, const std::string& where) {
    CAPTURE(where);
    const auto& s = schema.as_object();
    if (const auto* reference = s.if_contains("$ref"))
        return hold_against(document, at_pointer(document, std::string_view(reference->as_string())), value, where);
    if (const auto* either = s.if_contains("anyOf")) {  // an object, or null
        if (!value.is_null()) hold_against(document, either->as_array().at(0), value, where);
        return;
    }
    const auto& type = s.at("type");
    if (type.is_array())
        CHECK(std::ranges::any_of(type.as_array(), [&](const json::value& t) { return is_of_type(value, std::string_view(t.as_string())); }));
    else
        REQUIRE(is_of_type(value, std::string_view(type.as_string())));
    if (const auto* words = s.if_contains("enum")) CHECK(std::ranges::find(words->as_array(), value) != words->as_array().end());
    if (value.is_array())
        for (const auto& each : value.as_array()) hold_against(document, s.at("items"), each, where + "[]");
    if (!value.is_object()) return;
    if (const auto* required = s.if_contains("required"))
        for (const auto& name : required->as_array()) {
            CAPTURE(std::string(name.as_string()));
            CHECK(value.as_object().contains(name.as_string()));
        }
    for (const auto& [name, each] : value.as_object()) {
        const auto inner = where + '.' + std::string(name);
        if (const auto* more = s.if_contains("additionalProperties")) {
            hold_against(document, *more, each, inner);
            continue;
        }
        CAPTURE(inner);
        REQUIRE(s.at("properties").as_object().contains(name));
        hold_against(document, s.at("properties").at(name), each, inner);
    }
}

void hold_answer(const json::value& document, const Said& said, const std::string& schema) {
    CAPTURE(said.raw);
    hold_against(document, at_pointer(document, "#/components/schemas/" + schema), said.body, schema);
}

}  // namespace

TEST_CASE("the document names every route under /api/v1 and nothing else, and every $ref leads somewhere") {
    Api api(db::Engine::sqlite);
    const auto said = api.get("/api/openapi.json");
    REQUIRE(said.status == 200);
    CHECK(said.header("Content-Type").starts_with("application/json"));
    CHECK(api.get("/api/openapi.json", "If-None-Match: " + said.header("ETag") + "\r\n").status == 304);
    CHECK(said.text("openapi") == "3.1.0");
    resolve_all(said.body, said.body);

    std::set<std::string> described, served, ids;
    for (const auto& [path, item] : said.body.at("paths").as_object())
        for (const auto& [method, operation] : item.as_object()) {
            described.insert(std::string(method) + ' ' + std::string(path));
            CHECK(ids.insert(std::string(operation.at("operationId").as_string())).second);
            CHECK_FALSE(operation.at("responses").as_object().empty());
            for (const auto& parameter : operation.at("parameters").as_array())
                CHECK((parameter.at("in").as_string() != "path" ||
                       std::string(path).find('{' + std::string(parameter.at("name").as_string()) + '}') != std::string::npos));
        }
    for (const auto& route : api.router.routes())
        if (route->kind == web::RouteKind::api && route->pattern.starts_with("/api/v1/"))
            served.insert(base::lower_ascii(web::to_string(route->method)) + ' ' + route->pattern);
    CHECK(described == served);
    CHECK(described.size() == openapi::operations().size());
}

TEST_CASE("a contact check is required where a token shows nothing, and otherwise stands beside the token") {
    Api api(db::Engine::sqlite);
    const auto paths = api.get("/api/openapi.json").body.at("paths");
    const auto& read = paths.at("/api/v1/requests/{reference}").at("get");
    const auto& change = paths.at("/api/v1/requests/{reference}/words").at("post");
    const auto is_required = [](const json::value& operation) {
        for (const auto& parameter : operation.at("parameters").as_array())
            if (parameter.at("name").as_string() == "Contact-Check") return parameter.at("required").as_bool();
        return false;
    };
    CHECK_FALSE(is_required(read));
    CHECK(is_required(change));
    CHECK(read.at("security").as_array().size() == 2);
    CHECK(change.at("security").as_array().size() == 1);
}

TEST_CASE("every answer is as its schema says") {
    in_each_api([](Api& api) {
        const auto document = api.get("/api/openapi.json").body;
        const auto token = api.token("administrator");
        hold_answer(document, api.get("/api/v1/services"), "ServiceList");
        hold_answer(document, api.get("/api/v1/services/missed-bin"), "Service");
        const auto sent = api.post("/api/v1/requests", missed_bin, token);
        hold_answer(document, sent, "SubmittedRequest");
        hold_answer(document, api.get(sent.header("Location"), token), "Request");
        const auto path = "/api/v1/cases/" + sent.text("case");
        hold_answer(document, api.get(path, token), "Case");
        hold_answer(document, api.post(path + "/notes", R"({"text": "Seen"})", token), "Case");
        hold_answer(document, api.post(path + "/replies", R"({"text": "Tomorrow"})", token), "Case");
        hold_answer(document, api.ask("PUT", path + "/owner", token, R"({"staff": null})"), "Case");
        hold_answer(document, api.get(path + "/history", token), "History");
        const std::string mine = "Contact-Check: ann@example.com\r\n";
        hold_answer(document, api.post(sent.header("Location") + "/words", R"({"text": "And the lid is broken"})", mine), "Request");
        hold_answer(document, api.post(path + "/closure", R"({"outcome": "collected"})", token), "Case");
        hold_answer(document, api.get(sent.header("Location"), token), "Request");
        hold_answer(document, api.post(sent.header("Location") + "/objection", R"({"text": "It is not"})", mine), "Request");
        hold_answer(document, api.get(path + "/history", token), "History");
        hold_answer(document, api.ask("POST", sent.header("Location") + "/withdrawal", mine, "{}"), "Request");
        hold_answer(document, api.get("/api/v1/cases", token), "CaseList");
        hold_answer(document, api.get("/api/v1/cases?q=elm", token), "CaseList");
        hold_answer(document, api.post("/api/v1/requests", "{}"), "Problem");
        hold_answer(document, api.get("/api/v1/services/none"), "Problem");
        hold_answer(document, api.get(path), "Problem");
        hold_answer(document, api.post("/api/v1/interactions", R"({"channel": "visit", "started": "2026-11-22T09:00:00Z",
            "ended": "2026-11-22T09:10:00Z", "outcome": "passed_on"})", token), "LoggedInteraction");
    });
}

TEST_CASE("residents' visitors may read what can be asked for, with its questions") {
    in_each_api([](Api& api) {
        const auto services = api.get("/api/v1/services").body.at("services").as_array();
        REQUIRE(services.size() == 2);
        const auto service = api.get("/api/v1/services/missed-bin");
        CHECK(service.body.at("questions").at(0).at("choices").at(1).at("code").as_string() == "paper");
        CHECK(service.body.at("questions").at(0).at("required").as_bool());
        CHECK(service.body.at("wants_location").as_bool());
        CHECK(api.get("/api/v1/services/nothing").status == 404);
    });
}
