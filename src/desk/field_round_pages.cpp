// The round of a worker in the field: its page, what its page may fetch while there is a signal, and what comes back from out there.

#include "base/text.h"
#include "casework/photos.h"
#include "desk/case_page.h"
#include "desk/field_round.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "web/packing.h"
#include "website/offline.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

std::string round_words(const web::Context& context) {
    std::string out = "{";
    for (const std::string name : {"wait_one", "wait", "sending_one", "sending", "sign_in_one", "sign_in", "all_sent", "refused_one", "refused", "state_waiting", "state_sending", "state_sent",
                                   "state_refused", "seen", "again", "sign_in_link", "photos_one", "photos", "why_gone", "why_large", "why_old", "why_wrong", "leaving_one", "leaving",
                                   "leave_sending", "leave_anyway", "leave_not", "looking", "no_place", "from_phone"})
        out += (out.size() > 1 ? "," : "") + base::json_string(name) + ':' + base::json_string(context.say("desk.field_js_" + name));
    return out + '}';
}

std::string millis(Instant at) { return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count()); }

/// Problems for a script, where they are the sender's to put right or to know.
std::optional<web::Response> told_to_script(const web::Context& context, const Refusal& refusal) {
    const bool is_known = refusal.kind == Kind::invalid || refusal.kind == Kind::conflict || refusal.kind == Kind::not_found || casework::is_for_somebody_else(refusal);
    if (!is_known || refusal.key.starts_with("web.")) return std::nullopt;
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"task", context.say(refusal.key)});
    const int status = refusal.kind == Kind::invalid ? 422 : refusal.kind == Kind::not_found ? 404 : 409;
    return website::problems_as_json(problems, status);
}

web::Response attempt_page(const Site& site, const web::Request& request, const web::Context& context, const casework::Task& task, const forms::Form* form, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.field_cannot"), .has_errors = !problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.field_round"), .href = std::string(round_address)});
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(page.title, task.name);
    out << "<form method=\"post\" novalidate enctype=\"multipart/form-data\" class=\"gh-reading\""_html;
    out.url("action", round_address_of(task.id, "/attempt")) << ">"_html << keeping_fields(context);
    std::vector<govuk::RadioItem> items;
    for (const auto hindrance : casework::hindrances_beside(form))
        items.push_back({.value = std::string(casework::code_of(hindrance)), .text = context.say("casework.hindrance_" + std::string(casework::code_of(hindrance)))});
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.field_why"), .classes = "govuk-fieldset__legend--m"}},
                        .error_message = html::problem_at(problems, "why"),
                        .name = "why",
                        .items = std::move(items),
                        .value = std::string(request.form.text("why"))});
    out << govuk::file_upload({.id = "photo",
                               .name = "photo",
                               .label = {.text = context.say("desk.field_photos")},
                               .hint = {.text = context.say("desk.task_photo_hint")},
                               .error_message = html::problem_at(problems, "photo"),
                               .attributes = {{"accept", "image/*"}, {"multiple"}}});
    govuk::textarea(out, {.id = "text",
                          .name = "text",
                          .rows = 3,
                          .value = std::string(request.form.text("text")),
                          .label = {.text = context.say("desk.note_optional")},
                          .hint = {.text = context.say("desk.note_hint")},
                          .error_message = html::problem_at(problems, "text")});
    out << govuk::button({.text = context.say("desk.field_cannot_send"), .prevent_double_click = true}) << "</form>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

struct Hindered {
    casework::Task task;
    catalogue::DefinitionPtr behind;
    const forms::Form* form() const { return behind->task_form(task.form); }
};

Result<Hindered> read_hindered(web::Request& request, web::Context& context) {
    const auto id = TRY(task_id_of(request));
    return context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Hindered> {
        auto task = TRY(casework::find_task(tx, actor_of(context), id));
        auto behind = TRY(casework::service_behind(tx, task));
        return Hindered{std::move(task), std::move(behind)};
    });
}

/// Photos and what was said of them, in one transaction, once however often it is sent.
template <class Verb>
Result<void> carry_out(web::Request& request, web::Context& context, Verb verb) {
    const auto id = TRY(task_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return casework::find_task(tx, actor_of(context), id); }));  // before anything is opened
    auto photos = photos_sent(request, context);
    if (!photos) {
        if (photos.error().kind == Kind::unavailable) return std::unexpected(photos.error());
        return refuse_fields("forms.problems", {{"photo", context.say(photos.error().key)}});
    }
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto& who = actor_of(context);
        TRY(access::confirm(tx, who));
        TRY(casework::find_for_field(tx, who, id));
        for (const auto& [blob, name] : *photos) TRY(casework::add_photo(tx, who, id, blob, name));
        TRY(verb(tx, who, id));
        return std::string("done");
    }));
    return {};
}

}  // namespace

