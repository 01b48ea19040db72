// Writing: a new article, a new version of one, and what it would look like.

#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "knowledge/article_text.h"
#include "knowledge/pages.h"
#include "places/times.h"

#include <algorithm>
#include <charconv>

namespace knowledge {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

/// The form as it stands before the writer.
struct Draft {
    Article article;
    std::string day, month, year;  // of the review, as typed
    std::vector<std::string> teams;
    std::vector<Problem> problems = {};
    bool preview = false;
    bool is_new() const { return article.version == 0; }
};

std::vector<std::string> team_names(db::Tx& tx) {
    std::vector<std::string> names;
    for (const auto& team : access::all_teams(tx)) names.push_back(team.name);
    return names;
}

void show_day(Draft& draft) {
    const std::chrono::year_month_day day{draft.article.review_on};
    draft.day = std::to_string(unsigned{day.day()});
    draft.month = std::to_string(unsigned{day.month()});
    draft.year = std::to_string(int{day.year()});
}

/// What was typed; a day that is none stays the first of all days, which no article may have.
Draft typed_draft(const web::Request& request) {
    const auto text = [&](const char* field) { return std::string(request.form.text(field)); };
    Draft draft{.article = {.slug = text("slug"),
                            .version = number_of(request.form.text("version")),
                            .title = text("title"),
                            .summary = text("summary"),
                            .services = parts_of(request.form.text("services")),
                            .questions = parts_of(request.form.text("questions")),
                            .owner = text("owner"),
                            .everybody = text("everybody"),
                            .staff = text("staff")},
                .day = text("review-day"),
                .month = text("review-month"),
                .year = text("review-year")};
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(std::clamp<std::int64_t>(number_of(base::trim(draft.year)), 0, 9999))},
                                          std::chrono::month{static_cast<unsigned>(std::clamp<std::int64_t>(number_of(base::trim(draft.month)), 0, 99))},
                                          std::chrono::day{static_cast<unsigned>(std::clamp<std::int64_t>(number_of(base::trim(draft.day)), 0, 99))}};
    if (day.ok()) draft.article.review_on = Day{day};
    draft.preview = request.form.has("preview");
    return draft;
}

html::Html seal_of(const web::Context& context, const Article& article) {
    const auto seal = context.seal();
    html::Html out = "<input type=\"hidden\" name=\"csrf\""_html;
    out.attribute("value", seal.csrf) << "><input type=\"hidden\" name=\"operation\""_html;
    out.attribute("value", seal.operation) << "><input type=\"hidden\" name=\"version\""_html;
    return out.attribute("value", std::to_string(article.version)) << ">"_html;
}

void put_line(html::Html& out, const web::Context& context, const Draft& draft, const char* field, std::string value, const char* hint) {
    govuk::input(out, {.id = field,
                       .name = field,
                       .value = std::move(value),
                       .label = {.text = context.say(std::string("knowledge.field_") + field)},
                       .hint = {.text = hint == nullptr ? std::string() : context.say(hint)},
                       .error_message = html::problem_at(draft.problems, field, context.language)});
}

void put_part(html::Html& out, const web::Context& context, const Draft& draft, const char* field, const std::string& value, const char* hint) {
    govuk::textarea(out, {.id = field,
                          .name = field,
                          .rows = 14,
                          .value = value,
                          .label = {.text = context.say(std::string("knowledge.field_") + field), .classes = "govuk-label--m"},
                          .hint = {.text = context.say(hint)},
                          .error_message = html::problem_at(draft.problems, field, context.language)});
}

void put_owner_and_review(html::Html& out, const web::Context& context, const Draft& draft) {
    govuk::Select owner{.id = "owner",
                        .name = "owner",
                        .items = {{.value = "", .text = context.say("knowledge.no_owner")}},
                        .value = draft.article.owner,
                        .label = {.text = context.say("knowledge.field_owner")}};
    for (const auto& team : draft.teams) owner.items.push_back({.value = team, .text = team});
    govuk::select(out, owner);
    govuk::date_input(out, {.id = "review",
                            .name_prefix = "review",
                            .values = {{"review-day", draft.day}, {"review-month", draft.month}, {"review-year", draft.year}},
                            .hint = {.text = context.say("knowledge.field_review_hint")},
                            .error_message = html::problem_at(draft.problems, "review", context.language),
                            .fieldset = {.legend = {.text = context.say("knowledge.field_review")}}});
}

html::Html form_of(const web::Context& context, const Draft& draft) {
    const auto& article = draft.article;
    html::Html out;
    out.reserve(16 * 1024);
    out << "<form method=\"post\" novalidate>"_html << seal_of(context, article);
    put_line(out, context, draft, "title", article.title, "knowledge.field_title_hint");
    put_line(out, context, draft, "summary", article.summary, "knowledge.field_summary_hint");
    if (draft.is_new()) put_line(out, context, draft, "slug", article.slug, "knowledge.field_slug_hint");
    put_part(out, context, draft, "everybody", article.everybody, "knowledge.field_everybody_hint");
    put_part(out, context, draft, "staff", article.staff, "knowledge.field_staff_hint");
    put_line(out, context, draft, "services", joined(article.services), "knowledge.field_services_hint");
    put_line(out, context, draft, "questions", joined(article.questions), "knowledge.field_questions_hint");
    put_owner_and_review(out, context, draft);
    out << "<div class=\"govuk-button-group\">"_html;
    govuk::button(out, {.text = context.say("knowledge.save"), .prevent_double_click = true});
    govuk::button(out, {.text = context.say("knowledge.preview"), .name = "preview", .value = "1", .classes = "govuk-button--secondary"});
    return out << "</div></form>"_html;
}

