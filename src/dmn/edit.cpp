#include "dmn/edit.h"

#include "base/text.h"
#include "dmn/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <sstream>

namespace dmn {
namespace {

using pugi::xml_node;

constexpr std::array policy_names{"UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT", "COLLECT SUM", "COLLECT MIN", "COLLECT MAX", "COLLECT COUNT"};
constexpr std::string_view collect = "COLLECT ";

std::string policy_written(xml_node table) {
    auto policy = attribute(table, "hitPolicy");
    if (policy.empty()) policy = "UNIQUE";
    const auto sum = attribute(table, "aggregation");
    return policy == "COLLECT" && !sum.empty() ? policy + ' ' + sum : policy;
}

std::vector<xml_node> tables_below(xml_node root) {
    std::vector<xml_node> found;
    for (const auto decision : children(root, "decision"))
        if (const auto table = first_child(decision, "decisionTable")) found.push_back(table);
    return found;
}

/// "#input_answers": the element of this document that it points at.
xml_node pointed_at(xml_node root, std::string_view reference) {
    if (!reference.starts_with('#')) return {};
    return root.find_node([&](xml_node node) { return reference.substr(1) == node.attribute("id").value(); });
}

/// The requirements of a decision for input data of this document, by the name of the data.
std::vector<std::pair<std::string, xml_node>> requirements_of(xml_node decision) {
    std::vector<std::pair<std::string, xml_node>> all;
    for (const auto requirement : children(decision, "informationRequirement")) {
        const auto data = pointed_at(decision.parent(), attribute(first_child(requirement, "requiredInput"), "href"));
        if (data && is_named(data, "inputData")) all.emplace_back(attribute(data, "name"), requirement);
    }
    return all;
}

/// By which a column or rule is known again: its id, or its place where it has none.
std::string known_as(xml_node node, std::size_t place) {
    const auto id = attribute(node, "id");
    return id.empty() ? fmt::format("#{}", place + 1) : id;
}

/// The elements of that name below `owner`, each beside what it is known by.
using Known = std::vector<std::pair<std::string, xml_node>>;
Known known_in(xml_node owner, std::string_view name) {
    Known all;
    for (const auto node : children(owner, name)) all.emplace_back(known_as(node, all.size()), node);
    return all;
}
std::size_t place_among(const Known& known, const std::string& id) {
    return static_cast<std::size_t>(std::ranges::find(known, id, &Known::value_type::first) - known.begin());
}

WrittenTable table_written(xml_node table) {
    const auto decision = table.parent();
    WrittenTable written{.decision = attribute(decision, "name"), .question = text_of(first_child(decision, "question")), .policy = policy_written(table), .looks_at = {}, .inputs = {}, .outputs = {}, .rules = {}};
    for (const auto& [name, requirement] : requirements_of(decision)) written.looks_at.push_back(name);
    for (const auto& [id, input] : known_in(table, "input")) {
        const auto from = first_child(input, "inputExpression");
        written.inputs.push_back({id, attribute(input, "label"), inner_text(from), attribute(from, "typeRef")});
    }
    for (const auto& [id, output] : known_in(table, "output"))
        written.outputs.push_back({id, attribute(output, "label"), attribute(output, "name"), attribute(output, "typeRef")});
    for (const auto& [id, rule] : known_in(table, "rule")) {
        WrittenRule line{.id = id};
        for (const auto cell : children(rule, "inputEntry")) line.tests.push_back(inner_text(cell));
        for (const auto cell : children(rule, "outputEntry")) line.results.push_back(inner_text(cell));
        line.tests.resize(written.inputs.size(), "-");
        line.results.resize(written.outputs.size());
        line.note = inner_text(first_child(rule, "annotationEntry"));
        written.rules.push_back(std::move(line));
    }
    return written;
}

/// Changes one document: elements get the prefix that its own have, and ids that nothing else has.
class Writer {
public:
    explicit Writer(xml_node root) : root_(root) {
        const std::string_view name = root.name();
        if (const auto colon = name.find(':'); colon != name.npos) prefix_ = name.substr(0, colon + 1);
        root.find_node([&](xml_node node) {
            if (const auto id = node.attribute("id")) ids_.insert(id.value());
            return false;
        });
    }

