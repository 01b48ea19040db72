#include "guildhall/demo_staff.h"

namespace guildhall {
namespace {

struct DemoTeam {
    const char *name, *parent;
};
constexpr DemoTeam teams[] = {
    {"Place", ""},
    {"Environment services", "Place"},
    {"Waste and recycling", "Environment services"},
    {"Street cleaning", "Environment services"},
    {"Parks and trees", "Environment services"},
    {"Roads and lighting", "Place"},
    {"Highways", "Roads and lighting"},
    {"Public protection", "Place"},
    {"Environmental health", "Public protection"},
    {"Customers and corporate", ""},
    {"Customer services", "Customers and corporate"},
    {"Contact centre", "Customer services"},
};

constexpr DemoMember members[] = {
    {"admin@guildhall.example", "Alex Adams", "administrator", ""},
    {"leader@guildhall.example", "Lee Larkin", "team_leader", "Waste and recycling"},
    {"agent@guildhall.example", "Ash Ahmed", "agent", "Contact centre"},
    {"officer@guildhall.example", "Olu Okafor", "officer", "Waste and recycling"},
    {"director@guildhall.example", "Dilys Drummond", "team_leader", "Place"},
    {"environment@guildhall.example", "Ed Eze", "team_leader", "Environment services"},
    {"streets@guildhall.example", "Stella Sharma", "officer", "Street cleaning"},
    {"roads@guildhall.example", "Ray Rahman", "team_leader", "Roads and lighting"},
    {"highways@guildhall.example", "Hana Holt", "officer", "Highways"},
    {"health@guildhall.example", "Hugh Hale", "officer", "Environmental health"},
    {"counter@guildhall.example", "Cora Costa", "agent", "Contact centre"},
    {"auditor@guildhall.example", "Aud Aston", "auditor", ""},
    {"parks@guildhall.example", "Petra Plum", "officer", "Parks and trees"},
};

Result<void> make_team(db::Tx& tx, const char* name, const char* parent) {
    if (access::find_team_by_name(tx, name)) return {};
    const auto above = access::find_team_by_name(tx, parent);
    TRY(access::add_team(tx, access::Actor::house("demo"), name, above ? above->id : access::TeamId{}));
    return {};
}

}  // namespace

std::span<const DemoMember> demo_staff() { return members; }

Result<void> hire(db::Tx& tx, const access::PasswordHash& password) {
    for (const auto& team : teams) TRY(make_team(tx, team.name, team.parent));
    for (const auto& member : members) {
        if (access::find_staff_by_email(tx, member.email)) continue;
        std::vector<access::TeamId> in;
        if (const auto team = access::find_team_by_name(tx, member.team)) in.push_back(team->id);
        TRY(access::add_staff(tx, access::Actor::house("demo"),
                              {.email = member.email, .name = member.name, .roles = {member.role}, .teams = in, .password = password}));
    }
    return {};
}

Result<std::vector<access::Actor>> load_demo_staff(db::Tx& tx) {
    std::vector<access::Actor> actors;
    for (const auto& member : members) {
        const auto staff = access::find_staff_by_email(tx, member.email);
        if (!staff) return refuse(Kind::not_found, "web.not_found", member.email);
        auto actor = TRY(access::load_staff_actor(tx, staff->id));
        actors.push_back(std::move(actor));
    }
    return actors;
}

}  // namespace guildhall
