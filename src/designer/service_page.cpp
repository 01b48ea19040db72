// One service: where it stands, what is wrong with it, and its parts, each with the way to change it.

#include "designer/pages.h"

#include "base/text.h"
#include "designer/differences.h"
#include "designer/step_list.h"
#include "dmn/edit.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "places/times.h"

#include <charconv>
#include <fmt/format.h>

namespace designer {
namespace {

namespace govuk = html::govuk;
namespace json = boost::json;

struct ServiceShown {
    Workshop shop;
    std::string tried_out, begun_by;
    std::vector<std::string> changed;  // against the live version
};

Result<ServiceShown> read_service(db::Tx& tx, const Parts& parts, const web::Request& request, const web::Context& context) {
    auto shop = TRY(open_workshop(tx, parts, request, true));
    ServiceShown shown{.shop = std::move(shop), .tried_out = {}, .begun_by = {}, .changed = {}};
    const auto& state = shown.shop.state;
    if (state.pilot != 0) shown.tried_out = audience_in_words(tx, context, state.audience);
    if (state.draft) shown.begun_by = access::name_of_actor(tx, state.draft->changed_by);
    if (state.draft && state.live != 0) {
        const auto live = TRY(catalogue::texts_of(tx, state.code, state.live));
        shown.changed = differences(live, shown.shop.files);
    }
    return shown;
}

/// A button that changes something at once.
void put_act(html::Html& out, const web::Context& context, const std::string& address, const char* words, const char* classes = "govuk-button--secondary") {
    open_form(out, context, address);
    govuk::button(out, {.text = context.say(words), .prevent_double_click = true, .classes = classes});
    out << "</form>"_html;
}

void put_where_it_stands(html::Html& out, const web::Context& context, const ServiceShown& shown) {
    const auto& state = shown.shop.state;
    const auto& who = access::actor_of(context);
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.stands") << "</h2><p class=\"govuk-body\">"_html << govuk::tag(stage_tag(context, state)) << " "_html;
    if (state.live != 0) out << context.say("designer.live_version", {{"version", std::to_string(state.live)}});
    out << "</p>"_html;
    if (state.pilot != 0)
        out << "<p class=\"govuk-body\">"_html << context.say("designer.pilot_version", {{"version", std::to_string(state.pilot)}, {"where", shown.tried_out}}) << "</p>"_html;
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", shown.shop.address("/history")) << ">"_html << context.say("designer.history_link") << "</a></p>"_html;
    if (who.may(access::Permission::publish_service) && state.newest != 0) {
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        out.url("href", shown.shop.address("/history#stage")) << ">"_html << context.say("designer.stage_link") << "</a></p>"_html;
    }
    if (state.newest != 0) {
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        out.url("href", shown.shop.address("/export")) << ">"_html << context.say("designer.export") << "</a></p>"_html;
    }
    out << "</section>"_html;
}

void put_draft(html::Html& out, const web::Context& context, const ServiceShown& shown) {
    const auto& shop = shown.shop;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.draft") << "</h2>"_html;
    if (shop.edition == 0) {
        out << "<p class=\"govuk-body\">"_html << context.say("designer.no_draft") << "</p>"_html;
        put_act(out, context, shop.address("/draft"), "designer.begin", "");
        out << "</section>"_html;
        return;
    }
    out << "<p class=\"govuk-body\">"_html
        << context.say("designer.draft_saved", {{"who", shown.begun_by}, {"time", website::shown_time(context, shop.state.draft->changed_at)}}) << "</p>"_html;
    out << "<div class=\"govuk-button-group\">"_html;
    govuk::button(out, {.text = context.say("designer.try"), .href = shop.address("/trial"), .classes = "govuk-button--secondary"});
    if (access::actor_of(context).may(access::Permission::publish_service)) govuk::button(out, {.text = context.say("designer.publish"), .href = shop.address("/publication")});
    out << "</div>"_html;
    html::Html form;
    open_form(form, context, shop.address("/draft/discard"));
    form << "<input type=\"hidden\" name=\"edition\""_html;
    form.attribute("value", std::to_string(shop.edition)) << "><p class=\"govuk-body\">"_html << context.say("designer.discard_text") << "</p>"_html;
    govuk::button(form, {.text = context.say("designer.discard"), .prevent_double_click = true, .classes = "govuk-button--warning"});
    form << "</form>"_html;
    out << govuk::details({.summary_text = context.say("designer.discard"), .html = std::move(form)}) << "</section>"_html;
}

void put_brought(html::Html& out, const web::Context& context, const Workshop& shop) {
    if (!shop.state.brought) return;
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.brought") << "</h2><p class=\"govuk-body\">"_html << context.say("designer.brought_text") << "</p>"_html;
    if (shop.edition == 0) put_act(out, context, shop.address("/brought/draft"), "designer.brought_take");
    put_act(out, context, shop.address("/brought/dismissal"), "designer.brought_dismiss");
    out << "</section>"_html;
}

void put_review(html::Html& out, const web::Context& context, const Workshop& shop) {
    if (shop.state.newest == 0) return;
    const auto today = places::zone_of(context.tenant.time_zone).day(context.now);
    out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("designer.review") << "</h2><p class=\"govuk-body\">"_html
        << (shop.state.review_on ? context.say(shop.state.needs_review(today) ? "designer.review_was" : "designer.review_on", {{"day", places::shown_day(*shop.state.review_on)}}) : context.say("designer.review_none"))
        << "</p>"_html;
    open_form(out, context, shop.address("/review"));
    govuk::input(out, {.id = "review", .name = "review", .type = "date", .value = shop.state.review_on ? base::to_iso(*shop.state.review_on) : std::string(),
                       .label = {.text = context.say("designer.review_day")}, .classes = "govuk-input--width-10"});
    govuk::button(out, {.text = context.say("designer.review_set"), .prevent_double_click = true, .classes = "govuk-button--secondary"});
    out << "</form></section>"_html;
}

void put_questions_part(html::Html& out, const web::Context& context, const Workshop& shop, const Document& document) {
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.questions") << "</h2>"_html;
    put_question_list(out, context, document.list("questions"), shop.address("/questions"));
}

/// What there is of these, one after another; "None" where there is nothing.
std::string joined(std::initializer_list<std::string> texts, const web::Context& context) {
    std::string all;
    for (const auto& text : texts)
        if (!text.empty()) all += (all.empty() ? "" : "; ") + text;
    return all.empty() ? context.say("designer.no_letter") : all;
}

/// One member of each, "; " between them.
std::string each_in(const json::array& items, std::string_view member) {
    std::string all;
    for (const auto& item : items) all += (all.empty() ? "" : "; ") + text_in(item, member);
    return all;
}

void put_part_rows(html::Html& out, const web::Context& context, const Workshop& shop, const Document& document) {
    govuk::SummaryList list;
    const auto row = [&](const char* name, const std::string& value, const std::string& rest) {
        const auto key = context.say(std::string("designer.part_") + name);
        list.rows.push_back({.key = {.text = key}, .value = {.text = value}, .actions = {.items = {{.href = shop.address(rest), .text = context.say("designer.change"), .visually_hidden_text = key}}}});
    };
    row("about", document.value("name") + ". " + document.value("summary"), "/parts/about");
    row("place", document.value("location.label").empty() ? context.say("designer.no_place") : document.value("location.label"), "/parts/place");
    row("promise", document.value("promise.text"), "/parts/promise");
    row("outcomes", each_in(document.list("outcomes"), "label"), "/outcomes");
    row("pauses", joined({each_in(document.list("levels.pauses"), "label")}, context), "/pauses");
    row("escalation", joined({each_in(document.list("levels.escalate"), "to")}, context), "/escalation");
    std::string letters;
    for (const auto* when : {"notify.acknowledged", "notify.progress", "notify.closed", "notify.fixed"})
        if (const auto letter = document.value(when); !letter.empty()) letters += (letters.empty() ? "" : ", ") + letter;
    row("letters", letters.empty() ? context.say("designer.no_letter") : letters, "/parts/letters");
    row("script", document.value("script.greeting"), "/parts/script");
    row("visit", joined({document.value("booking.label"), document.value("photos.most").empty() ? "" : context.say("designer.photos_number", {{"number", document.value("photos.most")}})}, context), "/parts/visit");
    row("fee", joined({document.value("fee.label")}, context), "/parts/fee");
    row("record", joined({document.value("lawful_basis.law"), document.value("retention.years").empty() ? "" : context.say("designer.kept_years", {{"number", document.value("retention.years")}})}, context), "/parts/record");
    row("article", context.say("designer.article_length", {{"number", std::to_string(base::count_characters(shop.text(catalogue::article_file)))}}), "/article");
    const auto steps = steps_of(shop.text(catalogue::process_file));
    row("steps", steps.empty() ? context.say("designer.no_steps") : context.say("designer.steps_number", {{"number", std::to_string(steps.size())}}), "/steps");
    const auto* forms = document.root().if_contains("forms");
    std::string form_codes;
    if (forms != nullptr && forms->is_object())
        for (const auto& [code, questions] : forms->as_object()) form_codes += (form_codes.empty() ? "" : ", ") + std::string(code);
    row("forms", form_codes.empty() ? context.say("designer.forms_none") : form_codes, "/forms");
    std::size_t tables = 0;
    for (const auto& [name, text] : shop.files)
        if (name.ends_with(".dmn")) tables += dmn::tables_in(text).value_or(std::vector<dmn::WrittenTable>{}).size();
    row("decisions", tables == 0 ? context.say("designer.tables_none") : context.say("designer.tables_count", {{"number", std::to_string(tables)}}), "/decisions");
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.parts") << "</h2>"_html << govuk::summary_list(list);
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("designer.examples") << "</h2><p class=\"govuk-body\">"_html << context.say("designer.examples_text") << "</p><ul class=\"govuk-list\">"_html;
    for (std::size_t i = 0; i < document.list("examples").size(); ++i) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", shop.address(fmt::format("/examples/{}", i))) << ">"_html << text_in(document.list("examples")[i], "says") << "</a></li>"_html;
    }
    out << "</ul>"_html;
    govuk::button(out, {.text = context.say("designer.example_add"), .href = shop.address("/examples/new"), .classes = "govuk-button--secondary"});
}

/// The page on which that can be put right.
std::string where_to_mend(const Document& document, const catalogue::Fault& fault) {
    if (fault.file == catalogue::article_file) return "/article";
    if (fault.file == catalogue::process_file) return "/steps";
    if (fault.file.ends_with(".dmn")) return "/decisions";
    const auto& questions = document.list("questions");
    constexpr std::string_view below_questions = "questions.";  // "questions.size.label"
    const auto rest = std::string_view(fault.element).substr(fault.element.starts_with(below_questions) ? below_questions.size() : 0);
    const auto code = std::string(rest.substr(0, rest.find('.')));
    if (place_of(questions, code) < questions.size()) return "/questions/" + code;
    constexpr std::pair<std::string_view, std::string_view> pages[] = {{"notify", "/parts/letters"}, {"examples", "/examples/new"},  {"outcomes", "/outcomes"},
                                                                        {"location", "/parts/place"}, {"promise", "/parts/promise"}, {"levels", "/parts/promise"},
                                                                        {"script", "/parts/script"}, {"booking", "/parts/visit"}, {"photos", "/parts/visit"}, {"fee", "/parts/fee"},
                                                                        {"retention", "/parts/record"}, {"lawful_basis", "/parts/record"}, {"duplicates", "/parts/record"}, {"publish", "/parts/record"},
                                                                        {"forms", "/forms"}};
    for (const auto& [element, page] : pages)
        if (fault.element.starts_with(element)) return std::string(page);
    return "/parts/about";
}

html::Html list_of(const Workshop& shop, const catalogue::Faults& faults) {
    html::Html out = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    const auto document = Document::read(shop.text(catalogue::document_file)).value_or(Document{});
    for (const auto& fault : faults) {
        out << "<li><a class=\"govuk-link\""_html;
        out.url("href", shop.address(where_to_mend(document, fault))) << ">"_html << fault.element << "</a>: "_html << fault.text << "</li>"_html;
    }
    out << "</ul>"_html;
    return out;
}

/// What is worth knowing, and keeps nothing from being published.
void put_advice(html::Html& out, const web::Context& context, const Workshop& shop) {
    const auto number = shop.advice.size();
    if (number != 0) out << govuk::details({.summary_text = context.say(number == 1 ? "designer.one_advice" : "designer.advice", {{"number", std::to_string(number)}}), .html = list_of(shop, shop.advice)});
}

}  // namespace

