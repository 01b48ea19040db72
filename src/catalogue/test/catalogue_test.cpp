#include "catalogue/catalogue.h"

#include "catalogue/test/given_services.h"
#include "db/test/given.h"
#include "journal/sequencer.h"

#include <thread>

namespace {

/// One tenant's shelf of services, published from a folder of its own.
struct Bookshelf {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    given::Folder services;
    explicit Bookshelf(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {
        given::put_service(services.path, "missed-bin", "Missed bin");
    }

    Result<std::vector<std::string>> publish() {
        return tenant.db->write(given::context(), [&](db::Tx& tx) { return catalogue::publish_folder(tx, services.path); });
    }
    Result<catalogue::DefinitionPtr> live(std::string_view code = "missed-bin") {
        return tenant.db->read(given::context(), [&](db::Tx& tx) { return catalogue::find_live(tx, code); });
    }
    Result<catalogue::DefinitionPtr> version(std::int64_t number) {
        return tenant.db->read(given::context(), [&](db::Tx& tx) { return catalogue::find_version(tx, "missed-bin", number); });
    }
};

void with_each_shelf(const std::function<void(Bookshelf&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Bookshelf shelf(engine);
        test(shelf);
    }
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a published service is live, and says what its folder said") {
    with_each_shelf([](Bookshelf& shelf) {
        CHECK(shelf.live().error().kind == Kind::not_found);
        CHECK(shelf.publish().value() == Codes{"missed-bin"});
        const auto service = shelf.live().value();
        CHECK(service->version == 1);
        CHECK(service->name == "Missed bin");
        CHECK(service->team == "Waste and recycling");
        CHECK(service->form.questions.at(0).label == "Which one?");
        CHECK(service->outcome_label("done") == "It is done");
        CHECK(service->outcome_label("gone").empty());
        CHECK_FALSE(service->has_place());
        for (const auto* unknown : {"missed", "MISSED-BIN", "", "missed-bin' OR 1=1 --", "missed%"}) CHECK_FALSE(shelf.live(unknown));
    });
}

TEST_CASE("publishing again makes a new version only of what changed") {
    with_each_shelf([](Bookshelf& shelf) {
        given::put_service(shelf.services.path, "litter", "Litter");
        CHECK(shelf.publish().value() == Codes{"litter", "missed-bin"});
        CHECK(shelf.publish().value().empty());
        given::put_service(shelf.services.path, "missed-bin", "Missed bin", "Which bin was it?");
        CHECK(shelf.publish().value() == Codes{"missed-bin"});
        CHECK(shelf.live().value()->version == 2);
        CHECK(shelf.live("litter").value()->version == 1);
        std::ofstream(shelf.services.path / "litter/article.md") << "# Litter\n\nOther words.\n";
        CHECK(shelf.publish().value() == Codes{"litter"});
        CHECK(shelf.live("litter").value()->article == "# Litter\n\nOther words.\n");
    });
}

TEST_CASE("what was asked under a version keeps that version") {
    with_each_shelf([](Bookshelf& shelf) {
        REQUIRE(shelf.publish());
        given::put_service(shelf.services.path, "missed-bin", "Missed bin", "Which bin was it?");
        REQUIRE(shelf.publish());
        CHECK(shelf.version(1).value()->form.questions.at(0).label == "Which one?");
        CHECK(shelf.version(2).value()->form.questions.at(0).label == "Which bin was it?");
        CHECK(shelf.version(3).error().kind == Kind::not_found);
        given::put_service(shelf.services.path, "missed-bin", "Missed bin");  // back to the first wording
        REQUIRE(shelf.publish());
        CHECK(shelf.live().value()->version == 3);
        CHECK(shelf.live().value()->form.questions.at(0).label == "Which one?");
    });
}

TEST_CASE("one broken service keeps the whole folder from being published") {
    with_each_shelf([](Bookshelf& shelf) {
        given::put_service(shelf.services.path, "a-first", "First");
        std::filesystem::remove(shelf.services.path / "missed-bin/article.md");
        const auto published = shelf.publish();
        REQUIRE_FALSE(published);
        CHECK(published.error().kind == Kind::invalid);
        CHECK(published.error().log.find("missed-bin/article.md") != std::string::npos);
        CHECK_FALSE(shelf.live("a-first"));
    });
}

TEST_CASE("programs that publish at once make each version once") {
    with_each_shelf([](Bookshelf& shelf) {
        REQUIRE(shelf.publish());
        given::put_service(shelf.services.path, "missed-bin", "Missed bin", "Which bin was it?");
        std::atomic<int> made{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] {
                const auto published = shelf.publish();
                if (published) made += static_cast<int>(published->size());
            });
        threads.clear();
        CHECK(made == 1);
        CHECK(shelf.live().value()->version == 2);
    });
}

TEST_CASE("live services come by name") {
    with_each_shelf([](Bookshelf& shelf) {
        given::put_service(shelf.services.path, "z-code", "A name");
        REQUIRE(shelf.publish());
        const auto services = shelf.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::live_services(tx); }).value();
        REQUIRE(services.size() == 2);
        CHECK(services[0]->name == "A name");
    });
}

TEST_CASE("hostile JSON is refused") {
    for (const auto& document :
         {std::string(1'000'000, '['), std::string(1'000'000, '{'), std::string(R"({"code": "a", "lgsl": 1e400})"), std::string("{\"code\": \"a\"}\0", 14),
          std::string("\xef\xbb\xbf{}"), std::string(R"({"code": "../../etc", "lgsl": 1})"), std::string(R"({"code": "a", "lgsl": 99999999999999999999})"),
          std::string("null"), std::string("\"\\ud800\"")})
        CHECK_FALSE(catalogue::parse_definition(document, ""));
}
