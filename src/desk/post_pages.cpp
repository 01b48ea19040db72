// The post room: letters to be printed, the batches in which they left, and what came back.

#include "desk/parts.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "notifications/post.h"
#include "notifications/text_account.h"

namespace desk {
namespace {

namespace govuk = html::govuk;
using notifications::LetterState;

struct Post {
    std::vector<notifications::PaperLetter> ready, returned;
    std::vector<notifications::Batch> batches;
    std::map<std::string, std::string> names;  // of actors
    bool has_notify = false;
};

Result<Post> read_post(db::Tx& tx, const access::Actor& who) {
    auto ready = TRY(notifications::ready_letters(tx, who));
    auto returned = TRY(notifications::returned_letters(tx, who));
    auto batches = TRY(notifications::newest_batches(tx, who));
    Post post{std::move(ready), std::move(returned), std::move(batches), {}, notifications::has_text_account(tx)};
    for (const auto& batch : post.batches) post.names.try_emplace(batch.made_by, access::name_of_actor(tx, batch.made_by));
    for (const auto& letter : post.returned) post.names.try_emplace(letter.changed_by, access::name_of_actor(tx, letter.changed_by));
    return post;
}

std::string letter_address(notifications::MessageId id) { return "/staff/post/letters/" + to_string(id); }

/// "Ann Example, 1 High Street, Testford, TS1 1AA"
std::string in_one_line(const std::string& lines) {
    std::string out;
    for (const char c : lines) out += c == '\n' ? std::string(", ") : std::string(1, c);
    return out;
}

/// Its number, to be ticked.
html::Html box_of(const web::Context& context, notifications::MessageId letter) {
    const auto id = to_string(letter);
    html::Html out = "<div class=\"govuk-checkboxes govuk-checkboxes--small\"><div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" type=\"checkbox\" name=\"letter\" checked"_html;
    out.attribute("value", id).attribute("id", "letter-" + id) << "><label class=\"govuk-label govuk-checkboxes__label\""_html;
    out.attribute("for", "letter-" + id) << "><span class=\"govuk-visually-hidden\">"_html << context.say("desk.post_take") << " </span>"_html << id << "</label></div></div>"_html;
    return out;
}

html::Html link_to(const std::string& address, const std::string& words) {
    html::Html link = "<a class=\"govuk-link\""_html;
    link.url("href", address) << ">"_html << words << "</a>"_html;
    return link;
}

void put_ready(html::Html& out, const web::Context& context, const Post& post) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.post_ready") << "</h2>"_html;
    if (post.ready.empty()) {
        out << html::empty_state({.text = context.say("desk.post_none")});
        return;
    }
    govuk::Table table{.head = {{.text = context.say("desk.post_number")}, {.text = context.say("desk.post_to")}, {.text = context.say("desk.post_pages")}, {.text = context.say("desk.post_form")},
                                {.text = context.say("desk.post_made")}},
                       .caption = context.say("desk.post_ready"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& letter : post.ready)
        table.rows.push_back({{.html = box_of(context, letter.message)},
                              {.html = link_to(letter_address(letter.message), in_one_line(letter.address))},
                              {.text = std::to_string(letter.pages)},
                              {.text = context.say(letter.large_print ? "desk.post_large" : "desk.post_usual")},
                              {.text = website::shown_time(context, letter.made_at)}});
    out << "<form method=\"post\" action=\"/staff/post/batches\">"_html << website::seal_fields(context) << html::wide_table(table) << "<div class=\"govuk-button-group\">"_html;
    govuk::button(out, {.text = context.say("desk.post_hand_over"), .name = "how", .value = "handed_over", .prevent_double_click = true});
    if (post.has_notify) govuk::button(out, {.text = context.say("desk.post_notify"), .name = "how", .value = "notify", .prevent_double_click = true, .classes = "govuk-button--secondary"});
    govuk::button(out, {.text = context.say("desk.post_print"), .name = "how", .value = "printed", .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</div></form>"_html;
}

void put_batches(html::Html& out, const web::Context& context, const Post& post) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.post_batches") << "</h2>"_html;
    if (post.batches.empty()) {
        out << html::empty_state({.text = context.say("desk.post_no_batches")});
        return;
    }
    govuk::Table table{.head = {{.text = context.say("desk.post_batch")}, {.text = context.say("desk.post_how")}, {.text = context.say("desk.post_letters")}, {.text = context.say("desk.post_by")}},
                       .caption = context.say("desk.post_batches"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& batch : post.batches) {
        const auto time = website::shown_time(context, batch.made_at);
        auto file = batch.through_notify ? html::Html() << context.say("desk.post_no_file", {{"time", time}}) : link_to("/staff/post/batches/" + to_string(batch.id), context.say("desk.post_download", {{"time", time}}));
        table.rows.push_back({{.html = std::move(file)},
                              {.text = batch.through_notify ? context.say("desk.post_through_notify") : context.say("notifications.letter_" + std::string(notifications::to_string(batch.how)))},
                              {.text = std::to_string(batch.letters)},
                              {.text = post.names.at(batch.made_by)}});
    }
    out << html::wide_table(table);
}

void put_returned(html::Html& out, const web::Request& request, const web::Context& context, const Post& post, std::span<const Problem> problems) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.post_returned") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.post_returned_why")
        << "</p><form method=\"post\" action=\"/staff/post/returns\" novalidate>"_html << website::seal_fields(context);
    govuk::input(out, {.id = "number",
                       .name = "number",
                       .value = std::string(request.form.text("number")),
                       .label = {.text = context.say("desk.post_return_number"), .classes = "govuk-label--s"},
                       .hint = {.text = context.say("desk.post_return_hint")},
                       .error_message = html::problem_at(problems, "number"),
                       .classes = "govuk-input--width-20",
                       .autocomplete = "off",
                       .spellcheck = false});
    govuk::button(out, {.text = context.say("desk.post_return_button"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form>"_html;
    if (post.returned.empty()) return;
    govuk::Table table{.head = {{.text = context.say("desk.post_number")}, {.text = context.say("desk.post_to")}, {.text = context.say("desk.post_came_back")}, {.text = context.say("desk.post_by")}},
                       .caption = context.say("desk.post_returned_list"),
                       .caption_classes = "govuk-table__caption--s",
                       .name_cells = true};
    for (const auto& letter : post.returned)
        table.rows.push_back({{.text = to_string(letter.message)}, {.text = in_one_line(letter.address)}, {.text = website::shown_time(context, letter.changed_at)}, {.text = post.names.at(letter.changed_by)}});
    out << html::wide_table(table);
}

Result<web::Response> post_page(const Site& site, const web::Request& request, const web::Context& context, std::span<const Problem> problems, int status) {
    const auto post = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_post(tx, actor_of(context)); }));
    html::Page page{.title = context.say("desk.post"), .has_errors = !problems.empty()};
    auto& out = page.main;
    out << html::problem_summary(problems, context.language) << heading(page.title);
    const auto done = request.query.text("done");
    if (done == "batch" || done == "returned") out << govuk::notification_banner({.text = context.say("desk.post_done_" + std::string(done)), .type = "success"});
    static constexpr const char* keys[] = {"search", "call", "help"};
    put_help(out, context, "post", keys);
    if (actor_of(context).may(access::Permission::change_settings)) out << "<p class=\"govuk-body\">"_html << link_to("/staff/admin/texts", context.say("desk.texts")) << "</p>"_html;
    put_ready(out, context, post);
    put_batches(out, context, post);
    put_returned(out, request, context, post, problems);
    return site.staff_page(request, context, std::move(page), status);
}

web::Response a_file(std::string bytes, const char* type, const std::string& disposition) {
    return web::bytes(std::move(bytes), type).with("Cache-Control", "no-store").with("Content-Disposition", disposition);
}

/// What was typed, or what a scanner read from the code on the letter.
std::optional<notifications::MessageId> letter_meant(std::string_view typed) {
    std::string digits;
    for (const char c : typed.substr(0, 60))
        if (c >= '0' && c <= '9') digits += c;
    return parse_id<notifications::MessageId>(digits);
}

}  // namespace

Result<web::Response> show_post(const Site& site, web::Request& request, web::Context& context) { return post_page(site, request, context, {}, 200); }

Result<web::Response> show_letter(const Site&, web::Request& request, web::Context& context) {
    const auto id = parse_id<notifications::MessageId>(request.param("letter"));
    if (!id) return refuse(Kind::not_found, "notifications.no_such_letter");
    auto pdf = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return notifications::open_letter(tx, actor_of(context), *id); }));
    return a_file(std::move(pdf), "application/pdf", "inline; filename=\"letter-" + to_string(*id) + ".pdf\"");
}

