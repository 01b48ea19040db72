#include "payments/owners.h"

namespace payments {
namespace {

const Owners* plugged = nullptr;

}  // namespace

void plug_in(const Owners& owners) { plugged = &owners; }

bool may(db::Tx& tx, const access::Actor& who, access::Permission permission, const journal::Subject& subject) {
    const auto scope = access::scope_of(who, permission);
    if (scope.is_none()) return false;
    if (scope.is_everything()) return true;
    const auto owner = plugged != nullptr ? plugged->of(tx, subject) : std::nullopt;
    return owner && scope.allows(owner->owned());
}

}  // namespace payments
