// A report on its way: question by question, the check, and the sending.

#include "website/pages.h"
#include "website/bin_days.h"
#include "website/following.h"
#include "website/held_up.h"
#include "website/place_map.h"
#include "website/report_fields.h"
#include "website/report_view.h"
#include "website/report_where.h"
#include "website/reported_already.h"

#include "access/access.h"

namespace website {
namespace {

Result<catalogue::DefinitionPtr> service_of(web::Request& request, web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return catalogue::find_live(tx, request.param("service"));
    });
}

/// The service, and whether its place can be chosen on a map.
struct Asked {
    catalogue::DefinitionPtr service;
    bool has_map = false;
};
Result<Asked> asked_of(web::Request& request, web::Context& context) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Asked> {
        const auto service = TRY(catalogue::find_live(tx, request.param("service")));
        return Asked{service, service->has_place() && !places::town_map(tx).empty()};
    });
}

/// The actor the gate let in; a visitor where nobody is known.
access::Actor actor_of(const web::Context& context) {
    const auto* known = context.actor.as<access::Actor>();
    return known != nullptr ? *known : access::Actor::visitor();
}

web::Response step_answer(const Site& site, Report report, std::size_t step, std::span<const Problem> problems) {
    const bool behind_place = step > 0 && report.steps[step - 1].kind == Step::Kind::place;
    if (behind_place) report.said = before_reporting(report.context, report.service, report.typed("uprn"));
    return kept_by_browser(site.page(report.request, report.context, step_page(report, step, problems), problems.empty() ? 200 : 422));
}

/// Where it is on a small map; nothing where that is no point, and the words stand alone.
html::Html map_of(const Report& report) {
    if (!report.service.has_place()) return {};
    auto map = report.context.tenant.db.read(report.context.for_db(), [&](db::Tx& tx) -> Result<html::Html> {
        const auto place = places::check(tx, sent_with(report.request).location);
        return place ? place_map(tx, *place, report.context.language) : html::Html();
    });
    return map ? *std::move(map) : html::Html();
}

/// `asks`: whoever sends it must meet a challenge first.
web::Response check_answer(const Site& site, Report report, std::span<const Problem> problems, int status, bool asks = false) {
    if (asks || site.manners().asks_always())
        if (auto block = challenge_block(site, report.request, report.context, report.operation, problems)) report.before_sending = *std::move(block);
    report.place_map = map_of(report);
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

/// The check once more, with what is wrong.
web::Response check_again(const Site& site, const web::Request& request, const web::Context& context, const catalogue::Definition& service,
                          std::string operation, std::span<const Problem> problems, int status, bool asks = false) {
    const auto steps = steps_for(service, request, context);
    return check_answer(site, {request, context, service, steps, std::move(operation)}, problems, status, asks);
}

/// What they chose was closed meanwhile: it becomes a report of its own, and what is still to be answered stands below.
Result<web::Response> closed_meanwhile(const Site& site, web::Request& request, web::Context& context) {
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
    return check_again(site, request, context, *live, operation_carried(request, context), problems, 409);
}

/// Says on the check why it was not taken; the refusal itself where nothing there can put it right.
Result<web::Response> not_taken(const Site& site, web::Request& request, web::Context& context, const catalogue::DefinitionPtr& service, const Refusal& refusal) {
    if (refusal.kind == Kind::invalid && service && !refusal.fields.empty()) {
        auto problems = refusal.fields;
        for (auto& problem : problems)
            if (problem.field == "text" && joins(request)) problem.field = words_field;
        return check_again(site, request, context, *service, operation_carried(request, context), problems, 422);
    }
    if (refusal.key == "cases.closed_meanwhile") return closed_meanwhile(site, request, context);
    if (refusal.key == "db.operation_reused") {  // sent, gone back, changed: a second request only if they mean it
        const auto live = TRY(service_of(request, context));
        const Problem problem{"", context.say("website.sent_already")};
        return check_again(site, request, context, *live, context.seal().operation, {&problem, 1}, 409);
    }
    return std::unexpected(refusal);
}

/// Why this report is not taken now, if it is not: too much comes from there, or a challenge is to be met first.
struct HeldUp {
    Problem problem;
    int status;
    std::optional<std::chrono::seconds> wait = {};
    bool asks = false;
};
Result<std::optional<HeldUp>> held_up(const Site& site, const web::Request& request, const web::Context& context, const std::string& operation) {
    const auto waits = [&](std::chrono::seconds wait) { return HeldUp{wait_problem(site, context, wait), 429, wait}; };
    if (const auto wait = site.manners().too_much(Manners::Sent::report, request, context)) return waits(*wait);
    if (site.manners().must_ask(request, context)) {
        const auto meets = TRY(meets_challenge(site, request, context, operation));
        const bool answered = !request.form.text("challenge").empty();
        if (!meets) return HeldUp{{"challenge-answer", context.say(answered ? "website.challenge_wrong" : "website.challenge_needed")}, 422, {}, true};
    }
    if (const auto wait = site.manners().too_much_from(request.form.text("email"), request.form.text("phone"), context)) return waits(*wait);
    return std::optional<HeldUp>();
}

}  // namespace

