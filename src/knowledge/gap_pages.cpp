// What was asked and not answered, for whoever writes articles.

#include "html/govuk.h"
#include "html/patterns.h"
#include "knowledge/gaps.h"
#include "knowledge/pages.h"
#include "places/times.h"
#include "web/paths.h"

namespace knowledge {
namespace {

namespace govuk = html::govuk;
using html::operator""_html;

html::Html begin_cell(const web::Context& context, const Gap& gap) {
    html::Html text;
    text << context.say("knowledge.gap_write") << "<span class=\"govuk-visually-hidden\"> "_html << gap.words << "</span>"_html;
    return govuk::button({.html = std::move(text), .href = "/staff/knowledge/new?title=" + web::encode_percent(gap.words), .classes = "govuk-button--secondary"});
}

html::Html gaps_table(const web::Context& context, const std::vector<Gap>& all) {
    govuk::Table table{.head = {{.text = context.say("knowledge.gap_words")},
                                {.text = context.say("knowledge.gap_by")},
                                {.text = context.say("knowledge.gap_asked")},
                                {.text = context.say("knowledge.gap_unfound")},
                                {.text = context.say("knowledge.gap_unopened")},
                                {.text = context.say("knowledge.gap_last")},
                                {.text = context.say("knowledge.gap_do")}},
                       .caption = context.say("knowledge.gaps"),
                       .caption_classes = "govuk-visually-hidden",
                       .name_cells = true};
    for (const auto& gap : all)
        table.rows.push_back({{.text = gap.words},
                              {.text = context.say(gap.audience == Audience::staff ? "knowledge.by_staff" : "knowledge.by_everybody")},
                              {.text = std::to_string(gap.asked)},
                              {.text = std::to_string(gap.unfound)},
                              {.text = std::to_string(gap.asked - gap.unfound - gap.opened)},
                              {.text = places::shown_day(gap.last_on, context.language)},
                              {.html = begin_cell(context, gap)}});
    return html::wide_table(table);
}

}  // namespace

Result<web::Response> show_gaps(const Parts& parts, web::Request& request, web::Context& context) {
    const auto all = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return gaps(tx, access::actor_of(context)); }));
    html::Page page{.title = context.say("knowledge.gaps")};
    page.before_main = govuk::back_link({.text = context.say("knowledge.back_to_all"), .href = "/staff/knowledge"});
    page.main << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body gh-reading\">"_html
              << context.say("knowledge.gaps_lede", {{"askers", std::to_string(fewest_askers)}}) << "</p>"_html;
    if (all.empty())
        page.main << html::empty_state({.text = context.say("knowledge.gaps_none")});
    else
        page.main << gaps_table(context, all);
    return parts.staffs(request, context, page, 200);
}

}  // namespace knowledge
