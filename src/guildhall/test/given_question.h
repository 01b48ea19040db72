#pragma once
// For tests: the service for missed bins with one question more.

#include "catalogue/stages.h"
#include "guildhall/publishing.h"
#include "guildhall/test/given_house.h"

#include <boost/json.hpp>

namespace given {

/// Publishes it: for everybody, or as a pilot. `answer`: what the service's own examples say to it.
inline void ask_also(House& house, const boost::json::object& question, std::string_view answer, const catalogue::Audience& audience = {}) {
    const auto published = house.write([&](db::Tx& tx) -> Result<void> {
        const auto chief = access::Actor::house("test");
        const auto draft = TRY(catalogue::begin_draft(tx, chief, "missed-bin"));
        auto document = boost::json::parse(draft.text("service.json"));
        document.at("questions").as_array().push_back(question);
        for (auto& example : document.at("examples").as_array()) example.at("answers").as_object()[question.at("code").as_string()] = answer;
        const auto edition = TRY(catalogue::change_draft(tx, chief, "missed-bin", "service.json", boost::json::serialize(document), draft.edition));
        TRY(catalogue::publish_draft(tx, chief, {.code = "missed-bin", .seen_edition = edition, .audience = audience, .why = "To see whether it helps"}, guildhall::publishing_checks()));
        return {};
    });
    REQUIRE_MESSAGE(published, published.error().key, " ", published.error().log);
}

}  // namespace given
