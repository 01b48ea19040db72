#pragma once
// Inside access: the pages for signing in and for one's own account.

#include "access/install.h"
#include "access/second_factor.h"

namespace room::access {

/// What a handler needs beside request and context.
struct Pages {
    Passwords& passwords;
    const Frame& frame;
    const Outside& outside;
};

Result<web::Response> show_sign_in(const Pages&, web::Request&, web::Context&);
Result<web::Response> sign_in_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> sign_in_by_code(const Pages&, web::Request&, web::Context&);
Result<web::Response> sign_out(const Pages&, web::Request&, web::Context&);

Result<web::Response> show_account(const Pages&, web::Request&, web::Context&);
Result<web::Response> change_own_password(const Pages&, web::Request&, web::Context&);
Result<web::Response> end_session(const Pages&, web::Request&, web::Context&);

Result<web::Response> show_second_factor(const Pages&, web::Request&, web::Context&);
Result<web::Response> begin_second_factor_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> turn_on_by_form(const Pages&, web::Request&, web::Context&);
Result<web::Response> turn_off_by_form(const Pages&, web::Request&, web::Context&);

/// The key that this tenant's secrets are sealed with.
Result<Vault> vault_of(const web::Context&);
/// A time as people read it.
std::string shown(const Pages&, const web::Context&, Instant);
/// The field for a code from the app, with what is wrong with it.
void code_input(html::Html& form, const web::Context&, std::span<const Problem>);
/// A page of this room in the reader's language, from its title and content.
html::Page page_of(const web::Request&, const web::Context&, std::string title, std::span<const Problem> problems = {});
/// The hidden fields every form carries.
html::Html seal_of(const web::Context&);
/// "30 seconds", "2 minutes".
std::string spoken_wait(std::string_view seconds, base::Language);
/// The problems a refused form shows: its fields', or the refusal itself at `field`; nothing if it is no matter of the
/// form. Waits are filled in.
std::optional<std::vector<Problem>> problems_of(const Refusal&, const char* field, base::Language);
/// 422, or what the refusal's kind wants.
int form_status(const Refusal&);

}  // namespace room::access
