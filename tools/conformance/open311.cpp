// GeoReport v2: replies recorded from other cities read by our client, and every answer of a live endpoint held against the
// JSON schemas and, in XML, against its twin in JSON. FOLDER is ../shared/data/open311.

#include "endpoint.h"
#include "georeport/georeport.h"
#include "json_schema.h"
#include "suite.h"

#include <boost/json.hpp>

#include <algorithm>
#include <functional>

namespace conformance {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using georeport::Format;

constexpr Format both[] = {Format::xml, Format::json};
std::string ending(Format format) { return format == Format::xml ? ".xml" : ".json"; }

class Suite {
public:
    Suite(const fs::path& folder, Report& report) : folder_(folder), schemas_(folder / "schemas/georeport-v2"), report_(report) {}

    /// `why`: empty where all is well.
    void hold(const std::string& name, const std::string& why) { why.empty() ? report_.passed() : report_.failed(name, why); }
    void hold(const std::string& name, bool well, const std::string& why) { hold(name, well ? std::string() : why); }

    std::string file(const std::string& name) const { return read_file(folder_ / name); }
    void hold_schema(const std::string& name, const std::string& schema, const std::string& text) {
        boost::system::error_code error;
        const auto value = json::parse(text, error);
        if (error) return hold(name, "no JSON: " + error.message());
        const auto problems = schemas_.problems(schema, value);
        hold(name, problems.empty() ? std::string() : problems.front());
    }

private:
    fs::path folder_;
    Schemas schemas_;
    Report& report_;
};

// ---- recorded replies -------------------------------------------------------------------------------------------------

/// As it comes back from XML, where a line ends with \n alone.
std::string with_plain_lines(std::string json) {
    for (auto at = json.find("\\r"); at != std::string::npos; at = json.find("\\r", at)) json.compare(at, 4, "\\r\\n") == 0 ? json.erase(at, 2) : json.replace(at, 2, "\\n");
    return json;
}

/// Reads a recorded reply, holds a fact about it, and holds that writing and reading it again changes nothing.
template <class Records>
void hold_recorded(Suite& suite, const std::string& name, const std::string& text, Format format,
                   Result<Records> (*read)(std::string_view, Format), const std::function<bool(const Records&)>& fact) {
    const auto records = read(text, format);
    if (!records) return suite.hold(name, records.error().log);
    suite.hold(name, fact(*records), "read, but not as it says");
    const auto as_json = georeport::write(*records, Format::json);
    const auto from_json = read(as_json, Format::json), from_xml = read(georeport::write(*records, Format::xml), Format::xml);
    suite.hold(name + " written.json", from_json && *from_json == *records, "comes back otherwise");
    suite.hold(name + " written.xml", from_xml && georeport::write(*from_xml, Format::json) == with_plain_lines(as_json), "comes back otherwise");
}

/// Some replies were kept with their HTTP head.
std::string without_head(std::string text) {
    const auto start = text.find("<?xml");
    return start == std::string::npos ? text : text.substr(start);
}

using Services = std::vector<georeport::Service>;
using Requests = std::vector<georeport::Request>;
using Receipts = std::vector<georeport::Receipt>;
using Faults = std::vector<georeport::Fault>;

/// The facts are those of replies/README.md.
void hold_replies(Suite& suite) {
    const auto xml = [&](const char* name) { return without_head(suite.file(std::string("replies/") + name)); };
    hold_recorded<Services>(suite, "replies/services.xml", xml("services.xml"), Format::xml, georeport::read_services,
                            [](const auto& all) { return all.size() > 30 && all[0].code == "001" && all[0].group == "Litter Receptacles"; });
    hold_recorded<georeport::Definition>(suite, "replies/service_definition.xml", xml("service_definition.xml"), Format::xml, georeport::read_definition,
                                         [](const auto& d) {
                                             return d.service_code == "DMV66" && d.attributes.size() == 1 && d.attributes[0].code == "WHISHETN" &&
                                                    d.attributes[0].values.size() == 2 && d.attributes[0].values[1].name == "Chrysler";
                                         });
    hold_recorded<Requests>(suite, "replies/service_requests.xml", xml("service_requests.xml"), Format::xml, georeport::read_requests,
                            [](const auto& all) { return all.size() == 2 && all[0].id == "638344" && all[0].status == "closed" && all[1].id == "638349"; });
    hold_recorded<Requests>(suite, "replies/get_service_request.xml", xml("get_service_request.xml"), Format::xml, georeport::read_requests,
                            [](const auto& all) { return all.size() == 1 && all[0].latitude == 37.762221815 && all[0].requested.has_value(); });
    hold_recorded<Requests>(suite, "replies/service_requests_empty.xml", xml("service_requests_empty.xml"), Format::xml, georeport::read_requests,
                            [](const auto& all) { return all.empty(); });
    hold_recorded<Receipts>(suite, "replies/post_service_request.xml", xml("post_service_request.xml"), Format::xml, georeport::read_receipts,
                            [](const auto& all) { return all.size() == 1 && all[0].id == "293944" && !all[0].service_notice.empty(); });
    hold_recorded<Receipts>(suite, "replies/request_id_from_token.xml", xml("request_id_from_token.xml"), Format::xml, georeport::read_receipts,
                            [](const auto& all) { return all.size() == 1 && all[0].token == "12345" && all[0].id == "638344"; });
    hold_recorded<Faults>(suite, "replies/get_service_request_not_found.xml", xml("get_service_request_not_found.xml"), Format::xml, georeport::read_faults,
                          [](const auto& all) { return all.size() == 1 && all[0].code == "404"; });
    hold_recorded<Faults>(suite, "replies/403.xml", xml("403.xml"), Format::xml, georeport::read_faults,
                          [](const auto& all) { return all.size() == 1 && all[0].description.starts_with("Invalid api_key"); });
}

void hold_cities(Suite& suite) {
    hold_recorded<Requests>(suite, "requests_many.xml", suite.file("requests_many.xml"), Format::xml, georeport::read_requests,
                            [](const auto& all) { return all.size() == 2 && all[0].id == "101005420892" && !all[0].updated; });
    hold_recorded<Requests>(suite, "requests_single.xml", suite.file("requests_single.xml"), Format::xml, georeport::read_requests,
                            [](const auto& all) { return all.size() == 1 && all[0].longitude == -79.272306875; });
    hold_recorded<Services>(suite, "service_list.json", suite.file("service_list.json"), Format::json, georeport::read_services,
                            [](const auto& all) { return all.size() == 3 && all[1].code == "002" && all[1].metadata; });
    hold_recorded<Requests>(suite, "service_requests.json", suite.file("service_requests.json"), Format::json, georeport::read_requests,
                            [](const auto& all) { return all.size() == 2 && all[1].status_notes == "Locked"; });
    hold_recorded<Services>(suite, "bloomington_services.json", suite.file("bloomington_services.json"), Format::json, georeport::read_services,
                            [](const auto& all) { return all.size() > 20 && all[0].name == "City Performance"; });
    const auto requests = suite.file("bloomington_requests.json");
    hold_recorded<Requests>(suite, "bloomington_requests.json", requests, Format::json, georeport::read_requests,
                            [](const auto& all) { return all.size() > 5 && all[0].agency_responsible == "Street Department" && !all[0].latitude; });
    // Written as Guildhall writes, even what came with faults fits the schemas.
    for (const auto* name : {"bloomington_services.json", "service_list.json"})
        suite.hold_schema(std::string(name) + " against services.json", "services.json",
                          georeport::write(georeport::read_services(suite.file(name), Format::json).value_or(Services{}), Format::json));
    suite.hold_schema("bloomington_requests.json against requests.json", "requests.json",
                      georeport::write(georeport::read_requests(requests, Format::json).value_or(Requests{}), Format::json));
}

// ---- a live endpoint --------------------------------------------------------------------------------------------------

using Form = std::vector<std::pair<std::string, std::string>>;

/// Asks for one document in both formats: status, content type, schema, and that both say the same.
template <class Records>
class Asking {
public:
    Asking(Suite& suite, Endpoint& endpoint, Result<Records> (*read)(std::string_view, Format), std::string schema)
        : suite_(suite), endpoint_(endpoint), read_(read), schema_(std::move(schema)) {}

