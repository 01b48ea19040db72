#include "catalogue/stages.h"

#include "catalogue/test/given_services.h"
#include "db/test/given.h"
#include "journal/sequencer.h"
#include "places/gazetteer.h"

#include <thread>

namespace {

constexpr const char* the_question = R"({"code": "one", "type": "choice", "label": "Which one?", "required": true, "choices": [{"code": "a", "label": "The first"}, {"code": "b", "label": "The second"}]})";

/// A whole service, whose publishing check finds nothing wrong.
std::string document_of(const std::string& name, int days = 3) {
    return R"({"code": "lamp", "lgsl": 1, "lgil": 17, "group": "roads", "script": {"greeting": "I will ask which lamp.", "closing": "We will mend it."},
        "retention": {"years": 2, "basis": "Local Government Act 1974, section 26B"}, "lawful_basis": {"kind": "public_task", "law": "Highways Act 1980, section 97"}, "name": ")" + name + R"(", "summary": "Tell us.", "team": "Lights",
        "promise": {"working_days": )" + std::to_string(days) + R"(, "text": "Soon."}, "location": {"label": "Where is it?"}, "questions": [)" + the_question + R"(],
        "outcomes": [{"code": "done", "label": "It is done"}],
        "examples": [{"says": "one", "location": "Here", "answers": {"one": "a"}}, {"says": "none", "location": "Here", "answers": {}, "refused": ["one"]}]})";
}

/// One tenant that designs a service of its own, with two wards and a team.
struct Drawing {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    given::Folder services;
    access::Actor designer = access::Actor::house("designer");
    access::TeamId team;

    template <class Do>
    auto write(Do work) {
        return tenant.db->write(given::context(), work);
    }
    explicit Drawing(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {
        REQUIRE(write([&](db::Tx& tx) -> Result<void> {
            team = TRY(access::add_team(tx, designer, "Lights"));
            TRY(places::load(tx, {.wards = {{"W1", "North"}, {"W2", "South"}}, .streets = {}, .addresses = {}}));
            TRY(catalogue::begin_service(tx, designer, {{"service.json", document_of("Street lamp")}, {"article.md", "# Lamps\n"}}));
            return {};
        }));
    }
    Result<std::int64_t> publish(catalogue::Audience audience = {}, const std::string& why = "Because of the storm") {
        return write([&](db::Tx& tx) -> Result<std::int64_t> {
            const auto draft = TRY(catalogue::find_draft(tx, "lamp"));
            return catalogue::publish_draft(tx, designer, {.code = "lamp", .seen_edition = draft.edition, .audience = audience, .why = why}, {});
        });
    }
    /// Begins a draft and puts this document in it.
    void redraft(const std::string& document) {
        REQUIRE(write([&](db::Tx& tx) -> Result<void> {
            const auto draft = TRY(catalogue::begin_draft(tx, designer, "lamp"));
            TRY(catalogue::change_draft(tx, designer, "lamp", "service.json", document, draft.edition));
            return {};
        }));
    }
    std::string offered(std::string_view ward, const access::Actor& who = access::Actor::visitor()) {
        const auto found = tenant.db->read(given::context(), [&](db::Tx& tx) { return catalogue::find_offered(tx, "lamp", who, ward); });
        return found ? (*found)->name : std::string(found.error().key);
    }
    catalogue::ServiceState state() {
        return tenant.db->read(given::context(), [&](db::Tx& tx) { return catalogue::state_of(tx, "lamp"); }).value();
    }
    template <class Verb>
    Result<void> step(Verb verb) {
        return write([&](db::Tx& tx) { return verb(tx, designer, "lamp", "As the committee said"); });
    }
};

void with_each_drawing(const std::function<void(Drawing&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Drawing council(engine);
        test(council);
    }
}

}  // namespace

