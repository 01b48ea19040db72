#include "web/sessions.h"

#include "base/text.h"
#include "db/db.h"
#include "db/migrations.h"
#include "web/kept.h"
#include "web/queries.h"

#include <array>

namespace web {
namespace {

[[maybe_unused]] const bool sessions_pass = db::register_passing("web_session", "who is signed in; they sign in again");

constexpr auto touch_after = std::chrono::minutes(1);

std::string digest_of(std::string_view token) { return base::to_hex(base::sha256(token)); }

Session session_of(const db::Row& row) {
    auto [id, subject, started, last_seen, expires, label, client] =
        row.as<SessionId, std::string, Instant, Instant, Instant, std::string, std::string>();
    return {id, std::move(subject), started, last_seen, expires, std::move(label), std::move(client)};
}

/// "Firefox on Windows": enough for a person to know their own browser again.
std::string label_of(std::string_view agent) {
    const auto named = [&](auto... pairs) {
        std::string_view found = "";
        ((found.empty() && agent.find(pairs.first) != std::string_view::npos ? void(found = pairs.second) : void()), ...);
        return std::string(found);
    };
    using P = std::pair<std::string_view, std::string_view>;
    const auto browser = named(P{"Edg/", "Edge"}, P{"Firefox/", "Firefox"}, P{"Chrome/", "Chrome"}, P{"Safari/", "Safari"});
    const auto system = named(P{"Android", "Android"}, P{"iPhone", "iPhone"}, P{"iPad", "iPad"}, P{"Windows", "Windows"},
                              P{"Mac OS", "macOS"}, P{"Linux", "Linux"});
    if (browser.empty() && system.empty()) return "another program";
    return browser + (browser.empty() || system.empty() ? "" : " on ") + system;
}

}  // namespace

StartedSession Sessions::start(db::Tx& tx, const Request& request, const Context& context, std::string_view subject) const {
    if (context.session) tx.run(sql::end_session, context.session->id, context.session->subject);
    const auto token = context.random.token(32);
    const auto id = tx.new_id<SessionId>();
    tx.run(sql::start_session, id, digest_of(token), subject, tx.now(), tx.now(), tx.now() + lifetimes_.absolute,
           label_of(request.header("User-Agent")), request.client);
    return {id, Cookie{.name = "session", .value = token}};
}

Cookie Sessions::end(db::Tx& tx, const Context& context) const {
    if (context.session) tx.run(sql::end_session, context.session->id, context.session->subject);
    return {.name = "session", .value = "", .max_age = std::chrono::seconds(0)};
}

bool Sessions::end(db::Tx& tx, std::string_view subject, SessionId id) const {
    return tx.change(sql::end_session, id, subject) == 1;
}

std::size_t Sessions::end_all(db::Tx& tx, std::string_view subject, std::optional<SessionId> except) const {
    return static_cast<std::size_t>(tx.change(sql::end_sessions_of, subject, except.value_or(SessionId{})));
}

std::vector<Session> Sessions::list(db::Tx& tx, std::string_view subject, Instant now) const {
    std::vector<Session> sessions;
    for (const auto row : tx.query(sql::sessions_of, subject, now, now - lifetimes_.idle)) sessions.push_back(session_of(row));
    return sessions;
}

std::size_t Sessions::forget_ended(db::Tx& tx) const {
    forget_old_kept(tx);
    return static_cast<std::size_t>(tx.change(sql::forget_sessions, tx.now(), tx.now() - lifetimes_.idle));
}

Result<std::optional<Session>> Sessions::find(db::Database& database, std::string_view token,
                                              const db::Context& context) const {
    if (token.size() != 64) return std::nullopt;
    const auto now = context.now;
    const auto found = database.read(context, [&](db::Tx& tx) -> Result<std::optional<Session>> {
        for (const auto row : tx.query(sql::find_session, digest_of(token), now, now - lifetimes_.idle)) return session_of(row);
        return std::nullopt;
    });
    if (!found || !*found) return found;
    if (now - (*found)->last_seen > touch_after) {
        // A failed note costs at most an early sign-out; the request itself goes on.
        (void)database.write(context, [&](db::Tx& tx) -> Result<bool> {
            tx.run(sql::touch_session, now, (*found)->id, now);
            return true;
        });
    }
    return found;
}

}  // namespace web
