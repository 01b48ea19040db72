#include "places/visiting_order.h"

#include "base/random.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>

using places::Point;

namespace {

constexpr Point town_hall{53.48, -2.29};

std::vector<Point> scattered(Random& random, std::size_t count) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i)
        points.push_back({town_hall.latitude + static_cast<double>(random.number_below(2000)) / 1e5 - 0.01, town_hall.longitude + static_cast<double>(random.number_below(4000)) / 1e5 - 0.02});
    return points;
}

double nearest_next_metres(const std::vector<Point>& points) {
    std::vector<std::size_t> left(points.size()), way;
    std::iota(left.begin(), left.end(), std::size_t{0});
    for (auto from = town_hall; !left.empty();) {
        const auto next = std::ranges::min_element(left, {}, [&](std::size_t at) {
            const std::size_t one[] = {at};
            return places::metres_along(from, points, one);
        });
        from = points[*next];
        way.push_back(*next);
        left.erase(next);
    }
    return places::metres_along(town_hall, points, way);
}

double shortest_of_all(const std::vector<Point>& points) {
    std::vector<std::size_t> way(points.size());
    std::iota(way.begin(), way.end(), std::size_t{0});
    double shortest = std::numeric_limits<double>::max();
    do shortest = std::min(shortest, places::metres_along(town_hall, points, way));
    while (std::next_permutation(way.begin(), way.end()));
    return shortest;
}

}  // namespace

TEST_CASE("places along a street are called at one after the other") {
    const std::vector<Point> street{{53.48, -2.27}, {53.48, -2.285}, {53.48, -2.28}, {53.48, -2.275}};
    CHECK(places::visiting_order(town_hall, street) == std::vector<std::size_t>{1, 2, 3, 0});
}

TEST_CASE("nothing and one place are no puzzle, and places on the same spot are all called at") {
    CHECK(places::visiting_order(town_hall, {}).empty());
    const std::vector<Point> same(3, Point{53.49, -2.3});
    CHECK(places::visiting_order(town_hall, std::span(same).first(1)) == std::vector<std::size_t>{0});
    auto order = places::visiting_order(town_hall, same);
    std::ranges::sort(order);
    CHECK(order == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("each place stands in the order once, which is the same each time and never longer than always going to the nearest") {
    base::SeededRandom random(7);
    for (std::size_t count = 0; count < 60; ++count) {
        const auto points = scattered(random, count);
        const auto order = places::visiting_order(town_hall, points);
        auto sorted = order;
        std::ranges::sort(sorted);
        std::vector<std::size_t> all(count);
        std::iota(all.begin(), all.end(), std::size_t{0});
        CHECK(sorted == all);
        CHECK(places::visiting_order(town_hall, points) == order);
        CHECK(places::metres_along(town_hall, points, order) <= nearest_next_metres(points) + 0.1);
    }
}

TEST_CASE("of seven places the way is at most a quarter longer than the shortest there is, and mostly as short") {
    base::SeededRandom random(11);
    int as_short = 0;
    constexpr int rounds = 40;
    for (int i = 0; i < rounds; ++i) {
        const auto points = scattered(random, 7);
        const auto metres = places::metres_along(town_hall, points, places::visiting_order(town_hall, points)), best = shortest_of_all(points);
        CHECK(metres <= best * 1.25);
        as_short += metres <= best + 0.1;
    }
    CHECK(as_short > rounds / 2);
}
