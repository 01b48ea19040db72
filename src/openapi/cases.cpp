// One case: what it is, and what can be done with it.

#include "cases/cases.h"

#include "openapi/body.h"
#include "openapi/handlers.h"

namespace openapi {
namespace {

using access::Permission;

Result<cases::CaseId> case_id_of(const web::Request& request) {
    const auto id = parse_id<cases::CaseId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "cases.no_such_case");
    return *id;
}

/// Changes with every change of the case, and with every note, for what is shown holds both.
std::string tag_of(const cases::Case& c, std::size_t notes) {
    return std::to_string(c.changes) + '-' + std::to_string(notes);
}

Object contact_object(const people::Contact& contact) {
    Object out;
    if (!contact.name.empty()) out.text("name", contact.name);
    if (!contact.email.empty()) out.text("email", contact.email);
    if (!contact.phone.empty()) out.text("phone", contact.phone);
    return out;
}

/// A named person's record is noted in the journal as read before it is shown.
Result<Object> request_object(db::Tx& tx, const access::Actor& who, const cases::Request& request) {
    Object out, answers;
    for (const auto& answer : request.answers) answers.text(answer.question, answer.value);
    out.text("reference", request.reference.text()).text("channel", request.channel).time("received", request.received_at);
    out.object("location", place_object(place_of(tx, request.location))).object("answers", answers);
    if (request.person && who.may(Permission::read_person)) {
        const auto contact = TRY(people::find(tx, request.person));
        people::note_read(tx, request.person);
        out.object("contact", contact_object(contact));
    }
    return out;
}

Array notes_array(db::Tx& tx, std::span<const cases::Note> notes) {
    Array out;
    for (const auto& note : notes)
        out.add(Object().time("at", note.at).text("by", access::name_of_actor(tx, note.actor)).text("text", note.text));
    return out;
}

struct Shown {
    Object object;
    std::string tag;
};

Result<Shown> read_case(db::Tx& tx, const access::Actor& who, cases::CaseId id) {
    const auto c = TRY(cases::find_case(tx, who, id));
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto team = TRY(access::find_team(tx, c.team));
    const auto notes = cases::notes_of(tx, id);
    Array requests;
    for (const auto& request : cases::requests_of(tx, id)) {
        const auto shown = TRY(request_object(tx, who, request));
        requests.add(shown);
    }
    Object out;
    out.id("id", c.id).text("service", c.service).text("service_name", service->name);
    out.object("team", Object().id("id", team.id).text("name", team.name));
    out.text("state", c.state == cases::State::open ? "open" : "closed").time("opened", c.opened_at).time("closed", c.closed_at);
    out.text_or_none("outcome", c.outcome).text_or_none("outcome_label", cases::outcome_shown(*service, c.outcome));
    out.number("changes", c.changes).array("requests", requests).array("notes", notes_array(tx, notes));
    return Shown{out, tag_of(c, notes.size())};
}

Result<web::Response> answer_with_case(web::Context& context, cases::CaseId id, int status) {
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_case(tx, actor_of(context), id); }));
    return web::json(shown.object.str(), status).with_etag(shown.tag);
}

/// Runs a verb once, on the case as the sender last saw it where they say so, and answers with the case as it is now.
template <class Verb>
Result<web::Response> change_case(web::Request& request, web::Context& context, int status, Verb verb) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto& who = actor_of(context);
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, who));
        const auto c = TRY(cases::find_case(tx, who, id));
        TRY(web::require_match(request, tag_of(c, cases::notes_of(tx, id).size())));
        TRY(verb(tx, who, c));
        return std::string("done");
    }));
    return answer_with_case(context, id, status);
}

struct Words {
    std::string outcome, text;
};
/// The members `outcome` and `text` of a body; nothing for no body at all.
Result<Words> read_words(const web::Request& request, std::string_view required) {
    if (request.body.empty() && required.empty()) return Words{};
    const auto body = TRY(web::json_body(request));
    const auto object = TRY(parse_body(body));
    std::vector<Problem> problems;
    Members members(object, problems);
    const Words words{.outcome = required == "outcome" ? members.required_text("outcome") : std::string(),
                      .text = required == "text" ? members.required_text("text") : members.text("text")};
    TRY(no_problems(std::move(problems)));
    return words;
}

}  // namespace

Result<web::Response> show_case(web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    return answer_with_case(context, id, 200);
}

Result<web::Response> add_note(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, "text"));
    return change_case(request, context, 201, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::add_note(tx, who, c.id, words.text);
    });
}

Result<web::Response> close_case(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, "outcome"));
    return change_case(request, context, 200, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::close_case(tx, who, c.id, c.changes, words.outcome, words.text);
    });
}

Result<web::Response> reopen_case(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, {}));
    return change_case(request, context, 200, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::reopen_case(tx, who, c.id, c.changes, "other", words.text);
    });
}

}  // namespace openapi
