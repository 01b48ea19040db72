#include "knowledge/knowledge.h"

#include "knowledge/article_store.h"
#include "knowledge/article_text.h"
#include "search/search.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace knowledge {
namespace {

/// FOLDER/missed-collections.md → the article of that slug.
Result<Article> read_shipped(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto article = read_article(text);
    if (article && in && is_slug(path.stem().string())) {
        article->slug = path.stem().string();
        return article;
    }
    return refuse(Kind::invalid, "knowledge.article_refused", path.string() + ": " + (article ? "name" : article.error().log));
}

}  // namespace

Audience audience_of(const access::Actor& who) {
    return who.may(access::Permission::read_article) ? Audience::staff : Audience::everybody;
}

Result<std::vector<Article>> search_articles(db::Tx& tx, Audience audience, std::string_view words, int limit, bool forgiving) {
    const auto found = TRY(search::likeliest(
        tx, {.index = audience == Audience::staff ? staffs_index : everybodys_index, .words = words, .limit = limit, .forgiving = forgiving}));
    std::vector<Article> articles;
    for (const auto subject : found)
        if (auto article = read(tx, audience, ArticleId{subject})) articles.push_back(std::move(*article));
    return articles;
}

Result<std::int64_t> save_article(db::Tx& tx, const access::Actor& who, const Article& given) {
    TRY(access::require(who, access::Permission::write_article));
    auto article = given;
    TRY(check(article));
    if (!is_slug(article.slug) || article.slug == "new" || article.slug == "gaps") return refuse_fields("knowledge.article_refused", {{"slug", "knowledge.slug_wrong"}});
    const auto before = newest(tx, article.slug);
    if (!before && article.version != 0) return refuse(Kind::not_found, "knowledge.no_such_article");
    if (before && article.version == 0) return refuse_fields("knowledge.article_refused", {{"slug", "knowledge.slug_taken"}});
    if (before && article.version != before->version) return refuse(Kind::conflict, "knowledge.saved_meanwhile");
    return add_version(tx, before, article, true);
}

Result<std::vector<Article>> read_articles(const std::string& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".md") paths.push_back(entry.path());
    if (error) return refuse(Kind::invalid, "knowledge.folder", folder + ": " + error.message());
    std::ranges::sort(paths);
    std::vector<Article> all;
    for (const auto& path : paths) {
        auto shipped = TRY(read_shipped(path));
        all.push_back(std::move(shipped));
    }
    return all;
}

Result<int> seed_articles(db::Tx& tx, const std::string& folder) {
    int added = 0;
    const auto all = TRY(read_articles(folder));
    for (const auto& shipped : all) {
        const auto before = newest(tx, shipped.slug);
        if (before && before->own) continue;
        if (before && text_of(*read(tx, Audience::staff, before->id)) == text_of(shipped)) continue;
        add_version(tx, before, shipped, false);
        ++added;
    }
    return added;
}

}  // namespace knowledge
