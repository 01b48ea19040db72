#pragma once
// Inside knowledge only: articles in and out of rows, and into the search.

#include "knowledge/knowledge.h"

namespace knowledge {

/// The newest version of an article, as far as saving the next one needs it.
struct Newest {
    ArticleId id;
    std::int64_t version = 0;
    bool own = false;
};
std::optional<Newest> newest(db::Tx&, std::string_view slug);

/// Adds the version after `before` (or the first one), makes it live and findable, and announces it. Its number.
std::int64_t add_version(db::Tx&, const std::optional<Newest>& before, const Article&, bool own);

std::optional<Article> read(db::Tx&, Audience, ArticleId);

/// As rows say who read or asked.
constexpr std::string_view code_of(Audience audience) { return audience == Audience::staff ? "staff" : "everybody"; }
constexpr Audience audience_from(std::string_view code) { return code == "staff" ? Audience::staff : Audience::everybody; }

inline constexpr std::string_view everybodys_index = "articles", staffs_index = "articles_of_staff";

}  // namespace knowledge
