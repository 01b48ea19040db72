// What residents do with a request of theirs: say more, add a photo, withdraw it, say whether it is put right. Each has
// its own page and its own address, and is done once however often it is sent.

#include "files/files.h"
#include "html/govuk.h"
#include "html/problems.h"
#include "website/file_answer.h"
#include "website/held_up.h"
#include "website/own_request.h"
#include "website/pages.h"
#include "website/paying_view.h"
#include "website/report_steps.h"
#include "website/visit_view.h"

#include <algorithm>
#include <array>

namespace website {
namespace {

namespace govuk = html::govuk;

struct Action {
    const char* address;     // below the request's
    const char* key;         // of its words: website.act_<key>_title, …_hint, …_button
    const char* field = "";  // of the words it takes
    bool heading_is_label = false;
    bool is_warning = false;
    bool brings_in = false;  // words or photos: not taken from who is banned
    bool asks_time = false;  // of a visit
};

constexpr Action word{"/word", "word", "words", true, false, true};
constexpr Action photo{"/photo", "photo", "", false, false, true};
constexpr Action withdrawal{"/withdraw", "withdraw", "words", false, true};
constexpr Action objection{"/not-fixed", "not_fixed", "words", true};
constexpr Action confirmation{"/fixed", "fixed"};
constexpr Action visit{"/visit", "visit", "", false, false, false, true};
constexpr Action no_visit{"/no-visit", "no_visit", "", false, true};

std::string words_of(const web::Context& context, const Action& action, const char* which) {
    return context.say(std::string("website.act_") + action.key + which);
}

void put_words_field(html::Html& out, const web::Request& request, const web::Context& context, const Action& action,
                     std::span<const Problem> problems) {
    govuk::character_count(out, {.id = action.field,
                                 .name = action.field,
                                 .value = std::string(request.form.text(action.field)),
                                 .maxlength = 5000,
                                 .threshold = 75,
                                 .label = {.text = words_of(context, action, action.heading_is_label ? "_title" : "_label"),
                                           .is_page_heading = action.heading_is_label,
                                           .classes = action.heading_is_label ? "govuk-label--l" : "govuk-label--m"},
                                 .hint = {.text = words_of(context, action, "_hint")},
                                 .error_message = html::problem_at(problems, action.field)});
}

void put_photo_field(html::Html& out, const web::Context& context, std::span<const Problem> problems) {
    govuk::file_upload(out, {.id = "photo",
                             .name = "photo",
                             .multiple = true,
                             .label = {.text = context.say("website.photo_label"), .classes = "govuk-label--m"},
                             .hint = {.text = context.say("website.photo_hint")},
                             .error_message = html::problem_at(problems, "photo"),
                             .javascript = true,
                             .attributes = {{"accept", "image/*,application/pdf"}}});
}

void put_time_field(html::Html& out, const web::Request& request, const web::Context& context, const Own& own, std::span<const Problem> problems) {
    std::vector<bookings::FreeSlot> slots;
    if (const auto& booking = own.followed.service->booking)
        if (auto free = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return bookings::free_slots(tx, booking->calendar); })) slots = *std::move(free);
    if (own.shown && own.followed.visit) out << govuk::inset_text({.text = context.say("website.visit_now", {{"visit", shown_visit(context, own.followed.visit->slot)}})});
    put_visit_times(out, context, slots, request.form.text(visit_field), problems, false);
}

html::Page action_page(const web::Request& request, const web::Context& context, const Own& own, const Action& action,
                       std::span<const Problem> problems) {
    html::Page page{.title = words_of(context, action, "_title"), .has_errors = !problems.empty(), .hide_from_search = true};
    page.before_main = govuk::back_link({.text = context.say("website.back"), .href = own.followed.address()});
    auto& out = page.main;
    out << "<div class=\"gh-reading\">"_html << html::problem_summary(problems, context.language);
    if (own.shown) out << "<span class=\"govuk-caption-l\">"_html << own.followed.service->name << "</span>"_html;
    if (!action.heading_is_label)
        out << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html
            << words_of(context, action, "_text") << "</p>"_html;
    if (own.shown && std::string_view(action.key) == withdrawal.key) out << before_withdrawing(context, own.followed);
    const bool sends_files = &action == &photo || std::string_view(action.key) == photo.key;
    out << "<form method=\"post\" novalidate"_html;
    if (sends_files) out << " enctype=\"multipart/form-data\""_html;
    out.url("action", own.followed.address() + action.address + "?send") << ">"_html << seal_fields(context);
    if (*action.field) put_words_field(out, request, context, action, problems);
    if (sends_files) put_photo_field(out, context, problems);
    if (action.asks_time) put_time_field(out, request, context, own, problems);
    if (!own.shown)
        govuk::input(out, {.id = "contact",
                           .name = "contact",
                           .label = {.text = context.say("website.follow_contact"), .classes = "govuk-label--m"},
                           .hint = {.text = context.say("website.follow_contact_hint")},
                           .error_message = html::problem_at(problems, "contact"),
                           .spellcheck = false,
                           .autocapitalize = "none"});
    govuk::button(out, {.text = words_of(context, action, "_button"),
                        .prevent_double_click = true,
                        .classes = action.is_warning ? "govuk-button--warning" : ""});
    out << "</form></div>"_html;
    return page;
}

