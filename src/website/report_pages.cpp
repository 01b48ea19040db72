// A report on its way: question by question, the check, and the sending.

#include "website/pages.h"
#include "website/bin_days.h"
#include "website/following.h"
#include "website/held_up.h"
#include "website/offline.h"
#include "website/place_map.h"
#include "website/proof_files.h"
#include "website/address_step.h"
#include "website/report_fields.h"
#include "website/report_view.h"
#include "website/body_step.h"
#include "website/paying_view.h"
#include "website/report_where.h"
#include "website/reported_already.h"
#include "website/rows_step.h"
#include "website/saved_form.h"
#include "website/shown_price.h"
#include "website/visit_step.h"

#include "access/gate.h"
#include "contact/offered.h"
#include "html/govuk.h"
#include "jobs/jobs.h"
#include "web/packing.h"

namespace website {
namespace {

/// The service as it is asked at the place that was given so far.
Result<catalogue::DefinitionPtr> service_at(db::Tx& tx, const web::Request& request, const web::Context& context) {
    return contact::service_for(tx, access::actor_of(context), request.param("service"), place_sent(request));
}

/// The service, whether its place can be chosen on a map, and the version that is asked elsewhere, if there is one: what was answered to it is kept.
struct Asked {
    catalogue::DefinitionPtr service;
    bool has_map = false;
    catalogue::DefinitionPtr elsewhere = {};
    std::int64_t version = 0;
};
Result<Asked> asked_of(web::Request& request, web::Context& context, std::string_view code) {
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Asked> {
        const auto service = TRY(contact::service_for(tx, access::actor_of(context), code, place_sent(request)));
        const auto elsewhere = TRY(catalogue::find_other_offered(tx, *service));
        return Asked{catalogue::in_language(service, context.language), service->has_place() && !places::town_map(tx).empty(), elsewhere, service->version};
    });
}
Result<Asked> asked_of(web::Request& request, web::Context& context) { return asked_of(request, context, request.param("service")); }

web::Response step_answer(const Site& site, Report report, std::size_t step, std::span<const Problem> problems) {
    const bool behind_place = step > 0 && report.steps[step - 1].kind == Step::Kind::place;
    if (behind_place) report.said << before_reporting(report.context, report.service, report.typed("uprn"));
    if (report.steps[step].kind == Step::Kind::visit) report.visit_times = visit_times(report, problems);
    return kept_by_browser(site.page(report.request, report.context, step_page(report, step, problems), problems.empty() ? 200 : 422));
}

/// Where it is on a small map; nothing where that is no point, and the words stand alone.
html::Html map_of(const Report& report) {
    if (!report.service.has_place()) return {};
    auto map = report.context.tenant.db.read(report.context.for_db(), [&](db::Tx& tx) -> Result<html::Html> {
        const auto place = places::check(tx, place_sent(report.request));
        return place ? place_map(tx, *place, report.context.language) : html::Html();
    });
    return map ? *std::move(map) : html::Html();
}

/// `asks`: whoever sends it must meet a challenge first. `written_as`: the operation it counts for; empty: the form's.
web::Response check_answer(const Site& site, Report report, std::span<const Problem> problems, int status, bool asks = false,
                           std::string_view written_as = {}) {
    const auto operation = written_as.empty() ? std::string_view(report.operation) : written_as;
    if (asks || site.manners().asks_always())
        if (auto block = challenge_block(site, report.request, report.context, operation, problems)) report.before_sending = *std::move(block);
    report.place_map = map_of(report);
    if (find_step(report.steps, visit_field)) report.visit = chosen_visit(report);
    auto price = price_before_sending(site, report);
    report.price = std::move(price.html);
    report.leads_to_payment = price.leads_to_payment;
    return kept_by_browser(site.page(report.request, report.context, check_page(report, problems), status));
}

/// From the page `at` on: the same page if something is wrong with it, else the next one; what a change newly asks; or the check.
web::Response forward(const Site& site, const Report& report, std::size_t at, std::span<const Problem> problems) {
    if (const auto own = problems_on(report.steps[at], problems); !own.empty()) return step_answer(site, report, at, own);
    Report onward = report;
    if (!report.from_check && at + 1 < report.steps.size()) return step_answer(site, onward, at + 1, {});
    if (const auto added = first_new(report.steps, report.asked_already)) {
        (onward.asked_already += ',') += report.steps[*added].code;
        return step_answer(site, onward, *added, {});
    }
    if (const auto wrong = first_wrong(report.steps, problems)) {
        if (!report.from_check) onward.asked_already = codes_of(report.steps);
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
    return steps_of(service, {context.say("website.contact_heading"), context.say("website.photos_heading")},
                    forms::asked(service.form, forms::sent_by(request.form, service.form)), joins(request));
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

/// Where the form brought photos that were not taken, or asks to stay with them: the page that shows it.
std::optional<web::Response> stay_with_photos(const Site& site, const Report& report, const TakenPhotos& taken) {
    const auto step = find_step(report.steps, photos_code);
    if (!step) return std::nullopt;
    if (!taken.problems.empty()) return step_answer(site, report, *step, taken.problems);
    if (taken.has_removed && report.request.form.text("at") == "check") return check_answer(site, report, {}, 200);
    if (taken.has_removed || report.request.form.text("go") == photo_more) return step_answer(site, report, *step, {});
    return std::nullopt;
}

/// Where files came that were not taken, or one is to stay with them: the page that shows it.
std::optional<web::Response> stay_with_files(const Site& site, const Report& report, std::span<const TakenFiles> taken) {
    for (const auto& each : taken)
        if (const auto step = find_step(report.steps, each.question->code); step && (each.stays || !each.problems.empty())) return step_answer(site, report, *step, each.problems);
    return std::nullopt;
}

/// Where something was done with the rows of a group: the page that shows it.
std::optional<web::Response> stay_with_rows(const Site& site, web::Request& request, const Report& report, const catalogue::Definition& service, std::optional<std::size_t> at) {
    if (!at || report.steps[*at].question == nullptr || !report.steps[*at].question->row) return std::nullopt;
    const auto shown = take_rows(request, service.form, *report.steps[*at].question);
    if (!shown) return std::nullopt;
    Report with_row = report;
    with_row.row = shown->row;
    return step_answer(site, with_row, *at, shown->problems);
}

/// Where the answer ends the report: the page that says what to do instead, or why one is not eligible.
std::optional<web::Response> ended_by(const Site& site, const Report& report, std::size_t at) {
    const auto* question = report.steps[at].question;
    if (question == nullptr) return std::nullopt;
    const auto& form = report.service.form;
    if (const auto instead = question->stop_for(forms::typed_by(report.request.form, form)(question->code)); !instead.empty())
        return kept_by_browser(site.page(report.request, report.context, stop_page(report, at, instead)));
    if (const auto why = forms::ineligible(form, forms::sent_by(report.request.form, form))) return kept_by_browser(site.page(report.request, report.context, ineligible_page(report, *why)));
    return std::nullopt;
}

/// As sent, with the questions left out for who joins what is there.
contact::Sent sent_so_far(const web::Request& request, const catalogue::Definition& service, cases::CaseId join) {
    auto sent = sent_with(request, service);
    if (!joins(request)) return sent;
    sent.join = join;
    sent.words = request.form.text(words_field);
    return sent;
}

}  // namespace

Result<web::Response> show_report(const Site& site, web::Request& request, web::Context& context) {
    const auto [service, has_map, elsewhere, version] = TRY(asked_of(request, context));
    const auto steps = steps_for(*service, request, context);
    Report report{request, context, *service, steps, context.seal().operation};
    report.has_map = has_map;
    report.elsewhere = elsewhere;
    if (steps.empty()) return check_answer(site, report, {}, 200);
    return web::packed(step_answer(site, report, 0, {}), request);  // nothing of anybody's stands in it yet
}

Result<web::Response> take_step(const Site& site, web::Request& request, web::Context& context) {
    const auto asked = TRY(asked_of(request, context));
    const auto& service = asked.service;
    auto steps = steps_for(*service, request, context);
    const auto taken = TRY(take_photos(site, request, context, *service));
    const auto files = TRY(take_files(site, request, context, *service));
    Report report{request, context, *service, steps, operation_carried(request, context), request.form.text("from") == "check", taken.photos};
    report.has_map = asked.has_map;
    report.elsewhere = asked.elsewhere;
    report.asked_already = request.form.text(asked_field);
    if (auto stay = stay_with_photos(site, report, taken)) return *std::move(stay);
    if (auto stay = stay_with_files(site, report, files)) return *std::move(stay);
    const bool chooses = request.form.text("at") == address_choice;
    const bool compares = request.form.text("at") == near_choice;
    const bool maps = request.form.text("at") == map_choice;
    const bool told_who = request.form.text("at") == body_choice;
    const auto at = find_step(steps, chooses || compares || maps || told_who ? "location" : request.form.text("at"));
    const auto go = std::string(request.form.text("go"));
    if (go == "back" && (chooses || compares || maps || told_who) && at) return step_answer(site, report, *at, {});
    const auto* question = at ? steps[*at].question : nullptr;
    if (auto rows = stay_with_rows(site, request, report, *service, at)) return *std::move(rows);
    if (go == "back" && question != nullptr && request.form.has(choosing_field)) return step_answer(site, report, *at, {});
    if (go == "back" && !steps.empty()) return backward(site, report, at);
    if (const auto once_more = find_step(steps, request.form.text("again"))) return step_answer(site, report, *once_more, {});
    if (const auto wanted = find_step(steps, go)) {
        report.from_check = true;
        report.asked_already = codes_of(steps);
        return step_answer(site, report, *wanted, {});
    }
    if (go == save_for_later) return kept_by_browser(site.page(request, context, save_page(report, at ? steps[*at].code : steps.empty() ? "" : steps.front().code, {})));
    if (!at) return web::see_other(report.address());
    Where where(site, request, report, service, *at);
    if (go == map_choice && report.has_map && steps[*at].kind == Step::Kind::place) return where.show_map();
    if (compares) {
        auto again = TRY(take_near(site, request, report, service, *at));
        if (again) return *std::move(again);
        steps = steps_for(*service, request, context);
        report.steps = steps;
    } else if (steps[*at].kind == Step::Kind::place) {
        if (!told_who) {
            auto choice = TRY(maps && report.has_map ? where.take_map() : chooses ? where.take_choice() : where.take_typed());
            if (choice) return *std::move(choice);
            const auto here = TRY(asked_of(request, context));
            if (here.version != asked.version) return take_step(site, request, context);  // another version is tried out there
            const auto body = TRY(body_at(context, *service, request));
            if (body) return kept_by_browser(site.page(request, context, body_page(report, *at, *body)));
        }
        auto near = TRY(offer_near(site, request, report, service, *at, {}));
        if (near) return *std::move(near);
    }
    if (question != nullptr && question->type == forms::Type::address) {
        auto offered = TRY(take_address(request, report, *at));
        if (offered) return kept_by_browser(site.page(request, context, *std::move(offered)));
        steps = steps_for(*service, request, context);
        report.steps = steps;
    }
    if (auto end = ended_by(site, report, *at)) return *std::move(end);
    if (steps[*at].kind == Step::Kind::visit) {
        const auto problem = TRY(hold_visit(site, report));
        if (problem) return step_answer(site, report, *at, {&*problem, 1});
    }
    const auto problems = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Problem>> {
        return contact::problems_with(tx, *service, sent_so_far(request, *service, any_case));
    }));
    return forward(site, report, *at, problems);
}

