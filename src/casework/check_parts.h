#pragma once
// Inside casework only: the parts of the publishing check of a map, a file each.

#include "bpmn/plan.h"
#include "casework/case_map.h"
#include "catalogue/publishing_check.h"
#include "dmn/domain.h"

#include <set>

namespace casework {

inline constexpr std::string_view map_file = "process.bpmn";

/// What the parts look at, and where they say what is wrong.
struct Look {
    const catalogue::Definition& service;
    const catalogue::Surroundings& around;
    const CaseMap& map;
    const bpmn::Plan& plan;
    catalogue::Faults& faults;

    void say(std::string_view element, std::string text) const { say_in(map_file, element, std::move(text)); }
    void say_in(std::string_view file, std::string_view element, std::string text) const { faults.push_back({std::string(file), std::string(element), std::move(text)}); }
    /// "Inspect it (inspect)"; its id alone where it has no name.
    std::string called(const bpmn::Node& node) const;
};

/// Nodes to which a case can come, of those that do not stand in `without`.
std::set<bpmn::NodeIndex> reached(const bpmn::Plan& plan, const std::set<bpmn::NodeIndex>& without = {});

/// The domain of a variable where a case stands at that node: what is answered, decided or told by then.
std::optional<dmn::Domain> domain_at(const Look& look, bpmn::NodeIndex node, std::string_view path);
/// What is wrong with a path, as a clause ("the service asks no 'size'"); empty where it is known.
std::string unknown_in(const Look& look, std::string_view path);

/// Where nobody comes, and from where nobody gets on; how long a case must wait; how it ends.
void look_at_ways(const Look& look);
/// Gateways: a way that no answer leads along, and answers that lead along none.
void look_at_gateways(const Look& look);
/// What tasks want: teams, skills, forms, letters.
void look_at_tasks(const Look& look);
/// Decision tables: what they ask, what they leave open, and whether anybody uses what they say.
void look_at_tables(const Look& look);

}  // namespace casework
