#include "access/test/given_access.h"
#include "access/throttle.h"

#include <thread>

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const std::string wrong = "three gloomy badgers";

std::int64_t wait_of(const Refusal& refusal) {
    CHECK(refusal.key == "access.too_many_tries");
    return std::stoll(refusal.fields.at(0).message);
}

/// So many failures, however long it takes.
void fail_often(given::Office& office, int times, const std::string& name, const std::string& client) {
    const auto attempt = access::Attempt::of(name + "@example.com", client);
    while (times-- > 0)
        while (true) {
            const auto counted = office.write([&](db::Tx& tx) { return access::begin_attempt(tx, attempt); });
            if (counted) break;
            office.clock.advance(seconds(wait_of(counted.error())));
        }
}

/// While one password is being checked, the account gets another.
class ChangedMeanwhile final : public access::Passwords {
public:
    ChangedMeanwhile(given::Office& office, access::StaffId staff) : Passwords(1), office_(office), staff_(staff) {}
    Result<bool> verify(const std::optional<access::PasswordHash>& hash, std::string_view password) override {
        const auto next = this->hash("another fine secret").value();
        REQUIRE(office_.write([&](db::Tx& tx) { return access::set_password(tx, given::Office::chief(), staff_, next); }));
        return Passwords::verify(hash, password);
    }

private:
    given::Office& office_;
    access::StaffId staff_;
};

Result<void> change(given::Office& office, access::StaffId id, const std::string& current, const std::string& next) {
    return access::change_password(*office.tenant.db, office.now(), given::Office::passwords(), office.actor(id),
                                   {current, next, "10.0.0.1"}, [](db::Tx&) {});
}

}  // namespace

TEST_CASE("the right name and password sign in, in any case of the address") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann");
        CHECK(office.sign_in("ann", given::good_password).value().staff() == ann);
        CHECK(office.sign_in(" ANN", given::good_password).value().staff() == ann);
        CHECK(office.facts_of(ann.value).back() == "access.SignedIn");
    });
}

TEST_CASE("a wrong name, a wrong password, a closed account and one without a password get the same answer after the same work") {
    given::in_each_office([](given::Office& office) {
        office.staff("ann");
        const auto closed = office.staff("cy"), fresh = office.staff("flo");
        REQUIRE(office.write([&](db::Tx& tx) -> Result<bool> {
            TRY(access::set_active(tx, given::Office::chief(), closed, false));
            constexpr db::Sql unset{"test.unset", "UPDATE access_staff SET password = NULL WHERE staff = ?",
                                    "UPDATE access_staff SET password = NULL WHERE staff = ?"};
            tx.run(unset, fresh);
            return true;
        }));
        const auto work_of = [&](const std::string& name, const std::string& password) {
            const auto before = given::Office::passwords().computed();
            const auto refused = office.sign_in(name, password).error();
            CHECK(refused.key == "access.wrong_credentials");
            CHECK(refused.kind == Kind::not_allowed);
            CHECK(refused.fields.empty());
            CHECK(refused.log.empty());
            return given::Office::passwords().computed() - before;
        };
        CHECK(work_of("ann", wrong) == 1);
        CHECK(work_of("nobody", wrong) == 1);
        CHECK(work_of("cy", given::good_password) == 1);
        CHECK(work_of("flo", given::good_password) == 1);
        CHECK(work_of("nobody", "nobody has this password") == 1);
        CHECK(work_of("ann", std::string(1'000'000, 'x')) == 1);
        CHECK(work_of(std::string(5'000, 'x'), "") == 1);
    });
}

TEST_CASE("after five wrong passwords each further try waits longer, up to a quarter of an hour, and then it is right again") {
    given::in_each_office([](given::Office& office) {
        office.staff("ann");
        for (int i = 0; i < 5; ++i) CHECK(office.sign_in("ann", wrong).error().key == "access.wrong_credentials");
        CHECK(wait_of(office.sign_in("ann", given::good_password).error()) == 1);
        std::int64_t last = 1;
        for (const std::int64_t expected : {2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            office.clock.advance(seconds(last));
            CHECK(office.sign_in("ann", wrong).error().key == "access.wrong_credentials");
            last = wait_of(office.sign_in("ann", wrong).error());
            CHECK(last == expected);
        }
        // Trying while waiting does not make it longer.
        office.clock.advance(seconds(last - 1));
        CHECK(wait_of(office.sign_in("ann", wrong).error()) == 1);
        office.clock.advance(seconds(1));
        CHECK(office.sign_in("ann", given::good_password));
        CHECK(office.sign_in("ann", wrong).error().key == "access.wrong_credentials");
    });
}

TEST_CASE("names that nobody has are slowed down alike") {
    given::in_each_office([](given::Office& office) {
        for (int i = 0; i < 5; ++i) CHECK(office.sign_in("nobody", wrong).error().key == "access.wrong_credentials");
        CHECK(wait_of(office.sign_in("nobody", wrong).error()) == 1);
    });
}

TEST_CASE("guessing from many machines is slowed down, and does not lock out the person where they work") {
    given::in_each_office([](given::Office& office) {
        office.staff("ann");
        CHECK(office.sign_in("ann", given::good_password, "10.0.0.1"));
        for (int i = 0; i < 60; ++i) fail_often(office, 1, "ann", fmt::format("10.1.0.{}", i));
        CHECK(wait_of(office.sign_in("ann", given::good_password, "10.9.9.9").error()) > 1);
        CHECK(office.sign_in("ann", given::good_password, "10.0.0.1"));
        office.clock.advance(minutes(5));
        CHECK(office.sign_in("ann", given::good_password, "10.9.9.9"));
    });
}

TEST_CASE("one machine that tries many names is slowed down, and colleagues behind the same address are not") {
    given::in_each_office([](given::Office& office) {
        office.staff("ann");
        CHECK(office.sign_in("ann", given::good_password, "10.0.0.1"));
        for (int i = 0; i < 55; ++i) fail_often(office, 1, fmt::format("name{}", i), "10.0.0.1");
        CHECK(wait_of(office.sign_in("zoe", wrong, "10.0.0.1").error()) > 1);
        CHECK(office.sign_in("ann", given::good_password, "10.0.0.1"));
    });
}

TEST_CASE("a household's IPv6 network counts as one client") {
    CHECK(access::Attempt::of("a", "2001:db8:1:2::1").client == access::Attempt::of("a", "2001:db8:1:2:ffff::9").client);
    CHECK(access::Attempt::of("a", "2001:db8:1:2::1").client != access::Attempt::of("a", "2001:db8:1:3::1").client);
    CHECK(access::Attempt::of("a", "10.0.0.1").client != access::Attempt::of("a", "10.0.0.2").client);
}

TEST_CASE("a clock set back locks nobody out for longer than the rule says") {
    given::in_each_office([](given::Office& office) {
        office.staff("ann");
        fail_often(office, 20, "ann", "10.0.0.1");
        office.clock.advance(-hours(48));
        CHECK(wait_of(office.sign_in("ann", wrong).error()) <= 900);
    });
}

TEST_CASE("tries made at once are each counted") {
    given::in_each_office([](given::Office& office) {
        std::atomic<int> let_through = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 12; ++i)
                threads.emplace_back([&] {
                    let_through += office.write([&](db::Tx& tx) {
                        return access::begin_attempt(tx, access::Attempt::of("ann@example.com", "10.0.0.1"));
                    }).has_value();
                });
        }
        CHECK(let_through == 5);
    });
}

TEST_CASE("a password changed while somebody signs in with the old one stops them") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann");
        ChangedMeanwhile passwords(office, ann);
        bool started = false;
        const auto signed_in = access::sign_in(*office.tenant.db, office.now(), passwords, {"ann@example.com", given::good_password, "10.0.0.1"},
                                               [&](db::Tx&, const access::Actor&) { started = true; });
        CHECK_FALSE(signed_in);
        CHECK_FALSE(started);
        CHECK(office.facts_of(ann.value).back() == "access.SignInRefused");
    });
}

