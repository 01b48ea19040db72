#include "knowledge/article_store.h"

#include "journal/journal.h"
#include "knowledge/article_text.h"
#include "knowledge/events.h"
#include "knowledge/queries.h"
#include "search/search.h"

namespace knowledge {
namespace {

Article article_from(const db::Row& row) {
    return {.slug = row.get<std::string>(0),
            .version = row.get<std::int64_t>(1),
            .title = row.get<std::string>(2),
            .summary = row.get<std::string>(3),
            .services = parts_of(row.get<std::string_view>(4)),
            .questions = parts_of(row.get<std::string_view>(5)),
            .owner = row.get<std::string>(6),
            .review_on = row.get<Day>(7),
            .everybody = row.get<std::string>(8),
            .staff = row.get<std::string>(9),
            .saved_by = row.get<std::string>(10),
            .saved_at = row.get<Instant>(11)};
}

std::vector<Article> articles_from(db::Rows rows) {
    std::vector<Article> articles;
    for (const auto row : rows) articles.push_back(article_from(row));
    return articles;
}

std::optional<Article> first_of(db::Rows rows) {
    for (const auto row : rows) return article_from(row);
    return std::nullopt;
}

/// Two entries: what residents search holds nothing of the staff part.
void make_findable(db::Tx& tx, ArticleId id, const Article& article) {
    const auto put = [&](std::string_view index, std::vector<search::Text> texts) {
        search::put(tx, {.index = index, .subject = id.value, .at = tx.now(), .texts = std::move(texts)});
    };
    put(staffs_index, {{article.title, true}, {article.summary, true}, {article.everybody}, {article.staff}});
    if (article.is_for_everybody())
        put(everybodys_index, {{article.title, true}, {article.summary, true}, {article.everybody}});
    else
        search::remove(tx, everybodys_index, id.value);
}

}  // namespace

std::optional<Newest> newest(db::Tx& tx, std::string_view slug) {
    for (const auto row : tx.query(sql::newest, slug))
        return Newest{row.get<ArticleId>(0), row.get<std::int64_t>(1), row.get<std::string_view>(2) == "own"};
    return std::nullopt;
}

std::int64_t add_version(db::Tx& tx, const std::optional<Newest>& before, const Article& article, bool own) {
    const auto id = before ? before->id : tx.new_id<ArticleId>();
    const auto version = before ? before->version + 1 : 1;
    if (before)
        tx.run(sql::set_live, version, id);
    else
        tx.run(sql::add_article, id, article.slug, version);
    const auto services = joined(article.services), questions = joined(article.questions);
    tx.run(sql::add_version, id, version, own ? "own" : "shipped", article.title, article.summary, services, questions, article.owner,
           article.review_on, article.everybody, article.staff, tx.actor(), tx.now());
    tx.run(sql::forget_services, id);
    for (const auto& service : article.services) tx.run(sql::add_service, id, service);
    make_findable(tx, id, article);
    journal::announce(tx, ArticleSaved{id, article.slug, version, own});
    return version;
}

std::optional<Article> read(db::Tx& tx, Audience audience, ArticleId id) {
    return first_of(audience == Audience::staff ? tx.query(sql::read_for_staff, id) : tx.query(sql::read_for_everybody, id));
}

Result<Article> find_article(db::Tx& tx, Audience audience, std::string_view slug) {
    auto found = first_of(audience == Audience::staff ? tx.query(sql::find_for_staff, slug) : tx.query(sql::find_for_everybody, slug));
    if (!found) return refuse(Kind::not_found, "knowledge.no_such_article");
    return std::move(*found);
}

std::vector<Article> all_articles(db::Tx& tx, Audience audience) {
    return articles_from(audience == Audience::staff ? tx.query(sql::all_for_staff) : tx.query(sql::all_for_everybody));
}

std::vector<Article> articles_of_service(db::Tx& tx, Audience audience, std::string_view code) {
    return articles_from(audience == Audience::staff ? tx.query(sql::of_service_for_staff, code)
                                                     : tx.query(sql::of_service_for_everybody, code));
}

std::vector<Article> versions_of(db::Tx& tx, std::string_view slug) { return articles_from(tx.query(sql::versions_of, slug)); }

Result<Article> find_version(db::Tx& tx, std::string_view slug, std::int64_t version) {
    auto found = first_of(tx.query(sql::find_version, slug, version));
    if (!found) return refuse(Kind::not_found, "knowledge.no_such_article");
    return std::move(*found);
}

}  // namespace knowledge
