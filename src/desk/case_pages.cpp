// The page of one case, and each thing that is done on it under an address and an operation of its own.

#include "desk/case_clocks.h"
#include "desk/case_page.h"
#include "desk/case_payment.h"
#include "desk/case_visit.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/file_answer.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

web::Response case_page(const Site& site, const web::Request& request, const web::Context& context, const CaseShown& shown,
                        std::span<const Problem> problems, int status) {
    const auto reference = shown.request().reference.spoken();
    html::Page page{.title = shown.service->name + " " + reference, .has_errors = !problems.empty()};
    page.before_main = shown.call ? govuk::back_link({.text = context.say("desk.back_to_call"), .href = call_address(shown.call)})
                                  : govuk::back_link({.text = context.say("desk.worklist"), .href = "/staff/worklist"});
    auto& out = page.main;
    out.reserve(24 * 1024);
    out << html::problem_summary(problems, context.language) << heading(shown.service->name, reference);
    out << "<div id=\"case\" data-module=\"gh-live\""_html;
    out.attribute("data-topics", "case." + to_string(shown.the_case.id)).attribute("data-after", std::to_string(shown.position));
    out.attribute("data-number", std::to_string(shown.newest_fact())).attribute("data-said", context.say("desk.case_changed"));
    out.attribute("data-link", context.say("desk.case_reload"));
    out << " data-notice=\"true\">"_html;
    put_top(out, context, shown);
    put_tasks(out, request, context, shown, problems);
    out << "<div class=\"gh-split\"><div>"_html;
    put_map(out, context, shown);
    put_record(out, context, shown);
    out << "</div><div class=\"gh-split__side\">"_html;
    put_payments(out, context, shown);
    put_visits(out, request, context, shown, problems);
    put_actions(out, request, context, shown, problems);
    put_clocks(out, request, context, shown, problems);
    static constexpr const char* keys[] = {"end", "note", "write", "promise", "hand_over", "abuse", "search", "call", "help"};
    put_help(out, context, "case", keys);
    out << "</div></div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// Shows the case again with what was wrong, and with the words that were typed; those alone where the case is out of sight.
Result<web::Response> show_again(const Site& site, web::Request& request, web::Context& context, cases::CaseId id, const Refusal& refusal) {
    const bool about_input = refusal.kind == Kind::invalid || refusal.kind == Kind::conflict || refusal.key == "casework.four_eyes_closing";
    if (!about_input) return show_unsaved(site, request, context, refusal);
    auto problems = refusal.fields;
    for (auto& problem : problems)  // several forms have words; the summary leads to the one that was sent
        if (problem.field == "text")
            problem.field = request.params.has("task") ? "task-" + std::string(request.param("task")) : words_id(posted_action(request));
    if (problems.empty()) problems.push_back({"case", context.say(refusal.key)});
    const auto shown = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_case(tx, request, context, id); });
    if (!shown) return show_unsaved(site, request, context, shown.error());
    return case_page(site, request, context, *shown, problems, refusal.kind == Kind::invalid ? 422 : 409);
}

/// Runs a verb once under the form's operation, and goes back to where it was opened from.
template <class Verb>
Result<web::Response> change_case(const Site& site, web::Request& request, web::Context& context, Verb verb) {
    const auto id = TRY(case_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    const auto changed = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(verb(tx, actor_of(context), id));
        return std::string("done");
    });
    if (!changed) return show_again(site, request, context, id, changed.error());
    return web::see_other(address_after(request, id));
}

/// Notes that a case was looked up to answer a call with.
void note_consulted(db::Tx& tx, const web::Request& request, const web::Context& context, cases::CaseId id) {
    if (const auto call = call_behind(request)) (void)contact::consult(tx, actor_of(context), call, contact::Consulted::case_, to_string(id));
}

}  // namespace

