#pragma once
// For tests: what the API makes of answers.

#include "openapi/test/given_api.h"

namespace given {

/// What becomes of a request to this service: the answers as its case shows them, or what is wrong with the first.
inline std::string outcome_of(Api& api, const std::string& service, const std::string& answers, const std::string& more = "") {
    const auto sent = api.post("/api/v1/requests", R"({"service": ")" + service + R"(", "location": {"text": "4 Elm Road"}, "answers": )" + answers + more + "}");
    if (sent.status != 201) {
        const auto& first = sent.body.at("errors").at(0);
        return std::string(first.at("field").as_string()) + ": " + std::string(first.at("message").as_string());
    }
    const auto shown = api.get("/api/v1/cases/" + sent.text("case"), api.token("administrator"));
    return json::serialize(shown.body.at("requests").at(0).at("answers"));
}

}  // namespace given
