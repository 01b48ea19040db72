#include "figures.h"

#include "base/text.h"

#include <fmt/format.h>

#include <cstdio>

namespace bench {

void print_figure(std::string_view name, double value, std::string_view unit, std::string_view method,
                  std::string_view conditions) {
    fmt::print(R"({{"name": {}, "value": {:.4g}, "unit": {}, "method": {}, "conditions": {}}})"
               "\n",
               base::json_string(name), value, base::json_string(unit), base::json_string(method),
               base::json_string(conditions));
    std::fflush(stdout);
}

void tell(std::string_view what) { fmt::print(stderr, "{}\n", what); }

}  // namespace bench
