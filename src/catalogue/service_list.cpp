#include "catalogue/service_list.h"

#include "base/text.h"
#include "catalogue/events.h"
#include "catalogue/queries.h"
#include "journal/journal.h"

#include <fmt/format.h>

namespace catalogue {
namespace {

using imports::Fate;

Fate fate_of(bool known, bool same) { return same ? Fate::same : known ? Fate::changed : Fate::added; }

std::int64_t count_changes(std::span<const Fate> fates) {
    std::int64_t changes = 0;
    for (const auto fate : fates) changes += fate != Fate::same;
    return changes;
}

CouncilLink link_from(const db::Row& row) {
    return {.authority = row.get<std::string>(0), .lgsl = row.get<std::int64_t>(1), .lgil = row.get<std::int64_t>(2), .url = row.get<std::string>(3)};
}

void announce_load(db::Tx& tx, std::int64_t services, std::int64_t links) {
    if (services + links > 0) journal::announce(tx, ServiceListLoaded{tx.new_id<Id<ListedService>>().value, services, links});
}

std::optional<CouncilLink> find_link(db::Tx& tx, const CouncilLink& wanted) {
    for (const auto row : tx.query(sql::find_link, wanted.authority, wanted.lgsl, wanted.lgil)) return link_from(row);
    return std::nullopt;
}

}  // namespace

std::vector<Fate> load_listed(db::Tx& tx, std::span<const ListedService> services, bool rehearsal) {
    std::vector<Fate> fates;
    for (const auto& service : services) {
        const auto known = find_listed(tx, service.lgsl);
        fates.push_back(fate_of(known.has_value(), known == service));
        if (fates.back() != Fate::same && !rehearsal) tx.run(sql::put_listed, service.lgsl, service.label, service.description, service.live ? 1 : 0);
    }
    if (!rehearsal) announce_load(tx, count_changes(fates), 0);
    return fates;
}

std::vector<Fate> load_links(db::Tx& tx, std::span<const CouncilLink> links, bool rehearsal) {
    std::vector<Fate> fates;
    for (const auto& link : links) {
        const auto known = find_link(tx, link);
        fates.push_back(fate_of(known.has_value(), known == link));
        if (fates.back() != Fate::same && !rehearsal) tx.run(sql::put_link, link.authority, link.lgsl, link.lgil, link.url);
    }
    if (!rehearsal) announce_load(tx, 0, count_changes(fates));
    return fates;
}

std::optional<ListedService> find_listed(db::Tx& tx, std::int64_t lgsl) {
    for (const auto row : tx.query(sql::find_listed, lgsl))
        return ListedService{.lgsl = lgsl, .label = row.get<std::string>(0), .description = row.get<std::string>(1), .live = row.get<int>(2) == 1};
    return std::nullopt;
}

std::vector<CouncilLink> links_of(db::Tx& tx, std::string_view authority) {
    std::vector<CouncilLink> links;
    for (const auto row : tx.query(sql::links_of, authority)) links.push_back(link_from(row));
    return links;
}

std::vector<std::int64_t> all_listed(db::Tx& tx) {
    std::vector<std::int64_t> numbers;
    for (const auto row : tx.query(sql::all_listed)) numbers.push_back(row.get<std::int64_t>(0));
    return numbers;
}

std::optional<std::string> tidy_link(std::string_view given) {
    constexpr std::size_t most = 2000;
    const auto address = base::trim(given);
    const auto lower = base::lower_ascii(address.substr(0, 8));
    const std::size_t scheme = lower.starts_with("https://") ? 8 : lower.starts_with("http://") ? 7 : 0;
    const auto host = address.substr(std::min(scheme, address.size()));
    if (scheme == 0 || host.find_first_of("/?# ") == 0 || host.empty() || address.size() > most || !base::is_utf8(address)) return std::nullopt;
    std::string link;
    for (const char c : address) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte > 0x20 && byte < 0x7f && c != '"' && c != '<' && c != '>';
        if (plain)
            link += c;
        else
            link += fmt::format("%{:02X}", byte);
    }
    return link.size() > most ? std::nullopt : std::optional(link);
}

}  // namespace catalogue
