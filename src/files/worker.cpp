#include "files/worker.h"

#include "base/log.h"
#include "base/metrics.h"
#include "base/text.h"
#include "files/child.h"
#include "files/descriptor.h"

#include <fmt/format.h>

#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>
#include <optional>

namespace files {
namespace {

base::metrics::Counter failures("guildhall_files_worker_failures_total", "Workers that crashed, hung or babbled");
std::atomic<std::uint64_t> most_memory{0};

void remember(std::uint64_t memory) {
    for (auto seen = most_memory.load(); seen < memory && !most_memory.compare_exchange_weak(seen, memory);) continue;
}

/// The reasons a worker may give; whatever else it says is taken for a failure.
const std::map<std::string, const char*, std::less<>> reasons{
    {"not-a-picture", "files.not_a_picture"},
    {"damaged", "files.picture_damaged"},
    {"too-large", "files.picture_too_large"},
    {"moves", "files.picture_moves"},
};

bool is_media_type(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/.+-_").find(c) != std::string_view::npos;
    };
    return text.size() <= 100 && std::ranges::count(text, '/') == 1 && std::ranges::all_of(text, fits);
}

std::optional<int> side(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > 16'384) return std::nullopt;
    return value;
}

std::unexpected<Refusal> failed(std::string log) {
    failures.add();
    base::log::warning("a file worker failed", {{"why", log}});
    return refuse(Kind::invalid, "files.worker_failed", std::move(log));
}

}  // namespace

Worker::Worker(WorkerOptions options)
    : options_(std::move(options)),
      places_(std::make_unique<std::counting_semaphore<>>(options_.most_at_once)) {
    if (options_.program.empty()) options_.program = beside_this_program("guildhall-image");
}

std::uint64_t Worker::peak_memory() { return most_memory.load(); }

Result<std::string> Worker::converse(const std::vector<std::string>& words, int in, int out) {
    const auto answer = TRY(files::ask({.program = options_.program, .words = words, .time_limit = options_.time_limit, .in = in, .out = out}));
    remember(answer.memory);
    if (!answer.line) return failed(words.front() + ": ended, hung or babbled");
    return *answer.line;
}

Result<std::string> Worker::ask(const std::vector<std::string>& words, int in, int out) {
    if (!places_->try_acquire_for(options_.patience)) return refuse(Kind::unavailable, "files.busy", "no worker free");
    const auto line = converse(words, in, out);
    places_->release();
    if (!line) return line;
    if (line->starts_with("ok ")) return line->substr(3);
    const auto reason = line->starts_with("no ") ? reasons.find(std::string_view(*line).substr(3)) : reasons.end();
    if (reason == reasons.end()) return failed(words.front() + ": unknown answer");
    return refuse(Kind::invalid, reason->second);
}

Result<std::string> Worker::sniff(int in) {
    const auto type = TRY(ask({"sniff"}, in, -1));
    if (!is_media_type(type)) return failed("sniff: no media type");
    return type;
}

Result<Remade> Worker::remake(int in, int out, int longest_side) {
    const auto answer = TRY(ask({"remake", std::to_string(longest_side > 0 ? longest_side : options_.longest_side)}, in, out));
    const auto words = base::split(answer, ' ');
    if (words.size() != 3 || (words[0] != "image/jpeg" && words[0] != "image/webp")) return failed("remake: unknown answer");
    const auto width = side(words[1]), height = side(words[2]);
    if (!width || !height) return failed("remake: no size");
    return Remade{std::string(words[0]), *width, *height};
}

Result<std::string> Worker::try_walls(const std::string& way) {
    const Descriptor nothing(open("/dev/zero", O_RDONLY | O_CLOEXEC));
    return ask({"try-walls", way}, nothing.get(), -1);
}

}  // namespace files
