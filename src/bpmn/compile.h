#pragma once
// Inside bpmn only: a model on its way to a plan. What cannot be carried out is collected, so that whoever drew the map
// reads all of it at once.

#include "bpmn/flow.h"
#include "bpmn/plan.h"

namespace bpmn {

class Compiler {
public:
    Compiler(const Model& model, const Expressions& expressions) : model_(model), expressions_(expressions) {}
    Result<std::shared_ptr<const Plan>> compile();

private:
    // compile.cpp: the shape
    NodeIndex add_node(const Element&, NodeKind, NodeIndex parent);
    void add_scope(const Element&, NodeIndex);
    void add_global_task(const Element&);
    void add_flow(const Element&);
    void relate(const Element&, NodeIndex);
    void relate_boundary(const Element&, Node&);
    void check(NodeIndex);
    void add_message_flows();
    void add_correlations();

    // compile_parts.cpp: what a node says of itself
    void describe(const Element&, NodeIndex);
    void describe_task(const Element&, Node&);
    void describe_loop(const Element&, Node&);
    void describe_many(const Element&, const Element& activity, Node&, Repetition&);
    void describe_event(const Element&, Node&);
    void describe_data(const Element&, Node&);
    std::vector<Mapping> mappings(const Element& holder, const Elements& associations, bool incoming);
    std::optional<EventPart> part_of(const Element& definition, const Node&);
    void time_of(const Element& definition, EventPart&, const Node&);
    std::string through(const Element& activity, const Element* data, bool incoming) const;

    Formula formula(const std::optional<Expression>&, const std::string& where);
    void refuse_at(const std::string& id, std::string key) { problems_.push_back({id, std::move(key)}); }
    NodeIndex index_of(const Element*) const;

    const Model& model_;
    const Expressions& expressions_;
    std::shared_ptr<Plan> plan_ = std::make_shared<Plan>();
    std::unordered_map<const Element*, NodeIndex> index_;
    std::vector<std::pair<const Element*, NodeIndex>> nodes_;
    std::vector<Problem> problems_;
};

/// The name by which variables know a data object, property, input or output.
std::string variable_of(const Element&);
/// A message's or signal's name, an error's or escalation's code; the id where it has none.
std::string known_as(const Element*);

}  // namespace bpmn
