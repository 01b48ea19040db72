#include "knowledge/protocol.h"

#include "base/text.h"
#include "base/words.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace knowledge {
namespace {

constexpr std::string_view opening = "```protocol", closing = "```";
constexpr std::size_t most_steps = 60, most_choices = 10, longest_title = 200, longest_walk = 60;

/// The lines of the block, from the one after the fence; nothing where there is none.
struct Block {
    std::size_t first = 0, end = 0;  // of all lines, by index; `end` is that of the closing fence
    bool is_closed = false;
};

std::optional<Block> find_block(const std::vector<std::string_view>& lines, std::size_t from = 0) {
    for (auto i = from; i < lines.size(); ++i) {
        if (base::trim(lines[i]) != opening) continue;
        Block block{.first = i + 1, .end = i + 1};
        while (block.end < lines.size() && base::trim(lines[block.end]) != closing) ++block.end;
        block.is_closed = block.end < lines.size();
        return block;
    }
    return std::nullopt;
}

std::unexpected<Refusal> wrong_at(std::size_t line, const char* key, std::string_view what = {}) {
    const std::string shown(base::first_characters(what, 60));
    auto refusal = refuse(Kind::invalid, "knowledge.protocol_wrong");
    refusal.error().fields = {{"staff", say("knowledge.protocol_line", {{"line", std::to_string(line)}, {"problem", say(key, {{"what", shown}})}})}};
    return refusal;
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= 40 && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

/// Reads a block line by line; where a choice leads is looked up when all steps are known.
class Reader {
public:
    explicit Reader(std::size_t fence) : fence_(fence) {}

    Result<void> take(std::string_view line, std::size_t number) {
        const auto tidy = base::trim(line);
        if (tidy.starts_with("# ")) return begin_step(base::trim(tidy.substr(2)), number);
        if (protocol_.steps.empty()) return tidy.empty() ? Result<void>{} : wrong_at(number, "knowledge.protocol_no_step");
        if (tidy.starts_with(">")) return add_choice(base::trim(tidy.substr(1)), number);
        auto& step = protocol_.steps.back();
        if (!tidy.empty() && !step.choices.empty()) return wrong_at(number, "knowledge.protocol_after_choices");
        step.text.append(line).append("\n");
        return {};
    }

    Result<Protocol> finish() {
        if (protocol_.steps.empty()) return wrong_at(fence_, "knowledge.protocol_empty");
        for (const auto& lead : leads_) {
            const auto found = names_.find(lead.to);
            if (found == names_.end()) return wrong_at(lead.line, "knowledge.protocol_no_such_step", lead.to);
            protocol_.steps[lead.step].choices[lead.choice].step = found->second;
        }
        TRY(require_all_reached());
        for (auto& step : protocol_.steps) step.text = std::string(base::trim(step.text));
        return std::move(protocol_);
    }

private:
    struct Lead {
        std::size_t step, choice, line;
        std::string to;
    };

    Result<void> begin_step(std::string_view head, std::size_t number) {
        const auto colon = head.find(':');
        const auto name = base::trim(head.substr(0, colon));
        const auto title = colon == head.npos ? std::string() : base::tidy_line(head.substr(colon + 1));
        if (!is_name(name) || title.empty() || base::count_characters(title) > longest_title) return wrong_at(number, "knowledge.protocol_step_head");
        if (protocol_.steps.size() == most_steps) return wrong_at(number, "knowledge.protocol_too_long");
        if (!names_.emplace(name, protocol_.steps.size()).second) return wrong_at(number, "knowledge.protocol_step_twice", name);
        protocol_.steps.push_back({.name = std::string(name), .title = title, .text = {}, .choices = {}});
        began_.push_back(number);
        return {};
    }

    Result<void> add_choice(std::string_view line, std::size_t number) {
        auto& step = protocol_.steps.back();
        const auto arrow = line.rfind("=>");
        const auto text = base::tidy_line(line.substr(0, std::min(arrow, line.size())));
        const auto to = arrow == line.npos ? std::string_view() : base::trim(line.substr(arrow + 2));
        if (!is_name(to) || text.empty() || base::count_characters(text) > longest_title) return wrong_at(number, "knowledge.protocol_choice");
        if (step.choices.size() == most_choices) return wrong_at(number, "knowledge.protocol_too_long");
        leads_.push_back({protocol_.steps.size() - 1, step.choices.size(), number, std::string(to)});
        step.choices.push_back({.text = text});
        return {};
    }

    Result<void> require_all_reached() const {
        std::vector<bool> reached(protocol_.steps.size());
        std::vector<std::size_t> waiting{0};
        while (!waiting.empty()) {
            const auto at = waiting.back();
            waiting.pop_back();
            if (reached[at]) continue;
            reached[at] = true;
            for (const auto& choice : protocol_.steps[at].choices) waiting.push_back(choice.step);
        }
        const auto lost = std::ranges::find(reached, false);
        if (lost == reached.end()) return {};
        const auto at = static_cast<std::size_t>(lost - reached.begin());
        return wrong_at(began_[at], "knowledge.protocol_unreached", protocol_.steps[at].name);
    }

    std::size_t fence_;
    Protocol protocol_;
    std::map<std::string, std::size_t, std::less<>> names_;
    std::vector<std::size_t> began_;
    std::vector<Lead> leads_;
};

}  // namespace

Result<std::optional<Protocol>> read_protocol(std::string_view part) {
    const auto lines = base::split(part, '\n');
    const auto block = find_block(lines);
    if (!block) return std::optional<Protocol>();
    if (!block->is_closed) return wrong_at(block->first, "knowledge.protocol_open");
    if (const auto second = find_block(lines, block->end)) return wrong_at(second->first, "knowledge.protocol_two");
    Reader reader(block->first);
    for (auto i = block->first; i < block->end; ++i) TRY(reader.take(lines[i], i + 1));
    auto protocol = TRY(reader.finish());
    return std::optional(std::move(protocol));
}

std::string without_protocol(std::string_view part) {
    const auto lines = base::split(part, '\n');
    const auto block = find_block(lines);
    if (!block || !block->is_closed) return std::string(part);
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (i + 1 < block->first || i > block->end) out.append(lines[i]).append("\n");
    return std::string(base::trim(out));
}

Progressed walk(const Protocol& protocol, std::string_view numbers) {
    Progressed at;
    for (const auto typed : base::split(numbers.substr(0, 3 * longest_walk), '.')) {
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        const auto& step = protocol.steps[at.step];
        if (error != std::errc() || end != typed.data() + typed.size() || number < 1 || number > step.choices.size()) break;
        if (at.chosen.size() == longest_walk) break;
        const auto& choice = step.choices[number - 1];
        at.chosen.push_back({step.title, choice.text, at.walked});
        at.walked += (at.walked.empty() ? "" : ".") + std::to_string(number);
        at.step = choice.step;
    }
    return at;
}

}  // namespace knowledge
