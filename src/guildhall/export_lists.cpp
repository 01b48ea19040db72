// `guildhall export requests`, `cases`, `events`, `people`: a list into a file, or to the standard output.

#include "cases/given_out.h"
#include "exports/journal_list.h"
#include "exports/whole_file.h"
#include "guildhall/commands.h"
#include "guildhall/household.h"
#include "people/given_out.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

namespace guildhall {
namespace {

const base::SystemClock system_clock;

struct Span {
    std::optional<Instant> from, before;
};

/// From the first moment of one day to the last of the other, in the council's zone.
Result<Span> span_of(const ListOptions& options, const places::Zone& zone) {
    const auto from = base::parse_iso_day(options.from), until = base::parse_iso_day(options.until);
    if ((!from && !options.from.empty()) || (!until && !options.until.empty())) return refuse(Kind::invalid, "guildhall.export_day");
    Span span;
    if (from) span.from = zone.start_of(*from);
    if (until) span.before = zone.start_of(*until + std::chrono::days(1));
    return span;
}

Result<std::optional<cases::State>> state_of(const std::string& status) {
    if (status.empty()) return std::optional<cases::State>();
    if (status == "open") return std::optional(cases::State::open);
    if (status == "closed") return std::optional(cases::State::closed);
    return refuse(Kind::invalid, "guildhall.export_status");
}

Result<exports::List> list_of(const ListOptions& options, const places::Zone& zone) {
    const auto format = exports::find_format(options.format);
    if (!format) return refuse(Kind::invalid, "guildhall.export_format");
    const auto span = TRY(span_of(options, zone));
    if (options.what == "events") return exports::list_of_facts({span.from, span.before, options.kind}, *format);
    if (options.what == "people") return people::list_to_give_out(*format);
    const auto state = TRY(state_of(options.status));
    const auto who = access::Actor::house("command");
    if (options.what == "cases")
        return cases::list_to_give_out(who, cases::Wanted{.state = state, .service = options.service, .area = options.ward, .opened_from = span.from, .opened_before = span.before},
                                       *format, options.people);
    cases::RequestsWanted wanted{.area = options.ward, .state = state, .received_from = span.from, .received_before = span.before};
    if (!options.service.empty()) wanted.services = {options.service};
    return cases::list_to_give_out(who, std::move(wanted), *format, options.people);
}

/// Where the pieces go: a file that is there whole or not at all, or the standard output.
class Sink {
public:
    static Result<Sink> open(const std::string& file) {
        if (file.empty()) return Sink({});
        auto whole = TRY(exports::WholeFile::at(file));
        return Sink(std::move(whole));
    }
    Result<void> put(std::string_view piece) {
        if (file_)
            file_->write(piece);
        else if (std::fwrite(piece.data(), 1, piece.size(), stdout) != piece.size())
            return broken();
        return {};
    }
    Result<void> close() {
        if (file_) return file_->keep();
        return std::fflush(stdout) == 0 ? Result<void>{} : broken();
    }

private:
    explicit Sink(std::optional<exports::WholeFile> file) : file_(std::move(file)) {}
    static std::unexpected<Refusal> broken() { return refuse(Kind::unavailable, "exports.cannot_write", std::strerror(errno)); }
    std::optional<exports::WholeFile> file_;
};

Result<std::int64_t> give_out(Household& household, const ListOptions& options) {
    const db::Context context{.actor = access::Actor::house("command").journal_name(), .channel = "command", .request_id = "command", .now = system_clock.now()};
    auto list = TRY(list_of(options, places::zone_of(household.tenant().time_zone)));
    list.marked = options.bom;
    auto sink = TRY(Sink::open(options.file));
    auto giving = TRY(exports::Giving::begin(household.db(), context, std::move(list)));
    std::string piece;
    for (bool more = true; more;) {
        const auto went_on = TRY(giving.next(piece));
        more = went_on;
        TRY(sink.put(piece));
    }
    TRY(sink.close());
    return giving.rows();
}

}  // namespace

int export_list(const Where& where, const ListOptions& options) {
    const auto run = [&]() -> Result<void> {
        const auto settings = TRY(read_settings(where));
        const auto entry = TRY(find_council(where));
        base::SystemRandom random;
        const auto household = TRY(Household::open(entry, settings, system_clock, random));
        const auto begun = std::chrono::steady_clock::now();
        const auto rows = TRY(give_out(*household, options));
        const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        fmt::print(stderr, "{}: {} rows in {:.2f} s\n", options.what, rows, seconds);
        return {};
    };
    const auto done = run();
    return done ? 0 : fail(done.error());
}

}  // namespace guildhall
