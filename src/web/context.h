#pragma once
// What stands around a request: whose site it is, who asks, what time it is.

#include "base/config.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "base/words.h"
#include "db/db.h"
#include "web/request.h"

#include <any>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace files {
class Store;
}

namespace web {

class Live;
class Sessions;

/// Whose site it is: one database, one name, one address.
struct Tenant {
    std::string id;        // as in the routing table
    std::string name;      // as shown
    std::string base_url;  // "https://forms.example.gov.uk", no slash at the end; links in mail start with it
    std::filesystem::path folder;  // spool/ lies in it
    ::db::Database& db;
    const base::Config& settings;
    std::string time_zone = {};  // of the tz database, in which times are shown; empty: the program's default
    bool training = false;  // invented data to practise on: every page says so, and nothing leaves the house
    /// Where files that people send are kept; opened when first asked for. None where nobody keeps files.
    std::function<Result<::files::Store*>()> files = {};
};

/// Which tenant answers to a host name. Implemented by `guildhall` over the routing table; an unknown host gets 421.
/// Called on the edge's threads: must not block.
class Tenants {
public:
    virtual ~Tenants() = default;
    /// `host` is lower-case and without port. The tenant outlives every request made to it.
    virtual const Tenant* find(std::string_view host) const = 0;
};

/// For one tenant on one machine: every host is its.
class OneTenant final : public Tenants {
public:
    explicit OneTenant(const Tenant& tenant) : tenant_(tenant) {}
    const Tenant* find(std::string_view) const override { return &tenant_; }

private:
    const Tenant& tenant_;
};

/// What a route asks of who uses it, e.g. "cases.close". "public" asks nothing. An empty name does not compile.
class Permission {
public:
    template <std::size_t length>
    consteval Permission(const char (&name)[length]) : name_(name, length - 1) {
        if (length <= 1) throw "a route names a permission";
    }
    std::string_view name() const { return name_; }
    bool is_public() const { return name_ == "public"; }
    bool operator==(const Permission&) const = default;

private:
    std::string_view name_;
};

/// Who asks, as the Gate knows them. `reference` is what the journal and db::Tx carry ("staff:17"); empty for a
/// visitor nobody knows. `is` holds whatever the room behind the Gate put there; only that room asks for it.
struct Actor {
    std::string reference;
    std::any is;

    template <class What>
    const What* as() const {
        return std::any_cast<What>(&is);
    }
    explicit operator bool() const { return !reference.empty(); }
};

struct Session;
using SessionId = Id<Session>;

/// Somebody signed in with this browser. The token itself is known to the browser alone.
struct Session {
    SessionId id;
    std::string subject;  // whose it is, as said at sign-in: "staff:17"
    Instant started;
    Instant last_seen;
    Instant expires;    // absolute; idle expiry is checked beside it
    std::string label;  // "Firefox on Linux", for the list of one's own sessions
    std::string client;
};

/// The two hidden fields every form carries: `csrf` shows that the form came from us, `operation` (32 hex digits) is
/// the id under which its write happens once, however often it is sent.
struct Seal {
    std::string csrf;
    std::string operation;
};

struct Context {
    const Tenant& tenant;
    const Clock& clock;
    Random& random;
    Sessions& sessions;
    Live& live;
    Instant now;               // when the request was taken up
    base::Language language;   // same as the request's
    std::string request_id;    // same as the request's
    std::string channel;       // "web" for pages, "api" for the API
    Actor actor = {};          // set by the Gate before the handler is asked
    std::optional<Session> session = {};
    std::string nonce = {};    // for <script nonce> and <style nonce>, as the answer's CSP names it
    std::string form_key = {};  // what this browser's CSRF tokens are made from
    bool form_expired = false;  // the form's token is not this browser's; only where the route keeps words
    mutable std::string csrf = {};  // of the seals given out; see seal()
    mutable bool sealed = false;  // a seal was given out, so the browser must keep the form key

    /// Who does what, when and through which channel, for `tenant.db.read(context.for_db(), …)` and `write`.
    db::Context for_db() const { return {actor ? actor.reference : "public", channel, request_id, now}; }
    /// Values for the hidden fields of one form: `csrf` is masked afresh for each answer, `operation` is fresh for each form.
    Seal seal() const;
    /// A fresh id for an operation: the second it was made in, then 96 random bits. Ids of one hour lie together in the
    /// database, so a busy writer touches few pages of them.
    std::string new_operation() const;
    /// `say` in the reader's language.
    std::string say(std::string_view key, std::initializer_list<base::Filling> fillings = {}) const {
        return base::say(key, fillings, language);
    }
};

/// The operation under which this request's write happens once: the form's field `operation`, or made from the header
/// Idempotency-Key and the actor; a fresh one when the request brings none. Refuses one that is malformed. The digest
/// covers what was asked, so the same id for another form is refused by the database.
Result<db::Operation> operation_of(const Request&, const Context&);

/// May this actor use this route? The socket `access` fills.
class Gate {
public:
    virtual ~Gate() = default;
    /// Called on a worker before every handler, also for "public" (to know a signed-in visitor). The session, if any,
    /// stands in the context; a bearer token in the request. Refuse with `sign_in_needed()` where signing in would
    /// help, and with Kind::not_allowed where it would not.
    virtual Result<Actor> admit(const Request&, const Context&, Permission) = 0;
    /// May this actor hear what is published under this topic?
    virtual bool may_follow(const Request&, const Context&, std::string_view topic) = 0;
};

/// Turned into a redirect for pages, into 401 for the API. `page` is where to sign in, if it is not the server's
/// setting (ServerOptions::sign_in).
Refusal sign_in_needed(std::string page = {});
/// Turned into 412: the reader's copy (If-Match) is not what is there now.
Refusal changed_meanwhile();
/// Holds where the request has no If-Match, or one that names this tag; refuses with `changed_meanwhile()` otherwise.
Result<void> require_match(const Request&, std::string_view etag);

}  // namespace web
