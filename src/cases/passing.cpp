#include "cases/passing.h"

#include "base/words.h"
#include "cases/case_store.h"
#include "cases/checks.h"
#include "cases/course.h"
#include "cases/events.h"
#include "cases/letters.h"
#include "cases/queries.h"
#include "journal/journal.h"
#include "notifications/notifications.h"
#include "people/personal_words.h"

#include <algorithm>

namespace cases {
namespace {

constexpr const char* letter_to_body = "pass_on";
constexpr const char* letter_to_residents = "passed_on";

/// "What is wrong with it?: It is out", one question in a line; nothing by which another body knew who says so.
std::string answers_in_words(db::Tx& tx, const catalogue::Definition& service, const Request& request) {
    const auto reporter = people::find(tx, request.person).value_or(people::Contact{});
    std::string all;
    for (const auto& answer : request.answers)
        if (const auto* question = service.form.find(answer.question)) {
            if (answer.value.empty() || forms::is_contact_detail(question->type)) continue;
            if (!all.empty()) all += '\n';
            const auto shown = forms::shown(*question, answer.value);
            all += question->label + ' ' + (forms::is_in_own_words(question->type) ? people::masked(shown, reporter) : shown);
        }
    return all;
}

std::string place_of(db::Tx& tx, const Request& request) {
    const places::LocationId location[] = {request.location};
    for (const auto& [id, place] : places::find_many(tx, location)) return place.text;
    return {};
}

/// Writes to the body, and keeps that and when it was.
void send_on(db::Tx& tx, const Case& c, const Request& request, const catalogue::Definition& service, const places::Body& body) {
    const auto message = notifications::queue(tx, {.wording = letter_to_body,
                                                   .address = body.email,
                                                   .about = {"case", c.id.value},
                                                   .values = {{"body", body.name},
                                                              {"service", service.name},
                                                              {"reference", request.reference.spoken()},
                                                              {"place", place_of(tx, request)},
                                                              {"answers", answers_in_words(tx, service, request)}}});
    tx.run(sql::put_passed, c.id, body.name, body.phone, body.web, message, tx.now());
    journal::announce(tx, CasePassedOn{c.id, c.service, c.team, message.value});
}

}  // namespace

std::optional<Passed> passed_of(db::Tx& tx, CaseId id) {
    for (const auto row : tx.query(sql::passed_of, id))
        return Passed{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::int64_t>(3), row.get<Instant>(4)};
    return std::nullopt;
}

std::optional<places::Body> body_for(db::Tx& tx, const Case& c) {
    const auto service = catalogue::find_version(tx, c.service, c.service_version);
    if (!service || (*service)->concerns.empty()) return std::nullopt;
    const auto request = first_live_request(tx, c.id);
    if (!request) return std::nullopt;
    const places::LocationId location[] = {request->location};
    for (const auto& [id, place] : places::find_many(tx, location)) return body_for(tx, **service, place);
    return std::nullopt;
}

std::optional<places::Body> body_for(db::Tx& tx, const catalogue::Definition& service, const places::Location& place) {
    return service.concerns.empty() ? std::nullopt : places::responsible_for(tx, service.concerns, place);
}

Result<Case> pass_on(db::Tx& tx, const access::Actor& who, CaseId id, std::int64_t seen_changes) {
    auto c = TRY(find_seen(tx, who, access::Permission::work_case, id, seen_changes));
    if (c.state == State::closed) return refuse(Kind::conflict, "cases.already_closed");
    if (passed_of(tx, id)) return refuse(Kind::conflict, "cases.passed_already");
    const auto request = first_live_request(tx, id);
    const auto body = body_for(tx, c);
    if (!request || !body) return refuse(Kind::conflict, "cases.nobody_to_pass_to");
    if (body->email.empty()) return refuse(Kind::conflict, "cases.body_has_no_address");
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    c.due_at = no_promise;
    TRY(case_store::save(tx, c));
    send_on(tx, c, *request, *service, *body);
    write_to_residents(tx, c, *service, letter_to_residents, {{"body", body->name}, {"phone", body->phone}});
    TRY(course().passed_on(tx, c));
    return c;
}

void pass_on_at_once(db::Tx& tx, const Case& c, const Request& request, const catalogue::Definition& service, const places::Body& body) {
    send_on(tx, c, request, service, body);
}

}  // namespace cases
