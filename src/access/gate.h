#pragma once
// Who is at the door: fills web's socket. A session cookie makes a member of staff, `Authorization: Bearer gh_…` the
// holder of a token (for the API, and for scripts on the staff pages), nothing at all a visitor.
//
// Promises
//  1. What somebody may do is remembered only as long as the tenant's edition of rights stays what it was. A request
//     of somebody known costs one read of one row; a right withdrawn on any node counts at the next request.
//  2. A visitor costs no read.
//  3. A token that is unknown, revoked or expired is refused, also where everybody may go: its owner should notice.
//  4. Who has a temporary password, or lacks a second factor where the setting wants one, is a visitor everywhere but on
//     their account's pages, and is led there.
//  5. Topics of live updates are named like records: "cases" wants the permission cases.read for everything, "cases.team.7"
//     and its like (topics.h) want it within those limits, and any other must be declared by `Gate::topic`.

#include "access/actor.h"
#include "base/ids.h"
#include "web/web.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace room::access {

/// Who the Gate let in; a visitor outside a request it saw.
const Actor& actor_of(const web::Context&);

/// The subject of a staff member's sessions: "staff:17".
std::string session_subject(StaffId);

class Gate final : public web::Gate {
public:
    Result<web::Actor> admit(const web::Request&, const web::Context&, web::Permission) override;
    bool may_follow(const web::Request&, const web::Context&, std::string_view topic) override;

    /// Who may hear topics that begin with `name` and a dot, e.g. "case": asked with what follows the dot.
    using MayFollow = std::function<bool(const Actor&, const web::Context&, std::string_view rest)>;
    void topic(std::string name, MayFollow);

    /// How often an actor was computed anew, for tests and benchmarks.
    std::uint64_t loaded() const { return loaded_; }

private:
    struct Remembered {
        Actor actor;
        std::optional<Instant> expires_at;
        std::atomic<std::int64_t> noted_at = 0;  // when a token's use was last noted, in microseconds
    };
    using Memory = std::shared_ptr<Remembered>;
    using Load = std::function<Memory(db::Tx&)>;

    Result<Memory> recall(const web::Context&, const std::string& name, const Load&);
    Memory remembered(const std::string& key, std::int64_t edition) const;
    void remember(const std::string& key, Memory);
    Result<Memory> find_staff(const web::Context&, StaffId);
    Result<Memory> find_token_holder(const web::Context&, std::string_view secret);
    void note_use(const web::Context&, Remembered&) const;
    Result<Actor> recognise(const web::Request&, const web::Context&);

    std::map<std::string, MayFollow, std::less<>> topics_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Memory> memory_;
    std::atomic<std::uint64_t> loaded_ = 0;
};

}  // namespace room::access
