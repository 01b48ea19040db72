#pragma once
// A year of contacts as it will be told: who asks for what, on which channel and when, and what becomes of it. Drawn before
// anything is written, so that the same seed and day give the same year.

#include "catalogue/catalogue.h"
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
};

struct Step {
    Instant at;
    std::uint32_t errand = 0;
    Deed deed = Deed::ask;
    std::uint8_t by = 0;       // among demo_staff()
    std::uint32_t pick = 0;    // which of the phrases
};

/// What one resident wants, once. A plain call is an errand too.
struct Errand {
    std::uint64_t resident = 0;
    std::uint16_t service = 0;  // among the services
    const char* channel = "web";
    bool letter_fails = false;
};

struct Plan {
    std::vector<Errand> errands;
    std::vector<Step> steps;  // in the order of time
};

struct PlanWanted {
    std::int64_t requests = 0, people = 0;
    std::uint64_t seed = 1;
    Instant now;
};
Plan draw_plan(const DemoWords& words, std::span<const catalogue::DefinitionPtr> services, const PlanWanted& wanted);

/// True if an agent of the contact centre takes it: on the phone, at the counter, by letter.
bool is_taken_by_agent(std::string_view channel);

}  // namespace guildhall
