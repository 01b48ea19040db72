// Script mode: the questions of the service definition, one step each, as the agent asks them.

#include "base/text.h"
#include "desk/call_page.h"
#include "forms/view.h"
#include "forms/worked_out.h"
#include "html/govuk.h"
#include "html/markdown.h"
#include "html/problems.h"
#include "places/view.h"
#include "website/bin_days.h"
#include "website/report_fields.h"
#include "website/report_steps.h"
#include "website/saved_form.h"
#include "website/shown_price.h"

#include <algorithm>

#include <algorithm>

namespace desk {
namespace {

namespace govuk = html::govuk;

struct Script {
    html::Html& out;
    const web::Context& context;
    const CallShown& shown;
    const forms::Typed& typed;
    std::span<const Problem> problems;

    /// One thing to ask. What stands in a step is worked through from the top with Enter.
    void open_step() const { out << "<div class=\"gh-step\" data-step>"_html; }
    void close_step() const { out << "</div>"_html; }

    /// Each choice that ends the form tells the agent what to say instead, as soon as it is chosen.
    void put_choice(const forms::Question& question) const {
        std::vector<govuk::RadioItem> items;
        for (const auto& choice : question.choices) {
            govuk::RadioItem item{.value = choice.code, .text = choice.label};
            if (!choice.stop.empty())
                item.conditional.html = govuk::warning_text({.text = context.say("desk.call_say", {{"words", choice.stop}}), .classes = "gh-stop"});
            items.push_back(std::move(item));
        }
        govuk::radios(out, {.fieldset = {.legend = {.text = question.spoken()}},
                            .hint = {.text = question.hint},
                            .error_message = html::problem_at(problems, question.code),
                            .name = question.code,
                            .items = std::move(items),
                            .value = typed(question.code),
                            .classes = "govuk-radios--small"});
    }

    /// The same of boxes to tick.
    void put_choices(const forms::Question& question) const {
        const auto ticked = typed(question.code);
        std::vector<govuk::CheckboxItem> items;
        for (const auto& choice : question.choices) {
            govuk::CheckboxItem item{.value = choice.code, .text = choice.label, .behaviour = choice.alone ? "exclusive" : ""};
            if (!choice.stop.empty())
                item.conditional.html = govuk::warning_text({.text = context.say("desk.call_say", {{"words", choice.stop}}), .classes = "gh-stop"});
            items.push_back(std::move(item));
        }
        std::vector<std::string> values;
        for (const auto code : base::split(ticked, ',')) values.emplace_back(code);
        govuk::checkboxes(out, {.fieldset = {.legend = {.text = question.spoken()}},
                                .hint = {.text = question.hint},
                                .error_message = html::problem_at(problems, question.code),
                                .id_prefix = question.code,
                                .name = question.code,
                                .items = std::move(items),
                                .values = std::move(values),
                                .classes = "govuk-checkboxes--small"});
    }

    void put_question(const forms::Question& question) const {
        out << "<div class=\"gh-step\" data-step"_html;
        out.attribute("data-question", question.code).flag("data-decides", shown.service->form.hangs_on(question)) << ">"_html;
        if (question.type == forms::Type::choice) {
            put_choice(question);
        } else if (question.type == forms::Type::choices) {
            put_choices(question);
        } else {
            auto spoken = question;
            spoken.label = question.spoken();
            html::Html field;
            forms::put_question(field, spoken, typed, problems);
            out << (question.type == forms::Type::address ? places::address_finder(field, context.language) : field);
        }
        if (!question.help.empty()) out << "<div class=\"gh-step__help\">"_html << html::markdown(question.help, 4) << "</div>"_html;
        close_step();
    }

    /// What comes of the answers by itself: a step without a field, made anew with every answer.
    void put_worked(const std::string& code, const html::Html& said) const {
        out << "<div class=\"gh-step\" data-step data-worked"_html;
        out.attribute("data-question", code) << ">"_html << said;
        close_step();
    }

    void put_calculated(const forms::Worked& worked) const {
        html::Html said;
        said << "<p class=\"govuk-body\"><strong>"_html << worked.question->spoken() << "</strong> "_html << worked.value << "</p>"_html;
        if (!worked.explained.empty()) said << "<p class=\"govuk-hint\">"_html << worked.explained << "</p>"_html;
        put_worked(worked.question->code, said);
    }

