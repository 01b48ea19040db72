// Processes carried out: the models of `betsy` and the tokens each run must leave behind. FOLDER is
// ../shared/data/bpmn/betsy, whose README says what the scripts and the expressions mean. Instances run in the engine's
// pure core under a clock that is set by hand; messages and signals travel between the instances of one file.

#include "bpmn/engine.h"
#include "bpmn/read.h"
#include "suite.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <sstream>

namespace conformance {
namespace {

namespace json = boost::json;
using namespace bpmn;

// ---- the expressions of these models
// ----------------------------------------------------------------------------------

std::string without(std::string_view text, std::string_view unwanted) {
    std::string out;
    for (const char c : text)
        if (unwanted.find(c) == std::string_view::npos) out += c;
    return out;
}

/// `test.contains("a")`, `!test.contains("a")`, `integerVariable<2`, `activationCount>=1`, `true`, `3`,
/// `${integerVariable}`.
class Small : public Compiled {
public:
    explicit Small(std::string text) : text_(std::move(text)) {}

    Result<json::value> evaluate(const Names& names, Instant) const override { return value(names, text_); }

private:
    static json::value value(const Names& names, std::string_view text) {
        if (text.starts_with('!')) {
            const auto inner = value(names, text.substr(1));
            return inner.is_bool() ? json::value(!inner.get_bool()) : json::value();
        }
        if (text == "true" || text == "false") return text == "true";
        if (const auto dot = text.find(".contains("); dot != std::string_view::npos) {
            const auto* held = names.find(text.substr(0, dot));
            const auto part = without(text.substr(dot + 10), "\")");
            return held != nullptr && held->is_string() &&
                   std::string_view(held->get_string()).find(part) != std::string_view::npos;
        }
        for (const std::string_view sign : {">=", "<=", "<", ">"})
            if (const auto at = text.find(sign); at != std::string_view::npos && at + sign.size() < text.size())
                return compare(value(names, text.substr(0, at)), sign, value(names, text.substr(at + sign.size())));
        std::int64_t number = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), number).ptr == text.data() + text.size())
            return number;
        const auto* held = names.find(text);
        return held ? *held : json::value();
    }
    static json::value compare(const json::value& left, std::string_view sign, const json::value& right) {
        if (!left.is_int64() || !right.is_int64()) return nullptr;
        const auto a = left.get_int64(), b = right.get_int64();
        return sign == ">=" ? a >= b : sign == "<=" ? a <= b : sign == "<" ? a < b : a > b;
    }
    std::string text_;
};

class SmallLanguage : public Expressions {
public:
    Result<std::shared_ptr<const Compiled>> compile(std::string_view, std::string_view text) const override {
        auto bare = without(text, " \t\r\n${};");
        if (bare.ends_with(")>")) bare.pop_back();  // one condition ends in a stray >
        return std::shared_ptr<const Compiled>(std::make_shared<Small>(std::move(bare)));
    }
};

// ---- one case
// ---------------------------------------------------------------------------------------------------------

struct Case {
    std::string process, file, number, test, start_first, expected;
    std::int64_t integer = 0;
    std::int64_t wait_ms = 0;
};

/// The instances of one file under one clock.
class Hall : public Performer {
public:
    Hall(const Plan& plan, Instant now) : plan_(plan), now_(now) {}

    bool start(const std::string& process, json::object variables) {
        const auto index = plan_.find(process);
        return index != nowhere && begin(Begin{index, nowhere, std::move(variables)});
    }

    /// Sets the clock to each moment at which something is due, in order.
    void run_until(Instant end) {
        for (auto next = next_due(end); next; next = next_due(end)) {
            now_ = next->due;
            tell(next->instance, Answer{next->wait, {}});
        }
    }

    std::string log_with_endings(bool marker_expected) const {
        auto log = log_;
        if (marker_expected && marker_) log.push_back("MARKER_exists");
        if (refused_) log.push_back("ERROR_runtime");
        for (const auto& instance : instances_) {
            if (instance->has_incident()) log.push_back("ERROR_runtime");
            if (instance->status == Status::failed) log.push_back("ERROR_thrownErrorEvent");
        }
        std::sort(log.begin(), log.end());
        std::string line;
        for (const auto& token : log) line += (line.empty() ? "" : " ") + token;
        return line;
    }

    Performed perform(const Work& work) override {
        const auto& script = work.node.script;
        if (script == "CREATE_MARKER_FILE") marker_ = true;
        if (script.starts_with("SCRIPT_")) log_.push_back(script);
        if (script == "THROW_ERROR") return Performed::error("ERR_CODE");
        if (script == "SET_STRING_DATA") return Performed::done({{"data", "String"}});
        if (script == "LOG_DATA") {
            const auto* data = work.names.find("data");
            if (data != nullptr && *data == "String") log_.push_back("DATA_correct");
        }
        if (script.starts_with("INCREMENT")) {
            if (script.ends_with("_AND_LOG")) log_.push_back("INCREMENT_correct");
            const auto* number = work.names.find("integerVariable");
            return Performed::done({{"integerVariable", number && number->is_int64() ? number->get_int64() + 1 : 1}});
        }
        if (script != "WAIT_TEN_SECONDS" && !script.starts_with("CREATE_TIMESTAMP")) return Performed::done();
        if (script.starts_with("CREATE_TIMESTAMP") && std::exchange(stamped_, now_ + std::chrono::seconds{10}) > now_)
            log_.push_back("EXECUTION_parallel");
        busy_.push_back({now_ + std::chrono::seconds{10}, at_work_, work.wait});
        return Performed::later();
    }

private:
    struct Due {
        Instant due;
        std::size_t instance;
        WaitNumber wait;
    };