TEST_CASE("a draft is offered to nobody before it is published, and to everybody after") {
    with_each_drawing([](Drawing& council) {
        CHECK(council.offered("") == "catalogue.no_such_service");
        CHECK(council.state().stage() == catalogue::Stage::drafted);
        CHECK(council.publish().value() == 1);
        CHECK(council.offered("") == "Street lamp");
        CHECK(council.state().stage() == catalogue::Stage::live);
        CHECK_FALSE(council.state().draft);
        CHECK(council.publish().error().kind == Kind::not_found);
    });
}

TEST_CASE("what has faults, no reason, or was saved again meanwhile is not published") {
    with_each_drawing([](Drawing& council) {
        CHECK(council.publish({}, " ").error().fields.at(0).field == "why");
        council.redraft(R"({"code": "lamp", "name": "Broken"})");
        const auto refused = council.publish();
        CHECK(refused.error().key == "catalogue.has_faults");
        CHECK(council.state().draft);
        const auto stale = council.write([&](db::Tx& tx) {
            return catalogue::publish_draft(tx, council.designer, {.code = "lamp", .seen_edition = 1, .audience = {}, .why = "Because"}, {});
        });
        CHECK(stale.error().kind == Kind::conflict);
        const auto agent = council.write([&](db::Tx& tx) {
            return catalogue::publish_draft(tx, access::Actor::visitor(), {.code = "lamp", .seen_edition = 2, .audience = {}, .why = "Because"}, {});
        });
        CHECK(agent.error().kind == Kind::not_allowed);
    });
}

TEST_CASE("a new service that is only tried out by a team, or in a ward, is nobody else's") {
    with_each_drawing([](Drawing& council) {
        access::Actor colleague = access::Actor::house("colleague");
        colleague.own_teams = {council.team};
        REQUIRE(council.publish({.wards = {}, .teams = {council.team}}));
        CHECK(council.offered("") == "catalogue.no_such_service");
        CHECK(council.offered("", colleague) == "Street lamp");
    });
    with_each_drawing([](Drawing& council) {
        REQUIRE(council.publish({.wards = {"W1"}, .teams = {}}));
        CHECK(council.offered("") == "Street lamp");  // the place is not known yet
        CHECK(council.offered("W2") == "catalogue.no_such_service");
        CHECK(council.offered("W1") == "Street lamp");
    });
}

TEST_CASE("a pilot holds in its wards and for its teams, and everywhere once it is widened") {
    with_each_drawing([](Drawing& council) {
        REQUIRE(council.publish());
        council.redraft(document_of("Street lamp, tried out"));
        CHECK(council.publish({.wards = {"W9"}}).error().fields.at(0).field == "wards");
        CHECK(council.publish({.wards = {"W1"}, .teams = {council.team}}).value() == 2);
        CHECK(council.offered("W1") == "Street lamp, tried out");
        CHECK(council.offered("W2") == "Street lamp");
        CHECK(council.offered("") == "Street lamp");
        auto colleague = access::Actor::visitor();
        colleague.own_teams = {council.team};
        CHECK(council.offered("W2", colleague) == "Street lamp, tried out");
        CHECK(council.state().audience == catalogue::Audience{{"W1"}, {council.team}});
        CHECK(council.step(catalogue::widen_pilot));
        CHECK(council.offered("W2") == "Street lamp, tried out");
        CHECK(council.step(catalogue::widen_pilot).error().kind == Kind::conflict);
    });
}

TEST_CASE("a pilot that is ended leaves the live version, and rolling back publishes an older one as new") {
    with_each_drawing([](Drawing& council) {
        REQUIRE(council.publish());
        council.redraft(document_of("Second"));
        REQUIRE(council.publish({.wards = {"W1"}}));
        REQUIRE(council.step(catalogue::end_pilot));
        CHECK(council.offered("W1") == "Street lamp");
        const auto again = council.write([&](db::Tx& tx) { return catalogue::publish_again(tx, council.designer, "lamp", 2, "It was better", {}); });
        CHECK(again.value() == 3);
        CHECK(council.offered("W2") == "Second");
        const auto history = council.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::vector<catalogue::StageStep>> { return catalogue::history_of(tx, "lamp"); }).value();
        REQUIRE(history.size() == 4);
        CHECK(history.at(0).step == "rolled_back");
        CHECK(history.at(0).why == "It was better");
        CHECK(history.at(2).audience.wards == std::vector<std::string>{"W1"});
    });
}

