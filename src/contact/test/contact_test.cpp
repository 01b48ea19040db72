#include "contact/contact.h"

#include "cases/test/given_cases.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using given::Casework;
using given::in_each_casework;

namespace {

using Typed = std::map<std::string, std::string>;

const Typed whole{{"bin", "general"}, {"details", "At the back gate"}, {"name", "Rosa Green"}, {"email", "rosa@example.com"}, {"phone", "0161 496 0000"}};

contact::Sent sent(const Typed& typed, const std::string& place = "1 Mill Lane") {
    return {.answer = [&typed](std::string_view code) -> std::optional<std::string_view> {
                const auto found = typed.find(std::string(code));
                return found == typed.end() ? std::nullopt : std::optional<std::string_view>(found->second);
            },
            .location = {.text = place}};
}

Result<contact::Taken> take(Casework& work, const Typed& typed, const std::string& place = "1 Mill Lane") {
    return work.office.write([&](db::Tx& tx) {
        return contact::take_request(tx, work.office.random, access::Actor::visitor(), work.service, sent(typed, place));
    });
}

/// How many rows stand in every table that a request fills.
std::map<std::string, std::int64_t> rows(Casework& work) {
    return work.office
        .read([](db::Tx& tx) -> Result<std::map<std::string, std::int64_t>> {
            std::map<std::string, std::int64_t> counts;
            for (const std::string table : {"cases_case", "cases_request", "contact_interaction", "contact_interaction_request", "people_person", "people_claim",
                                            "places_location", "notifications_message", "journal_fact"})
                for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM " + table, {}))) counts[table] = row.get<std::int64_t>(0);
            return counts;
        })
        .value();
}

}  // namespace

TEST_CASE("a request is taken whole: person, place, contact, case and acknowledgement, all in one") {
    in_each_casework([](Casework& work) {
        const auto taken = take(work, whole);
        REQUIRE(taken);
        const auto counts = rows(work);
        for (const auto* table : {"cases_case", "cases_request", "contact_interaction", "contact_interaction_request", "people_person", "places_location",
                                  "notifications_message"})
            CHECK_MESSAGE(counts.at(table) == 1, table);
        CHECK(counts.at("people_claim") == 3);
        CHECK(work.office.facts_of(taken->case_id.value) == std::vector<std::string>{"cases.CaseOpened"});
        CHECK(work.office.facts_of(taken->interaction.value) == std::vector<std::string>{"contact.RequestTaken", "contact.InteractionEnded"});
    });
}

TEST_CASE("a request with anything wrong leaves nothing, and every problem is told under its field") {
    in_each_casework([](Casework& work) {
        const auto before = rows(work);
        const auto refused = take(work, {{"bin", "glass"}, {"name", std::string(201, 'x')}, {"email", "rosa"}, {"phone", "1"}}, "");
        REQUIRE_FALSE(refused);
        std::set<std::string> fields;
        for (const auto& problem : refused.error().fields) fields.insert(problem.field);
        CHECK(fields == std::set<std::string>{"location", "bin", "name", "email", "phone"});
        CHECK_FALSE(take(work, whole, std::string(301, 'x')));
        CHECK(rows(work) == before);
    });
}

TEST_CASE("a request may be anonymous, and then nobody is written to") {
    in_each_casework([](Casework& work) {
        REQUIRE(take(work, {{"bin", "paper"}}));
        CHECK(rows(work).at("people_person") == 0);
        CHECK(rows(work).at("notifications_message") == 0);
    });
}

TEST_CASE("a request that fails late in its transaction leaves nothing of itself") {
    in_each_casework([](Casework& work) {
        const auto before = rows(work);
        const auto refused = work.office.write([&](db::Tx& tx) -> Result<bool> {
            TRY(contact::take_request(tx, work.office.random, access::Actor::visitor(), work.service, sent(whole)));
            return refuse(Kind::unavailable, "test.too_late");
        });
        CHECK_FALSE(refused);
        CHECK(rows(work) == before);
    });
}

