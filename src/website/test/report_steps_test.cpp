#include "website/report_steps.h"

#include "forms/view.h"
#include "html/html.h"

#include <doctest/doctest.h>

using website::every_question;
using website::find_step;
using website::first_wrong;
using website::problems_on;
using website::steps_of;

namespace {

catalogue::Definition missed_bin() {
    catalogue::Definition service{.code = "missed-bin", .location_label = "Where?", .asks_name = true, .asks_email = true};
    service.form.questions = {{.code = "bin", .label = "Which bin?"}, {.code = "details", .label = "Anything else?"}};
    return service;
}

}  // namespace

TEST_CASE("a report has one page for the place, one for each question, and one for who asks") {
    const auto service = missed_bin();
    const auto steps = steps_of(service, {"Your details"}, every_question(service));
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].code == "location");
    CHECK(steps[1].heading == "Which bin?");
    CHECK(steps[3].fields == std::vector<std::string>{"name", "email", "write", "postal", "large_print"});
    CHECK(find_step(steps, "details") == 2);
    CHECK_FALSE(find_step(steps, "check"));
    CHECK(steps_of(catalogue::Definition{}, {"Your details"}, {}).empty());
}

TEST_CASE("a service whose requests are visited asks for a time before it asks who one is, and not of who joins") {
    auto service = missed_bin();
    service.booking = catalogue::Booking{.calendar = "visits", .label = "When should we come?"};
    const auto steps = steps_of(service, {"Your details"}, every_question(service));
    REQUIRE(steps.size() == 5);
    CHECK(steps[3].code == website::visit_field);
    CHECK(steps[3].heading == "When should we come?");
    CHECK_FALSE(find_step(steps_of(service, {"Your details"}, every_question(service), true), website::visit_field));
}

TEST_CASE("who joins what was reported, and thinks better of it, has lost no answer") {
    auto service = missed_bin();
    service.duplicates = catalogue::Duplicates{.radius_m = 40, .days = 30};
    web::Request request;
    for (const auto& [name, value] : {std::pair{"location", "Mill Lane"}, {"point", "53.1,-2.1"}, {"join-to", "abc"}, {"bin", "garden"}, {"join-words", "deeper"}, {"phone", "1"}, {"other", "x"}})
        request.form.add(name, value);
    const std::vector<std::string> here{"location", "join-to"};
    const auto carried = website::carried(request, service, here).str();
    for (const auto* kept : {R"(name="bin" value="garden")", R"(name="join-words" value="deeper")", R"(name="point" value="53.1,-2.1")"}) CHECK_MESSAGE(carried.contains(kept), kept);
    for (const auto* not_kept : {"location", "join-to", "phone", "other"}) CHECK_MESSAGE(!carried.contains(not_kept), not_kept);
    CHECK(website::carried(request, service).str().contains("join-to"));
}

TEST_CASE("a problem belongs to the page its field stands on, and the first such page is shown") {
    const auto service = missed_bin();
    const auto steps = steps_of(service, {"Your details"}, every_question(service));
    const std::vector<Problem> problems{{"email", "wrong"}, {"bin", "missing"}};
    CHECK(problems_on(steps[1], problems).size() == 1);
    CHECK(problems_on(steps[0], problems).empty());
    CHECK(first_wrong(steps, problems) == 1);
    CHECK_FALSE(first_wrong(steps, {}));
}

TEST_CASE("a question that is not asked has no page, and its answer travels on all the same") {
    auto service = missed_bin();
    service.form = *forms::read_form(R"([{"code": "bin", "type": "choice", "label": "Which?", "choices": [{"code": "big", "label": "Big"}, {"code": "small", "label": "Small"}]},
        {"code": "days", "type": "date_range", "label": "When?", "when": "bin = \"big\""}, {"code": "details", "type": "text", "label": "More?"}])");
    web::Request request;
    for (const auto& [name, value] : {std::pair{"bin", "small"}, {"days-to-year", "2026"}}) request.form.add(name, value);
    const auto steps_now = [&] { return steps_of(service, {}, forms::asked(service.form, forms::sent_by(request.form, service.form))); };
    CHECK(website::codes_of(steps_now()) == "bin,details");
    CHECK(website::carried(request, service).str().contains(R"(name="days-to-year" value="2026")"));

    request.form = {};
    request.form.add("bin", "big");
    const auto steps = steps_now();
    CHECK(website::codes_of(steps) == "bin,days,details");
    CHECK(website::first_new(steps, "bin,details") == find_step(steps, "days"));
    CHECK_FALSE(website::first_new(steps, "bin,details,days"));
    CHECK_FALSE(website::first_new(steps, ""));
}
