#include "search/search.h"

#include "base/random.h"
#include "db/test/given.h"
#include "search/question.h"
#include "search/spelling.h"
#include "search/tokens.h"

#include <fmt/ranges.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

namespace {

using namespace std::chrono_literals;
using search::find;
using Subjects = std::vector<std::int64_t>;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    search::for_each_token(text, [&](const search::Token& token) { words.emplace_back(token.word); });
    return words;
}
std::vector<std::string> stems_of(std::string_view text) {
    std::vector<std::string> stems;
    search::for_each_token(text, [&](const search::Token& token) { stems.emplace_back(search::stem(token)); });
    return stems;
}
using Words = std::vector<std::string>;

/// One tenant with an index of its own.
struct Shelf {
    given::Tenant tenant;
    explicit Shelf(db::Engine engine) : tenant(engine) {}

    void put(std::int64_t subject, std::string_view text, std::vector<std::string> tags = {}, Duration after = {},
             std::string_view title = {}) {
        REQUIRE(tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<void> {
            search::put(tx, {.index = "things", .subject = subject, .at = given::start + after,
                             .texts = {{.text = text}, {.text = title, .is_title = true}}, .tags = tags});
            return {};
        }));
    }
    void remove(std::int64_t subject) {
        REQUIRE(tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<void> {
            search::remove(tx, "things", subject);
            return {};
        }));
    }
    Result<search::Found> ask(search::Query query) {
        if (query.index.empty()) query.index = "things";
        return tenant.db->read(given::context(), [&](db::Tx& tx) { return find(tx, query); });
    }
    /// All subjects found, in numerical order.
    Subjects hits(std::string_view words, std::vector<std::vector<std::string>> within = {}, bool forgiving = false) {
        const auto found = ask({.words = words, .within = within, .limit = 1000, .forgiving = forgiving});
        if (!found) return {-1};
        auto subjects = found->subjects;
        std::ranges::sort(subjects);
        return subjects;
    }
};

void at_each_shelf(const std::function<void(Shelf&)>& test) {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Shelf shelf(engine);
        test(shelf);
    }
}

}  // namespace

TEST_CASE("text falls into folded words, whatever its script") {
    CHECK(words_of("Missed-bin: O'Brien’s 'green' BIN, No.7a!") ==
          Words{"missed", "bin", "obrien", "green", "bin", "no", "7a"});
    CHECK(words_of("Grüße aus Łódź; Ŵyn, ŷd a Llŷn; fête") == Words{"grusse", "aus", "lodz", "wyn", "yd", "a", "llyn", "fete"});
    CHECK(words_of("e\u0301cole \u00E9cole ﬁne ｂｉｎ") == Words{"ecole", "ecole", "fine", "bin"});
    CHECK(words_of("ΟΔΟΣ Й ёж 東京 🏛bin") == Words{"οδοσ", "и", "еж", "東", "京", "bin"});
    CHECK(words_of("a\xff" "b\xc3") == Words{"a", "b"});
    CHECK(words_of(std::string(100, 'x')) == Words{std::string(40, 'x')});
    CHECK(words_of("'s '' ’ '").size() == 1);
    CHECK(words_of("").empty());
}

TEST_CASE("words are stemmed as English, numbers and names of other scripts are left alone") {
    CHECK(stems_of("collections collected collecting") == Words{"collect", "collect", "collect"});
    CHECK(stems_of("happy 7a's 東 rubbish") == Words{"happi", "7a", "東", "rubbish"});
}

TEST_CASE("a question is read into terms") {
    const auto terms = *search::parse("missed \"green bins\" -brown coll* O'Brien-Smith “open quote");
    REQUIRE(terms.size() == 6);
    CHECK(terms[0].is_plain_word());
    CHECK(terms[1].is_quoted);
    CHECK(terms[1].stems == Words{"green", "bin"});
    CHECK(terms[2].is_excluded);
    CHECK(terms[3].is_prefix);
    CHECK(terms[3].stems == Words{"coll"});
    CHECK(terms[4].stems == Words{"obrien", "smith"});
    CHECK(terms[5].stems == Words{"open", "quot"});
    CHECK(search::parse("  - \"\" * ** -\"\" ’ ").value().empty());
}

