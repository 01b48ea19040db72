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
    {"broken pavement", "pavement"},
    {"I tripped on a paving slab", "pavement"},
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
    {"order a bigger bin", "collection-change"},
    {"blocked drain", "blocked-drain"},
    {"gully smells", "blocked-drain"},
    {"flooded road", "flooded-road"},
    {"water not draining away", "blocked-drain"},
    {"neighbours loud music", "noise"},
    {"noisy party next door", "noise"},
    {"dog barking all night", "noise"},
    {"building site noise", "noise"},
    {"garden waste not collected", "missed-bin"},
    {"lamp post", "street-light"},
    {"we need a second recycling bin", "collection-change"},
    {"bin is too small", "collection-change"},
    {"I can't take my bins out", "assisted-collection"},
    {"bin too heavy for my mother", "assisted-collection"},
    {"get rid of an old sofa", "bulky-waste"},
    {"fridge collection", "bulky-waste"},
    {"old mattress", "bulky-waste"},
    {"green bin for the garden", "garden-waste"},
    {"grass cuttings collection", "garden-waste"},
    {"sharps box", "clinical-waste"},
    {"insulin needles", "clinical-waste"},
    {"caddy liners", "recycling-bags"},
    {"recycling bags", "recycling-bags"},
    {"bottle bank full", "recycling-site"},
    {"clothes bank overflowing", "recycling-site"},
    {"posters on lamp posts", "fly-posting"},
    {"flyposting", "fly-posting"},
    {"litter bin overflowing", "litter-bin"},
    {"dog bin full", "litter-bin"},
    {"street needs sweeping", "street-cleaning"},
    {"wet leaves on the pavement", "street-cleaning"},
    {"litter everywhere", "street-cleaning"},
    {"needles in the park", "needles-or-glass"},
    {"found a syringe", "needles-or-glass"},
    {"broken glass on the playground", "needles-or-glass"},
    {"dead fox", "dead-animal"},
    {"cat run over", "dead-animal"},
    {"dead pigeon", "dead-animal"},
    {"weeds", "weeds"},
    {"brambles over the footpath", "weeds"},
    {"hedge blocking the pavement", "weeds"},
    {"grass needs cutting", "grass-cutting"},
    {"long grass in the park", "grass-cutting"},
    {"tree fell down", "tree"},
    {"branch hanging over the road", "tree"},
    {"overhanging tree", "tree"},
    {"tree roots", "tree"},
    {"water running down the street", "flooded-road"},
    {"puddle across the road", "flooded-road"},
    {"wobbly slab", "pavement"},
    {"kerb is broken", "pavement"},
    {"stop sign knocked down", "damaged-sign"},
    {"street name plate missing", "damaged-sign"},
    {"traffic lights stuck", "traffic-light"},
    {"green man not working", "traffic-light"},
    {"pedestrian crossing", "traffic-light"},
    {"skip on the road", "skip-licence"},
    {"hire a skip", "skip-licence"},
    {"skip without lights", "road-obstruction"},
    {"scaffolding blocks the pavement", "road-obstruction"},
    {"stray dog", "stray-dog"},
    {"lost my dog", "stray-dog"},
    {"dog warden", "stray-dog"},
    {"dog bit me", "dangerous-dog"},
    {"aggressive dog", "dangerous-dog"},
    {"rats in the garden", "pest-control"},
    {"wasp nest", "pest-control"},
    {"mice", "pest-control"},
    {"bed bugs", "pest-control"},
    {"stolen car", "abandoned-vehicle"},
    {"council tax bill", "council-tax-bill"},
    {"copy of my council tax bill", "council-tax-bill"},
    {"why did my council tax go up", "council-tax-bill"},
    {"bailiffs", "council-tax-recovery"},
    {"I got a court summons for council tax", "council-tax-recovery"},
    {"enforcement agents at the door", "council-tax-recovery"},
    {"final notice", "council-tax-recovery"},
    {"who has to pay the council tax", "council-tax-liability"},
    {"is the landlord liable for council tax", "council-tax-liability"},
    {"student discount", "council-tax-discount"},
    {"my father has dementia council tax", "council-tax-discount"},
    {"exempt from council tax", "council-tax-exemption"},
    {"council tax when someone has died", "council-tax-exemption"},
    {"we are all students", "council-tax-exemption"},
    {"I am a landlord and my tenant moved out", "landlord-enquiry"},
    {"letting agent", "landlord-enquiry"},
    {"my partner moved out", "single-person-discount"},
    {"single person discount", "single-person-discount"},
    {"I live alone", "single-person-discount"},
    {"25% off", "single-person-discount"},
    {"cannot pay my council tax", "council-tax-arrears"},
    {"behind with my council tax", "council-tax-arrears"},
    {"pay council tax in instalments", "council-tax-arrears"},
    {"pay council tax", "council-tax-payment"},
    {"direct debit", "council-tax-payment"},
    {"council tax refund", "council-tax-payment"},
    {"council tax reduction", "benefit-claim"},
    {"housing benefit", "benefit-claim"},
    {"help with my rent", "benefit-claim"},
    {"I have started a job and get housing benefit", "benefit-change"},
    {"change of circumstances", "benefit-change"},
    {"moving house", "council-tax-move"},
    {"I have moved", "council-tax-move"},
    {"new address", "council-tax-move"},
    {"parking permit", "resident-parking-permit"},
    {"renew my parking permit", "resident-parking-permit"},
    {"park outside my house", "resident-parking-permit"},
    {"do I need planning permission", "planning-enquiry"},
    {"loft conversion", "planning-enquiry"},
    {"neighbour is building without permission", "planning-breach"},
    {"register a birth", "register-birth"},
    {"new baby", "register-birth"},
    {"register a death", "register-death"},
    {"my mum has died", "register-death"},
    {"death certificate", "register-death"},
    {"we want to get married", "ceremony"},
    {"wedding", "ceremony"},
    {"civil partnership", "ceremony"},
    {"register to vote", "electoral-register"},
    {"postal vote", "electoral-register"},
    {"electoral roll", "electoral-register"},
    {"join the library", "library-card"},
    {"library card", "library-card"},
    {"reserve a book", "library-request"},
    {"bins for my shop", "commercial-waste"},
    {"trade waste", "commercial-waste"},
    {"make a complaint", "complaint"},
    {"I want to complain about the council", "complaint"},
    {"stage 2 of my complaint", "complaint-review"},
    {"freedom of information", "freedom-of-information"},
    {"FOI", "freedom-of-information"},
    {"what data do you hold about me", "data-request"},
    {"subject access request", "data-request"},
    {"councillor asks for a resident", "councillor-enquiry"},
    {"blue badge", "blue-badge"},
    {"disabled parking badge", "blue-badge"},
    {"bus pass", "bus-pass"},
    {"pensioner bus travel", "bus-pass"},
    {"school place", "school-place"},
    {"change school", "school-place"},
    {"free school meals", "free-school-meals"},
    {"school dinners", "free-school-meals"},
    {"dropped kerb", "dropped-kerb"},
    {"drop the kerb for my drive", "dropped-kerb"},
    {"street party", "street-party-closure"},
    {"close my street for a party", "street-party-closure"},
    {"taxi licence", "taxi-driver-licence"},
    {"minicab driver", "taxi-driver-licence"},
    {"open a cafe", "food-registration"},
    {"food hygiene", "food-registration"},
    {"allotment", "allotment"},
    {"grow vegetables", "allotment"},
    {"no heating in my council flat", "housing-repair"},
    {"damp and mould", "housing-repair"},
    {"boiler broken", "housing-repair"},
    {"I am homeless", "homelessness"},
    {"eviction notice", "homelessness"},
    {"nowhere to sleep tonight", "homelessness"},
    {"rogue trader", "trading-standards"},
    {"fake goods", "trading-standards"},
    {"care for my elderly mother", "adult-social-care"},
    {"social worker", "adult-social-care"},
    {"carer's assessment", "adult-social-care"},
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

