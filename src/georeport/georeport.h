#pragma once
// GeoReport v2 (Open311): its documents as records, written to the letter and read with forgiveness.
//
// Promises
//  1. What `write` makes of a record, the reader of its kind gives back in both formats: texts without blanks at their ends,
//     times to the second. In XML line breaks are \n, and characters that XML 1.0 has no place for are U+FFFD.
//  2. An empty text, a time that is not there and a number that is not there are null in JSON, an empty element in XML.
//  3. A reader refuses (invalid, "georeport.unreadable") what is not well formed, not of its kind, or too large; nothing it
//     is given makes it use more than some 200 MB or recurse deeper than 32 levels.
// The rules come from the specification, wiki.open311.org/GeoReport_v2, and its "Spark convention" between XML and JSON.

#include "base/result.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace georeport {

enum class Format { xml, json };
/// "text/xml; charset=utf-8"
std::string_view content_type(Format);

/// What can be asked for.
struct Service {
    std::string code, name, description;
    bool metadata = false;  // it has questions of its own: see its Definition
    std::string type = "realtime";
    std::string keywords;  // parted by commas
    std::string group;
    bool operator==(const Service&) const = default;
};

struct Value {
    std::string key, name;
    bool operator==(const Value&) const = default;
};
struct Attribute {
    bool variable = true;  // false: something to read, not to answer
    std::string code;
    std::string datatype = "string";  // string, number, datetime, text, singlevaluelist, multivaluelist
    bool required = false;
    std::string datatype_description;
    std::int64_t order = 0;  // from 1 on; 0: not said
    std::string description;
    std::vector<Value> values = {};  // of lists only
    bool operator==(const Attribute&) const = default;
};
struct Definition {
    std::string service_code;
    std::vector<Attribute> attributes;
    bool operator==(const Definition&) const = default;
};

struct Note {
    std::optional<Instant> at;
    std::string type, description;
    bool operator==(const Note&) const = default;
};
struct Request {
    std::string id;
    std::string status;  // "open", "closed"
    std::string status_notes, service_name, service_code, description, agency_responsible, service_notice;
    std::optional<Instant> requested, updated, expected;
    std::string address, address_id, zipcode;
    std::optional<double> latitude, longitude;
    std::string media_url;
    // Extensions; written where there is something in them.
    std::vector<std::pair<std::string, std::string>> extended = {};
    std::vector<Note> notes = {};
    bool operator==(const Request&) const = default;
};

/// One of id and token; what has neither is none. The rest is written where it is not empty.
struct Receipt {
    std::string id, token, service_notice, account_id;
    bool operator==(const Receipt&) const = default;
};

struct Update {
    std::string id, request_id;
    std::string status;  // "open", "closed"
    std::optional<Instant> at;
    std::string description, media_url;
    bool operator==(const Update&) const = default;
};
/// What comes back for an update that was sent.
struct UpdateReceipt {
    std::string id;
    bool operator==(const UpdateReceipt&) const = default;
};

struct Fault {
    std::string code;  // mostly the HTTP status
    std::string description;
    bool operator==(const Fault&) const = default;
};

struct Endpoint {
    std::string specification, url, changeset, type;
    std::vector<std::string> formats;
    bool operator==(const Endpoint&) const = default;
};
struct Discovery {
    std::string changeset, contact, key_service;
    std::vector<Endpoint> endpoints;
    bool operator==(const Discovery&) const = default;
};

std::string write(const std::vector<Service>&, Format);
std::string write(const Definition&, Format);
std::string write(const std::vector<Request>&, Format);
std::string write(const std::vector<Receipt>&, Format);
std::string write(const std::vector<Update>&, Format);
std::string write(const std::vector<UpdateReceipt>&, Format);
std::string write(const std::vector<Fault>&, Format);
std::string write(const Discovery&, Format);

Result<std::vector<Service>> read_services(std::string_view text, Format);
Result<Definition> read_definition(std::string_view text, Format);
Result<std::vector<Request>> read_requests(std::string_view text, Format);
Result<std::vector<Receipt>> read_receipts(std::string_view text, Format);
Result<std::vector<Update>> read_updates(std::string_view text, Format);
Result<std::vector<UpdateReceipt>> read_update_receipts(std::string_view text, Format);
Result<std::vector<Fault>> read_faults(std::string_view text, Format);
Result<Discovery> read_discovery(std::string_view text, Format);

}  // namespace georeport
