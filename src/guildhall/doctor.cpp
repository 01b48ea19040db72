// What is wrong, and what to do about it.

#include "access/access.h"
#include "catalogue/catalogue.h"
#include "documents/documents.h"
#include "files/sweep.h"
#include "guildhall/commands.h"
#include "guildhall/household.h"
#include "jobs/jobs.h"
#include "mail/transport.h"
#include "web/certificate.h"

#include <fmt/format.h>

#include <algorithm>
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

/// A proxy that speaks TLS has its own; this is about the two files.
void look_at_tls(Report& report, const base::Config& settings, Instant now) {
    constexpr auto soon = std::chrono::days(14);
    const auto certificate = settings.text("tls_certificate", ""), key = settings.text("tls_key", "");
    if (certificate.empty() && key.empty()) return;
    const auto end = web::certificate_end(certificate, key);
    if (!end)
        report.bad("TLS: " + end.error().log, "Name the certificate with its chain and its key, both PEM, and let this user read them.");
    else if (*end < now + soon)
        report.bad("the TLS certificate " + std::string(*end < now ? "ended on " : "ends on ") + base::to_iso(base::day_of(*end)), "Renew it, and restart.");
    else
        report.good("the TLS certificate holds until " + base::to_iso(base::day_of(*end)));
}

/// A page is printed, by the program and with the fonts that letters and forms on paper need.
void look_at_printing(Report& report) {
    using html::operator""_html;
    documents::Press press;
    if (press.print({.title = "doctor", .body = html::text("doctor"), .style = ""_html}))
        report.good("letters and forms can be laid out for paper");
    else
        report.bad("nothing can be laid out for paper", "Install weasyprint, and put guildhall-document and guildhall-document.py beside guildhall.");
}

/// Letters hold links.
void look_at_address(Report& report, const base::Config& settings, const db::TenantEntry& entry) {
    if (!settings.find("smtp_url")) return;
    if (entry.base_url.empty())
        report.bad(entry.id + ": letters are sent, and it is not said under which address residents find the site", "Set GUILDHALL_BASE_URL, or base_url in the routing table.");
    else if (!entry.base_url.starts_with("https://"))
        report.bad(entry.id + ": links in letters begin with " + entry.base_url, "Give the site TLS, and an address that begins with https://.");
}

/// What somebody sent and the database knows of must lie on disk.
Result<void> look_at_files(Report& report, Household& household, Instant now) {
    const auto* const store = TRY(household.tenant().files());
    const auto held = TRY(household.db().read(db::Context{.actor = "system:doctor", .now = now}, [](db::Tx& tx) -> Result<std::vector<files::Digest>> {
        std::vector<files::Digest> digests;
        for (const auto& [digest, is_held] : files::blobs_on_disk(tx))
            if (is_held) digests.push_back(digest);
        return digests;
    }));
    const auto missing = std::ranges::count_if(held, [&](const auto& digest) {
        std::error_code none;
        return !std::filesystem::is_regular_file(store->path_of(digest), none);
    });
    if (missing > 0)
        report.bad(fmt::format("{} of {} files that people sent are not on disk, or cannot be read", missing, held.size()),
                   "Take them from a backup into the folder files/, and see that this user may read them.");
    else
        report.good(fmt::format("{} files, all on disk", held.size()));
    return {};
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
    look_at_tls(report, *settings, clock.now());
    look_at_printing(report);
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
        look_at_address(report, *settings, entry);
        if (const auto looked = look_at_files(report, **household, clock.now()); !looked) return fail(looked.error());
        if (const auto looked = look_at_rows(report, (*household)->db(), clock.now()); !looked) return fail(looked.error());
    }
    return report.status();
}

}  // namespace guildhall
