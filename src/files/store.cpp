#include "files/store.h"

#include "base/digest.h"
#include "base/log.h"
#include "base/metrics.h"
#include "files/folder_lock.h"
#include "files/name.h"
#include "files/spool.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace files {
namespace {

base::metrics::Counter stored("guildhall_files_stored_total", "Files received and on disk");
base::metrics::Counter bytes_stored("guildhall_files_stored_bytes_total", "Bytes of files received and on disk");
base::metrics::Counter lies("guildhall_files_lies_total", "Files that were something else than declared");
base::metrics::Counter infected("guildhall_files_infected_total", "Files refused since the virus scanner knew them");

std::unexpected<Refusal> unavailable(std::string log) {
    return refuse(Kind::unavailable, "files.unavailable", std::move(log));
}

bool make_folders(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder / "incoming", error);
    return !error && sync_folder(folder) && sync_folder(std::filesystem::absolute(folder).parent_path());
}

}  // namespace

std::string_view to_text(State state) {
    switch (state) {
        case State::waiting: return "waiting";
        case State::clean: return "clean";
        case State::infected: return "infected";
        case State::unscanned: break;
    }
    return "unscanned";
}

std::optional<State> parse_state(std::string_view text) {
    for (const auto state : {State::unscanned, State::waiting, State::clean, State::infected})
        if (text == to_text(state)) return state;
    return std::nullopt;
}

Digest digest_from(std::string_view hexadecimal) {
    Digest digest{};
    const auto bytes = base::from_hex(hexadecimal);
    if (bytes && bytes->size() == digest.size())
        std::ranges::transform(*bytes, digest.begin(), [](char c) { return static_cast<std::byte>(c); });
    return digest;
}

// ---- an intake --------------------------------------------------------------------------------------------------------

struct Intake::Under {
    Store& store;
    Spool spool;
    std::string name;
    std::string declared_type;
    std::uint64_t reserved = 0;
    std::optional<Refusal> refused = {};

    ~Under() { store.release(reserved); }

    std::unexpected<Refusal> give_up(Refusal why) {
        refused = why;
        return std::unexpected(std::move(why));
    }
};

Intake::Intake(std::unique_ptr<Under> under) : under_(std::move(under)) {}
Intake::Intake(Intake&&) noexcept = default;
Intake& Intake::operator=(Intake&&) noexcept = default;
Intake::~Intake() = default;

const std::string& Intake::name() const { return under_->name; }

Result<void> Intake::write(std::span<const std::byte> bytes) {
    if (under_->refused) return std::unexpected(*under_->refused);
    if (bytes.size() > under_->store.limits().most_bytes_in_file - under_->spool.size())
        return under_->give_up({Kind::invalid, "files.too_large"});
    if (!under_->store.reserve(bytes.size())) return under_->give_up({Kind::unavailable, "files.quota"});
    under_->reserved += bytes.size();
    const auto written = under_->spool.write(bytes);
    if (!written) return under_->give_up(written.error());
    return {};
}

Result<void> Intake::write_file(const std::filesystem::path& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::vector<std::byte> piece(65'536);
    while (file) {
        const auto got = read(file.get(), piece.data(), piece.size());
        if (got == 0) return {};
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) break;
        TRY(write(std::span(piece).first(static_cast<std::size_t>(got))));
    }
    return under_->give_up({Kind::unavailable, "files.unavailable", {}, "cannot read what was sent"});
}

Result<State> Intake::scan() {
    const auto* clamd = under_->store.clamd();
    if (clamd == nullptr) return State::unscanned;
    if (clamd->is_resting()) return State::waiting;
    const auto verdict = clamd->scan(under_->spool.descriptor());
    if (!verdict) return State::waiting;
    if (verdict->state != State::infected) return verdict->state;
    infected.add();
    base::log::warning("an infected file was refused", {{"signature", verdict->signature}});
    return refuse(Kind::invalid, "files.infected", verdict->signature);
}

Result<Blob> Intake::keep(Spool& spool, Blob blob) {
    blob.size = spool.size();
    blob.digest = spool.digest();
    const auto place = under_->store.path_of(blob.digest);
    const FolderLock lock(under_->store.folder(), FolderLock::Kind::shared);
    if (!lock) return unavailable("cannot lock the folder");
    TRY(under_->store.prepare_shelf(blob.digest));
    const bool was_there = std::filesystem::exists(place);
    TRY(spool.keep(place));
    if (!was_there) {
        const auto stays = std::min(under_->reserved, blob.size);
        under_->reserved -= stays;
        under_->store.keep_share(stays);
        bytes_stored.add(blob.size);
    }
    stored.add();
    return blob;
}