    void put(xml_node table, const WrittenTable& written) {
        put_decision(table.parent(), written);
        const auto space = written.policy.find(' ');
        const bool sums = std::string_view(written.policy).starts_with(collect);
        set(table, "hitPolicy", sums ? written.policy.substr(0, space) : written.policy);
        set(table, "aggregation", sums ? written.policy.substr(space + 1) : std::string());
        const auto inputs = known_in(table, "input"), outputs = known_in(table, "output"), rules = known_in(table, "rule");
        put_columns(table, written, inputs, outputs);
        put_rules(table, written, rules, inputs, outputs);
    }

private:
    xml_node add(xml_node parent, std::string_view name) { return parent.append_child((prefix_ + std::string(name)).c_str()); }

    std::string free_id(const std::string& wanted) {
        auto id = wanted;
        for (int i = 2; !ids_.insert(id).second; ++i) id = fmt::format("{}_{}", wanted, i);
        return id;
    }

    static void set(xml_node node, const char* name, const std::string& value) {
        node.remove_attribute(name);
        if (!value.empty()) node.append_attribute(name).set_value(value.c_str());
    }

    void set_text(xml_node owner, const std::string& text) {
        auto node = first_child(owner, "text");
        if (!node) node = add(owner, "text");
        set_words(node, text);
    }
    static void set_words(xml_node node, const std::string& text) {
        node.remove_children();
        if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(text.c_str());
    }

    void put_decision(xml_node decision, const WrittenTable& written) {
        if (attribute(decision, "name") != written.decision) {
            set(decision, "name", written.decision);
            if (const auto variable = first_child(decision, "variable")) set(variable, "name", written.decision);
        }
        auto question = first_child(decision, "question");
        if (!question && !written.question.empty()) {
            const auto before = first_child(decision, "description");
            question = before ? decision.insert_child_after((prefix_ + "question").c_str(), before) : decision.prepend_child((prefix_ + "question").c_str());
        }
        if (question) set_words(question, written.question);
        if (question && written.question.empty()) decision.remove_child(question);
        put_requirements(decision, written.looks_at);
    }

    void put_requirements(xml_node decision, const std::vector<std::string>& wanted) {
        const auto now = requirements_of(decision);
        for (const auto& [name, requirement] : now)
            if (std::ranges::find(wanted, name) == wanted.end()) decision.remove_child(requirement);
        for (const auto& name : wanted) {
            if (std::ranges::any_of(now, [&](const auto& each) { return each.first == name; })) continue;
            auto requirement = decision.insert_child_before((prefix_ + "informationRequirement").c_str(), first_child(decision, "decisionTable"));
            set(requirement, "id", free_id(attribute(decision, "id") + "_needs_" + plain(name)));
            set(add(requirement, "requiredInput"), "href", '#' + data_named(name));
        }
    }

    /// The id of the input data of that name, which is added where there is none.
    std::string data_named(const std::string& name) {
        for (const auto data : children(root_, "inputData"))
            if (attribute(data, "name") == name) return attribute(data, "id");
        auto data = root_.insert_child_before((prefix_ + "inputData").c_str(), children(root_, "decision").front());
        const auto id = free_id("input_" + plain(name));
        set(data, "id", id);
        set(data, "name", name);
        auto variable = add(data, "variable");
        set(variable, "name", name);
        set(variable, "typeRef", "Any");
        return id;
    }

    static std::string plain(std::string_view name) {
        std::string id(name);
        for (auto& c : id)
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
        return id;
    }

    /// In the schema's order: inputs, outputs, annotations, rules. What is moved to the end one after another stands in that order.
    void put_columns(xml_node table, const WrittenTable& written, const Known& inputs, const Known& outputs) {
        const auto base = plain(attribute(table.parent(), "id"));
        std::vector<xml_node> kept;
        const auto column = [&](const char* name, const Known& known, const WrittenColumn& each) {
            const auto place = place_among(known, each.id);
            auto node = place < known.size() ? known[place].second : xml_node();
            if (node)
                table.append_move(node);
            else
                set(node = add(table, name), "id", free_id(fmt::format("{}_{}", base, name)));
            set(node, "label", each.label);
            kept.push_back(node);
            return node;
        };
        for (const auto& each : written.inputs) {
            auto node = column("input", inputs, each);
            auto from = first_child(node, "inputExpression");
            if (!from) from = add(node, "inputExpression");
            set(from, "typeRef", each.type);
            set_text(from, each.expression);
        }
        for (const auto& each : written.outputs) {
            auto node = column("output", outputs, each);
            set(node, "name", each.expression);
            set(node, "typeRef", each.type);
        }
        for (const auto* name : {"input", "output"})
            for (const auto node : children(table, name))
                if (std::ranges::find(kept, node) == kept.end()) table.remove_child(node);
        const bool has_notes = std::ranges::any_of(written.rules, [](const WrittenRule& rule) { return !rule.note.empty(); });
        if (has_notes && !first_child(table, "annotation")) set(add(table, "annotation"), "name", "Why");
        for (const auto note : children(table, "annotation")) table.append_move(note);
    }