Result<web::Response> show_field_round(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_round(tx, request, context); }));
    html::Page page{.title = context.say("desk.field_round"), .scripts = {site.asset("round.js")}};
    auto& out = page.main;
    out << heading(page.title, (shown.team ? shown.team->name + ", " : std::string()) + places::shown_day(places::zone_of(context.tenant.time_zone), context.now, context.language));
    out << "<div class=\"gh-round__page\" data-round"_html;
    out.attribute("data-for", to_string(actor_of(context).staff())).attribute("data-until", millis(shown.ends)).attribute("data-words", round_words(context)) << ">"_html;
    out << "<div class=\"gh-notice gh-round__queue\" role=\"status\" hidden data-queue></div><section hidden data-refused aria-labelledby=\"refused-title\"><h2 class=\"govuk-heading-m\" id=\"refused-title\">"_html
        << context.say("desk.field_refused") << "</h2><ul class=\"govuk-list\" role=\"list\"></ul></section><div id=\"round\">"_html;
    put_round(out, request, context, shown);
    out << "</div></div>"_html;
    auto answer = web::packed_apart(site.staff_page(request, context, std::move(page)), request, "<li");
    answer.set("Round-For", to_string(actor_of(context).staff())).set("Round-Until", millis(shown.ends));
    return answer;
}

/// What a script needs before it sends: a token of this session, and whose session it is. Only our own pages can read it.
Result<web::Response> give_round_seal(const Site&, web::Request&, web::Context& context) {
    return web::json("{\"csrf\":" + base::json_string(context.seal().csrf) + ",\"for\":" + base::json_string(to_string(actor_of(context).staff())) + '}');
}

/// What stands there without a signal where no round is kept. Nothing of anybody's.
Result<web::Response> show_round_not_kept(const Site& site, web::Request& request, web::Context& context) {
    html::Page page{.title = context.say("desk.field_round")};
    page.main << heading(page.title) << "<p class=\"govuk-body\">"_html << context.say("desk.field_not_here") << "</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/staff/round\">"_html
              << context.say("desk.field_try") << "</a></p>"_html;
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_round_worker(const Site& site, web::Request&, web::Context& context) {
    const auto dress = site.dress(context);
    std::string list;
    for (const auto& address : {dress.stylesheet, dress.script, site.asset("desk.js"), dress.icon, site.asset("round.js")}) list += (list.empty() ? "" : ",") + base::json_string(address);
    const auto program = site.asset_text("round-worker.js");
    const auto version = base::to_hex(base::sha256(list + program)).substr(0, 16);
    auto answer = web::bytes("self.guildhall={version:" + base::json_string(version) + ",assets:[" + list + "]};\n" + program, "text/javascript; charset=utf-8");
    return std::move(answer)
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
        .with_etag(version);
}

Result<web::Response> finish_on_round(const Site&, web::Request& request, web::Context& context) {
    const auto done = carry_out(request, context, [&](db::Tx& tx, const access::Actor& who, casework::TaskId id) -> Result<casework::Task> {
        const auto sent = TRY(sent_for(tx, who, request, id));
        return casework::finish_from_field(tx, who, id, sent, request.form.text("text"));
    });
    if (!website::wants_json(request)) {
        TRY(done);
        return web::see_other(round_address);
    }
    if (done) return web::json("{\"done\":true}");
    if (auto told = told_to_script(context, done.error())) return *std::move(told);
    return std::unexpected(done.error());
}

Result<web::Response> show_attempt(const Site& site, web::Request& request, web::Context& context) {
    const auto hindered = TRY(read_hindered(request, context));
    return attempt_page(site, request, context, hindered.task, hindered.form(), {}, 200);
}

Result<web::Response> note_attempt(const Site& site, web::Request& request, web::Context& context) {
    const auto noted = carry_out(request, context, [&](db::Tx& tx, const access::Actor& who, casework::TaskId id) {
        return casework::note_attempt(tx, who, id, request.form.text("why"), request.form.text("text"));
    });
    if (noted) return website::wants_json(request) ? Result<web::Response>(web::json("{\"done\":true}")) : web::see_other(round_address);
    const auto& refusal = noted.error();
    if (website::wants_json(request)) {
        if (auto told = told_to_script(context, refusal)) return *std::move(told);
        return std::unexpected(refusal);
    }
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return std::unexpected(refusal);
    const auto hindered = TRY(read_hindered(request, context));
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"why", context.say(refusal.key)});
    return attempt_page(site, request, context, hindered.task, hindered.form(), problems, refusal.kind == Kind::invalid ? 422 : 409);
}

}  // namespace desk