Result<web::Response> go_on_with_form(const Site& site, web::Request& request, web::Context& context, std::string_view service, std::string_view at) {
    const auto asked = TRY(asked_of(request, context, service));
    const auto steps = steps_for(*asked.service, request, context);
    Report report{request, context, *asked.service, steps, context.seal().operation};
    report.has_map = asked.has_map;
    report.elsewhere = asked.elsewhere;
    if (steps.empty()) return check_answer(site, report, {}, 200);
    report.said = html::govuk::inset_text({.text = context.say("website.return_here")});
    return step_answer(site, report, find_step(steps, at).value_or(0), {});
}

Result<web::Response> return_to_start(const Site&, web::Request& request, web::Context&) {
    return web::see_other("/services/" + std::string(request.param("service")) + "/report");
}

namespace {

/// What came of a sending: a reference, or what is wrong, for the check.
struct Sending {
    std::string reference = {};
    std::vector<Problem> problems = {};
    int status = 200;
    std::string operation = {};  // under which it may be sent once more
    std::optional<std::chrono::seconds> wait = {};
    bool asks = false;  // a challenge is to be met first
};

/// The case that was to be joined is over meanwhile: it becomes a report of its own, and what is still to be answered is said.
Result<Sending> as_new_report(web::Request& request, web::Context& context, const catalogue::Definition& service) {
    replace(request.form, join_field, none_of_these);
    for (const auto* question : forms::asked(service.form, forms::sent_by(request.form, service.form)))  // what they wanted to add is an answer now
        if (question->type == forms::Type::long_text && request.form.text(question->code).empty()) {
            replace(request.form, question->code, std::string(request.form.text(words_field)));
            break;
        }
    auto problems = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<std::vector<Problem>> {
        return contact::problems_with(tx, service, sent_with(request, service));
    }));
    problems.insert(problems.begin(), {"", context.say("cases.closed_meanwhile")});
    return Sending{.problems = std::move(problems), .status = 409, .operation = operation_carried(request, context)};
}

