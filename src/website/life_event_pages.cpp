// Life events: one set of answers, several requests. Nothing is kept before the last press.

#include "cases/cases.h"
#include "contact/several.h"
#include "html/govuk.h"
#include "web/packing.h"
#include "website/following.h"
#include "website/held_up.h"
#include "website/life_event_view.h"
#include "website/pages.h"
#include "website/report_steps.h"
#include "website/report_where.h"

#include "access/gate.h"
#include "base/text.h"
#include "jobs/jobs.h"

#include <algorithm>

namespace website {
namespace {

web::Response answer(const Site& site, const Telling& telling, html::Page page, int status = 200) {
    return kept_by_browser(site.page(telling.request, telling.context, std::move(page), status));
}

web::Response answer_shared(const Site& site, const Telling& telling, std::span<const Problem> problems) { return answer(site, telling, shared_page(telling, problems), problems.empty() ? 200 : 422); }

/// What is wrong with what the chosen services are told, as far as it stands on these pages.
Result<std::vector<Problem>> problems_of_chosen(const Telling& telling) {
    return telling.context.tenant.db.read(telling.context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Problem>> {
        std::vector<Problem> all;
        for (const auto* part : telling.chosen()) std::ranges::move(problems_of(tx, telling.request, *part), std::back_inserter(all));
        return all;
    });
}

Result<std::vector<Problem>> problems_of_shared(const Telling& telling) {
    return telling.context.tenant.db.read(telling.context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Problem>> { return shared_problems(tx, telling); });
}

bool asks_anything(const Telling& telling) {
    return std::ranges::any_of(telling.chosen(), [&](const Part* part) { return !still_asked(telling.request, *part).empty(); });
}

/// Whether every question that is asked now stood on the page that was sent.
bool asks_nothing_new(const Telling& telling) {
    const auto shown = base::split(telling.request.form.text(shown_field), ',');
    for (const auto* part : telling.chosen())
        for (const auto* question : still_asked(telling.request, *part))
            if (std::ranges::find(shown, question->code) == shown.end()) return false;
    return true;
}

/// Of the questions that stood on the page.
std::vector<Problem> problems_shown(const Telling& telling, std::vector<Problem> problems) {
    const auto shown = base::split(telling.request.form.text(shown_field), ',');
    std::erase_if(problems, [&](const Problem& problem) {
        return std::ranges::none_of(shown, [&](std::string_view code) { return !code.empty() && problem.field.starts_with(code); });
    });
    return problems;
}

/// `asks`: whoever sends it must meet a challenge first.
web::Response answer_check(const Site& site, const Telling& telling, std::span<const Problem> problems, int status, bool asks = false) {
    html::Html before;
    if (asks || site.manners().asks_always())
        if (auto block = challenge_block(site, telling.request, telling.context, telling.operation, problems)) before = *std::move(block);
    return answer(site, telling, event_check_page(telling, problems, before), status);
}

Result<web::Response> after_offers(const Site& site, const Telling& telling) {
    const Problem none{services_field, telling.context.say("website.event_choose_one")};
    if (telling.chosen().empty()) return answer(site, telling, offers_page(telling, {&none, 1}), 422);
    if (asks_anything(telling)) return answer(site, telling, questions_page(telling, {}));
    return answer_check(site, telling, {}, 200);
}

Result<web::Response> after_questions(const Site& site, const Telling& telling) {
    auto problems = TRY(problems_of_chosen(telling));
    const auto own = problems_shown(telling, problems);
    if (!own.empty()) return answer(site, telling, questions_page(telling, own), 422);
    if (!asks_nothing_new(telling)) return answer(site, telling, questions_page(telling, {}, true));
    return answer_check(site, telling, problems, problems.empty() ? 200 : 422);
}

/// What came of a sending: references, or what is wrong.
struct Sending {
    std::string references = {};
    std::vector<Problem> problems = {};
    int status = 200;
    bool asks = false;
    std::optional<std::chrono::seconds> wait = {};
};

Result<Sending> not_taken(const Telling& telling, const Refusal& why) {
    if (why.kind == Kind::invalid && !why.fields.empty()) {
        auto problems = TRY(problems_of_chosen(telling));
        return Sending{.problems = problems.empty() ? why.fields : std::move(problems), .status = 422};
    }
    if (why.key == "db.operation_reused") return Sending{.problems = {{"", telling.context.say("website.sent_already")}}, .status = 409};
    return std::unexpected(why);
}

Result<Sending> try_to_send(const Telling& telling, const db::Operation& operation, std::optional<abuse::Ban>& ban) {
    const auto& [request, context] = std::tie(telling.request, telling.context);
    const auto bans = TRY(abuse::Bans::of(context));
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(bans.require_none(tx, {request.form.text("email"), request.form.text("phone"), request.client}, ban));
        std::vector<contact::Wish> wishes;
        for (const auto* part : telling.chosen()) wishes.push_back({part->service, sent_to(request, *part)});
        const auto all = TRY(contact::take_requests(tx, context.random, access::actor_of(context), wishes));
        std::string references;
        for (const auto& each : all) {
            bans.trace(tx, each.request.value, request.client);
            references += (references.empty() ? "" : ",") + each.reference.text();
        }
        return references;
    }, contact::taking);
    if (taken) return Sending{.references = taken->text};
    if (ban) return Sending{.status = 403};
    return not_taken(telling, taken.error());
}

