#pragma once
// How main puts this room into the building.

#include "access/gate.h"
#include "access/passwords.h"
#include "base/config.h"
#include "html/page.h"
#include "jobs/kinds.h"
#include "web/web.h"

#include <functional>

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

/// Routes: /staff/sign-in, /staff/sign-out, /staff/account. `desk` must outlive the router.
void install(web::Router&, Desk& desk, Frame);

/// The kind of job that forgets old counters and ended sessions.
void install(jobs::Kinds&, const web::Sessions&);
/// Sets its timer; at every start of a tenant.
void set_timers(db::Tx&);

}  // namespace room::access
