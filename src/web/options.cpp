// The server's settings.

#include "web/server.h"

#include "base/text.h"

namespace web {
namespace {

void read_list(const base::Config& config, std::string_view name, std::vector<std::string>& list) {
    const auto given = config.find(name);
    if (!given) return;
    list.clear();
    for (const auto each : base::split(*given, ','))
        if (const auto trimmed = base::trim(each); !trimmed.empty()) list.emplace_back(trimmed);
}

template <class Number>
Result<void> read_number(const base::Config& config, std::string_view name, Number& number, std::int64_t least,
                         std::int64_t most) {
    const auto given = TRY(config.number(name, static_cast<std::int64_t>(number), least, most));
    number = static_cast<Number>(given);
    return {};
}

template <class Period>
Result<void> read_time(const base::Config& config, std::string_view name, Period& time, std::int64_t most) {
    const auto given = TRY(config.number(name, time.count(), 1, most));
    time = Period(given);
    return {};
}

constexpr std::int64_t an_hour_ms = 3'600'000;

}  // namespace

Result<ServerOptions> ServerOptions::from(const base::Config& config) {
    ServerOptions o;
    o.listen = config.text("listen", o.listen);
    o.tls_certificate = config.text("tls_certificate", "");
    o.tls_key = config.text("tls_key", "");
    read_list(config, "trusted_proxy", o.trusted_proxies);
    read_list(config, "metrics_from", o.metrics_from);
    o.picture_sources = config.text("picture_sources", "");
    o.form_destinations = config.text("form_destinations", "");
    TRY(read_number(config, "io_threads", o.io_threads, 1, 64));
    TRY(read_number(config, "workers", o.workers, 1, 1024));
    TRY(read_number(config, "queue", o.most_waiting, 1, 1'000'000));
    TRY(read_number(config, "connections", o.most_connections, 1, 1'000'000));
    TRY(read_number(config, "connections_per_client", o.most_per_client, 1, 1'000'000));
    TRY(read_time(config, "head_time_ms", o.head_time, an_hour_ms));
    TRY(read_time(config, "body_time_ms", o.body_time, an_hour_ms));
    TRY(read_number(config, "body_rate", o.least_body_rate, 1, 1'000'000'000));
    TRY(read_time(config, "write_time_ms", o.write_time, an_hour_ms));
    TRY(read_time(config, "idle_time_ms", o.idle_time, an_hour_ms));
    TRY(read_time(config, "live_ping_ms", o.live_ping, an_hour_ms));
    TRY(read_time(config, "stop_time_ms", o.stop_time, an_hour_ms));
    constexpr std::int64_t most_rate = 1'000'000'000;
    TRY(read_number(config, "rate_client", o.per_client.per_minute, 0, most_rate));
    TRY(read_number(config, "rate_client_burst", o.per_client.burst, 1, most_rate));
    TRY(read_number(config, "rate_client_writes", o.per_client_writes.per_minute, 0, most_rate));
    TRY(read_number(config, "rate_client_writes_burst", o.per_client_writes.burst, 1, most_rate));
    TRY(read_number(config, "rate_account", o.per_account.per_minute, 0, most_rate));
    TRY(read_number(config, "rate_account_burst", o.per_account.burst, 1, most_rate));
    TRY(read_time(config, "session_idle_minutes", o.sessions.idle, 60 * 24 * 30));
    TRY(read_time(config, "session_minutes", o.sessions.absolute, 60 * 24 * 90));
    return o;
}

}  // namespace web
