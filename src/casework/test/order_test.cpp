// Whatever people do with cases on maps in whatever order: every open case is on its way once, every request in one case, and nothing is lost.

#include "casework/test/given_maps.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

using given::Maps;

namespace {

using Where = std::size_t;  // a case on paper, by its place in the list

/// On paper: which cases there are and which was joined to which; where each request belongs.
struct Sheet {
    struct Asked {
        cases::Opened made;
        Where home = 0;
        std::optional<Instant> withdrawn = {};
    };
    std::vector<cases::CaseId> ids;
    std::vector<std::optional<Where>> parent;
    std::vector<std::optional<Where>> origin;  // that it was split off
    std::vector<Asked> asked;

    Where root(Where i) const {
        while (parent[i]) i = *parent[i];
        return i;
    }
    Where add(cases::CaseId id, std::optional<Where> from = {}) {
        ids.push_back(id);
        parent.emplace_back();
        origin.push_back(from);
        return ids.size() - 1;
    }
    /// Whose home comes to `on` by way of `through`.
    bool came_by(const Asked& each, Where through) const {
        for (auto i = each.home;; i = *parent[i]) {
            if (i == through) return true;
            if (!parent[i]) return false;
        }
    }
    std::vector<Asked*> on(Where one) {
        std::vector<Asked*> all;
        for (auto& each : asked)
            if (root(each.home) == one) all.push_back(&each);
        return all;
    }
};

struct Game {
    Maps& maps;
    base::SeededRandom random;
    Sheet sheet;
    access::Actor chief = given::Office::chief();
    std::map<std::string, int> did;

    Game(Maps& m, std::uint64_t seed) : maps(m), random(seed) {
        for (int i = 0; i < 3; ++i) open();
    }

    std::size_t any(std::size_t among) { return random.number_below(among); }
    Where any_case() { return any(sheet.ids.size()); }
    bool is_open(Where one) { return maps.the(sheet.ids[one]).state == cases::State::open; }
    template <class Verb>
    auto does(Verb verb) {
        return maps.work.office.write([&](db::Tx& tx) { return verb(tx); });
    }
    cases::CaseId id(Where one) const { return sheet.ids[one]; }
    std::int64_t seen(Where one) { return maps.the(id(one)).changes; }

