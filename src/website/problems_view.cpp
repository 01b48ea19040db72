#include "website/problems_view.h"

#include "html/govuk.h"
#include "html/patterns.h"
#include "places/drawing.h"
#include "website/request_view.h"
#include "website/site.h"

namespace website {
namespace {

namespace govuk = html::govuk;

bool is_open(const PublicProblem& problem) { return cases::state_of(problem.line.request, problem.line.the_case) == cases::State::open; }

std::string reported_day(const web::Context& context, Instant at) { return places::shown_day(places::zone_of(context.tenant.time_zone), at, context.language); }

void put_filter(html::Html& out, const web::Context& context, const ProblemsShown& shown) {
    const auto choices = [&](const char* all, const std::vector<std::pair<std::string, std::string>>& some) {
        std::vector<govuk::SelectItem> items{{.value = "", .text = context.say(all)}};
        for (const auto& [code, name] : some) items.push_back({.value = code, .text = name});
        return items;
    };
    out << "<form class=\"gh-problems__filter gh-no-print\" method=\"get\" action=\"/problems\">"_html;
    const auto select = [&](const char* name, const char* label, std::vector<govuk::SelectItem> items, const std::string& value) {
        govuk::select(out, {.id = name, .name = name, .items = std::move(items), .value = value, .label = {.text = context.say(label)}});
    };
    select("service", "website.problems_service", choices("website.problems_all", shown.services), shown.asked.service);
    if (!shown.wards.empty()) select("ward", "website.problems_ward", choices("website.problems_everywhere", shown.wards), shown.asked.ward);
    constexpr const char* states[] = {"open", "fixed", "all"};
    select("state", "website.problems_state",
           {{.value = "open", .text = context.say("website.problems_open")}, {.value = "fixed", .text = context.say("website.problems_fixed")}, {.value = "all", .text = context.say("website.problems_both")}},
           states[static_cast<int>(shown.asked.state)]);
    if (shown.asked.view) {
        out << "<input type=\"hidden\" name=\"view\""_html;
        out.attribute("value", shown.asked.view->text()) << ">"_html;
    }
    govuk::button(out, {.text = context.say("website.problems_show"), .classes = "govuk-button--secondary"});
    out << "</form>"_html;
}

places::Picture picture_of(const web::Context& context, const ProblemsShown& shown) {
    places::Picture picture{.view = shown.view, .name = context.say("website.problems_map")};
    for (std::size_t i = 0; i < shown.problems.size(); ++i) {
        const auto& problem = shown.problems[i];
        if (!problem.point) continue;
        const auto number = std::to_string(i + 1);
        const auto state = context.say(is_open(problem) ? "website.problems_open" : "website.problems_fixed");
        picture.pins.push_back({.point = *problem.point,
                                .label = number,
                                .look = is_open(problem) ? places::Pin::Look::open : places::Pin::Look::done,
                                .href = problem.address(),
                                .name = context.say("website.problems_pin", {{"number", number}, {"title", problem.title}, {"state", state}})});
    }
    return picture;
}

/// The same list for another part of the map.
void put_moves(html::Html& out, const web::Context& context, const ProblemsShown& shown) {
    struct Move {
        const char *name, *sign;
        places::View to;
    };
    const auto& view = shown.view;
    const double across = view.width / 3.0, down = view.height / 3.0;
    const Move moves[] = {{"north", "↑", view.moved(0, -down)}, {"west", "←", view.moved(-across, 0)}, {"east", "→", view.moved(across, 0)},
                          {"south", "↓", view.moved(0, down)}, {"in", "+", view.zoomed(1)}, {"out", "−", view.zoomed(-1)}};
    out << "<div class=\"gh-map__moves\" role=\"group\""_html;
    out.attribute("aria-label", context.say("website.map_moves")) << ">"_html;
    for (const auto& [name, sign, to] : moves) {
        auto other = shown.asked;
        other.view = to;
        other.page = 1;
        out << "<a class=\"gh-map__move\""_html;
        out.url("href", other.address()).attribute("aria-label", context.say(std::string("website.map_") + name)) << ">"_html << sign << "</a>"_html;
    }
    out << "</div>"_html;
}

void put_map(html::Html& out, const web::Context& context, const ProblemsShown& shown) {
    out << "<div class=\"gh-problems__map\"><div class=\"gh-map gh-map--wide\"><div class=\"gh-map__frame\">"_html
        << places::drawn(shown.map, picture_of(context, shown), context.language) << "</div>"_html;
    put_moves(out, context, shown);
    out << "</div><p class=\"govuk-hint\">"_html << context.say("website.problems_key");
    if (shown.asked.view) {
        auto whole = shown.asked;
        whole.view.reset();
        whole.page = 1;
        out << " "_html << context.say(shown.asked.view->zoom < 15 ? "website.problems_closer" : "website.problems_in_view") << " <a class=\"govuk-link\""_html;
        out.url("href", whole.address()) << ">"_html << context.say("website.problems_whole") << "</a>"_html;
    }
    out << "</p></div>"_html;
}

void put_list(html::Html& out, const web::Context& context, const ProblemsShown& shown) {
    if (shown.problems.empty()) {
        out << html::empty_state({.text = context.say("website.problems_none")});
        return;
    }
    out << "<ol class=\"gh-problems__list\">"_html;
    for (std::size_t i = 0; i < shown.problems.size(); ++i) {
        const auto& problem = shown.problems[i];
        const auto standing = standing_of(context, problem.line.request, problem.line.the_case, *problem.service, {});
        out << "<li class=\"gh-problem\"><span class=\"gh-problem__number"_html << (is_open(problem) ? ""_html : " gh-problem__number--done"_html) << "\">"_html
            << std::to_string(i + 1) << "</span><div><h2 class=\"govuk-heading-s gh-problem__title\"><a class=\"govuk-link\""_html;
        out.url("href", problem.address()) << ">"_html << problem.title << "</a></h2>"_html;
        if (!problem.place.empty()) out << "<p class=\"gh-problem__place\">"_html << problem.place << "</p>"_html;
        const bool is_late = problem.line.request.is_live() && problem.line.the_case.is_late(context.now);
        out << "<p class=\"gh-problem__state\">"_html << govuk::tag(standing.tag) << " "_html << standing.title << ". "_html << (is_late ? std::string() : standing.text) << "</p><p class=\"govuk-hint gh-last\">"_html
            << context.say("website.problem_reported") << " "_html << reported_day(context, problem.line.request.received_at) << "</p></div></li>"_html;
    }
    out << "</ol>"_html;
    auto other = shown.asked;
    govuk::Pagination pages{.landmark_label = context.say("website.problems_pages")};
    if (shown.asked.page > 1) {
        other.page = shown.asked.page - 1;
        pages.previous = {.text = context.say("website.problems_newer"), .href = other.address()};
    }
    if (shown.more) {
        other.page = shown.asked.page + 1;
        pages.next = {.text = context.say("website.problems_older"), .href = other.address()};
    }
    if (!pages.previous.href.empty() || !pages.next.href.empty()) out << govuk::pagination(pages);
}

}  // namespace

html::Page problems_page(const web::Context& context, const ProblemsShown& shown) {
    html::Page page{.title = context.say("website.problems_title")};
    auto& out = page.main;
    out.reserve(32 * 1024);
    out << "<h1 class=\"govuk-heading-l\">"_html << page.title << "</h1><p class=\"govuk-body\">"_html << context.say("website.problems_lede")
        << " <a class=\"govuk-link\" href=\"/services\">"_html << context.say("website.problems_report") << "</a></p>"_html;
    put_filter(out, context, shown);
    out << "<div class=\"gh-problems\">"_html;
    if (!shown.map.empty()) put_map(out, context, shown);
    out << "<div class=\"gh-problems__side\">"_html;
    put_list(out, context, shown);
    out << "</div></div>"_html;
    return page;
}

html::Page problem_page(const web::Context& context, const ProblemShown& shown) {
    const auto& problem = shown.problem;
    const auto& request = problem.line.request;
    html::Page page{.title = problem.place.empty() ? problem.title : problem.title + ", " + problem.place};
    page.before_main = govuk::back_link({.text = context.say("website.problem_list"), .href = "/problems"});
    auto& out = page.main;
    out << "<div class=\"gh-reading\"><span class=\"govuk-caption-l\">"_html << (problem.title == problem.service->name ? problem.place : problem.service->name)
        << "</span><h1 class=\"govuk-heading-l\">"_html << problem.title << "</h1>"_html
        << html::standing(standing_of(context, request, problem.line.the_case, *problem.service, shown.team)) << shown.map;
    std::vector<govuk::SummaryRow> rows;
    const auto add = [&](const char* key, std::string value) {
        if (!value.empty()) rows.push_back({.key = {.text = context.say(key)}, .value = {.text = std::move(value), .classes = "gh-lines"}});
    };
    add("website.problem_where", problem.place);
    add("website.problem_reported", shown_time(context, request.received_at));
    add("website.problem_words", problem.copy.words);
    add("website.reference", request.reference.spoken());
    out << govuk::summary_list({.rows = std::move(rows)});
    for (const int number : problem.copy.photos) {
        out << "<p class=\"govuk-body\"><a class=\"govuk-link\""_html;
        out.url("href", "/published/" + request.reference.text() + "/photos/" + std::to_string(number)) << ">"_html
            << context.say("website.problem_photo", {{"number", std::to_string(number)}}) << "</a></p>"_html;
    }
    out << "<div class=\"gh-panel gh-no-print\"><h2 class=\"govuk-heading-s\">"_html << context.say("website.problem_same") << "</h2><p class=\"govuk-body\"><a class=\"govuk-link\""_html;
    out.url("href", "/services/" + problem.service->code) << ">"_html << problem.service->name << "</a></p><h2 class=\"govuk-heading-s\">"_html
        << context.say("website.problem_yours") << "</h2><p class=\"govuk-body gh-last\"><a class=\"govuk-link\""_html;
    out.url("href", "/requests/" + request.reference.text()) << ">"_html << context.say("website.problem_yours_text") << "</a></p></div></div>"_html;
    return page;
}

}  // namespace website