Result<Blob> Intake::finish() {
    if (under_->refused) return std::unexpected(*under_->refused);
    under_->refused = Refusal{Kind::conflict, "files.finished"};
    const auto state = TRY(scan());
    const auto type = TRY(under_->store.worker().sniff(under_->spool.descriptor()));
    if (!under_->declared_type.empty() && under_->declared_type != type) {
        lies.add();
        base::log::info("a file is not what it was declared as", {{"type", type}});
    }
    return keep(under_->spool, Blob{.type = type, .state = state});
}

Result<Blob> Intake::finish_as_picture(int longest_side) {
    if (under_->refused) return std::unexpected(*under_->refused);
    under_->refused = Refusal{Kind::conflict, "files.finished"};
    const auto state = TRY(scan());
    auto picture = TRY(Spool::make(under_->store.folder() / "incoming"));
    const auto remade = TRY(under_->store.worker().remake(under_->spool.descriptor(), picture.descriptor(), longest_side));
    TRY(picture.take_over());
    if (!under_->store.reserve(picture.size())) return refuse(Kind::unavailable, "files.quota");
    under_->reserved += picture.size();
    return keep(picture, Blob{.type = remade.type,
                              .state = state,
                              .remade = true,
                              .width = remade.width,
                              .height = remade.height});
}

Result<Intake> Delivery::begin(std::string_view declared_name, std::string_view declared_type) {
    if (begun_ >= store_->limits().most_files_in_request) return refuse(Kind::invalid, "files.too_many");
    ++begun_;
    return store_->begin(declared_name, declared_type);
}

// ---- reading ----------------------------------------------------------------------------------------------------------

Result<std::size_t> Reader::read(std::uint64_t offset, std::span<std::byte> into) const {
    std::size_t filled = 0;
    while (filled < into.size() && offset + filled < size_) {
        const auto got = pread(file_.get(), into.data() + filled, into.size() - filled,
                               static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return unavailable("a blob cannot be read");
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

Result<std::string> Reader::text() const {
    std::string text(size_, '\0');
    TRY(read(0, std::as_writable_bytes(std::span(text))));
    return text;
}

// ---- the store --------------------------------------------------------------------------------------------------------

Store::Store(StoreOptions options) : options_(std::move(options)), worker_(options_.worker) {
    if (options_.clamd) clamd_.emplace(*options_.clamd);
}

Result<std::unique_ptr<Store>> Store::at(StoreOptions options) {
    if (!make_folders(options.folder)) return unavailable("cannot make " + options.folder.string());
    const int swept = sweep_incoming(options.folder / "incoming");
    if (swept > 0) base::log::info("files left by a killed process were cleared", {{"files", std::int64_t{swept}}});
    return std::unique_ptr<Store>(new Store(std::move(options)));
}

Result<Intake> Store::begin(std::string_view declared_name, std::string_view declared_type) {
    auto spool = TRY(Spool::make(options_.folder / "incoming"));
    return Intake(std::unique_ptr<Intake::Under>(new Intake::Under{.store = *this,
                                                                   .spool = std::move(spool),
                                                                   .name = display_name(declared_name),
                                                                   .declared_type = base::lower_ascii(declared_type)}));
}

bool Store::reserve(std::uint64_t bytes) {
    auto reserved = reserved_.load();
    do {
        if (stored_.load() + reserved + bytes > options_.limits.most_bytes_in_tenant) return false;
    } while (!reserved_.compare_exchange_weak(reserved, reserved + bytes));
    return true;
}

std::filesystem::path Store::path_of(const Digest& digest) const {
    const auto name = base::to_hex(digest);
    return options_.folder / name.substr(0, 2) / name.substr(2);
}

Result<void> Store::prepare_shelf(const Digest& digest) {
    auto& is_durable = durable_shelves_[std::to_integer<std::size_t>(digest[0])];
    if (is_durable.load()) return {};
    std::error_code error;
    std::filesystem::create_directory(path_of(digest).parent_path(), error);
    // Also when it stood already: another process may have made it and not synced it yet.
    if (error || !sync_folder(options_.folder)) return unavailable("cannot make a folder");
    is_durable.store(true);
    return {};
}

Result<Reader> Store::open(const Digest& digest) const {
    Descriptor file(::open(path_of(digest).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat info {};
    if (!file && errno == ENOENT) return refuse(Kind::not_found, "files.not_found", "no blob " + base::to_hex(digest));
    if (!file || fstat(file.get(), &info) != 0) return unavailable("cannot open a blob");
    return Reader(std::move(file), static_cast<std::uint64_t>(info.st_size));
}

Result<void> Store::verify(const Digest& digest) const {
    const auto reader = TRY(open(digest));
    std::vector<std::byte> piece(65'536);
    base::RunningDigest digest_found;
    for (std::uint64_t at = 0; at < reader.size();) {
        const auto got = TRY(reader.read(at, piece));
        digest_found.add(std::span(piece).first(got));
        at += got;
    }
    if (digest_found.so_far() != digest) return refuse(Kind::conflict, "files.damaged", "blob " + base::to_hex(digest));
    return {};
}

}  // namespace files