TEST_CASE("a question that is too long is refused") {
    CHECK(search::parse(std::string(500, 'x')));
    CHECK(search::parse(std::string(501, 'x')).error().kind == Kind::invalid);
    std::string many;
    for (int i = 0; i < 32; ++i) many += "ab ";
    CHECK(search::parse(many));
    CHECK(search::parse(many + "ab").error().key == "search.too_long");
    CHECK(search::parse("\"" + many + "ab\"").error().key == "search.too_long");
}

TEST_CASE("different tags are different tokens") {
    CHECK(search::tag_token("team:7") == "teamz3a7");
    CHECK(search::tag_token("TEAM:7") != search::tag_token("team:7"));
    CHECK(search::tag_token("z3a") != search::tag_token(":"));
    CHECK(search::tag_token("a b") != search::tag_token("a") + " " + search::tag_token("b"));
}

TEST_CASE("the distance of words counts swaps as one") {
    CHECK(search::distance("bin", "bin", 2) == 0);
    CHECK(search::distance("rubbihs", "rubbish", 2) == 1);
    CHECK(search::distance("rubish", "rubbish", 2) == 1);
    CHECK(search::distance("colection", "collections", 2) == 2);
    CHECK(search::distance("green", "brown", 2) == 3);
}

TEST_CASE("what was put is found in every form of its words, and not once removed") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "The green bin was missed by the collection");
        shelf.put(2, "Garden waste bins");
        CHECK(shelf.hits("BIN") == Subjects{1, 2});
        CHECK(shelf.hits("collected missing") == Subjects{1});
        CHECK(shelf.hits("garden green") == Subjects{});
        shelf.put(2, "Fly-tipping");
        CHECK(shelf.hits("bin") == Subjects{1});
        CHECK(shelf.hits("fly tipping") == Subjects{2});
        shelf.remove(1);
        shelf.remove(1);
        CHECK(shelf.hits("bin") == Subjects{});
        CHECK(shelf.hits("???") == Subjects{});
    });
}

TEST_CASE("what is put twice in the transaction that made its subject is found as it was put last") {
    at_each_shelf([](Shelf& shelf) {
        struct Thing;
        const auto made = shelf.tenant.db->write(given::context(), [](db::Tx& tx) -> Result<std::int64_t> {
            const auto subject = tx.new_id<Id<Thing>>().value;
            for (const auto* text : {"a brown bin", "a green bin"}) search::put(tx, {.index = "things", .subject = subject, .at = given::start, .texts = {{.text = text}}});
            return subject;
        });
        REQUIRE(made);
        CHECK(shelf.hits("green") == Subjects{*made});
        CHECK(shelf.hits("brown") == Subjects{});
    });
}

TEST_CASE("what a refused transaction put is not found") {
    at_each_shelf([](Shelf& shelf) {
        CHECK_FALSE(shelf.tenant.db->write(given::context(), [](db::Tx& tx) -> Result<void> {
            search::put(tx, {.index = "things", .subject = 1, .at = given::start, .texts = {{.text = "unheard of"}}});
            return refuse(Kind::conflict, "test.no");
        }));
        CHECK(shelf.hits("unheard") == Subjects{});
    });
}

TEST_CASE("phrases, exclusions and beginnings") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "missed bin collection");
        shelf.put(2, "bin missed");
        shelf.put(3, "collectors' items");
        shelf.put(4, "missed", {}, {}, "bin");  // in two texts
        shelf.put(5, "東京タワー");
        CHECK(shelf.hits("\"missed bin\"") == Subjects{1});
        CHECK(shelf.hits("missed-bin") == Subjects{1});
        CHECK(shelf.hits("bin missed") == Subjects{1, 2, 4});
        CHECK(shelf.hits("bin -collection") == Subjects{2, 4});
        CHECK(shelf.hits("bin -\"missed bin\"") == Subjects{2, 4});
        CHECK(shelf.hits("-bin") == Subjects{3, 5});
        CHECK(shelf.hits("coll*") == Subjects{1, 3});
        CHECK(shelf.hits("collectio*") == Subjects{1});
        CHECK(shelf.hits("collecto*") == Subjects{3});
        CHECK(shelf.hits("\"missed bi\"*") == Subjects{1});
        CHECK(shelf.hits("京タ") == Subjects{5});
        const auto typing = shelf.ask({.words = "missed coll", .as_typed = true});
        CHECK(typing->subjects == Subjects{1});
    });
}

