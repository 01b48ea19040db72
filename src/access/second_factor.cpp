#include "access/second_factor.h"

#include "access/events.h"
#include "access/queries.h"
#include "access/rights.h"
#include "access/staff.h"
#include "access/throttle.h"
#include "access/totp.h"
#include "base/text.h"
#include "journal/journal.h"

#include <array>

namespace room::access {
namespace {

constexpr int recovery_codes = 10;
constexpr std::size_t recovery_characters = 10;  // 50 bits
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

std::string purpose_for(StaffId staff) { return "second factor of staff:" + to_string(staff); }

struct Kept {
    std::string sealed;
    bool on = false;
    std::int64_t last_step = 0;
};

std::optional<Kept> find(db::Tx& tx, StaffId staff) {
    for (const auto row : tx.query(sql::find_second_factor, staff))
        return Kept{row.get<db::Bytes>(0).value, !row.is_null(1), row.get<std::int64_t>(2)};
    return std::nullopt;
}

Result<std::string> secret_of(const Vault& vault, StaffId staff, const Kept& kept) {
    auto secret = vault.open(kept.sealed, purpose_for(staff));
    if (!secret) return refuse(Kind::unavailable, "access.no_secret_key", "the second factor was sealed with another key");
    return *std::move(secret);
}

std::unexpected<Refusal> wrong_code() { return refuse_fields("access.check_answers", {{"code", "access.wrong_code"}}); }

/// As typed: capitals, hyphens and spaces do not matter, nor o for 0, i and l for 1.
std::string folded(std::string_view typed) {
    std::string code;
    for (char c : base::lower_ascii(base::first_characters(typed, 40))) {
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        if (alphabet.find(c) != alphabet.npos) code += c;
    }
    return code;
}

std::vector<std::string> make_recovery_codes(db::Tx& tx, StaffId staff, const Vault& vault, Random& random) {
    tx.run(sql::drop_recovery_codes, staff);
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        std::string code;
        while (code.size() < recovery_characters) code += alphabet[random.number_below(alphabet.size())];
        tx.run(sql::add_recovery_code, staff, vault.digest(code, purpose_for(staff)));
        codes.push_back(code.substr(0, 5) + '-' + code.substr(5));
    }
    return codes;
}

std::int64_t codes_left(db::Tx& tx, StaffId staff) { return tx.find<std::int64_t>(sql::count_recovery_codes, staff).value_or(0); }

Result<bool> accept(db::Tx& tx, StaffId staff, const Vault& vault, std::string_view typed) {
    const auto kept = find(tx, staff);
    if (!kept || !kept->on) return false;
    const auto secret = TRY(secret_of(vault, staff, *kept));
    if (const auto step = matching_step(secret, typed, tx.now(), kept->last_step))
        return tx.change(sql::accept_step, *step, staff, *step) == 1;
    const auto code = folded(typed);
    if (code.size() != recovery_characters || tx.change(sql::use_recovery_code, tx.now(), staff, vault.digest(code, purpose_for(staff))) == 0)
        return false;
    journal::announce(tx, RecoveryCodeUsed{staff, codes_left(tx, staff)});
    return true;
}

void drop(db::Tx& tx, StaffId staff) {
    tx.run(sql::drop_second_factor, staff);
    tx.run(sql::drop_recovery_codes, staff);
    rights_changed(tx);
}

struct CodeAttempt;

}  // namespace

SecondFactorRule second_factor_rule(const base::Config& settings) {
    const auto given = settings.text("second_factor", "optional");
    if (given == "off") return SecondFactorRule::off;
    return given == "required" ? SecondFactorRule::required : SecondFactorRule::optional;
}

SecondFactor second_factor_of(db::Tx& tx, StaffId staff) {
    for (const auto row : tx.query(sql::find_second_factor, staff))
        return {.on_since = row.get<std::optional<Instant>>(1), .recovery_codes_left = codes_left(tx, staff)};
    return {};
}

Result<void> begin_second_factor(db::Tx& tx, const Actor& who, const Vault& vault, Random& random) {
    if (!who.staff()) return refuse(Kind::not_allowed, "access.not_allowed");
    std::array<std::byte, totp_secret_bytes> secret;
    random.fill(secret);
    const db::Bytes sealed{vault.seal(base::as_text(secret), purpose_for(who.staff()), random)};
    if (tx.change(sql::begin_second_factor, who.staff(), sealed, tx.now()) == 0) return refuse(Kind::conflict, "access.second_factor_is_on");
    return {};
}

Result<std::string> secret_begun(db::Tx& tx, const Actor& who, const Vault& vault) {
    const auto kept = find(tx, who.staff());
    if (!kept || kept->on) return refuse(Kind::not_found, "access.second_factor_not_begun");
    return secret_of(vault, who.staff(), *kept);
}

Result<std::vector<std::string>> turn_on_second_factor(db::Tx& tx, const Actor& who, const Vault& vault, std::string_view code,
                                                       Random& random) {
    const auto secret = TRY(secret_begun(tx, who, vault));
    const auto step = matching_step(secret, code, tx.now(), 0);
    if (!step) return wrong_code();
    tx.run(sql::turn_on_second_factor, tx.now(), *step, who.staff());
    rights_changed(tx);
    journal::announce(tx, SecondFactorChanged{who.staff(), true});
    return make_recovery_codes(tx, who.staff(), vault, random);
}

Result<void> with_code(db::Database& database, const db::Context& context, const Vault& vault, const CodeTry& given,
                       const std::function<Result<void>(db::Tx&)>& then) {
    const auto attempt = Attempt::of("code of staff:" + to_string(given.staff), given.client);
    TRY(database.write(context, [&](db::Tx& tx) -> Result<void> { return begin_attempt(tx, attempt); }));
    const bool accepted = TRY(database.write(context, [&](db::Tx& tx) -> Result<bool> {
        const bool right = TRY(accept(tx, given.staff, vault, given.code));
        if (right) {
            attempt_succeeded(tx, attempt);
            TRY(then(tx));
        } else {
            journal::announce(tx, SignInRefused{tx.new_id<Id<CodeAttempt>>().value, given.staff, "code"},
                              journal::Payload{"{\"client\":" + base::json_string(given.client) + "}"});
        }
        return right;
    }));
    if (!accepted) return wrong_code();
    return {};
}

void turn_off_second_factor(db::Tx& tx, const Actor& who) {
    drop(tx, who.staff());
    journal::announce(tx, SecondFactorChanged{who.staff(), false});
}

Result<void> reset_second_factor(db::Tx& tx, const Actor& who, StaffId staff) {
    TRY(require(who, Permission::manage_staff));
    const auto rights = TRY(rights_of_staff(tx, staff));
    TRY(require_no_more_than(who, Actor{}, rights));
    if (!find(tx, staff)) return {};
    drop(tx, staff);
    journal::announce(tx, SecondFactorReset{staff});
    return {};
}

}  // namespace room::access