    bool begin(const Begin& stimulus) {
        instances_.push_back(std::make_unique<Instance>());
        return tell(instances_.size() - 1, stimulus);
    }

    bool tell(std::size_t instance, const Stimulus& stimulus) {
        const auto outer = std::exchange(at_work_, instance);
        const auto step = advance(plan_, *instances_[instance], stimulus, *this, now_);
        at_work_ = outer;
        if (!step) {
            refused_ = true;
            return false;
        }
        for (const auto& emission : step->emissions) deliver(instance, emission);
        return true;
    }

    void deliver(std::size_t from, const Emission& emission) {
        const auto kind = emission.trigger == Trigger::message ? WaitKind::message : WaitKind::signal;
        const auto meant = [&](NodeIndex target) {
            if (kind == WaitKind::signal) return true;
            bool any = false;
            for (const auto& flow : plan_.message_flows) {
                if (flow.source != emission.from) continue;
                if (flow.target == target) return true;
                any = true;
            }
            return !any;
        };
        bool heard = false;
        for (std::size_t i = 0, count = instances_.size(); i < count; ++i) {
            if (i == from && kind == WaitKind::signal) continue;
            for (const auto& [number, wait] : std::map(instances_[i]->waits)) {
                if (wait.kind != kind || wait.name != emission.name || !meant(wait.node) ||
                    !instances_[i]->waits.contains(number))
                    continue;
                heard = true;
                tell(i, Answer{number, emission.variables});
                if (kind == WaitKind::message) return;
            }
        }
        for (const auto& start : start_waits(plan_)) {
            if (start.kind != kind || start.name != emission.name || !meant(start.node)) continue;
            if (kind == WaitKind::message && heard) return;
            begin(Begin{start.process, start.node, emission.variables});
        }
    }

    std::optional<Due> next_due(Instant end) const {
        std::optional<Due> next;
        const auto consider = [&](const Due& due) {
            if (due.due <= end && instances_[due.instance]->waits.contains(due.wait) && (!next || due.due < next->due))
                next = due;
        };
        for (std::size_t i = 0; i < instances_.size(); ++i)
            for (const auto& [number, wait] : instances_[i]->waits)
                if (wait.due) consider({*wait.due, i, number});
        for (const auto& due : busy_) consider(due);
        return next;
    }

    const Plan& plan_;
    Instant now_, stamped_{};
    std::vector<std::unique_ptr<Instance>> instances_;
    std::vector<std::string> log_;
    std::vector<Due> busy_;
    std::size_t at_work_ = 0;
    bool marker_ = false, refused_ = false;
};

std::string sorted_words(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
    std::sort(words.begin(), words.end());
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string reasons(const Refusal& refusal) {
    std::string out = refusal.key;
    for (const auto& problem : refusal.fields) out += " " + problem.field + ": " + problem.message;
    return out;
}

std::string carried_out(const std::filesystem::path& folder, const Case& one, std::string& why) {
    const SmallLanguage language;
    const auto model = read(read_file(folder / one.file));
    if (!model) {
        why = reasons(model.error());
        return "ERROR_deployment";
    }
    const auto plan = plan_of(*model, language);
    if (!plan) {
        why = reasons(plan.error());
        return "ERROR_deployment";
    }
    const Instant begin = *base::parse_iso("2026-01-05T09:00:00Z");
    Hall hall(**plan, begin);
    if (!one.start_first.empty()) hall.start(one.start_first, {});
    json::object variables{{"integerVariable", one.integer}};
    if (!one.test.empty()) variables["test"] = one.test;
    hall.start(one.process, std::move(variables));
    hall.run_until(begin + std::chrono::milliseconds{one.wait_ms});
    return hall.log_with_endings(one.expected.find("MARKER_exists") != std::string::npos);
}

std::vector<Case> cases_of(const std::filesystem::path& folder) {
    std::istringstream table(read_file(folder / "traces.tsv"));
    std::vector<Case> cases;
    std::string line;
    for (std::getline(table, line); std::getline(table, line);) {
        std::vector<std::string> cells(1);
        for (const char c : line)
            c == '\t' ? static_cast<void>(cells.emplace_back()) : static_cast<void>(cells.back() += c);
        cells.resize(11);
        cases.push_back({.process = cells[1],
                         .file = cells[2],
                         .number = cells[3],
                         .test = cells[4],
                         .start_first = cells[6],
                         .expected = sorted_words(cells[9]),
                         .integer = std::stoll("0" + cells[5]),
                         .wait_ms = std::stoll("0" + cells[7])});
    }
    return cases;
}

void run(const std::filesystem::path& folder, Report& report) {
    for (const auto& one : cases_of(folder)) {
        std::string why;
        auto got = carried_out(folder, one, why);
        if (one.expected.find("ERROR") != std::string::npos && one.expected.find("ERROR_") == std::string::npos)
            for (const std::string kind : {"ERROR_deployment", "ERROR_runtime"})
                if (const auto at = got.find(kind); at != std::string::npos) got.replace(at, kind.size(), "ERROR");
        if (got == one.expected)
            report.passed();
        else
            report.failed(one.process + " " + one.number,
                          "expected [" + one.expected + "], came to [" + got + "]" + (why.empty() ? "" : " " + why));
    }
}

const bool known = add_suite("betsy-traces", run);

}  // namespace
}  // namespace conformance
