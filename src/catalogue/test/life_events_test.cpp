#include "catalogue/life_events.h"
#include "catalogue/publishing_check.h"

#include <doctest/doctest.h>

#include <map>

namespace {

/// An event whose list of services is this.
std::string event_with(const std::string& services) {
    return R"({"code": "moving", "name": "Moving", "summary": "Tell us once.",
        "questions": [{"code": "way", "type": "choice", "label": "Where?", "required": true, "choices": [{"code": "in", "label": "In"}, {"code": "out", "label": "Out"}]},
                      {"code": "day", "type": "date", "label": "When?", "required": true}],
        "services": )" + services + "}";
}

const char* two_services = R"([{"service": "tax", "why": "You pay.", "answers": {"from": "day", "kind": "if way = \"in\" then \"new\" else \"gone\""}},
                               {"service": "bin", "when": "way = \"in\"", "why": "You need one."}])";

forms::Sent typed(std::map<std::string, std::string> answers) {
    auto kept = std::make_shared<std::map<std::string, std::string>>(std::move(answers));
    return [kept](std::string_view code) -> std::optional<std::string_view> {
        const auto found = kept->find(std::string(code));
        return found == kept->end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
}

std::string fault_of(const std::string& services) {
    const auto event = catalogue::parse_life_event(event_with(services));
    return event ? std::string() : event.error().log;
}

}  // namespace

TEST_CASE("a life event offers the services whose condition holds, with what is worked out of the shared answers") {
    const auto event = catalogue::parse_life_event(event_with(two_services)).value();
    const auto in = catalogue::offered_for(event, typed({{"way", "in"}, {"day", "2026-12-01"}}));
    REQUIRE(in.size() == 2);
    CHECK(in[0].filled == forms::Answers{{"from", "2026-12-01"}, {"kind", "new"}});
    CHECK(in[1].offer->service == "bin");
    const auto out = catalogue::offered_for(event, typed({{"way", "out"}, {"day", "2026-12-01"}}));
    REQUIRE(out.size() == 1);
    CHECK(out[0].filled.back() == forms::Answer{"kind", "gone"});
    CHECK(catalogue::offered_for(event, typed({{"way", "in"}})).empty());
}

TEST_CASE("a life event that is wrong is refused with the element") {
    CHECK(fault_of("[]").starts_with("services: lists"));
    CHECK(fault_of(R"([{"service": "tax"}])").starts_with("services.tax.why: "));
    CHECK(fault_of(R"([{"why": "You pay."}])").starts_with("services 1: names no service"));
    CHECK(fault_of(R"([{"service": "tax", "why": "x", "when": "size > 3"}])").starts_with("services.tax.when: "));
    CHECK(fault_of(R"([{"service": "tax", "why": "x", "when": "way"}])").starts_with("services.tax.when: "));
    CHECK(fault_of(R"([{"service": "tax", "why": "x", "answers": {"kind": "way ="}}])").starts_with("services.tax.answers.kind: "));
    CHECK(fault_of(R"([{"service": "tax", "why": "x"}, {"service": "tax", "why": "x"}])") == "services.tax: stands there twice");
}

TEST_CASE("the check names services that are not there, and questions that a service does not have") {
    catalogue::Surroundings around;
    around.events.push_back(catalogue::parse_life_event(event_with(two_services)).value());
    around.services.push_back({.code = "tax", .name = "Tax", .file = "", .keywords = {}});
    const auto faults = catalogue::faults_of_events(around);
    REQUIRE(faults.size() == 1);
    CHECK(catalogue::line_of(faults[0]) == "_events/moving.json: services.bin: there is no such service: name one by its code");
    catalogue::Definition tax;
    tax.code = "tax";
    std::string lines;
    for (const auto& fault : catalogue::faults_of(tax, around, {})) lines += catalogue::line_of(fault) + "\n";
    CHECK(lines.find("_events/moving.json: services.tax.answers.kind: the service has no such question") != lines.npos);
}
