// The only file that sees pugixml. It gives each element the type that the metamodel says it has in its place.

#include "bpmn/read.h"

#include "base/text.h"
#include "bpmn/document.h"

#include <pugixml.hpp>

#include <algorithm>

namespace bpmn {
namespace {

constexpr auto how_to_parse = pugi::parse_default | pugi::parse_ws_pcdata;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

struct Name {
    std::string prefix, local;
};

Name split_name(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return {"", std::string(name)};
    return {std::string(name.substr(0, colon)), std::string(name.substr(colon + 1))};
}

class Reading {
public:
    Reading(Model& model, const Lines& lines) : model_(model), lines_(lines) {}

    Result<std::unique_ptr<Element>> read_root(const pugi::xml_node& node) {
        auto root = TRY(make(node, nullptr));
        TRY(fill(node, *root, 1, 0));
        return root;
    }

private:
    Result<std::unique_ptr<Element>> make(const pugi::xml_node& node, const Element* parent) {
        if (++count_ > most_elements) return refuse_at(node, "bpmn.read.many");
        const auto [prefix, local] = split_name(node.name());
        std::string_view space;
        if (!find_space(node, parent, prefix, space)) return refuse_at(node, "bpmn.read.prefix");
        auto element =
            std::make_unique<Element>(type_of(node, parent, space, local), model_.keep_space(space), prefix, local);
        element->set_line(line_of(node));
        TRY(read_attributes(node, *element));
        return element;
    }

    int line_of(const pugi::xml_node& node) const {
        return lines_.at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
    }

    std::unexpected<Refusal> refuse_at(const pugi::xml_node& node, std::string key) const {
        auto refusal = refuse_line(std::move(key), line_of(node));
        refusal.error().fields.push_back(
            {"element", std::string(base::first_characters(base::to_utf8(node.name()), 100))});
        return refusal;
    }

    static bool find_space(const pugi::xml_node& node, const Element* parent, const std::string& prefix,
                           std::string_view& space) {
        const auto declaration = prefix.empty() ? std::string("xmlns") : "xmlns:" + prefix;
        if (const auto own = node.attribute(declaration.c_str())) {
            space = own.value();
        } else if (prefix == "xml") {
            space = space::xml;
        } else {
            space = parent != nullptr ? space_of_prefix(*parent, prefix) : std::string_view();
        }
        return prefix.empty() || !space.empty();
    }

    /// By the place it stands in; by its own name where the parent has no such place; foreign otherwise.
    static Type type_of(const pugi::xml_node& node, const Element* parent, std::string_view space,
                        const std::string& local) {
        const bool ours = space == space::model || space == space::bpmndi || space == space::dc || space == space::di;
        if (!ours || (parent != nullptr && parent->type() == Type::foreign)) return Type::foreign;
        const auto own = type_of_tag(space, local);
        if (parent == nullptr) return own == Type::none ? Type::foreign : own;
        const auto& rule = rule_of(parent->type());
        const auto place = rule.place_of(space, local);
        if (place == rule.children.size()) return own == Type::none ? Type::foreign : own;
        const auto& child = rule.children[place];
        if (child.name.empty()) return own;
        if (is_a(child.type, Type::expression))
            for (const auto& attribute : node.attributes())
                if (split_name(attribute.name()).local == "type" && !split_name(attribute.name()).prefix.empty())
                    if (const auto named = type_of_schema_name(split_name(base::trim(attribute.value())).local);
                        named != Type::none && is_a(named, child.type))
                        return named;
        return child.type;
    }

    Result<void> read_attributes(const pugi::xml_node& node, Element& element) const {
        for (const auto& each : node.attributes()) {
            if (element.attributes().size() == most_attributes ||
                std::string_view(each.value()).size() > most_characters)
                return refuse_at(node, "bpmn.read.attributes");
            auto [prefix, local] = split_name(each.name());
            for (const auto& before : element.attributes())
                if (before.prefix == prefix && before.name == local) return refuse_at(node, "bpmn.read.twice");
            const bool known = prefix.empty() && local != "xmlns";
            element.add_attribute({.prefix = std::move(prefix),
                                   .name = local,
                                   .value = each.value(),
                                   .rule = known ? rule_of(element.type()).attribute(local) : nullptr});
        }
        return {};
    }

    /// Blanks between the elements of a type that has no text say nothing; anywhere else they are kept.
    Result<void> fill(const pugi::xml_node& node, Element& element, int level, int declaring) {
        if (level > most_levels) return refuse_at(node, "bpmn.read.deep");
        declaring += element.declares() ? 1 : 0;
        if (declaring > most_declaring) return refuse_at(node, "bpmn.read.declaring");
        const auto& rule = rule_of(element.type());
        const bool keeps_blanks = rule.mixed || element.type() == Type::foreign || element.type() == Type::reference;
        const bool has_elements =
            std::ranges::any_of(node.children(), [](const auto& each) { return each.type() == pugi::node_element; });
        std::string words;
        const auto settle_words = [&] {
            if (!words.empty() && (keeps_blanks || !is_blank(words))) {
                auto run = std::make_unique<Element>(Type::words, std::string_view(), "", "");
                run->set_words(std::move(words));
                run->set_line(element.line());
                element.add(std::move(run));
            }
            words.clear();
        };
        for (const auto& each : node.children()) {
            if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) {
                words += each.value();
                if (words.size() > most_text) return refuse_at(node, "bpmn.read.text");
            } else if (each.type() == pugi::node_element) {
                settle_words();
                auto child = TRY(make(each, &element));
                TRY(fill(each, element.add(std::move(child)), level + 1, declaring));
            }
        }
        if (has_elements) {
            settle_words();
        } else if (keeps_blanks || !is_blank(words)) {
            element.set_words(std::move(words));
        }
        return {};
    }

    Model& model_;
    const Lines& lines_;
    std::size_t count_ = 0;
};

}  // namespace

Result<Model> read(std::string_view document) {
    if (document.size() > most_bytes) return refuse_line("bpmn.read.long", 1);
    const auto text = TRY(to_unicode(document));
    TRY(refuse_entities(text));
    const Lines lines(text);
    pugi::xml_document parsed;
    const auto result = parsed.load_buffer(text.data(), text.size(), how_to_parse, pugi::encoding_utf8);
    if (!result)
        return refuse_line("bpmn.read.xml",
                           lines.at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0))),
                           result.description());
    const auto root = parsed.document_element();
    const auto elements =
        std::ranges::count_if(parsed.children(), [](const auto& each) { return each.type() == pugi::node_element; });
    if (elements != 1) return refuse_line("bpmn.read.xml", 1, "not one root element");
    Model model;
    auto definitions = TRY(Reading(model, lines).read_root(root));
    if (definitions->type() != Type::definitions) return refuse_line("bpmn.read.root", definitions->line());
    model.set_definitions(std::move(definitions));
    return model;
}

}  // namespace bpmn
