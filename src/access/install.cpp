// Routes with their permissions, and timers.

#include "access/install.h"

#include "access/admin_pages.h"
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

void install(web::Router& router, Desk& desk, Frame frame, Outside outside) {
    const auto with = [&](auto handler) {
        return [&desk, frame, outside, handler](web::Request& request, web::Context& context) {
            return handler(Pages{desk.passwords(), frame, outside}, request, context);
        };
    };
    using enum web::Method;
    router.page(get, "/staff/sign-in", "public", with(show_sign_in));
    router.page(post, "/staff/sign-in", "public", with(sign_in_by_form));
    router.page(post, "/staff/sign-in/code", "public", with(sign_in_by_code));
    router.page(post, "/staff/sign-out", "public", with(sign_out));
    router.page(get, "/staff/account", "desk.use", with(show_account));
    router.page(post, "/staff/account/password", "desk.use", with(change_own_password));
    router.page(post, "/staff/account/sessions/{id}/end", "desk.use", with(end_session));
    router.page(get, "/staff/account/second-factor", "desk.use", with(show_second_factor));
    router.page(post, "/staff/account/second-factor", "desk.use", with(begin_second_factor_by_form));
    router.page(post, "/staff/account/second-factor/confirmation", "desk.use", with(turn_on_by_form));
    router.page(post, "/staff/account/second-factor/removal", "desk.use", with(turn_off_by_form));

    router.page(get, "/staff/admin", "staff.manage", with(show_people));
    router.page(get, "/staff/admin/people", "staff.manage", with(show_people));
    router.page(get, "/staff/admin/people/new", "staff.manage", with(show_new_person));
    router.page(post, "/staff/admin/people", "staff.manage", with(add_person));
    router.page(get, "/staff/admin/people/{id}", "staff.manage", with(show_person));
    router.page(post, "/staff/admin/people/{id}/details", "staff.manage", with(change_person_details));
    router.page(post, "/staff/admin/people/{id}/teams", "staff.manage", with(join_team_by_form));
    router.page(post, "/staff/admin/people/{id}/teams/{team}/leaving", "staff.manage", with(leave_team_by_form));
    router.page(post, "/staff/admin/people/{id}/grants", "staff.manage", with(grant_by_form));
    router.page(post, "/staff/admin/people/{id}/grants/withdrawal", "staff.manage", with(withdraw_by_form));
    router.page(post, "/staff/admin/people/{id}/sessions/{session}/end", "staff.manage", with(end_session_of_person));
    router.page(post, "/staff/admin/people/{id}/password", "staff.manage", with(set_temporary_password));
    router.page(get, "/staff/admin/people/{id}/second-factor/reset", "staff.manage", with(confirm_reset));
    router.page(post, "/staff/admin/people/{id}/second-factor/reset", "staff.manage", with(reset_by_form));
    router.page(get, "/staff/admin/people/{id}/closure", "staff.manage", with(confirm_closure));
    router.page(post, "/staff/admin/people/{id}/closure", "staff.manage", with(close_account));
    router.page(post, "/staff/admin/people/{id}/reopening", "staff.manage", with(reopen_account));
    router.page(get, "/staff/admin/teams", "staff.manage", with(show_teams));
    router.page(post, "/staff/admin/teams", "staff.manage", with(add_team_by_form));
    router.page(get, "/staff/admin/teams/{id}", "staff.manage", with(show_team));
    router.page(post, "/staff/admin/teams/{id}", "staff.manage", with(change_team_by_form));
    router.page(get, "/staff/admin/roles", "staff.manage", with(show_roles));
    router.page(get, "/staff/admin/tokens", "tokens.manage", with(show_tokens));
    router.page(post, "/staff/admin/tokens", "tokens.manage", with(make_token));
    router.page(get, "/staff/admin/tokens/{id}/revocation", "tokens.manage", with(confirm_revocation));
    router.page(post, "/staff/admin/tokens/{id}/revocation", "tokens.manage", with(revoke_by_form));
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