TEST_CASE("what looks like a database's syntax is only words") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "to be or not to be near(a, b)");
        for (const auto* words : {"NOT", "OR be", "near(a b)", "title:be", "{title}:be", "be:*", "a & b | !c", "' <-> '",
                                  "\\'be", "^be", "be'", "\"be\" AND", "((((", "'':*", "%%", "be;DROP TABLE search_entry"})
            CHECK(shelf.ask({.words = words}));
        CHECK(shelf.hits("near(a, b)") == Subjects{1});
        CHECK(shelf.hits("a & b") == Subjects{1});
    });
}

TEST_CASE("a hit lies within the scope: a tag of every group, and its own index") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "green bin", {"team:1", "service:waste"});
        shelf.put(2, "green bin", {"team:2", "service:waste"});
        shelf.put(3, "green bin", {"team:1", "service:parks"});
        CHECK(shelf.hits("bin", {{"team:1"}}) == Subjects{1, 3});
        CHECK(shelf.hits("bin", {{"team:1", "team:2"}, {"service:waste"}}) == Subjects{1, 2});
        CHECK(shelf.hits("bin", {{"Team:1"}}) == Subjects{});
        CHECK(shelf.hits("bin", {{}}) == Subjects{});
        CHECK(shelf.hits("team waste") == Subjects{});
        CHECK(shelf.hits("teamz3a1").empty());
        CHECK(shelf.hits("bin tea*").empty());
        CHECK(shelf.hits("bin -teamz3a1") == Subjects{1, 2, 3});
        CHECK(shelf.ask({.index = "other", .words = "bin"})->subjects.empty());
        std::vector<std::string> many;
        for (int i = 0; i < 1000; ++i) many.push_back(fmt::format("team:{}", i));
        CHECK(shelf.hits("bin", {many}) == Subjects{1, 2, 3});
    });
}

TEST_CASE("newest first, page by page, each hit once") {
    at_each_shelf([](Shelf& shelf) {
        for (int i = 1; i <= 25; ++i) shelf.put(i, "bin", {}, std::chrono::minutes(i));
        Subjects seen;
        std::string after;
        do {
            const auto page = shelf.ask({.words = "bin", .limit = 10, .after = after});
            REQUIRE(page);
            seen.insert(seen.end(), page->subjects.begin(), page->subjects.end());
            after = page->next;
        } while (!after.empty());
        Subjects expected;
        for (int i = 25; i >= 1; --i) expected.push_back(i);
        CHECK(seen == expected);
        CHECK(shelf.ask({.words = "bin", .after = "12x"}).error().kind == Kind::invalid);
    });
}

TEST_CASE("best first puts a title before a passing mention, and pages too") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "a long letter that names the library once among many other words about roads and parks");
        shelf.put(2, "opening hours", {}, {}, "Library");
        shelf.put(3, "nothing of the kind");
        const auto best = shelf.ask({.words = "library", .order = search::Order::best, .limit = 1});
        CHECK(best->subjects == Subjects{2});
        const auto rest = shelf.ask({.words = "library", .order = search::Order::best, .limit = 1, .after = best->next});
        CHECK(rest->subjects == Subjects{1});
        CHECK(rest->next.empty());
    });
}

