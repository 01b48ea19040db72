#pragma once
// For tests: a tenant with three services served through this door, on each database; and a client that reads with georeport.

#include "cases/cases.h"
#include "georeport/georeport.h"
#include "open311/open311.h"
#include "website/test/given_door.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace given {

using georeport::Format;
using Form = std::vector<std::pair<std::string, std::string>>;

inline constexpr Format both[] = {Format::xml, Format::json};
inline const char* ending(Format format) { return format == Format::xml ? ".xml" : ".json"; }

/// missed-bin with a description of its own, pothole without, and tax, which has no place.
inline void write_services(const std::filesystem::path& folder) {
    write_file(folder / "waste/missed-bin/service.json", R"({
        "code": "missed-bin", "lgsl": 524, "lgil": 17, "group": "waste", "name": "Report a missed bin", "summary": "Tell us.",
        "keywords": ["bin", "refuse"], "team": "Waste", "promise": {"working_days": 2, "text": "We will come back."},
        "location": {"label": "Where?", "hint": "", "missing": "Enter where"},
        "questions": [
          {"code": "bin", "type": "choice", "label": "Which bin?", "required": true, "missing": "Select which bin",
           "choices": [{"code": "general", "label": "Grey & black"}, {"code": "paper", "label": "Brown"}]},
          {"code": "since", "type": "date", "label": "Since when?", "required": false},
          {"code": "details", "type": "long_text", "label": "Anything else?", "required": false, "most": 2000}],
        "contact": {"name": true, "email": true, "phone": true},
        "outcomes": [{"code": "collected", "label": "Emptied"}, {"code": "no_action", "label": "Nothing done"}],
        "notify": {"progress": "progress"}})");
    write_file(folder / "waste/missed-bin/article.md", "Bins.\n");
    write_file(folder / "streets/pothole/service.json", R"({
        "code": "pothole", "lgsl": 542, "lgil": 17, "group": "streets", "name": "Report a pothole", "summary": "Tell us.",
        "keywords": [], "team": "Streets", "promise": {"working_days": 10, "text": "We will look."},
        "location": {"label": "Where?", "hint": "", "missing": "Enter where"}, "questions": [],
        "contact": {"name": true, "email": true, "phone": true},
        "outcomes": [{"code": "filled", "label": "Filled"}]})");
    write_file(folder / "streets/pothole/article.md", "Potholes.\n");
    write_file(folder / "money/tax/service.json", R"({
        "code": "tax", "lgsl": 57, "lgil": 0, "group": "money", "name": "Council tax", "summary": "Pay.", "keywords": [],
        "team": "Streets", "promise": {"working_days": 10, "text": "We will look."}, "questions": [],
        "contact": {"name": true, "email": true, "phone": true}, "outcomes": [{"code": "paid", "label": "Paid"}]})");
    write_file(folder / "money/tax/article.md", "Tax.\n");
}

inline std::string encoded(const Form& form) {
    std::string out;
    for (const auto& [name, value] : form) {
        if (!out.empty()) out += '&';
        for (const auto* text : {&name, &value}) {
            for (const unsigned char c : *text) out += fmt::format("%{:02X}", c);
            if (text == &name) out += '=';
        }
    }
    return out;
}

/// The form with another value in one field.
inline Form with(Form form, const std::string& name, const std::string& value) {
    std::erase_if(form, [&](const auto& field) { return field.first == name; });
    form.emplace_back(name, value);
    return form;
}

struct Endpoint : Door {
    explicit Endpoint(db::Engine engine, web::RateLimit::Allowance per_account = {})
        : Door(engine, "https://www.demo.example", web::RateLimit::Allowance{.per_minute = 2, .burst = 10}, website::Manners::no_limits()) {
        write_services(services());
        publish();
        open311::install(router, site);
        options.per_account = per_account;
        open();
    }

