#include "guildhall/commands.h"

#include "access/access.h"
#include "base/text.h"
#include "base/words.h"
#include "guildhall/data_lock.h"
#include "guildhall/furnishing.h"
#include "guildhall/household.h"
#include "journal/journal.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace guildhall {
namespace {

int answer(const Result<void>& result) { return result ? 0 : fail(result.error()); }

const base::SystemClock system_clock;

db::Context command_context() { return {.actor = "system:command", .channel = "command", .now = system_clock.now()}; }

Result<std::unique_ptr<Household>> open_council(const Where& where, base::Config& settings, Random& random) {
    auto read = TRY(read_settings(where));
    settings = std::move(read);
    const auto entry = TRY(find_council(where));
    return Household::open(entry, settings, system_clock, random);
}

/// Keeps the council's name where the site looks for it, unless the council says something of itself there already.
Result<void> keep_name(const std::filesystem::path& folder, std::string_view name) {
    const auto path = folder / "council.toml";
    if (name.empty() || folder.empty() || std::filesystem::exists(path)) return {};
    std::string quoted;
    for (const char c : base::tidy_line(name)) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    std::filesystem::create_directories(folder);
    std::ofstream out(path);
    out << "council_name = \"" << quoted << "\"\n";
    out.close();
    if (!out) return refuse(Kind::unavailable, "guildhall.cannot_write", path.string());
    return {};
}

/// What was written there is on disk; a folder: the names in it are.
Result<void> settle_on_disk(const std::filesystem::path& path) {
    const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool settled = opened >= 0 && ::fsync(opened) == 0;
    const std::string reason = settled ? "" : std::strerror(errno);
    if (opened >= 0) ::close(opened);
    if (!settled) return refuse(Kind::unavailable, "guildhall.cannot_write", path.string() + ": " + reason);
    return {};
}

/// Whenever the power fails, the old data are there whole, or the new.
Result<void> replace_data(const std::string& file, const std::string& with) {
    const auto beside = file + ".restoring";
    std::error_code error;
    if (!std::filesystem::copy_file(with, beside, std::filesystem::copy_options::overwrite_existing, error))
        return refuse(Kind::unavailable, "guildhall.cannot_write", beside + ": " + error.message());
    TRY(settle_on_disk(beside));
    for (const auto* suffix : {"-wal", "-shm"}) std::filesystem::remove(file + suffix);
    std::filesystem::rename(beside, file, error);
    if (error) return refuse(Kind::unavailable, "guildhall.cannot_write", file + ": " + error.message());
    return settle_on_disk(std::filesystem::absolute(file).parent_path());
}

}  // namespace

int fail(const Refusal& refusal) {
    auto line = say(refusal.key);
    if (!refusal.log.empty()) line += (line.empty() ? "" : " ") + refusal.log;
    for (const auto& field : refusal.fields) line += " " + field.field + ": " + say(field.message);
    fmt::print(stderr, "guildhall: {}\n", line);
    return 1;
}

int add_council(const Where& given, const NewCouncil& council) {
    const auto add = [&]() -> Result<void> {
        auto where = given;
        where.council = council.id;
        auto password = council.password;
        if (password.empty()) std::getline(std::cin, password);
        const auto entry = TRY(find_council(where));
        if (entry.engine() == db::Engine::sqlite)
            std::filesystem::create_directories(std::filesystem::path(entry.file).parent_path());
        TRY(db::migrate(entry, "", system_clock.now()));
        base::SystemRandom random;
        base::Config settings;
        const auto household = TRY(open_council(where, settings, random));
        TRY(access::check_password(password, council.email, "Administrator"));
        const auto hash = TRY(access::Passwords(1).hash(password));
        TRY(household->db().write(command_context(), [&](db::Tx& tx) -> Result<bool> {
            TRY(access::first_administrator(tx, {.email = council.email, .name = "Administrator", .roles = {"administrator"}, .password = hash}));
            TRY(furnish_council(tx, council.services, council.articles));
            return true;
        }));
        TRY(keep_name(entry.folder, council.name));
        return household->settle();
    };
    const int status = answer(add());
    if (status == 0) fmt::print("council {} is ready; start it with: guildhall serve\n", council.id);
    return status;
}

