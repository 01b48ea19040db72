// Notices for everybody: what is said, has been said and will be, and the form in which one is written.

#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/places.h"
#include "access/staff.h"
#include "web/packing.h"
#include "website/notice_view.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

constexpr int most_listed = 60;

/// The form as it stands before the writer.
struct Draft {
    notices::Notice notice;
    std::string from_day, from_time, until_day, until_time;  // as typed
    std::vector<catalogue::DefinitionPtr> services;          // to choose from
    std::vector<places::Ward> wards;
    std::vector<Problem> problems = {};
    bool preview = false;
    bool is_new() const { return !notice.id; }
};

std::string address_of(notices::NoticeId id) { return "/staff/notices/" + to_string(id); }

Result<notices::NoticeId> notice_id_of(const web::Request& request) {
    const auto id = parse_id<notices::NoticeId>(request.param("notice"));
    if (!id) return refuse(Kind::not_found, "notices.no_such_notice");
    return *id;
}

/// "14:30"
std::optional<std::chrono::minutes> time_of(std::string_view typed) {
    int hour = -1, minute = -1;
    if (typed.size() != 5 || typed[2] != ':') return std::nullopt;
    const auto [h, wrong_hour] = std::from_chars(typed.data(), typed.data() + 2, hour);
    const auto [m, wrong_minute] = std::from_chars(typed.data() + 3, typed.data() + 5, minute);
    const bool sound = wrong_hour == std::errc{} && wrong_minute == std::errc{} && h == typed.data() + 2 && m == typed.data() + 5;
    if (!sound || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

std::optional<Instant> moment_of(const web::Context& context, const std::string& day, const std::string& time) {
    const auto on = base::parse_iso_day(day);
    const auto at = time_of(time);
    if (!on || !at) return std::nullopt;
    return places::zone_of(context.tenant.time_zone).instant(*on, *at);
}

void show_moment(const web::Context& context, Instant moment, std::string& day, std::string& time) {
    const auto local = places::zone_of(context.tenant.time_zone).local(moment);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local.time).count();
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    day = base::to_iso(local.day);
    time = two(minutes / 60) + ':' + two(minutes % 60);
}

Draft typed_draft(const web::Request& request, const web::Context& context) {
    const auto text = [&](const char* name) { return std::string(request.form.text(name)); };
    const auto codes = [&](const char* name) {
        std::vector<std::string> all;
        for (const auto code : request.form.all(name)) all.emplace_back(code);
        return all;
    };
    Draft draft{.notice = {.level = notices::find_level(text("level")).value_or(notices::Level::information),
                           .title = text("title"),
                           .text = text("text"),
                           .link = text("link"),
                           .services = codes("services"),
                           .wards = codes("wards")},
                .from_day = text("from"),
                .from_time = text("from-time"),
                .until_day = text("until"),
                .until_time = text("until-time"),
                .services = {},
                .wards = {},
                .preview = request.form.has("preview")};
    const auto changes = text("changes");
    std::from_chars(changes.data(), changes.data() + changes.size(), draft.notice.changes);
    const auto from = moment_of(context, draft.from_day, draft.from_time), until = moment_of(context, draft.until_day, draft.until_time);
    if (!from) draft.problems.push_back({"from", context.say("desk.notice_from_wrong")});
    if (!until) draft.problems.push_back({"until", context.say("desk.notice_until_wrong")});
    draft.notice.from = from.value_or(context.now);
    draft.notice.until = until.value_or(draft.notice.from + std::chrono::hours(1));
    return draft;
}

Draft draft_of(const web::Context& context, notices::Notice notice) {
    Draft draft{.notice = std::move(notice), .from_day = {}, .from_time = {}, .until_day = {}, .until_time = {}, .services = {}, .wards = {}};
    show_moment(context, draft.notice.from, draft.from_day, draft.from_time);
    show_moment(context, draft.notice.until, draft.until_day, draft.until_time);
    return draft;
}

void put_moment(html::Html& out, const web::Context& context, const Draft& draft, const std::string& name, const std::string& day, const std::string& time) {
    const auto problem = html::problem_at(draft.problems, name, context.language);
    out << "<div class=\"gh-moment\">"_html;
    govuk::input(out, {.id = name, .name = name, .type = "date", .value = day, .label = {.text = context.say("desk.notice_" + name)}, .error_message = problem,
                       .classes = "govuk-input--width-10"});
    govuk::input(out, {.id = name + "-time", .name = name + "-time", .type = "time", .value = time,
                       .label = {.text = context.say("desk.notice_" + name + "_time")}, .classes = "govuk-input--width-10"});
    out << "</div>"_html;
}

/// Boxes to tick, folded away as long as none is ticked.
void put_choice(html::Html& out, const web::Context& context, const char* name, std::vector<govuk::CheckboxItem> items, const std::vector<std::string>& chosen,
                std::span<const Problem> problems) {
    if (items.empty()) return;
    html::Html boxes;
    const auto key = std::string("desk.notice_") + name;
    govuk::checkboxes(boxes, {.fieldset = {.legend = {.text = context.say(key + "_legend")}},
                              .error_message = html::problem_at(problems, name),
                              .id_prefix = name,
                              .name = name,
                              .items = std::move(items),
                              .values = chosen,
                              .classes = "govuk-checkboxes--small gh-columns"});
    govuk::details(out, {.summary_text = context.say(key), .html = std::move(boxes), .open = !chosen.empty(), .classes = "gh-help"});
}

void put_fields(html::Html& out, const web::Context& context, const Draft& draft) {
    const auto& notice = draft.notice;
    const auto problem = [&](const char* field) { return html::problem_at(draft.problems, field, context.language); };
    std::vector<govuk::RadioItem> levels;
    for (const std::string code : {"information", "warning", "emergency"})
        levels.push_back({.value = code, .text = context.say("notices.level_" + code), .hint = {.text = context.say("desk.notice_hint_" + code)}});
    govuk::input(out, {.id = "title", .name = "title", .value = notice.title, .label = {.text = context.say("desk.notice_title")},
                       .hint = {.text = context.say("desk.notice_title_hint")}, .error_message = problem("title")});
    govuk::textarea(out, {.id = "text", .name = "text", .rows = 4, .value = notice.text, .label = {.text = context.say("desk.notice_text")},
                          .hint = {.text = context.say("desk.notice_text_hint")}, .error_message = problem("text")});
    govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.notice_level")}}, .name = "level", .items = std::move(levels),
                        .value = std::string(notices::code_of(notice.level)), .classes = "govuk-radios--small"});
    put_moment(out, context, draft, "from", draft.from_day, draft.from_time);
    put_moment(out, context, draft, "until", draft.until_day, draft.until_time);
    govuk::input(out, {.id = "link", .name = "link", .value = notice.link, .label = {.text = context.say("desk.notice_link")},
                       .hint = {.text = context.say("desk.notice_link_hint")}, .error_message = problem("link"), .spellcheck = false});
    std::vector<govuk::CheckboxItem> services, wards;
    for (const auto& service : draft.services) services.push_back({.value = service->code, .text = service->name});
    for (const auto& ward : draft.wards) wards.push_back({.value = ward.code, .text = ward.name});
    put_choice(out, context, "services", std::move(services), notice.services, draft.problems);
    put_choice(out, context, "wards", std::move(wards), notice.wards, draft.problems);
}

