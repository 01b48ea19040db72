// A report on its way: question by question, the check, and the sending.

#include "website/pages.h"
#include "website/following.h"
#include "website/report_fields.h"
#include "website/report_view.h"
#include "website/body_step.h"
#include "website/reported_already.h"

#include "access/access.h"
#include "base/text.h"

namespace website {
namespace {

Result<catalogue::DefinitionPtr> service_of(web::Request& request, web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return catalogue::find_live(tx, request.param("service"));
    });
}

/// The actor the gate let in; a visitor where nobody is known.
access::Actor actor_of(const web::Context& context) {
    const auto* known = context.actor.as<access::Actor>();
    return known != nullptr ? *known : access::Actor::visitor();
}

/// The back button shows this very page again, with the same one-time number: sending it again is the same operation.
web::Response kept_by_browser(web::Response response) {
    return std::move(response).with("Cache-Control", "private, no-cache");
}

web::Response step_answer(const Site& site, const Report& report, std::size_t step, std::span<const Problem> problems) {
    return kept_by_browser(site.page(report.request, report.context, step_page(report, step, problems), problems.empty() ? 200 : 422));
}

web::Response check_answer(const Site& site, const Report& report, std::span<const Problem> problems, int status) {
    return kept_by_browser(site.page(report.request, report.context, check_page(report, problems), status));
}

/// From the page `at` on: the same page if something is wrong with it, else the next one, or the check.
web::Response forward(const Site& site, const Report& report, std::size_t at, std::span<const Problem> problems) {
    if (const auto own = problems_on(report.steps[at], problems); !own.empty()) return step_answer(site, report, at, own);
    Report onward = report;
    if (!report.from_check && at + 1 < report.steps.size()) return step_answer(site, onward, at + 1, {});
    if (const auto wrong = first_wrong(report.steps, problems)) {
        onward.from_check = true;
        return step_answer(site, onward, *wrong, problems_on(report.steps[*wrong], problems));
    }
    return check_answer(site, onward, {}, 200);
}

/// The page before `at`, as the browser's own back button would show it.
web::Response backward(const Site& site, const Report& report, std::optional<std::size_t> at) {
    if (report.from_check) return check_answer(site, report, {}, 200);
    const auto here = at.value_or(report.steps.size());
    return step_answer(site, report, here == 0 ? 0 : here - 1, {});
}

void replace(web::Fields& form, std::string_view name, const std::string& value) {
    web::Fields changed;
    for (const auto& [each, kept] : form)
        if (each != name) changed.add(each, kept);
    if (!value.empty()) changed.add(std::string(name), value);
    form = std::move(changed);
}

/// The place as typed, looked up: where there are addresses to choose from, the page that offers them. One that was typed
/// out in full is taken as chosen.
Result<std::optional<web::Response>> offer_addresses(const Site& site, web::Request& request, const Report& report,
                                                     std::size_t place_step, std::span<const Problem> problems) {
    constexpr int most = 20;
    const auto typed = report.typed("location");
    const auto found = TRY(report.context.tenant.db.read(report.context.for_db(), [&](db::Tx& tx) -> Result<std::vector<places::Address>> {
        return places::find_addresses(tx, typed, most);
    }));
    if (found.empty()) return std::nullopt;
    if (found.size() == 1 && base::equal_ignoring_case(found.front().line, base::trim(typed))) {
        replace(request.form, "uprn", found.front().uprn);
        return std::nullopt;
    }
    return kept_by_browser(site.page(request, report.context, address_page(report, place_step, found, problems), problems.empty() ? 200 : 422));
}

/// What was chosen on that page stands in the place of what was typed; "none of these" keeps the words.
Result<std::optional<web::Response>> take_address(const Site& site, web::Request& request, const Report& report, std::size_t place_step) {
    const auto chosen = std::string(request.form.text("uprn"));
    if (chosen.empty()) {
        const Problem problem{"uprn", report.context.say("website.address_missing")};
        return offer_addresses(site, request, report, place_step, {&problem, 1});
    }
    const auto address = TRY(report.context.tenant.db.read(report.context.for_db(), [&](db::Tx& tx) -> Result<std::optional<places::Address>> {
        return chosen == no_address ? std::nullopt : places::find_address(tx, chosen);
    }));
    replace(request.form, "uprn", address ? address->uprn : std::string());
    if (address) replace(request.form, "location", address->line);
    return std::nullopt;
}

