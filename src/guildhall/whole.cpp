// Everything out into one file, and in again.

#include "exports/whole.h"
#include "guildhall/commands.h"
#include "guildhall/data_lock.h"
#include "guildhall/household.h"
#include "journal/journal.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <optional>

namespace guildhall {
namespace {

const base::SystemClock system_clock;

db::Context command_context() { return {.actor = "system:command", .channel = "command", .request_id = "command", .now = system_clock.now()}; }

void print_told(const char* what, const exports::Told& told, std::chrono::steady_clock::time_point begun) {
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    fmt::print("{} {} rows and {} files, {:.1f} MB, in {:.2f} s\n", what, told.rows, told.files, static_cast<double>(told.bytes) / 1e6, seconds);
}

/// An empty SQLite council beside its place, and put there when it is whole: a kill meanwhile leaves none that is half made.
Result<void> make_file(db::TenantEntry entry) {
    const auto place = entry.file;
    entry.file += ".new";
    for (const auto* rest : {"", "-wal", "-shm"}) std::filesystem::remove(entry.file + rest);
    TRY(db::migrate(entry, "", system_clock.now()));
    std::filesystem::rename(entry.file, place);
    return {};
}

/// A council that is not there yet is made: empty, in this program's shape.
Result<std::unique_ptr<Household>> open_or_make(const db::TenantEntry& entry, const base::Config& settings, Random& random) {
    const bool may_be_there = entry.engine() == db::Engine::postgres || std::filesystem::exists(entry.file);
    if (may_be_there)
        if (auto there = Household::open(entry, settings, system_clock, random); there || entry.engine() == db::Engine::sqlite) return there;
    if (entry.engine() == db::Engine::sqlite)
        TRY(make_file(entry));
    else
        TRY(db::migrate(entry, "", system_clock.now()));
    return Household::open(entry, settings, system_clock, random);
}

}  // namespace

int export_all(const Where& where, const std::string& file) {
    const auto run = [&]() -> Result<void> {
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        base::SystemRandom random;
        const auto household = TRY(Household::open(entry, settings, system_clock, random));
        const auto* store = TRY(household->tenant().files());
        const auto begun = std::chrono::steady_clock::now();
        const auto told = TRY(exports::write_all(household->db(), command_context(), *store, file));
        print_told("wrote", told, begun);
        fmt::print("it holds everything that residents told you: keep it as you keep the data. Not in it: settings, council.toml and secret.key\n");
        return {};
    };
    const auto done = run();
    return done ? 0 : fail(done.error());
}

int import_all(const Where& where, const std::string& file) {
    const auto run = [&]() -> Result<void> {
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        std::filesystem::create_directories(entry.folder);
        std::optional<DataLock> lock;
        if (entry.engine() == db::Engine::sqlite) {
            auto taken = TRY(DataLock::take(entry.folder));
            lock.emplace(std::move(taken));
        }
        base::SystemRandom random;
        const auto household = TRY(open_or_make(entry, settings, random));
        auto* const store = TRY(household->tenant().files());
        const auto begun = std::chrono::steady_clock::now();
        const auto told = TRY(exports::read_all(household->db(), command_context(), *store, file));
        print_told("took in", told, begun);
        const auto verdict = TRY(journal::verify(household->db(), system_clock.now()));
        if (verdict.fault)
            return refuse(Kind::conflict, "journal.broken", fmt::format("position {}: {}; do not serve this council", verdict.fault->position, verdict.fault->what));
        fmt::print("{} facts, and the chain agrees\n", verdict.verified);
        return {};
    };
    const auto done = run();
    return done ? 0 : fail(done.error());
}

}  // namespace guildhall
