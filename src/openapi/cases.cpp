// One case: what it is, what happened to it, and what can be done with it.

#include "openapi/body.h"
#include "openapi/case_object.h"

namespace openapi {
namespace {

Result<cases::CaseId> case_id_of(const web::Request& request) {
    const auto id = parse_id<cases::CaseId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "cases.no_such_case");
    return *id;
}

Result<web::Response> answer_with_case(web::Context& context, cases::CaseId id, int status) {
    std::string tag;
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<Object> {
        const auto c = TRY(cases::find_case(tx, actor_of(context), id));
        tag = tag_of(tx, c);
        return case_object(tx, actor_of(context), c);
    }));
    return web::json(shown.str(), status).with_etag(tag);
}

constexpr std::string_view gone = "gone";  // kept for a change that took the case out of its maker's sight

/// Runs a verb once, on the case as the sender last saw it where they say so, and answers with the case as it is now, or
/// with 204 where they may not see it any more. The verb answers with the words to keep: "" or `gone`.
template <class Verb>
Result<web::Response> change_case(web::Request& request, web::Context& context, int status, Verb verb) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto& who = actor_of(context);
    const auto kept = TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, who));
        const auto c = TRY(cases::find_case(tx, who, id));
        TRY(web::require_match(request, tag_of(tx, c)));
        return verb(tx, who, c);
    }));
    if (kept.text == gone) return web::no_content();
    return answer_with_case(context, id, status);
}

/// The same for verbs after which their maker sees the case as before.
template <class Verb>
Result<web::Response> change_seen_case(web::Request& request, web::Context& context, int status, Verb verb) {
    return change_case(request, context, status,
                       [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) -> Result<std::string> {
                           TRY(verb(tx, who, c));
                           return std::string();
                       });
}

struct Words {
    std::string code, text;
};
/// The members `code_member` and `text` of a body; nothing for no body at all, where none is required.
Result<Words> read_words(const web::Request& request, std::string_view code_member, std::string_view required) {
    if (request.body.empty() && required.empty()) return Words{};
    const auto body = TRY(web::json_body(request));
    const auto object = TRY(parse_body(body));
    std::vector<Problem> problems;
    Members members(object, problems);
    const auto read = [&](std::string_view member) { return member == required ? members.required_text(member) : members.text(member); };
    Words words;
    if (!code_member.empty()) words.code = read(code_member);
    words.text = read("text");
    TRY(no_problems(std::move(problems)));
    return words;
}

struct NewOwner {
    cases::To to;
    std::string note;
};
/// `staff` must be said, if only as null: a slip of the pen gives nobody's case away.
Result<NewOwner> read_owner(const web::Request& request) {
    const auto body = TRY(web::json_body(request));
    const auto object = TRY(parse_body(body));
    std::vector<Problem> problems;
    Members members(object, problems);
    if (!object.contains("staff")) members.wrong("staff", "openapi.missing_or_null");
    const NewOwner owner{.to = {.team = members.id<access::TeamId>("team"), .owner = members.id<access::StaffId>("staff")},
                         .note = members.text("note")};
    TRY(no_problems(std::move(problems)));
    return owner;
}

/// A wrong `owner` is told by the member that named them.
Refusal by_body_member(Refusal refusal) {
    for (auto& problem : refusal.fields) {
        if (problem.field == "owner") problem.field = "staff";
        if (problem.field == "text") problem.field = "note";
    }
    return refusal;
}

Result<std::string> give(db::Tx& tx, const access::Actor& who, const cases::Case& c, const NewOwner& owner) {
    const bool same_team = !owner.to.team || owner.to.team == c.team;
    if (same_team && owner.to.owner == c.owner) return std::string();
    if (same_team && owner.note.empty()) {
        if (auto set = cases::set_owner(tx, who, c.id, c.changes, owner.to.owner); !set)
            return std::unexpected(by_body_member(std::move(set).error()));
        return std::string();
    }
    const auto handed = cases::hand_over(tx, who, c.id, c.changes, owner.to, owner.note);
    if (!handed) return std::unexpected(by_body_member(handed.error()));
    return std::string(handed->still_seen ? std::string_view() : gone);
}

}  // namespace

Result<web::Response> show_case(web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    return answer_with_case(context, id, 200);
}

Result<web::Response> show_history(web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Object> {
        const auto c = TRY(cases::find_case(tx, actor_of(context), id));
        return Object().array("entries", history_array(cases::history_of(tx, c.id)));
    }));
    return web::json(shown.str());
}

Result<web::Response> add_note(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, {}, "text"));
    return change_seen_case(request, context, 201, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::add_note(tx, who, c.id, words.text);
    });
}

Result<web::Response> tell_resident(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, {}, "text"));
    return change_seen_case(request, context, 201, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::tell_resident(tx, who, c.id, c.changes, words.text);
    });
}

Result<web::Response> set_owner(web::Request& request, web::Context& context) {
    const auto owner = TRY(read_owner(request));
    return change_case(request, context, 200, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return give(tx, who, c, owner);
    });
}

Result<web::Response> close_case(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, "outcome", "outcome"));
    return change_seen_case(request, context, 200, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::close_case(tx, who, c.id, c.changes, words.code, words.text);
    });
}

Result<web::Response> reopen_case(web::Request& request, web::Context& context) {
    const auto words = TRY(read_words(request, "reason", {}));
    return change_seen_case(request, context, 200, [&](db::Tx& tx, const access::Actor& who, const cases::Case& c) {
        return cases::reopen_case(tx, who, c.id, c.changes, words.code.empty() ? "other" : words.code, words.text);
    });
}

}  // namespace openapi
