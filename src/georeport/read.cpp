// Trees to records, forgiving what servers in the wild do.

#include "georeport/node.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace georeport {
namespace {

/// How a document holds its things: what they are called, what may stand around them, and the member that each has.
struct Shape {
    std::string_view item;
    std::array<std::string_view, 2> containers;
    std::string_view mark;
};
constexpr Shape services_shape{"service", {"services"}, "service_code"};
constexpr Shape attributes_shape{"attribute", {"attributes"}, "datatype"};
constexpr Shape values_shape{"value", {"values"}, "key"};
constexpr Shape requests_shape{"request", {"service_requests", "requests"}, "service_request_id"};
constexpr Shape notes_shape{"note", {"notes"}, "datetime"};
constexpr Shape updates_shape{"request_update", {"service_request_updates", "service_requests_updates"}, "update_id"};
constexpr Shape faults_shape{"error", {"errors"}, "description"};
constexpr Shape endpoints_shape{"endpoint", {"endpoints"}, "url"};

using Items = std::vector<const Node*>;

/// [{"request": {…}}] is taken for [{…}].
const Node* unwrapped(const Node& node, std::string_view item) {
    return node.children.size() == 1 && node.children[0].name == item && node.children[0].kind == Node::Kind::object ? &node.children[0] : &node;
}

/// What holds nothing is no thing: XML cannot tell it from null.
void take(const Node& node, std::string_view item, Items& items) {
    if (node.kind == Node::Kind::list) {
        for (const auto& each : node.children)
            if (each.kind == Node::Kind::object && !each.children.empty()) items.push_back(unwrapped(each, item));
    } else if (node.kind == Node::Kind::object && !node.children.empty()) {
        items.push_back(&node);
    }
}

/// All children called `item`, be they one each (XML) or one that is a list; none where no child is called so.
std::optional<Items> named(const Node& node, std::string_view item) {
    std::optional<Items> items;
    for (const auto& child : node.children)
        if (child.name == item) take(child, item, items ? *items : items.emplace());
    return items;
}

std::optional<Items> things_in(const Node& node, const Shape& shape, bool inside = false) {
    Items items;
    if (node.kind == Node::Kind::list) {
        take(node, shape.item, items);
        return items;
    }
    if (auto found = named(node, shape.item)) return found;
    for (const auto container : shape.containers) {
        if (container.empty()) continue;
        if (!inside)
            if (const auto* found = node.find(container)) return things_in(*found, shape, true);
        if ((node.name == container || inside) && node.children.empty()) return items;
    }
    if (node.find(shape.mark) != nullptr) return Items{&node};
    return std::nullopt;
}

Result<Node> parse(std::string_view text, Format format) { return format == Format::xml ? from_xml(text) : from_json(text); }

template <class Record>
Result<std::vector<Record>> read_all(std::string_view text, Format format, const Shape& shape, Record (*read)(const Node&)) {
    const auto root = TRY(parse(text, format));
    const auto items = things_in(root, shape);
    if (!items) return unreadable("no list of " + std::string(shape.item));
    std::vector<Record> records;
    records.reserve(items->size());
    for (const auto* item : *items) records.push_back(read(*item));
    return records;
}

Service service_from(const Node& node) {
    const auto type = node.words("type");
    return {.code = node.words("service_code"),
            .name = node.words("service_name"),
            .description = node.words("description"),
            .metadata = node.flag("metadata"),
            .type = type.empty() ? "realtime" : type,
            .keywords = node.words("keywords"),
            .group = node.words("group")};
}

std::int64_t whole(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::max<std::int64_t>(number, 0);
}

Attribute attribute_from(const Node& node) {
    const auto variable = node.words("variable");
    const auto datatype = node.words("datatype");
    Attribute attribute{.variable = variable.empty() || node.flag("variable"),
                        .code = node.words("code"),
                        .datatype = datatype.empty() ? "string" : datatype,
                        .required = node.flag("required"),
                        .datatype_description = node.words("datatype_description"),
                        .order = whole(node.words("order")),
                        .description = node.words("description")};
    if (const auto* values = node.find("values"))
        if (const auto found = things_in(*values, values_shape, true))
            for (const auto* value : *found) attribute.values.push_back({value->words("key"), value->words("name")});
    return attribute;
}

Note note_from(const Node& node) { return {node.time("datetime"), node.words("type"), node.words("description")}; }

Request request_from(const Node& node) {
    Request request{.id = node.words("service_request_id"),
                    .status = base::lower_ascii(node.words("status")),
                    .status_notes = node.words("status_notes"),
                    .service_name = node.words("service_name"),
                    .service_code = node.words("service_code"),
                    .description = node.words("description"),
                    .agency_responsible = node.words("agency_responsible"),
                    .service_notice = node.words("service_notice"),
                    .requested = node.time("requested_datetime"),
                    .updated = node.time("updated_datetime"),
                    .expected = node.time("expected_datetime"),
                    .address = node.words("address"),
                    .address_id = node.words("address_id"),
                    .zipcode = node.words("zipcode"),
                    .latitude = node.number("lat"),
                    .longitude = node.number("long"),
                    .media_url = node.words("media_url")};
    if (const auto* extended = node.find("extended_attributes"))
        for (const auto& each : extended->children)
            if (each.kind != Node::Kind::object && each.kind != Node::Kind::list)
                request.extended.emplace_back(each.name, base::trim(each.text));
    if (const auto* notes = node.find("notes"))
        if (const auto found = things_in(*notes, notes_shape, true))
            for (const auto* note : *found) request.notes.push_back(note_from(*note));
    return request;
}

Receipt receipt_from(const Node& node) {
    return {node.words("service_request_id"), node.words("token"), node.words("service_notice"), node.words("account_id")};
}

Update update_from(const Node& node) {
    return {.id = node.words("update_id"),
            .request_id = node.words("service_request_id"),
            .status = base::lower_ascii(node.words("status")),
            .at = node.time("updated_datetime"),
            .description = node.words("description"),
            .media_url = node.words("media_url")};
}

UpdateReceipt update_receipt_from(const Node& node) { return {node.words("update_id")}; }

Fault fault_from(const Node& node) { return {node.words("code"), node.words("description")}; }

Endpoint endpoint_from(const Node& node) {
    Endpoint endpoint{node.words("specification"), node.words("url"), node.words("changeset"), node.words("type"), {}};
    if (const auto* formats = node.find("formats"))
        for (const auto& format : formats->children)
            if (auto words = base::trim(format.text); !words.empty()) endpoint.formats.emplace_back(words);
    return endpoint;
}

}  // namespace

