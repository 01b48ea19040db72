// What went wrong in the background for good, for a person to see and to try again: jobs, and facts that were not heard.

#include "desk/connector_page.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "jobs/jobs.h"
#include "journal/subscribers.h"

#include <charconv>

namespace desk {
namespace {

namespace govuk = html::govuk;

html::Html retry_form(const web::Context& context, const std::string& what) {
    html::Html out;
    out << "<form method=\"post\""_html;
    out.url("action", "/staff/jobs/" + what + "/retry");
    return out << ">"_html << website::seal_fields(context)
               << govuk::button({.text = context.say("desk.job_retry"), .classes = "govuk-button--secondary"}) << "</form>"_html;
}

/// Nothing where all was heard, as it should be.
void put_missed(html::Html& out, const web::Context& context, const std::vector<journal::Missed>& missed) {
    if (missed.empty()) return;
    govuk::Table table{.head = {{.text = context.say("desk.missed_who")}, {.text = context.say("desk.job_problem")},
                                {.text = context.say("desk.job_died")}, {.text = context.say("desk.job_action")}},
                       .caption = context.say("desk.missed"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& fact : missed) {
        const auto which = fact.subscriber + "/" + std::to_string(fact.position);
        govuk::Cell action;
        if (fact.asked)
            action.text = context.say("desk.missed_asked");
        else
            action.html = retry_form(context, which);
        table.rows.push_back({{.text = which}, {.text = fact.problem}, {.text = website::shown_time(context, fact.at)}, std::move(action)});
    }
    out << "<h2 class=\"govuk-heading-m\">"_html << context.say("desk.missed") << "</h2><p class=\"govuk-body\">"_html << context.say("desk.missed_why")
        << "</p>"_html << html::wide_table(table);
}

}  // namespace

Result<web::Response> show_jobs(const Site& site, web::Request& request, web::Context& context) {
    struct JobsListed {
        jobs::Counts counts;
        std::vector<jobs::DeadLetter> dead;
        std::vector<journal::Missed> missed;
    };
    const auto listed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<JobsListed> {
        return JobsListed{jobs::count(tx, context.now), jobs::dead_letters(tx), journal::missed(tx)};
    }));
    html::Page page{.title = context.say("desk.jobs")};
    page.main << heading(context.say("desk.background")) << background_tabs(context, "/staff/jobs")
              << html::figures({.items = {{std::to_string(listed.counts.waiting), context.say("desk.jobs_waiting")},
                                          {std::to_string(listed.counts.running), context.say("desk.jobs_running")},
                                          {std::to_string(listed.counts.overdue), context.say("desk.jobs_overdue")},
                                          {std::to_string(listed.counts.dead), context.say("desk.jobs_dead")}}});
    govuk::Table table{.head = {{.text = context.say("desk.job_kind")}, {.text = context.say("desk.job_problem")},
                                {.text = context.say("desk.job_died")}, {.text = context.say("desk.job_action")}},
                       .caption = context.say("desk.jobs_dead"),
                       .caption_classes = "govuk-table__caption--m",
                       .name_cells = true};
    for (const auto& letter : listed.dead)
        table.rows.push_back({{.text = letter.kind + " " + letter.key},
                              {.text = letter.problem},
                              {.text = website::shown_time(context, letter.died)},
                              {.html = retry_form(context, to_string(letter.id))}});
    if (table.rows.empty() && listed.missed.empty())
        page.main << html::empty_state({.text = context.say("desk.no_dead_jobs")});
    if (!table.rows.empty()) page.main << html::wide_table(table);
    put_missed(page.main, context, listed.missed);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> retry_job(const Site&, web::Request& request, web::Context& context) {
    const auto id = parse_id<jobs::JobId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "jobs.not_dead");
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return jobs::retry(tx, *id); }));
    jobs::wake(context.tenant.db);
    return web::see_other("/staff/jobs");
}

Result<web::Response> retry_missed(const Site&, web::Request& request, web::Context& context) {
    const auto number = request.param("position");
    journal::Position position = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), position);
    if (error != std::errc{} || end != number.data() + number.size()) return refuse(Kind::not_found, "journal.not_missed");
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        TRY(journal::ask_again(tx, std::string(request.param("subscriber")), position));
        return true;
    }));
    return web::see_other("/staff/jobs");
}

}  // namespace desk
