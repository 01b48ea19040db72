// The middle of the call screen: what they need, and the questions of the service in the agent's words.

#include "desk/call_page.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/patterns.h"
#include "html/problems.h"
#include "knowledge/helped.h"
#include "website/notice_view.h"

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

/// What is said of a request that is another body's.
std::string passed_said(const web::Context& context, const cases::Passed& passed) {
    auto said = context.say("desk.call_passed", {{"body", passed.body}});
    if (!passed.phone.empty()) said += ' ' + context.say("desk.call_passed_phone", {{"phone", passed.phone}});
    return said;
}

/// What it costs, and how it is paid: by the link that they are sent, or at the address that is read out. Cards are not taken on the telephone.
void put_price(html::Html& out, const web::Context& context, const Logged& logged) {
    if (!logged.paying) return;
    const auto& fee = logged.paying->fee;
    const auto say = [&](const std::string& words) { out << "<p class=\"gh-logged__say\">"_html << words << "</p>"_html; };
    say(context.say("desk.call_costs", {{"price", fees::shown(fee)}}));
    if (fee.state != fees::State::due) return;
    say(logged.paying->can_pay_online ? context.say("desk.fee_read_out", {{"address", context.tenant.base_url + logged.track}}) : context.say("desk.fee_no_account"));
}

void put_logged(html::Html& out, const web::Context& context, const CallShown& shown) {
    if (shown.logged.empty()) return;
    out << "<ul class=\"gh-logged\" aria-label=\""_html;
    out.value(context.say("desk.call_logged_list"));
    out << "\">"_html;
    for (const auto& logged : shown.logged) {
        out << "<li><p class=\"gh-logged__title\"><a class=\"govuk-link\""_html;
        out.url("href", "/staff/cases/" + to_string(logged.case_id)) << ">"_html << logged.service
            << "</a></p><p class=\"gh-logged__say\">"_html << context.say("desk.call_read_reference")
            << " <strong class=\"gh-reference\">"_html << logged.reference << "</strong></p><p class=\"gh-logged__say\">"_html
            << context.say("desk.call_say", {{"words", logged.passed ? passed_said(context, *logged.passed) : logged.promise}}) << "</p>"_html;
        put_price(out, context, logged);
        out << "</li>"_html;
    }
    out << "</ul>"_html;
}

void put_finder(html::Html& out, const web::Context& context, const CallShown& shown) {
    out << "<form method=\"get\" role=\"search\" class=\"gh-lookup\" data-module=\"gh-lookup\" data-replaces=\"found-services\" data-first=\"true\" data-above=\"told\""_html;
    out.url("action", call_address(shown.call.id)) << "><label class=\"govuk-label govuk-label--s\" for=\"said\">"_html
        << context.say(shown.logged.empty() ? "desk.call_said" : "desk.call_said_more")
        << "</label><div class=\"govuk-hint\" id=\"said-hint\">"_html << context.say("desk.call_said_hint")
        << "</div><div class=\"gh-lookup__line\"><input class=\"govuk-input\" id=\"said\" name=\"said\" type=\"search\" autocomplete=\"off\" "
           "aria-describedby=\"said-hint\""_html;
    out.attribute_if("value", shown.said).flag("autofocus", !shown.logged.empty() || !shown.person.empty());
    out << ">"_html;
    govuk::button(out, {.text = context.say("desk.call_find_service"), .classes = "govuk-button--secondary"});
    out << "</div></form><div id=\"found-services\""_html;
    out.attribute("data-said", found_said(context, shown.services.size() + shown.articles.size())) << ">"_html;
    if (shown.services.empty()) out << "<p class=\"govuk-body\">"_html << context.say("desk.call_no_service") << "</p>"_html;
    if (!shown.services.empty() || !shown.articles.empty()) {
        const auto put_pick = [&](const std::string& rest, const std::string& name, const std::string& fact) {
            out << "<li><a class=\"gh-pick\" data-replaces=\"errand beside\""_html;
            out.url("href", call_address(shown.call.id, rest)) << "><span class=\"gh-pick__name\">"_html << name
                << "</span><span class=\"gh-pick__fact\">"_html << fact << "</span></a></li>"_html;
        };
        out << "<ul class=\"gh-picks\" data-picks>"_html;
        for (const auto& service : shown.services) put_pick("?service=" + service->code, service->name, service->summary);
        for (const auto& article : shown.articles)
            put_pick("?article=" + article.slug, article.title, context.say("desk.call_article_pick"));
        out << "</ul>"_html;
    }
    out << "</div>"_html;
}