TEST_CASE("changing a password needs the current one and a good new one, and runs what ends other sessions") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann");
        CHECK(change(office, ann, wrong, "five silent herons").error().fields.at(0).field == "current");
        CHECK(change(office, ann, given::good_password, "short").error().fields.at(0).field == "password");
        CHECK(change(office, ann, given::good_password, given::good_password).error().fields.at(0).field == "password");
        bool ended = false;
        CHECK(access::change_password(*office.tenant.db, office.now(), given::Office::passwords(), office.actor(ann),
                                      {given::good_password, "five silent herons", "10.0.0.1"}, [&](db::Tx&) { ended = true; }));
        CHECK(ended);
        CHECK(office.sign_in("ann", "five silent herons"));
        CHECK_FALSE(office.sign_in("ann", given::good_password));
        CHECK(office.facts_of(ann.value) == std::vector<std::string>{"access.StaffAdded", "access.RoleGranted", "access.SignInRefused",
                                                                     "access.PasswordChanged", "access.SignedIn", "access.SignInRefused"});
    });
}

TEST_CASE("no fact of a sign-in holds a name, an address or a password") {
    given::in_each_office([](given::Office& office) {
        const auto ann = office.staff("ann");
        CHECK_FALSE(office.sign_in("ann", wrong));
        CHECK_FALSE(office.sign_in("nobody", wrong));
        CHECK(office.sign_in("ann", given::good_password));
        constexpr db::Sql all{"test.facts", "SELECT data FROM journal_fact", "SELECT data FROM journal_fact"};
        CHECK(office.read([&](db::Tx& tx) -> Result<bool> {
            int facts = 0;
            for (const auto row : tx.query(all)) {
                const auto data = row.get<std::string>(0);
                ++facts;
                for (const auto* secret : {"ann", "nobody", "example", "10.0.0", "otters", "badgers"}) CHECK(data.find(secret) == std::string::npos);
            }
            CHECK(facts >= 5);
            (void)ann;
            return true;
        }));
    });
}

TEST_CASE("long passwords of any words are good, and easily guessed ones are not") {
    const auto key = [](std::string_view password) {
        const auto checked = access::check_password(password, "joanna.smith@example.com", "Joanna Smith");
        return checked ? std::string() : checked.error().fields.at(0).message;
    };
    CHECK(key("three lively otters") == "");
    CHECK(key("gwyrdd a glas ŵy") == "");
    CHECK(key("ŵŵŵŵŵŵŵŵŵŵŵ") == "access.password_too_short");
    CHECK(key("short one") == "access.password_too_short");
    CHECK(key(std::string(300, 'x') + "abcdefgh") == "access.password_too_long");
    CHECK(key("P@ssw0rd-P@ssw0rd") == "access.password_common");
    CHECK(key("Qwertyuiop 12") == "access.password_common");
    CHECK(key("aaaaaaaaaaaabb") == "access.password_common");
    CHECK(key("Joanna Smith 1") == "access.password_own");
    CHECK(key("joanna.smith12") == "access.password_own");
    CHECK(key(std::string("abcdefgh\xff\xfe mnop")) == "access.password_common");
}

TEST_CASE("when too many passwords wait to be checked, more are refused as unavailable") {
    access::Passwords nobody_works(0, 0);
    CHECK(nobody_works.verify(std::nullopt, "x").error().kind == Kind::unavailable);
}
