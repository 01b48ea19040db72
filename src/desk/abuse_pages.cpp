// Requests that were called abusive, and senders from whom nothing is taken online for a time.

#include "abuse/abuse.h"
#include "desk/parts.h"
#include "desk/promise.h"
#include "desk/rows.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

/// The request a ban is set for: what of its sender can be banned.
struct Sent {
    cases::RequestId id;
    std::string reference;
    people::Contact sender;
    bool is_traced = false;
};

struct AbuseShown {
    std::vector<abuse::Ban> bans;
    std::map<std::string, std::string> names;  // of who banned, by how the journal names them
    Listed flagged;
    std::optional<Sent> sent;
};

Result<std::optional<Sent>> sent_by(db::Tx& tx, const access::Actor& who, std::string_view typed) {
    const auto id = parse_id<cases::RequestId>(typed);
    if (!id) return std::optional<Sent>();
    const auto line = cases::find_line(tx, who, *id);
    if (!line) return std::optional<Sent>();
    Sent sent{.id = *id, .reference = line->request.reference.spoken(), .sender = {}, .is_traced = abuse::is_traced(tx, id->value)};
    if (line->request.person && access::scope_of(who, access::Permission::read_person).allows(line->the_case.owned())) {
        if (auto person = people::find(tx, line->request.person)) sent.sender = *std::move(person);
        people::note_read(tx, line->request.person);
    }
    return std::optional(std::move(sent));
}

Result<AbuseShown> read_abuse(db::Tx& tx, const web::Request& request, const access::Actor& who) {
    AbuseShown shown;
    auto bans = TRY(abuse::all_bans(tx, who));
    shown.bans = std::move(bans);
    for (const auto& ban : shown.bans)
        if (auto& name = shown.names[ban.by]; name.empty()) name = access::name_of_actor(tx, ban.by);
    auto flagged = TRY(furnish(tx, who, cases::flagged_requests(tx, who)));
    shown.flagged = std::move(flagged);
    const auto typed = request.form.has("request") ? request.form.text("request") : request.query.text("request");
    auto sent = TRY(sent_by(tx, who, typed));
    shown.sent = std::move(sent);
    return shown;
}

html::Html state_of(const web::Context& context, const abuse::Ban& ban) {
    html::Html out;
    if (!ban.holds(context.now)) return govuk::tag({.text = context.say(ban.lifted_at ? "desk.ban_lifted" : "desk.ban_over"), .classes = "govuk-tag--grey"});
    out << "<form method=\"post\""_html;
    out.url("action", "/staff/abuse/bans/" + to_string(ban.id) + "/lifting") << ">"_html << website::seal_fields(context) << "<button class=\"gh-plain-button\">"_html
        << context.say("desk.ban_lift") << "<span class=\"govuk-visually-hidden\"> "_html << ban.reference.spoken() << "</span></button></form>"_html;
    return out;
}