/// Stands for whichever case is joined while the rest is checked.
constexpr cases::CaseId any_case{1};

std::vector<Step> steps_for(const catalogue::Definition& service, const web::Request& request, const web::Context& context) {
    return steps_of(service, context.say("website.contact_heading"), joins(request));
}

/// Where the place is known as a point, and something near it was reported already: the page that asks whether that is it.
Result<std::optional<web::Response>> offer_near(const Site& site, const web::Request& request, const Report& report, const catalogue::DefinitionPtr& service,
                                                std::size_t place_step, std::span<const Problem> problems) {
    if (!service->duplicates) return std::nullopt;
    const auto already = TRY(ReportedAlready::of(report.context));
    const auto offered = TRY(report.context.tenant.db.read(report.context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Offered>> {
        return already.offers(tx, report.context, service, request);
    }));
    if (offered.empty()) return std::nullopt;
    return kept_by_browser(site.page(request, report.context, near_page(report, place_step, offered, problems), problems.empty() ? 200 : 422));
}

/// What was chosen on that page; once more if nothing was, or if it is over meanwhile.
Result<std::optional<web::Response>> take_near(const Site& site, web::Request& request, const Report& report, const catalogue::DefinitionPtr& service,
                                               std::size_t place_step) {
    Problem problem{join_field, report.context.say("website.near_missing")};
    if (joins(request)) {
        const auto already = TRY(ReportedAlready::of(report.context));
        const auto chosen = report.context.tenant.db.read(report.context.for_db(), [&](db::Tx& tx) { return already.chosen(tx, service, request); });
        if (chosen) return std::nullopt;
        if (chosen.error().kind != Kind::conflict) return std::unexpected(chosen.error());
        replace(request.form, join_field, {});
        problem.message = report.context.say("website.near_gone");
    } else if (!request.form.text(join_field).empty()) {
        return std::nullopt;
    }
    return offer_near(site, request, report, service, place_step, {&problem, 1});
}

/// As sent, with the questions left out for who joins what is there.
contact::Sent sent_so_far(const web::Request& request, cases::CaseId join) {
    auto sent = sent_with(request);
    if (!joins(request)) return sent;
    sent.join = join;
    sent.words = request.form.text(words_field);
    return sent;
}

}  // namespace

Result<web::Response> show_report(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(service_of(request, context));
    const auto steps = steps_of(*service, context.say("website.contact_heading"));
    const Report report{request, context, *service, steps, context.seal().operation};
    if (steps.empty()) return check_answer(site, report, {}, 200);
    return step_answer(site, report, 0, {});
}

Result<web::Response> take_step(const Site& site, web::Request& request, web::Context& context) {
    const auto service = TRY(service_of(request, context));
    auto steps = steps_for(*service, request, context);
    Report report{request, context, *service, steps, operation_carried(request, context), request.form.text("from") == "check"};
    const bool chooses = request.form.text("at") == address_choice;
    const bool compares = request.form.text("at") == near_choice;
    const bool told_who = request.form.text("at") == body_choice;
    const auto at = find_step(steps, chooses || compares || told_who ? "location" : request.form.text("at"));
    const auto go = request.form.text("go");
    if (go == "back" && (chooses || compares || told_who) && at) return step_answer(site, report, *at, {});
    if (go == "back" && !steps.empty()) return backward(site, report, at);
    if (const auto once_more = find_step(steps, request.form.text("again"))) return step_answer(site, report, *once_more, {});
    if (const auto wanted = find_step(steps, go)) {
        report.from_check = true;
        return step_answer(site, report, *wanted, {});
    }
    if (!at) return web::see_other(report.address());
    if (compares) {
        auto again = TRY(take_near(site, request, report, service, *at));
        if (again) return *std::move(again);
        steps = steps_for(*service, request, context);
        report.steps = steps;
    } else if (steps[*at].kind == Step::Kind::place) {
        if (!told_who) {
            auto choice = TRY(chooses ? take_address(site, request, report, *at) : offer_addresses(site, request, report, *at, {}));
            if (choice) return *std::move(choice);
            const auto body = TRY(body_at(context, *service, request));
            if (body) return kept_by_browser(site.page(request, context, body_page(report, *at, *body)));
        }
        auto near = TRY(offer_near(site, request, report, service, *at, {}));
        if (near) return *std::move(near);
    }
    if (const auto* question = steps[*at].question)
        if (const auto instead = question->stop_for(request.form.text(question->code)); !instead.empty())
            return kept_by_browser(site.page(request, context, stop_page(report, *at, instead)));
    const auto problems = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Problem>> {
        return contact::problems_with(tx, *service, sent_so_far(request, any_case));
    }));
    return forward(site, report, *at, problems);
}

