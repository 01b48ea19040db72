#include "connectors/status.h"

#include "connectors/queries.h"

namespace connectors {
namespace {

constexpr int most_stuck = 200, most_unknown = 50, most_waiting = 200, most_recent = 100;

void count(db::Tx& tx, std::vector<LinkStatus>& links) {
    const auto link_of = [&](const std::string& code) -> LinkStatus* {
        for (auto& link : links)
            if (link.destination.code == code) return &link;
        return nullptr;
    };
    for (const auto row : tx.query(sql::counts_of)) {
        auto* link = link_of(row.get<std::string>(0));
        if (link == nullptr) continue;
        const auto oldest = row.get<Instant>(3);
        if (row.get<std::string_view>(1) == code_of(State::stuck)) {
            link->stuck = row.get<std::int64_t>(2);
            continue;
        }
        link->waiting += row.get<std::int64_t>(2);
        link->oldest_waiting = std::min(link->oldest_waiting.value_or(oldest), oldest);
    }
    for (const auto row : tx.query(sql::count_unanswered))
        if (auto* link = link_of(row.get<std::string>(0))) link->unanswered = row.get<std::int64_t>(1);
}

}  // namespace

Result<Status> status(db::Tx& tx, const access::Actor& who) {
    TRY(access::require(who, access::Permission::tend_jobs));
    Status all;
    for (auto& destination : all_destinations(tx)) all.links.push_back({.destination = std::move(destination)});
    count(tx, all.links);
    all.stuck = errand_store::stuck(tx, most_stuck);
    for (const auto row : tx.query(sql::unknown_messages, most_unknown))
        all.unknown.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5),
                               row.get<Instant>(2), row.get<std::int64_t>(6)});
    return all;
}

Result<OneLink> link_status(db::Tx& tx, const access::Actor& who, std::string_view code) {
    TRY(access::require(who, access::Permission::tend_jobs));
    auto destination = find_destination(tx, code);
    if (!destination) return refuse(Kind::not_found, "connectors.no_such_destination");
    std::vector<LinkStatus> links{{.destination = *std::move(destination)}};
    count(tx, links);
    const auto& name = links.front().destination.code;
    auto waiting = errand_store::waiting(tx, name, most_waiting), recent = errand_store::recent(tx, name, most_recent);
    return OneLink{links.front(), std::move(waiting), std::move(recent)};
}

Result<WholeErrand> whole_errand(db::Tx& tx, const access::Actor& who, ErrandId id) {
    TRY(access::require(who, access::Permission::tend_jobs));
    auto errand = errand_store::find(tx, id);
    if (!errand) return refuse(Kind::not_found, "connectors.no_such_errand");
    WholeErrand whole{.errand = *std::move(errand), .history = errand_store::history(tx, id)};
    for (const auto row : tx.query(sql::messages_of, id))
        whole.messages.push_back({.message = row.get<std::string>(0), .named = row.get<std::string>(2), .status = row.get<std::string>(3), .verdict = row.get<std::string>(5),
                                  .words = row.get<std::string>(7), .position = row.get<std::int64_t>(4), .repeats = row.get<std::int64_t>(6), .received = row.get<Instant>(1)});
    return whole;
}

}  // namespace connectors
