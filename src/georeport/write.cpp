// Records to trees: which members a document has, in which order.

#include "georeport/node.h"

namespace georeport {
namespace {

using enum Node::Kind;

std::string render(const Node& root, Format format) { return format == Format::xml ? to_xml(root) : to_json(root); }

/// A document that is a list of the same thing.
template <class Record>
std::string render_all(const char* container, const char* item, const std::vector<Record>& records, Format format,
                       void (*fill)(Node&, const Record&)) {
    Node root{.name = container, .kind = list};
    root.children.reserve(records.size());
    for (const auto& record : records) fill(root.add(item, object), record);
    return render(root, format);
}

void put_if_any(Node& node, const char* name, const std::string& text) {
    if (!text.empty()) node.put(name, text);
}

void fill_service(Node& node, const Service& service) {
    node.put("service_code", service.code);
    node.put("service_name", service.name);
    node.put("description", service.description);
    node.put_flag("metadata", service.metadata);
    node.put("type", service.type);
    node.put("keywords", service.keywords);
    node.put("group", service.group);
}

void fill_attribute(Node& node, const Attribute& attribute) {
    node.put_flag("variable", attribute.variable);
    node.put("code", attribute.code);
    node.put("datatype", attribute.datatype);
    node.put_flag("required", attribute.required);
    node.put("datatype_description", attribute.datatype_description);
    if (attribute.order > 0)
        node.add("order", number, std::to_string(attribute.order));
    else
        node.put("order", {});
    node.put("description", attribute.description);
    if (attribute.values.empty()) return;
    auto& values = node.add("values", list);
    for (const auto& value : attribute.values) {
        auto& each = values.add("value", object);
        each.put("key", value.key);
        each.put("name", value.name);
    }
}

/// Null would say that there is a member nobody filled; these are extensions.
void put_extensions(Node& node, const Request& request) {
    if (!request.extended.empty()) {
        auto& extended = node.add("extended_attributes", object);
        for (const auto& [name, value] : request.extended) extended.put(name, value);
    }
    if (request.notes.empty()) return;
    auto& notes = node.add("notes", list);
    for (const auto& note : request.notes) {
        auto& each = notes.add("note", object);
        each.put_time("datetime", note.at);
        each.put("description", note.description);
        each.put("type", note.type);
    }
}

void fill_request(Node& node, const Request& request) {
    node.put("service_request_id", request.id);
    node.put("status", request.status);
    node.put("status_notes", request.status_notes);
    node.put("service_name", request.service_name);
    node.put("service_code", request.service_code);
    node.put("description", request.description);
    node.put("agency_responsible", request.agency_responsible);
    node.put("service_notice", request.service_notice);
    node.put_time("requested_datetime", request.requested);
    node.put_time("updated_datetime", request.updated);
    node.put_time("expected_datetime", request.expected);
    node.put("address", request.address);
    node.put("address_id", request.address_id);
    node.put("zipcode", request.zipcode);
    node.put_number("lat", request.latitude);
    node.put_number("long", request.longitude);
    node.put("media_url", request.media_url);
    put_extensions(node, request);
}

void fill_receipt(Node& node, const Receipt& receipt) {
    put_if_any(node, "service_request_id", receipt.id);
    put_if_any(node, "token", receipt.token);
    put_if_any(node, "service_notice", receipt.service_notice);
    put_if_any(node, "account_id", receipt.account_id);
}

void fill_update(Node& node, const Update& update) {
    node.put("update_id", update.id);
    node.put("service_request_id", update.request_id);
    node.put("status", update.status);
    node.put_time("updated_datetime", update.at);
    node.put("description", update.description);
    node.put("media_url", update.media_url);
}

void fill_update_receipt(Node& node, const UpdateReceipt& receipt) { node.put("update_id", receipt.id); }

/// The specification's examples have the code as a number in JSON; a code that is none stays a text.
void fill_fault(Node& node, const Fault& fault) {
    const bool digits = !fault.code.empty() && fault.code.size() < 10 && fault.code[0] != '0' &&
                        fault.code.find_first_not_of("0123456789") == std::string::npos;
    if (digits)
        node.add("code", number, fault.code);
    else
        node.put("code", fault.code);
    node.put("description", fault.description);
}

void fill_endpoint(Node& node, const Endpoint& endpoint) {
    node.put("specification", endpoint.specification);
    node.put("url", endpoint.url);
    node.put("changeset", endpoint.changeset);
    node.put("type", endpoint.type);
    auto& formats = node.add("formats", list);
    for (const auto& format : endpoint.formats) formats.put("format", format);
}

}  // namespace

std::string_view content_type(Format format) {
    return format == Format::xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
}

std::string write(const std::vector<Service>& services, Format format) {
    return render_all("services", "service", services, format, fill_service);
}

std::string write(const Definition& definition, Format format) {
    Node root{.name = "service_definition", .kind = object};
    root.put("service_code", definition.service_code);
    auto& attributes = root.add("attributes", list);
    for (const auto& attribute : definition.attributes) fill_attribute(attributes.add("attribute", object), attribute);
    return render(root, format);
}

std::string write(const std::vector<Request>& requests, Format format) {
    return render_all("service_requests", "request", requests, format, fill_request);
}

std::string write(const std::vector<Receipt>& receipts, Format format) {
    return render_all("service_requests", "request", receipts, format, fill_receipt);
}

std::string write(const std::vector<Update>& updates, Format format) {
    return render_all("service_request_updates", "request_update", updates, format, fill_update);
}

std::string write(const std::vector<UpdateReceipt>& receipts, Format format) {
    return render_all("service_request_updates", "request_update", receipts, format, fill_update_receipt);
}

std::string write(const std::vector<Fault>& faults, Format format) {
    return render_all("errors", "error", faults, format, fill_fault);
}

std::string write(const Discovery& discovery, Format format) {
    Node root{.name = "discovery", .kind = object};
    root.put("changeset", discovery.changeset);
    root.put("contact", discovery.contact);
    root.put("key_service", discovery.key_service);
    auto& endpoints = root.add("endpoints", list);
    for (const auto& endpoint : discovery.endpoints) fill_endpoint(endpoints.add("endpoint", object), endpoint);
    return render(root, format);
}

}  // namespace georeport