html::Html table_of(const web::Context& context, const AbuseShown& shown) {
    if (shown.bans.empty()) return html::empty_state({.text = context.say("desk.bans_none")});
    govuk::Table table{.head = {{.text = context.say("desk.ban_whom")}, {.text = context.say("desk.ban_why")}, {.text = context.say("desk.ban_until")},
                                {.text = context.say("desk.ban_by")}, {.text = context.say("desk.ban_refused")}, {.text = context.say("desk.state")}},
                       .caption = context.say("desk.bans"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& ban : shown.bans) {
        const auto hint = ban.hint.empty() ? ban.reference.spoken() : ban.hint + " (" + ban.reference.spoken() + ")";
        table.rows.push_back({{.text = context.say("abuse.detail_" + std::string(abuse::code_of(ban.detail))) + " " + hint},
                              {.text = context.say("abuse.reason_" + ban.reason) + ". " + ban.words},
                              {.text = website::shown_time(context, ban.until)},
                              {.text = shown.names.at(ban.by)},
                              {.text = std::to_string(ban.refused)},
                              {.html = state_of(context, ban)}});
    }
    return html::wide_table(table);
}

/// What to ban: of a request what is known of its sender, otherwise as typed.
void put_details(html::Html& form, const web::Request& request, const web::Context& context, const AbuseShown& shown, std::span<const Problem> problems) {
    std::vector<govuk::RadioItem> items;
    for (const auto detail : {abuse::Detail::email, abuse::Detail::phone, abuse::Detail::connection}) {
        const auto code = std::string(abuse::code_of(detail));
        auto text = context.say("desk.ban_" + code);
        if (shown.sent) {
            const auto& sender = shown.sent->sender;
            const auto known = detail == abuse::Detail::email ? sender.email : detail == abuse::Detail::phone ? sender.phone : std::string();
            if (detail == abuse::Detail::connection ? !shown.sent->is_traced : known.empty()) continue;
            if (!known.empty()) text += ": " + known;
        }
        items.push_back({.value = code, .text = std::move(text)});
    }
    govuk::radios(form, {.fieldset = {.legend = {.text = context.say("desk.ban_what"), .classes = "govuk-fieldset__legend--s"}},
                         .error_message = html::problem_at(problems, "detail"), .name = "detail", .items = std::move(items),
                         .value = std::string(request.form.text("detail")), .classes = "govuk-radios--small"});
    if (shown.sent) return;
    govuk::input(form, {.id = "typed", .name = "typed", .value = std::string(request.form.text("typed")), .label = {.text = context.say("desk.ban_typed"), .classes = "govuk-label--s"},
                        .hint = {.text = context.say("desk.ban_typed_hint")}, .error_message = html::problem_at(problems, "typed"), .autocomplete = "off", .spellcheck = false});
}

html::Html form_of(const web::Request& request, const web::Context& context, const AbuseShown& shown, std::span<const Problem> problems) {
    html::Html form;
    form << "<form method=\"post\" action=\"/staff/abuse/bans\" novalidate>"_html << keeping_fields(context);
    if (shown.sent) {
        form << "<input type=\"hidden\" name=\"request\""_html;
        form.attribute("value", to_string(shown.sent->id)) << ">"_html;
    }
    put_details(form, request, context, shown, problems);
    std::vector<govuk::RadioItem> reasons, days;
    for (const auto reason : abuse::reasons()) reasons.push_back({.value = std::string(reason), .text = context.say("abuse.reason_" + std::string(reason))});
    for (const auto span : abuse::spans()) days.push_back({.value = std::to_string(span), .text = context.say(span == 1 ? "desk.ban_day" : "desk.ban_days", {{"count", std::to_string(span)}})});
    govuk::radios(form, {.fieldset = {.legend = {.text = context.say("desk.ban_why"), .classes = "govuk-fieldset__legend--s"}}, .hint = {.text = context.say("desk.ban_why_hint")},
                         .error_message = html::problem_at(problems, "reason"), .name = "reason", .items = std::move(reasons),
                         .value = std::string(request.form.text("reason")), .classes = "govuk-radios--small"});
    govuk::radios(form, {.fieldset = {.legend = {.text = context.say("desk.ban_how_long"), .classes = "govuk-fieldset__legend--s"}},
                         .error_message = html::problem_at(problems, "days"), .name = "days", .items = std::move(days),
                         .value = std::string(request.form.text("days")), .classes = "govuk-radios--small"});
    govuk::textarea(form, {.id = "words", .name = "words", .rows = 3, .value = std::string(request.form.text("words")), .label = {.text = context.say("desk.ban_words"), .classes = "govuk-label--s"},
                           .hint = {.text = context.say("desk.note_hint")}, .error_message = html::problem_at(problems, "words")});
    govuk::button(form, {.text = context.say("desk.ban_button"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    return form << "</form>"_html;
}

web::Response abuse_page(const Site& site, const web::Request& request, const web::Context& context, const AbuseShown& shown, std::span<const Problem> problems, int status) {
    html::Page page{.title = context.say("desk.abuse"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << html::problem_summary(problems, context.language);
    if (request.query.text("done") == "banned")
        out << govuk::notification_banner({.text = context.say("desk.ban_done"), .title_text = context.say("desk.done"), .type = "success"});
    out << heading(context.say("desk.abuse"));
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "abuse", keys);
    out << care_tabs(context, "/staff/abuse") << "<div class=\"gh-split\"><div><h2 class=\"govuk-heading-m\">"_html << context.say("desk.bans") << "</h2>"_html << table_of(context, shown)
        << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.flagged_list") << "</h2>"_html;
    if (shown.flagged.lines.empty())
        out << html::empty_state({.text = context.say("desk.flagged_none")});
    else
        put_rows(out, context, shown.flagged, context.say("desk.flagged_list"));
    out << "</div><div class=\"gh-split__side\"><section class=\"gh-panel\"><h2 class=\"govuk-heading-m\">"_html
        << (shown.sent ? context.say("desk.ban_for", {{"reference", shown.sent->reference}}) : context.say("desk.ban_new")) << "</h2>"_html
        << form_of(request, context, shown, problems) << "</section></div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

Result<abuse::NewBan> ban_in(db::Tx& tx, const web::Request& request, const web::Context& context) {
    const auto detail = abuse::find_detail(request.form.text("detail"));
    if (!detail) return refuse_fields("forms.problems", {{"detail", context.say("desk.ban_what_missing")}});
    abuse::NewBan wanted{.detail = *detail, .typed = std::string(request.form.text("typed")), .reason = std::string(request.form.text("reason")),
                         .words = std::string(request.form.text("words"))};
    const auto days = request.form.text("days");
    std::from_chars(days.data(), days.data() + days.size(), wanted.days);
    const auto sent = TRY(sent_by(tx, actor_of(context), request.form.text("request")));
    if (!sent) return wanted;
    wanted.subject = sent->id.value;
    wanted.typed = *detail == abuse::Detail::email ? sent->sender.email : *detail == abuse::Detail::phone ? sent->sender.phone : std::string();
    return wanted;
}

}  // namespace

Result<web::Response> show_abuse(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_abuse(tx, request, actor_of(context)); }));
    return abuse_page(site, request, context, shown, {}, 200);
}

Result<web::Response> ban_sender(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto bans = TRY(abuse::Bans::of(context));
    const auto banned = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto wanted = TRY(ban_in(tx, request, context));
        TRY(bans.ban(tx, context.random, actor_of(context), wanted));
        return std::string("banned");
    });
    if (banned) return web::see_other("/staff/abuse?done=banned");
    const auto& refusal = banned.error();
    if (refusal.kind != Kind::invalid && refusal.kind != Kind::conflict) return std::unexpected(refusal);
    auto problems = refusal.fields;
    if (problems.empty()) problems.push_back({"detail", context.say(refusal.key)});
    const auto shown = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return read_abuse(tx, request, actor_of(context)); }));
    return abuse_page(site, request, context, shown, problems, refusal.kind == Kind::conflict ? 409 : 422);
}

Result<web::Response> lift_ban(const Site&, web::Request& request, web::Context& context) {
    const auto id = parse_id<abuse::BanId>(request.param("ban"));
    if (!id) return refuse(Kind::not_found, "abuse.no_such_ban");
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(abuse::lift(tx, actor_of(context), *id));
        return std::string("lifted");
    }));
    return web::see_other("/staff/abuse");
}

}  // namespace desk
