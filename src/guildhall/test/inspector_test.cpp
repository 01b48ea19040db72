// The building inspector: what must hold for the whole house, whichever room it concerns.

#include "base/words.h"
#include "db/migrations.h"
#include "db/shape.h"
#include "guildhall/commands.h"
#include "guildhall/test/given_house.h"
#include "guildhall/test/sources.h"
#include "guildhall/test/unheard.h"

#include <boost/json/parse.hpp>

namespace {

struct Prefix {
    std::string_view text;
    std::string_view reason;
};

/// Words whose keys are put together at run time. A prefix stands here with what follows it.
constexpr Prefix key_prefixes[] = {
    {"abuse.detail_", "what is banned"},
    {"bpmn.check.", "what is wrong with a model"},
    {"desk.task_is_", "a task's state"},
    {"desk.proof_", "what the virus scanner made of a file"},
    {"abuse.reason_", "why somebody is banned"},
    {"abuse.sort_", "words of one sort, for a question"},
    {"abuse.typed_wrong_", "what was typed to be banned"},
    {"cases.abuse_", "what makes a request abusive"},
    {"cases.withheld_", "why a request is not published"},
    {"desk.away_", "a field of an absence"},
    {"desk.skills_valid_", "for how long a skill is held"},
    {"desk.ban_", "what is banned"},
    {"desk.board_", "what a board is narrowed to"},
    {"desk.board_all_", "what a board is narrowed to"},
    {"desk.bulk_", "what is done with many tasks"},
    {"web.", "what the server itself refuses"},
    {"desk.field_js_", "what the script of a round says"},
    {"casework.hindrance_", "why a task could not be done"},
    {"desk.check_done_", "what was decided on a check"},
    {"desk.post_done_", "what was done in the post room"},
    {"desk.texts_field_", "a field of the account for text messages"},
    {"desk.texts_hint_", "a field of the account for text messages"},
    {"notifications.letter_", "what became of a letter on paper"},
    {"website.paper_", "a part of a form on paper"},
    {"desk.errand_did_", "an entry of an errand's history"},
    {"desk.errand_is_", "an errand's state"},
    {"desk.errand_what_", "why an errand is stuck"},
    {"desk.errand_why_", "why an errand is stuck"},
    {"desk.link_", "a field of a back office's settings"},
    {"desk.link_is_", "how a back office does"},
    {"desk.link_part_", "a part of what leaves the house"},
    {"desk.link_way_", "how a back office is reached"},
    {"desk.link_way_hint_", "how a back office is reached"},
    {"desk.public_", "where a request stands with the public"},
    {"desk.diff_", "how two books differ"},
    {"desk.fee_is_", "how a fee stands"},
    {"desk.pay_did_", "what happened to a payment"},
    {"desk.pay_group_", "which payments are shown"},
    {"desk.pay_is_", "a payment's state"},
    {"desk.pay_problem_", "why a payment does not get on"},
    {"desk.pay_trial_bad_", "why an account does not work"},
    {"desk.refund_done_", "what was decided on a refund"},
    {"desk.refund_is_", "a refund's state"},
    {"website.pay_state_", "how a fee stands"},
    {"people.masked_", "a sort of personal data"},
    {"people.personal_", "a sort of personal data"},
    {"people.plan_", "why there is a contact plan"},
    {"access.kind_", "the kind of a team"},
    {"access.may.", "a permission's code"},
    {"access.reach_", "how far a role goes"},
    {"cases.did_", "an entry of a case's history"},
    {"cases.reason_", "why a case is opened again"},
    {"cases.seen_", "an entry of a case's history, as its resident sees it"},
    {"cases.task_", "the kind of a task"},
    {"contact.channel.", "a channel's code"},
    {"contact.outcome.", "an interaction's outcome"},
    {"desk.export_", "a field of what is taken out, and its choices"},
    {"desk.help.", "the page that the help is for"},
    {"desk.rounds_", "a round was marked as late, or cleared"},
    {"desk.rounds_late_", "on which day it comes"},
    {"desk.key.", "a key of the desk"},
    {"desk.key_does.", "a key of the desk"},
    {"desk.notice_hint_", "a notice's level"},
    {"desk.notice_is_", "whether a notice is shown"},
    {"desk.notice_", "a field of a notice, or how it stands"},
    {"desk.swap_why_", "why a box on the home page changed"},
    {"desk.wording.", "a letter's name"},
    {"designer.act_", "what is done with a published service"},
    {"designer.diff_", "what differs between two versions"},
    {"designer.feel.", "a kind of value of a table"},
    {"designer.hint.", "a member of a service"},
    {"designer.lawful.", "a lawful basis"},
    {"designer.member.", "a member of a service"},
    {"designer.move_", "where a question is moved"},
    {"designer.new_", "a field of a new service"},
    {"designer.part_", "a part of a service"},
    {"designer.policy.", "which rule of a table counts"},
    {"designer.publish.", "whether everybody may see reports"},
    {"designer.q_", "a field of a question"},
    {"designer.stage_", "how far a service is"},
    {"designer.table_", "a part of a table"},
    {"designer.table_new_", "a field of a new table"},
    {"designer.step_", "a field of a step, or what became of a service"},
    {"designer.type.", "a question's type"},
    {"knowledge.compare_", "one of two versions"},
    {"knowledge.field_", "a field of an article"},
    {"mail.setting_", "a setting that is not in order"},
    {"notices.level_", "a notice's level"},
    {"notifications.reason_", "why a message was not sent"},
    {"notifications.state_", "a message's state"},
    {"openapi.group_", "what an operation is about"},
    {"openapi.in_", "where a parameter stands"},
    {"openapi.kind_", "the kind of a value"},
    {"places.asset_kind_", "the kind of an asset"},
    {"web.title_", "an HTTP status"},
    {"desk.clock_", "how a clock stands"},
    {"website.how_", "a step of how it works"},
    {"website.notice_", "what waits in a browser, worded for its script"},
    {"website.waiting_", "the page of what waits, worded for its script"},
    {"website.contact_", "a field of a person's contact details"},
    {"website.act_", "what a resident does with a request"},
    {"website.map_", "where the map is moved"},
    {"website.check_", "a contact detail"},
    {"website.cookie_", "a cookie's name"},
    {"website.day_", "a day of the week"},
    {"website.place_", "what sort of place it is"},
    {"website.done_", "what a resident has done with a request"},
    {"website.alert_", "how often somebody is written to"},
};

/// Literals that look like keys of words and are something else: background work, statements, topics, members.
constexpr std::string_view no_words[] = {
    "bookings.lapse", "bookings.remind", "contact.forget_forms",
    "alerts.case_opened", "alerts.evening", "alerts.late", "alerts.request_published", "alerts.round_late", "alerts.tell",
    "abuse.tidy",    "access.tidy",   "c.team",        "c.due_at",      "c.opened_at",   "case.",         "case.42",        "case.7",           "cases.find_case",
    "bpmn.timers", "casework.errand_answered", "casework.errand_failed", "casework.take_up", "casework.away_over", "casework.remind", "casework.move",
    "connectors.ask", "connectors.batch", "connectors.letter_failed", "connectors.look", "connectors.send",
    "cases.ask_if_fixed", "cases.rank_services", "cases.tell_of_late_checks", "cases.letter_failed", "cases.letter_sent", "cases.letter_suppressed",
    "clocks.closing_day", "clocks.count_again", "clocks.photo_added", "clocks.ring", "clocks.set", "clocks.team_hours", "clocks.word_added",
    "cases.team.",   "cases.team.7", "cases.team.7.area.E05000001",  "contact.", "contact.name",      "db.begin",       "db.begin_write",   "db.commit",
    "db.end",        "db.forget_operations", "db.keep", "db.read_ledger", "db.save",         "db.undo",
    "fees.case_closed", "fees.case_reopened", "fees.lapse", "fees.payment_taken", "fees.refund_failed", "fees.refund_paid", "fees.request_withdrawn", "fees.visit_booked", "fees.visit_moved", "payments.",
    "files.scan_waiting", "files.sweep", "knowledge.forget_words", "journal.follower", "journal.placed", "journal.sequencer", "journal.waiting",
    "notifications.print", "notifications.text", "notifications.ask_text", "notifications.hand_over", "notifications.key", "notifications.token",
    "mail.send",     "notifications.acknowledge", "notifications.schedule", "notifications.send",
    "payments.ask", "payments.follow_refund", "payments.key", "payments.look", "payments.reconcile", "payments.refresh", "payments.refund", "payments.secret",
};

bool is_file(std::string_view literal) {
    const auto ending = literal.substr(literal.rfind('.') + 1);
    return std::ranges::count(std::array<std::string_view, 7>{"css", "js", "db", "toml", "md", "json", "sql"}, ending) > 0;
}

bool is_fact(std::string_view literal) {
    const auto dot = literal.find('.');
    return dot + 1 < literal.size() && literal[dot + 1] >= 'A' && literal[dot + 1] <= 'Z';
}

std::set<std::string> facts_declared() { return sources::matches("char\\*\\s+kind\\s*=\\s*\"([A-Za-z.]+)\"", "events.h"); }

/// The {name}s of a text.
std::set<std::string> names_in(std::string_view text) {
    std::set<std::string> names;
    while (true) {
        const auto open = text.find('{');
        if (open == std::string_view::npos) return names;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) return names;
        names.emplace(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

}  // namespace

TEST_CASE("every route names a permission that is known, and every kind of route has its sort of address") {
    given::House house(db::Engine::sqlite);
    REQUIRE(house.doors->router().routes().size() > 20);
    for (const auto& route : house.doors->router().routes()) {
        INFO(route->pattern);
        CHECK((route->permission.is_public() || access::find_permission(route->permission.name())));
        // What a phone asks for by itself, signed in or not, and holds nobody's data.
        const bool is_the_phones = route->pattern == "/staff/service-worker.js" || route->pattern == "/staff/round/not-kept";
        if (route->pattern.starts_with("/staff") && !route->pattern.starts_with("/staff/sign-") && !is_the_phones)
            CHECK_FALSE(route->permission.is_public());
        if (route->pattern.starts_with("/api/") || route->pattern.starts_with("/open311/")) CHECK(route->kind == web::RouteKind::api);
        if (route->kind == web::RouteKind::asset) CHECK(route->permission.is_public());
    }
}

TEST_CASE("every page that can be opened is in journeys/pages.json, and nothing else") {
    given::House house(db::Engine::sqlite);
    const auto walked = boost::json::parse(sources::text_of("journeys/pages.json")).as_object();
    std::set<std::string> pages;
    for (const auto& route : house.doors->router().routes())
        if (route->method == web::Method::get && route->kind == web::RouteKind::page) pages.insert(route->pattern);
    REQUIRE(pages.size() > 40);
    for (const auto& page : pages) CHECK_MESSAGE(walked.contains(page), page);
    for (const auto& page : walked) CHECK_MESSAGE(pages.contains(std::string(page.key())), std::string(page.key()));
}

TEST_CASE("every role has a reach and permissions that exist, and every permission has words and a role that holds it") {
    given::in_each_house([](given::House& house) {
        std::set<std::string> held;
        std::set<std::string> roles;
        REQUIRE(house.read([&](db::Tx& tx) -> Result<bool> {
            for (const auto& role : access::all_roles(tx)) {
                INFO(role.code);
                CHECK(role.reach != access::Reach::none);
                CHECK_FALSE(role.name.empty());
                roles.insert(role.code);
            }
            for (const auto row : db::Rows(tx.query_text("SELECT role, permission FROM access_role_permission", {}))) {
                CHECK(roles.contains(row.get<std::string>(0)));
                CHECK(access::find_permission(row.get<std::string_view>(1)));
                held.insert(row.get<std::string>(1));
            }
            return true;
        }));
        for (const auto& permission : access::all_permissions()) {
            INFO(permission.code);
            CHECK(base::has_words("access.may." + std::string(permission.code)));
            CHECK((permission.anybody || held.contains(std::string(permission.code))));
        }
    });
}

TEST_CASE("every fact has a listener, or stands among the unheard with a reason") {
    given::House house(db::Engine::sqlite);
    REQUIRE(house.household->settle());
    const auto heard = house.household->subscribers().kinds_heard();
    const auto declared = facts_declared();
    REQUIRE(declared.size() > 20);
    std::set<std::string> unheard;
    for (const auto& [kind, reason] : inspector::unheard) {
        INFO(kind);
        CHECK_FALSE(reason.empty());
        CHECK(declared.contains(std::string(kind)));
        CHECK_FALSE(heard.contains(std::string(kind)));
        unheard.emplace(kind);
    }
    for (const auto& kind : declared) {
        INFO(kind);
        CHECK((heard.contains(kind) || unheard.contains(kind)));
    }
    for (const auto& kind : heard) CHECK(declared.contains(kind));
}

TEST_CASE("every key that the code says has words") {
    for (const auto& literal : sources::key_literals()) {
        if (is_fact(literal) || is_file(literal) || access::find_permission(literal) || std::ranges::find(no_words, literal) != std::end(no_words)) continue;
        INFO(literal);
        if (literal.ends_with('.') || literal.ends_with('_'))
            CHECK(std::ranges::find(key_prefixes, literal, &Prefix::text) != std::end(key_prefixes));
        else
            CHECK(base::has_words(literal));
    }
}

TEST_CASE("all words are said somewhere") {
    for (const auto key : base::all_word_keys()) {
        const auto begins = [&](const Prefix& prefix) { return key.starts_with(prefix.text); };
        INFO(key);
        CHECK((sources::key_literals().contains(std::string(key)) || std::ranges::any_of(key_prefixes, begins)));
    }
    for (const auto& prefix : key_prefixes) CHECK_FALSE(prefix.reason.empty());
}

TEST_CASE("words render: no key is said as itself, none holds markup, and Welsh fills what English fills") {
    for (const auto key : base::all_word_keys()) {
        INFO(key);
        const auto english = base::say(key), welsh = base::say(key, {}, base::Language::welsh);
        CHECK(english != key);
        CHECK_FALSE(english.empty());
        CHECK(english.find("</") == std::string::npos);
        CHECK(base::tidy_line(english) == english);
        CHECK(names_in(english) == names_in(welsh));
        for (const auto& name : names_in(english)) {
            const auto filled = base::say(key, {{name, "<{0}%n$&>"}});
            CHECK(filled.find("<{0}%n$&>") != std::string::npos);
        }
    }
    for (const auto key : base::all_word_keys(base::Language::welsh)) CHECK_MESSAGE(base::has_words(key), key);
}

TEST_CASE("every letter reads well with what the verbs give it, and every service's letters are there") {
    given::House house(db::Engine::sqlite);
    const std::set<std::string> given_by_verbs{"name", "service", "reference", "promise", "promised", "outcome", "words", "path", "track", "council", "what", "address", "day", "time", "body", "phone", "place", "answers",
                                               "count", "team", "review", "kind", "uprn", "person", "photos", "errand", "escalated", "missed", "warned", "visit", "hint", "amount", "reason", "to_pay", "pay_by", "code", "until"};
    REQUIRE(house.read([&](db::Tx& tx) -> Result<bool> {
        std::set<std::string> letters;
        for (const auto& letter : notifications::all_templates(tx)) {
            letters.insert(letter.name);
            INFO(letter.name);
            for (const auto& name : notifications::names_in(letter)) CHECK_MESSAGE(given_by_verbs.contains(name), name);
            CHECK(base::has_words("desk.wording." + letter.name));
        }
        const auto services = TRY(catalogue::live_services(tx));
        for (const auto& service : services)
            for (const auto& named : {service->acknowledgement, service->progress, service->done, service->fixed})
                if (!named.empty()) CHECK_MESSAGE(letters.contains(named), named);
        return true;
    }));
}

TEST_CASE("every statement of every room prepares on both databases") {
    given::in_each_house([](given::House& house) {
        REQUIRE(db::all_statements().size() > 50);
        for (const auto* statement : db::all_statements()) {
            INFO(statement->name);
            const auto values = std::vector<db::Value>(static_cast<std::size_t>(
                std::ranges::count(std::string_view(statement->text(house.db().engine())), '?')));
            try {
                (void)house.write([&](db::Tx& tx) -> Result<bool> {
                    (void)tx.query_values(*statement, values);
                    return refuse(Kind::invalid, "test.never_kept");
                });
            } catch (const db::Failure& failure) {
                FAIL_CHECK(failure.what());
            }
        }
    });
}

TEST_CASE("migrations run on nothing, rest on a borough full of data, and the program then knows its shape") {
    for (const auto engine : given::engines()) {
        CAPTURE(static_cast<int>(engine));
        given::Tenant tenant(engine);
        tenant.db.reset();
        guildhall::Where where{.data = tenant.folder.path.string(), .council = tenant.entry.id};
        if (engine == db::Engine::postgres) where.postgres = tenant.entry.dsn;
        REQUIRE(guildhall::make_demo(where, {.people = 10, .requests = 30}) == 0);
        const auto again = db::migrate(tenant.entry, "", given::start);
        REQUIRE(again);
        CHECK(again->ran.empty());
        const auto db = tenant.another_node();
        const auto state = db::schema_state(*db, given::start);
        REQUIRE(state);
        CHECK(state->missing.empty());
        CHECK(state->unknown.empty());
        CHECK(guildhall::make_demo(where, {.people = 10, .requests = 30}) == 0);
        const auto requests = db->read(given::context(), [](db::Tx& tx) -> Result<std::int64_t> {
            for (const auto row : db::Rows(tx.query_text("SELECT COUNT(*) FROM cases_request", {}))) return row.get<std::int64_t>(0);
            return 0;
        });
        CHECK(requests == 30);
    }
}

TEST_CASE("every room has a page that tells what it is") {
    for (const auto& room : sources::rooms()) {
        const auto page = sources::text_of("src/" + room + "/README.md");
        INFO(room);
        CHECK(page.starts_with("# "));
        CHECK(page.size() > 200);
    }
}

TEST_CASE("the table of hostile input names only tests that are there") {
    std::vector<std::string> tests;
    const std::regex title("TEST_CASE\\(\"([^\"]*)\"");
    for (const auto& entry : std::filesystem::recursive_directory_iterator("src")) {
        if (!entry.path().string().ends_with("_test.cpp")) continue;
        const auto text = sources::text_of(entry.path());
        for (std::sregex_iterator hit(text.begin(), text.end(), title), end; hit != end; ++hit) tests.push_back((*hit)[1]);
    }
    const auto table = sources::text_of("docs/hostile.md");
    const std::regex quoted("\"([^\"\n]+)\"");
    int named = 0;
    for (std::sregex_iterator hit(table.begin(), table.end(), quoted), end; hit != end; ++hit) {
        const auto name = (*hit)[1].str();
        if (name == "fuzz") continue;
        const auto start = name.substr(0, name.find(" …"));  // what follows is left out
        const auto is_it = [&](const std::string& test) { return test.find(start) != std::string::npos; };
        CHECK_MESSAGE(std::ranges::any_of(tests, is_it), name);
        ++named;
    }
    CHECK(named > 50);
}

TEST_CASE("the services we bring are in order, and a broken one is refused with its file and element") {
    CHECK(guildhall::check_services("services") == 0);
    struct Damage {
        std::string from, to, element;
    };
    const Damage damages[] = {
        {"\"type\": \"choice\"", "\"type\": \"choise\"", "bin: unknown type 'choise'"},
        {"\"code\": \"details\"", "\"code\": \"bin\"", "bin: stands twice"},
        {"\"code\": \"general\"", "\"code\": \"\"", "bin: a choice needs code and label"},
        {"\"outcomes\"", "\"outcome\"", "outcomes:"},
        {"\"team\": \"Waste and recycling\"", "\"team\": \"\"", "team:"},
        {"\"lgsl\": 524", "\"lgsl\": \"many\"", "lgsl:"},
        {"\"promise\": {\"working_days\": 2", "\"promise\": {\"working_days\": -2", "promise:"},
        {"\"most\": 2000", "\"most\": 2000000", "details: 'most'"},
        {"\"acknowledged\": \"acknowledgement\"", "\"acknowledged\": \"greeting\"", "notify.acknowledged:"},
        {"\"greeting\": \"", "\"greeting\": 7, \"was\": \"", "script.greeting:"},
        {"\"ask\": \"", "\"ask\": 7, \"was\": \"", "details: 'ask'"},
        {"\"progress\": \"progress\"", "\"progress\": \"greeting\"", "notify.progress:"},
        {"\"fixed\": \"fixed\"", "\"fixed\": \"greeting\"", "notify.fixed:"},
        {"\"fixed_after_working_days\": 3", "\"fixed_after_working_days\": 0", "notify.fixed_after_working_days:"},
        {"\"publish\": \"never\"", "\"publish\": \"soon\"", "publish:"},
        {"\"answers\": {\"bin\": \"food\"}", "\"answers\": {\"bin\": \"foot\"}", "examples 'nothing but the bin is said': bin is refused"},
        {"\"refused\": [\"location\"]", "\"refused\": [\"location\", \"bin\"]", "examples 'a bin without a home': refused: bin passes"},
        {"}", "", "service.json:"},
    };
    for (const auto& damage : damages) {
        INFO(damage.element);
        given::Folder folder;
        const auto copy = folder.path / "services";
        std::filesystem::copy("services", copy, std::filesystem::copy_options::recursive);
        const auto file = copy / "waste/missed-bin/service.json";
        auto text = sources::text_of(file);
        const auto at = text.rfind(damage.from);
        REQUIRE(at != std::string::npos);
        std::ofstream(file, std::ios::binary) << text.replace(at, damage.from.size(), damage.to);
        const auto found = guildhall::faults_of_services(copy);
        REQUIRE(found.faults.size() == 1);
        CHECK(found.faults[0].find("waste/missed-bin/service.json") != std::string::npos);
        CHECK(found.faults[0].find(damage.element) != std::string::npos);
        CHECK(guildhall::check_services(copy) == 1);
    }
    given::Folder empty;
    CHECK(guildhall::check_services(empty.path) == 1);
}

TEST_CASE("a full export tells every table, column by column, or says why it leaves it out") {
    static constexpr db::Sql columns{"inspector.columns",
                                     "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' "
                                     "AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'search_text_%' AND m.name NOT LIKE 'search_people_%' ORDER BY m.name, p.cid",
                                     "SELECT table_name, column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) "
                                     "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name, ordinal_position"};
    std::map<std::string, std::vector<std::string>> told;
    for (const auto& table : db::all_tables()) {
        CAPTURE(table.name);
        CHECK_FALSE(table.key.empty());
        CHECK((std::ranges::none_of(table.columns, &db::Column::within) || table.key.size() == 1));
        for (const auto& column : table.columns) told[table.name].push_back(column.name);
    }
    const std::vector<std::string> kept_otherwise{"db_migration", "search_entry"};  // the first line; search/copy.h
    for (const auto engine : given::engines()) {
        given::Tenant tenant(engine);
        REQUIRE(tenant.db->read(given::context(), [&](db::Tx& tx) -> Result<bool> {
            std::map<std::string, std::vector<std::string>> there;
            for (const auto row : tx.query(columns)) there[row.get<std::string>(0)].push_back(row.get<std::string>(1));
            for (const auto& name : kept_otherwise) there.erase(name);
            auto expected = told;
            expected.erase("search_entry");
            CHECK(there == expected);
            return true;
        }));
    }
    for (const auto& passing : db::passing_tables()) {
        CAPTURE(passing.table);
        CHECK(told.contains(passing.table));
        CHECK(std::string_view(passing.reason).size() > 20);
    }
}
