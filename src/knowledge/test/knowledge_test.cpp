// Articles kept, found and changed, on both databases.

#include "knowledge/knowledge.h"

#include "access/access.h"
#include "db/test/given.h"
#include "journal/sequencer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

using knowledge::Article;
using knowledge::Audience;

namespace {

struct Library {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    given::Folder folder;
    access::Actor writer = access::Actor::house("writer");

    explicit Library(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {}

    template <class F>
    auto write(F&& fn) {
        return tenant.db->write(given::context(), std::forward<F>(fn));
    }
    template <class F>
    auto read(F&& fn) {
        return tenant.db->read(given::context(), std::forward<F>(fn));
    }
    void put(const std::string& slug, const std::string& everybody, const std::string& staff, const std::string& title = "Bins and lids") {
        std::ofstream out(folder.path / (slug + ".md"));
        out << "Title: " << title << "\nSummary: What to do\nServices: missed-bin\nReview: 2027-01-01\n";
        if (!everybody.empty()) out << "\n# For everybody\n\n" << everybody << '\n';
        if (!staff.empty()) out << "\n# For staff\n\n" << staff << '\n';
    }
    int seed() {
        const auto added = write([&](db::Tx& tx) { return knowledge::seed_articles(tx, folder.path.string()); });
        REQUIRE(added);
        return *added;
    }
    Article find(const std::string& slug) {
        const auto found = read([&](db::Tx& tx) { return knowledge::find_article(tx, slug); });
        REQUIRE(found);
        return *found;
    }
    Result<std::int64_t> save(const Article& article, const access::Actor& who) {
        return write([&](db::Tx& tx) { return knowledge::save_article(tx, who, article); });
    }
    Result<std::int64_t> save(const Article& article) { return save(article, writer); }
    std::string found(Audience audience, std::string_view words) {
        const auto articles = read([&](db::Tx& tx) { return knowledge::search_articles(tx, audience, words, 5); });
        REQUIRE(articles);
        std::string slugs;
        for (const auto& article : *articles) slugs += article.slug + " ";
        return slugs;
    }
};

void in_each_library(const std::function<void(Library&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Library library(engine);
        test(library);
    }
}

}  // namespace

TEST_CASE("articles are brought once, brought anew when the program's text changed, and left alone where the council wrote its own") {
    in_each_library([](Library& library) {
        library.put("bins", "Put it out.", "Ask for the tag.");
        library.put("lids", "Close it.", "");
        CHECK(library.seed() == 2);
        CHECK(library.seed() == 0);
        library.put("bins", "Put it out by 7am.", "Ask for the tag.");
        CHECK(library.seed() == 1);
        CHECK(library.find("bins").version == 2);
        auto own = library.find("bins");
        own.everybody = "Put it out by 6am, as we always did.";
        REQUIRE(library.save(own));
        library.put("bins", "Put it out by 8am.", "");
        CHECK(library.seed() == 0);
        CHECK(library.find("bins").everybody == "Put it out by 6am, as we always did.");
    });
}

TEST_CASE("a folder that is not there or holds something else is refused by name, and nothing of it is kept") {
    in_each_library([](Library& library) {
        library.put("bins", "Put it out.", "");
        std::ofstream(library.folder.path / "zebra.md") << "no article\n";
        const auto seeded = library.write([&](db::Tx& tx) { return knowledge::seed_articles(tx, library.folder.path.string()); });
        REQUIRE_FALSE(seeded);
        CHECK(seeded.error().log.find("zebra.md") != std::string::npos);
        CHECK(library.read([](db::Tx& tx) -> Result<bool> { return knowledge::all_articles(tx, Audience::staff).empty(); }).value());
        CHECK_FALSE(library.write([](db::Tx& tx) { return knowledge::seed_articles(tx, "/nowhere"); }));
    });
}

TEST_CASE("a staff part is never read, found, or given away by a search of everybody's") {
    in_each_library([](Library& library) {
        library.put("bins", "Put it out by seven.", "The gatekeeper's passphrase is xylophone.");
        library.put("calls", "", "Whisper zeppelin to the supervisor.", "Difficult calls");
        library.seed();
        const auto nothing_leaks = [&](const Article& article) {
            CHECK(article.staff.empty());
            CHECK(article.slug == "bins");
        };
        REQUIRE(library.read([&](db::Tx& tx) -> Result<bool> {
            for (const auto& article : knowledge::all_articles(tx, Audience::everybody)) nothing_leaks(article);
            for (const auto& article : knowledge::articles_of_service(tx, Audience::everybody, "missed-bin")) nothing_leaks(article);
            CHECK(knowledge::all_articles(tx, Audience::everybody).size() == 1);
            CHECK(knowledge::articles_of_service(tx, Audience::everybody, "missed-bin").size() == 1);
            CHECK(knowledge::articles_of_service(tx, Audience::staff, "missed-bin").size() == 2);
            const auto bins = TRY(knowledge::find_article(tx, Audience::everybody, "bins"));
            nothing_leaks(bins);
            CHECK_FALSE(knowledge::find_article(tx, Audience::everybody, "calls"));
            return true;
        }));
        for (const auto* words : {"xylophone", "xylophon", "passphrase", "zeppelin", "zepelin", "difficult", "xyl*", "gatekeeper xylophone"})
            CHECK(library.found(Audience::everybody, words) == "");
        CHECK(library.found(Audience::everybody, "seven") == "bins ");
        CHECK(library.found(Audience::staff, "xylophone") == "bins ");
        CHECK(library.found(Audience::staff, "zeppelin") == "calls ");
        CHECK(library.found(Audience::staff, "seven") == "bins ");
    });
}

TEST_CASE("an article whose public part is emptied is gone for everybody, from its page and from the search") {
    in_each_library([](Library& library) {
        library.put("bins", "Put it out by seven.", "Quiet.");
        library.seed();
        auto article = library.find("bins");
        article.everybody.clear();
        REQUIRE(library.save(article));
        CHECK(library.found(Audience::everybody, "seven") == "");
        CHECK(library.found(Audience::everybody, "bins") == "");
        CHECK_FALSE(library.read([](db::Tx& tx) { return knowledge::find_article(tx, Audience::everybody, "bins"); }));
        article = library.find("bins");
        article.everybody = "Put it out by eight.";
        REQUIRE(library.save(article));
        CHECK(library.found(Audience::everybody, "eight") == "bins ");
    });
}

TEST_CASE("whoever may write adds versions, the former ones stay, and two writers cannot overwrite each other") {
    in_each_library([](Library& library) {
        Article article{.slug = "bees", .title = "Bees", .summary = "Leave them be", .services = {"noise"}, .everybody = "Let them.", .staff = "Ring."};
        article.review_on = *base::parse_iso_day("2027-01-01");
        CHECK(library.save(article, access::Actor::visitor()).error().kind != Kind::invalid);
        CHECK_FALSE(library.save(article, access::Actor::visitor()));
        CHECK(library.save(article) == 1);
        CHECK(library.save(article).error().fields.front().field == "slug");  // a second new one of that address
        auto mine = library.find("bees"), theirs = mine;
        mine.everybody = "Let them be.";
        mine.services = {};
        CHECK(library.save(mine) == 2);
        const auto late = library.save(theirs);
        REQUIRE_FALSE(late);
        CHECK(late.error().kind == Kind::conflict);
        REQUIRE(library.read([&](db::Tx& tx) -> Result<bool> {
            const auto versions = knowledge::versions_of(tx, "bees");
            REQUIRE(versions.size() == 2);
            CHECK(versions.front().version == 2);
            const auto first = TRY(knowledge::find_version(tx, "bees", 1));
            CHECK(first.everybody == "Let them.");
            CHECK_FALSE(knowledge::find_version(tx, "bees", 3));
            CHECK(knowledge::articles_of_service(tx, Audience::staff, "noise").empty());
            return true;
        }));
        article.slug = "new";
        CHECK(library.save(article).error().fields.front().field == "slug");
        article.slug = "../x";
        CHECK(library.save(article).error().fields.front().field == "slug");
    });
}

TEST_CASE("hostile words in an article are kept as words, and hostile words in a search find nothing and harm nothing") {
    in_each_library([](Library& library) {
        Article article{.slug = "odd", .title = "<script>alert(1)</script>", .summary = "' OR 1=1 --", .everybody = "{{7*7}} %n%s \"quoted\""};
        article.review_on = *base::parse_iso_day("2027-01-01");
        REQUIRE(library.save(article));
        CHECK(library.find("odd").title == article.title);
        CHECK(library.find("odd").summary == article.summary);
        CHECK(library.found(Audience::everybody, "'; DROP TABLE knowledge_article; --") == "");
        CHECK(library.found(Audience::everybody, std::string(100'000, '"')) == "");
        CHECK(library.found(Audience::everybody, "") == "");
    });
}

TEST_CASE("the articles we bring are in order, and residents find them in their own words") {
    in_each_library([](Library& library) {
        const auto added = library.write([](db::Tx& tx) { return knowledge::seed_articles(tx, "knowledge"); });
        REQUIRE_MESSAGE(added, added.error().log);
        CHECK(*added >= 10);
        const std::pair<const char*, const char*> sayings[] = {
            {"when do you empty my bin", "bin-days"},       {"can I put glass in the blue bin", "what-goes-in-which-bin"},
            {"opening times of the tip", "recycling-centre"}, {"somebody dumped a mattress", "fly-tipping"},
            {"claim for damage to my car", "potholes-and-pavements"}, {"street lights dimmed at night", "street-lights"},
            {"neighbour's dog barks all day", "noise"},     {"car without tax", "abandoned-vehicles"},
            {"who cleans needles", "dog-fouling-and-graffiti"}, {"sandbags", "blocked-drains-and-flooding"},
            {"bigger bin for a large family", "new-and-bigger-bins"}};
        for (const auto& [words, slug] : sayings) {
            const auto slugs = library.found(Audience::everybody, words);
            CHECK_MESSAGE(slugs.substr(0, 90).find(slug) != std::string::npos, words, " finds ", slugs);
        }
        CHECK(library.found(Audience::everybody, "samaritans") == "");
        CHECK(library.found(Audience::staff, "caller wants to kill himself").find("difficult-calls") != std::string::npos);
    });
}