    Records get(const std::string& path, const std::string& query = "") const {
        std::vector<Records> answers;
        for (const auto format : both) answers.push_back(hold("GET " + path, endpoint_.get(path + ending(format) + query), format, 200));
        suite_.hold("GET " + path + ": XML and JSON alike", answers[0] == answers[1], difference(answers[0], answers[1]));
        return answers[1];
    }
    Records hold(const std::string& name, const Reply& reply, Format format, int status) const {
        const auto shown = name + ending(format);
        suite_.hold(shown + " status", reply.status == status, "answered " + std::to_string(reply.status) + ": " + reply.body.substr(0, 200));
        suite_.hold(shown + " content type", reply.content_type == georeport::content_type(format), "is " + reply.content_type);
        const auto records = read_(reply.body, format);
        suite_.hold(shown + " is read", records ? std::string() : records.error().log);
        if (format == Format::json && !schema_.empty()) suite_.hold_schema(shown + " against " + schema_, schema_, reply.body);
        if (format == Format::json) suite_.hold(shown + " is bare", reply.body.starts_with('[') || schema_ == "service-definition.json" || schema_.empty(), "wrapped");
        return records ? *records : Records{};
    }

private:
    /// Where the two begin to differ.
    static std::string difference(const Records& xml, const Records& json) {
        const auto one = georeport::write(xml, Format::json), other = georeport::write(json, Format::json);
        const auto at = std::ranges::mismatch(one, other).in1 - one.begin();
        const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(at - 60, 0));
        return "XML says \u2026" + one.substr(from, 120) + ", JSON \u2026" + other.substr(from, 120);
    }