/// Why it was not taken, as far as the sender can put it right.
Result<Sending> not_taken(web::Request& request, web::Context& context, const catalogue::Definition& service, const Refusal& why) {
    const auto problem = [&](const char* field, const std::string& key, int status, std::string operation) {
        return Sending{.problems = {{field, context.say(key)}}, .status = status, .operation = std::move(operation)};
    };
    if (why.kind == Kind::invalid && !why.fields.empty()) {
        Sending sending{.problems = why.fields, .status = 422, .operation = operation_carried(request, context)};
        for (auto& each : sending.problems)
            if (each.field == "text" && joins(request))
                each.field = words_field;
            else if (each.field == "visit")
                each.field = visit_field;
        return sending;
    }
    if (why.key == "cases.closed_meanwhile") return as_new_report(request, context, service);
    if (why.key == "files.infected") return problem(photo_file, why.key, 422, operation_carried(request, context));  // found infected meanwhile
    // Sent, gone back, changed: a second request only if they mean it.
    if (why.key == "db.operation_reused") return problem("", "website.sent_already", 409, context.seal().operation);
    return std::unexpected(why);
}

abuse::Sender sender_of(const web::Request& request) { return {request.form.text("email"), request.form.text("phone"), request.client}; }

/// What goes with the answers.
struct Attached {
    std::span<const Photo> photos, proof;
};

