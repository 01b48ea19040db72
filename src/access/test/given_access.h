#pragma once
// For tests: an office with accounts, on each database, under a clock that stands still.

#include "access/access.h"
#include "db/test/given.h"
#include "journal/journal.h"
#include "journal/sequencer.h"

#include <functional>

namespace given {

inline const std::string good_password = "three lively otters";

struct Office {
    Tenant tenant;
    base::StoppedClock clock{start};
    journal::Sequencer sequencer;
    base::SeededRandom random{1};

    explicit Office(db::Engine engine) : tenant(engine), sequencer(*tenant.db) {}

    /// One Argon2id for all tests: it costs a fiftieth of a second each time.
    static access::Passwords& passwords() {
        static access::Passwords pool;
        return pool;
    }
    static const access::PasswordHash& good_hash() {
        static const auto hash = passwords().hash(good_password).value();
        return hash;
    }

    db::Context now() const { return context(clock.now()); }
    template <class F>
    auto write(F&& fn) {
        return tenant.db->write(now(), std::forward<F>(fn));
    }
    template <class F>
    auto read(F&& fn) {
        return tenant.db->read(now(), std::forward<F>(fn));
    }

    access::StaffId staff(const std::string& name, std::vector<std::string> roles = {"agent"}, std::vector<access::TeamId> teams = {}) {
        const access::NewStaff asked{.email = name + "@example.com", .name = name, .roles = std::move(roles), .teams = std::move(teams),
                                     .password = good_hash()};
        return write([&](db::Tx& tx) { return access::add_staff(tx, chief(), asked); }).value();
    }
    access::TeamId team(const std::string& name, access::TeamId parent = {}) {
        return write([&](db::Tx& tx) { return access::add_team(tx, chief(), name, parent); }).value();
    }
    access::Actor actor(access::StaffId id) {
        return read([&](db::Tx& tx) { return access::load_staff_actor(tx, id); }).value();
    }
    static access::Actor chief() { return access::Actor::house("test"); }

    Result<access::Actor> sign_in(const std::string& name, const std::string& password, const std::string& client = "10.0.0.1") {
        return access::sign_in(*tenant.db, now(), passwords(), {name + "@example.com", password, client}, [](db::Tx&, const access::Actor&) {});
    }
    std::vector<std::string> facts_of(std::int64_t subject) {
        return read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
                   std::vector<std::string> kinds;
                   for (const auto& fact : journal::facts_of(tx, subject)) kinds.push_back(fact.kind);
                   return kinds;
               })
            .value();
    }
};

inline void in_each_office(const std::function<void(Office&)>& test) {
    for (const auto engine : engines()) {
        CAPTURE(static_cast<int>(engine));
        Office office(engine);
        test(office);
    }
}

}  // namespace given
