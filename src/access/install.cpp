// Routes with their permissions, and timers.

#include "access/install.h"

#include "access/pages.h"
#include "access/throttle.h"

namespace room::access {
namespace {

constexpr const char* tidy_kind = "access.tidy";

template <class Number>
Number setting(const base::Config& config, std::string_view name, Number otherwise, Number least, Number most) {
    const auto value = config.number(name, otherwise, least, most);
    return value ? static_cast<Number>(*value) : otherwise;
}

}  // namespace

Desk::Desk(const base::Config& config)
    : passwords_(setting<unsigned>(config, "password_threads", 2, 1, 64),
                 setting<std::size_t>(config, "password_queue", 64, 1, 10'000)) {}

void install(web::Router& router, Desk& desk, Frame frame) {
    const auto with = [&](auto handler) {
        return [&desk, frame, handler](web::Request& request, web::Context& context) {
            return handler(Pages{desk.passwords(), frame}, request, context);
        };
    };
    using enum web::Method;
    router.page(get, "/staff/sign-in", "public", with(show_sign_in));
    router.page(post, "/staff/sign-in", "public", with(sign_in_by_form));
    router.page(post, "/staff/sign-out", "public", with(sign_out));
    router.page(get, "/staff/account", "desk.use", with(show_account));
    router.page(post, "/staff/account/password", "desk.use", with(change_own_password));
    router.page(post, "/staff/account/sessions/{id}/end", "desk.use", with(end_session));
}

void install(jobs::Kinds& kinds, const web::Sessions& sessions) {
    kinds.add(tidy_kind, [&sessions](const jobs::Running& job) {
        return job.finish([&](db::Tx& tx) -> Result<void> {
            forget_old_attempts(tx);
            sessions.forget_ended(tx);
            return {};
        });
    });
}

void set_timers(db::Tx& tx) { jobs::every(tx, tidy_kind, std::chrono::hours(1), tidy_kind); }

}  // namespace room::access
