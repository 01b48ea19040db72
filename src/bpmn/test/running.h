#pragma once
// For tests of the engine: models written in a few words, a language of conditions that a test can read, and scripts
// that say what they do.

#include "bpmn/bpmn.h"
#include "bpmn/read.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <boost/json.hpp>

#include <set>

namespace running {

using namespace bpmn;

/// `x` is true where the variable is; `x<3` and `x=3` compare whole numbers; `3` and `"text"` are themselves.
class Tiny : public Compiled {
public:
    explicit Tiny(std::string text) : text_(std::move(text)) {}
    Result<json::value> evaluate(const Names& names, Instant) const override {
        if (text_ == "broken") return refuse(Kind::invalid, "test.broken", text_);
        for (const char sign : {'<', '='})
            if (const auto at = text_.find(sign); at != std::string::npos) {
                const auto left = number(names, text_.substr(0, at)), right = number(names, text_.substr(at + 1));
                return sign == '<' ? left < right : left == right;
            }
        if (text_.find_first_not_of("0123456789") == std::string::npos) return std::stoll(text_);
        if (text_.starts_with('"')) return json::value(text_.substr(1, text_.size() - 2));
        const auto* found = names.find(text_);
        return found ? *found : json::value();
    }

private:
    static std::int64_t number(const Names& names, const std::string& text) {
        if (text.find_first_not_of("0123456789") == std::string::npos) return std::stoll(text);
        const auto* found = names.find(text);
        return found && found->is_int64() ? found->get_int64() : 0;
    }
    std::string text_;
};
class TinyLanguage : public Expressions {
public:
    Result<std::shared_ptr<const Compiled>> compile(std::string_view, std::string_view text) const override {
        if (text == "unreadable") return refuse(Kind::invalid, "bpmn.unreadable_expression", std::string(text));
        return std::shared_ptr<const Compiled>(std::make_shared<Tiny>(std::string(text)));
    }
};
inline const TinyLanguage tiny;

inline std::string file(const std::string& body) {
    return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="model">)" + body + "</definitions>";
}
inline std::string process(const std::string& body, const std::string& before = {}) {
    return file(before + R"(<process id="p" isExecutable="true">)" + body + "</process>");
}
inline std::string flow(const std::string& from, const std::string& to, const std::string& condition = {}) {
    auto text = condition;
    if (const auto less = text.find('<'); less != std::string::npos) text.replace(less, 1, "&lt;");
    return fmt::format(R"(<sequenceFlow id="{0}-{1}" sourceRef="{0}" targetRef="{1}">{2}</sequenceFlow>)", from, to,
                       condition.empty() ? "" : "<conditionExpression>" + text + "</conditionExpression>");
}
/// Flows from each to the next: path({"start", "a", "end"}).
inline std::string path(const std::vector<std::string>& ids) {
    std::string out;
    for (std::size_t i = 1; i < ids.size(); ++i) out += flow(ids[i - 1], ids[i]);
    return out;
}
inline std::string start(const std::string& id = "start", const std::string& inner = {}, const std::string& more = {}) {
    return fmt::format(R"(<startEvent id="{}" {}>{}</startEvent>)", id, more, inner);
}
inline std::string end(const std::string& id = "end", const std::string& inner = {}) {
    return fmt::format(R"(<endEvent id="{}">{}</endEvent>)", id, inner);
}
inline std::string script(const std::string& id, const std::string& text = "log", const std::string& inner = {}) {
    return fmt::format(R"(<scriptTask id="{}">{}<script>{}</script></scriptTask>)", id, inner, text);
}
inline std::string user(const std::string& id, const std::string& inner = {}) {
    return fmt::format(R"(<userTask id="{}">{}</userTask>)", id, inner);
}
inline std::string sub(const std::string& id, const std::string& body, const std::string& more = {}) {
    return fmt::format(R"(<subProcess id="{}" {}>{}</subProcess>)", id, more, body);
}
inline std::string boundary(const std::string& id, const std::string& at, const std::string& inner,
                            bool interrupting = true) {
    return fmt::format(R"(<boundaryEvent id="{}" attachedToRef="{}" cancelActivity="{}">{}</boundaryEvent>)", id, at,
                       interrupting, inner);
}
inline std::string duration(const std::string& text) {
    return "<timerEventDefinition><timeDuration>" + text + "</timeDuration></timerEventDefinition>";
}
inline std::string cycle(const std::string& text) {
    return "<timerEventDefinition><timeCycle>" + text + "</timeCycle></timerEventDefinition>";
}