/// Off the pages at once, where it is on them or to come.
void put_end(html::Html& out, const web::Context& context, const notices::Notice& notice) {
    out << "<form method=\"post\" class=\"gh-panel\""_html;
    out.url("action", address_of(notice.id) + "/end") << ">"_html << website::seal_fields(context) << "<h2 class=\"govuk-heading-s\">"_html
        << context.say("desk.notice_end") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.notice_end_text") << "</p>"_html
        << govuk::button({.text = context.say("desk.notice_end_button"), .prevent_double_click = true, .classes = "govuk-button--warning"}) << "</form>"_html;
}

Result<web::Response> draft_page(const Site& site, const web::Request& request, const web::Context& context, Draft draft, int status) {
    TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        auto services = TRY(catalogue::live_services(tx));
        draft.services = std::move(services);
        draft.wards = places::all_wards(tx);
        return true;
    }));
    const auto title = context.say(draft.is_new() ? "desk.notice_new" : "desk.notice_change");
    html::Page page{.title = title, .has_errors = !draft.problems.empty()};
    page.before_main = govuk::back_link({.text = context.say("desk.notices"), .href = "/staff/notices"});
    page.main << html::problem_summary(draft.problems, context.language) << heading(title) << "<div class=\"gh-split\"><div class=\"gh-reading\">"_html;
    if (draft.preview && draft.problems.empty())
        page.main << govuk::inset_text({.text = context.say("desk.notice_preview_text")}) << website::notices_shown(context, {&draft.notice, 1});
    page.main << "<form method=\"post\" novalidate data-module=\"gh-keep-words\">"_html << keeping_fields(context) << "<input type=\"hidden\" name=\"changes\""_html;
    page.main.attribute("value", std::to_string(draft.notice.changes)) << ">"_html;
    put_fields(page.main, context, draft);
    page.main << "<div class=\"govuk-button-group\">"_html
              << govuk::button({.text = context.say(draft.is_new() ? "desk.notice_publish" : "desk.notice_save"), .prevent_double_click = true})
              << govuk::button({.text = context.say("desk.notice_preview"), .name = "preview", .value = "1", .classes = "govuk-button--secondary"})
              << "</div></form></div><div>"_html;
    if (!draft.is_new()) put_end(page.main, context, draft.notice);
    page.main << "</div></div>"_html;
    return site.staff_page(request, context, std::move(page), status);
}

