#pragma once
// For tests: a tenant with two teams and a service each, served with its API, on each database; and a client.

#include "cases/cases.h"
#include "openapi/openapi.h"
#include "website/test/given_door.h"

#include <boost/json.hpp>

namespace given {

namespace json = boost::json;

/// services/waste/missed-bin and services/streets/pothole, as small as services are.
inline void write_services(const std::filesystem::path& folder) {
    write_file(folder / "waste/missed-bin/service.json", R"({
        "code": "missed-bin", "lgsl": 524, "lgil": 17, "group": "waste", "name": "Report a missed bin", "summary": "Tell us.",
        "keywords": ["bin"], "team": "Waste", "promise": {"working_days": 2, "text": "We will come back."},
        "location": {"label": "Where?", "hint": "", "missing": "Enter where"},
        "questions": [
          {"code": "bin", "type": "choice", "label": "Which bin?", "required": true, "missing": "Select which bin",
           "choices": [{"code": "general", "label": "Grey"}, {"code": "paper", "label": "Brown"}]},
          {"code": "details", "type": "long_text", "label": "Anything else?", "required": false, "most": 2000}],
        "contact": {"name": true, "email": true, "phone": true},
        "outcomes": [{"code": "collected", "label": "Emptied"}, {"code": "no_action", "label": "Nothing done"}],
        "notify": {"progress": "progress"}})");
    write_file(folder / "waste/missed-bin/article.md", "Bins.\n");
    write_file(folder / "streets/pothole/service.json", R"({
        "code": "pothole", "lgsl": 542, "lgil": 17, "group": "streets", "name": "Report a pothole", "summary": "Tell us.",
        "keywords": [], "team": "Streets", "promise": {"working_days": 10, "text": "We will look."},
        "location": {"label": "Where?", "hint": "", "missing": "Enter where"},
        "questions": [{"code": "depth", "type": "text", "label": "How deep?", "required": false}],
        "contact": {"name": true, "email": true, "phone": true},
        "outcomes": [{"code": "filled", "label": "Filled"}]})");
    write_file(folder / "streets/pothole/article.md", "Potholes.\n");
}

/// Not there, or not for somebody who may see no case at all: which of the two tells nothing of the one asked for.
inline bool is_hidden(int status) { return status == 404 || status == 403; }

/// What was answered, with its JSON read.
struct Said {
    int status = 0;
    std::string head;
    json::value body;
    std::string raw;

    std::string header(std::string_view name) const { return Answer{status, head, {}}.header(name); }
    std::string text(std::string_view member) const { return std::string(body.at(member).as_string()); }
    /// The message under a field of problem+json; empty if there is none.
    std::string problem(std::string_view field) const {
        if (const auto* errors = body.as_object().if_contains("errors"))
            for (const auto& each : errors->as_array())
                if (each.at("field").as_string() == field) return std::string(each.at("message").as_string());
        return {};
    }
};

struct Api : Door {
    explicit Api(db::Engine engine) : Door(engine, "https://demo.example") {
        write_services(services());
        publish();
        openapi::install(router, site);
        open();
    }

    /// The header line of a new token with that role.
    std::string token(std::string_view role) { return "Authorization: Bearer " + secret(role) + "\r\n"; }

    Said ask(std::string_view method, std::string_view path, std::string_view head, std::string_view body = {}) {
        std::string bytes = std::string(method) + ' ' + std::string(path) + " HTTP/1.1\r\nHost: demo\r\n" + std::string(head);
        if (!body.empty())
            bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        const auto answer = Client(url).ask(bytes + "\r\n" + std::string(body));
        Said said{.status = answer.status, .head = answer.head, .raw = answer.body};
        if (!answer.body.empty()) said.body = json::parse(answer.body);
        return said;
    }
    Said get(std::string_view path, std::string_view head = {}) { return ask("GET", path, head); }
    Said post(std::string_view path, std::string_view body, std::string_view head = {}) { return ask("POST", path, head, body); }

    std::vector<std::string> facts_about(std::int64_t subject) {
        return write([&](db::Tx& tx) -> Result<std::vector<std::string>> {
            std::vector<std::string> kinds;
            for (const auto& fact : journal::facts_of(tx, subject)) kinds.push_back(fact.kind);
            return kinds;
        });
    }
};

inline void in_each_api(const std::function<void(Api&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Api api(engine);
        test(api);
    }
}

inline const std::string missed_bin = R"({"service": "missed-bin", "answers": {"bin": "general"},
    "location": {"text": "4 Elm Road", "uprn": "100012345678", "latitude": 53.5, "longitude": -2.25},
    "contact": {"name": "Ann Lee", "email": "ann@example.com", "phone": "0161 496 0000"}, "description": "At the back gate"})";
inline const std::string pothole = R"({"service": "pothole", "location": {"text": "Oak Street"}})";

}  // namespace given