/// They began a form on the website, and ring to go on with it.
void put_saved(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    const bool refused = shown.problem_form == "saved-form";
    html::Html form;
    form << "<form method=\"post\" novalidate"_html;
    form.url("action", call_address(shown.call.id, "/saved-form")) << ">"_html << website::seal_fields(context);
    govuk::input(form, {.id = "saved-code",
                        .name = "code",
                        .value = refused ? std::string(request.form.text("code")) : std::string(),
                        .label = {.text = context.say("desk.call_saved_code")},
                        .error_message = refused ? html::problem_at(shown.problems, "saved-code") : govuk::ErrorMessage{},
                        .classes = "govuk-input--width-20 gh-reference",
                        .autocomplete = "off",
                        .spellcheck = false,
                        .autocapitalize = "characters"});
    govuk::input(form, {.id = "saved-contact",
                        .name = "contact",
                        .value = refused ? std::string(request.form.text("contact")) : std::string(),
                        .label = {.text = context.say("desk.call_saved_contact")},
                        .hint = {.text = context.say("desk.call_saved_contact_hint")},
                        .autocomplete = "off"});
    govuk::button(form, {.text = context.say("desk.call_saved_go_on"), .classes = "govuk-button--secondary"});
    form << "</form>"_html;
    govuk::details(out, {.summary_text = context.say("desk.call_saved"), .html = std::move(form), .open = refused, .classes = "gh-help"});
}

/// Ending a call in which nothing was asked for, or nothing more.
void put_end(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    const bool refused = shown.problem_form == "end";
    out << "<form method=\"post\" novalidate data-module=\"gh-keep-words\""_html;
    out.url("action", call_address(shown.call.id, "/end")).attribute("data-kept-said", context.say("desk.kept_back"));
    out << ">"_html << keeping_fields(context);
    if (shown.logged.empty()) {
        std::vector<govuk::RadioItem> items;
        for (const auto* code : {"answered", "passed_on", "abandoned"})
            items.push_back({.value = code, .text = context.say(std::string("contact.outcome.") + code)});
        const auto chosen = std::string(request.form.text("outcome"));
        govuk::radios(out, {.fieldset = {.legend = {.text = context.say("desk.call_outcome"), .classes = "govuk-fieldset__legend--s"}},
                            .id_prefix = "call-outcome",
                            .name = "outcome",
                            .items = std::move(items),
                            .value = refused && !chosen.empty() ? chosen : "answered",
                            .classes = "govuk-radios--small"});
    }
    govuk::textarea(out, {.id = "call-note",
                          .name = "note",
                          .rows = 2,
                          .value = refused ? std::string(request.form.text("note")) : std::string(),
                          .label = {.text = context.say("desk.call_note")},
                          .error_message = refused ? html::problem_at(shown.problems, "note") : govuk::ErrorMessage{}});
    govuk::button(out, {.text = context.say("desk.call_finish"),
                        .prevent_double_click = true,
                        .classes = shown.logged.empty() ? "govuk-button--secondary" : "",
                        .attributes = {{"data-key", "f"}}});
    out << "</form>"_html;
}

/// An article with both its parts.
html::Html text_of(const web::Context& context, const knowledge::Article& article) {
    html::Html text = html::markdown(article.everybody, 3);
    if (!article.staff.empty())
        text << "<h3 class=\"govuk-heading-s\">"_html << context.say("desk.call_staff_only") << "</h3>"_html << html::markdown(article.staff, 4);
    return text;
}

/// What is known about the service: for everybody, and for staff; without articles, what the service says of itself.
void put_articles(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    if (shown.articles.empty() && shown.service->article.empty()) return;
    out << "<section class=\"gh-panel gh-article\"><h2 class=\"govuk-heading-s\">"_html << context.say("desk.call_article") << "</h2>"_html;
    if (shown.articles.empty()) out << html::markdown(shown.service->article, 3);
    for (const auto& article : shown.articles) {
        auto text = text_of(context, article);
        text << knowledge::helped_form(request, context, article, knowledge::Audience::staff, call_address(shown.call.id, "?service=" + shown.service->code));
        const bool open = &article == &shown.articles.front() || request.query.text("of") == article.slug;
        govuk::details(out, {.summary_text = article.title, .html = std::move(text), .open = open, .classes = "gh-help"});
    }
    out << "</section>"_html;
}

}  // namespace

