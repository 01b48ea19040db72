// Work in the background that failed for good, for a person to see and to try again.

#include "desk/pages.h"
#include "html/govuk.h"
#include "html/patterns.h"
#include "jobs/jobs.h"

namespace desk {
namespace {

namespace govuk = html::govuk;

html::Html retry_form(const web::Context& context, jobs::JobId id) {
    html::Html out;
    out << "<form method=\"post\""_html;
    out.url("action", "/staff/jobs/" + to_string(id) + "/retry");
    return out << ">"_html << website::seal_fields(context)
               << govuk::button({.text = context.say("desk.job_retry"), .classes = "govuk-button--secondary"}) << "</form>"_html;
}

}  // namespace

Result<web::Response> show_jobs(const Site& site, web::Request& request, web::Context& context) {
    struct Listed {
        jobs::Counts counts;
        std::vector<jobs::DeadLetter> dead;
    };
    const auto listed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<Listed> {
        return Listed{jobs::count(tx, context.now), jobs::dead_letters(tx)};
    }));
    html::Page page{.title = context.say("desk.jobs")};
    page.main << heading(context.say("desk.jobs"))
              << html::figures({.items = {{std::to_string(listed.counts.waiting), context.say("desk.jobs_waiting")},
                                          {std::to_string(listed.counts.running), context.say("desk.jobs_running")},
                                          {std::to_string(listed.counts.overdue), context.say("desk.jobs_overdue")},
                                          {std::to_string(listed.counts.dead), context.say("desk.jobs_dead")}}});
    govuk::Table table{.head = {{.text = context.say("desk.job_kind")}, {.text = context.say("desk.job_problem")},
                                {.text = context.say("desk.job_died")}, {.text = context.say("desk.job_action")}},
                       .caption = context.say("desk.jobs_dead"),
                       .caption_classes = "govuk-table__caption--m"};
    for (const auto& letter : listed.dead)
        table.rows.push_back({{.text = letter.kind + " " + letter.key},
                              {.text = letter.problem},
                              {.text = website::shown_time(context, letter.died)},
                              {.html = retry_form(context, letter.id)}});
    if (table.rows.empty())
        page.main << html::empty_state({.text = context.say("desk.no_dead_jobs")});
    else
        page.main << html::wide_table(table);
    return site.staff_page(request, context, std::move(page));
}

Result<web::Response> retry_job(const Site&, web::Request& request, web::Context& context) {
    const auto id = parse_id<jobs::JobId>(request.param("id"));
    if (!id) return refuse(Kind::not_found, "jobs.not_dead");
    TRY(context.tenant.db.write(context.for_db(), [&](db::Tx& tx) { return jobs::retry(tx, *id); }));
    jobs::wake(context.tenant.db);
    return web::see_other("/staff/jobs");
}

}  // namespace desk
