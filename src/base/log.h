#pragma once
// One line of JSON per event on stderr: time, level, message, and the request it belongs to. Personal data, answers
// and secrets never go into the log: ids and codes only.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace base::log {

enum class Level { debug, info, warning, error };

struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

void debug(std::string_view message, std::initializer_list<Field> = {});
void info(std::string_view message, std::initializer_list<Field> = {});
void warning(std::string_view message, std::initializer_list<Field> = {});
void error(std::string_view message, std::initializer_list<Field> = {});

/// Lines below this level are not written. Default: info.
void set_level(Level);

/// While it lives, every line this thread logs carries `"request": id`.
class RequestScope {
public:
    explicit RequestScope(std::string id);
    ~RequestScope();
    RequestScope(const RequestScope&) = delete;
    RequestScope& operator=(const RequestScope&) = delete;

private:
    std::string outer_;
};

/// The request this thread is answering; empty outside one.
const std::string& current_request();

/// For work that changes threads (fiber.h): this thread answers `id` from now on; returns what it answered before.
std::string exchange_request(std::string id);

}  // namespace base::log
