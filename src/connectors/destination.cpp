#include "connectors/destination.h"

#include "base/text.h"
#include "base/words.h"
#include "connectors/events.h"
#include "connectors/queries.h"
#include "web/web_address.h"
#include "journal/journal.h"
#include "mail/address.h"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

constexpr std::array<std::string_view, 4> ways{"webhook", "open311", "email", "csv"};
constexpr std::size_t most_code = 40, most_title = 100, most_address = 500, most_jurisdiction = 100, most_codes = 2000, most_secret = 500;
constexpr std::string_view code_letters = "abcdefghijklmnopqrstuvwxyz0123456789-";

bool is_code(std::string_view text, std::size_t most) { return !text.empty() && text.size() <= most && text.find_first_not_of(code_letters) == text.npos; }

std::set<Part> read_parts(std::string_view joined) {
    std::set<Part> parts;
    for (const auto code : base::split(joined, ','))
        if (const auto part = find_part(code)) parts.insert(*part);
    return parts;
}

std::string write_parts(const std::set<Part>& parts) {
    std::string joined;
    for (const auto part : parts) joined += (joined.empty() ? "" : ",") + std::string(code_of(part));
    return joined;
}

Destination destination_from(const db::Row& row) {
    Destination d;
    d.id = row.get<DestinationId>(0);
    d.code = row.get<std::string>(1);
    d.name = row.get<std::string>(2);
    d.way = find_way(row.get<std::string_view>(3)).value_or(Way::webhook);
    d.address = row.get<std::string>(4);
    d.jurisdiction = row.get<std::string>(5);
    d.may_leave = read_parts(row.get<std::string_view>(6));
    d.outcomes = read_codes(row.get<std::string_view>(7));
    d.services = read_codes(row.get<std::string_view>(8));
    d.per_minute = row.get<std::int64_t>(9);
    d.ask_minutes = row.get<std::int64_t>(10);
    d.paused = row.get<std::int64_t>(11) != 0;
    d.changes = row.get<std::int64_t>(12);
    d.circuit = {row.get<std::int64_t>(13), row.get<std::optional<Instant>>(14)};
    d.next_at = row.get<std::optional<Instant>>(15);
    d.succeeded_at = row.get<std::optional<Instant>>(16);
    d.failed_at = row.get<std::optional<Instant>>(17);
    d.failed_words = row.get<std::string>(18);
    d.asked_at = row.get<std::optional<Instant>>(19);
    d.has_secret = row.get<bool>(20);
    d.has_secret_before = row.get<bool>(21);
    return d;
}

bool is_address(Way way, const std::string& address) {
    if (address.empty() || address.size() > most_address) return false;
    if (way == Way::email) return mail::Address::parse(address).has_value();
    if (way == Way::csv) return is_code(address, most_code);
    return web::is_web_address(address);
}

Result<Settings> check(const Settings& given) {
    Settings settings = given;
    std::vector<Problem> problems;
    const auto wrong = [&](bool is_wrong, const char* field, const char* key) {
        if (is_wrong) problems.push_back({field, say(key)});
    };
    settings.name = base::tidy_line(std::string_view(given.name).substr(0, 8 * most_title));
    settings.address = base::trim(given.address);
    settings.jurisdiction = base::tidy_line(std::string_view(given.jurisdiction).substr(0, 8 * most_jurisdiction));
    wrong(!is_code(settings.code, most_code), "code", "connectors.code_wrong");
    wrong(settings.name.empty() || base::count_characters(settings.name) > most_title, "name", "connectors.name_wrong");
    wrong(!is_address(settings.way, settings.address), "address", "connectors.address_wrong");
    wrong(base::count_characters(settings.jurisdiction) > most_jurisdiction, "jurisdiction", "connectors.jurisdiction_wrong");
    wrong(write_codes(settings.outcomes).size() > most_codes, "outcomes", "connectors.codes_long");
    wrong(write_codes(settings.services).size() > most_codes, "services", "connectors.codes_long");
    wrong(settings.per_minute < 0 || settings.per_minute > 10'000, "per_minute", "connectors.per_minute_wrong");
    wrong(settings.ask_minutes < 1 || settings.ask_minutes > 1440, "ask_minutes", "connectors.ask_minutes_wrong");
    if (!problems.empty()) return refuse_fields("connectors.check_settings", std::move(problems));
    return settings;
}

std::string purpose_for(std::string_view code) { return "connectors:" + std::string(code); }

Result<Destination> known(db::Tx& tx, std::string_view code) {
    auto destination = find_destination(tx, code);
    if (!destination) return refuse(Kind::not_found, "connectors.no_such_destination");
    return *std::move(destination);
}

void tell(db::Tx& tx, DestinationId id, std::string_view code, const char* what) {
    journal::announce(tx, DestinationChanged{{id.value}, std::string(code), what});
}

}  // namespace

