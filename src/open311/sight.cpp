#include "open311/sight.h"

namespace open311 {
namespace {

access::Scope scope_of_published(db::Tx& tx) {
    std::vector<std::string> codes;
    if (const auto services = catalogue::live_services(tx))
        for (const auto& service : *services)
            if (is_published(*service)) codes.push_back(service->code);
    return access::Scope::of({.services = std::move(codes)});
}

}  // namespace

bool is_published(const catalogue::Definition& service) { return service.publish == catalogue::Publish::at_once; }

Eyes Eyes::of(db::Tx& tx, const access::Actor& who) {
    const auto may = [&](access::Permission permission) { return access::scope_of(who, permission); };
    auto reads = may(access::Permission::read_case).or_else(may(access::Permission::read_request));
    auto published = reads.is_everything() ? access::Scope::none() : scope_of_published(tx);  // nothing to add
    return {std::move(reads), std::move(published)};
}

Sight Eyes::at(const cases::Case& c, bool knows_id) const {
    if (reads.allows(c.owned())) return Sight::everything;
    if (published.allows(c.owned())) return Sight::place;
    return knows_id ? Sight::status : Sight::none;
}

}  // namespace open311
