#include "openapi/case_object.h"

#include "base/words.h"
#include "forms/group.h"

namespace openapi {
namespace {

using access::Permission;

Object contact_object(const people::Contact& contact) {
    Object out;
    if (!contact.name.empty()) out.text("name", contact.name);
    if (!contact.email.empty()) out.text("email", contact.email);
    if (!contact.phone.empty()) out.text("phone", contact.phone);
    if (!contact.write.empty()) out.text("write", contact.write);
    if (!contact.postal.empty()) out.text("postal", contact.postal);
    if (contact.large_print) out.text("large_print", "yes");
    return out;
}

Result<Object> carried_request(db::Tx& tx, bool with_contact, const cases::Request& request) {
    Object out, answers;
    const auto service = TRY(catalogue::find_version(tx, request.service, request.service_version));
    for (const auto& answer : request.answers) {
        const auto* question = service->form.find(answer.question);
        const bool are_rows = question != nullptr && question->type == forms::Type::group;
        if (are_rows) answers.written(answer.question, forms::to_json(forms::rows_of(answer.value)));
        else answers.text(answer.question, answer.value);
    }
    out.text("reference", request.reference.text()).text("channel", request.channel).time("received", request.received_at);
    out.time("withdrawn", request.withdrawn_at);
    out.object("location", place_object(place_of(tx, request.location))).object("answers", answers);
    if (request.person && with_contact) {
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

std::map<access::StaffId, std::string> name_behind(db::Tx& tx, access::StaffId owner) {
    return owner ? access::staff_names(tx, {&owner, 1}) : std::map<access::StaffId, std::string>{};
}

}  // namespace

std::string_view name_of(cases::State state) { return state == cases::State::open ? "open" : "closed"; }

std::string tag_of(db::Tx& tx, const cases::Case& c) {
    return std::to_string(c.changes) + '-' + std::to_string(cases::notes_of(tx, c.id).size()) + '-' + std::to_string(c.tasks);
}

void put_essentials(Object& out, const cases::Case& c, const catalogue::Definition& service, Instant now) {
    out.id("id", c.id).text("service", c.service).text("service_name", service.name).text("state", name_of(c.state));
    out.time("opened", c.opened_at).time("promised", c.promised_for()).flag("late", c.is_late(now)).time("closed", c.closed_at);
    out.text_or_none("outcome", c.outcome).text_or_none("area", c.area).number("objections", c.objections);
    out.number("tasks", c.tasks).number("changes", c.changes);
}

void put_owner(Object& out, access::StaffId owner, const std::map<access::StaffId, std::string>& names) {
    const auto found = names.find(owner);
    if (found == names.end())
        out.none("owner");
    else
        out.object("owner", Object().id("id", owner).text("name", found->second));
}

Result<Object> case_object(db::Tx& tx, const access::Actor& who, const cases::Case& c) {
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    const auto team = TRY(access::find_team(tx, c.team));
    const bool with_contact = access::scope_of(who, Permission::read_person).allows(c.owned());
    Array requests;
    for (const auto& request : cases::requests_of(tx, c.id)) {
        const auto shown = TRY(carried_request(tx, with_contact, request));
        requests.add(shown);
    }
    Object out;
    put_essentials(out, c, *service, tx.now());
    put_owner(out, c.owner, name_behind(tx, c.owner));
    out.object("team", Object().id("id", team.id).text("name", team.name));
    out.text_or_none("outcome_label", cases::outcome_shown(*service, c.outcome));
    out.array("requests", requests).array("notes", notes_array(tx, cases::notes_of(tx, c.id)));
    return out;
}

Array history_array(std::span<const cases::Entry> entries) {
    Array out;
    for (const auto& entry : entries) {
        const auto code = std::string(cases::code_of(entry.what));
        Object line;
        line.time("at", entry.at).text("what", code).text("label", say("cases.did_" + code));
        line.text_or_none("by", entry.name).flag("by_resident", entry.by_resident).flag("resident_sees", entry.resident_sees);
        line.text_or_none("text", entry.words).text_or_none("code", entry.code).time("promised", entry.due);
        if (entry.team) line.id("team", entry.team);
        if (entry.owner) line.object("owner", Object().id("id", entry.owner).text("name", entry.owner_name));
        out.add(line);
    }
    return out;
}

Array resident_history_array(std::span<const cases::Entry> entries) {
    Array out;
    for (const auto& entry : entries) {
        const auto code = std::string(cases::code_of(entry.what));
        Object line;
        line.time("at", entry.at).text("what", code).text("label", say("cases.seen_" + code));
        line.flag("by_resident", entry.by_resident).text_or_none("text", entry.words).time("promised", entry.due);
        out.add(line);
    }
    return out;
}

Result<Object> request_object(db::Tx& tx, const web::Context& context, const cases::Request& request) {
    const auto c = TRY(cases::case_of(tx, request));
    const auto service = TRY(catalogue::find_version(tx, request.service, request.service_version));
    const auto possible = cases::possible_for(request, c, tx.now());
    Array can;
    if (possible.add) can.add("words");
    if (possible.withdraw) can.add("withdrawal");
    if (possible.object) can.add("objection");
    if (possible.confirm) can.add("confirmation");
    Object out;
    out.text("reference", request.reference.text()).text("service", service->code).text("service_name", service->name);
    out.text("state", name_of(c.state)).text_or_none("promise", service->promise).time("promised", c.promised_for());
    out.time("received", request.received_at).time("withdrawn", request.withdrawn_at).time("closed", c.closed_at);
    out.text_or_none("outcome", c.outcome).text_or_none("outcome_label", cases::outcome_shown(*service, c.outcome));
    if (actor_of(context).is_known()) out.id("case", c.id);
    out.text("track", context.tenant.base_url + "/requests/" + request.reference.text());
    out.array("history", resident_history_array(cases::history_for(tx, request))).array("possible", can);
    return out;
}

}  // namespace openapi