    cases::Submission submission(db::Tx& tx, const char* service) {
        const forms::Answers answers = std::string_view(service) == "missed-bin" ? forms::Answers{{"bin", "general"}} : any(3) == 0 ? given::asbestos : any(2) == 0 ? given::sofa : given::sofa_and_witness;
        return {.service = catalogue::find_live(tx, service).value(), .answers = answers, .person = {}, .searchable = "", .location = {}};
    }
    void open() {
        const auto made = does([&](db::Tx& tx) { return cases::open_case(tx, maps.work.office.random, submission(tx, any(4) == 0 ? "missed-bin" : "fly-tipping")); });
        REQUIRE(made);
        sheet.asked.push_back({*made, sheet.add(made->case_id)});
    }
    void ask_too() {
        const auto one = any_case();
        const auto asked = does([&](db::Tx& tx) { return cases::ask_too(tx, maps.work.office.random, id(one), submission(tx, maps.the(id(one)).service == "missed-bin" ? "missed-bin" : "fly-tipping")); });
        REQUIRE(asked.has_value() == (is_open(one) && !sheet.parent[one]));
        if (asked) sheet.asked.push_back({*asked, one});
    }
    void join() {
        const auto one = any_case(), other = any_case();
        const auto stays = maps.the(id(one)), goes = maps.the(id(other));
        const bool is_part = sheet.origin[other] && sheet.root(*sheet.origin[other]) == one;
        const bool may = one != other && stays.state == cases::State::open && goes.state == cases::State::open && (stays.service == goes.service || is_part) && goes.due_at >= stays.due_at;
        const auto joined = does([&](db::Tx& tx) { return cases::join(tx, chief, id(one), stays.changes, id(other), goes.changes); });
        REQUIRE(joined.has_value() == may);
        if (may) sheet.parent[other] = one;
    }
    void part() {
        const auto other = any_case(), one = sheet.root(other);
        const auto all = sheet.on(one);
        bool leaves = false, stays = false;
        for (const auto* each : all)
            if (!each->withdrawn) (sheet.came_by(*each, other) ? leaves : stays) = true;
        const bool may = one != other && leaves && (stays || !is_open(one));
        const auto parted = does([&](db::Tx& tx) { return cases::part(tx, chief, id(one), seen(one), id(other)); });
        REQUIRE(parted.has_value() == may);
        if (may) sheet.parent[other].reset();
    }
    void split() {
        const auto one = any_case();
        std::vector<cases::RequestId> chosen;
        std::vector<Sheet::Asked*> leave, stay;
        for (auto* each : sheet.on(one)) (any(2) == 0 ? leave : stay).push_back(each);
        for (const auto* each : leave) chosen.push_back(each->made.request);
        const auto live = [](const Sheet::Asked* each) { return !each->withdrawn; };
        const bool may = is_open(one) && !sheet.parent[one] && std::ranges::any_of(leave, live) && std::ranges::any_of(stay, live);
        const auto part = does([&](db::Tx& tx) { return cases::split(tx, chief, id(one), seen(one), chosen, "Two pieces of work."); });
        REQUIRE(part.has_value() == may);
        if (!may) return;
        // What came by joining just like that is parted again; anything else is a case of its own.
        if (const auto known = std::ranges::find(sheet.ids, part->id); known != sheet.ids.end()) {
            const auto back = static_cast<Where>(known - sheet.ids.begin());
            for (const auto* each : leave) REQUIRE(sheet.came_by(*each, back));
            for (const auto* each : stay) REQUIRE_FALSE(sheet.came_by(*each, back));
            sheet.parent[back].reset();
        } else {
            const auto made = sheet.add(part->id, one);
            for (auto* each : leave) each->home = made;
        }
    }
    void split_matter() {
        const auto one = any_case();
        const auto here = sheet.on(one);
        if (here.empty()) return;
        const auto& first = *here[any(here.size())];
        const bool may = is_open(one) && !first.withdrawn;
        const auto second = does([&](db::Tx& tx) { return cases::split_matter(tx, maps.work.office.random, chief, id(one), seen(one), first.made.request, submission(tx, any(2) == 0 ? "missed-bin" : "fly-tipping"), "And this."); });
        REQUIRE(second.has_value() == may);
        if (may) sheet.asked.push_back({*second, sheet.add(second->case_id, one)});
    }
    void close() {
        const auto one = any_case();
        const auto outcome = maps.the(id(one)).service == "missed-bin" ? "collected" : "not_found";
        const bool may = is_open(one);
        REQUIRE(does([&](db::Tx& tx) { return cases::close_case(tx, chief, id(one), seen(one), outcome, ""); }).has_value() == may);
    }
    void reopen() {
        const auto one = any_case();
        const auto c = maps.the(id(one));
        const bool in_time = c.state == cases::State::closed && !sheet.parent[one] && maps.work.office.clock.now() - *c.closed_at <= cases::grace;
        const auto asks = [&](const Sheet::Asked* each) { return !each->withdrawn || (c.outcome == cases::withdrawn_outcome && each->withdrawn == c.closed_at); };
        const bool may = in_time && std::ranges::any_of(sheet.on(one), asks);
        const auto reopened = does([&](db::Tx& tx) { return cases::reopen_case(tx, chief, id(one), c.changes, any(2) == 0 ? "not_fixed" : "mistake", ""); });
        REQUIRE_MESSAGE(reopened.has_value() == may, (reopened ? "" : reopened.error().key));
        if (may) renew(one, c);
    }
    /// A withdrawal that closed the case counts no more once it is open again.
    void renew(Where one, const cases::Case& closed) {
        for (auto* each : sheet.on(one))
            if (closed.outcome == cases::withdrawn_outcome && each->withdrawn == closed.closed_at) each->withdrawn.reset();
    }
    void withdraw() {
        auto& each = sheet.asked[any(sheet.asked.size())];
        const auto one = sheet.root(each.home);
        const bool may = is_open(one) && !each.withdrawn;
        REQUIRE(maps.work.as_resident([&](db::Tx& tx) { return cases::withdraw(tx, each.made.reference, ""); }).has_value() == may);
        if (may) each.withdrawn = maps.work.office.clock.now();
    }
    void object() {
        const auto& each = sheet.asked[any(sheet.asked.size())];
        const auto one = sheet.root(each.home);
        const auto c = maps.the(id(one));
        const bool may = c.state == cases::State::closed && !each.withdrawn && maps.work.office.clock.now() - *c.closed_at <= cases::grace;
        const auto objected = maps.work.as_resident([&](db::Tx& tx) { return cases::object(tx, each.made.reference, "It is still there."); });
        REQUIRE_MESSAGE(objected.has_value() == may, (objected ? "" : objected.error().key));
        if (may) renew(one, c);
    }
    void finish() {
        const auto one = any_case();
        const auto open = maps.open_tasks(id(one));
        if (open.empty()) return;
        const auto& task = open[any(open.size())];
        static const std::map<std::string, std::vector<given::Sent>> answers{
            {"evidence", {{{"found", "yes"}}, {{"found", "no"}}}},
            {"clear", {{{"result", "cleared"}}, {{"result", "too_much"}}, {{"result", "private_land"}}, {{"result", "not_found"}}}},
            {"return_visit", {{{"result", "cleared"}}, {{"result", "too_much"}}}},
            {"again", {{{"how", "contractor"}}, {{"how", "crew"}}, {{"how", "nothing"}}}},
            {"action", {{{"what", "warning"}, {"why", "A letter."}}}},
            {"approve", {{{"agreed", "yes"}}, {{"agreed", "no"}}}}};
        const auto known = answers.find(task.element);
        const auto sent = known == answers.end() ? given::Sent{} : known->second[any(known->second.size())];
        const auto who = task.team == maps.crew ? maps.crewman() : task.team == maps.enforcement ? maps.enforcer(any(2) == 0 ? "enid" : "errol") : task.team == maps.streets ? maps.streeter() : maps.work.officer();
        const auto finished = maps.finish(who, task, sent);
        if (finished) return;
        const auto& key = finished.error().key;
        REQUIRE_MESSAGE((key == "casework.four_eyes" || key == "casework.close_instead"), key);
    }
    void answer() {
        const auto one = any_case();
        const auto run = maps.run(id(one));
        if (!run || run->is_over()) return;
        const auto waits = maps.position(id(one)).waits;
        if (std::ranges::none_of(waits, [](const bpmn::OpenWait& wait) { return wait.kind == bpmn::WaitKind::service; })) return;
        REQUIRE(maps.answer(id(one), any(2) == 0 ? "cleared" : "failed"));
    }
    void pass() {
        auto& office = maps.work.office;
        office.clock.advance(std::chrono::hours(any(10) == 0 ? 24 * 30 : any(30)));
        const auto due = office.read([](db::Tx& tx) -> Result<std::vector<bpmn::WaitId>> { return casework::Carrying::the().engine().due(tx, 50); }).value();
        for (const auto& wait : due) REQUIRE(does([&](db::Tx& tx) { return casework::Carrying::the().engine().fire(tx, wait); }));
    }

