// What everybody can see of a request: its resident looks, takes words out, or takes all of it back; and the photos of it.

#include "files/files.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/file_answer.h"
#include "website/own_request.h"
#include "website/pages.h"

#include <algorithm>

namespace website {
namespace {

namespace govuk = html::govuk;
using cases::Publication;

struct PublicNow {
    std::optional<cases::Check> check;
    bool place_only = false;  // public at once, and nobody decided otherwise
};

PublicNow read_public(db::Tx& tx, const Own& own) {
    const auto& request = own.followed.request;
    return {cases::check_of(tx, request.id),
            request.publication == Publication::by_rule && cases::PublicSight::of(tx).shows(request, own.followed.the_case, *own.followed.service)};
}

void put_state(html::Html& out, const web::Context& context, const Own& own, const PublicNow& now) {
    const auto publication = own.followed.request.publication;
    const bool has_copy = publication == Publication::published && now.check && !now.check->copy.title.empty();
    const auto* key = has_copy                                  ? "website.public_copy"
                      : publication == Publication::waiting     ? "website.public_waiting"
                      : now.place_only || publication == Publication::published ? "website.public_place"
                                                                : "website.public_nothing";
    out << "<p class=\"govuk-body\">"_html << context.say(key);
    if (publication == Publication::withheld && now.check && !now.check->reason.empty()) out << " "_html << context.say("cases.withheld_" + now.check->reason) << "."_html;
    out << "</p>"_html;
}

void open_form(html::Html& out, const web::Context& context, const Own& own, std::string_view does) {
    out << "<form method=\"post\" novalidate"_html;
    out.url("action", own.followed.address() + "/public?send") << ">"_html << seal_fields(context) << "<input type=\"hidden\" name=\"do\""_html;
    out.attribute("value", does) << ">"_html;
}

void put_contact(html::Html& out, const web::Context& context, const Own& own, std::span<const Problem> problems) {
    if (own.shown) return;
    govuk::input(out, {.id = "contact", .name = "contact", .label = {.text = context.say("website.follow_contact"), .classes = "govuk-label--m"},
                       .hint = {.text = context.say("website.follow_contact_hint")}, .error_message = html::problem_at(problems, "contact"), .spellcheck = false,
                       .autocapitalize = "none"});
}

void put_copy(html::Html& out, const web::Request& request, const web::Context& context, const Own& own, const cases::PublicCopy& copy, std::span<const Problem> problems) {
    const auto typed = [&](const char* name, const std::string& otherwise) { return request.form.has(name) ? std::string(request.form.text(name)) : otherwise; };
    open_form(out, context, own, "save");
    govuk::input(out, {.id = "title", .name = "title", .value = typed("title", copy.title), .label = {.text = context.say("website.public_words_title"), .classes = "govuk-label--s"},
                       .error_message = html::problem_at(problems, "title"), .autocomplete = "off"});
    govuk::textarea(out, {.id = "words", .name = "words", .rows = 5, .value = typed("words", copy.words), .label = {.text = context.say("website.public_words"), .classes = "govuk-label--s"},
                          .hint = {.text = context.say("website.public_leave_out")}, .error_message = html::problem_at(problems, "words")});
    if (!copy.photos.empty())
        out << "<p class=\"govuk-body\">"_html
            << context.say(copy.photos.size() == 1 ? "website.public_photos_one" : "website.public_photos", {{"count", std::to_string(copy.photos.size())}}) << "</p>"_html;
    govuk::button(out, {.text = context.say("website.public_save"), .prevent_double_click = true});
    out << "</form>"_html;
}

void put_taking_back(html::Html& out, const web::Context& context, const Own& own) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("website.public_back_title") << "</h2><p class=\"govuk-body\">"_html
        << context.say("website.public_back_text") << "</p>"_html;
    open_form(out, context, own, "back");
    govuk::button(out, {.text = context.say("website.public_back_button"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    out << "</form>"_html;
}

Result<web::Response> public_page(const Site& site, const web::Request& request, const web::Context& context, const Own& own, std::span<const Problem> problems, int status) {
    const auto now = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<PublicNow> { return read_public(tx, own); }));
    html::Page page{.title = context.say("website.public_title"), .has_errors = !problems.empty(), .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = own.followed.address()});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language);
    if (own.shown) out << "<span class=\"govuk-caption-l\">"_html << own.followed.service->name << "</span>"_html;
    out << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1>"_html;
    if (!own.shown) {  // nothing of it before the check is passed
        open_form(out, context, own, "look");
        put_contact(out, context, own, problems);
        govuk::button(out, {.text = context.say("website.follow_show")});
        out << "</form></div>"_html;
        return site.page(request, context, std::move(page), status);
    }
    put_state(out, context, own, now);
    const auto publication = own.followed.request.publication;
    if (publication == Publication::published && now.check && !now.check->copy.title.empty()) put_copy(out, request, context, own, now.check->copy, problems);
    if (now.place_only || publication == Publication::waiting || publication == Publication::published) put_taking_back(out, context, own);
    out << "</div>"_html;
    return site.page(request, context, std::move(page), status).with(own.following.with(own.reference.text()));
}

}  // namespace