    Suite& suite_;
    Endpoint& endpoint_;
    Result<Records> (*read_)(std::string_view, Format);
    std::string schema_;
};

std::string example_answer(const georeport::Attribute& attribute) {
    if (attribute.datatype == "singlevaluelist" || attribute.datatype == "multivaluelist") return attribute.values.empty() ? "" : attribute.values[0].key;
    if (attribute.datatype == "datetime") return "2026-11-20T00:00:00Z";
    return attribute.datatype == "number" ? "1" : "As it says, with an \u00e9 & a <sign>";
}

Form example_request(const georeport::Service& service, const georeport::Definition& definition, const std::string& key) {
    Form form{{"api_key", key}, {"service_code", service.code}, {"lat", "53.4808"}, {"long", "-2.2426"}, {"address_string", "Outside 4 Elm Road"},
              {"email", "ann@example.com"}, {"first_name", "Ann"}, {"last_name", "Lee"}, {"phone", "0161 496 0000"}, {"description", "Two lines:\r\none & two"}};
    for (const auto& attribute : definition.attributes)
        if (attribute.required) form.emplace_back("attribute[" + attribute.code + "]", example_answer(attribute));
    return form;
}

void hold_discovery(Suite& suite, Endpoint& endpoint) {
    const auto discovery = Asking<georeport::Discovery>(suite, endpoint, georeport::read_discovery, "").get("discovery");
    suite.hold("discovery has every field", !discovery.changeset.empty() && !discovery.contact.empty() && !discovery.key_service.empty() && !discovery.endpoints.empty(),
               "one is empty");
    for (const auto& each : discovery.endpoints)
        suite.hold("discovery endpoint " + each.url,
                   each.specification == "http://wiki.open311.org/GeoReport_v2" && (each.type == "production" || each.type == "test") && each.formats.size() == 2,
                   "not as the specification says");
}

void hold_errors(Suite& suite, Endpoint& endpoint) {
    const Asking<Faults> asking(suite, endpoint, georeport::read_faults, "");
    const auto hold = [&](const std::string& name, int status, const std::function<Reply(const std::string&)>& ask) {
        for (const auto format : both) {
            const auto faults = asking.hold(name, ask(ending(format)), format, status);
            suite.hold(name + ending(format) + " says what", !faults.empty() && faults[0].code == std::to_string(status) && !faults[0].description.empty(),
                       "no code and description");
        }
    };
    hold("error unknown service", 404, [&](const std::string& end) { return endpoint.get("services/not-there" + end); });
    hold("error unknown request", 404, [&](const std::string& end) { return endpoint.get("requests/not-there" + end); });
    hold("error unknown token", 404, [&](const std::string& end) { return endpoint.get("tokens/not-there" + end); });
    for (const auto* document : {"services", "requests"})
        hold(std::string("error other jurisdiction ") + document, 404, [&](const std::string& end) { return endpoint.get(document + end + "?jurisdiction_id=elsewhere.gov"); });
    hold("error wrong key", 403, [&](const std::string& end) { return endpoint.post("requests" + end, {{"api_key", "wrong"}, {"service_code", "x"}}); });
    hold("error no service_code", 400, [&](const std::string& end) { return endpoint.post("requests" + end, {{"api_key", endpoint.key()}}); });
    hold("error service_code not there", 404, [&](const std::string& end) {
        return endpoint.post("requests" + end, {{"api_key", endpoint.key()}, {"service_code", "not-there"}, {"address_string", "Here"}});
    });
    hold("error bad date", 400, [&](const std::string& end) { return endpoint.get("requests" + end + "?start_date=yesterday"); });
    hold("error span of 91 days", 400, [&](const std::string& end) {
        return endpoint.get("requests" + end + "?start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z");
    });
}

