#include "connectors/csv_destination.h"

#include "base/text.h"
#include "connectors/csv_file.h"
#include "connectors/told.h"
#include "exports/whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace connectors {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t files_at_once = 20;
constexpr std::uintmax_t most_bytes = 8 * 1024 * 1024;
constexpr auto left_alone = std::chrono::seconds{10};

Trouble cannot_write(const std::string& why) { return {.sort = Trouble::Sort::down, .words = "the folder cannot be written: " + why}; }

std::expected<void, Trouble> write_whole(const fs::path& place, std::string_view text) {
    auto file = exports::WholeFile::at(place);
    if (!file && file.error().key == "exports.file_exists") return {};  // an earlier try of the same bytes
    if (!file) return std::unexpected(cannot_write(file.error().log));
    file->write(text);
    if (const auto kept = file->keep(); !kept && kept.error().key != "exports.file_exists") return std::unexpected(cannot_write(kept.error().log));
    return {};
}

bool is_ready(const fs::directory_entry& entry, Instant now) {
    std::error_code error;
    const auto name = entry.path().filename().string();
    if (!name.ends_with(".csv") || name.starts_with('.') || entry.symlink_status(error).type() != fs::file_type::regular) return false;
    const auto written = std::chrono::file_clock::to_sys(entry.last_write_time(error));
    return !error && now - std::chrono::floor<Duration>(written) >= left_alone;
}

std::vector<fs::path> ready_files(const fs::path& folder, Instant now) {
    std::vector<fs::path> files;
    std::error_code error;
    for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
        if (is_ready(*at, now)) files.push_back(at->path());
    std::ranges::sort(files);
    if (files.size() > files_at_once) files.resize(files_at_once);
    return files;
}

/// Nothing for what is too large, or not written to its end.
std::optional<std::string> content_of(const fs::path& file, std::string& problem) {
    std::error_code error;
    if (const auto size = fs::file_size(file, error); error || size > most_bytes) {
        problem = file.filename().string() + " is too large, or gone";
        return std::nullopt;
    }
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.ends_with('\n')) return text;
    problem = file.filename().string() + " does not end with a line break: it is left until it is whole";
    return std::nullopt;
}

/// What was read: where it goes once all of it is on disk, and what was wrong.
struct Read {
    fs::path file;
    std::vector<BadLine> bad;
    std::string digest;
};

void put_away(const Read& read) {
    std::error_code ignored;
    const auto name = read.file.filename().string();
    fs::create_directories(read.file.parent_path() / "done", ignored);
    if (!read.bad.empty()) {
        fs::create_directories(read.file.parent_path() / "bad", ignored);
        std::string text;
        for (const auto& bad : read.bad) text += fmt::format("{}: line {} {}\n", name, bad.line, bad.why);
        (void)write_whole(read.file.parent_path() / "bad" / (name + '.' + read.digest + ".txt"), text);
        fs::copy_file(read.file, read.file.parent_path() / "bad" / (name + '.' + read.digest + ".copy"), fs::copy_options::overwrite_existing, ignored);
    }
    fs::rename(read.file, read.file.parent_path() / "done" / (name + '.' + read.digest), ignored);
}

}  // namespace

Sent CsvDestination::send(const Parcel&) { return std::unexpected(Trouble{.sort = Trouble::Sort::not_yet, .words = "leaves with the next file"}); }

std::expected<void, Trouble> CsvDestination::send_batch(const Destination& destination, std::int64_t batch, const std::vector<Parcel>& parcels) {
    const auto out = folder_of(destination) / "out";
    std::error_code error;
    fs::create_directories(out, error);
    if (error) return std::unexpected(cannot_write(error.message()));
    return write_whole(out / fmt::format("{}-{}.csv", destination.code, batch), errands_as_csv(parcels));
}

Heard CsvDestination::ask(const Destination& destination, const Secrets&, const std::vector<Kept>&, Instant now) {
    News news;
    std::vector<Read> reads;
    const auto in = folder_of(destination) / "in";
    std::error_code ignored;
    fs::create_directories(in, ignored);
    for (const auto& file : ready_files(in, now)) {
        std::string problem;
        const auto text = content_of(file, problem);
        if (!text) {
            news.problems.push_back(std::move(problem));
            continue;
        }
        auto answers = read_answers(*text);
        for (const auto& bad : answers.bad) news.problems.push_back(fmt::format("{}: line {} {}", file.filename().string(), bad.line, bad.why));
        std::ranges::move(answers.told, std::back_inserter(news.told));
        reads.push_back({file, std::move(answers.bad), base::to_hex(base::sha256(*text)).substr(0, 16)});
    }
    news.kept = [reads] { std::ranges::for_each(reads, put_away); };
    return news;
}

}  // namespace connectors
