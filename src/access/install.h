#pragma once
// How main puts this room into the building.

#include "access/gate.h"
#include "access/passwords.h"
#include "base/config.h"
#include "html/page.h"
#include "jobs/kinds.h"
#include "web/web.h"

#include <functional>
#include <string>
#include <vector>

namespace room::access {

/// What signing in needs, one for the whole program: the Gate and the Argon2id threads.
class Desk {
public:
    /// Settings: PASSWORD_THREADS (2), PASSWORD_QUEUE (64).
    explicit Desk(const base::Config&);
    Gate& gate() { return gate_; }
    Passwords& passwords() { return passwords_; }

private:
    Gate gate_;
    Passwords passwords_;
};

/// Puts a page of ours into the site's frame and makes an answer with that status of it.
using Frame = std::function<web::Response(const web::Request&, const web::Context&, const html::Page&, int status)>;

/// A code that limits a grant, and the name people know it by.
struct Choice {
    std::string code, name;
};
/// What upper rooms know and these pages show: to which services and areas a grant can be limited, and how a time is
/// told. Without them codes are typed, and times are UTC.
struct Outside {
    std::function<std::vector<Choice>(db::Tx&)> services = {}, areas = {};
    std::function<std::string(const web::Context&, Instant)> shown_time = {};
};

/// Routes: /staff/sign-in, /staff/sign-out, /staff/account, /staff/admin. `desk` must outlive the router.
void install(web::Router&, Desk& desk, Frame, Outside outside = {});

/// The kind of job that forgets old counters and ended sessions.
void install(jobs::Kinds&, const web::Sessions&);
/// Sets its timer; at every start of a tenant.
void set_timers(db::Tx&);

}  // namespace room::access
