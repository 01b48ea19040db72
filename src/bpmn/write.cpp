#include "bpmn/write.h"

namespace bpmn {
namespace {

enum class Where { text, attribute };

void append_escaped(std::string& out, std::string_view text, Where where) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '\r': out += "&#13;"; break;
            case '"': out += where == Where::attribute ? "&quot;" : "\""; break;
            case '\n': out += where == Where::attribute ? "&#10;" : "\n"; break;
            case '\t': out += where == Where::attribute ? "&#9;" : "\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    out += "\uFFFD";
                else
                    out += c;
        }
    }
}

void append_name(std::string& out, const std::string& prefix, const std::string& name) {
    if (!prefix.empty()) out.append(prefix) += ':';
    out += name;
}

/// Whether blanks may be put between its elements: not where text counts.
bool may_indent(const Element& element) {
    if (element.type() <= Type::foreign || rule_of(element.type()).mixed) return false;
    for (const auto& each : element.children())
        if (each->type() == Type::words) return false;
    return true;
}

void append_break(std::string& out, int level) { out.append(1, '\n').append(static_cast<std::size_t>(level) * 2, ' '); }

void append_element(std::string& out, const Element& element, int level) {
    if (element.type() == Type::words) return append_escaped(out, element.words(), Where::text);
    out += '<';
    append_name(out, element.prefix(), element.tag());
    for (const auto& attribute : element.attributes()) {
        out += ' ';
        append_name(out, attribute.prefix, attribute.name);
        out += "=\"";
        append_escaped(out, attribute.value, Where::attribute);
        out += '"';
    }
    if (element.children().empty() && element.words().empty()) {
        out += "/>";
        return;
    }
    out += '>';
    append_escaped(out, element.words(), Where::text);
    const bool indents = may_indent(element);
    for (const auto& each : element.children()) {
        if (indents) append_break(out, level + 1);
        append_element(out, *each, level + 1);
    }
    if (indents && !element.children().empty()) append_break(out, level);
    out += "</";
    append_name(out, element.prefix(), element.tag());
    out += '>';
}

}  // namespace

std::string write(const Model& model) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    append_element(out, model.definitions(), 0);
    out += '\n';
    return out;
}

}  // namespace bpmn
