#include "access/second_factor.h"
#include "access/test/given_access.h"
#include "access/totp.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

using access::Permission;
using access::StaffId;

namespace {

const std::string rfc_secret = "12345678901234567890";  // RFC 6238, appendix B

access::Vault vault() {
    access::Vault::Key key;
    key.fill(7);
    return access::Vault(key);
}

/// Somebody with a second factor: the app's secret and the recovery codes.
struct Phone {
    given::Office& office;
    StaffId staff;
    std::string secret;
    std::vector<std::string> recovery;

    Phone(given::Office& where, const std::string& name) : office(where), staff(where.staff(name)) {
        const auto who = office.actor(staff);
        REQUIRE(office.write([&](db::Tx& tx) { return access::begin_second_factor(tx, who, vault(), office.random); }));
        secret = office.read([&](db::Tx& tx) { return access::secret_begun(tx, who, vault()); }).value();
        recovery = office.write([&](db::Tx& tx) { return access::turn_on_second_factor(tx, who, vault(), code(), office.random); }).value();
        office.clock.advance(std::chrono::seconds(30));
    }
    std::string code(std::int64_t steps = 0) const { return access::totp_code(secret, access::totp_step(office.clock.now()) + steps); }
    Result<void> finish(const std::string& typed, std::optional<Instant> since = {}) {
        return access::finish_sign_in(*office.tenant.db, office.now(), vault(), {staff, since.value_or(office.clock.now()), typed, "10.0.0.1"},
                                      [](db::Tx&, const access::Actor&) {});
    }
    bool opens(const std::string& typed) { return finish(typed).has_value(); }
};

}  // namespace