std::string_view code_of(Way way) { return ways[static_cast<std::size_t>(way)]; }

std::optional<Way> find_way(std::string_view code) {
    const auto found = std::ranges::find(ways, code);
    if (found == ways.end()) return std::nullopt;
    return static_cast<Way>(found - ways.begin());
}

std::optional<Destination> find_destination(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::find_destination, code)) return destination_from(row);
    return std::nullopt;
}

std::vector<Destination> all_destinations(db::Tx& tx) {
    std::vector<Destination> all;
    for (const auto row : tx.query(sql::all_destinations)) all.push_back(destination_from(row));
    return all;
}

std::vector<DestinationName> destinations(db::Tx& tx) {
    std::vector<DestinationName> names;
    for (const auto& destination : all_destinations(tx)) names.push_back({destination.code, destination.name});
    return names;
}

Result<Secrets> secrets_of(db::Tx& tx, const VaultOf& vault_of, std::string_view code) {
    std::optional<db::Bytes> sealed[2];
    for (const auto row : tx.query(sql::find_secrets, code))
        for (int i = 0; i < 2; ++i) sealed[i] = row.get<std::optional<db::Bytes>>(i);
    if (!sealed[0] && !sealed[1]) return Secrets{};
    const auto vault = TRY(vault_of());
    std::string opened[2];
    for (int i = 0; i < 2; ++i) {
        if (!sealed[i]) continue;
        auto secret = vault.open(sealed[i]->value, purpose_for(code));
        if (!secret) return refuse(Kind::unavailable, "access.no_secret_key", "a destination's secret was sealed with another key");
        opened[i] = *std::move(secret);
    }
    return Secrets{opened[0], opened[1]};
}

Result<void> add_destination(db::Tx& tx, const access::Actor& who, const Settings& given) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto s = TRY(check(given));
    if (find_destination(tx, s.code)) return refuse_fields("connectors.check_settings", {{"code", say("connectors.code_taken")}});
    const auto id = tx.new_id<DestinationId>();
    tx.run(sql::add_destination, id, s.code, s.name, code_of(s.way), s.address, s.jurisdiction, write_parts(s.may_leave), write_codes(s.outcomes),
           write_codes(s.services), s.per_minute, s.ask_minutes);
    tell(tx, id, s.code, "added");
    return {};
}

Result<void> change_destination(db::Tx& tx, const access::Actor& who, const Settings& given, std::int64_t seen_changes) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto before = TRY(known(tx, given.code));
    auto wanted = given;
    wanted.way = before.way;
    const auto s = TRY(check(wanted));
    if (tx.change(sql::change_destination, s.name, s.address, s.jurisdiction, write_parts(s.may_leave), write_codes(s.outcomes), write_codes(s.services),
                  s.per_minute, s.ask_minutes, s.code, seen_changes) == 0)
        return refuse(Kind::conflict, "connectors.changed_meanwhile");
    tell(tx, before.id, s.code, "changed");
    return {};
}

