#include "payments/comparing.h"

#include <algorithm>
#include <array>
#include <set>

namespace payments {
namespace {

constexpr std::array<std::string_view, 6> kinds{"missing_here", "twin", "missing_there", "amount", "state", "refunds"};

std::string shortened(const std::string& reference) { return reference.substr(0, 60); }  // theirs may be anything

Difference of_theirs(Day day, DifferenceKind kind, const Standing& theirs) {
    Difference difference{.day = day, .kind = kind, .provider_id = theirs.provider_id, .reference = shortened(theirs.reference)};
    difference.theirs = theirs.amount;
    difference.their_state = code_of(theirs.state);
    return difference;
}

Difference of_both(Day day, DifferenceKind kind, const Ours& ours, const Standing& theirs) {
    auto difference = of_theirs(day, kind, theirs);
    difference.payment = ours.payment.id;
    difference.reference = ours.payment.reference;
    difference.ours = ours.payment.amount;
    difference.our_state = code_of(ours.payment.state);
    return difference;
}

Difference of_ours(Day day, const Payment& payment) {
    Difference difference{.day = day, .kind = DifferenceKind::missing_there, .payment = payment.id, .provider_id = payment.provider_id, .reference = payment.reference};
    difference.ours = payment.amount;
    difference.our_state = code_of(payment.state);
    return difference;
}

void compare_one(Day day, const Ours& ours, const Standing& theirs, std::vector<Difference>& found) {
    if (ours.payment.amount != theirs.amount) found.push_back(of_both(day, DifferenceKind::amount, ours, theirs));
    if (ours.payment.state != theirs.state) found.push_back(of_both(day, DifferenceKind::state, ours, theirs));
    if (ours.given_back == theirs.given_back) return;
    auto difference = of_both(day, DifferenceKind::refunds, ours, theirs);
    difference.ours = ours.given_back;
    difference.theirs = theirs.given_back;
    found.push_back(std::move(difference));
}

}  // namespace

std::string_view code_of(DifferenceKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<DifferenceKind> find_difference_kind(std::string_view code) {
    const auto found = std::ranges::find(kinds, code);
    if (found == kinds.end()) return std::nullopt;
    return static_cast<DifferenceKind>(found - kinds.begin());
}

std::vector<Difference> compare(Day day, const std::vector<Ours>& ours, const std::vector<Standing>& theirs, const Lookup& lookup) {
    std::vector<Difference> found;
    std::set<std::string, std::less<>> listed;
    for (const auto& one : theirs) {
        listed.insert(one.provider_id);
        if (const auto known = lookup.by_provider_id(one.provider_id)) {
            compare_one(day, *known, one, found);
            continue;
        }
        const auto ours_by_name = lookup.by_reference(one.reference);
        auto difference = of_theirs(day, ours_by_name ? DifferenceKind::twin : DifferenceKind::missing_here, one);
        if (ours_by_name) difference.payment = ours_by_name->id;
        found.push_back(std::move(difference));
    }
    for (const auto& [payment, given_back] : ours)
        if (!listed.contains(payment.provider_id)) found.push_back(of_ours(day, payment));
    return found;
}

bool is_same(const Difference& a, const Difference& b) {
    return a.kind == b.kind && a.payment == b.payment && a.provider_id == b.provider_id && a.ours == b.ours && a.theirs == b.theirs && a.our_state == b.our_state &&
           a.their_state == b.their_state;
}

}  // namespace payments
