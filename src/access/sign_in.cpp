#include "access/sign_in.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "access/second_factor.h"
#include "access/throttle.h"
#include "base/text.h"
#include "journal/journal.h"

namespace room::access {
namespace {

struct SignInAttempt;
using AttemptId = Id<SignInAttempt>;

/// What stands under a sign-in name; for a name nobody has, nothing but `reason`.
struct Account {
    StaffId staff;
    std::optional<PasswordHash> password;
    bool active = false;

    const char* reason_against() const {
        if (!staff) return "unknown";
        if (!active) return "inactive";
        return password ? "password" : "unset";
    }
};

Account find_account(db::Tx& tx, const std::string& email) {
    Account account;
    for (const auto row : tx.query(sql::find_account, email)) {
        account.staff = row.get<StaffId>(0);
        if (auto text = row.get<std::optional<std::string>>(1)) account.password = PasswordHash{std::move(*text)};
        account.active = row.get<bool>(2);
    }
    return account;
}

bool is_still(const Account& before, const Account& now) {
    return now.active && now.staff == before.staff && now.password && before.password &&
           now.password->text == before.password->text;
}

journal::Payload from(const std::string& client) { return {"{\"client\":" + base::json_string(client) + "}"}; }

void announce_refused(db::Tx& tx, const Account& account, const char* reason, const std::string& client) {
    journal::announce(tx, SignInRefused{tx.new_id<AttemptId>().value, account.staff, reason}, from(client));
}

/// What one closure found out; a refusal would roll its facts back.
struct Verdict {
    std::optional<Actor> actor;
};

std::string folded_email(std::string_view email) { return base::lower_ascii(base::tidy_line(base::first_characters(email, 300))); }

std::unexpected<Refusal> wrong_credentials() { return refuse(Kind::not_allowed, "access.wrong_credentials"); }

}  // namespace

Result<Actor> sign_in(db::Database& database, const db::Context& context, Passwords& passwords,
                      const Credentials& credentials, const OnSignIn& on_sign_in) {
    const auto email = folded_email(credentials.email);
    const auto attempt = Attempt::of(email, credentials.client);
    const auto account = TRY(database.write(context, [&](db::Tx& tx) -> Result<Account> {
        TRY(begin_attempt(tx, attempt));
        return find_account(tx, email);
    }));
    const bool right = TRY(passwords.verify(account.active ? account.password : std::nullopt, credentials.password));
    auto verdict = TRY(database.write(context, [&](db::Tx& tx) -> Result<Verdict> {
        if (!right || !is_still(account, find_account(tx, email))) {
            announce_refused(tx, account, right ? "changed" : account.reason_against(), credentials.client);
            return Verdict{};
        }
        const auto actor = TRY(load_staff_actor(tx, account.staff));
        if (actor.second_factor && credentials.ask_code) return Verdict{actor};
        attempt_succeeded(tx, attempt);
        on_sign_in(tx, actor);
        journal::announce(tx, SignedIn{account.staff}, from(credentials.client));
        return Verdict{actor};
    }));
    if (!verdict.actor) return wrong_credentials();
    return *std::move(verdict.actor);
}

Result<void> finish_sign_in(db::Database& database, const db::Context& context, const Vault& vault, const CodeGiven& given,
                            const OnSignIn& on_sign_in) {
    return with_code(database, context, vault, {given.staff, given.code, given.client}, [&](db::Tx& tx) -> Result<void> {
        const auto since = tx.find<std::optional<Instant>>(sql::password_since, given.staff);
        if (!since || !*since || **since > given.since) return refuse(Kind::conflict, "access.password_changed_meanwhile");
        const auto actor = TRY(load_staff_actor(tx, given.staff));
        const auto staff = TRY(find_staff(tx, given.staff));
        attempt_succeeded(tx, Attempt::of(staff.email, given.client));
        on_sign_in(tx, actor);
        journal::announce(tx, SignedIn{given.staff}, from(given.client));
        return {};
    });
}

Result<void> change_password(db::Database& database, const db::Context& context, Passwords& passwords, const Actor& who,
                             const PasswordChange& change, const std::function<void(db::Tx&)>& in_the_end) {
    if (!who.staff()) return refuse(Kind::not_allowed, "access.not_allowed");
    const auto staff = TRY(database.read(context, [&](db::Tx& tx) { return find_staff(tx, who.staff()); }));
    TRY(check_password(change.next, staff.email, staff.name));
    const auto attempt = Attempt::of(staff.email, change.client);
    const auto account = TRY(database.write(context, [&](db::Tx& tx) -> Result<Account> {
        TRY(begin_attempt(tx, attempt));
        return find_account(tx, staff.email);
    }));
    const bool right = TRY(passwords.verify(account.active ? account.password : std::nullopt, change.current));
    if (!right) {
        TRY(database.write(context, [&](db::Tx& tx) -> Result<void> {
            announce_refused(tx, account, account.reason_against(), change.client);
            return {};
        }));
        return refuse_fields("access.check_answers", {{"current", "access.wrong_current_password"}});
    }
    if (change.next == change.current) return refuse_fields("access.check_answers", {{"password", "access.same_password"}});
    const auto next = TRY(passwords.hash(change.next));
    return database.write(context, [&](db::Tx& tx) -> Result<void> {
        if (!is_still(account, find_account(tx, staff.email))) return refuse(Kind::conflict, "access.password_changed_meanwhile");
        tx.run(sql::set_password, next.text, tx.now(), false, staff.id);
        rights_changed(tx);  // a temporary password holds everything else up
        attempt_succeeded(tx, attempt);
        in_the_end(tx);
        journal::announce(tx, PasswordChanged{staff.id});
        return {};
    });
}

}  // namespace room::access
