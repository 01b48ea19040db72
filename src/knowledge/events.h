#pragma once
// What knowledge announces.

#include "journal/event.h"
#include "knowledge/knowledge.h"

namespace knowledge {

/// A version of an article was saved by somebody, or brought by the program.
struct ArticleSaved {
    static constexpr const char* kind = "knowledge.ArticleSaved";
    ArticleId article;
    std::string slug;
    std::int64_t version = 0;
    bool own = false;  // the council's own wording
    journal::Subject subject() const { return {"article", article.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("article", article);
        f("slug", slug);
        f("version", version);
        f("own", own);
    }
};

}  // namespace knowledge
