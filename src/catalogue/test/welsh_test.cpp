#include "catalogue/catalogue.h"
#include "catalogue/welsh.h"

#include <doctest/doctest.h>

namespace {

constexpr const char* document = R"({"code": "litter", "lgsl": 580, "lgil": 0, "name": "Litter", "name.cy": "Sbwriel", "summary": "Tell us.", "team": "Street cleaning",
    "promise": {"working_days": 2, "text": "Soon.", "text.cy": "Yn fuan."}, "location": {"label": "Where?", "label.cy": "Ble?"}, "outcomes": [{"code": "done", "label": "Done"}],
    "questions": [{"code": "size", "type": "choice", "label": "How much?", "label.cy": "Faint?", "required": true, "missing": "Select how much",
        "choices": [{"code": "bag", "label": "A bag", "label.cy": "Bag"}, {"code": "van", "label": "A van"}]},
      {"code": "number", "type": "number", "label": "How many?", "required": true}]})";

std::string wrong_with(const forms::Form& form, std::string_view number) {
    const auto checked = forms::check(form, [&](std::string_view code) { return std::optional<std::string_view>(code == "size" ? "bag" : number); });
    return checked ? std::string() : checked.error().fields.front().message;
}

}  // namespace

TEST_CASE("a service that speaks Welsh is asked in Welsh, with English where it has none") {
    const auto service = catalogue::parse_definition(document, "Litter.");
    REQUIRE_MESSAGE(service, service.error().log);
    const auto& welsh = service->in(base::Language::welsh);
    CHECK(service->name == "Litter");
    CHECK(welsh.name == "Sbwriel");
    CHECK(welsh.summary == "Tell us.");
    CHECK(welsh.promise == "Yn fuan.");
    CHECK(welsh.location_label == "Ble?");
    CHECK(welsh.form.questions[0].label == "Faint?");
    CHECK(welsh.form.questions[0].choices[0].label == "Bag");
    CHECK(welsh.form.questions[0].choices[1].label == "A van");
    CHECK(&service->in(base::Language::english) == &*service);
    CHECK(wrong_with(welsh.form, "") == "Rhowch ateb: How many?");
    CHECK(wrong_with(welsh.form, "x") == "Rhowch rif cyfan, fel 3");
    CHECK(wrong_with(service->form, "x") == "Enter a whole number, like 3");
}

TEST_CASE("what has no Welsh is told by its path") {
    CHECK(catalogue::missing_in_welsh(document) ==
          std::vector<std::string>{"summary", "outcomes.done.label", "questions.size.missing", "questions.size.choices.van.label", "questions.number.label"});
    CHECK(catalogue::missing_in_welsh(R"({"name": "Litter", "name.cy": "", "forms": {"visit": [{"code": "size", "label": "How much?"}]}})") == std::vector<std::string>{"name"});
    CHECK(catalogue::missing_in_welsh("no JSON .cy\"").empty());
    CHECK_FALSE(catalogue::in_welsh(R"({"name": "Litter"})"));
}

TEST_CASE("a service in English alone is asked in English") {
    const auto service = catalogue::parse_definition(R"({"code": "litter", "lgsl": 580, "lgil": 0, "name": "Litter", "team": "Street cleaning", "promise": {"working_days": 2, "text": "Soon."}, "outcomes": [{"code": "done", "label": "Done"}]})", "");
    REQUIRE(service);
    CHECK(service->welsh == nullptr);
    CHECK(service->not_in_welsh.empty());
    CHECK(&service->in(base::Language::welsh) == &*service);
}