TEST_CASE("codes are those of RFC 6238") {
    const std::pair<std::int64_t, const char*> vectors[] = {{59, "94287082"},         {1111111109, "07081804"},  {1111111111, "14050471"},
                                                            {1234567890, "89005924"}, {2000000000, "69279037"},  {20000000000, "65353130"}};
    for (const auto& [seconds, code] : vectors)
        CHECK(access::totp_code(rfc_secret, access::totp_step(Instant(std::chrono::seconds(seconds))), 8) == code);
    CHECK(access::to_base32(rfc_secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    CHECK(access::to_base32("f") == "MY");
    CHECK(access::to_base32("foobar") == "MZXW6YTBOI");
    CHECK(access::totp_address("f", "Port & Bay", "a@b.example") ==
          "otpauth://totp/Port%20%26%20Bay:a%40b.example?secret=MY&issuer=Port%20%26%20Bay&algorithm=SHA1&digits=6&period=30");
}

TEST_CASE("a clock may be half a minute wrong, and no more") {
    const auto now = given::start;
    const auto step = access::totp_step(now);
    for (std::int64_t off = -1; off <= 1; ++off) CHECK(access::matching_step(rfc_secret, access::totp_code(rfc_secret, step + off), now, 0) == step + off);
    for (const std::int64_t off : {-2, 2}) CHECK_FALSE(access::matching_step(rfc_secret, access::totp_code(rfc_secret, step + off), now, 0));
    auto spaced = access::totp_code(rfc_secret, step);
    spaced.insert(3, " ");
    CHECK(access::matching_step(rfc_secret, spaced, now, 0));
    CHECK_FALSE(access::matching_step(rfc_secret, access::totp_code(rfc_secret, step), now, step));
    CHECK_FALSE(access::matching_step(rfc_secret, "", now, 0));
}

TEST_CASE("what is sealed opens with its key and for its purpose only") {
    base::SystemRandom random;
    access::Vault::Key other_key;
    other_key.fill(8);
    const auto sealed = vault().seal("otters", "one", random);
    CHECK(sealed.find("otters") == std::string::npos);
    CHECK(vault().seal("otters", "one", random) != sealed);
    CHECK(vault().open(sealed, "one") == "otters");
    CHECK_FALSE(vault().open(sealed, "two"));
    CHECK_FALSE(access::Vault(other_key).open(sealed, "one"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(vault().open(changed, "one"));
    }
    CHECK_FALSE(vault().open("", "one"));
}

TEST_CASE("the key comes from the setting, or on one machine from a file only its owner reads") {
    base::SystemRandom random;
    given::Office office(db::Engine::sqlite);
    const auto folder = office.tenant.folder.path;
    base::Config settings;
    CHECK(access::Vault::of(settings, folder, db::Engine::postgres, random).error().key == "access.no_secret_key");
    const auto first = access::Vault::of(settings, folder, db::Engine::sqlite, random).value(), second = access::Vault::of(settings, folder, db::Engine::sqlite, random).value();
    CHECK(second.open(first.seal("otters", "x", random), "x") == "otters");
    const auto rights = std::filesystem::status(folder / "secret.key").permissions();
    CHECK(rights == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    settings.set("secret_key", std::string(64, 'a'));
    const auto by_hex = access::Vault::of(settings, folder, db::Engine::postgres, random).value();
    settings.set("secret_key", base::to_base64(std::string(32, '\xaa')));
    CHECK(access::Vault::of(settings, folder, db::Engine::postgres, random)->open(by_hex.seal("otters", "x", random), "x") == "otters");
    settings.set("secret_key", "short");
    CHECK_FALSE(access::Vault::of(settings, folder, db::Engine::sqlite, random));
}

TEST_CASE("a code and a recovery code each open once") {
    given::in_each_office([](given::Office& office) {
        Phone ann(office, "ann");
        CHECK(ann.recovery.size() == 10);
        CHECK(ann.opens(ann.code()));
        CHECK_FALSE(ann.opens(ann.code()));
        CHECK_FALSE(ann.opens(ann.code(-1)));
        auto shouted = ann.recovery.at(3);
        std::ranges::transform(shouted, shouted.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        CHECK(ann.opens(shouted));
        CHECK_FALSE(ann.opens(ann.recovery.at(3)));
        CHECK(office.read([&](db::Tx& tx) -> Result<std::int64_t> { return access::second_factor_of(tx, ann.staff).recovery_codes_left; }).value() == 9);
        const auto facts = office.facts_of(ann.staff.value);
        const auto count = [&](const std::string& kind) { return std::ranges::count(facts, kind); };
        CHECK(count("access.SignedIn") == 2);
        CHECK(count("access.RecoveryCodeUsed") == 1);
        CHECK(count("access.SignInRefused") == 3);
    });
}

TEST_CASE("the right password alone signs nobody in who has a second factor, and a wrong code is held up like a password") {
    given::in_each_office([](given::Office& office) {
        Phone ann(office, "ann");
        bool started = false;
        const auto half = access::sign_in(*office.tenant.db, office.now(), given::Office::passwords(), {"ann@example.com", given::good_password, "10.0.0.1"},
                                          [&](db::Tx&, const access::Actor&) { started = true; });
        REQUIRE(half);
        CHECK(half->second_factor);
        CHECK_FALSE(started);
        for (int i = 0; i < 5; ++i) CHECK(ann.finish("000000").error().fields.at(0).field == "code");
        CHECK(ann.finish(ann.code()).error().key == "access.too_many_tries");
        office.clock.advance(std::chrono::seconds(60));
        CHECK(ann.opens(ann.code()));
    });
}

TEST_CASE("a password changed, or an account closed, between password and code stops the sign-in") {
    given::in_each_office([](given::Office& office) {
        Phone ann(office, "ann");
        const auto since = office.clock.now();
        office.clock.advance(std::chrono::seconds(30));
        REQUIRE(office.write([&](db::Tx& tx) { return access::set_password(tx, given::Office::chief(), ann.staff, given::Office::good_hash()); }));
        CHECK(ann.finish(ann.code(), since).error().key == "access.password_changed_meanwhile");
        REQUIRE(office.write([&](db::Tx& tx) { return access::set_active(tx, given::Office::chief(), ann.staff, false); }));
        CHECK_FALSE(ann.opens(ann.code(1)));
    });
}

TEST_CASE("neither the secret nor a recovery code stands in the database") {
    given::in_each_office([](given::Office& office) {
        Phone ann(office, "ann");
        constexpr const char* on_sqlite = "SELECT (SELECT hex(sealed) FROM access_second_factor) || (SELECT group_concat(hex(digest)) FROM access_recovery_code)";
        constexpr const char* on_postgres =
            "SELECT (SELECT encode(sealed, 'hex') FROM access_second_factor) || (SELECT string_agg(encode(digest, 'hex'), ',') FROM access_recovery_code)";
        constexpr db::Sql everything{"test.factor", on_sqlite, on_postgres};
        const auto stored = base::lower_ascii(office.read([&](db::Tx& tx) -> Result<std::string> { return tx.find<std::string>(everything).value(); }).value());
        CHECK(stored.find(base::to_hex(std::as_bytes(std::span(ann.secret)))) == std::string::npos);
        auto plain = ann.recovery.at(0);
        std::erase(plain, '-');
        CHECK(stored.find(base::to_hex(base::sha256(plain))) == std::string::npos);
    });
}

TEST_CASE("a second factor is reset by a manager who may do all that its owner may, and by nobody else") {
    given::in_each_office([](given::Office& office) {
        Phone ann(office, "ann");
        const auto reset = [&](const access::Actor& who) { return office.write([&](db::Tx& tx) { return access::reset_second_factor(tx, who, ann.staff); }); };
        auto weak = office.actor(office.staff("wei", {"officer"}));
        CHECK(reset(weak).error().kind == Kind::not_allowed);
        weak.give(Permission::manage_staff, access::Scope::everything());
        CHECK(reset(weak).error().key == "access.more_than_you_hold");
        CHECK(reset(given::Office::chief()));
        CHECK_FALSE(office.actor(ann.staff).second_factor);
        CHECK_FALSE(ann.opens(ann.recovery.at(0)));
        CHECK(office.facts_of(ann.staff.value).back() == "access.SignInRefused");
    });
}