/// Looks the draft over for a preview, or keeps it by `keep`; the form again with what is wrong.
Result<web::Response> save(const Site& site, const web::Request& request, const web::Context& context, Draft draft,
                           const std::function<Result<void>(db::Tx&, const notices::Notice&)>& keep) {
    if (const auto checked = notices::check(draft.notice, context.now); !checked)
        for (const auto& problem : checked.error().fields)
            if (std::ranges::find(draft.problems, problem.field, &Problem::field) == draft.problems.end()) draft.problems.push_back(problem);
    if (draft.preview || !draft.problems.empty()) return draft_page(site, request, context, draft, draft.problems.empty() ? 200 : 422);
    const auto operation = TRY(web::operation_of(request, context));
    const auto kept = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(keep(tx, draft.notice));
        return std::string("kept");
    });
    if (kept) return web::see_other("/staff/notices");
    if (kept.error().kind != Kind::conflict) return std::unexpected(kept.error());
    draft.problems = {{"", context.say(kept.error().key)}};
    return draft_page(site, request, context, draft, 409);
}

html::Html row_of(const web::Context& context, const notices::Notice& notice) {
    const auto state = notice.is_over(context.now) ? "over" : notice.is_shown(context.now) ? "shown" : "to_come";
    html::Html out;
    out << "<div><a class=\"govuk-link\""_html;
    out.url("href", address_of(notice.id)) << ">"_html << notice.title << "</a> "_html
        << html::badge({.text = context.say(std::string("desk.notice_is_") + state), .kind = notice.is_shown(context.now) ? "good" : ""}) << "</div>"_html;
    return out;
}

}  // namespace

html::TabLinks website_tabs(const web::Request& request, const web::Context& context) {
    html::TabLinks tabs{.items = {}, .label = context.say("desk.website")};
    const auto& who = actor_of(context);
    const auto add = [&](access::Permission needed, const char* words, const std::string& href) {
        if (who.may(needed)) tabs.items.push_back({.text = context.say(words), .href = href, .current = request.path.starts_with(href)});
    };
    add(access::Permission::write_notice, "desk.notices", "/staff/notices");
    add(access::Permission::read_service, "desk.shortcuts", "/staff/shortcuts");
    return tabs;
}

Result<web::Response> show_notices(const Site& site, web::Request& request, web::Context& context) {
    const auto notices = TRY(context.tenant.db.read(
        context.for_db(), [](db::Tx& tx) -> Result<std::vector<notices::Notice>> { return notices::all_notices(tx, most_listed); }));
    html::Page page{.title = context.say("desk.notices")};
    page.main << heading(context.say("desk.website")) << html::tab_links(website_tabs(request, context)) << "<p class=\"govuk-body\">"_html
              << context.say("desk.notices_text") << "</p>"_html << govuk::button({.text = context.say("desk.notice_new"), .href = "/staff/notices/new"});
    govuk::Table table{.head = {{.text = context.say("desk.notice_title_column")}, {.text = context.say("desk.notice_level")},
                                {.text = context.say("desk.notice_from")}, {.text = context.say("desk.notice_until")}},
                       .caption = context.say("desk.notices"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& notice : notices)
        table.rows.push_back({{.html = row_of(context, notice)},
                              {.text = context.say("notices.level_" + std::string(notices::code_of(notice.level)))},
                              {.text = website::shown_time(context, notice.from)},
                              {.text = website::shown_time(context, notice.until)}});
    if (table.rows.empty())
        page.main << html::empty_state({.text = context.say("desk.notices_none")});
    else
        page.main << html::wide_table(table);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> show_new_notice(const Site& site, web::Request& request, web::Context& context) {
    // Nothing on it was typed by anybody: it may be packed.
    auto page = TRY(draft_page(site, request, context, draft_of(context, {.from = context.now, .until = context.now + std::chrono::hours(24)}), 200));
    return web::packed(std::move(page), request);
}

Result<web::Response> write_notice(const Site& site, web::Request& request, web::Context& context) {
    return save(site, request, context, typed_draft(request, context), [&](db::Tx& tx, const notices::Notice& notice) -> Result<void> {
        TRY(notices::write_notice(tx, actor_of(context), notice));
        return {};
    });
}

Result<web::Response> show_notice(const Site& site, web::Request& request, web::Context& context) {
    const auto id = TRY(notice_id_of(request));
    const auto notice = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return notices::find_notice(tx, id); }));
    return draft_page(site, request, context, draft_of(context, notice), 200);
}

Result<web::Response> change_notice(const Site& site, web::Request& request, web::Context& context) {
    auto draft = typed_draft(request, context);
    draft.notice.id = TRY(notice_id_of(request));
    return save(site, request, context, std::move(draft),
                [&](db::Tx& tx, const notices::Notice& notice) { return notices::change_notice(tx, actor_of(context), notice); });
}

Result<web::Response> end_notice(const Site&, web::Request& request, web::Context& context) {
    const auto id = TRY(notice_id_of(request));
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(notices::end_notice(tx, actor_of(context), id));
        return std::string("ended");
    }));
    return web::see_other("/staff/notices");
}

}  // namespace desk
