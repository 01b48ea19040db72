#include "casework/calling_order.h"

#include "places/visiting_order.h"

namespace casework {
namespace {

/// Appends those that are late, or those that are not; leaves `from` where the last of them is.
void append_part(std::vector<std::size_t>& order, std::span<const Call> calls, bool late, std::optional<places::Point>& from) {
    std::vector<places::Point> points;
    std::vector<std::size_t> numbers, nowhere;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (calls[i].late != late) continue;
        if (calls[i].point) {
            points.push_back(*calls[i].point);
            numbers.push_back(i);
        } else {
            nowhere.push_back(i);
        }
    }
    if (!points.empty())
        for (const auto at : places::visiting_order(from.value_or(points.front()), points)) {
            order.push_back(numbers[at]);
            from = points[at];
        }
    order.insert(order.end(), nowhere.begin(), nowhere.end());
}

}  // namespace

std::vector<std::size_t> calling_order(std::span<const Call> calls, std::optional<places::Point> start) {
    std::vector<std::size_t> order;
    append_part(order, calls, true, start);
    append_part(order, calls, false, start);
    return order;
}

}  // namespace casework
