#include "files/install.h"

#include "base/log.h"
#include "files/sweep.h"
#include "jobs/jobs.h"

namespace files {
namespace {

constexpr const char* sweep_kind = "files.sweep";
constexpr const char* scan_kind = "files.scan_waiting";

/// A scanner that is away is no failure of the job: the timer asks again.
Result<void> ask_scanner(const jobs::Running& job, Store& store) {
    const auto answered = scan_waiting(job.database(), store, job.context());
    if (!answered && answered.error().key != "files.scanner_away") return std::unexpected(answered.error());
    return {};
}

Result<void> sweep_once(const jobs::Running& job, Store& store) {
    const auto swept = TRY(sweep(job.database(), store, job.context()));
    base::log::info("files were swept", {{"blobs", std::int64_t{swept.blobs}},
                                         {"bytes", static_cast<std::int64_t>(swept.bytes)}});
    return {};
}

}  // namespace

Result<StoreOptions> settings_from(const base::Config& config, const std::filesystem::path& tenant_folder) {
    StoreOptions options{.folder = config.text("files_folder", (tenant_folder / "files").string())};
    const auto file = TRY(config.number("file_megabytes", 25, 1, 2000));
    const auto count = TRY(config.number("files_in_request", 10, 1, 1000));
    const auto tenant = TRY(config.number("files_gigabytes", 200, 1, 1'000'000));
    options.limits = {.most_bytes_in_file = static_cast<std::uint64_t>(file) << 20,
                      .most_files_in_request = static_cast<int>(count),
                      .most_bytes_in_tenant = static_cast<std::uint64_t>(tenant) << 30};
    if (const auto address = config.find("clamd"); address && !address->empty())
        options.clamd = ClamdOptions{.address = *address};
    return options;
}

void install(jobs::Kinds& kinds, Store& store) {
    const jobs::KindOptions options{.most_attempts = 3, .first_pause = std::chrono::minutes{5}, .lane = "files"};
    kinds.add(sweep_kind, [&store](const jobs::Running& job) { return sweep_once(job, store); }, options);
    kinds.add(scan_kind, [&store](const jobs::Running& job) { return ask_scanner(job, store); }, options);
}

void set_timers(db::Tx& tx) {
    jobs::every(tx, "files.sweep", std::chrono::hours{24}, sweep_kind);
    jobs::every(tx, "files.scan_waiting", std::chrono::minutes{5}, scan_kind);
}

}  // namespace files
