#include "website/most_used.h"

#include "cases/cases.h"

namespace website {
namespace {

constexpr auto looks_back = std::chrono::days(90);
constexpr auto counts_again_after = std::chrono::minutes(10);

}  // namespace

std::shared_ptr<const std::vector<std::string>> MostUsed::of(const web::Context& context) const {
    {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(context.tenant.id);
        if (found != known_.end() && context.now - found->second.counted_at < counts_again_after) return found->second.codes;
    }
    auto codes = std::make_shared<std::vector<std::string>>();
    const auto counted = context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<bool> {
        for (auto& [service, times] : cases::demand_since(tx, context.now - looks_back)) codes->push_back(std::move(service));
        return true;
    });
    if (!counted) return codes;
    const std::scoped_lock lock(mutex_);
    known_.insert_or_assign(context.tenant.id, Known{codes, context.now});
    return codes;
}

}  // namespace website
