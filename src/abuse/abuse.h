#pragma once
// Bans: for a time, nothing is taken online from an e-mail address, a telephone number, or a connection.
//
// Promises
//  1. A ban has a reason, an end at most a year away, and says who set it; it can be lifted before.
//  2. What is banned is kept as a keyed digest, with a hint that people can tell it by; a connection is never shown at all.
//  3. The same address is banned however it is typed; a connection is an IPv4 address, or the /64 network of an IPv6 one.
//  4. Each refusal is a fact.

#include "access/access.h"
#include "base/result.h"
#include "db/db.h"
#include "web/web.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace abuse {

struct BanTag;
using BanId = Id<BanTag>;

enum class Detail { email, phone, connection };
std::string_view code_of(Detail);  // "email", "phone", "connection"; words: abuse.detail_<code>
std::optional<Detail> find_detail(std::string_view code);

/// "threat", "insult", "spam", "false", "other". Words for staff and for who is banned: abuse.reason_<code>.
std::span<const std::string_view> reasons();
/// For how many days: 1, 7, 28, 91.
std::span<const int> spans();

struct Ban {
    BanId id;
    Reference reference;  // by which somebody can ask about it
    Detail detail = Detail::email;
    std::string hint;     // "r…@example.com", "…123"; of a connection empty
    std::string reason, words;
    std::string by;       // as the journal names actors
    Instant from, until;
    std::optional<Instant> lifted_at;
    std::int64_t refused = 0;  // how often something was refused for it

    bool holds(Instant now) const { return !lifted_at && until > now; }
};

/// Who sends something, as far as it is known; empty: it is not.
struct Sender {
    std::string_view email = {}, phone = {}, client = {};
};

struct NewBan {
    Detail detail = Detail::email;
    std::string typed;  // the address or number; of a connection an IP address, or empty with `subject`
    std::int64_t subject = 0;  // a request: the connection it came from
    std::string reason, words;  // words for colleagues, 1 to 1,000 characters
    int days = 0;
};

class Bans {
public:
    static Result<Bans> of(const web::Context& context);
    explicit Bans(std::string secret) : secret_(std::move(secret)) {}

    /// Refuses what is no address or number ("typed"), an unknown reason ("reason") or span ("days"), and no words ("words"); a
    /// conflict where it is banned already. Wants abuse.ban.
    Result<BanId> ban(db::Tx& tx, Random& random, const access::Actor& who, const NewBan& wanted) const;
    /// The ban that holds for any of these, if there is one; the longest.
    std::optional<Ban> find(db::Tx& tx, const Sender& sender) const;
    /// Refused, "abuse.banned", where one holds, which stands in `ban` then: note_refused it in a transaction of its own.
    Result<void> require_none(db::Tx& tx, const Sender& sender, std::optional<Ban>& ban) const;
    /// Remembers for 14 days from which connection a request came, as a digest.
    void trace(db::Tx& tx, std::int64_t subject, std::string_view client) const;

private:
    std::string digest_of(Detail detail, std::string_view tidy) const;
    std::string secret_;
};

/// True while the connection behind a request is still known.
bool is_traced(db::Tx& tx, std::int64_t subject);
/// The newest first, those that ended in the last 28 days too. Wants abuse.ban.
Result<std::vector<Ban>> all_bans(db::Tx& tx, const access::Actor& who, int limit = 200);
/// Ends a ban before its time; content if it is over. Wants abuse.ban.
Result<void> lift(db::Tx& tx, const access::Actor& who, BanId ban);
/// Counts and announces that something was refused for it.
void note_refused(db::Tx& tx, const Ban& ban);
/// The same in a transaction of its own.
Result<void> note_refusal(const web::Context& context, const Ban& ban);
/// Drops traces that have had their time.
void forget_traces(db::Tx& tx);

}  // namespace abuse
