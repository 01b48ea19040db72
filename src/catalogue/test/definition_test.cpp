// What a service definition may say of its reports, and its examples.

#include "catalogue/catalogue.h"

#include <doctest/doctest.h>

#include <string>

namespace {

/// A small street service, with members added at its end.
Result<catalogue::Definition> parse(const std::string& added, const std::string& location = R"("location": {"label": "Where is it?"},)") {
    return catalogue::parse_definition(R"({"code": "litter", "lgsl": 580, "name": "Litter", "team": "Street cleaning",
        "promise": {"working_days": 2, "text": "Within 2 working days."}, )" + location + R"(
        "questions": [
            {"code": "what", "type": "choice", "label": "What is it?", "required": true,
             "choices": [{"code": "paper", "label": "Paper"}, {"code": "glass", "label": "Glass"},
                         {"code": "fire", "label": "It burns", "stop": "Ring 999."}]},
            {"code": "more", "type": "text", "label": "What else?", "most": 10}],
        "outcomes": [{"code": "done", "label": "It is done"}])" + (added.empty() ? "" : ", " + added) + "}", "An article.");
}

/// Why it is refused; empty if it is not.
std::string refusal(const std::string& added) {
    const auto definition = parse(added);
    return definition ? std::string() : definition.error().log;
}

using Faults = std::vector<std::string>;

/// What the examples in the list find.
Faults faults(const std::string& examples) {
    const auto definition = parse("\"examples\": [" + examples + "]");
    REQUIRE_MESSAGE(definition, definition.error().log);
    return catalogue::faults_of_examples(*definition);
}

const std::string passing = R"({"says": "paper by the bench", "location": "Mill Lane", "answers": {"what": "paper"}})";
const std::string failing = R"({"says": "nothing is said", "location": "Mill Lane", "answers": {}, "refused": ["what"]})";

}  // namespace

TEST_CASE("a branch that no example goes down, or that all go down, is found, and so is an answer that nobody asks for") {
    const auto branching = [](const std::string& examples) {
        const auto definition = catalogue::parse_definition(R"({"code": "graffiti", "lgsl": 1, "lgil": 1, "name": "Report graffiti", "team": "Streets", "promise": {"working_days": 2, "text": "Soon."},
            "location": {"label": "Where?"}, "questions": [
                {"code": "what", "type": "yes_no", "label": "Is it on a wall?", "required": true},
                {"code": "height", "type": "number", "label": "How high?", "required": true, "when": "what = \"yes\""}],
            "outcomes": [{"code": "done", "label": "It is done"}], "examples": [)" + examples + "]}", "");
        REQUIRE_MESSAGE(definition, definition.error().log);
        return catalogue::faults_of_examples(*definition);
    };
    const std::string high = R"({"says": "high", "location": "A", "answers": {"what": "yes", "height": "3"}})", low = R"({"says": "none", "location": "A", "answers": {"what": "no"}})",
                      silent = R"({"says": "no height", "location": "A", "answers": {"what": "yes"}, "refused": ["height"]})",
                      nothing = R"({"says": "nothing", "location": "A", "answers": {}, "refused": ["what"]})";
    CHECK(branching(high + "," + low + "," + silent).empty());
    CHECK(branching(low + "," + nothing) == Faults{"examples: height: no example in which it is asked"});
    CHECK(branching(high + "," + silent) == Faults{"examples: height: no example in which it is not asked"});
    CHECK(branching(high + "," + silent + R"(, {"says": "a height for nothing", "location": "A", "answers": {"what": "no", "height": "3"}})") ==
          Faults{"examples 'a height for nothing': answers.height: it is not asked of who answers so"});
}

TEST_CASE("the form of a task asks all of its questions") {
    CHECK(refusal(R"("forms": {"evidence": [{"code": "found", "type": "yes_no", "label": "Found?"}, {"code": "what", "type": "text", "label": "What?", "when": "found = \"yes\""}]})")
              .starts_with("forms.evidence: a task asks all of its questions"));
}

TEST_CASE("a service that says nothing of it wants a contact, stays off the map and is never compared") {
    const auto service = parse("").value();
    CHECK_FALSE(service.common);
    CHECK_FALSE(service.anonymous);
    CHECK(service.publish == catalogue::Publish::never);
    CHECK_FALSE(service.duplicates);
    CHECK(service.examples.empty());
}

