#pragma once
// Inside website only: what everybody may see of what was reported, read for the public list, its map, and the page of one.
//
// Promises
//  1. What is in it, cases::PublicSight decides: nothing else is read.
//  2. Of a place it says what the gazetteer says: address, asset or street. Words that somebody typed are in it only as a public copy.

#include "cases/cases.h"
#include "cases/publishing.h"
#include "places/map_view.h"
#include "web/web.h"

#include <optional>
#include <string>
#include <vector>

namespace website {

enum class ProblemState { open, fixed, all };

/// What the address asks for; what is none of the choices counts as not said.
struct ProblemsAsked {
    std::string service, ward;  // codes; empty: all
    ProblemState state = ProblemState::open;
    std::optional<places::View> view = {};  // the part of the map to list; nothing: the newest of all
    int page = 1;

    static ProblemsAsked of(const web::Request& request);
    /// The address of the same list; `more` says what is other.
    std::string address() const;
};

struct PublicProblem {
    cases::Line line;
    catalogue::DefinitionPtr service;  // under which it was reported
    std::string title, place;
    std::optional<places::Point> point = {};
    cases::PublicCopy copy = {};
    std::string address() const { return "/problems/" + line.request.reference.text(); }
};

struct ProblemsShown {
    ProblemsAsked asked;
    std::vector<PublicProblem> problems;
    bool more = false;             // there is another page
    places::TownMap map;
    places::View view;             // what the map shows
    std::vector<std::pair<std::string, std::string>> services, wards;  // to choose from: code and name
};

inline constexpr int problems_on_a_page = 20;
ProblemsShown problems(db::Tx& tx, const ProblemsAsked& asked);
/// Not found also where it is not public.
Result<PublicProblem> public_problem(db::Tx& tx, std::string_view reference);

}  // namespace website
