#include "website/problems.h"

#include "places/cells.h"
#include "places/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace website {
namespace {

constexpr int most_pages = 50, closest_listed = 15;
constexpr int picture_width = 400, picture_height = 380;

/// As it stands in an address: a code, or nothing.
std::string code_in(std::string_view text, std::size_t most) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return text.size() <= most && text.find_first_not_of(allowed) == std::string_view::npos ? std::string(text) : std::string();
}

/// Definitions by code and version: a page shows few.
class Services {
public:
    catalogue::DefinitionPtr find(db::Tx& tx, const cases::Request& request) {
        auto& known = known_[{request.service, request.service_version}];
        if (!known)
            if (auto found = catalogue::find_version(tx, request.service, request.service_version)) known = *found;
        return known;
    }

private:
    std::map<std::pair<std::string, std::int64_t>, catalogue::DefinitionPtr> known_;
};

std::string place_of(db::Tx& tx, const places::Location& place) {
    if (!place.asset.empty())
        if (const auto asset = places::find_asset(tx, place.asset)) return places::shown(tx, *asset);
    if (!place.uprn.empty())
        if (const auto address = places::find_address(tx, place.uprn)) return address->line;
    if (place.usrn.empty()) return {};
    const auto street = places::find_street(tx, place.usrn);
    return street ? street->name : std::string();
}

std::vector<PublicProblem> read(db::Tx& tx, std::vector<cases::Line> lines, const cases::PublicSight& sight) {
    Services services;
    std::vector<places::LocationId> locations;
    std::vector<cases::RequestId> copied;
    for (const auto& line : lines) {
        if (line.request.location) locations.push_back(line.request.location);
        if (line.request.publication == cases::Publication::published) copied.push_back(line.request.id);
    }
    const auto places = locations.empty() ? std::map<places::LocationId, places::Location>{} : places::find_many(tx, locations);
    auto copies = copied.empty() ? std::map<cases::RequestId, cases::PublicCopy>{} : cases::public_copies(tx, copied);
    std::vector<PublicProblem> problems;
    for (auto& line : lines) {
        auto service = services.find(tx, line.request);
        if (!service || !sight.shows(line.request, line.the_case, *service)) continue;
        PublicProblem problem{.line = std::move(line), .service = std::move(service), .title = {}, .place = {}};
        if (const auto copy = copies.find(problem.line.request.id); copy != copies.end()) problem.copy = std::move(copy->second);
        problem.title = problem.copy.title.empty() ? problem.service->name : problem.copy.title;
        if (const auto place = places.find(problem.line.request.location); place != places.end()) {
            problem.place = place_of(tx, place->second);
            problem.point = place->second.point;
        }
        problems.push_back(std::move(problem));
    }
    return problems;
}

/// Some more than the view holds, so that what lies at its edge is in it.
std::vector<std::int64_t> cells_of(const places::View& view) {
    return places::cells_around(view.middle, view.metres_per_pixel() * std::max(view.width, view.height) / 2);
}

/// The page of those that lie in the view itself, and one more if there is another page.
std::vector<cases::Line> in_view(db::Tx& tx, const cases::PublicSight& sight, const places::View& view, cases::RequestsWanted wanted) {
    constexpr int looked_at = 300;
    const auto skip = static_cast<std::size_t>(wanted.skip), limit = static_cast<std::size_t>(wanted.limit);
    wanted.skip = 0;
    wanted.limit = looked_at;
    auto lines = cases::list_in_cells(tx, sight, cells_of(view), wanted);
    std::vector<places::LocationId> locations;
    for (const auto& line : lines) locations.push_back(line.request.location);
    const auto places = locations.empty() ? std::map<places::LocationId, places::Location>{} : places::find_many(tx, locations);
    const auto box = view.box();
    std::erase_if(lines, [&](const cases::Line& line) {
        const auto place = places.find(line.request.location);
        return place == places.end() || !place->second.point || !box.holds(*place->second.point);
    });
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(skip, lines.size())));
    if (lines.size() > limit) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(limit), lines.end());
    return lines;
}

