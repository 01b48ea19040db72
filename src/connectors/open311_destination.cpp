#include "connectors/open311_destination.h"

#include "base/text.h"
#include "connectors/replies.h"
#include "web/paths.h"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

constexpr auto as_json = georeport::Format::json;
constexpr std::size_t most_tokens = 100, requests_at_once = 50, most_description = 4000;
constexpr auto overlap = std::chrono::hours{1};  // clocks differ, and what happened at the same moment must not be missed
constexpr auto first_look = std::chrono::days{7};

class Form {
public:
    Form& put(std::string_view name, std::string_view value) {
        if (!value.empty()) text_ += (text_.empty() ? "" : "&") + web::encode_percent(name) + '=' + web::encode_percent(value);
        return *this;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string base_of(const Destination& destination) {
    auto address = destination.address;
    while (address.ends_with('/')) address.pop_back();
    return address;
}

void put_key(Form& form, const Destination& destination, const Secrets& secrets) {
    form.put("api_key", secrets.now).put("jurisdiction_id", destination.jurisdiction);
}

/// "[errand_42]": what a repeat is recognised by.
std::string mark_of(const Parcel& parcel) { return '[' + wire_name(parcel.errand.id) + ']'; }

std::string their_code(const Destination& destination, const std::string& service) {
    const auto found = destination.services.find(service);
    return found == destination.services.end() ? service : found->second;
}

Trouble unreadable(const web::Reply& reply) { return {.sort = Trouble::Sort::down, .code = reply.status, .words = "the answer is no GeoReport document"}; }

web::Call post_form(const Parcel& parcel, const char* document, std::string body) {
    return {.url = base_of(parcel.destination) + document,
            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}, {"Idempotency-Key", wire_name(parcel.errand.id)}},
            .body = std::move(body)};
}

/// No such document: an extension that this server does not have.
bool is_missing(const std::expected<web::Reply, std::string>& reply) { return reply && (reply->status == 404 || reply->status == 501); }

}  // namespace

std::string open311_request_form(const Parcel& parcel) {
    const auto& matter = parcel.matter;
    Form form;
    put_key(form, parcel.destination, parcel.secrets);
    form.put("service_code", their_code(parcel.destination, matter.service));
    if (matter.place.latitude && matter.place.longitude)
        form.put("lat", fmt::format("{:.6f}", *matter.place.latitude)).put("long", fmt::format("{:.6f}", *matter.place.longitude));
    form.put("address_string", matter.place.address).put("address_id", matter.place.uprn);
    auto description = matter.words.empty() ? matter.service_name : matter.words;
    if (!matter.reference.empty()) description += "\n" + matter.reference;
    form.put("description", std::string(base::first_characters(description, most_description)) + "\n" + mark_of(parcel));
    for (const auto& answer : matter.answers) form.put("attribute[" + answer.code + "]", answer.value);
    if (!matter.photos.empty()) form.put("media_url", matter.photos.front());
    if (matter.person) form.put("first_name", matter.person->name).put("email", matter.person->email).put("phone", matter.person->phone);
    return form.take();
}

std::string open311_update_form(const Parcel& parcel) {
    Form form;
    put_key(form, parcel.destination, parcel.secrets);
    form.put("service_request_id", parcel.earlier_reference).put("update_id", wire_name(parcel.errand.id));
    form.put("status", parcel.errand.kind == "cancel" ? "CLOSED" : "OPEN").put("updated_datetime", base::to_iso(parcel.errand.handed_over));
    form.put("description", base::first_characters(parcel.matter.words.empty() ? parcel.errand.kind : parcel.matter.words, most_description));
    if (!parcel.matter.photos.empty()) form.put("media_url", parcel.matter.photos.front());
    return form.take();
}

Sent Open311Destination::send(const Parcel& parcel) { return parcel.errand.kind == "open" ? open(parcel) : update(parcel); }

Sent Open311Destination::open(const Parcel& parcel) const {
    const auto& place = parcel.matter.place;
    if (!place.latitude && place.address.empty() && place.uprn.empty()) return std::unexpected(Trouble{.sort = Trouble::Sort::unsendable, .words = "a GeoReport request needs a place"});
    if (parcel.errand.attempts > 1) {
        const auto earlier = number_of_earlier(parcel);
        if (!earlier) return std::unexpected(earlier.error());
        if (!earlier->empty()) return Handed{.code = 200, .reference = *earlier};
    }
    const auto reply = outbound_->perform(post_form(parcel, "/requests.json", open311_request_form(parcel)));
    if (const auto trouble = trouble_in(reply)) return std::unexpected(*trouble);
    const auto receipts = georeport::read_receipts(reply->body, as_json);
    if (!receipts || receipts->empty()) return std::unexpected(unreadable(*reply));
    return Handed{.code = reply->status, .reference = receipts->front().id, .token = receipts->front().token};
}

