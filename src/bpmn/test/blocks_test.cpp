// Random models made of blocks, against an interpreter so plain that it can be read at once: what each block leaves in
// the log, as a multiset. Conditions read variables v0 to v7; a user task called u… is answered, one called t… is left
// until its timer fires.

#include "bpmn/test/running.h"

#include <rapidcheck.h>

#include <algorithm>

namespace {

using namespace running;
using namespace std::chrono_literals;

struct Block {
    enum class Kind { task, user, sequence, either, both, some, loop, circle, each, timed, failing };
    Kind kind = Kind::task;
    int number = 0;  // of a variable; how often
    std::vector<Block> inner;
};

Block block(int depth) {
    using K = Block::Kind;
    const auto kind = depth == 0
                          ? *rc::gen::elementOf(std::vector<K>{K::task, K::user})
                          : *rc::gen::elementOf(std::vector<K>{K::task, K::sequence, K::either, K::both, K::some,
                                                               K::loop, K::circle, K::each, K::timed, K::failing});
    Block made{kind, *rc::gen::inRange(0, 8), {}};
    const int parts = kind == K::task || kind == K::user                          ? 0
                      : kind == K::sequence || kind == K::both || kind == K::some ? *rc::gen::inRange(2, 4)
                      : kind == K::either                                         ? 2
                                                                                  : 1;
    for (int i = 0; i < parts; ++i) made.inner.push_back(block(depth - 1));
    return made;
}

// ---- the interpreter
// --------------------------------------------------------------------------------------------------

using Log = std::map<std::string, int>;

struct Interpreter {
    std::vector<bool> variables;
    Log log;
    int next = 0;

    /// Every block takes its numbers in the order of the model, whether or not it is run.
    void run(const Block& b, int times) {
        using K = Block::Kind;
        const auto id = std::to_string(next++);
        const bool holds = variables[static_cast<std::size_t>(b.number)];
        switch (b.kind) {
            case K::task: log["a" + id] += times; return;
            case K::user: return;
            case K::sequence:
            case K::both:
                for (const auto& each : b.inner) run(each, times);
                return;
            case K::either:
                run(b.inner[0], holds ? times : 0);
                run(b.inner[1], holds ? 0 : times);
                return;
            case K::some: {
                // Branch i is taken where v(number+i) holds; where none is, the last is the default.
                bool any = false;
                for (std::size_t i = 0; i < b.inner.size(); ++i) {
                    const bool last = i + 1 == b.inner.size();
                    const bool taken = last ? !any : variables[(static_cast<std::size_t>(b.number) + i) % 8];
                    any = any || taken;
                    run(b.inner[i], taken ? times : 0);
                }
                return;
            }
            case K::loop:
            case K::each: run(b.inner[0], times * (b.number % 3 + 1)); return;
            case K::circle:
                log["n" + id] += times * 2;
                run(b.inner[0], times * 2);
                return;
            case K::timed:
                run(b.inner[0], times);
                log["late" + id] += holds ? 0 : times;
                log["in" + id] += holds ? times : 0;
                return;
            case K::failing:
                run(b.inner[0], times);
                log["throw" + id] += holds ? times : 0;
                log["caught" + id] += holds ? times : 0;
                return;
        }
    }
};

/// Longer than all that is in the block can take, so that an outer timer never comes before an inner one.
std::int64_t patience(const Block& b) {
    std::int64_t inner = 1;
    for (const auto& each : b.inner) inner = std::max(inner, patience(each));
    return inner * 50;
}

// ---- the model
// --------------------------------------------------------------------------------------------------------

struct Ends {
    std::string in, out;
};

struct Writer {
    int next = 0;