Result<web::Response> return_to_start(const Site&, web::Request& request, web::Context&) {
    return web::see_other("/services/" + std::string(request.param("service")) + "/report");
}

Result<web::Response> send_report(const Site& site, web::Request& request, web::Context& context) {
    const auto check_again = [&](const catalogue::Definition& service, std::string operation, std::span<const Problem> problems,
                                 int status) {
        const auto steps = steps_for(service, request, context);
        return check_answer(site, {request, context, service, steps, std::move(operation)}, problems, status);
    };
    if (context.form_expired) {  // the cookie went while they typed: nothing is lost, and one more press sends it
        const auto live = TRY(service_of(request, context));
        const Problem problem{"", context.say("website.form_expired")};
        return check_again(*live, operation_carried(request, context), {&problem, 1}, 403);
    }
    const auto operation = TRY(web::operation_of(request, context));
    const auto actor = actor_of(context);
    const auto already = TRY(ReportedAlready::of(context));
    catalogue::DefinitionPtr service;
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto live = TRY(catalogue::find_live(tx, request.param("service")));
        service = live;
        auto join = cases::CaseId{};
        if (joins(request)) join = TRY(already.chosen(tx, service, request));
        const auto request_taken = TRY(contact::take_request(tx, context.random, actor, service, sent_so_far(request, join)));
        return request_taken.reference.text();
    }, contact::taking);
    if (taken) {
        auto thanks = web::see_other("/requests/" + taken->text + "/sent");
        if (const auto following = Following::of(request, context)) thanks.set(following->with(taken->text));
        return thanks;
    }
    if (taken.error().kind == Kind::invalid && service && !taken.error().fields.empty()) {
        auto problems = taken.error().fields;
        for (auto& problem : problems)
            if (problem.field == "text" && joins(request)) problem.field = words_field;
        return check_again(*service, operation_carried(request, context), problems, 422);
    }
    if (taken.error().key == "cases.closed_meanwhile") {  // it becomes a report of its own: what is still to be answered stands below
        replace(request.form, join_field, none_of_these);
        const auto live = TRY(service_of(request, context));
        for (const auto& question : live->form.questions)  // what they wanted to add is an answer now
            if (question.type == forms::Type::long_text && request.form.text(question.code).empty()) {
                replace(request.form, question.code, std::string(request.form.text(words_field)));
                break;
            }
        auto problems = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Problem>> {
            return contact::problems_with(tx, *live, sent_with(request));
        }));
        problems.insert(problems.begin(), {"", context.say("cases.closed_meanwhile")});
        return check_again(*live, operation_carried(request, context), problems, 409);
    }
    if (taken.error().key == "db.operation_reused") {  // sent, gone back, changed: a second request only if they mean it
        const auto live = TRY(service_of(request, context));
        const Problem problem{"", context.say("website.sent_already")};
        return check_again(*live, context.seal().operation, {&problem, 1}, 409);
    }
    return std::unexpected(taken.error());
}

}  // namespace website
