#pragma once
// A year of contacts, or two, as they will be told: who asks for what, on which channel and when, and what becomes of it. Drawn before
// anything is written, so that the same seed and day give the same year.

#include "catalogue/catalogue.h"
#include "guildhall/demo_faults.h"
#include "guildhall/demo_staff.h"
#include "guildhall/demo_town.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace guildhall {

/// What happens at one moment.
enum class Deed : unsigned char {
    ask,        // a request, on whatever channel
    call,       // a contact that is dealt with then and there
    chase,      // somebody rings again about what they asked before
    take,
    note,
    reply,
    hand_over,
    word,       // the resident says more
    withdraw,
    close,
    object,     // the resident: not fixed
    confirm,    // the resident: it is fixed
    check,      // an officer lets a public copy through, or keeps it back
    join,       // an officer sees that it is the same as what was reported before
};

/// What becomes of a report of what others have reported already.
enum class Joins : unsigned char { no, by_themselves, by_staff };

struct Step {
    Instant at;
    std::uint32_t errand = 0;
    Deed deed = Deed::ask;
    std::uint8_t by = 0;       // among the roll of staff
    std::uint32_t pick = 0;    // which of the phrases
};

/// What one resident wants, once. A plain call is an errand too.
struct Errand {
    std::uint64_t resident = 0;
    std::uint16_t service = 0;  // among the services
    const char* channel = "web";
    bool letter_fails = false;
    std::uint32_t fault = Fault::none;  // among the plan's: what it is about, if that lies in a street
    std::uint32_t first = 0;            // of those who reported that: the errand of the first
    Joins joins = Joins::no;
};

struct Plan {
    std::vector<Errand> errands;
    std::vector<Fault> faults;
    std::vector<Step> steps;  // in the order of time
};

struct PlanWanted {
    std::int64_t requests = 0, people = 0;
    std::size_t addresses = 0;  // among which people live; wanted with `ground`
    std::uint64_t seed = 1;
    Instant now;
    int days = 365;
    DemoRoll roll = demo_staff();
    const FaultGround* ground = nullptr;        // without it, everybody asks about their own house
    const places::Calendar* calendar = nullptr;  // on whose days off nobody answers the telephone
};
Plan draw_plan(const DemoWords& words, std::span<const catalogue::DefinitionPtr> services, const PlanWanted& wanted);

/// True if an agent of the contact centre takes it: on the phone, at the counter, by letter.
bool is_taken_by_agent(std::string_view channel);

}  // namespace guildhall
