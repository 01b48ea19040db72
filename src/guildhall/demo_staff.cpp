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
    {"Clearance crew", "Street cleaning"},
    {"Parks and trees", "Environment services"},
    {"Roads and lighting", "Place"},
    {"Highways", "Roads and lighting"},
    {"Public protection", "Place"},
    {"Environmental health", "Public protection"},
    {"Environmental enforcement", "Public protection"},
    {"Customers and corporate", ""},
    {"Customer services", "Customers and corporate"},
    {"Contact centre", "Customer services"},
    {"Revenues and benefits", "Customers and corporate"},
    {"Council tax", "Revenues and benefits"},
    {"Council tax recovery", "Revenues and benefits"},
    {"Benefits", "Revenues and benefits"},
    {"Complaints and information", "Customers and corporate"},
    {"Registrars", "Customers and corporate"},
    {"Electoral services", "Customers and corporate"},
    {"Libraries", "Customers and corporate"},
    {"Planning", "Place"},
    {"Parking services", "Roads and lighting"},
    {"Licensing", "Public protection"},
    {"Trading Standards", "Public protection"},
    {"People and homes", ""},
    {"Housing repairs", "People and homes"},
    {"Housing options", "People and homes"},
    {"School admissions", "People and homes"},
    {"Adult social care", "People and homes"},
    {"Blue Badge and travel", "People and homes"},
};

struct DemoSkill {
    const char *email, *skill;
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
    {"crew@guildhall.example", "Cal Chowdhury", "officer", "Clearance crew"},
    {"enforcement@guildhall.example", "Enid Evans", "officer", "Environmental enforcement"},
    {"enforcement.lead@guildhall.example", "Errol Ellis", "team_leader", "Environmental enforcement"},
    {"tax@guildhall.example", "Tara Tait", "officer", "Council tax"},
    {"tax.lead@guildhall.example", "Theo Tran", "team_leader", "Council tax"},
    {"recovery@guildhall.example", "Rory Rossi", "officer", "Council tax recovery"},
    {"benefits@guildhall.example", "Bea Boateng", "officer", "Benefits"},
    {"complaints@guildhall.example", "Connie Cole", "officer", "Complaints and information"},
    {"licensing@guildhall.example", "Lionel Lloyd", "officer", "Licensing"},
    {"trading@guildhall.example", "Trudy Tennant", "officer", "Trading Standards"},
    {"registrar@guildhall.example", "Reg Rowe", "officer", "Registrars"},
    {"elections@guildhall.example", "Elena Ekwueme", "officer", "Electoral services"},
    {"library@guildhall.example", "Lib Lindqvist", "officer", "Libraries"},
    {"planning@guildhall.example", "Pat Popescu", "officer", "Planning"},
    {"parking@guildhall.example", "Parveen Park", "officer", "Parking services"},
    {"repairs@guildhall.example", "Rae Riley", "officer", "Housing repairs"},
    {"housing@guildhall.example", "Hope Hardy", "officer", "Housing options"},
    {"schools@guildhall.example", "Sol Sinclair", "officer", "School admissions"},
    {"care@guildhall.example", "Carol Chandra", "officer", "Adult social care"},
    {"travel@guildhall.example", "Trevor Toth", "officer", "Blue Badge and travel"},
};

/// Who in the demo can do what not everybody can.
constexpr DemoSkill demo_skills[] = {
    {"enforcement@guildhall.example", "enforcement-evidence"},
    {"enforcement.lead@guildhall.example", "enforcement-evidence"},
    {"benefits@guildhall.example", "benefit-assessor"},
    {"registrar@guildhall.example", "registrar"},
    {"housing@guildhall.example", "homelessness-officer"},
    {"care@guildhall.example", "social-care-assessor"},
    {"travel@guildhall.example", "social-care-assessor"},
};

