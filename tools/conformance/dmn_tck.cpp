// The cases of the DMN Technology Compatibility Kit: models, inputs and the results that they must have.
// FOLDER holds a folder for each level, in it one for each subject; README.md there tells how results are compared.

#include "suite.h"

#include "base/text.h"
#include "dmn/dmn.h"

#include <fmt/format.h>

#include <pugixml.hpp>

#include <algorithm>
#include <iostream>
#include <optional>
#include <vector>

namespace conformance {
namespace {

namespace fs = std::filesystem;

std::string_view local(pugi::xml_node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    return node.find_child([&](pugi::xml_node each) { return local(each) == name; });
}
std::string attribute(pugi::xml_node node, std::string_view name) {
    for (const auto& each : node.attributes()) {
        const std::string_view full = each.name();
        if (full == name || full.ends_with(":" + std::string(name))) return each.value();
    }
    return "";
}

/// A text that stands for a day, a time, both or a duration, as FEEL's literal of it.
dmn::Value temporal(const std::string& text) {
    const auto literal = dmn::parse("@\"" + text + "\"");
    return literal ? dmn::evaluate(*literal, {}).value : dmn::Value();
}
dmn::Value number(std::string text) {
    const auto value = dmn::Decimal::parse(base::trim(text));
    return value ? dmn::Value(*value) : dmn::Value();
}

/// `type` as the declaration of the node says it, where the value itself does not.
dmn::Value single_value(pugi::xml_node node, std::string_view declared) {
    if (attribute(node, "nil") == "true") return {};
    const std::string text = node.text().get();
    auto type = attribute(node, "type");
    if (const auto colon = type.find(':'); colon != std::string::npos) type = type.substr(colon + 1);
    if (type.empty()) type = declared;
    if (type == "string") return dmn::Value(text);
    if (type == "boolean") return dmn::Value(text == "true" || text == "1");
    if (type == "decimal" || type == "double" || type == "float" || type == "integer" || type == "int" || type == "number") return number(text);
    if (type == "date" || type == "time" || type == "dateTime" || type == "duration" || type.ends_with("duration") || type == "date and time")
        return temporal(std::string(base::trim(text)));
    return dmn::Value(text);
}

dmn::Value value_of(pugi::xml_node holder, std::string_view declared = {}) {
    if (attribute(holder, "nil") == "true") return {};
    if (const auto list = child(holder, "list")) {
        if (attribute(list, "nil") == "true") return {};
        dmn::Items items;
        for (auto item : list.children())
            if (local(item) == "item") items.push_back(value_of(item, declared));
        return dmn::Value(std::move(items));
    }
    dmn::Context context;
    bool any = false;
    for (auto component : holder.children()) {
        if (local(component) != "component") continue;
        context.put(attribute(component, "name"), value_of(component));
        any = true;
    }
    if (any) return dmn::Value(std::move(context));
    const auto value = child(holder, "value");
    return value ? single_value(value, declared) : dmn::Value();
}

/// Numbers within 1e-8, since some expected ones are written with fewer digits; all else as FEEL's `is`.
bool agrees(const dmn::Value& expected, const dmn::Value& got) {
    using Of = dmn::Value::Kind;
    if (expected.kind() != got.kind()) return false;
    if (expected.kind() == Of::number) {
        const auto apart = subtract(expected.number(), got.number());
        return apart && apart->absolute() <= *dmn::Decimal::parse("0.00000001");
    }
    if (expected.kind() == Of::list)
        return std::ranges::equal(expected.list(), got.list(), agrees);
    if (expected.kind() == Of::context) {
        const auto& entries = expected.context().entries();
        return entries.size() == got.context().size() && std::ranges::all_of(entries, [&](const auto& entry) {
                   const auto* other = got.context().find(entry.first);
                   return other != nullptr && agrees(entry.second, *other);
               });
    }
    if (expected.kind() == Of::time && (expected.time().zone.kind == dmn::Zone::Kind::none) != (got.time().zone.kind == dmn::Zone::Kind::none)) return false;
    return dmn::same(expected, got);
}

struct Errors {
    int wanted = 0, reported = 0;
};

class Subject {
public:
    Subject(const fs::path& folder, Report& report, Errors& errors) : folder_(folder), report_(report), errors_(errors) {}