Result<Sending> try_to_send(web::Request& request, web::Context& context, const catalogue::DefinitionPtr& known, const db::Operation& operation,
                            const Attached& attached, std::optional<abuse::Ban>& ban) {
    const auto& actor = access::actor_of(context);
    const auto bans = TRY(abuse::Bans::of(context));
    const auto already = TRY(ReportedAlready::of(context));
    const auto taken = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto service = TRY(service_at(tx, request, context));
        TRY(bans.require_none(tx, sender_of(request), ban));
        auto join = cases::CaseId{};
        if (joins(request)) join = TRY(already.chosen(tx, service, request));
        const auto request_taken = TRY(contact::take_request(tx, context.random, actor, service, sent_so_far(request, *service, join)));
        const char* unseen = wants_json(request) ? "" : "website.price_unseen";  // what waited for a signal learns its price on its page
        TRY(require_price_shown(tx, request, context, request_taken.request, {"website.price_changed", unseen}));
        bans.trace(tx, request_taken.request.value, request.client);
        TRY(forget_saved(tx, request, context));
        for (const auto& photo : attached.photos) TRY(cases::add_first_photo(tx, request_taken.reference, photo.picture, photo.name));
        for (const auto& file : attached.proof) TRY(cases::add_proof(tx, request_taken.reference, file.picture, file.name));
        // Where nothing can be paid online the request is kept all the same.
        if (service->fee) (void)fees::begin_payment(tx, context.random, request_taken.request, context.tenant.base_url);
        return request_taken.reference.text();
    }, attached.photos.empty() && attached.proof.empty() ? contact::taking : db::Isolation::serializable);  // two may hold the same picture
    if (taken) return Sending{.reference = taken->text};
    if (ban) return Sending{.status = 403};
    return not_taken(request, context, *known, taken.error());
}