/// The page of an action. A browser that has not shown the request to be its own is led to the check.
Result<web::Response> show(const Site& site, web::Request& request, web::Context& context, const Action& action) {
    const auto reference = TRY(reference_of(request));
    if (const auto following = TRY(Following::of(request, context)); !following.knows(reference.text()))
        return web::see_other("/requests/" + reference.text());
    const auto own = TRY(find_own(request, context, false));
    return site.page(request, context, action_page(request, context, own, action, {})).with(own.following.with(own.reference.text()));
}

/// Whose words they would be. The details live as long as `kept`.
abuse::Sender sender_of(db::Tx& tx, const Own& own, const web::Request& request, people::Contact& kept) {
    if (own.followed.request.person)
        if (auto person = people::find(tx, own.followed.request.person)) kept = *std::move(person);
    return {kept.email, kept.phone, request.client};
}

using Verb = std::function<Result<void>(db::Tx&, const Own&)>;

/// Whose request it is, as far as this form shows it.
struct Tried {
    Own own;
    bool may_try;  // a contact detail was typed, and might be tried
};
Result<Tried> try_own(const Site& site, const web::Request& request, const web::Context& context) {
    const auto reference = TRY(reference_of(request));
    const bool may_try = !request.form.text("contact").empty() && site.may_guess(request, context, reference);
    auto own = TRY(find_own(request, context, may_try));
    return Tried{std::move(own), may_try};
}

/// Does it, once. What cannot be done is said on the action's own page, with what was typed still there; so is a check
/// that has run out meanwhile.
Result<web::Response> carry_out(const Site& site, web::Request& request, web::Context& context, const Action& action, const Tried& tried,
                                const Verb& verb) {
    const auto& [own, may_try] = tried;
    const auto again = [&](const std::vector<Problem>& problems, int status) {
        auto page = site.page(request, context, action_page(request, context, own, action, problems), status);
        return own.shown ? std::move(page).with(own.following.with(own.reference.text())) : std::move(page);
    };
    if (!own.shown) return again({{"contact", context.say(may_try ? "website.follow_wrong" : "website.follow_again")}}, 403);
    if (context.form_expired) return again({{"", context.say("website.form_expired_action")}}, 403);
    const auto operation = TRY(web::operation_of(request, context));
    const bool sends_files = std::string_view(action.key) == photo.key;
    if (const auto wait = site.manners().too_much(sends_files ? Manners::Sent::photo : Manners::Sent::words, request, context,
                                                  std::max(1.0, static_cast<double>(request.uploads.size()))))
        return told_to_wait(again({wait_problem(site, context, *wait)}, 429), *wait);
    const auto bans = TRY(abuse::Bans::of(context));
    std::optional<abuse::Ban> ban;
    const auto done = context.tenant.db.write_once(
        for_resident(context, own.followed.request.person), operation, [&](db::Tx& tx) -> Result<std::string> {
            people::Contact sender;
            if (action.brings_in) TRY(bans.require_none(tx, sender_of(tx, own, request, sender), ban));
            TRY(verb(tx, own));
            return std::string("done");
        });
    if (!done && ban) return refused_sender(site, request, context, *ban);
    if (done)
        return web::see_other(own.followed.address() + "?done=" + (action.address + 1)).with(own.following.with(own.reference.text()));
    const auto& refusal = done.error();
    if (refusal.kind == Kind::invalid && !refusal.fields.empty()) {
        auto problems = refusal.fields;
        for (auto& problem : problems)
            if (problem.field == "text" || problem.field == "note") problem.field = action.field;
        return again(problems, 422);
    }
    if (refusal.kind == Kind::conflict) return again({{"", context.say(refusal.key)}}, 409);
    return std::unexpected(refusal);
}

Result<web::Response> carry_out(const Site& site, web::Request& request, web::Context& context, const Action& action, const Verb& verb) {
    const auto tried = TRY(try_own(site, request, context));
    return carry_out(site, request, context, action, tried, verb);
}

std::string_view typed_words(const web::Request& request) { return request.form.text("words"); }

}  // namespace