TEST_CASE("a wrong spelling finds the nearest word that occurs within the scope, and says so") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "rubbish collections", {"team:1"});
        shelf.put(2, "Robinson", {"team:2"});
        const auto found = shelf.ask({.words = "rubish colections", .within = {{"team:1"}}});
        CHECK(found->subjects == Subjects{1});
        REQUIRE(found->corrections.size() == 2);
        CHECK(found->corrections[0].typed == "rubish");
        CHECK(found->corrections[0].taken == Words{"rubbish"});
        CHECK(shelf.hits("robinsan", {}, true) == Subjects{2});
        const auto hidden = shelf.ask({.words = "robinsan", .within = {{"team:1"}}});
        CHECK(hidden->subjects.empty());
        CHECK(hidden->corrections.empty());
        CHECK(shelf.hits("rub", {}, true) == Subjects{});   // too short to guess at
        CHECK(shelf.hits("\"rubish\"", {}, true) == Subjects{});  // quoted means it
        CHECK(shelf.ask({.words = "rubish", .forgiving = false})->subjects.empty());
    });
}

namespace {

/// A word of few letters, so that many are near each other.
std::string drawn_word(base::Random& random) {
    std::string word;
    for (auto length = 3 + random.number_below(8); word.size() < length;) word += static_cast<char>('a' + random.number_below(4));
    return word;
}

std::string mistyped(std::string word, base::Random& random) {
    for (auto changes = random.number_below(3); changes > 0; --changes) {
        const auto at = random.number_below(word.size());
        const auto letter = static_cast<char>('a' + random.number_below(4));
        switch (random.number_below(4)) {
            case 0: word.insert(at, 1, letter); break;
            case 1: word.erase(at, 1); break;
            case 2: word[at] = letter; break;
            default: std::swap(word[at], word[at == 0 ? 0 : at - 1]);
        }
    }
    return word;
}

/// By a look at every one of them.
Words nearest_of(const std::set<std::string>& known, std::string_view typed) {
    const int most = typed.size() < 4 ? 0 : typed.size() < 8 ? 1 : 2;
    std::set<std::pair<int, std::string>> near;
    for (const auto& word : known)
        if (const int changes = search::distance(typed, word, most); most > 0 && changes <= most) near.emplace(changes, word);
    Words nearest;
    for (const auto& [changes, word] : near)
        if (changes == near.begin()->first && nearest.size() < 5) nearest.push_back(word);
    return nearest;
}

}  // namespace

TEST_CASE("near spellings are those that a look at every known word finds") {
    at_each_shelf([](Shelf& shelf) {
        base::SeededRandom random(7);
        std::set<std::string> known;
        while (known.size() < 300) known.insert(drawn_word(random));
        shelf.put(1, fmt::format("{}", fmt::join(known, " ")));
        REQUIRE(shelf.tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
            for (int time = 0; time < 300; ++time) {
                const auto word = std::next(known.begin(), static_cast<std::ptrdiff_t>(random.number_below(known.size())));
                const auto typed = mistyped(*word, random);
                Words found;
                for (const auto& near : search::near_spellings(tx, typed)) found.push_back(near.word);
                CHECK_MESSAGE(found == nearest_of(known, typed), typed);
            }
            return true;
        }));
    });
}

TEST_CASE("words of a refused write are not remembered: they are learnt when they come again") {
    at_each_shelf([](Shelf& shelf) {
        CHECK_FALSE(shelf.tenant.db->write(given::context(), [](db::Tx& tx) -> Result<void> {
            search::put(tx, {.index = "things", .subject = 1, .at = given::start, .texts = {{.text = "rubbish heap"}}});
            return refuse(Kind::conflict, "test.no");
        }));
        search::remember_words(*shelf.tenant.db, given::start);
        shelf.put(1, "rubbish");
        search::remember_words(*shelf.tenant.db, given::start);
        shelf.put(2, "rubbish mountain");
        CHECK(shelf.hits("rubish", {}, true) == Subjects{1, 2});
        CHECK(shelf.hits("mountian", {}, true) == Subjects{2});
    });
}

TEST_CASE("a very long text is found by its beginning, and a word repeated without end does no harm") {
    at_each_shelf([](Shelf& shelf) {
        std::string text = "first ";
        for (int i = 0; i < 3000; ++i) text += "again and ";
        for (int i = 0; i < 8000; ++i) text += "w" + std::to_string(i) + " ";
        shelf.put(1, text);
        CHECK(shelf.hits("first again w3000") == Subjects{1});
        CHECK(shelf.hits("w7000") == Subjects{});
        CHECK(shelf.hits("\"first again\"") == Subjects{1});
        CHECK(shelf.hits("\"and w0\"") == Subjects{});
    });
}

