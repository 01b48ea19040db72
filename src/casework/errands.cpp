#include "casework/errands.h"

#include "casework/queries.h"
#include "cases/cases.h"
#include "jobs/jobs.h"

#include <charconv>

namespace casework {
namespace {

connectors::Place place_of(db::Tx& tx, const cases::Request& request) {
    connectors::Place place;
    const places::LocationId locations[] = {request.location};
    for (const auto& [id, where] : places::find_many(tx, locations)) {
        place.address = where.text;
        if (where.point) {
            place.latitude = where.point->latitude;
            place.longitude = where.point->longitude;
        }
        place.uprn = where.uprn;
        place.usrn = where.usrn;
    }
    return place;
}

connectors::Matter matter_of(db::Tx& tx, const cases::Request& request, const catalogue::Definition& service, std::string_view what) {
    connectors::Matter matter{.reference = request.reference.text(), .service = service.code, .service_name = service.name, .words = std::string(what),
                              .place = place_of(tx, request)};
    for (const auto& answer : request.answers) {
        const auto* question = service.form.find(answer.question);
        if (question == nullptr) continue;
        matter.answers.push_back({answer.question, question->label, forms::shown(*question, answer.value), question->type != forms::Type::choice && question->type != forms::Type::choices});
    }
    if (request.person)
        if (const auto person = people::find(tx, request.person)) matter.person = connectors::Person{person->name, person->email, person->phone};
    return matter;
}

}  // namespace

Result<connectors::ErrandId> hand_over(db::Tx& tx, const CaseMap& map, const catalogue::Definition& service, const Run& run, std::string_view element, std::int64_t wait,
                                         std::string_view words) {
    const auto request = cases::first_live_request(tx, run.case_id);
    if (!request) return refuse(Kind::not_found, "cases.no_such_case");
    const auto of = [&](std::string_view name) { return std::string(map.attribute(element, name)); };
    std::optional<Instant> reply_by;
    if (const auto days = map.duty(element).reply_within_working_days; days > 0) reply_by = places::calendar_of(tx).due(tx.now(), static_cast<int>(days));
    const auto kind = of("errand");
    auto what = std::string(map.name(element));
    if (!words.empty()) what += ".\n\n" + std::string(words);
    const auto errand = connectors::hand_over(tx, {.destination = of("destination"),
                                                   .subject = {"case", run.case_id.value},
                                                   .kind = kind.empty() ? "open" : kind,
                                                   .matter = matter_of(tx, *request, service, what),
                                                   .reply_by = reply_by});
    tx.run(sql::add_errand, errand, run.id, wait);
    return errand;
}

std::optional<Awaited> awaited_by(db::Tx& tx, connectors::ErrandId errand) {
    for (const auto row : tx.query(sql::find_errand, errand)) return Awaited{row.get<RunId>(0), row.get<std::int64_t>(1)};
    return std::nullopt;
}

std::vector<connectors::ErrandId> errands_of(db::Tx& tx, RunId run) {
    std::vector<connectors::ErrandId> all;
    for (const auto row : tx.query(sql::unsettled_errands, run)) all.push_back(row.get<connectors::ErrandId>(0));
    return all;
}

void settle(db::Tx& tx, connectors::ErrandId errand) { tx.run(sql::settle_errand, tx.now(), errand); }

}  // namespace casework