TEST_CASE("a service says who may stay unnamed, what may be published and what is compared") {
    const auto service = parse(R"("anonymous": true, "publish": "after_check", "duplicates": {"radius_m": 40, "days": 90})").value();
    CHECK(service.anonymous);
    CHECK(service.publish == catalogue::Publish::after_check);
    REQUIRE(service.duplicates);
    CHECK(service.duplicates->radius_m == 40);
    CHECK(service.duplicates->days == 90);
    CHECK(parse(R"("publish": "at_once")").value().publish == catalogue::Publish::at_once);
    CHECK(parse(R"("common": true)").value().common);
    CHECK(parse(R"("concerns": "highway")").value().concerns == "highway");
    CHECK(parse(R"("publish": "never")").value().publish == catalogue::Publish::never);
}

TEST_CASE("what is half said is refused, and why stands beside the element") {
    CHECK(refusal(R"("anonymous": "yes")") == "anonymous: is true or false");
    CHECK(refusal(R"("concerns": "High way")") == "concerns: is 1 to 40 of a-z and -");
    CHECK(refusal(R"("concerns": 7)") == "concerns: is 1 to 40 of a-z and -");
    CHECK(refusal(R"("common": "often")") == "common: is true or false");
    CHECK(refusal(R"("anonymous": 1)") == "anonymous: is true or false");
    for (const auto* publish : {"\"always\"", "\"\"", "\"AT_ONCE\"", "true", "null", "[\"never\"]"})
        CHECK(refusal(std::string("\"publish\": ") + publish) == "publish: is one of never, after_check and at_once");
    for (const auto* radius : {"0", "-5", "1001", "\"40\"", "4.5", "99999999999999999999", "null"})
        CHECK(refusal(std::string(R"("duplicates": {"days": 90, "radius_m": )") + radius + "}") == "duplicates.radius_m: is a number from 1 to 1000");
    for (const auto* days : {"0", "-1", "367", "\"a month\"", "[]"})
        CHECK(refusal(std::string(R"("duplicates": {"radius_m": 40, "days": )") + days + "}") == "duplicates.days: is a number from 1 to 366");
    for (const auto* duplicates : {"true", "40", "[40, 90]", "{}", "null"})
        CHECK(refusal(std::string("\"duplicates\": ") + duplicates) == "duplicates.radius_m: is a number from 1 to 1000");
}

TEST_CASE("photos are asked for where a service says how many, and no more than five") {
    CHECK_FALSE(parse("\"common\": true").value().photos);
    const auto service = parse(R"("photos": {"most": 3, "hint": "Show the whole wall."})").value();
    REQUIRE(service.photos);
    CHECK(service.photos->most == 3);
    CHECK(service.photos->hint == "Show the whole wall.");
    for (const auto* photos : {"true", "3", "{}", "null", R"({"most": 0})", R"({"most": 6})", R"({"most": "3"})"})
        CHECK(refusal(std::string("\"photos\": ") + photos) == "photos.most: is a number from 1 to 5");
    CHECK(refusal(R"("photos": {"most": 3, "hint": true})") == "photos.hint: is a text of at most 300 bytes");
}

TEST_CASE("a service says from which calendar visits are booked, and how it asks for a time") {
    const auto service = parse(R"("booking": {"calendar": "visits", "label": "When?", "hint": "Be there."})").value();
    REQUIRE(service.booking);
    CHECK(service.booking->calendar == "visits");
    CHECK(service.booking->hint == "Be there.");
    CHECK_FALSE(parse("")->booking);
    CHECK(refusal(R"("booking": {"label": "When?"})").starts_with("booking.calendar"));
    CHECK(refusal(R"("booking": {"calendar": "visits"})").starts_with("booking.label"));
    CHECK(refusal(R"("booking": {"calendar": "visits", "label": "When?"}, "duplicates": {"radius_m": 40, "days": 90})").starts_with("booking:"));
    CHECK(refusal(R"("booking": {"calendar": "visits", "label": "When?"}, "concerns": "highway")").starts_with("booking:"));
}

