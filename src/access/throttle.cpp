#include "access/throttle.h"

#include "access/queries.h"
#include "base/text.h"
#include "db/migrations.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace room::access {
namespace {

[[maybe_unused]] const bool attempts_pass = db::register_passing("access_attempt", "counters of attempts to sign in");

using std::chrono::seconds;

/// How many failures are free, and how far the wait may grow: 1, 2, 4, 8 … seconds.
struct Patience {
    std::int64_t free_failures;
    seconds longest_wait;
};
constexpr Patience for_both{5, std::chrono::minutes(15)};
constexpr Patience for_account{30, std::chrono::minutes(5)};
constexpr Patience for_client{50, std::chrono::minutes(15)};

constexpr auto forgiven_after = std::chrono::hours(24);
constexpr auto client_known_for = std::chrono::days(90);

struct Counter {
    std::int64_t failures = 0;
    Instant free_at, last_at, known_at;
};

Counter read(db::Tx& tx, const std::string& name) {
    for (const auto row : tx.query(sql::find_attempts, name)) {
        const auto [failures, free_at, last_at, known_at] = row.as<std::int64_t, Instant, Instant, Instant>();
        return {tx.now() - last_at > forgiven_after ? 0 : failures, free_at, last_at, known_at};
    }
    return {};
}

void write(db::Tx& tx, const std::string& name, const Counter& counter) {
    tx.run(sql::put_attempts, name, counter.failures, counter.free_at, counter.last_at, counter.known_at);
}

seconds wait_after(std::int64_t failures, const Patience& patience) {
    const auto beyond = failures - patience.free_failures;
    if (beyond < 0) return seconds(0);
    return std::min(seconds(std::int64_t{1} << std::min<std::int64_t>(beyond, 20)), patience.longest_wait);
}

Duration still_to_wait(db::Tx& tx, const Counter& counter, const Patience& patience) {
    // A clock set back must not lock anybody out for longer than the rule says.
    return std::min<Duration>(counter.free_at - tx.now(), patience.longest_wait);
}

void count(db::Tx& tx, const std::string& name, Counter counter, const Patience& patience) {
    ++counter.failures;
    counter.last_at = tx.now();
    counter.free_at = tx.now() + wait_after(counter.failures, patience);
    write(tx, name, counter);
}

void take_back(db::Tx& tx, const std::string& name) {
    auto counter = read(tx, name);
    counter.failures = std::max<std::int64_t>(0, counter.failures - 1);
    counter.free_at = tx.now();
    write(tx, name, counter);
}

std::string client_key(std::string_view client) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, std::string(client).c_str(), bytes.data()) != 1) return std::string(client);
    return std::string(reinterpret_cast<const char*>(bytes.data()), 8);
}

std::string name_of(char sort, std::string_view what) { return sort + (':' + base::to_hex(base::sha256(what))); }

std::unexpected<Refusal> refuse_for(Duration wait) {
    const auto whole = std::max<std::int64_t>(1, std::chrono::ceil<seconds>(wait).count());
    return std::unexpected(Refusal{Kind::unavailable, "access.too_many_tries", {{"wait", std::to_string(whole)}}});
}

bool is_known(db::Tx& tx, const Counter& both) {
    return both.known_at != Instant{} && tx.now() - both.known_at < client_known_for;
}

}  // namespace

Attempt Attempt::of(std::string_view email, std::string_view client) {
    const auto from = client_key(client);
    return {name_of('b', std::string(email) + '\n' + from), name_of('a', email), name_of('c', from)};
}

Result<void> begin_attempt(db::Tx& tx, const Attempt& attempt) {
    const auto both = read(tx, attempt.both);
    auto wait = still_to_wait(tx, both, for_both);
    if (!is_known(tx, both)) {
        const auto account = read(tx, attempt.account), client = read(tx, attempt.client);
        wait = std::max({wait, still_to_wait(tx, account, for_account), still_to_wait(tx, client, for_client)});
        if (wait > Duration{0}) return refuse_for(wait);
        count(tx, attempt.account, account, for_account);
        count(tx, attempt.client, client, for_client);
    }
    if (wait > Duration{0}) return refuse_for(wait);
    count(tx, attempt.both, both, for_both);
    return {};
}

void attempt_succeeded(db::Tx& tx, const Attempt& attempt) {
    const auto both = read(tx, attempt.both);
    if (!is_known(tx, both)) {
        take_back(tx, attempt.account);
        take_back(tx, attempt.client);
    }
    write(tx, attempt.both, {.failures = 0, .free_at = tx.now(), .last_at = tx.now(), .known_at = tx.now()});
}

void forget_old_attempts(db::Tx& tx) {
    tx.run(sql::forget_attempts, tx.now() - forgiven_after, tx.now() - client_known_for);
}

}  // namespace room::access
