// Which lines of a table hold, and what its hit policy makes of them.

#include "dmn/table.h"

#include "dmn/builtin.h"
#include "dmn/evaluation.h"

#include <fmt/format.h>

#include <algorithm>

namespace dmn {
namespace {

bool makes_a_list(HitPolicy policy) {
    return policy == HitPolicy::rule_order || policy == HitPolicy::output_order || policy == HitPolicy::collect;
}

}  // namespace

std::string_view policy_name(HitPolicy policy) {
    switch (policy) {
        case HitPolicy::unique: return "UNIQUE";
        case HitPolicy::any: return "ANY";
        case HitPolicy::priority: return "PRIORITY";
        case HitPolicy::first: return "FIRST";
        case HitPolicy::rule_order: return "RULE ORDER";
        case HitPolicy::output_order: return "OUTPUT ORDER";
        case HitPolicy::collect: return "COLLECT";
        case HitPolicy::sum: return "COLLECT SUM";
        case HitPolicy::least: return "COLLECT MIN";
        case HitPolicy::greatest: return "COLLECT MAX";
        case HitPolicy::count: return "COLLECT COUNT";
    }
    return "";
}

/// One table on its way.
class Evaluation::Lookup {
public:
    Lookup(Evaluation& evaluation, const Table& table, const ScopePtr& scope) : evaluation_(evaluation), table_(table), scope_(scope) {}

    Value answer() {
        if (evaluation_.telling_ != nullptr) evaluation_.telling_->policy = policy_name(table_.policy);
        if (!take_inputs()) return {};
        for (std::size_t i = 0; i < table_.lines.size() && !evaluation_.stopped_; ++i) {
            if (!holds(i)) continue;
            hits_.push_back(i);
            if (table_.policy == HitPolicy::first) break;
        }
        return hits_.empty() ? otherwise() : by_policy();
    }

private:
    bool take_inputs() {
        for (const auto& input : table_.inputs) {
            auto value = evaluation_.evaluate(*input.expression, scope_);
            if (input.allowed && !value.is_null() && !evaluation_.satisfies(*input.allowed, value, scope_).is_true()) {
                evaluation_.fault(fmt::format("the value is not one of those that {} may have", input.text));
                return false;
            }
            values_.push_back(std::move(value));
        }
        return true;
    }

    bool holds(std::size_t number) {
        const auto& line = table_.lines[number];
        Rule* rule = nullptr;
        if (evaluation_.telling_ != nullptr) {
            evaluation_.telling_->rules.push_back({.number = number + 1, .id = line.id, .note = line.note});
            rule = &evaluation_.telling_->rules.back();
        }
        for (std::size_t i = 0; i < line.tests.size(); ++i) {
            const bool held = evaluation_.satisfies(*line.tests[i], values_[i], scope_).is_true();
            if (rule != nullptr) rule->conditions.push_back({table_.inputs[i].text, line.texts[i], values_[i], held});
            if (!held) return false;
        }
        if (rule != nullptr) rule->matched = true;
        return true;
    }

    void choose(std::size_t line) {
        if (evaluation_.telling_ == nullptr) return;
        for (auto& rule : evaluation_.telling_->rules)
            if (rule.number == line + 1) rule.chosen = true;
    }

    Value result(std::size_t line) {
        const auto& cells = table_.lines[line].results;
        if (table_.outputs.size() == 1) return evaluation_.evaluate(*cells[0], scope_);
        Context context;
        for (std::size_t i = 0; i < table_.outputs.size(); ++i) context.put(table_.outputs[i].name, evaluation_.evaluate(*cells[i], scope_));
        return evaluation_.made(Value(std::move(context)));
    }

    Value otherwise() {
        if (std::ranges::all_of(table_.outputs, [](const auto& output) { return output.otherwise == nullptr; }))
            return table_.policy == HitPolicy::count ? Value(0) : makes_a_list(table_.policy) ? Value(Items{}) : Value();
        const auto value_of = [&](const Table::Output& output) { return output.otherwise ? evaluation_.evaluate(*output.otherwise, scope_) : Value(); };
        if (table_.outputs.size() == 1) return value_of(table_.outputs[0]);
        Context context;
        for (const auto& output : table_.outputs) context.put(output.name, value_of(output));
        return evaluation_.made(Value(std::move(context)));
    }

    Value by_policy() {
        switch (table_.policy) {
            case HitPolicy::unique:
                if (hits_.size() > 1) return evaluation_.fault("several rules of a unique table match");
                return chosen(hits_.front());
            case HitPolicy::first: return chosen(hits_.front());
            case HitPolicy::any: return agreed();
            case HitPolicy::priority: return chosen(ranked().front().line);
            case HitPolicy::output_order: {
                Items all;
                for (const auto& each : ranked()) all.push_back(chosen(each.line));
                return evaluation_.made(std::move(all));
            }
            default: return collected();
        }
    }

    Value chosen(std::size_t line) {
        choose(line);
        return result(line);
    }

    Value agreed() {
        const auto first = chosen(hits_.front());
        for (std::size_t i = 1; i < hits_.size(); ++i)
            if (!same(chosen(hits_[i]), first)) return evaluation_.fault("the rules that match do not agree");
        return first;
    }

    Value collected() {
        Items all;
        for (const auto line : hits_) all.push_back(chosen(line));
        switch (table_.policy) {
            case HitPolicy::sum: return aggregated("sum", std::move(all));
            case HitPolicy::least: return aggregated("min", std::move(all));
            case HitPolicy::greatest: return aggregated("max", std::move(all));
            case HitPolicy::count: return static_cast<std::int64_t>(all.size());
            default: return evaluation_.made(std::move(all));
        }
    }
    Value aggregated(std::string_view function, Items all) {
        return call_builtin(evaluation_, *find_builtin(function), {Value(std::move(all))}, {});
    }

    struct Ranked {
        std::size_t line;
        std::vector<std::size_t> ranks;  // of each output among its allowed values
    };
    std::vector<Ranked> ranked() {
        std::vector<Ranked> all;
        for (const auto line : hits_) all.push_back({line, ranks_of(line)});
        std::ranges::stable_sort(all, {}, &Ranked::ranks);
        return all;
    }
    std::vector<std::size_t> ranks_of(std::size_t line) {
        std::vector<std::size_t> ranks;
        for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
            const auto& allowed = table_.outputs[i].allowed;
            if (!allowed) continue;
            const auto value = evaluation_.evaluate(*table_.lines[line].results[i], scope_);
            std::size_t rank = 0;
            while (rank < allowed->size() && !evaluation_.passes(allowed->child(rank), value, scope_).is_true()) ++rank;
            ranks.push_back(rank);
        }
        return ranks;
    }

    Evaluation& evaluation_;
    const Table& table_;
    const ScopePtr& scope_;
    Items values_;
    std::vector<std::size_t> hits_;
};

Value Evaluation::table(const Node& node, const ScopePtr& scope) { return Lookup(*this, *node.table, scope).answer(); }

}  // namespace dmn
