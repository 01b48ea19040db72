// Whatever is written, no markup gets out of an escaper, and no link leads to a script.

#include "html/html.h"
#include "html/markdown.h"

#include "base/text.h"

#include <cstdint>
#include <cstdlib>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

bool has(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

bool leads_somewhere_safe(const std::string& address) {
    const auto stop = address.find_first_of(":/?#");
    if (stop == std::string::npos || address[stop] != ':') return true;
    const auto scheme = base::lower_ascii(address.substr(0, stop));
    return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel" || scheme == "geo";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view written(reinterpret_cast<const char*>(bytes), size);
    must(!has(html::text(written).str(), "<"));

    html::Html attribute;
    attribute.attribute("title", written);
    must(attribute.str().find('"', 8) == attribute.size() - 1);

    must(leads_somewhere_safe(html::safe_url(written)));
    must(html::safe_url(html::safe_url(written)) == html::safe_url(written));
    must(!has(html::json_in_script(written).str(), "<"));

    const auto shown = base::lower_ascii(html::markdown(written).str());
    must(!has(shown, "<script") && !has(shown, "<img") && !has(shown, "href=\"javascript:"));
    return 0;
}