/// Scripts: "log" notes the task's id, "add:x" adds 1 to x, "set:x" makes x true, "throw:E" is the error E, "later",
/// "break".
class Scripts : public Performer {
public:
    Performed perform(const Work& work) override {
        const auto& text = work.node.script;
        const auto rest = [&](std::size_t from) { return text.substr(from); };
        log.push_back(work.node.id);
        if (text.starts_with("add:")) {
            const auto* now = work.names.find(rest(4));
            return Performed::done({{rest(4), (now && now->is_int64() ? now->get_int64() : 0) + 1}});
        }
        if (text.starts_with("set:")) return Performed::done({{rest(4), true}});
        if (text.starts_with("throw:")) return Performed::error(rest(6));
        if (text.starts_with("fill:")) return Performed::done({{"filled", std::string(std::stoul(rest(5)), 'x')}});
        if (text == "later" || work.node.kind == NodeKind::service_task) return Performed::later();
        if (text == "break" && broken) return Performed::broken("test.broke");
        return Performed::done();
    }
    std::vector<std::string> log;
    bool broken = true;
};

/// One instance in the pure core.
struct Running {
    std::shared_ptr<const Plan> plan;
    Instance instance;
    Scripts scripts;
    Instant now = *base::parse_iso("2026-11-22T09:30:00Z");
    Limits limits;
    Step last;
    std::optional<Refusal> refusal;

    explicit Running(const std::string& document, json::object variables = {}, Limits most = {}) : limits(most) {
        const auto model = read(document);
        REQUIRE_MESSAGE(model, document);
        auto made = plan_of(*model, tiny);
        if (!made) {
            refusal = made.error();
            return;
        }
        plan = *made;
        tell(Begin{plan->processes.front(), nowhere, std::move(variables)});
    }
    bool tell(const Stimulus& stimulus) {
        // Every step starts from what was written down, as it does with rows.
        auto kept = instance_from(*plan, json_of(*plan, instance));
        REQUIRE(kept);
        CHECK(*kept == instance);
        instance = std::move(*kept);
        auto step = advance(*plan, instance, stimulus, scripts, now, limits);
        if (!step) {
            refusal = step.error();
            return false;
        }
        last = std::move(*step);
        return true;
    }
    const Wait* wait_at(const std::string& element) const {
        for (const auto& [number, wait] : instance.waits)
            if (plan->at(wait.node).id == element) return &wait;
        return nullptr;
    }
    bool answer(const std::string& element, json::object variables = {}) {
        const auto* wait = wait_at(element);
        REQUIRE_MESSAGE(wait != nullptr, element);
        return tell(Answer{wait->number, std::move(variables)});
    }
    bool fail(const std::string& element, const std::string& code) {
        return tell(Error{wait_at(element)->number, code, {}});
    }
    /// Lets time pass; fires what falls due, in order.
    void pass(Duration time) {
        const auto until = now + time;
        for (;;) {
            const Wait* next = nullptr;
            for (const auto& [number, wait] : instance.waits)
                if (wait.due && *wait.due <= until && (!next || *wait.due < *next->due)) next = &wait;
            if (!next) break;
            now = std::max(now, *next->due);
            tell(Answer{next->number, {}});
        }
        now = until;
    }
    std::string log() const { return fmt::format("{}", fmt::join(scripts.log, " ")); }
    /// What stands as an incident: "a: key".
    std::string incidents() const {
        std::string out;
        for (const auto& [number, active] : instance.active)
            if (!active.incident.empty())
                out += (out.empty() ? "" : " ") + plan->at(active.node).id + ": " + active.incident;
        return out;
    }
    ActiveNumber active_at(const std::string& element) const {
        for (const auto& [number, active] : instance.active)
            if (plan->at(active.node).id == element) return number;
        return 0;
    }
    bool ended() const { return instance.status == Status::completed; }
};

}  // namespace running
