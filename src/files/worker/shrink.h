#pragma once
// A picture made smaller row by row, each new pixel the average of the area it covers: memory for the small picture
// and two rows, whatever the large one's size.

#include <cstdint>
#include <vector>

namespace files::worker {

/// Rows of red, green, blue, alpha; 8 bits each, colour not multiplied by alpha.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> bytes;
    bool is_opaque = true;
};

/// The size that fits into a square of `longest_side` with the same shape; never larger, never 0.
std::pair<int, int> fitting(int width, int height, int longest_side);

class Shrinker {
public:
    Shrinker(int from_width, int from_height, int to_width, int to_height);
    /// The next row from the top.
    void feed(const std::uint8_t* row);
    /// After the last row.
    Pixels take() { return std::move(small_); }

private:
    struct Share {
        int column;    // the new column a pixel falls into
        float first;   // how much of it; the rest falls into the next one
        float second;
    };
    void spread_row(const std::uint8_t* row);
    void add_row(float weight);
    void finish_row();

    int from_width_, from_height_;
    Pixels small_;
    std::vector<Share> shares_;
    std::vector<float> spread_, sums_;  // four channels a column, colour multiplied by alpha
    int row_ = 0, filled_ = 0;
};

/// Turns it by EXIF's orientation, 1 to 8.
Pixels upright(Pixels pixels, int orientation);

}  // namespace files::worker
