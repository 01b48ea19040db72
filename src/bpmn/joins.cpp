// Gateways where tokens wait for each other.

#include "bpmn/run.h"

#include <algorithm>

namespace bpmn {

Gathered& Run::gather(const Move& move) {
    auto& all = instance_.gathered;
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const Gathered& g) { return g.node == move.node && g.scope == move.scope; });
    if (found == all.end())
        found =
            all.insert(all.end(), Gathered{.node = move.node, .scope = move.scope, .tokens = {}, .resetting = false});
    ++found->tokens[move.flow];
    return *found;
}

void Run::forget(const Gathered& gone) {
    std::erase_if(instance_.gathered, [&](const Gathered& g) { return g.node == gone.node && g.scope == gone.scope; });
}

namespace {

/// One token from each flow that has one. True where none is left.
bool take_one_each(Gathered& gathered) {
    for (auto& [flow, count] : gathered.tokens) --count;
    std::erase_if(gathered.tokens, [](const auto& each) { return each.second <= 0; });
    return gathered.tokens.empty();
}

}  // namespace

void Run::join_parallel(const Move& move) {
    auto& gathered = gather(move);
    if (gathered.tokens.size() < plan_.at(move.node).incoming.size()) return;
    if (take_one_each(gathered)) forget(Gathered{gathered});
    go_all(move.node, move.scope);
}

bool Run::can_still_come(const Gathered& gathered) const {
    const auto& node = plan_.at(gathered.node);
    /// Whether a token there can reach an empty flow of the gateway, and none that has a token already.
    const auto matters = [&](NodeIndex at) {
        bool to_empty = false;
        for (std::size_t i = 0; i < node.incoming.size(); ++i) {
            if (!node.upstream[i][static_cast<std::size_t>(at)]) continue;
            if (gathered.tokens.contains(node.incoming[i])) return false;
            to_empty = true;
        }
        return to_empty;
    };
    for (const auto& [number, active] : instance_.active)
        if (active.parent == gathered.scope && active.undone_for == 0 && !active.token_gone && matters(active.node))
            return true;
    for (const auto& move : throws_)
        if (move.scope == gathered.scope && matters(move.node)) return true;
    for (const auto& other : instance_.gathered)
        if (other.scope == gathered.scope && other.node != gathered.node && !other.tokens.empty() &&
            matters(other.node))
            return true;
    return false;
}

bool Run::join_waiting() {
    for (auto& gathered : instance_.gathered) {
        const auto kind = plan_.at(gathered.node).kind;
        if (kind != NodeKind::inclusive && !(kind == NodeKind::complex && gathered.resetting)) continue;
        if (can_still_come(gathered)) continue;
        const Move move{gathered.node, gathered.scope, nowhere};
        if (kind == NodeKind::complex) {
            forget(Gathered{gathered});
        } else {
            if (take_one_each(gathered)) forget(Gathered{gathered});
            choose_many(move);
        }
        touch(move.scope);
        return true;
    }
    return false;
}

// A complex gateway fires once its activation condition holds, and then takes in what still comes until nothing can:
// BPMN 2.0.2, section 13.4.5. Its reset sets no token free.
void Run::arrive_complex(const Move& move) {
    auto& gathered = gather(move);
    if (gathered.resetting) return;
    const auto& node = plan_.at(move.node);
    int count = 0;
    for (const auto& [flow, tokens] : gathered.tokens) count += tokens;
    const auto fires =
        node.condition ? holds(node.condition, move.scope, {{"activationCount", count}}) : Result<bool>(true);
    if (!fires) {
        if (--gathered.tokens[move.flow] == 0) gathered.tokens.erase(move.flow);
        if (gathered.tokens.empty()) forget(Gathered{gathered});
        return stand(move, fires.error().key, fires.error().log);
    }
    if (*fires) fire_complex(gathered);
}

void Run::fire_complex(Gathered& gathered) {
    const Move move{gathered.node, gathered.scope, nowhere};
    if (plan_.at(move.node).incoming.size() > 1)
        gathered.resetting = true;
    else
        forget(Gathered{gathered});
    choose_many(move);
}

}  // namespace bpmn
