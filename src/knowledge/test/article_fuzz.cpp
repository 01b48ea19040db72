// Whatever stands in an article's file, it is refused or reads back as it was.

#include "knowledge/article_text.h"

#include "base/text.h"

#include <cstdint>
#include <cstdlib>

namespace {

void demand(bool promise) {
    if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    demand(knowledge::slug_from(text).empty() || knowledge::is_slug(knowledge::slug_from(text)));
    const auto article = knowledge::read_article(text);
    if (!article) return 0;
    demand(base::is_utf8(article->title) && base::is_utf8(article->everybody) && base::is_utf8(article->staff));
    demand(!article->everybody.empty() || !article->staff.empty());
    const auto written = knowledge::text_of(*article);
    const auto again = knowledge::read_article(written);
    demand(again && knowledge::text_of(*again) == written);
    return 0;
}
