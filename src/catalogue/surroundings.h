#pragma once
// What stands around a service and what its texts name: letters, skills, calendars, articles, teams, the other services. Handed to the publishing
// check, so that a folder and a council are looked at in one way.

#include "access/skills.h"
#include "base/time.h"
#include "catalogue/catalogue.h"
#include "catalogue/life_events.h"
#include "knowledge/knowledge.h"
#include "notifications/templates.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

/// A calendar in which visits are booked.
struct KnownCalendar {
    std::string code;
    std::int64_t horizon_days = 0;  // so far ahead visits may be
};

/// Another service, or this one as it is now.
struct KnownService {
    std::string code, name, file;  // file: where it stands, of a folder
    std::vector<std::string> keywords;
};

struct Surroundings {
    std::vector<notifications::Template> letters;
    std::vector<access::Skill> skills;
    std::optional<std::map<std::string, std::int64_t, std::less<>>> holders;  // of a skill, how many hold it; nothing of a folder, which has no people
    std::optional<std::vector<std::string>> teams;                            // names; nothing where they are not told
    std::vector<KnownCalendar> calendars;
    std::vector<knowledge::Article> articles;
    std::vector<KnownService> services;
    std::vector<LifeEvent> events;
    std::vector<std::int64_t> listed;  // numbers of the national list; empty where it is not loaded
    std::optional<Day> today;          // nothing: nothing is too old

    bool has_letter(std::string_view name, base::Language language) const;
    const access::Skill* find_skill(std::string_view code) const;
    const KnownCalendar* find_calendar(std::string_view code) const;
    /// True also where teams are not known.
    bool may_have_team(std::string_view name) const;
    /// True also where people are not known.
    bool may_be_held(std::string_view skill) const;
};

}  // namespace catalogue