Result<web::Response> show_unsaved(const Site& site, const web::Request& request, const web::Context& context, const Refusal& refusal) {
    const auto words = std::string(request.form.text("text"));
    const bool told = refusal.kind == Kind::not_found || refusal.kind == Kind::not_allowed;
    if (words.empty() || !told) return std::unexpected(refusal);
    html::Page page{.title = context.say("desk.unsaved_title"), .body_attributes = {{"data-refused"}}};
    page.main << "<div class=\"gh-reading\">"_html << heading(context.say("desk.unsaved_title")) << "<p class=\"govuk-body\">"_html
              << context.say(refusal.key) << "</p><p class=\"govuk-body\">"_html << context.say("desk.unsaved_why") << "</p>"_html
              << govuk::inset_text({.text = words, .classes = "gh-words"})
              << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/worklist\">"_html << context.say("desk.worklist")
              << "</a></p></div>"_html;
    return site.staff_page(request, context, std::move(page), refusal.kind == Kind::not_found ? 404 : 403);
}

Result<web::Response> show_case(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(case_id_of(request));
    auto goes_on = id;
    const auto shown = context.tenant.db.write(context.for_db(), [&](db::Tx& tx) {
        auto read = read_case(tx, request, context, id);
        if (read) note_consulted(tx, request, context, id);
        if (!read && read.error().key == "cases.joined") goes_on = cases::goes_on_as(tx, id);
        return read;
    });
    if (goes_on != id) return web::see_other("/staff/cases/" + to_string(goes_on));
    if (!shown) return std::unexpected(shown.error());
    return case_page(site, request, context, *shown, {}, 200);
}

Result<web::Response> join_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<cases::Case> {
        const auto other = parse_id<cases::CaseId>(request.param("other"));
        if (!other) return refuse(Kind::not_found, "cases.no_such_case");
        if (request.form.text("sure") != "yes") return refuse_fields("forms.problems", {{"sure-" + to_string(*other), context.say("desk.join_sure_missing")}});
        const auto found = TRY(cases::find_case(tx, who, *other));
        const auto own = TRY(cases::find_case(tx, who, id));
        if (cases::survivor_among(own, found).id == id) return cases::join(tx, who, id, seen_changes(request), *other, found.changes);
        return cases::join(tx, who, *other, found.changes, id, seen_changes(request));
    });
}

Result<web::Response> part_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<cases::Case> {
        const auto other = parse_id<cases::CaseId>(request.param("other"));
        if (!other) return refuse(Kind::not_found, "cases.no_such_case");
        return cases::part(tx, who, id, seen_changes(request), *other);
    });
}

Result<web::Response> try_map_again(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return casework::try_again(tx, who, id, request.form.text("element"));
    });
}

Result<web::Response> take_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::take_case(tx, who, id, seen_changes(request));
    });
}

Result<web::Response> release_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::release_case(tx, who, id, seen_changes(request));
    });
}

Result<web::Response> close_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::close_case(tx, who, id, seen_changes(request), request.form.text("outcome"), request.form.text("text"));
    });
}

Result<web::Response> reopen_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::reopen_case(tx, who, id, seen_changes(request), request.form.text("reason"), request.form.text("text"));
    });
}

Result<web::Response> add_note(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::add_note(tx, who, id, request.form.text("text"));
    });
}

Result<web::Response> tell_resident(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::tell_resident(tx, who, id, seen_changes(request), request.form.text("text"));
    });
}

Result<web::Response> promise_later(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<cases::Case> {
        const auto due = end_of_day(context, request.form.text("due"));
        if (!due) return refuse_fields("forms.problems", {{"due", context.say("cases.due_wrong")}});
        return cases::promise_later(tx, who, id, seen_changes(request), *due, request.form.text("text"));
    });
}

Result<web::Response> pause_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<cases::Case> {
        auto paused = clocks::pause_case(tx, who, id, seen_changes(request), request.form.text("pause"), request.form.text("text"));
        if (!paused)
            for (auto& problem : paused.error().fields)
                if (problem.field == "reason") problem.field = "pause";  // another form of the page has reasons too
        return paused;
    });
}

