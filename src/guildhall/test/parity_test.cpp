// One definition, five ways in: what a resident sends on the website, an agent takes on the telephone, the post brings on paper, a program sends to the
// API or another system by Open311 becomes the same case, and is refused at the same questions.

#include "casework/tasks.h"
#include "clocks/clocks.h"
#include "contact/paper.h"
#include "guildhall/test/given_house.h"
#include "open311/open311.h"

#include <boost/json.hpp>

#include <set>

using given::Answer;
using given::Browser;
using given::House;

namespace {

namespace json = boost::json;

/// Services that Open311 cannot carry: GeoReport is about places, and takes no money. Whoever adds such a service adds it here, with the reason.
const std::map<std::string, std::string> not_by_open311{
    {"bulky-waste", "it costs a fee, which is paid on the website"},
    {"ceremony", "a ceremony is booked at an office, not reported at a place"},
    {"complaint", "a complaint is about what the council did, and personal"},
    {"complaint-review", "a complaint is about what the council did, and personal"},
    {"councillor-enquiry", "it is asked by a councillor for a resident, and personal"},
    {"freedom-of-information", "it asks for papers, wherever they are"},
    {"library-request", "a book has no place on a map"},
    {"resident-parking-permit", "it costs a fee, which is paid on the website"},
    {"register-birth", "it is about a person, and booked at an office"},
    {"register-death", "it is about a person, and booked at an office"},
    {"trading-standards", "a trader may be anywhere, or nowhere but on the web"},
};

/// Everything that must not hang on the way in.
struct Outcome {
    std::string service, team, area, place, uprn, answers, tasks;
    std::int64_t version = 0;
    Instant due_at{};
    clocks::Clocks clocks;
    bool operator==(const Outcome&) const = default;
};

/// What was sent: a reference, or the questions at which it was refused.
struct Sent {
    std::string reference = {};
    std::string refusal = {};  // the body that says so
    int status = 0;
};

/// One errand on all channels.
class Errand {
public:
    Errand(House& house, Browser& agent, const catalogue::Definition& service, const catalogue::Example& example)
        : house_(house), agent_(agent), service_(service), example_(example) {}

    std::map<std::string, Sent> send() {
        std::map<std::string, Sent> all{{"web", by_web()}, {"call", by_call()}, {"paper", by_paper()}, {"api", by_api()}};
        if (!not_by_open311.contains(service_.code) && is_carried_whole()) all.emplace("open311", by_open311());
        return all;
    }

    Outcome outcome_of(const Sent& sent) const {
        return house_.read([&](db::Tx& tx) -> Result<Outcome> {
            const auto request = TRY(cases::find_request(tx, *Reference::parse(sent.reference)));
            const auto found = TRY(cases::find_case(tx, access::Actor::house("test"), request.case_id));
            const auto standing = TRY(clocks::of(tx, found));
            Outcome outcome{.service = found.service, .team = to_string(found.team), .area = found.area, .place = {}, .uprn = {}, .answers = forms::to_json(request.answers),
                            .tasks = {}, .version = found.service_version, .due_at = found.due_at, .clocks = standing.clocks};
            if (request.location) {
                const auto place = places::find_many(tx, {&request.location, 1}).begin()->second;
                outcome.place = place.text;
                outcome.uprn = place.uprn;
            }
            for (const auto& task : casework::tasks_of(tx, found.id))
                outcome.tasks += fmt::format("{} {} {} {} {}\n", task.element, to_string(task.team), task.skill, task.form, base::to_iso(task.due_at));
            return outcome;
        }).value();
    }

private:
    /// As a person types it, by the fields of a page.
    given::Form typed() const {
        given::Form form{{"location", example_.location}, {"name", "Ada Example"}, {"email", "ada@resident.example"}};
        for (const auto& [code, value] : example_.answers) {
            const auto* question = service_.form.find(code);
            if (question != nullptr && question->type == forms::Type::choices)
                for (const auto one : base::split(value, ',')) form.emplace_back(code, one);
            else
                form.emplace_back(code, value);
        }
        return form;
    }