Result<web::Response> make_batch(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    std::vector<notifications::MessageId> letters;
    for (const auto chosen : request.form.all("letter"))
        if (const auto id = parse_id<notifications::MessageId>(chosen)) letters.push_back(*id);
    const bool through_notify = request.form.text("how") == "notify";
    const auto how = request.form.text("how") == "printed" ? LetterState::printed : LetterState::handed_over;
    const auto made = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        const auto batch = TRY(through_notify ? notifications::send_through_notify(tx, actor_of(context), letters) : notifications::make_batch(tx, actor_of(context), how, letters));
        return to_string(batch);
    });
    if (made) return web::see_other("/staff/post?done=batch");
    if (made.error().kind != Kind::conflict) return std::unexpected(made.error());
    return post_page(site, request, context, std::vector<Problem>{{"", context.say(letters.empty() ? "desk.post_choose" : made.error().key)}}, 409);
}

Result<web::Response> send_batch(const Site&, web::Request& request, web::Context& context) {
    const auto id = parse_id<notifications::BatchId>(request.param("batch"));
    if (!id) return refuse(Kind::not_found, "notifications.no_such_batch");
    auto packed = TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return notifications::give_out(tx, actor_of(context), *id); }));
    return a_file(std::move(packed), "application/zip", "attachment; filename=\"letters-" + to_string(*id) + ".zip\"");
}

Result<web::Response> note_return(const Site& site, web::Request& request, web::Context& context) {
    const auto operation = TRY(web::operation_of(request, context));
    const auto id = letter_meant(request.form.text("number"));
    const auto noted = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(access::confirm(tx, actor_of(context)));
        TRY(notifications::note_return(tx, actor_of(context), id.value_or(notifications::MessageId{})));
        return std::string("noted");
    });
    if (noted) return web::see_other("/staff/post?done=returned");
    const auto kind = noted.error().kind;
    if (kind != Kind::conflict && kind != Kind::not_found) return std::unexpected(noted.error());
    return post_page(site, request, context, std::vector<Problem>{{"number", context.say(noted.error().key)}}, kind == Kind::conflict ? 409 : 422);
}

}  // namespace desk
