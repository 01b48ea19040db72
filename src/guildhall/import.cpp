// `guildhall import`: opens the council, lets the file's rows be taken, and says what became of them.

#include "access/access.h"
#include "base/text.h"
#include "exports/list.h"
#include "guildhall/commands.h"
#include "guildhall/data_lock.h"
#include "guildhall/household.h"
#include "guildhall/import_takers.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace guildhall {
namespace {

const base::SystemClock system_clock;

/// Rows that are flagged or refused: the first of each reason on stderr, all in the report.
class Remarks {
public:
    static Result<std::unique_ptr<Remarks>> open(const std::string& report) {
        auto remarks = std::make_unique<Remarks>();
        if (report.empty()) return remarks;
        if (std::filesystem::exists(report)) return refuse(Kind::conflict, "guildhall.file_exists", report + " is there already");
        remarks->out_.open(report, std::ios::binary);
        remarks->out_ << "line,fate,reason,text\r\n";
        if (!remarks->out_) return refuse(Kind::unavailable, "guildhall.cannot_write", report);
        return remarks;
    }

    void hear(const imports::Record& row, const imports::Verdict& verdict) {
        const bool refused = verdict.fate == imports::Fate::refused;
        for (const auto& remark : verdict.remarks) {
            const auto text = base::tidy_line(remark.text());
            if (out_.is_open()) out_ << fmt::format("{},{},{},{}\r\n", row.line, refused ? "refused" : "flagged", remark.key, exports::csv_field(text));
            const auto told = ++told_[remark.key];
            if (told <= most_told) fmt::print(stderr, "line {}: {}{}\n", row.line, refused ? "refused: " : "", text);
            if (told == most_told + 1) fmt::print(stderr, "line {} and on: more of \"{}\"; --report lists all\n", row.line, base::say(remark.key, {{"detail", "…"}}));
        }
    }
    Result<void> close() {
        if (!out_.is_open()) return {};
        out_.close();
        return out_ ? Result<void>{} : refuse(Kind::unavailable, "guildhall.cannot_write", "the report");
    }

private:
    static constexpr std::int64_t most_told = 20;
    std::ofstream out_;
    std::map<std::string, std::int64_t> told_;  // by key
};

Result<std::unique_ptr<imports::Taker>> taker_for(const ImportOptions& options, const imports::File& file, Random& random, imports::File& out) {
    out = file;
    if (options.what == "lgsl") return lgsl_taker();
    if (options.what == "links") return links_taker();
    if (options.what == "streets") return streets_taker();
    if (options.what == "addresses") return addresses_taker();
    if (options.what == "responsible") return responsible_taker();
    if (auto taker = rounds_taker(options.what)) return taker;
    if (auto taker = hours_taker(options.what)) return taker;
    if (options.what == "people") return people_taker();
    if (options.what == "postcodes") {
        out.columns = postcode_columns(file.text.view());
        return postcodes_taker();
    }
    const auto source = base::tidy_line(options.source), team = base::tidy_line(options.team);
    if (source.size() > 40) return refuse(Kind::invalid, "guildhall.source_long");
    if (team.empty()) return refuse(Kind::invalid, "guildhall.team_needed");
    RequestsFrom from{.source = source, .team = team};
    if (!options.zone.empty()) {
        const auto* zone = TRY(places::find_zone(options.zone));
        from.zone = zone;
    }
    out.options = options.zone + '\0' + source;
    return requests_taker(std::move(from), random, system_clock.now());
}

Result<imports::Outcome> take(Household& household, const ImportOptions& options, Random& random, const imports::Hear& hear) {
    const db::Context context{.actor = access::Actor::house("import").journal_name(), .channel = "import", .request_id = "import", .now = system_clock.now()};
    auto text = TRY(imports::Text::of_file(options.file));
    if (options.what == "wards") return import_wards(household.db(), context, text.view(), options.dry_run, hear);
    imports::File file;
    const auto taker = TRY(taker_for(options, {.what = options.what, .text = std::move(text), .rehearsal = options.dry_run}, random, file));
    return imports::run(household.db(), context, file, *taker, hear);
}

void print_reasons(const char* fate, const std::map<std::string, std::int64_t>& reasons) {
    for (const auto& [key, count] : reasons) fmt::print("  {:9} {:8}  {}\n", fate, count, base::say(key, {{"detail", "…"}}));
}

void print_outcome(const ImportOptions& options, const imports::Outcome& outcome, double seconds) {
    const auto& tally = outcome.tally;
    const auto now = tally.rows - outcome.before;
    if (outcome.before > 0) fmt::print("went on behind {} rows that an earlier run had kept\n", outcome.before);
    fmt::print("{}: {} rows in {:.2f} s, {:.0f} rows/s{}\n", options.what, now, seconds, seconds > 0 ? static_cast<double>(now) / seconds : 0.0,
               options.dry_run ? "; a dry run: nothing was written" : "");
    fmt::print("  taken     {:8}  new {}, changed {}, known already {}; {} of them flagged\n", tally.taken(), tally.added, tally.changed, tally.same, tally.flagged);
    fmt::print("  refused   {:8}\n", tally.refused);
    print_reasons("flagged", tally.flags);
    print_reasons("refused", tally.refusals);
}

}  // namespace

int import_file(const Where& where, const ImportOptions& options) {
    const auto run = [&]() -> Result<bool> {
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        std::optional<DataLock> lock;
        if (entry.engine() == db::Engine::sqlite && !options.dry_run) {
            auto taken = TRY(DataLock::take(entry.folder));
            lock.emplace(std::move(taken));
        }
        base::SystemRandom random;
        const auto household = TRY(Household::open(entry, settings, system_clock, random));
        const auto remarks = TRY(Remarks::open(options.report));
        const auto begun = std::chrono::steady_clock::now();
        const auto outcome = TRY(take(*household, options, random, [&](const auto& row, const auto& verdict) { remarks->hear(row, verdict); }));
        print_outcome(options, outcome, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        TRY(remarks->close());
        if (!options.dry_run) TRY(household->settle());
        return outcome.tally.rows == 0 || outcome.tally.taken() > 0;
    };
    const auto done = run();
    if (!done) return fail(done.error());
    return *done ? 0 : 1;
}

}  // namespace guildhall
