#pragma once
// Inside dmn: a model as it was read. Boxed expressions have become trees like any other; tables hang on a node.

#include "dmn/dmn.h"
#include "dmn/evaluation.h"
#include "dmn/function.h"
#include "dmn/tree.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dmn {

struct Element;

/// An element that another one stands on, and under which import's name it is known there ("" for its own model's).
struct Requirement {
    const Element* to = nullptr;
    std::string import = {};
};

struct Element {
    Offer::Kind kind = Offer::Kind::decision;
    std::string id, name, type_name;
    Type type = {};
    std::vector<Requirement> needs = {};
    std::shared_ptr<const Node> logic = {};       // of decisions and knowledge models; may be none
    std::vector<Parameter> parameters = {};       // of knowledge models; of services, made from what follows
    std::vector<Requirement> outputs = {};        // of services
    std::vector<Requirement> inputs = {};         // of services: input data, then input decisions
    const Definitions* home = nullptr;
};

struct Definitions final : TypeShelf {
    struct Import {
        std::string name, space;
        Model model;
    };
    std::string name, space;
    std::vector<std::unique_ptr<Element>> elements;
    std::map<std::string, const Element*, std::less<>> by_id;
    std::map<std::string, Type, std::less<>> types;
    std::vector<Import> imports;
    Names members;  // of all item definitions, imported ones too
    std::vector<Flaw> flaws;

    Type find(std::string_view type) const override;
    /// By name or id; of several with one name the first.
    const Element* find(std::string_view name_or_id, Offer::Kind kind) const;
    const Element* by_reference(std::string_view href, std::string& import) const;
    std::weak_ptr<const Definitions> self;  // for functions, which outlive an evaluation
};

}  // namespace dmn