/// Who the borough has besides.
constexpr DemoMember more[] = {
    {"adele@guildhall.example", "Adele Abara", "agent", "Contact centre"},
    {"bilal@guildhall.example", "Bilal Begum", "agent", "Contact centre"},
    {"carys@guildhall.example", "Carys Coyle", "agent", "Contact centre"},
    {"dominic@guildhall.example", "Dominic Dale", "agent", "Contact centre"},
    {"esme@guildhall.example", "Esme Entwistle", "agent", "Contact centre"},
    {"faisal@guildhall.example", "Faisal Farouk", "agent", "Contact centre"},
    {"gwen@guildhall.example", "Gwen Griffiths", "agent", "Contact centre"},
    {"hassan@guildhall.example", "Hassan Hyde", "agent", "Contact centre"},
    {"centre@guildhall.example", "Imogen Ibbotson", "team_leader", "Contact centre"},
    {"jakub@guildhall.example", "Jakub Janik", "officer", "Waste and recycling"},
    {"kelly@guildhall.example", "Kelly Kershaw", "officer", "Waste and recycling"},
    {"liam@guildhall.example", "Liam Lomax", "officer", "Waste and recycling"},
    {"mina@guildhall.example", "Mina Malik", "officer", "Waste and recycling"},
    {"nuala@guildhall.example", "Nuala Nash", "officer", "Street cleaning"},
    {"owen@guildhall.example", "Owen Ogden", "officer", "Street cleaning"},
    {"pavel@guildhall.example", "Pavel Pietrzak", "officer", "Street cleaning"},
    {"cleaning@guildhall.example", "Queenie Quayle", "team_leader", "Street cleaning"},
    {"rhian@guildhall.example", "Rhian Rees", "officer", "Highways"},
    {"sunil@guildhall.example", "Sunil Sharma", "officer", "Highways"},
    {"tess@guildhall.example", "Tess Thewlis", "officer", "Highways"},
    {"uzma@guildhall.example", "Uzma Ullah", "officer", "Highways"},
    {"vera@guildhall.example", "Vera Vickers", "officer", "Environmental health"},
    {"will@guildhall.example", "Will Wardle", "officer", "Environmental health"},
    {"yasmin@guildhall.example", "Yasmin Younis", "team_leader", "Environmental health"},
    {"zak@guildhall.example", "Zak Zielinski", "officer", "Parks and trees"},
    {"ivy@guildhall.example", "Ivy Ingham", "officer", "Parks and trees"},
    {"parks.lead@guildhall.example", "Josh Jessop", "team_leader", "Parks and trees"},
    {"customers@guildhall.example", "Kate Kaur", "team_leader", "Customer services"},
    {"benefits.lead@guildhall.example", "Basil Bhatt", "team_leader", "Benefits"},
    {"complaints.lead@guildhall.example", "Clem Costello", "team_leader", "Complaints and information"},
    {"planning.lead@guildhall.example", "Pearl Price", "team_leader", "Planning"},
    {"corporate@guildhall.example", "Corin Castle", "team_leader", "Customers and corporate"},
    {"revenues@guildhall.example", "Lorna Lacey", "team_leader", "Revenues and benefits"},
    {"rashid@guildhall.example", "Rashid Rana", "team_leader", "Council tax recovery"},
    {"registrars.lead@guildhall.example", "Maud Mensah", "team_leader", "Registrars"},
    {"parking.lead@guildhall.example", "Nasir Noor", "team_leader", "Parking services"},
    {"licensing.lead@guildhall.example", "Opal Oduya", "team_leader", "Licensing"},
    {"people@guildhall.example", "Primrose Pugh", "team_leader", "People and homes"},
    {"homes@guildhall.example", "Quin Quartey", "team_leader", "Housing options"},
    {"repairs.lead@guildhall.example", "Rita Rourke", "team_leader", "Housing repairs"},
    {"care.lead@guildhall.example", "Stan Stewart", "team_leader", "Adult social care"},
};

/// Of those, who can do what not everybody can.
constexpr DemoSkill more_skills[] = {
    {"corporate@guildhall.example", "benefit-assessor"},
    {"benefits.lead@guildhall.example", "benefit-assessor"},
    {"homes@guildhall.example", "homelessness-officer"},
    {"care.lead@guildhall.example", "social-care-assessor"},
    {"registrars.lead@guildhall.example", "registrar"},
};

const std::vector<DemoMember>& whole_roll() {
    static const auto roll = [] {
        std::vector<DemoMember> all(std::begin(members), std::end(members));
        all.insert(all.end(), std::begin(more), std::end(more));
        return all;
    }();
    return roll;
}

Result<void> make_team(db::Tx& tx, const char* name, const char* parent) {
    if (access::find_team_by_name(tx, name)) return {};
    const auto above = access::find_team_by_name(tx, parent);
    TRY(access::add_team(tx, access::Actor::house("demo"), name, above ? above->id : access::TeamId{}));
    return {};
}

Result<void> give_skill(db::Tx& tx, access::StaffId id, const char* skill) {
    access::know_skill(tx, skill);
    return access::grant_skill(tx, access::Actor::house("demo"), id, skill);
}

}  // namespace

DemoRoll demo_staff() { return members; }
DemoRoll demo_staff_of_borough() { return whole_roll(); }

Result<void> hire(db::Tx& tx, const access::PasswordHash& password, DemoRoll roll) {
    for (const auto& team : teams) TRY(make_team(tx, team.name, team.parent));
    for (const auto& member : roll) {
        if (access::find_staff_by_email(tx, member.email)) continue;
        std::vector<access::TeamId> in;
        if (const auto team = access::find_team_by_name(tx, member.team)) in.push_back(team->id);
        const auto id = TRY(access::add_staff(tx, access::Actor::house("demo"),
                                              {.email = member.email, .name = member.name, .roles = {member.role}, .teams = in, .password = password}));
        for (const auto& skills : {std::span<const DemoSkill>(demo_skills), std::span<const DemoSkill>(more_skills)})
            for (const auto& held : skills)
                if (std::string_view(held.email) == member.email) TRY(give_skill(tx, id, held.skill));
    }
    return {};
}

Result<std::vector<access::Actor>> load_demo_staff(db::Tx& tx, DemoRoll roll) {
    std::vector<access::Actor> actors;
    for (const auto& member : roll) {
        const auto staff = access::find_staff_by_email(tx, member.email);
        if (!staff) return refuse(Kind::not_found, "web.not_found", member.email);
        auto actor = TRY(access::load_staff_actor(tx, staff->id));
        actors.push_back(std::move(actor));
    }
    return actors;
}

}  // namespace guildhall
