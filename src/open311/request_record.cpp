#include "open311/request_record.h"

#include "base/text.h"
#include "base/words.h"
#include "open311/offered.h"

#include <algorithm>

namespace open311 {
namespace {

using cases::What;

constexpr std::size_t most_description = 4000;  // the specification's

std::string_view name_of(cases::State state) { return state == cases::State::open ? "open" : "closed"; }

std::string id_of_update(const cases::Request& request, std::size_t number) { return request.reference.text() + '-' + std::to_string(number); }

/// What stands beside many requests, fetched together.
struct Surroundings {
    std::map<places::LocationId, places::Location> places;
    std::map<std::string, places::Address> addresses;
    std::map<access::TeamId, std::string> teams;
    std::map<std::string, std::string> wards;
    std::map<cases::RequestId, cases::PublicCopy> copies;
};

Surroundings surroundings_of(db::Tx& tx, std::span<const cases::Line> lines, bool wards) {
    Surroundings around;
    std::vector<places::LocationId> ids;
    std::vector<cases::RequestId> copied;
    for (const auto& [c, request] : lines) {
        if (request.publication == cases::Publication::published) copied.push_back(request.id);
        if (request.location) ids.push_back(request.location);
        if (const auto [team, is_new] = around.teams.try_emplace(c.team); is_new)
            if (const auto found = access::find_team(tx, c.team)) team->second = found->name;
    }
    around.copies = cases::public_copies(tx, copied);
    if (!ids.empty()) around.places = places::find_many(tx, ids);
    std::vector<std::string> uprns;
    for (const auto& [id, place] : around.places)
        if (!place.uprn.empty()) uprns.push_back(place.uprn);
    if (!uprns.empty()) around.addresses = places::find_addresses_by_uprn(tx, uprns);
    if (wards)
        for (const auto& ward : places::all_wards(tx)) around.wards.emplace(ward.code, ward.name);
    return around;
}

std::string answer_of(const cases::Request& request, std::string_view question) {
    const auto found = std::ranges::find(request.answers, question, &forms::Answer::question);
    return found == request.answers.end() ? std::string() : found->value;
}

/// Words that somebody typed as the place are for who sees everything; others see the gazetteer's line.
void put_place(georeport::Request& record, const cases::Request& request, const Surroundings& around, Sight sight) {
    const auto place = around.places.find(request.location);
    if (place == around.places.end()) return;
    if (sight == Sight::everything) record.address = place->second.text;
    record.address_id = place->second.uprn;
    if (const auto& point = place->second.point) {
        record.latitude = point->latitude;
        record.longitude = point->longitude;
    }
    if (const auto address = around.addresses.find(place->second.uprn); address != around.addresses.end()) {
        record.zipcode = address->second.postcode;
        if (record.address.empty()) record.address = address->second.line;
    }
}

/// The resident's words: only for who may read the case.
void put_words(georeport::Request& record, const cases::Request& request, const catalogue::Definition& service) {
    if (const auto* described = described_by(service))
        record.description = base::first_characters(answer_of(request, described->code), most_description);
}

/// What everybody may read of it, as somebody on the staff let it through.
void put_copy(georeport::Request& record, const cases::Request& request, const cases::PublicCopy& copy, const Showing& showing) {
    record.description = copy.words.empty() ? copy.title : copy.words;
    if (showing.extended) record.extended.emplace_back("title", copy.title);
    if (!copy.photos.empty() && !showing.base_url.empty())
        record.media_url = showing.base_url + "/published/" + request.reference.text() + "/photos/" + std::to_string(copy.photos.front());
}

void put_extensions(db::Tx& tx, georeport::Request& record, const cases::Line& line, const catalogue::Definition& service, Sight sight,
                    const Surroundings& around) {
    if (sight == Sight::everything || sight == Sight::place)
        if (const auto ward = around.wards.find(line.the_case.area); ward != around.wards.end()) record.extended.emplace_back("ward", ward->second);
    if (!line.the_case.outcome.empty()) record.extended.emplace_back("outcome", line.the_case.outcome);
    if (sight == Sight::everything) {
        record.extended.emplace_back("channel", line.request.channel);
        for (const auto& question : service.form.questions)
            if (&question != described_by(service))
                if (const auto value = answer_of(line.request, question.code); !value.empty())
                    record.extended.emplace_back("answer_" + question.code, forms::shown(question, value));
    }
    for (const auto& update : updates_of(tx, line, service, sight)) record.notes.push_back({update.at, update.status, update.description});
}

georeport::Request record_of(const cases::Line& line, const catalogue::Definition& service, const Surroundings& around) {
    const auto& [c, request] = line;
    const auto state = cases::state_of(request, c);
    return {.id = request.reference.text(),
            .status = std::string(name_of(state)),
            .status_notes = request.withdrawn_at ? cases::outcome_shown(service, cases::withdrawn_outcome) : cases::outcome_shown(service, c.outcome),
            .service_name = service.name,
            .service_code = service.code,
            .description = {},
            .agency_responsible = around.teams.at(c.team),
            .service_notice = service.promise,
            .requested = request.received_at,
            .updated = cases::changed_at(request, c),
            .expected = c.promised_for(),
            .address = {},
            .address_id = {},
            .zipcode = {},
            .latitude = {},
            .longitude = {},
            .media_url = {}};
}

/// What is said with an entry to whoever sees everything.
std::string words_of(const cases::Entry& entry, const catalogue::Definition& service, Sight sight) {
    if (entry.what == What::closed) return cases::outcome_shown(service, entry.code);
    if (sight == Sight::everything && !entry.words.empty()) return entry.words;
    return say("cases.seen_" + std::string(cases::code_of(entry.what)));
}

bool closes(What what) { return what == What::closed || what == What::withdrawn; }
bool opens(What what) { return what == What::opened || what == What::reopened; }

}  // namespace

Result<catalogue::DefinitionPtr> Definitions::find(db::Tx& tx, const cases::Request& request) {
    const std::pair key(request.service, request.service_version);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const auto found = TRY(catalogue::find_version(tx, request.service, request.service_version));
    return known_.emplace(key, found).first->second;
}

std::vector<georeport::Update> updates_of(db::Tx& tx, const cases::Line& line, const catalogue::Definition& service, Sight sight) {
    std::vector<georeport::Update> updates;
    auto state = cases::State::open;
    std::size_t number = 0;
    for (const auto& entry : cases::history_for(tx, line.request)) {
        ++number;
        if (closes(entry.what)) state = cases::State::closed;
        if (opens(entry.what)) state = cases::State::open;
        if (entry.what == What::opened) continue;
        updates.push_back({.id = id_of_update(line.request, number),
                           .request_id = line.request.reference.text(),
                           .status = std::string(name_of(state)),
                           .at = entry.at,
                           .description = words_of(entry, service, sight),
                           .media_url = {}});
    }
    return updates;
}

std::string id_of_last_update(db::Tx& tx, const cases::Request& request) { return id_of_update(request, cases::history_for(tx, request).size()); }

Result<std::vector<georeport::Request>> records_of(db::Tx& tx, std::span<const cases::Line> lines, const Showing& showing) {
    const auto around = surroundings_of(tx, lines, showing.extended);
    Definitions definitions;
    std::vector<georeport::Request> records;
    for (const auto& line : lines) {
        const auto service = TRY(definitions.find(tx, line.request));
        const auto sight = showing.eyes.at(line, *service, showing.by_id);
        if (sight == Sight::none) continue;
        auto record = record_of(line, *service, around);
        if (sight != Sight::status) put_place(record, line.request, around, sight);
        if (sight == Sight::everything) put_words(record, line.request, *service);
        if (const auto copy = around.copies.find(line.request.id); sight == Sight::place && copy != around.copies.end())
            put_copy(record, line.request, copy->second, showing);
        if (showing.extended) put_extensions(tx, record, line, *service, sight, around);
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace open311
