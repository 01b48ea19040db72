#include "borough/names.h"

#include <fmt/format.h>

#include <array>

namespace borough {
namespace {

using namespace std::string_view_literals;

constexpr std::array firsts{
    "Abbot"sv,    "Acacia"sv,   "Albert"sv,    "Alder"sv,     "Alma"sv,      "Anchor"sv,   "Apple Tree"sv, "Ash"sv,       "Aspen"sv,     "Back Mill"sv, "Badger"sv,   "Bankside"sv,
    "Barley"sv,   "Barn"sv,     "Beech"sv,     "Bell"sv,      "Birch"sv,     "Bishop"sv,   "Blackthorn"sv, "Bluebell"sv,  "Bobbin"sv,    "Bramble"sv,   "Brewery"sv,  "Briar"sv,
    "Brick Kiln"sv, "Broad Oak"sv, "Brook"sv,  "Buckley"sv,   "Burns"sv,     "Buttercup"sv, "Byron"sv,     "Carlton"sv,   "Carr"sv,      "Castle"sv,    "Cedar"sv,    "Chapel"sv,
    "Cherry"sv,   "Chestnut"sv, "Clarence"sv,  "Clough"sv,    "Clover"sv,    "Coal Yard"sv, "Cobden"sv,    "Collier"sv,   "Coopers"sv,   "Copse"sv,     "Corn"sv,     "Cornmill"sv,
    "Cotton"sv,   "Crab Tree"sv, "Cromwell"sv, "Crossley"sv,  "Curlew"sv,    "Daisy"sv,    "Dale"sv,      "Darwin"sv,    "Deer Park"sv, "Derby"sv,     "Dovecote"sv, "Drovers"sv,
    "Duke"sv,     "Dyers"sv,    "Eldon"sv,     "Elder"sv,     "Elm"sv,       "Exchange"sv, "Fairfield"sv, "Falcon"sv,    "Farrier"sv,   "Fell View"sv, "Fern"sv,     "Field"sv,
    "Fleece"sv,   "Foundry"sv,  "Foxglove"sv,  "Friars"sv,    "Fuller"sv,    "Garth"sv,    "Gas"sv,       "George"sv,    "Gladstone"sv, "Glebe"sv,     "Gordon"sv,   "Gorse"sv,
    "Grange"sv,   "Green"sv,    "Hall"sv,      "Hardy"sv,     "Harvest"sv,   "Hatters"sv,  "Hawthorn"sv,  "Hazel"sv,     "Heath"sv,     "Heron"sv,     "Hollin"sv,   "Holly"sv,
    "Honeysuckle"sv, "Hope"sv,  "Hornbeam"sv,  "Inkerman"sv,  "Ironmonger"sv, "Ivy"sv,     "Jasmine"sv,   "Jubilee"sv,   "Juniper"sv,   "Keats"sv,     "Kestrel"sv,  "Kiln"sv,
    "King"sv,     "Kingfisher"sv, "Kingsley"sv, "Laburnum"sv, "Lark"sv,      "Larch"sv,    "Laurel"sv,    "Leaf"sv,      "Lilac"sv,     "Lime"sv,      "Linden"sv,   "Linnet"sv,
    "Livingstone"sv, "Lockside"sv, "Long Meadow"sv, "Loom"sv, "Lowther"sv,   "Magpie"sv,   "Mallard"sv,   "Maltings"sv,  "Manor"sv,     "Maple"sv,     "Marigold"sv, "Marsh"sv,
    "Mason"sv,    "Mayfield"sv, "Meadow"sv,    "Mercer"sv,    "Merlin"sv,    "Milton"sv,   "Mitre"sv,     "Monks"sv,     "Moorland"sv,  "Moss"sv,      "Mulberry"sv, "Napier"sv,
    "Nelson"sv,   "Nightingale"sv, "Nile"sv,   "Norfolk"sv,   "Nutwood"sv,   "Oak"sv,      "Orchard"sv,   "Osier"sv,     "Otter"sv,     "Owl"sv,       "Oxford"sv,   "Packhorse"sv,
    "Paddock"sv,  "Palmerston"sv, "Partridge"sv, "Peel"sv,    "Pheasant"sv,  "Pinfold"sv,  "Plough"sv,    "Poplar"sv,    "Potters"sv,   "Primrose"sv,  "Princess"sv, "Priory"sv,
    "Quarry"sv,   "Queen"sv,    "Raglan"sv,    "Raven"sv,     "Rectory"sv,   "Redwing"sv,  "Regent"sv,    "Robin"sv,     "Rookery"sv,   "Ropewalk"sv,  "Rose"sv,     "Rowan"sv,
    "Rushy"sv,    "Ruskin"sv,   "Russell"sv,   "Rye"sv,       "Saddlers"sv,  "Sandringham"sv, "Shakespeare"sv, "Shaw"sv,  "Shelley"sv,   "Silver"sv,    "Skylark"sv,  "Sorrel"sv,
    "Spindle"sv,  "Spring"sv,   "Stable"sv,    "Stanley"sv,   "Starling"sv,  "Stile"sv,    "Swallow"sv,   "Swan"sv,      "Sycamore"sv,  "Tanner"sv,    "Tawny"sv,    "Teal"sv,
    "Temple"sv,   "Tennyson"sv, "Thistle"sv,   "Thorn"sv,     "Threadneedle"sv, "Thrush"sv, "Tithe Barn"sv, "Trafalgar"sv, "Union"sv,   "Vale"sv,      "Vicarage"sv, "Victoria"sv,
    "Violet"sv,   "Walnut"sv,   "Warren"sv,    "Waterloo"sv,  "Weavers"sv,   "Wellington"sv, "Well"sv,    "Westbourne"sv, "Wharf"sv,    "Wheat"sv,     "Whitebeam"sv, "Willow"sv,
    "Windmill"sv, "Windsor"sv,  "Woodland"sv,  "Wordsworth"sv, "Wren"sv,     "Yarrow"sv,   "Yew Tree"sv,  "York"sv};

constexpr std::array in_town{"Street"sv, "Street"sv, "Street"sv, "Terrace"sv, "Row"sv, "Place"sv, "Road"sv};
constexpr std::array further_out{"Avenue"sv, "Road"sv, "Drive"sv, "Grove"sv, "Crescent"sv, "Gardens"sv, "Way"sv, "Avenue"sv, "Road"sv};
constexpr std::array dead_ends{"Close"sv, "Court"sv, "Close"sv, "Mews"sv, "Gardens"sv, "Fold"sv};
constexpr std::array lanes{"Lane"sv, "Road"sv, "Brow"sv, "Lane"sv};
constexpr std::array paths{"Walk"sv, "Path"sv, "Ginnel"sv};
constexpr std::array lead_to{"Preston"sv,  "Bolton"sv,  "Kendal"sv,  "Lancaster"sv, "Skipton"sv, "Moor"sv,    "Old Toll"sv, "Abbotsmere"sv, "Hallowby"sv, "Stonecross"sv,
                             "Wensham"sv, "Oakenshaw"sv, "Coldwell"sv, "Leeds"sv,   "Chester"sv, "Derby"sv, "Halifax"sv, "Mill Hill"sv, "Ring"sv,     "Park"sv,
                             "London"sv,  "Buxton"sv,  "Settle"sv,  "Ripon"sv,     "Warwick"sv, "Carlisle"sv, "Penrith"sv, "Whitby"sv, "Station"sv,  "Church"sv};
constexpr std::array lies{"Upper"sv, "Lower"sv, "Old"sv, "New"sv, "East"sv, "West"sv, "North"sv, "South"sv, "Great"sv, "Little"sv};
constexpr std::array block_firsts{"Foundry"sv, "Lock"sv, "Weaver"sv, "Century"sv, "Malt"sv, "Nightingale"sv, "Harbour"sv, "Cotton"sv, "Viaduct"sv, "Beacon"sv, "Orchard"sv,
                                  "Riverside"sv, "Priory"sv, "Clock"sv, "Castle"sv, "Albion"sv, "Pennine"sv, "Meridian"sv, "Sandpiper"sv, "Wharf"sv, "Minster"sv, "Jubilee"sv};
constexpr std::array block_kinds{"Court"sv, "House"sv, "Buildings"sv, "Mill"sv, "Point"sv, "Lodge"sv, "Mansions"sv, "Heights"sv};
constexpr std::array cottages{"Rose Cottage"sv, "Ivy House"sv, "The Old Forge"sv, "Orchard View"sv, "Brook Cottage"sv, "Hill Farm"sv, "The Lodge"sv, "Toll House"sv,
                              "Wren Cottage"sv, "Mill House"sv, "The Old Chapel"sv, "Sycamores"sv, "Fell Side"sv, "Moor End Farm"sv, "The Laurels"sv, "Woodbine Cottage"sv};
constexpr std::array wards{"Market"sv,    "Canalside"sv, "Beacon Hill"sv, "Millbrook"sv, "Northgate"sv,  "Southmoor"sv, "Riverside"sv, "Priory"sv,      "Quarry Bank"sv, "Fairfield"sv,
                           "Woodside"sv,  "Kingsmead"sv, "Coldwell"sv,    "Oakenshaw"sv, "Eastfield"sv,  "Marlow Green"sv, "Lockwood"sv, "Thornhill"sv, "Westbrook"sv,   "Castle"sv,
                           "Ashgrove"sv,  "Springfield"sv, "Old Town"sv,  "Moorend"sv,   "Heathlands"sv, "Bridgefoot"sv};
constexpr std::array towns{"Guildhall"sv, "Abbotsmere"sv, "Hallowby"sv, "Stonecross"sv, "Little Wensham"sv};

std::string_view kind_of(Draw& draw, Way way, double out) {
    switch (way) {
        case Way::close: return draw.one_of(dead_ends);
        case Way::lane: return draw.one_of(lanes);
        case Way::path: return draw.one_of(paths);
        default: return draw.chance(90 - 110 * out) ? draw.one_of(in_town) : draw.one_of(further_out);
    }
}

}  // namespace

bool Names::claim(std::string_view town, std::string_view name) { return taken_.emplace(town, name).second; }

std::string Names::street(std::string_view town, Way way, double out) {
    for (int tries = 0;; ++tries) {
        auto name = way == Way::main && tries < 40 ? fmt::format("{} Road", draw_.one_of(lead_to))
                                                   : fmt::format("{} {}", draw_.one_of(firsts), kind_of(draw_, way, out));
        if (tries > 12 && way != Way::main) name = fmt::format("{} {}", draw_.one_of(lies), name);
        if (claim(town, name)) return name;
    }
}

std::string Names::block() {
    for (int tries = 0;; ++tries) {
        auto name = fmt::format("{} {}", draw_.one_of(tries < 20 ? std::span<const std::string_view>(block_firsts) : std::span<const std::string_view>(firsts)), draw_.one_of(block_kinds));
        if (claim("a block", name)) return name;
    }
}

std::string_view Names::house(std::size_t number) { return cottages[number % cottages.size()]; }
std::span<const std::string_view> ward_names() { return wards; }
std::span<const std::string_view> town_names() { return towns; }

}  // namespace borough
