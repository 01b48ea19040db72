#include "files/worker/shrink.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace files::worker {
namespace {

std::uint8_t byte(float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); }

/// How one of `from` cells, laid onto `to` wider cells, falls into at most two of them.
struct Split {
    int cell;
    float first, second;
};
Split split(int index, int from, int to) {
    const double scale = static_cast<double>(to) / from;
    const double begin = index * scale, end = (index + 1) * scale;
    const int cell = std::min(static_cast<int>(begin), to - 1);
    const double edge = cell + 1;
    if (end <= edge || cell == to - 1) return {cell, static_cast<float>(end - begin), 0};
    return {cell, static_cast<float>(edge - begin), static_cast<float>(end - edge)};
}

}  // namespace

std::pair<int, int> fitting(int width, int height, int longest_side) {
    const int longest = std::max(width, height);
    if (longest <= longest_side) return {width, height};
    const double scale = static_cast<double>(longest_side) / longest;
    return {std::max(1, static_cast<int>(std::lround(width * scale))),
            std::max(1, static_cast<int>(std::lround(height * scale)))};
}

Shrinker::Shrinker(int from_width, int from_height, int to_width, int to_height)
    : from_width_(from_width), from_height_(from_height) {
    small_.width = to_width;
    small_.height = to_height;
    small_.bytes.resize(static_cast<std::size_t>(to_width) * static_cast<std::size_t>(to_height) * 4);
    for (int column = 0; column < from_width; ++column) {
        const auto [cell, first, second] = split(column, from_width, to_width);
        shares_.push_back({cell, first, second});
    }
    spread_.resize(static_cast<std::size_t>(to_width + 1) * 4);
    sums_.resize(spread_.size());
}

void Shrinker::spread_row(const std::uint8_t* row) {
    std::ranges::fill(spread_, 0.0F);
    for (const auto& share : shares_) {
        float* cell = &spread_[static_cast<std::size_t>(share.column) * 4];
        const float alpha = row[3];
        const float weight = alpha / 255.0F;
        for (int channel = 0; channel < 3; ++channel) {
            const float colour = static_cast<float>(row[channel]) * weight;
            cell[channel] += colour * share.first;
            cell[channel + 4] += colour * share.second;
        }
        cell[3] += alpha * share.first;
        cell[7] += alpha * share.second;
        if (row[3] != 255) small_.is_opaque = false;
        row += 4;
    }
}

void Shrinker::add_row(float weight) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += spread_[i] * weight;
}

void Shrinker::finish_row() {
    if (filled_ == small_.height) return;
    auto* out = &small_.bytes[static_cast<std::size_t>(filled_) * static_cast<std::size_t>(small_.width) * 4];
    for (int column = 0; column < small_.width; ++column, out += 4) {
        const float* sum = &sums_[static_cast<std::size_t>(column) * 4];
        const float alpha = sum[3] / 255.0F;
        for (int channel = 0; channel < 3; ++channel) out[channel] = alpha > 0 ? byte(sum[channel] / alpha) : 255;
        out[3] = byte(sum[3]);
    }
    std::ranges::fill(sums_, 0.0F);
    ++filled_;
}

void Shrinker::feed(const std::uint8_t* row) {
    if (row_ == from_height_) return;
    spread_row(row);
    const auto [cell, first, second] = split(row_++, from_height_, small_.height);
    add_row(first);
    const bool is_last = row_ == from_height_;
    if (second > 0 || is_last || split(row_, from_height_, small_.height).cell != cell) finish_row();
    if (second > 0) add_row(second);
}

Pixels upright(Pixels pixels, int orientation) {
    if (orientation <= 1 || orientation > 8) return pixels;
    const bool swaps_sides = orientation >= 5;
    Pixels turned{.width = swaps_sides ? pixels.height : pixels.width,
                  .height = swaps_sides ? pixels.width : pixels.height,
                  .bytes = std::vector<std::uint8_t>(pixels.bytes.size()),
                  .is_opaque = pixels.is_opaque};
    const int right = pixels.width - 1, bottom = pixels.height - 1;
    for (int y = 0; y < turned.height; ++y)
        for (int x = 0; x < turned.width; ++x) {
            int from_x = swaps_sides ? y : x, from_y = swaps_sides ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) from_x = right - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) from_y = bottom - from_y;
            const auto* from = &pixels.bytes[(static_cast<std::size_t>(from_y) * static_cast<std::size_t>(pixels.width) +
                                              static_cast<std::size_t>(from_x)) * 4];
            auto* to = &turned.bytes[(static_cast<std::size_t>(y) * static_cast<std::size_t>(turned.width) +
                                      static_cast<std::size_t>(x)) * 4];
            std::copy_n(from, 4, to);
        }
    return turned;
}

}  // namespace files::worker
