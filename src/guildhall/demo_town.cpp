#include "guildhall/demo_town.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace guildhall {
namespace {

constexpr double south = 53.601, west = -2.644;  // a grid laid over moorland

places::Address house(const places::Street& street, std::size_t street_number, std::size_t number) {
    const auto block = number / 20;  // a postcode for twenty houses
    constexpr std::string_view letters = "ABDEFGHJLNPQRSTUWXYZ";
    return {.uprn = std::to_string(100'090'000'000 + street_number * 1000 + number),
            .usrn = street.usrn,
            .flat = {},
            .name = {},
            .number = std::to_string(number),
            .street = {},
            .postcode = fmt::format("GH{} {}{}{}", 1 + street_number % 9, block % 10, letters[street_number % letters.size()],
                                    letters[(street_number / letters.size() + block / 10) % letters.size()]),
            .ward = street.ward,
            .point = places::Point{south + 0.0021 * static_cast<double>(street_number % 8) + 0.00002 * static_cast<double>(number),
                                   west + 0.0034 * static_cast<double>(street_number / 8) + 0.00011 * static_cast<double>(number)},
            .line = {}};
}

std::string email_of(std::string_view name, std::uint64_t number) {
    std::string local;
    for (const char c : base::lower_ascii(name))
        if (c >= 'a' && c <= 'z')
            local += c;
        else if (c == ' ')
            local += '.';
    return fmt::format("{}.{}@example.org", local, number);
}

}  // namespace

places::Gazetteer draw_gazetteer(const DemoWords& words, std::int64_t people) {
    places::Gazetteer gazetteer;
    for (std::size_t i = 0; i < words.wards.size(); ++i)
        gazetteer.wards.push_back({fmt::format("E059900{:02}", i + 1), words.wards[i]});
    const auto houses = std::clamp<std::size_t>(static_cast<std::size_t>(people) / 2 / words.streets.size(), 12, 400);
    for (std::size_t i = 0; i < words.streets.size(); ++i) {
        const places::Street street{std::to_string(20'500'001 + i), words.streets[i], "Ambleford", gazetteer.wards[i % words.wards.size()].code};
        for (std::size_t number = 1; number <= houses; ++number) gazetteer.addresses.push_back(house(street, i, number));
        gazetteer.streets.push_back(street);
    }
    return gazetteer;
}

borough::Borough draw_town(const DemoWords& words, std::int64_t people, std::uint64_t seed) {
    borough::Borough town{.gazetteer = draw_gazetteer(words, people)};
    town.map = places::sketch(town.gazetteer, seed);
    for (std::size_t street = 0; street < town.gazetteer.streets.size(); ++street) town.beats.push_back({.crew = 0, .day = street % 5});
    return town;
}

Resident draw_resident(const DemoWords& words, std::uint64_t seed, std::uint64_t number, std::size_t addresses) {
    Draw own(seed * 1'000'003 + number * 7919 + 17);
    Resident resident{.contact = {}, .address = static_cast<std::size_t>(own.below(addresses))};
    if (own.chance(8)) return resident;  // says nothing of themselves
    auto& contact = resident.contact;
    contact.name = own.one_of(words.first_names) + ' ' + own.one_of(words.last_names);
    const auto leaves = own.below(100);
    if (leaves < 70) contact.email = email_of(contact.name, number);
    if (leaves >= 45 && leaves < 93) contact.phone = fmt::format("07700 900{:03}", number % 1000);
    return resident;
}

}  // namespace guildhall