TEST_CASE("what is retired is offered to nobody and found by no words, and may be offered again") {
    with_each_drawing([](Drawing& council) {
        REQUIRE(council.publish());
        const auto find = [&] { return council.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::find_services(tx, "street lamp", 5); }).value(); };
        CHECK(find().size() == 1);
        REQUIRE(council.step(catalogue::retire_service));
        CHECK(council.offered("W1") == "catalogue.no_such_service");
        CHECK(find().empty());
        CHECK(council.tenant.db->read(given::context(), catalogue::live_services).value().empty());
        CHECK(council.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::find_newest(tx, "lamp"); }).value()->name == "Street lamp");
        CHECK(council.step(catalogue::retire_service).error().kind == Kind::conflict);
        REQUIRE(council.step(catalogue::offer_again));
        CHECK(find().size() == 1);
    });
}

TEST_CASE("the program's folder never takes the place of what the council designed, and says so once") {
    with_each_drawing([](Drawing& council) {
        given::put_service(council.services.path, "litter", "Litter");
        const auto upgrade = [&] { return council.write([&](db::Tx& tx) { return catalogue::publish_folder(tx, council.services.path); }).value(); };
        REQUIRE(upgrade().size() == 1);
        REQUIRE(council.write([&](db::Tx& tx) -> Result<void> {
            const auto draft = TRY(catalogue::begin_draft(tx, council.designer, "litter"));
            auto document = std::string(draft.text("service.json"));
            document.insert(document.rfind('}'), R"(, "examples": [{"says": "one", "answers": {"which": "a"}}, {"says": "none", "answers": {}, "refused": ["which"]}])");
            document.insert(document.find(R"("label": "Which)"), R"("required": true, )");
            document.replace(document.find("Litter"), 6, "Rubbish");
            document.replace(document.find("Waste and recycling"), 19, "Lights");  // a team that this council has
            TRY(catalogue::change_draft(tx, council.designer, "litter", "service.json", document, draft.edition));
            return {};
        }));
        const auto draft = council.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::find_draft(tx, "litter"); }).value();
        const auto published = council.write([&](db::Tx& tx) {
            return catalogue::publish_draft(tx, council.designer, {.code = "litter", .seen_edition = draft.edition, .audience = {}, .why = "Our own words"}, {});
        });
        if (!published) {
            const auto around = council.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::surroundings_of(tx, {}); }).value();
            for (const auto& fault : catalogue::faults_of(catalogue::as_texts(draft.texts), around, {})) MESSAGE(catalogue::line_of(fault));
        }
        REQUIRE(published);
        CHECK(upgrade().empty());
        const auto brought = [&] { return council.tenant.db->read(given::context(), [](db::Tx& tx) -> Result<std::optional<catalogue::Files>> { return catalogue::brought_for(tx, "litter"); }).value(); };
        CHECK_FALSE(brought());  // nothing new
        given::put_service(council.services.path, "litter", "Litter bins");
        CHECK(upgrade().empty());
        REQUIRE(brought());
        CHECK(council.tenant.db->read(given::context(), [](db::Tx& tx) { return catalogue::find_live(tx, "litter"); }).value()->name == "Rubbish");
        REQUIRE(council.write([&](db::Tx& tx) { return catalogue::dismiss_brought(tx, council.designer, "litter"); }));
        CHECK(upgrade().empty());
        CHECK_FALSE(brought());
    });
}

TEST_CASE("of two who publish at once one is first, and the other is told") {
    with_each_drawing([](Drawing& council) {
        std::atomic<int> published = 0;
        std::vector<std::thread> all;
        for (int i = 0; i < 4; ++i) all.emplace_back([&] { published += council.publish().has_value() ? 1 : 0; });
        for (auto& each : all) each.join();
        CHECK(published == 1);
        CHECK(council.state().newest == 1);
    });
}
