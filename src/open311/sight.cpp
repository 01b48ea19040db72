#include "open311/sight.h"

namespace open311 {

Eyes Eyes::of(db::Tx& tx, const access::Actor& who) {
    const auto may = [&](access::Permission permission) { return access::scope_of(who, permission); };
    auto reads = may(access::Permission::read_case).or_else(may(access::Permission::read_request));
    auto published = reads.is_everything() ? cases::PublicSight() : cases::PublicSight::of(tx);  // nothing to add
    return {std::move(reads), std::move(published)};
}

Sight Eyes::at(const cases::Line& line, const catalogue::Definition& service, bool knows_id) const {
    const auto& [c, request] = line;
    if (reads.allows(c.owned())) return Sight::everything;
    if (published.shows(request, c, service)) return Sight::place;
    return knows_id || published.finds(request, c) ? Sight::status : Sight::none;  // found, though nobody said so when it was asked
}

}  // namespace open311