    Sent by_web() {
        Browser ada(house_.url);
        const auto address = "/services/" + service_.code + "/report";
        ada.get(address);
        auto answer = ada.post(address, typed());
        if (const auto price = Browser::hidden(answer.body, "shown-price"); !price.empty()) answer = ada.post(address, given::with(typed(), "shown-price", price));  // they read it
        auto path = answer.header("Location");
        path = path.substr(0, path.rfind("/sent"));
        return {answer.status == 303 ? path.substr(path.rfind('/') + 1) : "", answer.body, answer.status};
    }

    Sent by_call() {
        agent_.get("/staff/call");
        const auto call = agent_.post("/staff/calls", {{"channel", "phone"}}).header("Location");
        agent_.get(call + "?service=" + service_.code);
        const auto answer = agent_.post(call + "/requests/" + service_.code, given::with(typed(), "then", "finish"));
        if (answer.status != 303) return {"", answer.body, answer.status};
        const auto id = parse_id<contact::InteractionId>(call.substr(call.rfind('/') + 1));
        return {house_.read([&](db::Tx& tx) -> Result<std::string> {
                    const auto links = contact::requests_of(tx, *id);
                    for (const auto& request : cases::requests_of(tx, links.at(0).case_id)) return request.reference.text();
                    return std::string();
                }).value(),
                {}, answer.status};
    }

    Sent by_paper() {
        const auto address = "/staff/paper/" + contact::paper_number(service_.code, service_.version);
        agent_.get(address);
        auto form = typed();
        form.emplace_back("received", "2026-11-21");
        form.emplace_back("another", "yes");
        const auto answer = agent_.post(address, form);
        const auto to = answer.header("Location");
        return {answer.status == 303 ? to.substr(to.rfind('=') + 1) : "", answer.body, answer.status};
    }

    /// Examples say money in pounds, as people type it; the API wants whole pence.
    std::string for_programs(const std::string& code, const std::string& value) const {
        const auto* question = service_.form.find(code);
        if (question == nullptr || question->type != forms::Type::money || value.find_first_not_of("0123456789.") != value.npos || value.empty()) return value;
        return fmt::format("{:.0f}", std::stod(value) * 100);
    }

    Sent by_api() {
        json::object answers;
        for (const auto& [code, value] : example_.answers) answers[code] = for_programs(code, value);
        const auto body = json::serialize(json::object{{"service", service_.code}, {"answers", answers}, {"location", {{"text", example_.location}}},
                                                       {"contact", {{"name", "Ada Example"}, {"email", "ada@resident.example"}}}});
        const auto answer = given::Client(house_.url).ask("POST /api/v1/requests HTTP/1.1\r\nHost: demo\r\nIdempotency-Key: " + fresh() + "\r\nContent-Type: application/json\r\nContent-Length: " +
                                                          std::to_string(body.size()) + "\r\n\r\n" + body);
        if (answer.status != 201) return {"", answer.body, answer.status};
        return {std::string(json::parse(answer.body).at("reference").as_string()), {}, answer.status};
    }

    /// GeoReport has no word for files and for the same of each of several: its definition says of such a question that it is not carried.
    bool is_carried_whole() const {
        return std::ranges::none_of(example_.answers, [&](const auto& answer) {
            const auto* question = service_.form.find(answer.question);
            return question != nullptr && (question->type == forms::Type::files || question->type == forms::Type::group);
        });
    }

