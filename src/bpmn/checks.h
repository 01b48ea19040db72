#pragma once
// Inside bpmn only: where the checks put what they find, and what several of them ask.

#include "bpmn/check.h"
#include "bpmn/flow.h"

#include <map>
#include <unordered_set>
#include <utility>

namespace bpmn {

class Findings {
public:
    explicit Findings(const Model& of) : model_(of) {}
    const Model& model() const { return model_; }
    /// `rule` stands in data/rules.txt.
    void add(const Element& element, std::string_view rule, std::vector<SaidValue> values = {});
    std::vector<Finding> take() &&;

private:
    const Model& model_;
    std::vector<Finding> all_;
};

/// Which elements a list of references names, looked up once for each list: a list may be long, and asked often.
class Listing {
public:
    bool has(const Element& holder, std::string_view tag, const Element& wanted);

private:
    std::map<std::pair<const Element*, std::string>, std::unordered_set<const Element*>> lists_;
};

/// What a person calls it: `task “Check the bin” (Task_1)`.
std::string describe(const Element&);
/// Whether a reference leads out of the document, into a namespace that is not its own.
bool leads_elsewhere(const Model&, const Element& from, std::string_view written);
/// Whether two item definitions describe the same thing: the same one, or the same structure in the same number.
bool same_item(const Element* one, const Element* other);

bool is_uri(std::string_view);
bool is_mime_type(std::string_view);
bool is_iso_date(std::string_view);
bool is_iso_duration(std::string_view);
/// A repeating interval of ISO 8601, or a cron-like line as engines take it.
bool is_iso_cycle(std::string_view);

void check_structure(Findings&);
void check_references(Findings&);
void check_sequence_flows(Findings&);
void check_message_flows(Findings&);
void check_levels(Findings&);
void check_events(Findings&);
void check_event_flows(Findings&);
void check_links(Findings&);
void check_gateways(Findings&);
void check_activities(Findings&);
void check_called(Findings&);
void check_loops(Findings&);
void check_data(Findings&);
void check_data_sets(Findings&);
void check_event_data(Findings&);
void check_expressions(Findings&);
void check_collaborations(Findings&);

}  // namespace bpmn
