#include "base/log.h"

#include "base/text.h"
#include "base/time.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <utility>

namespace base::log {
namespace {

std::atomic<Level> least{Level::info};
thread_local std::string request;

void write_line(Level level, std::string_view message, std::initializer_list<Field> fields) {
    if (level < least.load(std::memory_order_relaxed)) return;
    constexpr const char* names[] = {"debug", "info", "warning", "error"};
    std::string line = fmt::format(R"({{"at":"{}","level":"{}","message":{})", to_iso(SystemClock{}.now()),
                                   names[static_cast<int>(level)], json_string(message));
    if (!request.empty()) line += R"(,"request":)" + json_string(request);
    for (const auto& field : fields) {
        line += ',' + json_string(field.name) + ':';
        std::visit(
            [&](const auto& value) {
                if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string_view>)
                    line += json_string(value);
                else
                    line += fmt::format("{}", value);
            },
            field.value);
    }
    line += "}\n";
    // One write per line: lines of different threads and processes never mix.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

void debug(std::string_view m, std::initializer_list<Field> f) { write_line(Level::debug, m, f); }
void info(std::string_view m, std::initializer_list<Field> f) { write_line(Level::info, m, f); }
void warning(std::string_view m, std::initializer_list<Field> f) { write_line(Level::warning, m, f); }
void error(std::string_view m, std::initializer_list<Field> f) { write_line(Level::error, m, f); }

void set_level(Level level) { least = level; }

RequestScope::RequestScope(std::string id) : outer_(std::move(request)) { request = std::move(id); }
RequestScope::~RequestScope() { request = std::move(outer_); }
const std::string& current_request() { return request; }
std::string exchange_request(std::string id) { return std::exchange(request, std::move(id)); }

}  // namespace base::log