void put_faults(html::Html& out, const web::Context& context, const Workshop& shop) {
    if (shop.faults.empty())
        out << govuk::inset_text({.text = context.say("designer.no_faults")});
    else
        out << "<section class=\"gh-panel gh-panel--alert\" id=\"faults\"><h2 class=\"govuk-heading-s\">"_html
            << context.say(shop.faults.size() == 1 ? "designer.one_fault" : "designer.faults", {{"number", std::to_string(shop.faults.size())}}) << "</h2>"_html << list_of(shop, shop.faults) << "</section>"_html;
    put_advice(out, context, shop);
}

Result<web::Response> show_service(const Parts& parts, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return read_service(tx, parts, request, context); }));
    const auto& shop = shown.shop;
    const auto document = Document::read(shop.text(catalogue::document_file)).value_or(Document{});
    const bool designs = access::actor_of(context).may(access::Permission::design_service);
    html::Page page{.title = shop.state.name};
    page.before_main = govuk::back_link({.text = context.say("designer.services"), .href = "/staff/services"});
    auto& out = page.main;
    out.reserve(32 * 1024);
    put_heading(out, shop.state.name, context.say("designer.services"));
    out << "<div class=\"gh-split\"><div>"_html;
    if (shop.edition != 0) put_faults(out, context, shop);
    if (!shown.changed.empty()) {
        html::Html list = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const auto& line : shown.changed) list << "<li>"_html << line << "</li>"_html;
        list << "</ul>"_html;
        out << govuk::details({.summary_text = context.say("designer.changed_so_far", {{"number", std::to_string(shown.changed.size())}}), .html = std::move(list)});
    }
    put_questions_part(out, context, shop, document);
    put_part_rows(out, context, shop, document);
    out << "</div><div class=\"gh-split__side\">"_html;
    if (designs) put_draft(out, context, shown);
    put_where_it_stands(out, context, shown);
    if (designs) put_brought(out, context, shop);
    if (designs) put_review(out, context, shop);
    out << "</div></div>"_html;
    return parts.site.staff_page(request, context, std::move(page));
}

