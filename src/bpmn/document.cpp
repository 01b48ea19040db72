#include "bpmn/document.h"

#include "base/text.h"

#include <algorithm>

namespace bpmn {
namespace {

/// The encoding the XML declaration names, in small letters; empty where it names none.
std::string declared_encoding(std::string_view document) {
    if (!document.starts_with("<?xml")) return {};
    const auto declaration = document.substr(0, document.substr(0, 400).find("?>"));
    const auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    const auto open = declaration.find_first_of("\"'", at);
    if (open == std::string_view::npos) return {};
    const auto close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    return base::lower_ascii(declaration.substr(open + 1, close - open - 1));
}

std::string from_latin1(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        if (c < 0x80) {
            out += byte;
        } else {
            out += static_cast<char>(0xC0 | (c >> 6));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
    }
    return out;
}

/// Whether what follows an ampersand is a character reference or one of XML's own entities.
bool is_known_entity(std::string_view rest) {
    const auto end = rest.substr(0, 12).find(';');
    if (end == std::string_view::npos || end == 0) return false;
    auto name = rest.substr(0, end);
    if (!name.starts_with('#'))
        return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
    const bool hex = name.starts_with("#x");
    name.remove_prefix(hex ? 2 : 1);
    long code = 0;
    for (const char c : name) {
        const auto digit = c >= '0' && c <= '9'          ? c - '0'
                           : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                           : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                         : -1;
        if (digit < 0) return false;
        code = code * (hex ? 16 : 10) + digit;
    }
    return !name.empty() && (code >= 0x20 || code == 9 || code == 10 || code == 13) &&
           !(code >= 0xD800 && code <= 0xDFFF) && code != 0xFFFE && code != 0xFFFF && code <= 0x10FFFF;
}

}  // namespace

std::unexpected<Refusal> refuse_line(std::string key, int line, std::string log) {
    return std::unexpected(
        Refusal{base::Kind::invalid, std::move(key), {{"line", std::to_string(line)}}, std::move(log)});
}

Result<std::string> to_unicode(std::string_view document) {
    if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
    const auto encoding = declared_encoding(document);
    std::string text;
    if (encoding == "iso-8859-1" || encoding == "latin1") {
        text = from_latin1(document);
    } else if (encoding == "windows-1252" || encoding == "cp1252") {
        text = from_latin1(document);
    } else if (encoding.empty() || encoding == "utf-8" || encoding == "us-ascii" || encoding == "utf8") {
        text = document;
    } else {
        return refuse_line("bpmn.read.encoding", 1, "encoding " + encoding);
    }
    const auto bad = std::ranges::find_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
    if (bad != text.end())
        return refuse_line("bpmn.read.bytes", Lines(text).at(static_cast<std::size_t>(bad - text.begin())),
                           "control character");
    if (!base::is_utf8(text)) return refuse_line("bpmn.read.bytes", 1, "not UTF-8");
    return text;
}

Result<void> refuse_entities(std::string_view document) {
    const auto skip = [&](std::size_t at, std::string_view open, std::string_view close) -> std::size_t {
        if (document.substr(at, open.size()) != open) return at;
        const auto end = document.find(close, at + open.size());
        return end == std::string_view::npos ? document.size() : end + close.size();
    };
    for (std::size_t at = 0; at < document.size();) {
        at = document.find_first_of("<&", at);
        if (at == std::string_view::npos) break;
        if (document[at] == '&') {
            if (!is_known_entity(document.substr(at + 1)))
                return refuse_line("bpmn.read.entity", Lines(document).at(at));
            ++at;
            continue;
        }
        auto next = skip(at, "<!--", "-->");
        if (next == at) next = skip(at, "<![CDATA[", "]]>");
        if (next == at) next = skip(at, "<?", "?>");
        if (next == at && document.substr(at, 2) == "<!")
            return refuse_line("bpmn.read.doctype", Lines(document).at(at));
        at = next == at ? at + 1 : next;
    }
    return {};
}

Lines::Lines(std::string_view text) : starts_{0} {
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        starts_.push_back(at + 1);
}

int Lines::at(std::size_t offset) const {
    return static_cast<int>(std::ranges::upper_bound(starts_, offset) - starts_.begin());
}

}  // namespace bpmn
