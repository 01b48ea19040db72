#pragma once
// What happens to accounts and rights, in the past tense. Ids and codes only: names and addresses stay out.
// Nobody hears these yet; they are the record of who was given what, by whom, and who came in.

#include "access/ids.h"
#include "journal/event.h"

#include <optional>
#include <string>

namespace room::access {

struct OfStaff {
    StaffId staff;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
    }
};

struct StaffAdded : OfStaff {
    static constexpr const char* kind = "access.StaffAdded";
};

/// Another name or address.
struct StaffChanged : OfStaff {
    static constexpr const char* kind = "access.StaffChanged";
};

/// An account was closed (active false) or opened again.
struct StaffActivityChanged : OfStaff {
    static constexpr const char* kind = "access.StaffActivityChanged";
    bool active = false;
    template <class Fields>
    void fields(Fields& f) {
        OfStaff::fields(f);
        f("active", active);
    }
};

/// The client's address stands in the payload.
struct SignedIn : OfStaff {
    static constexpr const char* kind = "access.SignedIn";
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

struct PasswordChanged : OfStaff {
    static constexpr const char* kind = "access.PasswordChanged";
};

/// An authenticator was set up, or taken away again by its owner.
struct SecondFactorChanged : OfStaff {
    static constexpr const char* kind = "access.SecondFactorChanged";
    bool on = false;
    template <class Fields>
    void fields(Fields& f) {
        OfStaff::fields(f);
        f("on", on);
    }
};

/// By a colleague.
struct SessionEnded : OfStaff {
    static constexpr const char* kind = "access.SessionEnded";
};

/// By a colleague, for somebody who lost theirs.
struct SecondFactorReset : OfStaff {
    static constexpr const char* kind = "access.SecondFactorReset";
};

struct RecoveryCodeUsed : OfStaff {
    static constexpr const char* kind = "access.RecoveryCodeUsed";
    std::int64_t left = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfStaff::fields(f);
        f("left", left);
    }
};

struct OfRole : OfStaff {
    std::string role;
    TeamId team;                  // none: as far as the role reaches
    std::string services, areas;  // codes, parted by commas; empty: every one
    template <class Fields>
    void fields(Fields& f) {
        OfStaff::fields(f);
        f("role", role);
        f("team", team);
        f("services", services);
        f("areas", areas);
    }
};

struct RoleGranted : OfRole {
    static constexpr const char* kind = "access.RoleGranted";
};

struct RoleWithdrawn : OfRole {
    static constexpr const char* kind = "access.RoleWithdrawn";
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

struct OfMember : OfStaff {
    TeamId team;
    template <class Fields>
    void fields(Fields& f) {
        OfStaff::fields(f);
        f("team", team);
    }
};

struct TeamJoined : OfMember {
    static constexpr const char* kind = "access.TeamJoined";
};

struct TeamLeft : OfMember {
    static constexpr const char* kind = "access.TeamLeft";
};

struct OfSkill : OfStaff {
    std::string skill;
    template <class Fields>
    void fields(Fields& f) {
        OfStaff::fields(f);
        f("skill", skill);
    }
};

struct SkillGranted : OfSkill {
    static constexpr const char* kind = "access.SkillGranted";
    std::optional<Instant> until;  // none: for good
    template <class Fields>
    void fields(Fields& f) {
        OfSkill::fields(f);
        f("until", until);
    }
};

struct SkillWithdrawn : OfSkill {
    static constexpr const char* kind = "access.SkillWithdrawn";
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