Result<web::Response> ask_word(const Site& site, web::Request& request, web::Context& context) { return show(site, request, context, word); }
Result<web::Response> ask_photo(const Site& site, web::Request& request, web::Context& context) { return show(site, request, context, photo); }
Result<web::Response> ask_withdrawal(const Site& site, web::Request& request, web::Context& context) {
    return show(site, request, context, withdrawal);
}
Result<web::Response> ask_objection(const Site& site, web::Request& request, web::Context& context) {
    return show(site, request, context, objection);
}
Result<web::Response> ask_confirmation(const Site& site, web::Request& request, web::Context& context) {
    return show(site, request, context, confirmation);
}

Result<web::Response> ask_visit(const Site& site, web::Request& request, web::Context& context) { return show(site, request, context, visit); }
Result<web::Response> ask_no_visit(const Site& site, web::Request& request, web::Context& context) { return show(site, request, context, no_visit); }

Result<web::Response> set_visit(const Site& site, web::Request& request, web::Context& context) {
    return carry_out(site, request, context, visit, [&](db::Tx& tx, const Own& own) -> Result<void> {
        const auto starts = base::parse_iso(request.form.text(visit_field));
        if (!starts) return refuse_fields("forms.problems", {{visit_field, context.say("website.visit_missing")}});
        TRY(cases::set_visit(tx, own.reference, *starts));
        return {};
    });
}

Result<web::Response> cancel_visit(const Site& site, web::Request& request, web::Context& context) {
    return carry_out(site, request, context, no_visit, [&](db::Tx& tx, const Own& own) -> Result<void> {
        TRY(cases::cancel_visit(tx, own.reference));
        return {};
    });
}

Result<web::Response> add_word(const Site& site, web::Request& request, web::Context& context) {
    return carry_out(site, request, context, word, [&](db::Tx& tx, const Own& own) -> Result<void> {
        return cases::add_word(tx, own.reference, typed_words(request));
    });
}

Result<web::Response> withdraw(const Site& site, web::Request& request, web::Context& context) {
    return carry_out(site, request, context, withdrawal, [&](db::Tx& tx, const Own& own) -> Result<void> {
        TRY(cases::withdraw(tx, own.reference, typed_words(request)));
        return {};
    });
}

Result<web::Response> object(const Site& site, web::Request& request, web::Context& context) {
    return carry_out(site, request, context, objection, [&](db::Tx& tx, const Own& own) -> Result<void> {
        TRY(cases::object(tx, own.reference, typed_words(request)));
        return {};
    });
}

Result<web::Response> confirm_fixed(const Site& site, web::Request& request, web::Context& context) {
    return carry_out(site, request, context, confirmation, [&](db::Tx& tx, const Own& own) -> Result<void> {
        TRY(cases::confirm_fixed(tx, own.reference));
        return {};
    });
}

Result<web::Response> add_photos(const Site& site, web::Request& request, web::Context& context) {
    std::vector<std::pair<files::Blob, std::string>> taken;
    std::optional<Refusal> not_taken;
    const auto take = [&](web::Upload& upload, files::Delivery& delivery) -> Result<void> {
        auto intake = TRY(delivery.begin(upload.name, upload.claimed_type));
        TRY(intake.write_file(upload.file.path()));
        const bool pdf = upload.claimed_type == "application/pdf";
        auto blob = pdf ? intake.finish() : intake.finish_as_picture();
        if (!blob) return std::unexpected(std::move(blob).error());
        taken.emplace_back(*std::move(blob), intake.name());
        return {};
    };
    const auto tried = TRY(try_own(site, request, context));
    if (tried.own.shown && !context.form_expired && context.tenant.files) {
        auto* const store = TRY(context.tenant.files());
        files::Delivery delivery(*store);
        for (auto& upload : request.uploads)
            if (const auto one = take(upload, delivery); !one && !not_taken) not_taken = one.error();
    }
    return carry_out(site, request, context, photo, tried, [&](db::Tx& tx, const Own& own) -> Result<void> {
        if (not_taken) return refuse_fields("forms.problems", {{"photo", context.say(not_taken->key)}});
        if (taken.empty()) return refuse_fields("forms.problems", {{"photo", context.say("website.photo_missing")}});
        for (const auto& [blob, name] : taken) TRY(cases::add_photo(tx, own.reference, blob, name));
        return {};
    });
}

Result<web::Response> show_photo(const Site&, web::Request& request, web::Context& context) {
    const auto own = TRY(find_own(request, context, false));
    if (!own.shown || !context.tenant.files) return web::see_other(own.followed.address());
    const auto number = parse_id<Id<files::FileTag>>(request.param("number"));
    if (!number || number->value > 1'000'000) return refuse(Kind::not_found, "files.not_found");
    const auto file = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) {
        return files::find_file(tx, cases::files_subject(own.followed.request.id), static_cast<int>(number->value));
    }));
    return file_answer(context, file);
}

}  // namespace website