/// Everything that keeps it from being sent as it stands.
Result<std::vector<Problem>> all_problems(const Telling& telling) {
    auto problems = TRY(problems_of_shared(telling));
    if (problems.empty()) problems = TRY(problems_of_chosen(telling));
    if (problems.empty() && telling.chosen().empty()) problems.push_back({services_field, telling.context.say("website.event_choose_one")});
    return problems;
}

Result<Sending> send(const Site& site, const Telling& telling, std::optional<abuse::Ban>& ban) {
    if (telling.context.form_expired) return Sending{.problems = {{"", telling.context.say("website.form_expired")}}, .status = 403};
    auto problems = TRY(all_problems(telling));
    if (!problems.empty()) return Sending{.problems = std::move(problems), .status = 422};
    const auto operation = TRY(web::operation_of(telling.request, telling.context));
    const auto held = TRY(held_up(site, telling.request, telling.context, operation.id));
    if (held) return Sending{.problems = {held->problem}, .status = held->status, .asks = held->asks, .wait = held->wait};
    return try_to_send(telling, operation, ban);
}

/// To the page with all references, which this browser knows from now on.
Result<web::Response> thank(const Telling& telling, const std::string& references) {
    jobs::wake(telling.context.tenant.db);
    auto thanks = web::see_other(telling.address() + "/sent?requests=" + references);
    auto following = TRY(Following::of(telling.request, telling.context));
    std::vector<std::string> all;
    for (const auto each : base::split(references, ',')) all.emplace_back(each);
    thanks.set(following.with_all(all));
    return thanks;
}

}  // namespace

Result<web::Response> show_event(const Site& site, web::Request& request, web::Context& context) {
    auto telling = TRY(told_so_far(request, context));
    telling.operation = context.seal().operation;
    return web::packed(answer_shared(site, telling, {}), request);
}

Result<web::Response> take_event_step(const Site& site, web::Request& request, web::Context& context) {
    const auto telling = TRY(told_so_far(request, context));
    const auto at = request.form.text("at"), go = request.form.text("go");
    if (at.empty()) return web::see_other(telling.address());
    if (go == "shared") return answer_shared(site, telling, {});
    const auto problems = TRY(problems_of_shared(telling));
    if (!problems.empty()) return answer_shared(site, telling, problems);
    if (at == "shared" || go == "services") return answer(site, telling, offers_page(telling, {}));
    if (at == "services" || go == "questions") {
        if (go == "questions" && !asks_anything(telling)) return answer(site, telling, offers_page(telling, {}));
        return after_offers(site, telling);
    }
    return after_questions(site, telling);
}

Result<web::Response> return_to_event(const Site&, web::Request& request, web::Context&) { return web::see_other("/life-events/" + std::string(request.param("event"))); }

Result<web::Response> send_event(const Site& site, web::Request& request, web::Context& context) {
    auto telling = TRY(told_so_far(request, context));
    std::optional<abuse::Ban> ban;
    const auto sending = TRY(send(site, telling, ban));
    if (ban) return refused_sender(site, request, context, *ban);
    if (!sending.references.empty()) return thank(telling, sending.references);
    if (sending.status == 409) telling.operation = context.seal().operation;  // sent already and changed since: once more only if they mean it
    if (telling.parts.empty()) return answer_shared(site, telling, sending.problems);
    if (telling.chosen().empty()) return answer(site, telling, offers_page(telling, sending.problems), sending.status);
    auto page = answer_check(site, telling, sending.problems, sending.status, sending.asks);
    return sending.wait ? told_to_wait(std::move(page), *sending.wait) : std::move(page);
}

Result<web::Response> show_event_sent(const Site& site, web::Request& request, web::Context& context) {
    const auto following = TRY(Following::of(request, context));
    std::vector<Made> made;
    const auto event = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<catalogue::LifeEventPtr> {
        const auto found = TRY(catalogue::find_life_event(tx, request.param("event")));
        for (const auto text : base::split(request.query.text("requests").substr(0, 1000), ',')) {
            const auto reference = Reference::parse(text);
            if (!reference || !following.knows(reference->text())) continue;
            auto followed = TRY(follow(tx, *reference));
            const auto code = followed.has_contact ? std::string() : following.code_of(reference->text()).spoken();
            made.push_back({std::move(followed), code});
        }
        return found;
    }));
    if (made.empty()) return web::see_other("/requests");
    return site.page(request, context, event_sent_page(context, event->in(context.language), made));
}

}  // namespace website