void put_another(html::Html& out, const web::Context& context, const CallShown& shown) {
    out << "<p class=\"govuk-body\"><a class=\"govuk-link\" data-replaces=\"errand beside\""_html;
    out.url("href", call_address(shown.call.id)) << ">"_html << context.say("desk.call_another_service") << "</a></p>"_html;
}

void put_errand(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    const auto title = shown.service ? shown.service->name : shown.article ? shown.article->title : context.say("desk.call_need");
    out << "<section class=\"gh-call__errand\" id=\"errand\" aria-labelledby=\"errand-title\"><h2 class=\"govuk-heading-m\" id=\"errand-title\">"_html
        << title << "</h2>"_html;
    if (shown.came_back) out << "<p class=\"govuk-body\" role=\"status\">"_html << context.say("desk.call_came_back") << "</p>"_html;
    put_logged(out, context, shown);
    out << website::notices_shown(context, shown.notices, 3);
    if (shown.service) {
        put_script(out, request, context, shown);
    } else if (shown.article) {
        put_another(out, context, shown);
        out << text_of(context, *shown.article)
            << knowledge::helped_form(request, context, *shown.article, knowledge::Audience::staff, call_address(shown.call.id, "?article=" + shown.article->slug));
    } else {
        put_finder(out, context, shown);
        put_saved(out, request, context, shown);
    }
    out << "</section>"_html;
}

void put_beside(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    out << "<aside class=\"gh-call__beside\" id=\"beside\" aria-label=\""_html;
    out.value(context.say("desk.call_beside"));
    out << "\">"_html;
    if (shown.service) put_articles(out, request, context, shown);
    html::Html end;
    put_end(end, request, context, shown);
    if (shown.service)  // the script ends the call itself; this is for when nothing comes of it
        govuk::details(out, {.summary_text = context.say("desk.call_end_without"),
                             .html = std::move(end),
                             .open = shown.problem_form == "end",
                             .classes = "gh-help"});
    else
        out << "<section class=\"gh-panel\"><h2 class=\"govuk-heading-s\">"_html << context.say("desk.call_wrap_up") << "</h2>"_html << end
            << "</section>"_html;
    out << "</aside>"_html;
}

void put_finished(html::Html& out, const web::Context& context, const CallShown& shown) {
    const auto took = shown.call.ended_at.value_or(shown.call.started_at) - shown.call.started_at;
    out << "<div class=\"gh-finished\" role=\"status\"><p class=\"gh-finished__title\">"_html
        << context.say("desk.call_finished", {{"duration", spoken_duration(context, took)}}) << "</p><p class=\"govuk-body\">"_html
        << context.say("contact.outcome." + std::string(contact::code_of(shown.call.outcome))) << "</p></div>"_html;
    put_logged(out, context, shown);
    out << "<form method=\"post\" action=\"/staff/calls\">"_html << website::seal_fields(context)
        << "<input type=\"hidden\" name=\"channel\""_html;
    out.attribute("value", shown.call.channel) << ">"_html;
    govuk::button(out, {.text = context.say("desk.call_next"), .prevent_double_click = true, .attributes = {{"autofocus"}, {"data-key", "c"}}});
    out << "</form>"_html;
}

std::string found_said(const web::Context& context, std::size_t count) {
    return context.say(count == 1 ? "desk.call_found_one" : "desk.call_found", {{"count", std::to_string(count)}});
}

std::string spoken_duration(const web::Context& context, Duration duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    const auto say = [&](std::int64_t count, const char* one, const char* many) {
        return context.say(count == 1 ? one : many, {{"count", std::to_string(count)}});
    };
    if (seconds < 60) return say(seconds, "desk.second", "desk.seconds");
    const auto minutes = say(seconds / 60, "desk.minute", "desk.minutes");
    return seconds % 60 == 0 ? minutes : minutes + " " + say(seconds % 60, "desk.second", "desk.seconds");
}

}  // namespace desk
