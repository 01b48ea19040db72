#include "places/visiting_order.h"

#include "places/cells.h"

#include <algorithm>

namespace places {
namespace {

/// The places and the start as a table of metres: 0 is the start.
class Ways {
public:
    Ways(const Point& start, std::span<const Point> points) : size_(points.size() + 1), metres_(size_ * size_) {
        const auto point = [&](std::size_t at) -> const Point& { return at == 0 ? start : points[at - 1]; };
        for (std::size_t from = 0; from < size_; ++from)
            for (std::size_t to = from + 1; to < size_; ++to) metres_[from * size_ + to] = metres_[to * size_ + from] = metres_between(point(from), point(to));
    }
    double operator()(std::size_t from, std::size_t to) const { return metres_[from * size_ + to]; }
    std::size_t size() const { return size_; }

private:
    std::size_t size_;
    std::vector<double> metres_;
};

using Way = std::vector<std::size_t>;  // begins with the start

Way nearest_next(const Ways& ways) {
    Way way{0};
    std::vector<bool> been(ways.size());
    for (been[0] = true; way.size() < ways.size();) {
        std::size_t nearest = 0;
        for (std::size_t next = 1; next < ways.size(); ++next)
            if (!been[next] && (nearest == 0 || ways(way.back(), next) < ways(way.back(), nearest))) nearest = next;
        been[nearest] = true;
        way.push_back(nearest);
    }
    return way;
}

/// What turning the part from `first` to `last` around would save; nothing leads on from the end.
double saved_by_turning(const Ways& ways, const Way& way, std::size_t first, std::size_t last) {
    double saved = ways(way[first - 1], way[first]) - ways(way[first - 1], way[last]);
    if (last + 1 < way.size()) saved += ways(way[last], way[last + 1]) - ways(way[first], way[last + 1]);
    return saved;
}

/// Turns around each part that is shorter so; true if there was one.
bool shorten(const Ways& ways, Way& way) {
    constexpr double worth_it = 0.01;  // metres: rounding must not turn a part to and fro
    bool shorter = false;
    for (std::size_t first = 1; first < way.size(); ++first)
        for (std::size_t last = first + 1; last < way.size(); ++last)
            if (saved_by_turning(ways, way, first, last) > worth_it) {
                std::reverse(way.begin() + static_cast<std::ptrdiff_t>(first), way.begin() + static_cast<std::ptrdiff_t>(last) + 1);
                shorter = true;
            }
    return shorter;
}

}  // namespace

std::vector<std::size_t> visiting_order(const Point& start, std::span<const Point> points) {
    constexpr int most_passes = 100;
    const Ways ways(start, points);
    auto way = nearest_next(ways);
    for (int pass = 0; pass < most_passes && shorten(ways, way); ++pass) {
    }
    way.erase(way.begin());
    for (auto& at : way) --at;
    return way;
}

double metres_along(const Point& start, std::span<const Point> points, std::span<const std::size_t> order) {
    double metres = 0;
    const auto* from = &start;
    for (const auto at : order) {
        metres += metres_between(*from, points[at]);
        from = &points[at];
    }
    return metres;
}

}  // namespace places
