// Residents say it in their own words; the council's own services are what they mean.

#include "catalogue/catalogue.h"

#include "db/test/given.h"
#include "journal/sequencer.h"

#include <string>

namespace {

struct Town {
    given::Tenant tenant;
    journal::Sequencer sequencer;
    explicit Town(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {
        REQUIRE(tenant.db->write(given::context(), [](db::Tx& tx) { return catalogue::publish_folder(tx, "services"); }));
    }
    std::vector<std::string> found(std::string_view words, int limit = 3) {
        std::vector<std::string> codes;
        const auto services = tenant.db->read(given::context(), [&](db::Tx& tx) { return catalogue::find_services(tx, words, limit); });
        REQUIRE(services);
        for (const auto& service : *services) codes.push_back(service->code);
        return codes;
    }
};

struct Said {
    const char *words, *meant;
};
constexpr Said sayings[] = {
    {"bin not emptied", "missed-bin"},
    {"my bin wasn't collected", "missed-bin"},
    {"they missed our recycling", "missed-bin"},
    {"rubbish not collected this week", "missed-bin"},
    {"the bin men did not come", "missed-bin"},
    {"food caddy not emptied", "missed-bin"},
    {"missed colection", "missed-bin"},
    {"refuse", "missed-bin"},
    {"someone dumped a sofa", "fly-tipping"},
    {"mattress in the alley", "fly-tipping"},
    {"fly tipping", "fly-tipping"},
    {"flytipping", "fly-tipping"},
    {"bags of rubbish dumped by the road", "fly-tipping"},
    {"fridge dumped", "fly-tipping"},
    {"pothole", "pothole"},
    {"pot hole", "pothole"},
    {"hole in the road", "pothole"},
    {"broken pavement", "pothole"},
    {"I tripped on a paving slab", "pothole"},
    {"potholes on mill lane", "pothole"},
    {"lamp post out", "street-light"},
    {"street light not working", "street-light"},
    {"streetlight flickering", "street-light"},
    {"light on all day", "street-light"},
    {"lampost knocked over", "street-light"},
    {"graffiti", "graffiti"},
    {"grafitti on the bridge", "graffiti"},
    {"spray paint on my wall", "graffiti"},
    {"racist writing", "graffiti"},
    {"dog mess on the path", "dog-fouling"},
    {"dog poo in the park", "dog-fouling"},
    {"owner not picking up after dog", "dog-fouling"},
    {"abandoned car", "abandoned-vehicle"},
    {"burnt out van", "abandoned-vehicle"},
    {"car with no number plates", "abandoned-vehicle"},
    {"an untaxed car outside", "abandoned-vehicle"},
    {"need a new bin", "new-bin"},
    {"my bin was stolen", "new-bin"},
    {"bin lid broken", "new-bin"},
    {"order a bigger bin", "new-bin"},
    {"blocked drain", "blocked-drain"},
    {"gully smells", "blocked-drain"},
    {"flooded road", "blocked-drain"},
    {"water not draining away", "blocked-drain"},
    {"neighbours loud music", "noise"},
    {"noisy party next door", "noise"},
    {"dog barking all night", "noise"},
    {"building site noise", "noise"},
};

}  // namespace

TEST_CASE("what residents say leads to the service they mean, among the first three") {
    for (const auto engine : given::engines()) {
        Town town(engine);
        for (const auto& said : sayings) {
            auto outcome = std::string(said.words) + " finds";
            for (const auto& code : town.found(said.words)) outcome += ' ' + code;
            CHECK_MESSAGE(outcome.find(said.meant, std::string_view(said.words).size()) != std::string::npos, outcome);
        }
    }
}

TEST_CASE("words that say nothing find nothing, and hostile ones do no harm") {
    for (const auto engine : given::engines()) {
        Town town(engine);
        CHECK(town.found("").empty());
        CHECK(town.found("???").empty());
        CHECK(town.found("xylophone").empty());
        CHECK(town.found(std::string(100'000, '"')).empty());
        CHECK(town.found("bin' OR 1=1 --").size() <= 3);
        CHECK(town.found("bin", 1).size() == 1);
    }
}

TEST_CASE("a service that was published anew is found by its new words") {
    for (const auto engine : given::engines()) {
        Town town(engine);
        REQUIRE(town.tenant.db->write(given::context(), [](db::Tx& tx) { return catalogue::publish_folder(tx, "services"); }));
        CHECK(town.found("graffiti", 10).front() == "graffiti");
    }
}