    /// The secret of a new token with that role.
    std::string key(std::string_view role = "api_client") { return secret(role); }
    Answer get(const std::string& path, std::string_view head = {}) {
        return Client(url).ask("GET /open311/v2/" + path + " HTTP/1.1\r\nHost: demo\r\n" + std::string(head) + "\r\n");
    }
    Answer post(const std::string& path, const Form& form, std::string_view head = {}) {
        const auto body = encoded(form);
        return Client(url).ask("POST /open311/v2/" + path + " HTTP/1.1\r\nHost: demo\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\n" +
                               std::string(head) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    /// Sends a request and gives its id.
    std::string submit(const Form& form) {
        const auto said = post("requests.json", form);
        INFO(said.body);
        REQUIRE(said.status == 200);
        return georeport::read_receipts(said.body, Format::json).value().at(0).id;
    }
    std::vector<georeport::Request> requests(const std::string& query) {
        const auto said = get("requests.json?" + query);
        INFO(said.body);
        REQUIRE(said.status == 200);
        return georeport::read_requests(said.body, Format::json).value();
    }
    georeport::Request request(const std::string& id, const std::string& query = "") {
        const auto said = get("requests/" + id + ".json?" + query);
        INFO(said.body);
        REQUIRE(said.status == 200);
        return georeport::read_requests(said.body, Format::json).value().at(0);
    }
    std::vector<georeport::Update> updates(const std::string& query) {
        const auto said = get("servicerequestupdates.json?" + query);
        INFO(said.body);
        REQUIRE(said.status == 200);
        return georeport::read_updates(said.body, Format::json).value();
    }
    void close(const std::string& id, std::string_view outcome) {
        write([&](db::Tx& tx) -> Result<bool> {
            const auto found = TRY(cases::find_request(tx, *Reference::parse(id)));
            const auto c = TRY(cases::case_of(tx, found));
            TRY(cases::close_case(tx, access::Actor::house("test"), c.id, c.changes, outcome, "among colleagues"));
            return true;
        });
    }
};

inline void in_each_endpoint(const std::function<void(Endpoint&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Endpoint endpoint(engine);
        test(endpoint);
    }
}

/// The faults of an answer, which must be a whole error document in that format.
inline std::vector<georeport::Fault> faults(const Answer& said, Format format) {
    INFO(said.head, said.body);
    CHECK(said.header("Content-Type") == georeport::content_type(format));
    const auto read = georeport::read_faults(said.body, format);
    REQUIRE(read);
    REQUIRE_FALSE(read->empty());
    for (const auto& fault : *read) {
        CHECK(fault.code == std::to_string(said.status));
        CHECK_FALSE(fault.description.empty());
    }
    return *read;
}

inline const Form missed_bin{{"service_code", "missed-bin"}, {"lat", "53.5"}, {"long", "-2.25"}, {"address_string", "4 Elm Road"},
                             {"address_id", "100012345678"}, {"email", "ann@example.com"}, {"first_name", "Ann"}, {"last_name", "Lee"},
                             {"phone", "0161 496 0000"}, {"description", "At the back gate"}, {"attribute[bin]", "general"}};
inline const Form pothole{{"service_code", "pothole"}, {"address_string", "Oak Street"}, {"description", "Deep as a bath"}};

/// A request as it was kept, by its reference.
struct Kept {
    cases::Request request;
    places::Location place;
    people::Contact person;
    std::vector<cases::Entry> history;
};
inline Kept kept(Endpoint& endpoint, const std::string& id) {
    return endpoint.write([&](db::Tx& tx) -> Result<Kept> {
        Kept found{.request = cases::find_request(tx, *Reference::parse(id)).value(), .place = {}, .person = {}, .history = {}};
        if (found.request.location) found.place = places::find_many(tx, {&found.request.location, 1}).begin()->second;
        if (found.request.person) found.person = people::find(tx, found.request.person).value();
        found.history = cases::history_of(tx, found.request.case_id);
        return found;
    });
}

inline std::string first_fault(const Answer& said, Format format = Format::json) { return faults(said, format).at(0).description; }

}  // namespace given
