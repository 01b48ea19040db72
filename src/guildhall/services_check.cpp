// `guildhall services check`: what would only show when a resident asks for the service.

#include "bookings/publishing_check.h"
#include "casework/publishing_check.h"
#include "fees/publishing_check.h"
#include "guildhall/commands.h"
#include "guildhall/publishing.h"

#include <fmt/format.h>

#include <algorithm>

namespace guildhall {

catalogue::Checks publishing_checks() { return {std::make_shared<casework::MapCheck>(), std::make_shared<bookings::CalendarCheck>(), std::make_shared<fees::PriceCheck>()}; }

ServicesFound faults_of_services(const std::filesystem::path& folder) {
    ServicesFound found;
    const auto checks = publishing_checks();
    const auto around = catalogue::surroundings_of(folder, checks);
    if (!around) {
        found.faults.push_back(fmt::format("{}: {}", folder.string(), around.error().log));
        return found;
    }
    for (const auto& fault : catalogue::faults_of_events(*around)) found.faults.push_back((folder / catalogue::line_of(fault)).string());
    std::vector<std::filesystem::path> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().filename() == "service.json") all.push_back(entry.path().parent_path());
    std::ranges::sort(all);
    for (const auto& service : all) {
        const auto definition = catalogue::read_definition(service);
        if (!definition) {
            found.faults.push_back(definition.error().log);
            continue;
        }
        const auto faults = catalogue::faults_of(*definition, *around, checks);
        for (const auto& fault : faults) found.faults.push_back((service / catalogue::line_of(fault)).string());
        for (const auto& each : catalogue::advice_on(*definition)) found.warnings.push_back((service / catalogue::line_of(each)).string());
        found.sound += faults.empty();
    }
    return found;
}

int check_services(const std::string& folder) {
    const auto found = faults_of_services(folder);
    for (const auto& warning : found.warnings) fmt::print(stderr, "warning: {}\n", warning);
    for (const auto& fault : found.faults) fmt::print(stderr, "{}\n", fault);
    fmt::print("{} services in order, {} faults\n", found.sound, found.faults.size());
    return found.faults.empty() && found.sound > 0 ? 0 : 1;
}

}  // namespace guildhall