int migrate(const Where& where, const std::string& serving_role) {
    const auto run = [&]() -> Result<void> {
        const auto councils = TRY(find_councils(where));
        for (const auto& entry : councils) {
            if (entry.engine() == db::Engine::sqlite)
                std::filesystem::create_directories(std::filesystem::path(entry.file).parent_path());
            const auto report = TRY(db::migrate(entry, serving_role, system_clock.now()));
            fmt::print("{}: {} migrations run{}\n", entry.id, report.ran.size(),
                       report.backup.empty() ? "" : "; the data as it was is in " + report.backup);
        }
        return {};
    };
    return answer(run());
}

int back_up(const Where& where, const std::string& file) {
    const auto run = [&]() -> Result<void> {
        if (std::filesystem::exists(file))
            return refuse(Kind::conflict, "guildhall.file_exists", file + " is there already");
        base::SystemRandom random;
        base::Config settings;
        const auto household = TRY(open_council(where, settings, random));
        return household->db().backup_to(file);
    };
    const int status = answer(run());
    if (status == 0) fmt::print("saved in {}\n", file);
    return status;
}

int restore(const Where& where, const std::string& file, bool commit) {
    const auto run = [&]() -> Result<void> {
        const auto entry = TRY(find_council(where));
        if (entry.engine() != db::Engine::sqlite)
            return refuse(Kind::invalid, "guildhall.use_pg_restore", "use pg_restore for a PostgreSQL schema");
        auto copy = TRY(db::open_sqlite({.path = file, .readers = 1}));
        const auto verdict = TRY(journal::verify(*copy, system_clock.now()));
        if (verdict.fault)
            return refuse(Kind::conflict, "journal.broken", fmt::format("position {}: {}", verdict.fault->position, verdict.fault->what));
        copy.reset();
        fmt::print("{} facts, and the chain agrees\n", verdict.verified);
        if (!commit) {
            fmt::print("nothing was changed; with --commit it replaces {}\n", entry.file);
            return {};
        }
        std::filesystem::create_directories(entry.folder);
        const auto lock = TRY(DataLock::take(entry.folder));
        if (std::filesystem::exists(entry.file)) {
            const auto aside = entry.file + ".replaced-" + base::to_compact(system_clock.now());
            auto current = TRY(db::open_sqlite({.path = entry.file, .readers = 1}));
            TRY(current->backup_to(aside));
            fmt::print("the data as it was is in {}\n", aside);
        }
        return replace_data(entry.file, file);
    };
    return answer(run());
}

int verify_journal(const Where& where) {
    base::SystemRandom random;
    base::Config settings;
    const auto household = open_council(where, settings, random);
    if (!household) return fail(household.error());
    const auto verdict = journal::verify((*household)->db(), system_clock.now());
    if (!verdict) return fail(verdict.error());
    if (verdict->fault) {
        fmt::print(stderr, "guildhall: the journal is broken at position {}, fact {}: {}\n", verdict->fault->position,
                   verdict->fault->fact.value, verdict->fault->what);
        return 1;
    }
    fmt::print("{} facts agree with their chain; {} payloads erased\n", verdict->verified, verdict->erased);
    return 0;
}

int create_token(const Where& where, const std::string& role, const std::string& name) {
    base::SystemRandom random;
    base::Config settings;
    const auto household = open_council(where, settings, random);
    if (!household) return fail(household.error());
    const auto token = (*household)->db().write(command_context(), [&](db::Tx& tx) {
        return access::create_token(tx, access::Actor::house("command"), role, name, random);
    });
    if (!token) return fail(token.error());
    fmt::print("{}\n", token->secret);
    return 0;
}

int publish_services(const Where& where, const std::string& folder) {
    const auto run = [&]() -> Result<void> {
        const auto found = faults_of_services(folder);
        for (const auto& fault : found.faults) fmt::print(stderr, "{}\n", fault);
        if (!found.faults.empty() || found.sound == 0) return refuse(Kind::invalid, "guildhall.services_not_in_order");
        base::SystemRandom random;
        base::Config settings;
        const auto household = TRY(open_council(where, settings, random));
        const auto published = TRY(household->db().write(command_context(), [&](db::Tx& tx) { return publish_services(tx, folder); }));
        for (const auto& code : published) fmt::print("{}\n", code);
        fmt::print("{} services published\n", published.size());
        return household->settle();
    };
    return answer(run());
}

}  // namespace guildhall
