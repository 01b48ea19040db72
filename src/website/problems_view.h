#pragma once
// Inside website only: how the public list, its map, and one problem look.

#include "html/page.h"
#include "website/problems.h"

namespace website {

html::Page problems_page(const web::Context& context, const ProblemsShown& shown);

struct ProblemShown {
    PublicProblem problem;
    std::string team;
    html::Html map;
};
html::Page problem_page(const web::Context& context, const ProblemShown& shown);

}  // namespace website