TEST_CASE("the same operation sent many times at once makes one request, and everybody hears the same reference") {
    in_each_casework([](Casework& work) {
        std::atomic<int> first{0}, answered{0};
        std::mutex mutex;
        std::set<std::string> references;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 20; ++i)
            threads.emplace_back([&] {
                const auto answer = work.office.tenant.db->write_once(
                    work.office.now(), {"0123456789abcdef0123456789abcdef", "d"}, [&](db::Tx& tx) -> Result<std::string> {
                        base::SystemRandom random;
                        const auto taken = TRY(contact::take_request(tx, random, access::Actor::visitor(), work.service, sent(whole)));
                        return taken.reference.text();
                    });
                if (!answer) return;
                ++answered;
                first += !answer->repeated;
                const std::scoped_lock lock(mutex);
                references.insert(answer->text);
            });
        threads.clear();
        CHECK(answered == 20);
        CHECK(first == 1);
        CHECK(references.size() == 1);
        CHECK(rows(work).at("cases_case") == 1);
        CHECK(rows(work).at("notifications_message") == 1);
    });
}

TEST_CASE("an agent keys in a contact, and what cannot be is refused by field") {
    in_each_casework([](Casework& work) {
        const auto ash = work.office.actor(work.office.staff("ash", {"agent"}));
        const auto now = work.office.clock.now();
        const contact::Keyed right{.channel = "phone", .started_at = now - 5min, .ended_at = now, .person = {"Rosa Green", "rosa@example.com", ""}, .note = "Bins"};
        const auto log = [&](const contact::Keyed& keyed, const access::Actor& who) {
            return work.office.write([&](db::Tx& tx) { return contact::log_interaction(tx, who, keyed); });
        };
        const auto field = [&](const std::function<void(contact::Keyed&)>& change) {
            auto keyed = right;
            change(keyed);
            const auto refused = log(keyed, ash);
            return refused || refused.error().fields.size() != 1 ? std::string("none") : refused.error().fields[0].field;
        };
        CHECK(field([](auto& k) { k.channel = "telepathy"; }) == "channel");
        CHECK(field([](auto& k) { k.channel = ""; }) == "channel");
        CHECK(field([](auto& k) { k.ended_at = k.started_at - 1us; }) == "ended");
        CHECK(field([&](auto& k) { k.ended_at = now + 1us; }) == "ended");
        CHECK(field([](auto& k) { k.person.email = "rosa"; }) == "email");
        CHECK(field([](auto& k) { k.person.phone = "12"; }) == "phone");
        CHECK(field([](auto& k) { k.person.name = std::string(100'000, 'x'); }) == "name");
        CHECK(field([](auto& k) { k.note = std::string(5001, 'x'); }) == "note");
        CHECK(field([](auto& k) { k.note = std::string(1'000'000, 'x'); }) == "note");
        CHECK(log(right, access::Actor::visitor()).error().kind == Kind::not_allowed);
        const auto logged = log(right, ash);
        REQUIRE(logged);
        const auto kept = work.office.read([&](db::Tx& tx) { return contact::read(tx, ash, *logged); });
        CHECK(work.office.read([&](db::Tx& tx) { return people::find(tx, kept->person); })->email == "rosa@example.com");
        CHECK(kept->note == "Bins");
        CHECK_FALSE(work.office.read([&](db::Tx& tx) { return contact::read(tx, access::Actor::visitor(), *logged); }));
        const auto recent = [&](const access::Actor& who) {
            return work.office.read([&](db::Tx& tx) -> Result<std::vector<contact::Interaction>> { return contact::recent(tx, who, 10); }).value();
        };
        REQUIRE(recent(ash).size() == 1);
        CHECK(recent(ash)[0].agent == ash.staff());
        CHECK(recent(access::Actor::visitor()).empty());
    });
}

TEST_CASE("an agent adds requests to the contact they keyed in, and to none that is not there") {
    in_each_casework([](Casework& work) {
        const auto ash = work.office.actor(work.office.staff("ash", {"agent"}));
        const auto now = work.office.clock.now();
        const contact::Keyed call{.channel = "phone", .started_at = now - 5min, .ended_at = now, .person = {}, .note = ""};
        const auto logged = work.office.write([&](db::Tx& tx) { return contact::log_interaction(tx, ash, call); }).value();
        const auto add = [&](contact::InteractionId to) {
            return work.office.write([&](db::Tx& tx) {
                auto with_contact = sent(whole);
                with_contact.interaction = to;
                return contact::take_request(tx, work.office.random, ash, work.service, with_contact);
            });
        };
        CHECK(add(logged)->interaction == logged);
        CHECK(add(logged)->interaction == logged);
        CHECK(rows(work).at("contact_interaction") == 1);
        const auto before = rows(work);
        CHECK(add({424'242}).error().kind == Kind::not_found);
        CHECK(rows(work) == before);
    });
}

TEST_CASE("a contact is its own agent's, and whoever's may read them all once it is over") {
    in_each_casework([](Casework& work) {
        const auto ash = work.office.actor(work.office.staff("ash", {"agent"}));
        const auto lee = work.office.actor(work.office.staff("lee", {"agent"}));
        const auto olu = work.officer(), pat = work.stranger();
        const auto begin = [&](const access::Actor& who) {
            return work.office.write([&](db::Tx& tx) { return contact::begin(tx, who, "phone", contact::Direction::inbound); }).value();
        };
        const auto end = [&](const access::Actor& who, contact::InteractionId id) {
            REQUIRE(work.office.write([&](db::Tx& tx) { return contact::wrap_up(tx, who, id, contact::Outcome::answered, "Bins"); }));
        };
        const auto reads = [&](const access::Actor& who, contact::InteractionId id) {
            return work.office.read([&](db::Tx& tx) { return contact::read(tx, who, id); }).has_value();
        };
        const auto listed = [&](const access::Actor& who) {
            return work.office.read([&](db::Tx& tx) -> Result<std::size_t> { return contact::recent(tx, who, 10).size(); }).value();
        };
        const auto adds = [&](const access::Actor& who, contact::InteractionId id) {
            return work.office.write([&](db::Tx& tx) {
                auto with_contact = sent(whole);
                with_contact.interaction = id;
                return contact::take_request(tx, work.office.random, who, work.service, with_contact);
            }).has_value();
        };
        const auto of_ash = begin(ash), of_olu = begin(olu);
        CHECK(reads(ash, of_ash));
        CHECK_FALSE(reads(lee, of_ash));
        CHECK_FALSE(adds(lee, of_ash));
        CHECK(listed(ash) == 0);
        CHECK(listed(lee) == 0);
        end(ash, of_ash);
        end(olu, of_olu);
        CHECK(reads(lee, of_ash));
        CHECK(adds(lee, of_ash));
        CHECK(listed(lee) == 2);
        CHECK_FALSE(reads(olu, of_ash));
        CHECK_FALSE(adds(olu, of_ash));
        CHECK(reads(olu, of_olu));
        CHECK(adds(olu, of_olu));
        CHECK(listed(olu) == 1);
        CHECK(listed(pat) == 0);
    });
}

TEST_CASE("a known caller stays who they are where a request says less of them, and is somebody else where it says otherwise") {
    in_each_casework([](Casework& work) {
        const auto ash = work.office.actor(work.office.staff("ash", {"agent"}));
        const auto now = work.office.clock.now();
        const contact::Keyed call{.channel = "phone", .started_at = now - 5min, .ended_at = now, .person = {"Rosa Green", "rosa@example.com", ""}, .note = ""};
        const auto logged = work.office.write([&](db::Tx& tx) { return contact::log_interaction(tx, ash, call); }).value();
        const auto add = [&](const Typed& typed) {
            const auto taken = work.office.write([&](db::Tx& tx) {
                auto with_contact = sent(typed);
                with_contact.interaction = logged;
                return contact::take_request(tx, work.office.random, ash, work.service, with_contact);
            });
            return work.office.read([&](db::Tx& tx) { return cases::find_request(tx, taken->reference); }).value();
        };
        const auto caller = work.office.read([&](db::Tx& tx) { return contact::read(tx, ash, logged); })->person;
        CHECK(add({{"bin", "general"}}).person == caller);
        CHECK(add({{"bin", "general"}, {"name", "Rosa Green"}}).person == caller);
        CHECK(rows(work).at("people_person") == 1);
        CHECK(rows(work).at("notifications_message") == 2);
        CHECK(work.search(work.officer(), "Rosa").size() == 2);
        CHECK(add({{"bin", "general"}, {"name", "Rosa Brown"}}).person != caller);
        CHECK(rows(work).at("people_person") == 2);
    });
}

TEST_CASE("hostile words in every field are kept as words, and never reach the journal") {
    in_each_casework([](Casework& work) {
        const std::vector<std::string> hostile{"<script>alert(1)</script>", "{{7*7}}${7*7}", "%n%s", "' OR 1=1 --", "x\r\nBcc: y@example.com", "\xff\xfe",
                                               std::string("a\0b", 3), "\xe2\x80\xaegnp", "=cmd|' /C calc'!A0"};
        for (const auto& words : hostile) {
            auto typed = whole;
            typed["name"] = typed["details"] = words;
            CHECK(take(work, typed, "Mill " + words));
        }
        REQUIRE(work.office.read([&](db::Tx& tx) -> Result<bool> {
            for (const auto& fact : journal::facts_after(tx, 0, 1000))
                for (const auto* word : {"script", "Bcc", "7*7", "cmd", "Mill"}) CHECK(fact.data.find(word) == std::string::npos);
            return true;
        }));
    });
}

TEST_CASE("a request that is two matters becomes two of the same person and place, in one contact, and the resident is told the second reference") {
    in_each_casework([](Casework& work) {
        (void)work.office.team("Highways");
        const auto first = take(work, whole);
        REQUIRE(first);
        const auto olu = work.officer();
        const auto second_of = [&](const Typed& typed, std::string_view why) {
            return work.office.write([&](db::Tx& tx) -> Result<contact::Taken> {
                const auto service = TRY(catalogue::find_live(tx, "pothole"));
                const contact::SecondMatter matter{.case_id = first->case_id, .seen_changes = 1, .first = first->request, .answer = sent(typed).answer, .why = why};
                return contact::take_second_matter(tx, work.office.random, olu, service, matter);
            });
        };
        CHECK_FALSE(second_of({{"where", "road"}}, "The road too.").error().fields.empty());
        const Typed answers{{"where", "road"}, {"depth", "deep"}, {"hurt", "no"}};
        CHECK(second_of(answers, "").error().fields.front().field == "text");
        const auto second = second_of(answers, "The road too.");
        REQUIRE_MESSAGE(second, second.error().key);
        CHECK(second->interaction == first->interaction);
        work.office
            .read([&](db::Tx& tx) -> Result<bool> {
                const auto one = cases::requests_of(tx, first->case_id).front(), other = cases::requests_of(tx, second->case_id).front();
                CHECK(one.person == other.person);
                CHECK(one.location == other.location);
                CHECK(other.service == "pothole");
                CHECK(contact::requests_of(tx, first->interaction).size() == 2);
                return true;
            })
            .value();
        CHECK(work.letters_about(second->request) == std::vector<std::string>{"acknowledgement"});
        CHECK_FALSE(work.find(olu, second->case_id));  // another team's
    });
}

TEST_CASE("a request that comes with a time is taken with its visit, or not at all") {
    in_each_casework([](Casework& work) {
        work.office.team("Environmental health");
        const auto service = work.office.write([](db::Tx& tx) -> Result<catalogue::DefinitionPtr> {
            TRY(bookings::publish_calendars(tx, "services/_calendars"));
            return catalogue::find_live(tx, "pest-control");
        }).value();
        const auto friday = base::parse_iso("2026-11-27T08:00:00Z").value();
        const auto ask = [&](const std::string& email, std::string_view draft) {
            const Typed typed{{"pest", "rats"}, {"ground", "garden"}, {"careful", "no"}, {"email", email}};
            return work.office.tenant.db->write(work.office.now(), [&](db::Tx& tx) {
                auto with_time = sent(typed);
                with_time.visit = friday;
                with_time.draft = draft;
                return contact::take_request(tx, work.office.random, access::Actor::visitor(), service, with_time);
            }, contact::taking);
        };
        REQUIRE(work.office.write([&](db::Tx& tx) { return bookings::hold(tx, "pest-visits", friday, "ada's form"); }));
        const auto first = ask("ada@resident.example", "ada's form");
        REQUIRE(first);
        CHECK(work.office.read([&](db::Tx& tx) -> Result<bool> { return cases::visit_ahead(tx, first->request).has_value(); }).value());
        CHECK(work.letters_about(first->request) == std::vector<std::string>{"acknowledgement"});
        REQUIRE(ask("bo@resident.example", ""));
        const auto before = rows(work);
        const auto full = ask("cy@resident.example", "");
        REQUIRE_FALSE(full);
        CHECK(full.error().kind == Kind::invalid);
        CHECK(full.error().fields.front().field == "visit");
        CHECK(rows(work) == before);
    });
}