    void step() {
        using Move = void (Game::*)();
        static constexpr std::pair<const char*, Move> moves[] = {{"open", &Game::open},         {"ask_too", &Game::ask_too}, {"join", &Game::join},     {"join", &Game::join},
                                                                 {"part", &Game::part},         {"part", &Game::part},       {"split", &Game::split},   {"split", &Game::split},
                                                                 {"matter", &Game::split_matter}, {"close", &Game::close},   {"reopen", &Game::reopen}, {"reopen", &Game::reopen},
                                                                 {"withdraw", &Game::withdraw}, {"object", &Game::object},   {"finish", &Game::finish}, {"finish", &Game::finish},
                                                                 {"finish", &Game::finish},     {"answer", &Game::answer},   {"pass", &Game::pass}};
        const auto& [name, move] = moves[any(std::size(moves))];
        CAPTURE(name);
        ++did[name];
        (this->*move)();
    }

    // ---- what must be true after each step ------------------------------------------------------------------------------------------------

    void compare_run(Where one) {
        const auto c = maps.the(id(one));
        const auto runs = maps.work.office.read([&](db::Tx& tx) -> Result<std::vector<casework::Run>> { return casework::task_store::runs_of(tx, id(one)); }).value();
        int live = 0, instances = 0;
        for (const auto& run : runs) {
            live += !run.is_over();
            const auto record = maps.work.office.read([&](db::Tx& tx) { return casework::Carrying::the().engine().find(tx, run.instance); }).value();
            instances += record.status == bpmn::Status::running;
            CHECK((record.status == bpmn::Status::running) == !run.is_over());
            CHECK(record.owner == to_string(run.id));
        }
        CHECK(live == instances);
        const bool is_joined = sheet.parent[one].has_value();
        if (is_joined) {
            CHECK(c.state == cases::State::closed);
            CHECK(c.outcome == cases::duplicate_outcome);
            CHECK(live <= 1);
            if (live == 1) CHECK(runs.back().state == casework::RunState::resting);
        } else if (c.state == cases::State::open) {
            CHECK(live == 1);
            CHECK(runs.back().state == casework::RunState::running);
        } else {
            CHECK(live == 0);
        }
    }
    /// What people are to do is what the process waits for, and nothing else.
    void compare_tasks(Where one) {
        const auto run = maps.run(id(one));
        REQUIRE(run);
        std::set<std::int64_t> waited, open;
        if (!run->is_over())
            for (const auto& wait : maps.position(id(one)).waits)
                if (wait.kind == bpmn::WaitKind::user) waited.insert(wait.id.number);
        const auto wanted = run->state == casework::RunState::resting ? casework::TaskState::resting : casework::TaskState::open;
        for (const auto& task : maps.tasks(id(one))) {
            if (task.state == casework::TaskState::done || task.state == casework::TaskState::dropped) continue;
            CHECK(task.run == run->id);
            CHECK(task.state == wanted);
            open.insert(task.wait);
        }
        CHECK(open == waited);
    }
    void compare_requests() {
        std::map<cases::RequestId, cases::CaseId> found;
        std::ptrdiff_t live = 0;
        for (const auto one : sheet.ids) {
            const auto requests = maps.work.office.read([&](db::Tx& tx) -> Result<std::vector<cases::Request>> { return cases::requests_of(tx, one); }).value();
            for (const auto& request : requests) {
                CHECK(found.emplace(request.id, one).second);  // in one case only
                live += request.is_live();
            }
        }
        CHECK(found.size() == sheet.asked.size());
        CHECK(live == std::ranges::count_if(sheet.asked, [](const Sheet::Asked& each) { return !each.withdrawn; }));
        for (const auto& each : sheet.asked) CHECK(found[each.made.request] == id(sheet.root(each.home)));
    }
    void compare() {
        for (Where one = 0; one < sheet.ids.size(); ++one) {
            CAPTURE(one);
            compare_run(one);
            compare_tasks(one);
            if (is_open(one)) CHECK(std::ranges::any_of(sheet.on(one), [](const Sheet::Asked* each) { return !each->withdrawn; }));
        }
        compare_requests();
    }
    /// However often it was moved, its resident sees how it began, once.
    void look_back() {
        for (const auto& each : sheet.asked) {
            const auto history = maps.work.history_for(each.made.reference);
            REQUIRE_FALSE(history.empty());
            const auto begins = [](const cases::Entry& entry) { return entry.what == cases::What::opened || entry.what == cases::What::asked_too; };
            CHECK(begins(history.front()));
            CHECK(std::ranges::count_if(history, begins) == 1);
            CHECK(std::ranges::is_sorted(history, {}, &cases::Entry::at));
        }
    }
};

/// `bin/test --long` plays more.
int games() {
    const auto* wanted = std::getenv("GUILDHALL_GAMES");
    return wanted == nullptr ? 6 : std::max(1, std::atoi(wanted));
}

}  // namespace

TEST_CASE("in whatever order cases are opened, joined, split, parted, closed, reopened and worked on, each open one is on its way once and nothing is lost") {
    given::in_each_town_of_maps([](Maps& maps) {
        std::map<std::string, int> did;
        for (int number = 0; number < games(); ++number) {
            CAPTURE(number);
            Game game(maps, static_cast<std::uint64_t>(number) + 1);
            for (int i = 0; i < 40; ++i) {
                CAPTURE(i);
                game.step();
                game.compare();
            }
            game.look_back();
            for (const auto& [name, times] : game.did) did[name] += times;
        }
        CHECK(did.size() == 13);
    });
}
