#include "catalogue/drafts.h"

#include "catalogue/test/given_services.h"
#include "db/test/given.h"
#include "journal/sequencer.h"

#include <thread>

namespace {

/// One tenant with a live service, and a colleague who designs.
struct Studio {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    given::Folder services;
    access::Actor designer = access::Actor::house("designer");
    template <class Do>
    auto write(Do work) {
        return tenant.db->write(given::context(), work);
    }
    explicit Studio(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {
        given::put_service(services.path, "missed-bin", "Missed bin");
        REQUIRE(write([&](db::Tx& tx) { return catalogue::publish_folder(tx, services.path); }));
    }
    Result<catalogue::Draft> begin(std::string_view code = "missed-bin") {
        return write([&](db::Tx& tx) { return catalogue::begin_draft(tx, designer, code); });
    }
    Result<std::int64_t> change(std::string_view file, std::string_view text, std::int64_t edition) {
        return write([&](db::Tx& tx) { return catalogue::change_draft(tx, designer, "missed-bin", file, text, edition); });
    }
    Result<catalogue::Draft> draft(std::string_view code = "missed-bin") {
        return tenant.db->read(given::context(), [&](db::Tx& tx) { return catalogue::find_draft(tx, code); });
    }
};

void with_each_studio(const std::function<void(Studio&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Studio studio(engine);
        test(studio);
    }
}

}  // namespace

TEST_CASE("a draft begins as the live version stands, and beginning it twice finds it") {
    with_each_studio([](Studio& studio) {
        CHECK(studio.draft().error().kind == Kind::not_found);
        const auto begun = studio.begin().value();
        CHECK(begun.based_on == 1);
        CHECK(begun.text("service.json").find("Missed bin") != std::string_view::npos);
        CHECK(catalogue::definition_of(catalogue::as_texts(begun.texts)).value().name == "Missed bin");
        REQUIRE(studio.change("article.md", "# Bins\n", begun.edition));
        CHECK(studio.begin().value().text("article.md") == "# Bins\n");
        CHECK(studio.begin("unknown").error().kind == Kind::not_found);
        const auto live = studio.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::find_live(tx, "missed-bin"); }).value();
        CHECK(live->article != "# Bins\n");
    });
}

TEST_CASE("two who save the same text lose no words; two who save different ones do not hinder each other") {
    with_each_studio([](Studio& studio) {
        const auto seen = studio.begin().value().edition;
        const auto second = studio.change("article.md", "# First\n", seen).value();
        const auto again = studio.change("article.md", "# Second\n", seen);
        REQUIRE_FALSE(again);
        CHECK(again.error().kind == Kind::conflict);
        CHECK(studio.draft().value().text("article.md") == "# First\n");
        CHECK(studio.change("process.bpmn", "<process/>", seen).value() == second + 1);
        CHECK(studio.change("article.md", "# Second\n", second));
        CHECK(studio.change("process.bpmn", "", second + 1));
        CHECK(studio.draft().value().texts.contains("process.bpmn") == false);
        CHECK(studio.change("process.bpmn", "<again/>", second + 1).error().kind == Kind::conflict);  // they have not seen that it went
    });
}

TEST_CASE("of many who save at once exactly one is first") {
    with_each_studio([](Studio& studio) {
        const auto seen = studio.begin().value().edition;
        std::atomic<int> saved = 0;
        std::vector<std::thread> all;
        for (int i = 0; i < 6; ++i) all.emplace_back([&, i] { saved += studio.change("article.md", "# " + std::to_string(i), seen).has_value() ? 1 : 0; });
        for (auto& each : all) each.join();
        CHECK(saved == 1);
        CHECK(studio.draft().value().edition == seen + 1);
    });
}

TEST_CASE("what is no text of a service is refused") {
    with_each_studio([](Studio& studio) {
        const auto seen = studio.begin().value().edition;
        for (const auto* file : {"", "../service.json", "a/b.dmn", ".dmn", "A.dmn", "notes.txt"}) CHECK(studio.change(file, "x", seen).error().kind == Kind::invalid);
        CHECK(studio.change("article.md", std::string(600 * 1024, 'a'), seen).error().fields.at(0).field == "text");
        CHECK(studio.change("article.md", "\xff\xfe", seen).error().kind == Kind::invalid);
        CHECK(studio.change("article.md", std::string_view("a\0b", 3), seen).error().kind == Kind::invalid);
        CHECK(studio.change("service.json", R"({"code": "another"})", seen).error().kind == Kind::invalid);
        CHECK(studio.change("service.json", "{", seen).error().kind == Kind::invalid);
        CHECK(studio.change("service.json", R"({"code": "missed-bin"})", seen));  // broken, and a draft may be
        CHECK_FALSE(catalogue::definition_of(catalogue::as_texts(studio.draft().value().texts)));
    });
}

TEST_CASE("a draft is thrown away by who has seen all of it, and only by who designs") {
    with_each_studio([](Studio& studio) {
        const auto seen = studio.begin().value().edition;
        const auto next = studio.change("article.md", "# Bins\n", seen).value();
        const auto discard = [&](const access::Actor& who, std::int64_t edition) {
            return studio.write([&](db::Tx& tx) { return catalogue::discard_draft(tx, who, "missed-bin", edition); });
        };
        CHECK(discard(studio.designer, seen).error().kind == Kind::conflict);
        CHECK(discard(access::Actor::visitor(), next).error().kind == Kind::not_allowed);
        CHECK(discard(studio.designer, next));
        CHECK(studio.draft().error().kind == Kind::not_found);
        CHECK(studio.begin());
    });
}

TEST_CASE("a new service begins with a code that is free") {
    with_each_studio([](Studio& studio) {
        const auto begin = [&](const std::string& document) {
            return studio.write([&](db::Tx& tx) { return catalogue::begin_service(tx, studio.designer, {{"service.json", document}, {"article.md", ""}}); });
        };
        CHECK(begin(R"({"code": "missed-bin"})").error().kind == Kind::invalid);
        CHECK(begin(R"({"code": "No Such"})").error().kind == Kind::invalid);
        CHECK(begin("[]").error().kind == Kind::invalid);
        CHECK(begin(R"({"code": "bee-swarm"})").value().based_on == 0);
        CHECK(begin(R"({"code": "bee-swarm"})").error().kind == Kind::invalid);
        CHECK(studio.draft("bee-swarm").value().text("article.md").empty());
    });
}
