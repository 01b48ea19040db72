// What is wrong, and what to do about it.

#include "access/access.h"
#include "catalogue/catalogue.h"
#include "guildhall/commands.h"
#include "guildhall/household.h"
#include "jobs/jobs.h"
#include "mail/transport.h"

#include <fmt/format.h>

#include <filesystem>

namespace guildhall {
namespace {

/// Counts what is wrong while it says what it sees.
class Report {
public:
    void good(std::string_view what) { fmt::print("ok    {}\n", what); }
    void bad(std::string_view what, std::string_view remedy) {
        fmt::print("WRONG {}\n      {}\n", what, remedy);
        ++faults_;
    }
    int status() const { return faults_ == 0 ? 0 : 1; }

private:
    int faults_ = 0;
};

void look_at_disk(Report& report, const db::TenantEntry& entry) {
    constexpr std::uintmax_t least = 500'000'000;
    std::error_code error;
    const auto space = std::filesystem::space(entry.folder, error);
    if (error)
        report.bad("the folder " + entry.folder + " cannot be read", "Make it, and let this user write to it.");
    else if (space.available < least)
        report.bad(fmt::format("only {} MB are free in {}", space.available / 1'000'000, entry.folder), "Make room, or move the data.");
    else
        report.good(fmt::format("{} MB free in {}", space.available / 1'000'000, entry.folder));
}

Result<void> look_at_rows(Report& report, db::Database& database, Instant now) {
    return database.read(db::Context{.actor = "system:doctor", .now = now}, [&](db::Tx& tx) -> Result<void> {
        const auto services = TRY(catalogue::live_services(tx));
        if (services.empty())
            report.bad("no service is published", "Run: guildhall council add, or publish one.");
        for (const auto& service : services)
            if (!access::find_team_by_name(tx, service->team))
                report.bad(fmt::format("{} goes to the team '{}', which does not exist", service->code, service->team), "Add the team.");
        const auto counts = jobs::count(tx, now);
        if (counts.dead > 0)
            report.bad(fmt::format("{} jobs failed for good", counts.dead), "Look at /staff/jobs, mend the cause, and try again there.");
        else
            report.good(fmt::format("{} jobs waiting, none failed", counts.waiting));
        const auto missed = journal::missed(tx);
        if (!missed.empty())
            report.bad(fmt::format("{} facts were not taken by a subscriber, first by {}: {}", missed.size(), missed.front().subscriber, missed.front().problem),
                       "Mend the cause; they are kept.");
        return {};
    });
}

}  // namespace

int run_doctor(const Where& where) {
    Report report;
    const base::SystemClock clock;
    base::SystemRandom random;
    const auto settings = read_settings(where);
    if (!settings) return fail(settings.error());
    if (const auto transport = mail::transport_from(*settings))
        report.good("mail goes to " + (*transport)->describe());
    else
        report.bad("mail cannot be sent: " + transport.error().log, "Mend the settings GUILDHALL_SMTP_…");
    const auto councils = find_councils(where);
    if (!councils) return fail(councils.error());
    for (const auto& entry : *councils) {
        look_at_disk(report, entry);
        auto household = Household::open(entry, *settings, clock, random);
        if (!household) {
            report.bad(entry.id + ": " + household.error().log, "Run: guildhall migrate");
            continue;
        }
        report.good(entry.id + ": the data opens, and its shape is this program's");
        if (const auto looked = look_at_rows(report, (*household)->db(), clock.now()); !looked) return fail(looked.error());
    }
    return report.status();
}

}  // namespace guildhall