Result<web::Response> resume_case(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return clocks::resume_case(tx, who, id, seen_changes(request));
    });
}

Result<web::Response> pass_case_on(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) {
        return cases::pass_on(tx, who, id, seen_changes(request));
    });
}

namespace {

/// The request of this case that the form names.
Result<cases::RequestId> request_named(db::Tx& tx, const access::Actor& who, cases::CaseId id, const web::Request& request) {
    const auto named = parse_id<cases::RequestId>(request.form.text("request"));
    if (!named) return refuse(Kind::not_found, "cases.no_such_request");
    const auto line = TRY(cases::find_line(tx, who, *named));
    if (line.the_case.id != id) return refuse(Kind::not_found, "cases.no_such_request");
    return *named;
}

}  // namespace

Result<web::Response> flag_abusive(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<bool> {
        const auto named = TRY(request_named(tx, who, id, request));
        auto flagged = cases::flag_abusive(tx, who, named, request.form.text("abuse"), request.form.text("text"));
        if (flagged) return true;
        for (auto& problem : flagged.error().fields)
            if (problem.field == "reason") problem.field = "abuse";
        return std::unexpected(std::move(flagged).error());
    });
}

Result<web::Response> lift_flag(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<bool> {
        const auto named = TRY(request_named(tx, who, id, request));
        TRY(cases::lift_flag(tx, who, named));
        return true;
    });
}

Result<web::Response> set_visit(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<bool> {
        const auto named = TRY(request_named(tx, who, id, request));
        const auto starts = base::parse_iso(request.form.text("starts"));
        if (!starts) return refuse_fields("forms.problems", {{"starts", context.say("bookings.no_such_slot")}});
        TRY(cases::set_visit(tx, who, id, named, *starts));
        return true;
    });
}

Result<web::Response> cancel_visit(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<bool> {
        const auto named = TRY(request_named(tx, who, id, request));
        TRY(cases::cancel_visit(tx, who, id, named));
        return true;
    });
}

Result<web::Response> finish_task(const Site& site, web::Request& request, web::Context& context) {
    return change_case(site, request, context, [&](db::Tx& tx, const access::Actor& who, cases::CaseId id) -> Result<bool> {
        const auto task = parse_id<cases::TaskId>(request.param("task"));
        if (!task) return refuse(Kind::not_found, "cases.no_such_task");
        TRY(cases::find_case(tx, who, id));
        TRY(cases::finish_task(tx, who, *task, request.form.text("text")));
        return true;
    });
}

namespace {

/// A file of one of the case's requests, for who may read the case.
Result<web::Response> file_of_request(web::Request& request, web::Context& context, journal::Subject (*subject)(cases::RequestId)) {
    const auto id = TRY(case_id_of(request));
    const auto owner = parse_id<cases::RequestId>(request.param("request"));
    const auto number = parse_id<files::FileId>(request.param("number"));
    if (!owner || !number || number->value > 1'000'000 || !context.tenant.files) return refuse(Kind::not_found, "files.not_found");
    const auto file = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<files::File> {
        TRY(cases::find_case(tx, actor_of(context), id));
        const auto requests = cases::requests_of(tx, id);
        if (std::ranges::find(requests, *owner, &cases::Request::id) == requests.end()) return refuse(Kind::not_found, "files.not_found");
        return files::find_file(tx, subject(*owner), static_cast<int>(number->value));
    }));
    return website::file_answer(context, file);
}

}  // namespace

Result<web::Response> show_file(const Site&, web::Request& request, web::Context& context) { return file_of_request(request, context, cases::files_subject); }

Result<web::Response> show_proof(const Site&, web::Request& request, web::Context& context) { return file_of_request(request, context, cases::proof_subject); }

}  // namespace desk