namespace {

/// An act without a page of its own: what was refused is told by the house.
Result<web::Response> act(const web::Request& request, const web::Context& context, const std::function<Result<void>(db::Tx&)>& verb) {
    return write_once(request, context, verb, "/staff/services/" + std::string(request.param("code")),
                      [](std::span<const Problem> problems, int status) -> Result<web::Response> {
                          return refuse(status == 409 ? Kind::conflict : Kind::invalid, problems.empty() ? "web.broken" : problems.front().message);
                      });
}

}  // namespace

Result<web::Response> begin_service_draft(const Parts&, web::Request& request, web::Context& context) {
    return act(request, context, [&](db::Tx& tx) -> Result<void> {
        TRY(catalogue::begin_draft(tx, access::actor_of(context), request.param("code")));
        return {};
    });
}

Result<web::Response> discard_service_draft(const Parts&, web::Request& request, web::Context& context) {
    std::int64_t edition = 0;
    const auto typed = request.form.text("edition");
    std::from_chars(typed.data(), typed.data() + typed.size(), edition);
    const auto operation = TRY(web::operation_of(request, context));
    TRY(context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        TRY(catalogue::discard_draft(tx, access::actor_of(context), request.param("code"), edition));
        return std::string("gone");
    }));
    return web::see_other("/staff/services");
}