Sent Open311Destination::update(const Parcel& parcel) const {
    if (parcel.earlier_reference.empty() && !parcel.number_awaited)
        return std::unexpected(Trouble{.sort = Trouble::Sort::unsendable, .words = "there is no request of theirs that this could be an update of"});
    if (parcel.earlier_reference.empty())
        return std::unexpected(Trouble{.sort = Trouble::Sort::not_yet, .words = "waits for the number of the request", .retry_after = std::chrono::minutes{1}});
    const auto reply = outbound_->perform(post_form(parcel, "/servicerequestupdates.json", open311_update_form(parcel)));
    if (is_missing(reply)) return std::unexpected(Trouble{.sort = Trouble::Sort::refused, .code = reply->status, .words = "this server takes no updates"});
    if (const auto trouble = trouble_in(reply)) return std::unexpected(*trouble);
    return Handed{.code = reply->status};
}

std::expected<std::string, Trouble> Open311Destination::number_of_earlier(const Parcel& parcel) const {
    Form query;
    query.put("service_code", their_code(parcel.destination, parcel.matter.service));
    query.put("start_date", base::to_iso(std::chrono::floor<std::chrono::seconds>(parcel.errand.first_tried.value_or(parcel.now)) - overlap));
    const auto reply = get(parcel.destination, parcel.secrets, "/requests.json", query.take());
    if (const auto trouble = trouble_in(reply)) return std::unexpected(*trouble);
    const auto requests = georeport::read_requests(reply->body, as_json);
    if (!requests) return std::unexpected(unreadable(*reply));
    const auto found = std::ranges::find_if(*requests, [&](const georeport::Request& request) { return request.description.find(mark_of(parcel)) != std::string::npos; });
    return found == requests->end() ? std::string() : found->id;
}

std::expected<web::Reply, std::string> Open311Destination::get(const Destination& destination, const Secrets& secrets, const std::string& document, const std::string& query) const {
    Form key;
    put_key(key, destination, secrets);
    auto all = key.take();
    all += (all.empty() || query.empty() ? "" : "&") + query;
    return outbound_->perform({.is_post = false, .url = base_of(destination) + document + (all.empty() ? "" : "?" + all), .headers = {{"Accept", "application/json"}}});
}

Heard Open311Destination::ask(const Destination& destination, const Secrets& secrets, const std::vector<Kept>& errands, Instant now) {
    std::vector<Told> all;
    std::vector<std::string> numbers;
    std::size_t tokens = 0;
    for (const auto& errand : errands) {
        auto number = errand.external_reference;
        if (number.empty() && !errand.token.empty() && tokens++ < most_tokens) {
            const auto reply = get(destination, secrets, "/tokens/" + web::encode_percent(errand.token) + ".json", "");
            if (const auto trouble = trouble_in(reply); trouble && !is_missing(reply)) return std::unexpected(*trouble);
            const auto receipts = georeport::read_receipts(reply->body, as_json);
            if (receipts && !receipts->empty()) number = receipts->front().id;
            if (!number.empty()) all.push_back({.message = "token " + errand.token, .named = wire_name(errand.id), .reference = number});
        }
        if (!number.empty()) numbers.push_back(number);
    }
    if (numbers.empty()) return News{.told = std::move(all)};
    Form since;
    since.put("start_date", base::to_iso(std::chrono::floor<std::chrono::seconds>(destination.asked_at.value_or(now - first_look) - overlap)));
    const auto updates = get(destination, secrets, "/servicerequestupdates.json", since.take());
    if (const auto trouble = trouble_in(updates); trouble && !is_missing(updates)) return std::unexpected(*trouble);
    if (const auto read = is_missing(updates) ? Result<std::vector<georeport::Update>>{} : georeport::read_updates(updates->body, as_json); read)
        for (auto& told : told_by(*read))
            if (std::ranges::find(numbers, told.named) != numbers.end()) all.push_back(std::move(told));
    for (std::size_t at = 0; at < numbers.size(); at += requests_at_once) {
        std::string some;
        for (std::size_t i = at; i < std::min(numbers.size(), at + requests_at_once); ++i) some += (some.empty() ? "" : ",") + numbers[i];
        Form which;
        which.put("service_request_id", some);
        const auto reply = get(destination, secrets, "/requests.json", which.take());
        if (const auto trouble = trouble_in(reply)) return std::unexpected(*trouble);
        const auto requests = georeport::read_requests(reply->body, as_json);
        if (!requests) return std::unexpected(unreadable(*reply));
        std::ranges::move(told_by(*requests), std::back_inserter(all));
    }
    return News{.told = std::move(all)};
}

std::vector<Told> told_by(const std::vector<georeport::Request>& requests) {
    std::vector<Told> all;
    for (const auto& request : requests) {
        if (request.id.empty() || request.status.empty()) continue;
        const auto when = request.updated ? base::to_iso(*request.updated) : std::string();
        all.push_back({.message = fmt::format("request {} {} {}", request.id, request.status, when), .named = request.id, .status = request.status, .words = request.status_notes,
                       .at = request.updated});
    }
    return all;
}

std::vector<Told> told_by(const std::vector<georeport::Update>& updates) {
    std::vector<Told> all;
    for (const auto& update : updates)
        if (!update.id.empty() && !update.request_id.empty())
            all.push_back({.message = "update " + update.id, .named = update.request_id, .status = update.status, .words = update.description, .at = update.at});
    return all;
}

}  // namespace connectors