Result<void> set_secret(db::Tx& tx, const access::Actor& who, const access::Vault& vault, Random& random, std::string_view code, std::string_view secret) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto destination = TRY(known(tx, code));
    secret = base::trim(secret);
    if (secret.size() < 16 || secret.size() > most_secret) return refuse_fields("connectors.check_settings", {{"secret", say("connectors.secret_wrong")}});
    const db::Bytes sealed{vault.seal(secret, purpose_for(code), random)};
    tx.run(sql::set_secret, sealed, code);
    tell(tx, destination.id, code, "secret");
    return {};
}

Result<void> drop_former_secret(db::Tx& tx, const access::Actor& who, std::string_view code) {
    TRY(access::require(who, access::Permission::change_settings));
    const auto destination = TRY(known(tx, code));
    tx.run(sql::drop_former_secret, code);
    tell(tx, destination.id, code, "secret_dropped");
    return {};
}

Result<void> set_paused(db::Tx& tx, const access::Actor& who, std::string_view code, bool paused) {
    TRY(access::require(who, access::Permission::tend_jobs));
    const auto destination = TRY(known(tx, code));
    if (tx.change(sql::set_paused, paused ? 1 : 0, code, paused ? 1 : 0) == 1) tell(tx, destination.id, code, paused ? "paused" : "resumed");
    return {};
}

Result<void> pause(db::Tx& tx, const access::Actor& who, std::string_view code) { return set_paused(tx, who, code, true); }

Codes read_codes(std::string_view typed) {
    Codes codes;
    std::string lines(typed);
    std::ranges::replace(lines, '\n', ',');
    for (const auto pair : base::split(lines, ',')) {
        const auto equals = pair.find('=');
        if (equals == pair.npos) continue;
        const auto theirs = base::trim(pair.substr(0, equals)), ours = base::trim(pair.substr(equals + 1));
        if (!theirs.empty() && !ours.empty()) codes.insert_or_assign(std::string(theirs), std::string(ours));
    }
    return codes;
}

std::string write_codes(const Codes& codes) {
    std::string joined;
    for (const auto& [from, to] : codes) joined += (joined.empty() ? "" : ",") + from + '=' + to;
    return joined;
}

std::string status_code(std::string_view theirs) {
    constexpr std::size_t most = 60;
    std::string code;
    for (const char c : base::lower_ascii(base::trim(theirs))) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        if (plain)
            code += c;
        else if (!code.empty() && code.back() != '_')
            code += '_';
        if (code.size() == most) break;
    }
    while (code.ends_with('_')) code.pop_back();
    return code.empty() && !base::trim(theirs).empty() ? "other" : code;
}

void note_began(db::Tx& tx, const Destination& d, Instant now) {
    if (const auto after = begun(d.circuit, now); after.open_at != d.circuit.open_at) tx.run(sql::set_open_at, after.open_at, d.code);
}

void note_success(db::Tx& tx, const Destination& d, Instant now) { tx.run(sql::note_success, now, d.code); }

void note_failure(db::Tx& tx, const Destination& d, Instant now, Duration pause, std::string_view words) {
    const auto after = failed(d.circuit, now, pause);
    tx.run(sql::note_failure, after.failures, after.open_at, now, base::first_characters(words, 300), d.code);
}

void note_problem(db::Tx& tx, const Destination& d, Instant now, std::string_view words) {
    tx.run(sql::note_failure, std::int64_t{0}, std::optional<Instant>(), now, base::first_characters(words, 300), d.code);
}

void note_asked(db::Tx& tx, std::string_view code, Instant now) { tx.run(sql::note_asked, now, code); }

void take_turn(db::Tx& tx, const Destination& d, std::optional<Instant> next) {
    if (next) tx.run(sql::set_next_turn, next, d.code);
}

}  // namespace connectors
