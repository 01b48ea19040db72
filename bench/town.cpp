#include "town.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <string_view>

namespace bench {
namespace {

constexpr std::size_t rows = 40, columns = 30, houses = 50;  // streets run from west to east
constexpr double south = 53.40, west = -2.60;
constexpr double row_height = 0.00225, column_width = 0.0050;  // 250 m, 333 m

std::string name_of(const Vocabulary& vocabulary, std::size_t rank) {
    auto word = vocabulary.word(rank);
    word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
}

places::Address house(const places::Street& street, std::size_t row, std::size_t column, std::size_t number) {
    constexpr std::string_view letters = "ABDEFGHJLNPQRSTUWXYZ";
    const auto first = letters[column % letters.size()], last = letters[number / 20];
    return {.uprn = std::to_string(100'091'000'000 + (row * columns + column) * 100 + number),
            .usrn = street.usrn,
            .flat = {},
            .name = {},
            .number = std::to_string(number),
            .street = {},
            .postcode = fmt::format("GH{} {}{}{}", 20 + row, column / letters.size(), first, last),
            .ward = street.ward,
            .point = places::Point{south + row_height * static_cast<double>(row) + (number % 2 == 0 ? 0.0001 : 0),
                                   west + column_width * (static_cast<double>(column) + static_cast<double>(number) / houses)},
            .line = {}};
}

}  // namespace

places::Gazetteer draw_town(const Vocabulary& vocabulary) {
    constexpr std::array<std::string_view, 6> kinds{"Street", "Road", "Lane", "Avenue", "Close", "Drive"};
    constexpr std::size_t wards_aside = 5, wards_up = 4, rare = 2000;  // names of streets and wards are no everyday words
    places::Gazetteer town;
    for (std::size_t i = 0; i < wards_aside * wards_up; ++i)
        town.wards.push_back({fmt::format("E059910{:02}", i + 1), name_of(vocabulary, rare + i) + " Ward"});
    for (std::size_t i = 0; i < rows * columns; ++i) {
        const auto row = i / columns, column = i % columns;
        const auto& ward = town.wards[row * wards_up / rows * wards_aside + column * wards_aside / columns];
        const places::Street street{std::to_string(30'500'001 + i), fmt::format("{} {}", name_of(vocabulary, rare + 100 + i), kinds[i % kinds.size()]),
                                    "Scaleborough", ward.code};
        for (std::size_t number = 1; number <= houses; ++number) town.addresses.push_back(house(street, row, column, number));
        town.streets.push_back(street);
    }
    return town;
}

}  // namespace bench