places::View view_around(const std::vector<PublicProblem>& problems, const places::TownMap& map) {
    places::Box box;
    for (const auto& problem : problems)
        if (problem.point) box.hold(*problem.point);
    return places::view_of(box.empty() ? map.bounds() : box, picture_width - 60, picture_height - 60, 17);
}

}  // namespace

ProblemsAsked ProblemsAsked::of(const web::Request& request) {
    ProblemsAsked asked{.service = code_in(request.query.text("service"), 60), .ward = code_in(request.query.text("ward"), 16)};
    const auto state = request.query.text("state");
    if (state == "fixed") asked.state = ProblemState::fixed;
    if (state == "all") asked.state = ProblemState::all;
    asked.view = places::read_view(request.query.text("view"));
    const auto page = request.query.text("page");
    int number = 1;
    if (std::from_chars(page.data(), page.data() + page.size(), number).ec == std::errc{}) asked.page = std::clamp(number, 1, most_pages);
    return asked;
}

std::string ProblemsAsked::address() const {
    std::string out = "/problems";
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) out += fmt::format("{}{}={}", out.find('?') == std::string::npos ? '?' : '&', name, value);
    };
    add("service", service);
    add("ward", ward);
    if (state != ProblemState::open) add("state", state == ProblemState::fixed ? "fixed" : "all");
    if (view) add("view", view->text());
    if (page > 1) add("page", std::to_string(page));
    return out;
}

ProblemsShown problems(db::Tx& tx, const ProblemsAsked& asked) {
    ProblemsShown shown{.asked = asked, .problems = {}, .map = places::town_map(tx), .view = {}};
    if (shown.asked.view) {
        shown.asked.view->width = picture_width;
        shown.asked.view->height = picture_height;
    }
    const auto sight = cases::PublicSight::of(tx);
    cases::RequestsWanted wanted{.area = asked.ward, .skip = (asked.page - 1) * problems_on_a_page, .limit = problems_on_a_page + 1};
    if (!asked.service.empty()) wanted.services = {asked.service};
    if (asked.state != ProblemState::all) wanted.state = asked.state == ProblemState::open ? cases::State::open : cases::State::closed;
    const bool by_view = shown.asked.view && shown.asked.view->zoom >= closest_listed;
    auto lines = by_view ? in_view(tx, sight, *shown.asked.view, wanted)
                         : cases::list_requests(tx, access::Scope::none(), sight, wanted);
    shown.more = lines.size() > static_cast<std::size_t>(problems_on_a_page) && asked.page < most_pages;
    if (lines.size() > static_cast<std::size_t>(problems_on_a_page)) lines.erase(lines.begin() + problems_on_a_page, lines.end());
    shown.problems = read(tx, std::move(lines), sight);
    shown.view = shown.asked.view ? *shown.asked.view : view_around(shown.problems, shown.map);
    shown.view.width = picture_width;
    shown.view.height = picture_height;
    if (const auto services = catalogue::live_services(tx))
        for (const auto& service : *services)
            if (service->publish != catalogue::Publish::never) shown.services.emplace_back(service->code, service->name);
    for (const auto& ward : places::all_wards(tx)) shown.wards.emplace_back(ward.code, ward.name);
    return shown;
}

Result<PublicProblem> public_problem(db::Tx& tx, std::string_view typed) {
    const auto reference = Reference::parse(typed);
    if (!reference) return refuse(Kind::not_found, "website.no_problem");
    auto request = cases::find_request(tx, *reference);
    if (!request) return refuse(Kind::not_found, "website.no_problem");
    const auto c = TRY(cases::case_of(tx, *request));
    auto problems = read(tx, {cases::Line{c, *std::move(request)}}, cases::PublicSight::of(tx));
    if (problems.empty()) return refuse(Kind::not_found, "website.no_problem");
    return std::move(problems.front());
}

}  // namespace website
