// Decision tables: what no rule answers, and what two rules answer.

#include "dmn/domain.h"
#include "dmn/model.h"
#include "dmn/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace dmn {
namespace {

/// One table, gone through column by column: rules that no longer hold are left behind, and what was seen is not gone through again.
class Coverage {
public:
    Coverage(const std::string& decision, const Table& table, const Domains& domains) : decision_(decision), table_(table), domains_(domains) {}

    std::vector<TableFault> find() {
        std::vector<std::size_t> all(table_.lines.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        for (std::size_t i = 0; i < table_.inputs.size(); ++i)
            if (!prepare(i)) return {};  // nothing can be told
        visit(0, all, {}, Context());
        return std::move(faults_);
    }

private:
    struct Column {
        Expression expression;
        std::vector<std::string> own;  // paths that no column before it asks for
        std::vector<std::vector<Value>> samples;
        bool independent = true;  // it asks for nothing that another column asks for
    };

    bool prepare(std::size_t column) {
        Column made{.expression = Expression(table_.inputs[column].expression, table_.inputs[column].text)};
        auto literals = literals_of(made.expression);
        for (std::size_t other = 0; other < table_.inputs.size(); ++other)
            for (const auto& line : table_.lines) std::ranges::move(literals_of(Expression(line.tests[other], "")), std::back_inserter(literals));
        for (const auto& path : paths_of(made.expression)) {
            if (std::ranges::find(asked_, path) != asked_.end()) {
                made.independent = false;
                shared_ = true;
                continue;
            }
            const auto domain = domains_(path);
            if (!domain) return false;
            asked_.push_back(path);
            made.own.push_back(path);
            made.samples.push_back(samples_of(*domain, literals));
        }
        columns_.push_back(std::move(made));
        return true;
    }

    void visit(std::size_t column, const std::vector<std::size_t>& rules, const std::vector<std::string>& where, const Context& inputs) {
        if (steps_++ > most_steps || done()) return;
        if (rules.empty()) return report_gap(where);
        if (column == columns_.size()) return report_overlaps(rules, where);
        if (!shared_ && !seen_.insert({column, rules}).second) return;
        if (rules.size() == 1 && finds_gaps() == false) return;
        choose(column, 0, rules, where, inputs);
    }

    void choose(std::size_t column, std::size_t path, const std::vector<std::size_t>& rules, const std::vector<std::string>& where, const Context& inputs) {
        const auto& at = columns_[column];
        if (path == at.own.size()) return keep_rules(column, rules, where, inputs);
        for (const auto& value : at.samples[path]) {
            auto next = inputs;
            put_at(next, at.own[path], value);
            auto told = where;
            told.push_back(value.is_null() ? at.own[path] + " is not answered" : fmt::format("{} = {}", at.own[path], to_feel(value)));
            choose(column, path + 1, rules, told, next);
        }
    }

    void keep_rules(std::size_t column, const std::vector<std::size_t>& rules, const std::vector<std::string>& where, const Context& inputs) {
        const auto input = evaluate(columns_[column].expression, inputs).value;
        std::vector<std::size_t> held;
        for (const auto rule : rules)
            if (const auto& cell = table_.lines[rule].tests[column]; test(Expression(cell, ""), input, inputs).value.is_true()) held.push_back(rule);
        visit(column + 1, held, where, inputs);
    }

    bool finds_gaps() const {
        using enum HitPolicy;
        const auto policy = table_.policy;
        const bool one = policy == unique || policy == any || policy == priority || policy == first;
        return one && std::ranges::any_of(table_.outputs, [](const auto& output) { return output.otherwise == nullptr; });
    }

    bool done() const { return gap_found_ && faults_.size() > most_faults; }

    void report_gap(const std::vector<std::string>& where) {
        if (!finds_gaps() || gap_found_) return;
        gap_found_ = true;
        faults_.push_back({.kind = TableFault::Kind::gap, .decision = decision_, .where = where});
    }

    bool clash(std::size_t a, std::size_t b) const {
        const bool ordered = std::ranges::all_of(table_.outputs, [](const auto& output) { return output.allowed != nullptr; });
        if (table_.policy == HitPolicy::unique) return true;
        if (table_.policy != HitPolicy::any && (table_.policy != HitPolicy::priority || ordered)) return false;
        for (std::size_t i = 0; i < table_.outputs.size(); ++i)
            if (!same(evaluate(Expression(table_.lines[a].results[i], ""), {}).value, evaluate(Expression(table_.lines[b].results[i], ""), {}).value)) return true;
        return false;
    }

    void report_overlaps(const std::vector<std::size_t>& rules, const std::vector<std::string>& where) {
        for (std::size_t i = 0; i < rules.size(); ++i)
            for (std::size_t k = i + 1; k < rules.size(); ++k) {
                if (!clash(rules[i], rules[k]) || faults_.size() > most_faults || !told_.insert({rules[i], rules[k]}).second) continue;
                faults_.push_back({.kind = TableFault::Kind::overlap, .decision = decision_, .where = where, .rule = rules[i] + 1, .other = rules[k] + 1});
            }
    }

    static constexpr std::size_t most_steps = 200'000, most_faults = 20;
    std::string decision_;
    const Table& table_;
    const Domains& domains_;
    std::vector<Column> columns_;
    std::vector<std::string> asked_;
    std::set<std::pair<std::size_t, std::vector<std::size_t>>> seen_;
    std::set<std::pair<std::size_t, std::size_t>> told_;
    std::vector<TableFault> faults_;
    std::size_t steps_ = 0;
    bool gap_found_ = false, shared_ = false;
};

const Table* table_in(const Node* node) {
    if (node == nullptr) return nullptr;
    if (node->kind == Form::table) return node->table.get();
    if (node->kind == Form::typed) return table_in(&node->child(0));
    return nullptr;
}

}  // namespace

std::vector<std::string> asked_by(const Model& model, std::string_view decision) {
    const auto* element = model.definitions().find(decision, Offer::Kind::decision);
    if (element == nullptr || element->logic == nullptr) return {};
    const auto* table = table_in(element->logic.get());
    if (table == nullptr) return paths_of(Expression(element->logic, ""));
    std::vector<std::string> all;
    for (const auto& input : table->inputs)
        for (auto& path : paths_of(Expression(input.expression, input.text)))
            if (std::ranges::find(all, path) == all.end()) all.push_back(std::move(path));
    std::erase_if(all, [&](const std::string& path) { return model.definitions().find(path.substr(0, path.find('.')), Offer::Kind::decision) != nullptr; });
    return all;
}

std::vector<std::pair<std::string, Domain>> results_of(const Model& model, std::string_view decision) {
    const auto* element = model.definitions().find(decision, Offer::Kind::decision);
    const auto* table = element == nullptr ? nullptr : table_in(element->logic.get());
    std::vector<std::pair<std::string, Domain>> all;
    for (std::size_t i = 0; table != nullptr && i < table->outputs.size(); ++i) {
        Domain domain;
        for (const auto& line : table->lines) {
            if (line.results[i]->kind != Form::literal) return {};
            domain.values.push_back(line.results[i]->value);
        }
        if (const auto& otherwise = table->outputs[i].otherwise) {
            if (otherwise->kind != Form::literal) return {};
            domain.values.push_back(otherwise->value);
        }
        all.emplace_back(table->outputs.size() == 1 ? "" : table->outputs[i].name, std::move(domain));
    }
    return all;
}

std::vector<TableFault> table_faults(const std::string& decision, const Model& model, const Domains& domains) {
    const auto* element = model.definitions().find(decision, Offer::Kind::decision);
    const auto* table = element == nullptr ? nullptr : table_in(element->logic.get());
    if (table == nullptr || table->lines.empty()) return {};
    return Coverage(element->name, *table, domains).find();
}

}  // namespace dmn
