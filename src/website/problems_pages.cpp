// What has been reported, for everybody: the list with its map, and the page of one.

#include "website/pages.h"
#include "website/place_map.h"
#include "website/problems_view.h"

namespace website {

Result<web::Response> show_problems(const Site& site, web::Request& request, web::Context& context) {
    const auto asked = ProblemsAsked::of(request);
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<ProblemsShown> { return problems(tx, asked); }));
    return site.page(request, context, problems_page(context, shown));
}

Result<web::Response> show_problem(const Site& site, web::Request& request, web::Context& context) {
    const auto shown = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<ProblemShown> {
        auto problem = TRY(public_problem(tx, request.param("reference")));
        ProblemShown shown{.problem = std::move(problem), .team = {}, .map = {}};
        if (const auto team = access::find_team(tx, shown.problem.line.the_case.team)) shown.team = team->name;
        shown.map = place_map(tx, {.text = shown.problem.place, .point = shown.problem.point, .uprn = {}}, context.language);
        return shown;
    }));
    return site.page(request, context, problem_page(context, shown));
}

}  // namespace website