    Sent by_open311() {
        given::Form form{{"service_code", service_.code}, {"address_string", example_.location}, {"first_name", "Ada"}, {"last_name", "Example"}, {"email", "ada@resident.example"}};
        for (const auto& [code, value] : example_.answers) {
            const auto* question = service_.form.find(code);
            const bool described = code == "details" && question != nullptr && question->type == forms::Type::long_text;
            form.emplace_back(described ? "description" : "attribute[" + code + "]", value);
        }
        const auto body = given::encoded(form);
        const auto answer = given::Client(house_.url).ask("POST /open311/v2/requests.json HTTP/1.1\r\nHost: demo\r\nIdempotency-Key: " + fresh() +
                                                          "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        if (answer.status != 200) return {"", answer.body, answer.status};
        return {std::string(json::parse(answer.body).at(0).at("service_request_id").as_string()), {}, answer.status};
    }

    std::string fresh() { return house_.random.token(16); }

    House& house_;
    Browser& agent_;
    const catalogue::Definition& service_;
    const catalogue::Example& example_;
};

/// How each channel names a question that was not answered well.
bool names(const std::string& channel, const catalogue::Definition& service, const std::string& question, const std::string& body) {
    const auto* asked = service.form.find(question);
    const bool described = question == "details" && asked != nullptr && asked->type == forms::Type::long_text;
    if (channel == "api") return body.find('"' + (asked == nullptr ? question : "answers." + question) + '"') != std::string::npos;
    if (channel == "open311") return body.find(question == "location" ? "address_string" : described ? "description" : "attribute[" + question + "]") != std::string::npos;
    return body.find("href=\"#" + question) != std::string::npos;
}

struct Town {
    House house{db::Engine::sqlite};
    Browser agent{""};
    std::vector<catalogue::DefinitionPtr> services;

    Town() {
        house.staff("ash", "agent", {house.waste});
        house.open();
        agent = Browser(house.url);
        agent.sign_in("ash");
        agent.get("/staff/paper");
        services = house.read([](db::Tx& tx) { return catalogue::live_services(tx); }).value();
        REQUIRE(services.size() > 20);
    }
};

}  // namespace

TEST_CASE("every service: what must pass becomes the same case by web, call, paper, API and Open311") {
    Town town;
    int compared = 0, with_tasks = 0;
    for (const auto& service : town.services)
        for (const auto& example : service->examples) {
            if (!example.must_pass()) continue;
            Errand errand(town.house, town.agent, *service, example);
            const auto sent = errand.send();
            const auto& first = sent.at("web");
            INFO(service->code, ": ", example.says);
            REQUIRE_MESSAGE(!first.reference.empty(), first.status, " ", first.refusal);
            const auto expected = errand.outcome_of(first);
            with_tasks += expected.tasks.empty() ? 0 : 1;
            for (const auto& [channel, one] : sent) {
                CAPTURE(channel);
                REQUIRE_MESSAGE(!one.reference.empty(), one.status, " ", one.refusal.substr(0, 3000));
                const auto outcome = errand.outcome_of(one);
                CHECK(outcome.service == expected.service);
                CHECK(outcome.version == expected.version);
                CHECK(outcome.team == expected.team);
                CHECK(outcome.area == expected.area);
                CHECK(outcome.place == expected.place);
                CHECK(outcome.answers == expected.answers);
                CHECK(outcome.tasks == expected.tasks);
                CHECK(outcome.due_at == expected.due_at);
                CHECK(outcome == expected);
                ++compared;
            }
        }
    MESSAGE(compared << " cases compared, on " << town.services.size() << " services");
    CHECK(compared > 200);
    CHECK(with_tasks > 10);
}

TEST_CASE("every service: what must be refused is refused on every channel, at the same questions") {
    Town town;
    for (const auto& service : town.services)
        for (const auto& example : service->examples) {
            if (example.must_pass()) continue;
            Errand errand(town.house, town.agent, *service, example);
            auto wrong = example.refused;
            if (!example.stopped.empty()) wrong.push_back(example.stopped);
            for (const auto& [channel, one] : errand.send()) {
                INFO(service->code, ": ", example.says, " (", channel, ")");
                CHECK(one.reference.empty());
                CHECK((one.status == 422 || one.status == 400));
                for (const auto& question : wrong) CHECK_MESSAGE(names(channel, *service, question, one.refusal), question, " in ", one.refusal.substr(0, 2000));
            }
        }
}

TEST_CASE("which services Open311 does not carry is known, each with its reason") {
    Town town;
    for (const auto& service : town.services)
        CHECK_MESSAGE((service->has_place() && !service->fee) != not_by_open311.contains(service->code), service->code, ": the list of what Open311 does not carry, and why, is to be mended");
}
