// `guildhall services check`: what would only show when a resident asks for the service.

#include "bookings/calendar.h"
#include "casework/case_map.h"
#include "catalogue/catalogue.h"
#include "catalogue/skills.h"
#include "fees/price.h"
#include "guildhall/commands.h"

#include <fmt/format.h>

#include <algorithm>

namespace guildhall {
namespace {

/// A letter that a service names must be there, in English at least.
void look_for_letters(const catalogue::Definition& service, const std::filesystem::path& file,
                      const std::filesystem::path& letters, std::vector<std::string>& faults) {
    const auto look = [&](const char* element, const std::string& letter) {
        if (letter.empty() || std::filesystem::exists(letters / (letter + ".en.md"))) return;
        faults.push_back(fmt::format("{}: notify.{}: there is no letter '{}' in {}", file.string(), element, letter, letters.string()));
    };
    look("acknowledged", service.acknowledgement);
    look("closed", service.done);
    look("progress", service.progress);
    look("fixed", service.fixed);
    if (!service.fixed.empty() && service.fixed_after_working_days <= 0)
        faults.push_back(fmt::format("{}: notify.fixed_after_working_days: a number of 1 or more", file.string()));
}

/// How many answers an example must give.
std::ptrdiff_t required_in(const catalogue::Definition& service, const catalogue::Example& example) {
    const auto asked = forms::asked(service.form, [&](std::string_view code) -> std::optional<std::string_view> {
        const auto found = std::ranges::find(example.answers, code, &forms::Answer::question);
        return found == example.answers.end() ? std::nullopt : std::optional<std::string_view>(found->value);
    });
    return std::ranges::count(asked, true, &forms::Question::required);
}

/// So much may be asked of somebody who only wants a thing put right, whichever branches they go down; the place counts as one.
void count_questions(const catalogue::Definition& service, const std::filesystem::path& file, std::vector<std::string>& faults) {
    constexpr auto most = 5;
    auto required = std::ranges::count_if(service.form.questions, [](const auto& question) { return question.required && !question.condition; });
    for (const auto& example : service.examples) required = std::max(required, required_in(service, example));
    required += service.has_place() ? 1 : 0;
    if (required > most) faults.push_back(fmt::format("{}: questions: {} answers are required, with the place; {} are the most", file.string(), required, most));
}

/// The page that asks has fields of its own; a question by such a name would never be heard.
void look_for_taken_codes(const catalogue::Definition& service, const std::filesystem::path& file, std::vector<std::string>& faults) {
    constexpr std::string_view taken[] = {"visit", "location", "uprn", "name", "email", "phone", "operation", "csrf", "again", "at", "from", "go", "then", "pay"};
    for (const auto& question : service.form.questions)
        if (std::ranges::find(taken, question.code) != std::end(taken))
            faults.push_back(fmt::format("{}: {}: this code is taken by the form itself", file.string(), question.code));
}

/// A calendar that a service names must be there, and book no visit for a day by which everything should be done.
void look_for_calendar(const catalogue::Definition& service, const std::filesystem::path& file, const std::vector<bookings::Calendar>& calendars,
                       std::vector<std::string>& faults) {
    if (!service.booking) return;
    const auto calendar = std::ranges::find(calendars, service.booking->calendar, &bookings::Calendar::code);
    if (calendar == calendars.end())
        faults.push_back(fmt::format("{}: booking.calendar: there is no calendar '{}' in _calendars", file.string(), service.booking->calendar));
    else if (calendar->horizon_days * 5 > service.promise_working_days * 7)
        faults.push_back(fmt::format("{}: booking.calendar: visits are booked {} days ahead, and everything is promised within {} working days", file.string(),
                                     calendar->horizon_days, service.promise_working_days));
}

void try_examples(const catalogue::Definition& service, const std::filesystem::path& file, std::vector<std::string>& faults) {
    for (const auto& fault : catalogue::faults_of_examples(service)) faults.push_back(fmt::format("{}: {}", file.string(), fault));
}

/// What names something that is not there would only show when a case came by.
void check_map(const catalogue::Definition& service, const std::filesystem::path& file, const std::vector<access::Skill>& skills, std::vector<std::string>& faults) {
    if (service.process.empty()) return;
    const auto map = casework::CaseMap::of(service);
    if (!map) {
        faults.push_back(fmt::format("{}: {}", file.string(), map.error().log));
        return;
    }
    for (const auto& skill : (*map)->skills())
        if (std::ranges::find(skills, skill, &access::Skill::code) == skills.end())
            faults.push_back(fmt::format("{}: process.bpmn: the skill '{}' is not in _skills.json", file.string(), skill));
}

}  // namespace

ServicesFound faults_of_services(const std::filesystem::path& folder) {
    ServicesFound found;
    const auto calendars = bookings::read_calendars(folder / "_calendars");
    if (!calendars) found.faults.push_back(calendars.error().log);
    const auto skills = catalogue::read_skills(folder);
    if (!skills) found.faults.push_back(fmt::format("{}: {}", folder.string(), skills.error().log));
    const auto known = skills.value_or(std::vector<access::Skill>{});
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().filename() != "service.json") continue;
        const auto before = found.faults.size();
        if (const auto definition = catalogue::read_definition(entry.path().parent_path()); definition) {
            look_for_letters(*definition, entry.path(), folder / "_letters", found.faults);
            count_questions(*definition, entry.path(), found.faults);
            look_for_taken_codes(*definition, entry.path(), found.faults);
            try_examples(*definition, entry.path(), found.faults);
            const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());  // house: a command, and a table may ask what day it is
            for (const auto& fault : fees::faults_of_fee(*definition, now)) found.faults.push_back(fmt::format("{}: {}", entry.path().string(), fault));
            check_map(*definition, entry.path(), known, found.faults);
            if (calendars) look_for_calendar(*definition, entry.path(), *calendars, found.faults);
        } else {
            found.faults.push_back(definition.error().log);
        }
        found.sound += found.faults.size() == before;
    }
    return found;
}

int check_services(const std::string& folder) {
    const auto found = faults_of_services(folder);
    for (const auto& fault : found.faults) fmt::print(stderr, "{}\n", fault);
    fmt::print("{} services in order, {} faults\n", found.sound, found.faults.size());
    return found.faults.empty() && found.sound > 0 ? 0 : 1;
}

}  // namespace guildhall