Result<web::Response> show_public(const Site& site, web::Request& request, web::Context& context) {
    const auto own = TRY(find_own(request, context, false));
    if (!own.shown) return web::see_other(own.followed.address());
    return public_page(site, request, context, own, {}, 200);
}

Result<web::Response> change_public(const Site& site, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const bool may_try = !request.form.text("contact").empty() && site.may_guess(request, context, reference);
    const auto own = TRY(find_own(request, context, may_try));
    const auto again = [&](const std::vector<Problem>& problems, int status) { return public_page(site, request, context, own, problems, status); };
    if (!own.shown) return again({{"contact", context.say(may_try ? "website.follow_wrong" : "website.follow_again")}}, 403);
    if (context.form_expired) return again({{"", context.say("website.form_expired_action")}}, 403);
    const auto does = request.form.text("do");
    if (does != "save" && does != "back") return again({}, 200);
    const auto operation = TRY(web::operation_of(request, context));
    const auto done = context.tenant.db.write_once(for_resident(context, own.followed.request.person), operation, [&](db::Tx& tx) -> Result<std::string> {
        if (does == "back")
            TRY(cases::take_back(tx, own.reference));
        else
            TRY(cases::take_words_out(tx, own.reference, request.form.text("title"), request.form.text("words")));
        return std::string("done");
    });
    if (done) return web::see_other(own.followed.address() + "?done=public").with(own.following.with(own.reference.text()));
    const auto& refusal = done.error();
    if (refusal.kind == Kind::invalid && !refusal.fields.empty()) return again(refusal.fields, 422);
    if (refusal.kind == Kind::conflict) return again({{"", context.say(refusal.key)}}, 409);
    return std::unexpected(refusal);
}

Result<web::Response> show_published_photo(const Site&, web::Request& request, web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const auto number = parse_id<Id<files::FileTag>>(request.param("number"));
    if (!number || number->value > 1'000'000 || !context.tenant.files) return refuse(Kind::not_found, "files.not_found");
    const auto wanted = static_cast<int>(number->value);
    const auto file = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<files::File> {
        const auto asked = TRY(cases::find_request(tx, reference));
        const auto c = TRY(cases::case_of(tx, asked));
        const auto service = TRY(catalogue::find_version(tx, asked.service, asked.service_version));
        const auto copies = cases::public_copies(tx, std::span(&asked.id, 1));
        const auto copy = copies.find(asked.id);
        const bool is_public = cases::PublicSight::of(tx).shows(asked, c, *service) && copy != copies.end() && std::ranges::find(copy->second.photos, wanted) != copy->second.photos.end();
        if (!is_public) return refuse(Kind::not_found, "files.not_found");
        return files::find_file(tx, cases::files_subject(asked.id), wanted);
    }));
    return file_answer(context, file);
}

}  // namespace website