web::Response draft_page(const Parts& parts, const web::Request& request, const web::Context& context, const Draft& draft, int status) {
    const auto title = context.say(draft.is_new() ? "knowledge.new" : "knowledge.edit_title");
    html::Page page{.title = title, .has_errors = !draft.problems.empty()};
    page.before_main = draft.is_new() ? govuk::back_link({.text = context.say("knowledge.back_to_all"), .href = "/staff/knowledge"})
                                      : govuk::back_link({.text = context.say("knowledge.back_to_article"),
                                                          .href = "/staff/knowledge/" + draft.article.slug});
    page.main << html::problem_summary(draft.problems, context.language) << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html;
    if (draft.preview && draft.problems.empty())
        page.main << govuk::inset_text({.text = context.say("knowledge.preview_title")}) << "<h2 class=\"govuk-heading-m\">"_html
                  << draft.article.title << "</h2><p class=\"govuk-body-l\">"_html << draft.article.summary << "</p>"_html
                  << both_parts(context, draft.article);
    page.main << "<div class=\"gh-reading\">"_html << form_of(context, draft) << "</div>"_html;
    return parts.staffs(request, context, page, status);
}

/// The draft again, with what is wrong with it or with what it would look like.
Result<web::Response> show_again(const Parts& parts, const web::Request& request, const web::Context& context, Draft draft, int status) {
    auto teams = TRY(context.tenant.db.read(context.for_db(), [](db::Tx& tx) -> Result<std::vector<std::string>> { return team_names(tx); }));
    draft.teams = std::move(teams);
    return draft_page(parts, request, context, draft, status);
}

Result<web::Response> save_draft(const Parts& parts, const web::Request& request, const web::Context& context, Draft draft) {
    if (draft.preview) {
        if (const auto checked = check(draft.article); !checked) draft.problems = checked.error().fields;
        const int status = draft.problems.empty() ? 200 : 422;
        return show_again(parts, request, context, std::move(draft), status);
    }
    const auto operation = TRY(web::operation_of(request, context));
    const auto saved = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const auto version = TRY(save_article(tx, access::actor_of(context), draft.article));
        return std::to_string(version);
    });
    if (saved) return web::see_other("/staff/knowledge/" + draft.article.slug);
    const auto& refusal = saved.error();
    if (refusal.kind == Kind::invalid && !refusal.fields.empty()) {
        draft.problems = refusal.fields;
        return show_again(parts, request, context, std::move(draft), 422);
    }
    if (refusal.key == "knowledge.saved_meanwhile") {  // nothing that was written is lost: it stands in the form
        draft.problems = {{"", refusal.key}};
        return show_again(parts, request, context, std::move(draft), 409);
    }
    return std::unexpected(refusal);
}

}  // namespace

std::int64_t number_of(std::string_view typed) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return error == std::errc() && end == typed.data() + typed.size() ? number : 0;
}

Result<web::Response> show_new(const Parts& parts, web::Request& request, web::Context& context) {
    Draft draft;
    draft.article.review_on = places::zone_of(context.tenant.time_zone).day(context.now) + std::chrono::days(365);
    show_day(draft);
    return show_again(parts, request, context, std::move(draft), 200);
}

Result<web::Response> save_new(const Parts& parts, web::Request& request, web::Context& context) {
    auto draft = typed_draft(request);
    draft.article.version = 0;
    if (base::trim(draft.article.slug).empty()) draft.article.slug = slug_from(draft.article.title);
    return save_draft(parts, request, context, std::move(draft));
}

Result<web::Response> show_edit(const Parts& parts, web::Request& request, web::Context& context) {
    const auto draft = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Draft> {
        Draft begun;
        begun.article = TRY(find_article(tx, audience_of(access::actor_of(context)), request.param("slug")));
        if (request.query.has("version")) {  // an earlier text becomes the next version
            const auto newest = begun.article.version;
            begun.article = TRY(find_version(tx, begun.article.slug, number_of(request.query.text("version"))));
            begun.article.version = newest;
        }
        begun.teams = team_names(tx);
        return begun;
    }));
    auto shown = draft;
    show_day(shown);
    return draft_page(parts, request, context, shown, 200);
}

Result<web::Response> save_edit(const Parts& parts, web::Request& request, web::Context& context) {
    auto draft = typed_draft(request);
    draft.article.slug = std::string(request.param("slug"));
    draft.article.version = std::max<std::int64_t>(draft.article.version, 1);
    return save_draft(parts, request, context, std::move(draft));
}

}  // namespace knowledge