    void run(const fs::path& file) {
        pugi::xml_document document;
        const auto text = read_file(file);
        if (!document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single)) throw std::runtime_error("no XML: " + file.string());
        const auto root = document.document_element();
        const auto model = load(child(root, "modelName").text().get(), file);
        for (auto test : root.children())
            if (local(test) == "testCase") run_case(test, model, file);
    }

private:
    fs::path model_file(std::string name) const {
        while (!name.empty() && name.back() == ' ') name.pop_back();
        if (!name.empty()) return folder_ / name;
        if (const auto same = folder_ / (folder_.filename().string() + ".dmn"); fs::exists(same)) return same;
        for (const auto& each : fs::directory_iterator(folder_))
            if (each.path().extension() == ".dmn") return each.path();
        throw std::runtime_error("no model in " + folder_.string());
    }

    /// The model, with whatever else in its folder it may import.
    Result<dmn::Model> load(const std::string& name, const fs::path&) const {
        const auto file = model_file(name);
        std::vector<dmn::Model> others;
        for (const auto& each : fs::directory_iterator(folder_)) {
            if (each.path().extension() != ".dmn" || each.path() == file) continue;
            if (auto model = dmn::read(read_file(each.path()))) others.push_back(std::move(*model));
        }
        return dmn::read(read_file(file), others);
    }

    static std::string declared_type(const dmn::Model& model, const std::string& name) {
        for (const auto& offer : model.offers())
            if (offer.name == name) return offer.type;
        return "";
    }

    void run_case(pugi::xml_node test, const Result<dmn::Model>& model, const fs::path& file) {
        const auto name = file.parent_path().filename().string() + "/" + file.stem().string().substr(file.stem().string().rfind("test-") + 5) + "/" + attribute(test, "id");
        if (!model) return report_.failed(name, model.error().key + " " + model.error().log);
        dmn::Context inputs;
        for (auto input : test.children())
            if (local(input) == "inputNode") inputs.put(attribute(input, "name"), value_of(input, declared_type(*model, attribute(input, "name"))));
        std::string why;
        for (auto result : test.children())
            if (local(result) == "resultNode" && why.empty()) why = check(test, result, *model, inputs);
        why.empty() ? report_.passed() : report_.failed(name, why);
    }

    Result<dmn::Outcome> ask(pugi::xml_node test, const std::string& name, const dmn::Model& model, const dmn::Context& inputs) const {
        const dmn::Conditions conditions{.limits = {}, .now = base::parse_iso("2026-11-27T12:00:00Z")};
        if (attribute(test, "type") == "decisionService") return dmn::serve(model, attribute(test, "invocableName"), inputs, conditions);
        return dmn::decide(model, name, inputs, conditions);
    }

    std::string check(pugi::xml_node test, pugi::xml_node result, const dmn::Model& model, const dmn::Context& inputs) {
        const auto name = attribute(result, "name");
        const auto outcome = ask(test, name, model, inputs);
        if (!outcome) return outcome.error().key + " " + name;
        if (attribute(result, "errorResult") == "true") {
            ++errors_.wanted;
            if (!outcome->faults.empty()) ++errors_.reported;
            return outcome->value.is_null() ? "" : "got " + to_feel(outcome->value) + " where an error is wanted";
        }
        const auto holder = child(result, "expected");
        const auto expected = value_of(holder ? holder : result, declared_type(model, name));
        auto got = outcome->value;
        if (expected.kind() != dmn::Value::Kind::context && got.kind() == dmn::Value::Kind::context && attribute(test, "type") == "decisionService")
            if (const auto* one = got.context().find(name)) got = *one;
        if (agrees(expected, got)) return "";
        return fmt::format("got {} where {} is expected{}", to_feel(got), to_feel(expected), outcome->faults.empty() ? "" : "; " + outcome->faults[0].what);
    }

    fs::path folder_;
    Report& report_;
    Errors& errors_;
};

void run(const fs::path& folder, Report& report) {
    std::vector<fs::path> files;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        const auto stem = each.path().stem().string();
        if (each.path().extension() == ".xml" && stem.contains("-test-")) files.push_back(each.path());
    }
    std::ranges::sort(files);
    Errors errors;
    for (const auto& file : files) Subject(file.parent_path(), report, errors).run(file);
    std::cout << fmt::format("{} of {} errors that are wanted were reported as well\n", errors.reported, errors.wanted);
}

const bool known = add_suite("dmn-tck", run);

}  // namespace
}  // namespace conformance