    void put_rules(xml_node table, const WrittenTable& written, const Known& rules, const Known& inputs, const Known& outputs) {
        const auto base = plain(attribute(table.parent(), "id"));
        std::vector<xml_node> kept;
        for (const auto& rule : written.rules) {
            const auto place = place_among(rules, rule.id);
            auto node = place < rules.size() && std::ranges::find(kept, rules[place].second) == kept.end() ? rules[place].second : xml_node();
            if (node)
                table.append_move(node);
            else
                set(node = add(table, "rule"), "id", free_id(base + "_rule"));
            put_cells(node, "inputEntry", written.inputs, inputs, rule.tests, "-");
            put_cells(node, "outputEntry", written.outputs, outputs, rule.results, "");
            put_note(node, rule.note);
            kept.push_back(node);
        }
        for (const auto node : children(table, "rule"))
            if (std::ranges::find(kept, node) == kept.end()) table.remove_child(node);
    }

    /// A cell stays with its column: found by where the column stood before.
    void put_cells(xml_node rule, const char* name, const std::vector<WrittenColumn>& columns, const Known& known, const std::vector<std::string>& texts, const char* empty) {
        const auto cells = children(rule, name);
        std::vector<xml_node> kept;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto place = place_among(known, columns[i].id);
            auto cell = place < known.size() && place < cells.size() ? cells[place] : xml_node();
            if (cell)
                rule.append_move(cell);
            else
                set(cell = add(rule, name), "id", free_id(fmt::format("{}_{}", plain(attribute(rule, "id")), name)));
            const auto text = i < texts.size() ? texts[i] : std::string();
            set_text(cell, text.empty() ? empty : text);
            kept.push_back(cell);
        }
        for (const auto cell : cells)
            if (std::ranges::find(kept, cell) == kept.end()) rule.remove_child(cell);
    }

    void put_note(xml_node rule, const std::string& note) {
        auto first = first_child(rule, "annotationEntry");
        if (!first && !note.empty()) first = add(rule, "annotationEntry");
        if (first) set_text(first, note);
        for (const auto each : children(rule, "annotationEntry")) rule.append_move(each);
    }

    xml_node root_;
    std::string prefix_;
    std::set<std::string, std::less<>> ids_;
};

}  // namespace

std::vector<std::string> policies() { return {policy_names.begin(), policy_names.end()}; }

Result<std::vector<WrittenTable>> tables_in(std::string_view text) {
    const auto xml = TRY(Xml::parse(text));
    std::vector<WrittenTable> tables;
    for (const auto table : tables_below(xml.root())) tables.push_back(table_written(table));
    return tables;
}

Result<std::string> with_table(std::string_view text, std::size_t number, const WrittenTable& table) {
    TRY(Xml::parse(text));
    pugi::xml_document document;
    document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_comments | pugi::parse_declaration | pugi::parse_pi);
    const auto tables = tables_below(document.document_element());
    if (number >= tables.size()) return refuse(Kind::not_found, "dmn.no_decision");
    Writer(document.document_element()).put(tables[number], table);
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

std::string new_model(std::string_view space, std::string_view decision, std::string_view question, std::string_view looks_at) {
    pugi::xml_document document;
    auto root = document.append_child("definitions");
    const auto set = [](xml_node node, const char* name, std::string_view value) { node.append_attribute(name).set_value(std::string(value).c_str()); };
    set(root, "xmlns", "https://www.omg.org/spec/DMN/20230324/MODEL/");
    set(root, "id", "model");
    set(root, "name", decision);
    set(root, "namespace", space);
    auto element = root.append_child("decision");
    set(element, "id", "decision");
    set(element, "name", decision);
    auto variable = element.append_child("variable");
    set(variable, "name", decision);
    set(variable, "typeRef", "Any");
    set(element.append_child("decisionTable"), "id", "table");
    std::ostringstream out;
    document.save(out, "  ");
    const WrittenTable table{.decision = std::string(decision),
                             .question = std::string(question),
                             .policy = "FIRST",
                             .looks_at = {std::string(looks_at)},
                             .inputs = {{.expression = std::string(looks_at)}},
                             .outputs = {{.expression = "result"}},
                             .rules = {{.tests = {"-"}, .results = {"null"}}}};
    return with_table(out.str(), 0, table).value_or(out.str());
}

}  // namespace dmn
