// The BPMN Model Interchange Working Group's reference models: each is read, held as a model, written again, and both
// documents are then read by pugixml and compared as trees: elements, attributes with their values (their order has no
// meaning), qualified names, namespaces declared, text, and order. White space between elements, comments and
// processing instructions do not count.

#include "suite.h"

#include "bpmn/read.h"
#include "bpmn/write.h"

#include <pugixml.hpp>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace conformance {
namespace {

/// An element or a run of text.
struct Piece {
    pugi::xml_node element;
    std::string text;
};

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

std::vector<Piece> pieces_of(const pugi::xml_node& node) {
    std::vector<Piece> pieces;
    for (const auto& each : node.children()) {
        if (each.type() == pugi::node_element) pieces.push_back({each, {}});
        if (each.type() != pugi::node_pcdata && each.type() != pugi::node_cdata) continue;
        if (pieces.empty() || pieces.back().element) pieces.push_back({});
        pieces.back().text += each.value();
    }
    if (pieces.size() > 1)
        std::erase_if(pieces, [](const Piece& piece) { return !piece.element && is_blank(piece.text); });
    return pieces;
}

std::vector<std::string> attributes_of(const pugi::xml_node& node) {
    std::vector<std::string> all;
    for (const auto& each : node.attributes()) all.push_back(std::string(each.name()) + "=" + each.value());
    std::ranges::sort(all);
    return all;
}

/// Where the second tree first differs from the first; empty where it does not.
std::string difference(const pugi::xml_node& wanted, const pugi::xml_node& got) {
    const auto here =
        wanted.path() + (wanted.attribute("id") ? std::string("[") + wanted.attribute("id").value() + "]" : "");
    if (std::string_view(wanted.name()) != got.name()) return here + ": became " + got.name();
    if (attributes_of(wanted) != attributes_of(got)) return here + ": attributes differ";
    const auto wanted_pieces = pieces_of(wanted), got_pieces = pieces_of(got);
    if (wanted_pieces.size() != got_pieces.size()) return here + ": has other children";
    for (std::size_t i = 0; i < wanted_pieces.size(); ++i) {
        const auto &one = wanted_pieces[i], &other = got_pieces[i];
        if (!one.element != !other.element || one.text != other.text) return here + ": text differs";
        if (!one.element) continue;
        if (auto found = difference(one.element, other.element); !found.empty()) return found;
    }
    return {};
}

std::string compare(const std::string& original, const std::string& written) {
    constexpr auto how = pugi::parse_default | pugi::parse_ws_pcdata;
    pugi::xml_document before, after;
    if (!before.load_buffer(original.data(), original.size(), how)) return "the suite's file is no XML";
    if (!after.load_buffer(written.data(), written.size(), how)) return "what was written is no XML";
    return difference(before.document_element(), after.document_element());
}

void run_miwg(const std::filesystem::path& folder, Report& report) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".bpmn") files.push_back(entry.path());
    if (files.empty()) throw std::runtime_error("no .bpmn files in " + folder.string());
    std::ranges::sort(files);
    for (const auto& file : files) {
        const auto name = file.filename().string();
        const auto document = read_file(file);
        const auto model = bpmn::read(document);
        if (!model) {
            report.failed(name, "refused: " + model.error().key + " " + model.error().log);
            continue;
        }
        const auto found = compare(document, bpmn::write(*model));
        if (found.empty())
            report.passed();
        else
            report.failed(name, found);
    }
}

const bool known = add_suite("miwg", run_miwg);

}  // namespace
}  // namespace conformance