Result<web::Response> show_report(const Site& site, web::Request& request, web::Context& context) {
    const auto [service, has_map] = TRY(asked_of(request, context));
    const auto steps = steps_of(*service, context.say("website.contact_heading"));
    Report report{request, context, *service, steps, context.seal().operation};
    report.has_map = has_map;
    if (steps.empty()) return check_answer(site, report, {}, 200);
    return step_answer(site, report, 0, {});
}

Result<web::Response> take_step(const Site& site, web::Request& request, web::Context& context) {
    const auto asked = TRY(asked_of(request, context));
    const auto& service = asked.service;
    auto steps = steps_for(*service, request, context);
    Report report{request, context, *service, steps, operation_carried(request, context), request.form.text("from") == "check"};
    report.has_map = asked.has_map;
    const bool chooses = request.form.text("at") == address_choice;
    const bool compares = request.form.text("at") == near_choice;
    const bool maps = request.form.text("at") == map_choice;
    const auto at = find_step(steps, chooses || compares || maps ? "location" : request.form.text("at"));
    const auto go = std::string(request.form.text("go"));
    if (go == "back" && (chooses || compares || maps) && at) return step_answer(site, report, *at, {});
    if (go == "back" && !steps.empty()) return backward(site, report, at);
    if (const auto once_more = find_step(steps, request.form.text("again"))) return step_answer(site, report, *once_more, {});
    if (const auto wanted = find_step(steps, go)) {
        report.from_check = true;
        return step_answer(site, report, *wanted, {});
    }
    if (!at) return web::see_other(report.address());
    Where where(site, request, report, service, *at);
    if (go == map_choice && report.has_map && steps[*at].kind == Step::Kind::place) return where.show_map();
    if (compares) {
        auto again = TRY(take_near(site, request, report, service, *at));
        if (again) return *std::move(again);
        steps = steps_for(*service, request, context);
        report.steps = steps;
    } else if (steps[*at].kind == Step::Kind::place) {
        auto choice = TRY(maps && report.has_map ? where.take_map() : chooses ? where.take_choice() : where.take_typed());
        if (choice) return *std::move(choice);
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
    if (context.form_expired) {  // the cookie went while they typed: nothing is lost, and one more press sends it
        const auto live = TRY(service_of(request, context));
        const Problem problem{"", context.say("website.form_expired")};
        return check_again(site, request, context, *live, operation_carried(request, context), {&problem, 1}, 403);
    }
    const auto operation = TRY(web::operation_of(request, context));
    const auto held = TRY(held_up(site, request, context, operation_carried(request, context)));
    if (held) {
        const auto live = TRY(service_of(request, context));
        auto page = check_again(site, request, context, *live, operation_carried(request, context), {&held->problem, 1}, held->status, held->asks);
        return held->wait ? told_to_wait(std::move(page), *held->wait) : std::move(page);
    }
    const auto actor = actor_of(context);
    const auto bans = TRY(abuse::Bans::of(context));
    std::optional<abuse::Ban> ban;
    const auto already = TRY(ReportedAlready::of(context));
    catalogue::DefinitionPtr service;
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto live = TRY(catalogue::find_live(tx, request.param("service")));
        service = live;
        TRY(bans.require_none(tx, {request.form.text("email"), request.form.text("phone"), request.client}, ban));
        auto join = cases::CaseId{};
        if (joins(request)) join = TRY(already.chosen(tx, service, request));
        const auto request_taken = TRY(contact::take_request(tx, context.random, actor, service, sent_so_far(request, join)));
        bans.trace(tx, request_taken.request.value, request.client);
        return request_taken.reference.text();
    }, contact::taking);
    if (taken) {
        auto thanks = web::see_other("/requests/" + taken->text + "/sent");
        if (const auto following = Following::of(request, context)) thanks.set(following->with(taken->text));
        return thanks;
    }
    if (ban) return refused_sender(site, request, context, *ban);
    return not_taken(site, request, context, service, taken.error());
}

}  // namespace website
