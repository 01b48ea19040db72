#include "jobs/kinds.h"

#include "jobs/work.h"

namespace jobs {

JobId Running::id() const { return work_.id; }
const std::string& Running::kind() const { return work_.kind; }
const std::string& Running::key() const { return work_.key; }
const std::string& Running::payload() const { return work_.payload; }
std::int64_t Running::attempt() const { return work_.attempts; }

db::Context Running::context() const {
    return {.actor = "job:" + work_.kind, .channel = "job", .request_id = work_.request_id, .now = clock_.now()};
}

Result<void> Running::finish(const std::function<Result<void>(db::Tx&)>& change, db::Isolation isolation) const {
    const auto kept = database_.write(
        context(),
        [&](db::Tx& tx) -> Result<void> {
            if (!complete(tx, work_)) return refuse(Kind::conflict, "jobs.taken_over");
            return change ? change(tx) : Result<void>{};
        },
        isolation);
    finished_ = finished_ || kept.has_value();
    return kept;
}

void Kinds::add(std::string kind, Handler handler, KindOptions options) {
    entries_.insert_or_assign(std::move(kind), Entry{std::move(handler), std::move(options)});
}

const Kinds::Entry* Kinds::find(std::string_view kind) const {
    const auto found = entries_.find(kind);
    return found == entries_.end() ? nullptr : &found->second;
}

std::map<std::string, std::string> Kinds::lanes() const {
    std::map<std::string, std::string> lanes;
    for (const auto& [kind, entry] : entries_) {
        auto& kinds = lanes[entry.options.lane];
        kinds += (kinds.empty() ? " " : "") + kind + " ";
    }
    return lanes;
}

std::string Kinds::all() const {
    std::string kinds = " ";
    for (const auto& [kind, entry] : entries_) kinds += kind + " ";
    return kinds;
}

}  // namespace jobs