TEST_CASE("what has no place can neither stand on a map nor be compared") {
    CHECK(parse(R"("publish": "at_once")", "").error().log == "publish: what has no location cannot stand on a map");
    CHECK(parse("", R"("location": {"asset": "street-lamp"},)").error().log == "location.asset: what has no location concerns nothing in the street");
    CHECK(parse("", R"("location": {"label": "Where is it?", "asset": "Street lamp"},)").error().log.starts_with("location.asset: is a kind of up to 30 small letters"));
    CHECK(parse("", R"("location": {"label": "Where is it?", "asset": "street-lamp"},)").value().asset_kind == "street-lamp");
    CHECK(parse(R"("duplicates": {"radius_m": 40, "days": 90})", "").error().log == "duplicates: what has no location cannot be compared");
    CHECK(parse(R"("publish": "never", "anonymous": true)", ""));
}

TEST_CASE("examples are kept as they are written") {
    const auto service = parse("\"examples\": [" + passing + R"(, {"says": "it burns", "answers": {"what": "fire"}, "stopped": "what", "refused": ["location"]}])").value();
    REQUIRE(service.examples.size() == 2);
    CHECK(service.examples[0].says == "paper by the bench");
    CHECK(service.examples[0].location == "Mill Lane");
    CHECK(service.examples[0].answers == forms::Answers{{"what", "paper"}});
    CHECK(service.examples[0].must_pass());
    CHECK_FALSE(service.examples[1].must_pass());
    CHECK(service.examples[1].refused == std::vector<std::string>{"location"});
    CHECK(service.examples[1].stopped == "what");
}

TEST_CASE("an example of another shape is refused, not overlooked") {
    CHECK(refusal(R"("examples": "none")") == "examples: is a list of at most 50");
    CHECK(refusal(R"("examples": ["a bin"])") == "examples: an example is an object");
    CHECK(refusal(R"("examples": [{"answers": {}}])") == "examples: each says in 1 to 200 characters what it is an example of");
    CHECK(refusal(R"("examples": [{"says": "a bin"}])") == "examples 'a bin': 'answers' has a text for each question that is answered");
    CHECK(refusal(R"("examples": [{"says": "a bin", "answers": {"what": 7}}])") == "examples 'a bin': answers.what is a text");
    CHECK(refusal(R"("examples": [{"says": "a bin", "answers": {}, "location": 12}])") == "examples 'a bin': 'location' is a text");
    CHECK(refusal(R"("examples": [{"says": "a bin", "answers": {}, "stopped": ["what"]}])") == "examples 'a bin': 'stopped' is a text");
    for (const auto* refused : {"\"what\"", "true", "[]", "[7]", "[null]"})
        CHECK(refusal(std::string(R"("examples": [{"says": "a bin", "answers": {}, "refused": )") + refused + "}]") ==
              "examples 'a bin': 'refused' lists the questions that are refused");
    std::string many = passing;
    for (int i = 0; i < 50; ++i) many += ',' + passing;
    CHECK(refusal("\"examples\": [" + many + "]") == "examples: is a list of at most 50");
}

TEST_CASE("a service needs an example that passes and one that does not") {
    CHECK(faults(passing + ',' + failing).empty());
    CHECK(faults(passing) == Faults{"examples: none that must be refused"});
    CHECK(faults(failing) == Faults{"examples: none that must pass"});
    CHECK(faults("") == Faults{"examples: none that must pass", "examples: none that must be refused"});
}

TEST_CASE("an example that ends otherwise than it says is named, with what happened") {
    const auto found = [](const std::string& example) { return faults(passing + ',' + failing + ",{\"says\": \"this one\", " + example + "}"); };
    const auto one = [](const std::string& what) { return Faults{"examples 'this one': " + what}; };
    CHECK(found(R"("answers": {"what": "glass", "more": "by a wall"}, "location": "here")").empty());
    CHECK(found(R"("answers": {"what": "fire"}, "location": "here", "stopped": "what")").empty());
    CHECK(found(R"("answers": {"what": "fire"}, "stopped": "what", "refused": ["location"])").empty());
    CHECK(found(R"("answers": {"what": "tin"}, "location": "here")") == one("what is refused: Select an answer: What is it?"));
    CHECK(found(R"("answers": {"what": "glass"}, "location": "here", "refused": ["what"])") == one("refused: what passes"));
    CHECK(found(R"("answers": {"more": "far more than ten"}, "location": "here", "refused": ["what"])") ==
          one("more is refused: What else? must be 10 characters or fewer"));
    CHECK(found(R"("answers": {"what": "glass"}, "location": "here", "stopped": "what")") == one("stopped: the answer to what does not end the form"));
    CHECK(found(R"("answers": {"what": "fire"}, "location": "here")") == one("what is refused: Ring 999."));
    CHECK(found(R"("answers": {"what": "glass", "colour": "green"}, "location": "here")") == one("answers.colour: there is no such question"));
    CHECK(found(R"("answers": {"what": "glass"}, "location": "here", "refused": ["colour"])") == one("refused: there is no question 'colour'"));
    CHECK(found(R"("answers": {"what": "glass"}, "location": "here", "stopped": "colour")") == one("stopped: there is no question 'colour'"));
}