TEST_CASE("both databases find the same, whatever was put and whatever is asked") {
    const auto engines = given::engines();
    if (engines.size() < 2) return;
    Shelf sqlite(db::Engine::sqlite), postgres(db::Engine::postgres);
    int round = 0;
    const auto piece = rc::gen::elementOf(std::vector<std::string>{
        "bin", "bins", "missed", "missing", "collection", "collecting", "collector", "happy", "happiness", "O'Brien's",
        "fly-tipping", "café", "cafe", "東京", "ŵyn", "Straße", "7a", "7", "M1", "-", "\"", "*", "'", "“", "(", ":", "&",
        "\\", "a", "I", "co*", "-bin", "\"missed bin\"", "\"bin 7\"*", "x\u0301y", "\xff", "naïve—bin", "🏛"});
    const auto text = rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
        return fmt::format("{}", fmt::join(pieces, " "));
    });
    const bool holds = rc::check("same hits", [&] {
        const auto first = static_cast<std::int64_t>(++round) * 100;
        const auto texts = *rc::gen::container<std::vector<std::string>>(4, text);
        const std::vector<std::string> tags{fmt::format("round:{}", round)};
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto& title = texts[(i + 1) % texts.size()];
            for (auto* shelf : {&sqlite, &postgres}) {
                shelf->put(first + static_cast<std::int64_t>(i), texts[i], tags, {}, title);
                if (i == 3) shelf->put(first, texts[3], tags, {}, title);  // in another's place
            }
        }
        for (int question = 0; question < 8; ++question) {
            const auto words = *text;
            for (const bool forgiving : {false, true})
                RC_ASSERT(sqlite.hits(words, {tags}, forgiving) == postgres.hits(words, {tags}, forgiving));
        }
    });
    CHECK(holds);
}