TEST_CASE("what most people ask for stands first, for an agent who presses Enter") {
    constexpr Said first[] = {
        {"bin not emptied", "missed-bin"}, {"missed bin", "missed-bin"}, {"missed recycling", "missed-bin"}, {"new bin", "new-bin"},
        {"pothole", "pothole"}, {"street light", "street-light"}, {"lamp post out", "street-light"}, {"dumped sofa", "fly-tipping"},
        {"blocked drain", "blocked-drain"}, {"dog mess", "dog-fouling"}, {"noisy neighbours", "noise"}, {"rats in the garden", "pest-control"},
        {"dead fox", "dead-animal"}, {"skip on the road", "skip-licence"}, {"stray dog", "stray-dog"}, {"graffiti", "graffiti"}, {"abandoned car", "abandoned-vehicle"},
        {"my partner moved out", "single-person-discount"}, {"single person discount", "single-person-discount"}, {"council tax reduction", "benefit-claim"}, {"parking permit", "resident-parking-permit"},
        {"register a death", "register-death"}, {"register a birth", "register-birth"}, {"blue badge", "blue-badge"}, {"moving house", "council-tax-move"}, {"homeless", "homelessness"},
        {"make a complaint", "complaint"}, {"freedom of information", "freedom-of-information"},
    };
    for (const auto engine : given::engines()) {
        Town town(engine);
        for (const auto& [words, meant] : first) {
            const auto found = town.found(words, 1);
            REQUIRE(found.size() == 1);
            CHECK_MESSAGE(found.front() == meant, std::string(words), " finds ", found.front());
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