/// What was drawn as a signature is stored last: who is held up or banned, or has no token, puts nothing into the store.
Result<Sending> sign_and_send(web::Request& request, web::Context& context, const catalogue::DefinitionPtr& known, const db::Operation& operation,
                              std::span<const Photo> photos, ProofCarried& proof, std::optional<abuse::Ban>& ban) {
    if (has_drawings(request, context, *known)) {
        const auto bans = TRY(abuse::Bans::of(context));
        const auto allowed = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return bans.require_none(tx, sender_of(request), ban); });
        if (ban) return Sending{.status = 403};
        if (!allowed) return std::unexpected(allowed.error());
        auto problems = TRY(take_drawings(request, context, *known, proof));
        if (!problems.empty()) return Sending{.problems = std::move(problems), .status = 422, .operation = operation_carried(request, context)};
    }
    return try_to_send(request, context, known, operation, {photos, proof.files}, ban);
}

/// Whether a payment was begun with it.
bool pays_now(const web::Context& context, const std::string& reference) {
    jobs::wake(context.tenant.db);
    const auto begun = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        const auto known = Reference::parse(reference);
        if (!known) return false;
        const auto request = TRY(cases::find_request(tx, *known));
        const auto paying = fees::paying_of(tx, request.id);
        return paying && paying->is_under_way();
    });
    return begun && *begun;
}

/// To the thanks; a browser that kept the report until now is told all of them at once, and may read it when nobody looks.
/// `pays_now`: first to where it is paid.
Result<web::Response> thank(const web::Request& request, const web::Context& context, const std::string& reference, bool pays_now) {
    const auto following = Following::of(request, context);
    if (!wants_json(request)) {
        auto thanks = web::see_other("/requests/" + reference + (pays_now ? "/pay" : "/sent"));
        if (following) thanks.set(following->with(reference));
        return thanks;
    }
    const auto known = Reference::parse(reference);
    if (!following || !known) return refuse(Kind::unavailable, "web.broken");
    const auto followed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return follow(tx, *known); }));
    return sent_as_json(followed, followed.has_contact ? std::string() : following->code_of(reference).spoken()).with(following->with(reference));
}

}  // namespace

Result<web::Response> send_report(const Site& site, web::Request& request, web::Context& context) {
    const auto [service, has_map, elsewhere, version] = TRY(asked_of(request, context));
    const auto asked = web::operation_of(request, context);  // of what was sent: what photos become differs each time
    const bool has_key = request.headers.find("Idempotency-Key") != nullptr;
    const bool by_itself = wants_json(request);  // a browser sends what waited: nobody looks at a page
    std::optional<HeldUp> held;
    if (by_itself && asked && !context.form_expired) held = TRY(held_up(site, request, context, asked->id));
    const auto photos = held ? TakenPhotos{} : TRY(take_photos(site, request, context, *service));
    auto proof = TRY(proof_carried(request, context, *service));
    std::optional<abuse::Ban> ban;
    Sending sending{.problems = photos.problems, .status = 422, .operation = asked && !has_key ? asked->id : operation_carried(request, context)};
    if (by_itself && photos.too_often) sending.status = 429;
    std::ranges::copy(proof.problems, std::back_inserter(sending.problems));
    if (context.form_expired) {  // the cookie went while they typed: nothing is lost, and one more press sends it
        sending.problems.insert(sending.problems.begin(), {"", context.say("website.form_expired")});
        sending.status = 403;
    } else if (sending.problems.empty()) {
        const auto operation = TRY(asked);
        if (!by_itself) held = TRY(held_up(site, request, context, operation.id));
        if (held)
            sending = {.problems = {held->problem}, .status = held->status, .operation = sending.operation, .wait = held->wait, .asks = held->asks};
        else
            sending = TRY(sign_and_send(request, context, service, operation, photos.photos, proof, ban));
    }
    if (!sending.reference.empty()) return thank(request, context, sending.reference, service->fee && pays_now(context, sending.reference));
    if (ban && by_itself) return refused_as_json(context, *ban);
    if (ban) return refused_sender(site, request, context, *ban);
    // A challenge is for people: what a browser sends by itself waits until none is asked.
    if (by_itself) return problems_as_json(sending.problems, sending.asks && !site.manners().asks_always() ? 429 : sending.status);
    const auto steps = steps_for(*service, request, context);
    Report report{request, context, *service, steps, sending.operation, false, photos.photos};
    report.elsewhere = elsewhere;
    auto page = check_answer(site, report, sending.problems, sending.status, sending.asks, has_key && asked ? asked->id : std::string_view());
    return sending.wait ? told_to_wait(std::move(page), *sending.wait) : std::move(page);
}

}  // namespace website
