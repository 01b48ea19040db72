#pragma once
// Inside places only: lines and areas cut at the edge of a picture, and the room for names on it. Pure.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace places {

inline constexpr double fine = 4;  // units of the drawing in a pixel: whole numbers are short

struct Spot {
    double x = 0, y = 0;
};
inline double distance(const Spot& a, const Spot& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Lines and areas of one look, as the data of one path, cut at the edge of the sheet.
class Path {
public:
    Path(double width, double height) : east_(width + margin), south_(height + margin) {}

    void add_line(const std::vector<Spot>& points) {
        for (std::size_t i = 1; i < points.size(); ++i) {
            auto from = points[i - 1], to = points[i];
            if (cut(from, to)) put(from, to);
        }
    }
    void add_area(std::vector<Spot> points) {
        points = clip(std::move(points), [](const Spot& p) { return p.x + margin; });
        points = clip(std::move(points), [this](const Spot& p) { return east_ - p.x; });
        points = clip(std::move(points), [](const Spot& p) { return p.y + margin; });
        points = clip(std::move(points), [this](const Spot& p) { return south_ - p.y; });
        if (points.size() < 3) return;
        at_ = {1e9, 1e9};
        for (std::size_t i = 1; i < points.size(); ++i) put(points[i - 1], points[i]);
        data_ += 'z';
    }
    const std::string& data() const { return data_; }
    bool empty() const { return data_.empty(); }
    /// The part between the edges; false where none of it is.
    bool cut(Spot& from, Spot& to) const {
        double enters = 0, leaves = 1;
        const double dx = to.x - from.x, dy = to.y - from.y;
        const std::array<std::pair<double, double>, 4> sides{{{-dx, from.x + margin}, {dx, east_ - from.x}, {-dy, from.y + margin}, {dy, south_ - from.y}}};
        for (const auto& [step, room] : sides) {
            if (step == 0 && room < 0) return false;
            if (step == 0) continue;
            const double part = room / step;
            if (step < 0) enters = std::max(enters, part);
            else leaves = std::min(leaves, part);
        }
        if (enters > leaves) return false;
        const Spot start = from;
        from = {start.x + dx * enters, start.y + dy * enters};
        to = {start.x + dx * leaves, start.y + dy * leaves};
        return true;
    }

private:
    static constexpr double margin = 8;

    template <class Inside>
    static std::vector<Spot> clip(std::vector<Spot> points, Inside inside) {
        std::vector<Spot> kept;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto &from = points[(i + points.size() - 1) % points.size()], &to = points[i];
            const double before = inside(from), after = inside(to);
            if ((before < 0) != (after < 0)) {
                const double part = before / (before - after);
                kept.push_back({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
            }
            if (after >= 0) kept.push_back(to);
        }
        return kept;
    }

    static std::pair<long, long> rounded(const Spot& p) { return {std::lround(p.x * fine), std::lround(p.y * fine)}; }
    void number(long value) {
        char digits[24];
        const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
        data_.append(digits, end);
    }
    void put(const Spot& from, const Spot& to) {
        const auto start = rounded(from), end = rounded(to);
        if (start != at_) {
            data_ += 'M';
            number(start.first);
            data_ += ' ';
            number(start.second);
        }
        if (start == end && start == at_) return;
        data_ += 'l';
        number(end.first - start.first);
        if (end.second >= start.second) data_ += ' ';
        number(end.second - start.second);
        at_ = end;
    }

    double east_, south_;
    std::pair<long, long> at_{1'000'000'000, 0};
    std::string data_;
};

/// Where names and pins stand already.
class Room {
public:
    /// Takes the room of a line of text, unless part of it is taken.
    bool take(const Spot& middle, double length, double angle) {
        constexpr double apart = 13;
        std::vector<Spot> wanted;
        for (double on = -length / 2; on <= length / 2; on += apart * 0.7) wanted.push_back({middle.x + std::cos(angle) * on, middle.y + std::sin(angle) * on});
        for (const auto& spot : wanted)
            if (std::ranges::any_of(taken_, [&](const Spot& other) { return distance(spot, other) < apart; })) return false;
        taken_.insert(taken_.end(), wanted.begin(), wanted.end());
        return true;
    }
    void fill(const Spot& spot) { taken_.push_back(spot); }

private:
    std::vector<Spot> taken_;
};

}  // namespace places
