#include "dmn/literal.h"

namespace dmn {

Value duration_value(std::string_view text) {
    if (const auto days = parse_days_time(text)) return *days;
    if (const auto months = parse_years_months(text)) return *months;
    return {};
}

Value at_value(std::string_view text) {
    if (const auto date = parse_date(text)) return *date;
    if (const auto both = parse_date_time(text)) return *both;
    if (const auto time = parse_time(text)) return *time;
    return duration_value(text);
}

}  // namespace dmn