Result<web::Response> set_service_review(const Parts&, web::Request& request, web::Context& context) {
    const auto typed = base::trim(request.form.text("review"));
    const auto day = base::parse_iso_day(typed);
    return act(request, context, [&](db::Tx& tx) -> Result<void> {
        if (!typed.empty() && !day) return refuse_fields("designer.review_wrong", {{"review", "designer.review_wrong"}});
        return catalogue::set_review(tx, access::actor_of(context), request.param("code"), day);
    });
}

Result<web::Response> dismiss_brought_text(const Parts&, web::Request& request, web::Context& context) {
    return act(request, context, [&](db::Tx& tx) { return catalogue::dismiss_brought(tx, access::actor_of(context), request.param("code")); });
}

Result<web::Response> take_brought_text(const Parts&, web::Request& request, web::Context& context) {
    return act(request, context, [&](db::Tx& tx) -> Result<void> {
        const auto& who = access::actor_of(context);
        const auto brought = catalogue::brought_for(tx, request.param("code"));
        if (!brought) return refuse(Kind::not_found, "catalogue.no_such_draft");
        const auto draft = TRY(catalogue::begin_draft(tx, who, request.param("code")));
        auto edition = draft.edition;
        for (const auto& [file, text] : *brought) edition = TRY(catalogue::change_draft(tx, who, draft.code, file, text, edition));
        return catalogue::dismiss_brought(tx, who, draft.code);
    });
}

}  // namespace designer