    void put_ineligible(const forms::Ineligible& why) const {
        html::Html said = govuk::warning_text({.text = context.say("desk.call_say", {{"words", why.reason}}), .classes = "gh-stop"});
        said << "<p class=\"govuk-body\">"_html << context.say("desk.call_appeal", {{"words", why.appeal}}) << "</p>"_html;
        put_worked(why.decided_by->code + "-stop", said);
    }

    /// The questions in order, with what comes of them at its place.
    void put_steps(const forms::Form& form, std::span<const forms::Question* const> asked, const forms::Sent& sent) const {
        const auto worked = forms::worked_out(form, sent, context.language);
        const auto stop = forms::ineligible(form, sent);
        for (const auto& question : form.questions) {
            if (std::ranges::find(asked, &question) != asked.end()) put_question(question);
            if (const auto found = std::ranges::find(worked, &question, &forms::Worked::question); found != worked.end()) put_calculated(*found);
            if (stop && stop->decided_by == &question) put_ineligible(*stop);
        }
    }

    /// What is asked of who answers so; it changes with the answers. Without script a button asks the server.
    void put_questions(const forms::Form& form, std::span<const forms::Question* const> asked, const forms::Sent& sent) const {
        std::string codes;
        for (const auto* question : asked) codes += (codes.empty() ? "" : ",") + question->code;
        if (!form.has_branches()) {
            out << "<input type=\"hidden\""_html;  // at another place more may be asked
            out.attribute("name", website::asked_field).attribute("value", codes) << ">"_html;
            for (const auto* question : asked) put_question(*question);
            return;
        }
        out << "<div data-asked><input type=\"hidden\""_html;
        out.attribute("name", website::asked_field).attribute("value", codes) << ">"_html;
        put_steps(form, asked, sent);
        out << "</div><div data-asks-server>"_html;
        govuk::button(out, {.text = context.say("desk.call_what_else"), .name = "then", .value = "ask", .classes = "govuk-button--secondary"});
        out << "</div>"_html;
    }

    void put_spoken(const char* who, const std::string& words) const {
        if (words.empty()) return;
        out << "<div class=\"gh-say\"><p class=\"gh-say__who\">"_html << context.say(who) << "</p><p class=\"gh-say__words\">"_html << words
            << "</p></div>"_html;
    }

    /// What can be said of the bins before anything is asked.
    void put_bins() const {
        if (shown.service->rounds.empty()) return;
        out << "<div id=\"bins\" role=\"status\">"_html;
        const auto said = shown.bins ? website::said_before(context, *shown.bins) : html::Html();
        if (!said.empty())
            out << "<div class=\"gh-before\"><h3 class=\"govuk-heading-s\">"_html << shown.bins->address.line << "</h3>"_html << said << "</div>"_html;
        if (said.empty() && !shown.late.empty())
            out << "<div class=\"gh-before\"><h3 class=\"govuk-heading-s\">"_html << context.say("website.bins_late_now") << "</h3><ul class=\"govuk-list\">"_html << shown.late
                << "</ul></div>"_html;
        out << "</div>"_html;
    }

    /// Where the caller's newest request was about is offered, for it is mostly their home.
    void put_place() const {
        const auto& service = *shown.service;
        if (!service.has_place()) return;
        auto place = typed("location");
        const bool offered = place.empty() && problems.empty() && !shown.told_before.empty();
        if (offered) place = shown.told_before.front().place;
        const auto uprn = offered && shown.told_before.front().place == place ? shown.told_before.front().uprn : typed("uprn");
        html::Html field = "<input type=\"hidden\" name=\"uprn\""_html;
        field.attribute("value", uprn) << ">"_html;
        govuk::input(field, {.id = "location",
                             .name = "location",
                             .value = place,
                             .label = {.text = service.location_label, .classes = "govuk-label--s"},
                             .hint = {.text = offered && !place.empty() ? context.say("desk.call_place_offered") : service.location_hint},
                             .error_message = html::problem_at(problems, "location"),
                             .autocomplete = "off"});
        open_step();
        out << places::address_finder(field, context.language);
        close_step();
    }