TEST_CASE("a sentence finds what its telling words stand in, the rarer word first, and never past the scope") {
    for (const auto engine : given::engines()) {
        Shelf shelf(engine);
        shelf.put(1, "gate locked", {"team:1"});
        shelf.put(2, "gate broken", {"team:1"});
        shelf.put(3, "gate open", {"team:1"});
        shelf.put(4, "velvet gate", {"team:2"});
        const auto likeliest = [&](std::string_view words, int limit = 10) {
            const auto found = shelf.tenant.db->read(given::context(), [&](db::Tx& tx) {
                return search::likeliest(tx, {.index = "things", .words = words, .within = {{"team:1"}}, .limit = limit});
            });
            REQUIRE(found);
            return *found;
        };
        CHECK(likeliest("my gate was broken by somebody").front() == 2);
        CHECK(likeliest("the gate").size() == 3);
        CHECK(likeliest("the gate", 2).size() == 2);
        CHECK(likeliest("velvet").empty());
        CHECK(likeliest("velvit").empty());
        CHECK(likeliest("lokced").front() == 1);
        CHECK(likeliest("").empty());
        CHECK(likeliest(std::string(100'000, '"')).empty());
    }
}

TEST_CASE("a sentence finds the same among few entries as among many") {
    at_each_shelf([](Shelf& shelf) {
        shelf.put(1, "The park gate is locked", {}, 1h);
        shelf.put(2, "A gate, broken; gate hanging", {}, 2h, "Broken gates");
        shelf.put(3, "Gated garden behind the gateway", {}, 3h);
        const std::vector<std::string> sayings{"my gate was broken", "gat", "lokced gate", "locked", "velvet", "o'gate-keeper"};
        const auto all_likeliest = [&] {
            std::vector<Subjects> all;
            for (const std::string_view words : sayings)
                for (const bool as_typed : {false, true})
                    all.push_back(shelf.tenant.db->read(given::context(), [&](db::Tx& tx) {
                        return search::likeliest(tx, {.index = "things", .words = words, .as_typed = as_typed});
                    }).value());
            return all;
        };
        auto among_few = all_likeliest();
        CHECK(among_few.front().front() == 2);
        for (std::int64_t other = 100; other < 220; ++other) shelf.put(other, "Rain, rain and more rain", {}, 1min);
        auto among_many = all_likeliest();
        if (shelf.tenant.db->engine() == db::Engine::postgres)  // which ranks many by a measure of its own
            for (auto* all : {&among_few, &among_many})
                for (auto& found : *all) std::ranges::sort(found);
        CHECK(among_many == among_few);
    });
}

TEST_CASE("each index keeps to its own, newest first, whichever shelf it stands on") {
    at_each_shelf([](Shelf& shelf) {
        const std::vector<std::string_view> indexes{"cases", "people", "things", "others"};
        REQUIRE(shelf.tenant.db->write(given::context(), [&](db::Tx& tx) -> Result<void> {
            std::int64_t subject = 0;
            for (const auto hour : {1h, 3h, 2h})
                for (const auto index : indexes)
                    search::put(tx, {.index = index, .subject = ++subject, .at = given::start + hour, .texts = {{"Mill Lane"}}});
            search::put(tx, {.index = "cases", .subject = 99, .at = given::start, .texts = {{"Lanes only"}}});
            return {};
        }));
        for (std::int64_t nth = 0; nth < 4; ++nth)
            for (const std::string_view words : {"mill lane", "mill lan", "lane mil"}) {
                CAPTURE(words);
                const search::Query query{.index = indexes[static_cast<std::size_t>(nth)], .words = words, .as_typed = true};
                CHECK(shelf.ask(query)->subjects == Subjects{nth + 5, nth + 9, nth + 1});
            }
        CHECK(shelf.ask({.index = "people", .words = "only lan", .as_typed = true, .forgiving = false})->subjects.empty());
        CHECK(shelf.ask({.index = "cases", .words = "-mill"})->subjects == Subjects{99});
    });
}

TEST_CASE("words are found wherever in time they stand and however many hold them, the newest first") {
    constexpr int snowed = 5100, sunny = 1100, slippery = 40;
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        Shelf shelf(engine);
        REQUIRE(shelf.tenant.db->write(given::context(), [](db::Tx& tx) -> Result<void> {
            for (int nth = 1; nth <= snowed + sunny; ++nth) {
                const std::string_view said = nth > snowed ? "sun" : nth % (snowed / slippery) == 0 ? "snow and ice" : "snow";
                search::put(tx, {.index = "cases", .subject = nth, .at = given::start + std::chrono::minutes(nth), .texts = {{said}}});
            }
            search::put(tx, {.index = "people", .subject = snowed + sunny + 1, .at = given::start, .texts = {{"Ernest Snow"}}});
            return {};
        }));
        const auto newest = [](int from, int count, int step) {
            Subjects expected;
            for (int i = 0; i < count; ++i) expected.push_back(from - i * step);
            return expected;
        };
        const auto first = shelf.ask({.index = "cases", .words = "snow", .limit = 10});
        CHECK(first->subjects == newest(snowed, 10, 1));
        CHECK(shelf.ask({.index = "cases", .words = "snow", .limit = 10, .after = first->next})->subjects == newest(snowed - 10, 10, 1));
        const auto ice = shelf.ask({.index = "cases", .words = "snow ice", .limit = 30});
        CHECK(ice->subjects == newest(snowed / (snowed / slippery) * (snowed / slippery), 30, snowed / slippery));
        CHECK(shelf.ask({.index = "cases", .words = "ice", .limit = 30, .after = ice->next})->subjects.size() == slippery - 30);
        CHECK(shelf.ask({.index = "cases", .words = "sun", .limit = 10})->subjects == newest(snowed + sunny, 10, 1));
        CHECK(shelf.ask({.index = "people", .words = "snow"})->subjects == Subjects{snowed + sunny + 1});
        CHECK(shelf.ask({.index = "people", .words = "ice"})->subjects.empty());
    }
}