    Ends write(const Block& b, std::string& to) {
        using K = Block::Kind;
        const auto id = std::to_string(next++);
        const auto variable = "v" + std::to_string(b.number);
        switch (b.kind) {
            case K::task: to += script("a" + id); return {"a" + id, "a" + id};
            case K::user: to += user("u" + id); return {"u" + id, "u" + id};
            case K::sequence: {
                auto whole = write(b.inner[0], to);
                for (std::size_t i = 1; i < b.inner.size(); ++i) {
                    const auto part = write(b.inner[i], to);
                    to += flow(whole.out, part.in);
                    whole.out = part.out;
                }
                return whole;
            }
            case K::either:
            case K::both:
            case K::some: return branches(b, id, to);
            case K::loop:
                to += nested("s" + id, b.inner[0],
                             fmt::format("<standardLoopCharacteristics loopMaximum=\"{}\"/>", b.number % 3 + 1));
                return {"s" + id, "s" + id};
            case K::each:
                to += nested(
                    "s" + id, b.inner[0],
                    fmt::format(
                        R"(<multiInstanceLoopCharacteristics isSequential="{}"><loopCardinality>{}</loopCardinality></multiInstanceLoopCharacteristics>)",
                        b.number > 3, b.number % 3 + 1));
                return {"s" + id, "s" + id};
            case K::circle: {
                // The counter is the circle's own: it stands in a sub-process, for a circle may be run several times at
                // once.
                std::string inside = fmt::format(
                    R"(<dataObject id="c{0}"/><exclusiveGateway id="g{0}"/><exclusiveGateway id="h{0}"/>)", id);
                const auto body = write(b.inner[0], inside);
                inside += start("b" + id) + script("n" + id, "add:c" + id) + flow("b" + id, "g" + id) +
                          flow("g" + id, body.in) + flow(body.out, "n" + id) + flow("n" + id, "h" + id) +
                          flow("h" + id, "g" + id, "c" + id + "<2") + end("z" + id) + flow("h" + id, "z" + id);
                to += sub("s" + id, inside);
                return {"s" + id, "s" + id};
            }
            case K::timed: {
                std::string inside;
                const auto body = write(b.inner[0], inside);
                inside += start("b" + id) + gateway_of(id) + user("u" + id) + user("t" + id) + script("in" + id) +
                          flow("b" + id, body.in) + flow(body.out, "x" + id) + flow("x" + id, "u" + id, variable) +
                          flow("x" + id, "t" + id) + flow("u" + id, "in" + id);
                to += sub("s" + id, inside) +
                      boundary("e" + id, "s" + id, duration(fmt::format("PT{}S", patience(b)))) + script("late" + id) +
                      gateway_end(id) + flow("e" + id, "late" + id) + flow("late" + id, "y" + id) +
                      flow("s" + id, "y" + id);
                return {"s" + id, "y" + id};
            }
            case K::failing: {
                std::string inside;
                const auto body = write(b.inner[0], inside);
                inside += start("b" + id) + gateway_of(id) + script("throw" + id, "throw:E1") + end("z" + id) +
                          flow("b" + id, body.in) + flow(body.out, "x" + id) + flow("x" + id, "throw" + id, variable) +
                          flow("x" + id, "z" + id);
                to += sub("s" + id, inside) +
                      boundary("e" + id, "s" + id, R"(<errorEventDefinition errorRef="err"/>)") +
                      script("caught" + id) + gateway_end(id) + flow("e" + id, "caught" + id) +
                      flow("caught" + id, "y" + id) + flow("s" + id, "y" + id);
                return {"s" + id, "y" + id};
            }
        }
        return {};
    }

    static std::string gateway_of(const std::string& id) { return fmt::format(R"(<exclusiveGateway id="x{}"/>)", id); }
    static std::string gateway_end(const std::string& id) { return fmt::format(R"(<exclusiveGateway id="y{}"/>)", id); }

    std::string nested(const std::string& id, const Block& inner, const std::string& more) {
        std::string inside = more;
        const auto body = write(inner, inside);
        return sub(id, inside + start(id + "b") + flow(id + "b", body.in));
    }

    Ends branches(const Block& b, const std::string& id, std::string& to) {
        using K = Block::Kind;
        const std::string type = b.kind == K::either ? "exclusiveGateway"
                                 : b.kind == K::both ? "parallelGateway"
                                                     : "inclusiveGateway";
        std::string inner, last;
        for (std::size_t i = 0; i < b.inner.size(); ++i) {
            const auto part = write(b.inner[i], inner);
            const auto condition = b.kind == K::both || i + 1 == b.inner.size()
                                       ? std::string()
                                       : "v" + std::to_string((static_cast<std::size_t>(b.number) + i) % 8);
            inner += flow("g" + id, part.in, condition) + flow(part.out, "j" + id);
            last = "g" + id + "-" + part.in;
        }
        to += fmt::format(R"(<{0} id="g{1}" {2}/><{0} id="j{1}"/>)", type, id,
                          b.kind == K::both ? std::string() : "default=\"" + last + "\"") +
              inner;
        return {"g" + id, "j" + id};
    }
};

Log without_zeros(Log log) {
    std::erase_if(log, [](const auto& each) { return each.second == 0; });
    return log;
}

TEST_CASE("a model made of blocks leaves in the log what its blocks say") {
    const bool held = rc::check([] {
        const auto whole = block(*rc::gen::inRange(0, 4));
        Interpreter expected;
        json::object variables;
        for (int i = 0; i < 8; ++i) {
            expected.variables.push_back(*rc::gen::arbitrary<bool>());
            variables["v" + std::to_string(i)] = static_cast<bool>(expected.variables.back());
        }
        expected.run(whole, 1);
        Writer writer;
        std::string body;
        const auto ends = writer.write(whole, body);
        const auto document = process(start() + body + end() + flow("start", ends.in) + flow(ends.out, "end"),
                                      R"(<error id="err" errorCode="E1"/>)");
        Running run(document, variables);
        RC_ASSERT(run.plan != nullptr);
        for (int guard = 0; guard < 2000 && run.instance.status == Status::running; ++guard) {
            const Wait* answered = nullptr;
            std::optional<Instant> next;
            for (const auto& [number, wait] : run.instance.waits)
                if (wait.kind == WaitKind::user && run.plan->at(wait.node).id.starts_with('u'))
                    answered = &wait;
                else if (wait.due && (!next || *wait.due < *next))
                    next = wait.due;
            if (answered != nullptr)
                run.tell(Answer{answered->number, {}});
            else if (next)
                run.pass(*next - run.now);
        }
        RC_LOG() << document;
        RC_ASSERT(run.incidents().empty());
        RC_ASSERT(run.ended());
        Log got;
        for (const auto& id : run.scripts.log) ++got[id];
        RC_ASSERT(got == without_zeros(expected.log));
    });
    CHECK(held);
}

}  // namespace
