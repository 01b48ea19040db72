#pragma once
// A measured figure, printed as one JSON object per line.

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// {"name": …, "value": …, "unit": …, "method": …, "conditions": …}
void print_figure(std::string_view name, double value, std::string_view unit, std::string_view method,
                  std::string_view conditions);
/// What happens now, on stderr.
void tell(std::string_view what);

using Seconds = std::chrono::duration<double>;

/// The value below which `part` of the samples lie; sorts them.
inline double quantile(std::vector<double>& samples, double part) {
    if (samples.empty()) return 0;
    std::ranges::sort(samples);
    return samples[std::min(samples.size() - 1, static_cast<std::size_t>(part * static_cast<double>(samples.size())))];
}

}  // namespace bench
