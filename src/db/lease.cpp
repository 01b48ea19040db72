#include "db/lease.h"

#include "db/migrations.h"
#include "db/queries.h"

namespace db {
namespace {

[[maybe_unused]] const bool leases_pass = register_passing("db_lease", "who holds what on which node; nodes take their leases anew");
[[maybe_unused]] const bool signs_pass = register_passing("db_operation", "signs by which a lost COMMIT is looked up on PostgreSQL", "digest = '' AND answer = ''");

}  // namespace

Lease::Lease(Database& database, std::string name, std::string node, std::chrono::milliseconds patience)
    : database_(database), name_(std::move(name)), node_(std::move(node)), patience_(patience) {}

std::optional<std::int64_t> Lease::tend(Instant now) {
    const auto moment = std::chrono::steady_clock::now();
    if (fence_) {
        if (moment - last_life_ < patience_ / 4) return fence_;
        if (show_life(now))
            last_life_ = moment;
        else if (std::chrono::steady_clock::now() - last_life_ > patience_ * 3 / 4)
            fence_.reset();  // too long without a sign of life: others may think us gone
        return fence_;
    }
    if (take_if_abandoned(now)) last_life_ = moment;
    return fence_;
}

bool Lease::show_life(Instant now) {
    const auto alive = database_.write(
        Context{.actor = "system:lease", .now = now},
        [&](Tx& tx) -> Result<bool> { return tx.change(sql::beat_lease, name_, node_, *fence_) == 1; },
        Isolation::read_committed);
    if (alive && !*alive) fence_.reset();
    return alive && *alive;
}

bool Lease::take_if_abandoned(Instant now) {
    const auto moment = std::chrono::steady_clock::now();
    const auto taken = database_.write(
        Context{.actor = "system:lease", .now = now},
        [&](Tx& tx) -> Result<std::optional<std::int64_t>> {
            tx.run(sql::make_lease, name_);
            for (const auto row : tx.query(sql::find_lease, name_)) {
                const auto [holder, fence, beat] = row.as<std::string, std::int64_t, std::int64_t>();
                if (fence != seen_fence_ || beat != seen_beat_) {
                    seen_fence_ = fence;
                    seen_beat_ = beat;
                    seen_at_ = moment;
                }
                // A lone SQLite process finds its own old lease after a crash: nobody else can hold it.
                const bool abandoned = holder.empty() || database_.engine() == Engine::sqlite ||
                                       moment - seen_at_ >= patience_;
                if (!abandoned) return std::nullopt;
                if (tx.change(sql::take_lease, node_, name_, fence, beat) == 1) return fence + 1;
            }
            return std::nullopt;
        },
        Isolation::read_committed);
    if (taken && *taken) fence_ = **taken;
    return fence_.has_value();
}

bool Lease::guard(Tx& tx) const { return fence_ && tx.change(sql::beat_lease, name_, node_, *fence_) == 1; }

void Lease::leave(Instant now) {
    if (!fence_) return;
    (void)database_.write(
        Context{.actor = "system:lease", .now = now},
        [&](Tx& tx) -> Result<bool> { return tx.change(sql::leave_lease, name_, node_, *fence_) == 1; },
        Isolation::read_committed);
    fence_.reset();
}

}  // namespace db
