#pragma once
// What happens to accounts and rights, in the past tense. Ids and codes only: names and addresses stay out.
// Nobody hears these yet; they are the record of who was given what, by whom, and who came in.

#include "access/ids.h"
#include "journal/event.h"

#include <optional>
#include <string>

namespace room::access {

struct StaffAdded {
    static constexpr const char* kind = "access.StaffAdded";
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

/// Another name or address.
struct StaffChanged {
    static constexpr const char* kind = "access.StaffChanged";
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

/// An account was closed (active false) or opened again.
struct StaffActivityChanged {
    static constexpr const char* kind = "access.StaffActivityChanged";
    StaffId staff;
    bool active = false;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("active", active);
    }
};

/// The client's address stands in the payload.
struct SignedIn {
    static constexpr const char* kind = "access.SignedIn";
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

/// Reasons: unknown, password, inactive, unset (no password yet), changed (while the password was being checked), code.
/// For an unknown name the subject is the attempt itself.
struct SignInRefused {
    static constexpr const char* kind = "access.SignInRefused";
    std::int64_t attempt = 0;
    StaffId staff;
    std::string reason;
    journal::Subject subject() const {
        return staff ? journal::Subject{"staff", staff.value} : journal::Subject{"sign_in", attempt};
    }
    template <class Fields>
    void fields(Fields& f) {
        f("attempt", attempt);
        f("staff", staff);
        f("reason", reason);
    }
};

struct PasswordChanged {
    static constexpr const char* kind = "access.PasswordChanged";
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

/// An authenticator was set up, or taken away again by its owner.
struct SecondFactorChanged {
    static constexpr const char* kind = "access.SecondFactorChanged";
    StaffId staff;
    bool on = false;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("on", on);
    }
};

/// By a colleague.
struct SessionEnded {
    static constexpr const char* kind = "access.SessionEnded";
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

/// By a colleague, for somebody who lost theirs.
struct SecondFactorReset {
    static constexpr const char* kind = "access.SecondFactorReset";
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

struct RecoveryCodeUsed {
    static constexpr const char* kind = "access.RecoveryCodeUsed";
    StaffId staff;
    std::int64_t left = 0;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("left", left);
    }
};

struct RoleGranted {
    static constexpr const char* kind = "access.RoleGranted";
    StaffId staff;
    std::string role;
    TeamId team;                  // none: as far as the role reaches
    std::string services, areas;  // codes, parted by commas; empty: every one
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("role", role);
        f("team", team);
        f("services", services);
        f("areas", areas);
    }
};

struct RoleWithdrawn {
    static constexpr const char* kind = "access.RoleWithdrawn";
    StaffId staff;
    std::string role;
    TeamId team;                  // none: as far as the role reaches
    std::string services, areas;  // codes, parted by commas; empty: every one
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("role", role);
        f("team", team);
        f("services", services);
        f("areas", areas);
    }
};

struct TeamAdded {
    static constexpr const char* kind = "access.TeamAdded";
    TeamId team;
    TeamId parent;
    journal::Subject subject() const { return {"team", team.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("team", team);
        f("parent", parent);
    }
};

/// Another name, place in the tree, or kind.
struct TeamChanged {
    static constexpr const char* kind = "access.TeamChanged";
    TeamId team;
    TeamId parent;
    std::string sort;
    journal::Subject subject() const { return {"team", team.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("team", team);
        f("parent", parent);
        f("kind", sort);
    }
};

struct TeamJoined {
    static constexpr const char* kind = "access.TeamJoined";
    StaffId staff;
    TeamId team;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("team", team);
    }
};

struct TeamLeft {
    static constexpr const char* kind = "access.TeamLeft";
    StaffId staff;
    TeamId team;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("team", team);
    }
};

struct SkillGranted {
    static constexpr const char* kind = "access.SkillGranted";
    StaffId staff;
    std::string skill;
    std::optional<Instant> until;  // none: for good
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("skill", skill);
        f("until", until);
    }
};

struct SkillWithdrawn {
    static constexpr const char* kind = "access.SkillWithdrawn";
    StaffId staff;
    std::string skill;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("skill", skill);
    }
};

struct TokenCreated {
    static constexpr const char* kind = "access.TokenCreated";
    TokenId token;
    std::string role;
    journal::Subject subject() const { return {"token", token.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("token", token);
        f("role", role);
    }
};

struct TokenRevoked {
    static constexpr const char* kind = "access.TokenRevoked";
    TokenId token;
    journal::Subject subject() const { return {"token", token.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("token", token);
    }
};

}  // namespace room::access