/// A request for every service, in both formats; their ids.
std::vector<std::string> hold_submissions(Suite& suite, Endpoint& endpoint, const Services& services) {
    const Asking<georeport::Definition> definitions(suite, endpoint, georeport::read_definition, "service-definition.json");
    const Asking<Receipts> receipts(suite, endpoint, georeport::read_receipts, "");
    std::vector<std::string> ids;
    for (const auto& service : services) {
        const auto definition = definitions.get("services/" + service.code);
        suite.hold("services/" + service.code + " metadata", service.metadata == !definition.attributes.empty(), "says otherwise than the definition");
        for (const auto format : both) {
            const auto reply = endpoint.post("requests" + ending(format), example_request(service, definition, endpoint.key()));
            const auto taken = receipts.hold("POST requests " + service.code, reply, format, 200);
            suite.hold("POST requests " + service.code + ending(format) + " gives one id", taken.size() == 1 && !taken[0].id.empty() && taken[0].token.empty(),
                       "no id, or a token beside it");
            if (format == Format::json && taken.size() == 1)
                suite.hold_schema("POST requests " + service.code + " against swagger", "swagger.json#/definitions/RequestResponse",
                                  json::serialize(json::parse(reply.body).at(0)));
            if (taken.size() == 1) ids.push_back(taken[0].id);
        }
    }
    return ids;
}

void hold_requests(Suite& suite, Endpoint& endpoint, const std::vector<std::string>& ids) {
    const Asking<Requests> asking(suite, endpoint, georeport::read_requests, "requests.json");
    const auto key = "api_key=" + endpoint.key();
    const auto one = [&](const std::string& id) { return asking.get("requests/" + id, "?" + key); };
    for (const auto& id : ids) {
        const auto shown = one(id);
        suite.hold("requests/" + id + " is it", shown.size() == 1 && shown[0].id == id && shown[0].status == "open" && shown[0].latitude == 53.4808, "another, or not whole");
    }
    const auto anonymous = asking.get("requests/" + ids.at(0), "");
    suite.hold("requests without a key hold no words", anonymous.size() == 1 && anonymous[0].description.empty() && anonymous[0].address.empty(), "they do");
    const auto tokens = Asking<Receipts>(suite, endpoint, georeport::read_receipts, "").get("tokens/" + ids.at(0), "");
    suite.hold("a token gives the id", tokens.size() == 1 && tokens[0].id == ids.at(0) && !tokens[0].token.empty(), "it does not");
    suite.hold_schema("tokens against swagger", "swagger.json#/definitions/TokenResponse",
                      json::serialize(json::parse(endpoint.get("tokens/" + ids.at(0) + ".json").body).at(0)));

    const auto all = asking.get("requests", "?" + key);
    suite.hold("requests lists them", all.size() >= ids.size(), "only " + std::to_string(all.size()));
    suite.hold("requests by id", asking.get("requests", "?service_request_id=" + ids.at(0) + "," + ids.at(1) + "&" + key).size() == 2, "not both");
    const auto first = asking.get("requests", "?page_size=1&page=1&" + key), second = asking.get("requests", "?page_size=1&page=2&" + key);
    suite.hold("requests in pages", first.size() == 1 && second.size() == 1 && first[0].id != second[0].id, "not one each");
    asking.get("requests", "?extensions=true&page_size=5&" + key);
    asking.get("requests", "?status=open&start_date=2010-01-01T00:00:00Z&end_date=2010-02-01T00:00:00Z");
    if (!endpoint.close(ids.at(0))) return;
    const auto closed = one(ids.at(0));
    suite.hold("a closed request says so", closed.size() == 1 && closed[0].status == "closed" && !closed[0].status_notes.empty(), "it does not");
    const auto list = asking.get("requests", "?status=closed&" + key);
    suite.hold("requests that are closed", list.size() == 1 && list[0].id == ids.at(0), "others");
    const auto updates = Asking<std::vector<georeport::Update>>(suite, endpoint, georeport::read_updates, "").get("servicerequestupdates", "?" + key);
    suite.hold("servicerequestupdates tells of it", std::ranges::any_of(updates, [&](const auto& each) { return each.request_id == ids.at(0) && each.status == "closed"; }),
               "it does not");
}

void run(const fs::path& folder, Report& report) {
    Suite suite(folder, report);
    hold_replies(suite);
    hold_cities(suite);
    const auto endpoint = open_endpoint();
    hold_discovery(suite, *endpoint);
    const auto services = Asking<Services>(suite, *endpoint, georeport::read_services, "services.json").get("services");
    suite.hold("services are offered", !services.empty(), "none");
    const auto ids = hold_submissions(suite, *endpoint, services);
    suite.hold("requests were taken", ids.size() >= 2, "fewer than two");
    if (ids.size() >= 2) hold_requests(suite, *endpoint, ids);
    hold_errors(suite, *endpoint);
}

const bool added = add_suite("open311", run);

}  // namespace
}  // namespace conformance
