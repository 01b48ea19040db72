// What residents do with their own requests, shown to be theirs by a contact detail.

#include "openapi/own_request.h"

#include "openapi/body.h"
#include "openapi/case_object.h"

namespace openapi {
namespace {

using access::Permission;

/// A request that its sender has shown to be theirs, and the transaction's context for what they do with it.
struct Own {
    Reference reference;
    db::Context context;
};

Result<Own> find_own(const web::Request& request, const web::Context& context) {
    const auto* check = contact_check_in(request);
    if (check == nullptr) return std::unexpected(web::sign_in_needed());
    const auto found = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return follow(tx, access::Actor::visitor(), request.param("reference"), check);
    }));
    auto whose = context.for_db();
    whose.actor = access::Actor::resident(found.person.value).journal_name();
    return Own{found.reference, std::move(whose)};
}

Result<std::string> read_text(const web::Request& request) {
    if (request.body.empty()) return std::string();
    const auto body = TRY(web::json_body(request));
    const auto object = TRY(parse_body(body));
    std::vector<Problem> problems;
    auto text = Members(object, problems).text("text");
    TRY(no_problems(std::move(problems)));
    return text;
}

/// Runs a verb once, and answers with the request as it is now.
template <class Verb>
Result<web::Response> change_own(web::Request& request, web::Context& context, int status, Verb verb) {
    const auto text = TRY(read_text(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto own = TRY(find_own(request, context));
    TRY(context.tenant.db.write_once(own.context, operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(verb(tx, own.reference, text));
        return std::string();
    }));
    const auto shown = TRY(context.tenant.db.read(own.context, [&](db::Tx& tx) -> Result<Object> {
        const auto found = TRY(cases::find_request(tx, own.reference));
        return request_object(tx, context, found);
    }));
    return web::json(shown.str(), status);
}

}  // namespace

const std::string* contact_check_in(const web::Request& request) { return request.headers.find("Contact-Check"); }

Result<cases::Request> follow(db::Tx& tx, const access::Actor& who, std::string_view typed, const std::string* check) {
    const auto reference = Reference::parse(typed);
    auto found = reference ? cases::find_request(tx, *reference) : refuse(Kind::not_found, "cases.no_such_request");
    const auto person = found ? found->person : people::PersonId{};
    const bool right = check != nullptr && people::answers_contact_check(tx, person, *check);
    if (!found || right) return found;
    const auto the_case = TRY(cases::case_of(tx, *found));
    for (const auto permission : {Permission::read_request, Permission::read_case})
        if (access::scope_of(who, permission).allows(the_case.owned())) return found;
    return refuse(Kind::not_found, "cases.no_such_request");
}

Result<web::Response> show_request(web::Request& request, web::Context& context) {
    const auto& who = actor_of(context);
    const auto* check = contact_check_in(request);
    if (check == nullptr && !who.is_known()) return std::unexpected(web::sign_in_needed());
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Object> {
        const auto found = TRY(follow(tx, who, request.param("reference"), check));
        if (found.person) people::note_read(tx, found.person);
        return request_object(tx, context, found);
    }));
    return web::json(shown.str());
}

Result<web::Response> add_word(web::Request& request, web::Context& context) {
    return change_own(request, context, 201, [](db::Tx& tx, const Reference& reference, std::string_view text) {
        return cases::add_word(tx, reference, text);
    });
}

Result<web::Response> withdraw_request(web::Request& request, web::Context& context) {
    return change_own(request, context, 200, [](db::Tx& tx, const Reference& reference, std::string_view text) {
        return cases::withdraw(tx, reference, text);
    });
}

Result<web::Response> object_to_closing(web::Request& request, web::Context& context) {
    return change_own(request, context, 200, [](db::Tx& tx, const Reference& reference, std::string_view text) {
        return cases::object(tx, reference, text);
    });
}

Result<web::Response> confirm_fixed(web::Request& request, web::Context& context) {
    return change_own(request, context, 200, [](db::Tx& tx, const Reference& reference, std::string_view) {
        return cases::confirm_fixed(tx, reference);
    });
}

}  // namespace openapi
