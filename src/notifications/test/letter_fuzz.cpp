// Whatever stands in a wording and in its values, the letter keeps the promises of notifications/letter.h.

#include "notifications/letter.h"

#include "base/text.h"

#include <cstdint>
#include <cstdlib>

namespace {

void demand(bool promise) {
    if (!promise) std::abort();
}

std::string_view cut(std::string_view& rest) {
    const auto part = rest.substr(0, rest.find('\x01'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    return part;
}

bool leads_somewhere_safe(std::string_view tag) {
    const auto at = tag.find("href=\"");
    const auto address = tag.substr(at == tag.npos ? tag.size() : at + 6);
    const auto begins = [&](std::string_view with) {
        return base::equal_ignoring_case(address.substr(0, with.size()), with);
    };
    return begins("http://") || begins("https://") || begins("mailto:");
}

/// Every tag in the page is one of ours, and every link leads where links may lead.
void check_tags(std::string_view html) {
    static const std::set<std::string, std::less<>> ours{
        "!DOCTYPE", "html", "head", "meta",       "title", "body",   "div", "p",  "h1", "h2",
        "ul",       "ol",   "li",   "blockquote", "a",     "strong", "em",  "br", "hr"};
    for (auto at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
        const auto from = html[at + 1] == '/' ? at + 2 : at + 1;
        const auto name = html.substr(from, html.find_first_of(" >", from) - from);
        demand(ours.contains(name));
        if (name == "a" && html[at + 1] != '/') demand(leads_somewhere_safe(html.substr(at, html.find('>', at) - at)));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    notifications::Template wording{.name = "test", .subject = std::string(cut(rest)), .body = std::string(cut(rest))};
    const notifications::Values values{{"service", std::string(cut(rest))}, {"track", std::string(rest)}};
    const auto letter = notifications::write_letter(wording, values, "Testford");
    demand(letter.subject.find_first_of("\r\n") == std::string::npos);
    demand(base::is_utf8(letter.subject) && base::is_utf8(letter.text) && base::is_utf8(letter.html));
    check_tags(letter.html);
    (void)notifications::names_in(wording);
    (void)notifications::read_template(rest);
    return 0;
}
