// Serving: every council of the routing table from one process.

#include "base/log.h"
#include "guildhall/commands.h"
#include "guildhall/data_lock.h"
#include "guildhall/doors.h"
#include "guildhall/household.h"
#include "web/web.h"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>

namespace guildhall {
namespace {

/// The councils being served, by host name.
class Town final : public web::Tenants {
public:
    Result<void> open(const std::vector<db::TenantEntry>& entries, const base::Config& settings, const Clock& clock, Random& random) {
        for (const auto& entry : entries) {
            if (entry.engine() == db::Engine::sqlite) {
                if (std::error_code error; !std::filesystem::create_directories(entry.folder, error) && error)
                    return refuse(Kind::unavailable, "guildhall.cannot_write", entry.folder + ": " + error.message());
                auto lock = TRY(DataLock::take(entry.folder));
                locks_.push_back(std::move(lock));
                TRY(db::migrate(entry, "", clock.now()));
            }
            auto household = TRY(Household::open(entry, settings, clock, random));
            if (entry.engine() == db::Engine::sqlite)  // half uploads of a former process; on PostgreSQL another node may be at work
                std::filesystem::remove_all(std::filesystem::path(entry.folder) / "spool");
            for (const auto& host : entry.hosts) by_host_[host] = &household->tenant();
            if (entries.size() == 1 && entry.hosts.empty()) lone_ = &household->tenant();
            households_.push_back(std::move(household));
        }
        return {};
    }
    const web::Tenant* find(std::string_view host) const override {
        if (lone_ != nullptr) return lone_;
        const auto found = by_host_.find(host);
        return found == by_host_.end() ? nullptr : found->second;
    }
    const std::vector<std::unique_ptr<Household>>& households() const { return households_; }
    Result<void> ready() const {
        for (const auto& household : households_) TRY(household->db().ping());
        return {};
    }

private:
    std::vector<DataLock> locks_;
    std::vector<std::unique_ptr<Household>> households_;
    std::map<std::string, const web::Tenant*, std::less<>> by_host_;
    const web::Tenant* lone_ = nullptr;
};

std::string default_assets() {
    return (std::filesystem::canonical("/proc/self/exe").parent_path() / "assets").string();
}

void wait_for_signal(const sigset_t& signals) {
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal != SIGTERM && signal != SIGINT) {
    }
}

/// Everything a request may meet, put together.
Result<void> serve_until_told(const Where& where, const ServeOptions& options, const sigset_t& signals) {
    const auto settings = TRY(read_settings(where));
    auto server_options = TRY(web::ServerOptions::from(settings));
    if (!options.listen.empty()) server_options.listen = options.listen;
    const base::SystemClock clock;
    base::SystemRandom random;
    const auto councils = TRY(find_councils(where));
    Town town;
    TRY(town.open(councils, settings, clock, random));

    Doors doors(settings, options.assets.empty() ? default_assets() : options.assets);
    web::Live live;
    web::Server server(server_options, doors.house(town, live, clock, random, [&] { return town.ready(); }));
    const auto url = TRY(server.start());
    const web::Sessions sessions(server_options.sessions);
    const auto node = fmt::format("{}-{}", getpid(), random.token(4));
    for (const auto& household : town.households()) TRY(household->start(live, sessions, node, url));
    fmt::print("listening on {}\n", url);
    std::fflush(stdout);
    wait_for_signal(signals);
    server.stop();
    for (const auto& household : town.households()) household->stop();
    return {};
}

}  // namespace

int serve(const Where& where, const ServeOptions& options) {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk, not the end
    const auto served = serve_until_told(where, options, signals);
    return served ? 0 : fail(served.error());
}

}  // namespace guildhall