TEST_CASE("a service that says nothing of its levels is held to its promise, and to nothing else") {
    const auto levels = parse("").value().levels;
    CHECK(levels == catalogue::Levels{.resolve = 2});
}

TEST_CASE("a service says how soon it is looked at, written about and done, who hears when it is late, and why it may stand still") {
    const auto levels = parse(R"("levels": {"acknowledge": {"working_hours": 8}, "update": {"every_working_days": 5}, "resolve": {"working_days": 2},
        "warn_before": {"working_hours": 4},
        "escalate": [{"after": {"working_hours": 0}, "to": "team_leader"}, {"after": {"working_days": 3}, "to": "Parks"}],
        "pauses": [{"code": "resident", "label": "Waiting for the resident", "said": "We asked you something."}, {"code": "weather", "label": "Weather"}]})")
                            .value()
                            .levels;
    CHECK(levels.acknowledge == catalogue::Span{.working_hours = 8});
    CHECK(levels.update_every == 5);
    CHECK(levels.warn_before == 4);
    CHECK(levels.escalate == std::vector<catalogue::Rung>{{.after = {}, .to = "team_leader"}, {.after = {.working_days = 3}, .to = "Parks"}});
    REQUIRE(levels.find_pause("weather"));
    CHECK(levels.said_of("weather") == "Weather");
    CHECK(levels.said_of("resident") == "We asked you something.");
    CHECK(levels.label_of("snow") == "snow");
}

TEST_CASE("wrong levels are refused by the name of what is wrong") {
    const auto why = [](const std::string& inside) { return refusal("\"levels\": " + inside); };
    CHECK(why("3").starts_with("levels: "));
    CHECK(why(R"({"respond": {"working_hours": 8}})").starts_with("levels.respond: "));
    CHECK(why(R"({"acknowledge": {"hours": 8}})").starts_with("levels.acknowledge.hours: "));
    CHECK(why(R"({"acknowledge": {"working_hours": 8, "working_days": 1}})").starts_with("levels.acknowledge: "));
    CHECK(why(R"({"acknowledge": {"working_hours": 0}})").starts_with("levels.acknowledge.working_hours: "));
    CHECK(why(R"({"acknowledge": {"working_hours": "8"}})").starts_with("levels.acknowledge.working_hours: "));
    CHECK(why(R"({"update": {"every_working_days": 367}})").starts_with("levels.update.every_working_days: "));
    CHECK(why(R"({"resolve": {"working_days": 3}})").starts_with("levels.resolve.working_days: "));  // the promise says 2
    CHECK(why(R"({"warn_before": {"working_days": 1}})").starts_with("levels.warn_before.working_days: "));
    CHECK(why(R"({"escalate": {"after": 1}})").starts_with("levels.escalate: "));
    CHECK(why(R"({"escalate": [{"to": "manager"}]})").starts_with("levels.escalate.after: "));
    CHECK(why(R"({"escalate": [{"after": {"working_hours": 1}}]})").starts_with("levels.escalate.to: "));
    CHECK(why(R"({"pauses": [{"code": "Bad Weather", "label": "Weather"}]})").starts_with("levels.pauses.code: "));
    CHECK(why(R"({"pauses": [{"code": "weather"}]})").starts_with("levels.pauses.label: "));
    CHECK(why(R"({"pauses": [{"code": "weather", "label": "Weather", "said": 7}]})").starts_with("levels.pauses.said: "));
    CHECK(why(R"({"pauses": [{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]})").starts_with("levels.pauses: "));
}