    /// What the answers so far come to; a button asks the server anew.
    void put_price(const forms::Sent& sent) const {
        const auto& service = *shown.service;
        if (!service.fee) return;
        out << "<div class=\"gh-say\" data-step><p class=\"gh-say__who\">"_html << context.say("desk.call_price") << "</p><p class=\"gh-say__words\" role=\"status\">"_html;
        const auto answers = forms::check(service.form, sent);
        const auto price = answers ? fees::price_of(service, *answers, context.now) : Result<std::optional<fees::Price>>(std::nullopt);
        if (!price)
            out << context.say(price.error().key);
        else
            out << (*price ? context.say("desk.call_will_pay", {{"price", fees::shown(**price)}}) : context.say("desk.call_price_unknown"));
        out << "</p>"_html;
        if (price && *price) website::put_price_field(out, (*price)->amount);
        govuk::button(out, {.text = context.say("desk.call_price_ask"), .name = "then", .value = "ask", .classes = "govuk-button--secondary"});
        out << "</div>"_html;
    }

    void put_detail(const char* name, const char* label, const char* type) const {
        open_step();
        govuk::input(out, {.id = std::string("caller-") + name,
                           .name = name,
                           .type = type,
                           .value = typed(name),
                           .label = {.text = context.say(label), .classes = "govuk-label--s"},
                           .error_message = html::problem_at(problems, name),
                           .autocomplete = "off"});
        close_step();
    }

    /// Only what is not known of the caller already.
    void put_missing_details() const {
        const auto& person = shown.person;
        const auto& service = *shown.service;
        if (service.asks_name && person.name.empty()) put_detail("name", "desk.call_ask_name", "text");
        if (service.asks_phone && person.phone.empty()) put_detail("phone", "desk.call_ask_phone", "tel");
        if (service.asks_email && person.email.empty()) put_detail("email", "desk.call_ask_email", "email");
        if (!website::asks_way_to_write(service) || !person.write.empty()) return;
        html::Html way;
        website::put_way_to_write(way, context, typed, problems);
        const bool is_wrong = std::ranges::any_of(problems, [](const Problem& problem) { return problem.field == "write" || problem.field == "postal"; });
        govuk::details(out, {.summary_text = context.say("desk.call_by_post"), .html = std::move(way), .open = is_wrong || typed("write") == "post", .classes = "gh-help"});
    }
};

}  // namespace

void put_script(html::Html& out, const web::Request& request, const web::Context& context, const CallShown& shown) {
    const auto& service = *shown.service;
    const bool refused = shown.problem_form == service.code;
    const web::Fields nothing;
    const auto& fields = refused ? request.form : nothing;
    const auto typed = forms::typed_by(fields, service.form);
    const Script script{out, context, shown, typed, refused ? std::span<const Problem>(shown.problems) : std::span<const Problem>{}};
    put_another(out, context, shown);
    out << "<form method=\"post\" class=\"gh-script\" novalidate data-module=\"gh-script gh-branches gh-keep-words gh-bins-said\""_html;
    out.url("action", call_address(shown.call.id, "/requests/" + service.code)).attribute("data-kept-said", context.say("desk.kept_back"));
    if (!service.rounds.empty()) out.url("data-bins", call_address(shown.call.id, "?service=" + service.code + "&uprn="));
    out << ">"_html << keeping_fields(context);
    if (const auto saved = fields.text(website::saved_field); !saved.empty()) {  // goes when it is logged
        out << "<input type=\"hidden\""_html;
        out.attribute("name", website::saved_field).attribute("value", saved) << ">"_html;
    }
    script.put_spoken("desk.call_read_first", service.script.greeting);
    script.put_bins();
    script.put_place();
    const auto sent = forms::sent_by(fields, service.form);
    script.put_questions(service.form, forms::asked(service.form, sent), sent);
    script.put_price(sent);
    script.put_missing_details();
    script.put_spoken("desk.call_read_out", service.script.promise.empty() ? service.promise : service.script.promise);
    out << "<div class=\"govuk-button-group\" data-step>"_html;
    govuk::button(out, {.text = context.say("desk.call_log_finish"), .name = "then", .value = "finish", .prevent_double_click = true});
    govuk::button(out, {.text = context.say("desk.call_log_more"),
                        .name = "then",
                        .value = "more",
                        .prevent_double_click = true,
                        .classes = "govuk-button--secondary"});
    out << "</div></form>"_html;
}

}  // namespace desk