Result<std::vector<Service>> read_services(std::string_view text, Format format) {
    return read_all(text, format, services_shape, service_from);
}

Result<Definition> read_definition(std::string_view text, Format format) {
    auto root = TRY(parse(text, format));
    const auto* node = &root;
    if (const auto* inner = root.find("service_definition")) node = inner;
    if (node->kind == Node::Kind::list && node->children.size() == 1) node = &node->children[0];
    if (node->find("service_code") == nullptr) return unreadable("no service_code");
    Definition definition{node->words("service_code"), {}};
    const auto found = things_in(*node, attributes_shape);
    if (found)
        for (const auto* each : *found) definition.attributes.push_back(attribute_from(*each));
    return definition;
}

Result<std::vector<Request>> read_requests(std::string_view text, Format format) {
    return read_all(text, format, requests_shape, request_from);
}

Result<std::vector<Receipt>> read_receipts(std::string_view text, Format format) {
    auto receipts = TRY(read_all(text, format, requests_shape, receipt_from));
    std::erase_if(receipts, [](const Receipt& receipt) { return receipt.id.empty() && receipt.token.empty(); });
    return receipts;
}

Result<std::vector<Update>> read_updates(std::string_view text, Format format) {
    return read_all(text, format, updates_shape, update_from);
}

Result<std::vector<UpdateReceipt>> read_update_receipts(std::string_view text, Format format) {
    return read_all(text, format, updates_shape, update_receipt_from);
}

Result<std::vector<Fault>> read_faults(std::string_view text, Format format) {
    const auto root = TRY(parse(text, format));
    if (root.name == "error" && root.kind == Node::Kind::text) return std::vector<Fault>{{{}, std::string(base::trim(root.text))}};
    const auto items = things_in(root, faults_shape);
    if (!items) return unreadable("no list of error");
    std::vector<Fault> faults;
    for (const auto* item : *items) faults.push_back(fault_from(*item));
    return faults;
}

Result<Discovery> read_discovery(std::string_view text, Format format) {
    const auto root = TRY(parse(text, format));
    const auto* inner = root.find("discovery");
    const auto& node = inner != nullptr ? *inner : root;
    const auto* endpoints = node.find("endpoints");
    if (endpoints == nullptr) return unreadable("no endpoints");
    Discovery discovery{node.words("changeset"), node.words("contact"), node.words("key_service"), {}};
    const auto found = things_in(*endpoints, endpoints_shape, true);
    if (found)
        for (const auto* each : *found) discovery.endpoints.push_back(endpoint_from(*each));
    return discovery;
}

}  // namespace georeport
