// Decisions, knowledge models and decision services of a model, evaluated.

#include "dmn/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dmn {
namespace {

/// One asking of a model: its inputs, and what has been decided so far.
class Asking {
public:
    Asking(Evaluation& evaluation, const Context& inputs) : evaluation_(evaluation), inputs_(inputs) {}

    Value value_of(const Requirement& needed) {
        const auto& element = *needed.to;
        switch (element.kind) {
            case Offer::Kind::input: return input(element, needed.import);
            case Offer::Kind::decision: return decision(element);
            default: return function(element);
        }
    }
    Value decision(const Element&);
    Value service(const Element&);
    /// What stands in for a decision that is an input of a service.
    void preset(const Element& decision, Value value) { decided_.insert_or_assign(&decision, std::move(value)); }
    static Value function(const Element&);

private:
    Value input(const Element&, const std::string& import);
    ScopePtr scope_for(const Element&);

    Evaluation& evaluation_;
    const Context& inputs_;
    std::map<const Element*, Value> decided_;
};

/// Everything that an element stands on, by name; what is imported stands in a context named like the import.
template <class ValueOf>
ScopePtr scope_of(const Element& element, ValueOf value_of) {
    ScopePtr scope;
    std::map<std::string, Context> imported;
    for (const auto& needed : element.needs) {
        auto value = value_of(needed);
        if (needed.import.empty()) {
            scope = with_name(std::move(scope), needed.to->name, std::move(value));
        } else {
            imported[needed.import].put(needed.to->name, std::move(value));
        }
    }
    for (auto& [name, context] : imported) scope = with_name(std::move(scope), name, Value(std::move(context)));
    return scope;
}

/// A knowledge model or a decision service as a function. It keeps its model alive.
class ElementFunction final : public Callable {
public:
    ElementFunction(std::shared_ptr<const Definitions> home, const Element& element) : home_(std::move(home)), element_(element) {}

    Value call(Evaluation& evaluation, Items arguments, const std::vector<std::string>& names) const override {
        auto ordered = arranged(evaluation, element_.parameters, std::move(arguments), names);
        if (!ordered) return {};
        const auto* around = evaluation.shelf();
        evaluation.use(home_.get());
        auto value = element_.kind == Offer::Kind::service ? serve(evaluation, *ordered) : apply(evaluation, *ordered);
        evaluation.use(around);
        return value;
    }
    std::vector<Parameter> parameters() const override { return element_.parameters; }
    Type result() const override { return element_.type; }
    bool is_same(const Callable& other) const override {
        const auto* function = dynamic_cast<const ElementFunction*>(&other);
        return function != nullptr && &function->element_ == &element_;
    }

private:
    Value apply(Evaluation& evaluation, const Items& arguments) const {
        if (!element_.logic) return evaluation.fault(fmt::format("{} has no logic", element_.name));
        auto scope = scope_of(element_, [](const Requirement& needed) { return Asking::function(*needed.to); });
        for (std::size_t i = 0; i < arguments.size(); ++i) scope = with_name(std::move(scope), element_.parameters[i].name, arguments[i]);
        const Evaluation::Told told(evaluation, element_.name);
        return told.kept(coerced(evaluation, evaluation.evaluate(*element_.logic, scope), element_.type));
    }
    Value serve(Evaluation& evaluation, const Items& arguments) const {
        Context inputs;
        for (std::size_t i = 0; i < arguments.size(); ++i) inputs.put(element_.parameters[i].name, arguments[i]);
        Asking asking(evaluation, inputs);
        return asking.service(element_);
    }

    std::shared_ptr<const Definitions> home_;
    const Element& element_;
};

Value Asking::function(const Element& element) {
    return Value(std::shared_ptr<const Callable>(std::make_shared<ElementFunction>(element.home->self.lock(), element)));
}

Value Asking::input(const Element& element, const std::string& import) {
    const auto* given = inputs_.find(element.name);
    if (!import.empty())
        if (const auto* of_import = inputs_.find(import); of_import != nullptr && of_import->kind() == Value::Kind::context)
            if (const auto* found = of_import->context().find(element.name)) given = found;
    return given != nullptr ? coerced(evaluation_, *given, element.type) : Value();
}

ScopePtr Asking::scope_for(const Element& element) {
    return scope_of(element, [this](const Requirement& needed) { return value_of(needed); });
}

Value Asking::decision(const Element& element) {
    if (const auto known = decided_.find(&element); known != decided_.end()) return known->second;
    const Evaluation::Deeper level(evaluation_);
    if (!level || !evaluation_.charge(1)) return {};
    const auto scope = scope_for(element);
    const auto* around = evaluation_.shelf();
    evaluation_.use(element.home);
    const Evaluation::Told told(evaluation_, element.name);
    auto value = element.logic ? evaluation_.evaluate(*element.logic, scope) : evaluation_.fault(fmt::format("{} has no logic", element.name));
    value = told.kept(coerced(evaluation_, value, element.type));
    evaluation_.use(around);
    decided_.emplace(&element, value);
    return value;
}

Value Asking::service(const Element& element) {
    for (const auto& each : element.inputs)
        if (each.to->kind == Offer::Kind::decision) {
            const auto* given = inputs_.find(each.to->name);
            preset(*each.to, given != nullptr ? coerced(evaluation_, *given, each.to->type) : Value());
        }
    Value value;
    if (element.outputs.size() == 1) {
        value = decision(*element.outputs[0].to);
    } else {
        Context context;
        for (const auto& output : element.outputs) context.put(output.to->name, decision(*output.to));
        value = evaluation_.made(Value(std::move(context)));
    }
    return coerced(evaluation_, value, element.type);
}

Result<const Element*> found(const Model& model, std::string_view name, Offer::Kind kind) {
    const auto* element = model.definitions().find(name, kind);
    if (element == nullptr) return refuse(Kind::not_found, "dmn.no_decision", std::string(name.substr(0, 80)));
    return element;
}

}  // namespace

Result<Outcome> decide(const Model& model, std::string_view decision, const Context& inputs, const Conditions& conditions, Explanation* explanation) {
    const auto* element = TRY(found(model, decision, Offer::Kind::decision));
    Evaluation evaluation(conditions);
    evaluation.tell(explanation);
    Asking asking(evaluation, inputs);
    return evaluation.outcome(asking.decision(*element));
}

Result<Outcome> serve(const Model& model, std::string_view service, const Context& inputs, const Conditions& conditions, Explanation* explanation) {
    const auto* element = TRY(found(model, service, Offer::Kind::service));
    Evaluation evaluation(conditions);
    evaluation.tell(explanation);
    Asking asking(evaluation, inputs);
    return evaluation.outcome(asking.service(*element));
}

}  // namespace dmn
