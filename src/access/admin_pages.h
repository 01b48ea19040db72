#pragma once
// Inside access: the administrator's pages under /staff/admin. Each change is a form under its operation; what is hard to
// undo is asked twice.

#include "access/pages.h"
#include "access/staff.h"
#include "access/teams.h"
#include "access/tokens.h"
#include "html/govuk.h"
#include "html/patterns.h"

#include <functional>

namespace room::access {

Result<web::Response> show_people(const Pages&, web::Request&, web::Context&);
Result<web::Response> show_new_person(const Pages&, web::Request&, web::Context&);
Result<web::Response> add_person(const Pages&, web::Request&, web::Context&);
Result<web::Response> show_person(const Pages&, web::Request&, web::Context&);
Result<web::Response> change_person_details(const Pages&, web::Request&, web::Context&);
Result<web::Response> join_team_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> leave_team_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> grant_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> withdraw_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> end_session_of_person(const Pages&, web::Request&, web::Context&);
Result<web::Response> set_temporary_password(const Pages&, web::Request&, web::Context&);
Result<web::Response> confirm_reset(const Pages&, web::Request&, web::Context&);
Result<web::Response> reset_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> confirm_closure(const Pages&, web::Request&, web::Context&);
Result<web::Response> close_account(const Pages&, web::Request&, web::Context&);
Result<web::Response> reopen_account(const Pages&, web::Request&, web::Context&);
Result<web::Response> show_teams(const Pages&, web::Request&, web::Context&);
Result<web::Response> add_team_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> show_team(const Pages&, web::Request&, web::Context&);
Result<web::Response> change_team_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> show_roles(const Pages&, web::Request&, web::Context&);
Result<web::Response> show_tokens(const Pages&, web::Request&, web::Context&);
Result<web::Response> make_token(const Pages&, web::Request&, web::Context&);
Result<web::Response> confirm_revocation(const Pages&, web::Request&, web::Context&);
Result<web::Response> revoke_by_form(const Pages&, web::Request&, web::Context&);

// ---- what they share ------------------------------------------------------------------------------------------------

/// What one post does, in its transaction.
using Change = std::function<Result<void>(db::Tx&)>;
/// Does it once, under the form's operation, if the actor's rights are still what they were.
Result<void> change_once(const web::Request&, const web::Context&, const Change&);

/// A page with the tabs of administration, and what is wrong with the form.
html::Page admin_page(const web::Request&, const web::Context&, std::string title, std::span<const Problem> problems = {});
/// "Are you sure?": a heading, what it means, and a button that sends the form to the page's own address.
struct Question {
    std::string title, warning, button, back;
};
web::Response ask_again(const Pages&, const web::Request&, const web::Context&, const Question&);
/// An open <form> with its hidden fields.
html::Html form_at(const web::Context&, const std::string& action);

/// A grant's limits and a scope, as a person reads them.
struct Names {
    std::map<TeamId, std::string> teams;
    std::map<std::string, std::string> roles, services, areas;
};
Names names_of(db::Tx&, const Pages&);
std::string limits_in_words(const web::Context&, const Names&, const Limits&);
/// One sentence for each alternative.
std::vector<std::string> scope_in_words(const web::Context&, const Names&, const Scope&);

}  // namespace room::access
