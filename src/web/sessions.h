#pragma once
// Who is signed in with which browser. Rows of `web_session` hold the digest of a token, never the token.

#include "web/context.h"
#include "web/response.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

/// A new session: put its cookie on the answer.
struct StartedSession {
    SessionId id;
    Cookie cookie;
};

/// Promises:
/// 1. A token is 32 random bytes; who reads the database cannot sign in with what is there.
/// 2. A session ends when idle for longer than `idle`, and at the latest `absolute` after sign-in.
/// 3. `start` always makes a new token (no fixation) and ends the session the browser had before, if any.
/// 4. An ended session is gone for every node at its next request.
class Sessions {
public:
    struct Lifetimes {
        std::chrono::minutes idle{60};
        std::chrono::minutes absolute{12 * 60};
    };
    explicit Sessions(Lifetimes lifetimes) : lifetimes_(lifetimes) {}

    /// In the caller's write transaction, after the password was right.
    StartedSession start(db::Tx&, const Request&, const Context&, std::string_view subject) const;
    /// Sign out: ends it, and gives the cookie that clears the browser's. Harmless without a session.
    Cookie end(db::Tx&, const Context&) const;
    /// Ends one of this subject's sessions by id; false when there is none.
    bool end(db::Tx&, std::string_view subject, SessionId) const;
    /// Ends all of a subject's sessions: password changed, rights withdrawn. Returns how many.
    std::size_t end_all(db::Tx&, std::string_view subject, std::optional<SessionId> except = {}) const;
    std::vector<Session> list(db::Tx&, std::string_view subject, Instant now) const;
    /// Removes rows that ended, and what was kept for too long; for a timer. Returns how many sessions.
    std::size_t forget_ended(db::Tx&) const;

    /// The session of this token, if it lives. Notes that it was seen, at most once a minute.
    Result<std::optional<Session>> find(db::Database&, std::string_view token, const db::Context&) const;

private:
    Lifetimes lifetimes_;
};

}  // namespace web
