#include "engine_house.h"

#include "db/migrations.h"
#include "db/tenants.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace bench {

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_megabytes() {
    std::ifstream in("/proc/self/statm");
    double pages = 0;
    in >> pages >> pages;
    return pages * 4096 / 1e6;
}

boost::json::object usual_variables() { return {{"urgent", false}, {"service", "missed bin"}, {"ward", "E05000756"}}; }

EngineHouse::EngineHouse(const std::string& postgres)
    : now(*base::parse_iso("2026-11-22T09:30:00Z")),
      folder_(std::filesystem::temp_directory_path() / fmt::format("guildhall-bench-{}", getpid())) {
    std::filesystem::create_directories(folder_);
    db::TenantEntry entry;
    entry.id = fmt::format("engine{}", getpid());
    (postgres.empty() ? entry.file : entry.dsn) = postgres.empty() ? (folder_ / "guildhall.db").string() : postgres;
    entry = db::check_tenant(entry).value();
    if (const auto migrated = db::migrate(entry, "", now); !migrated) throw std::runtime_error(migrated.error().log);
    db = std::move(db::open(entry, now).value());
    sequencer_ = std::make_unique<journal::Sequencer>(*db);
}

EngineHouse::~EngineHouse() {
    sequencer_.reset();
    db.reset();
    std::filesystem::remove_all(folder_);
}

bpmn::ModelId EngineHouse::deploy(const std::string& document) {
    return write([&](db::Tx& tx) { return engine.deploy(tx, document); });
}

Result<std::vector<bpmn::WaitId>> EngineHouse::begin(db::Tx& tx, bpmn::ModelId model) {
    nobody.take();  // of a transaction that is run again
    TRY(engine.start(tx, model, "", usual_variables(), "thing:1"));
    return nobody.take();
}

Result<std::vector<bpmn::WaitId>> EngineHouse::complete(db::Tx& tx, const bpmn::WaitId& wait) {
    nobody.take();
    TRY(engine.complete(tx, wait, {{"note", "looked at"}}));
    return nobody.take();
}

double EngineHouse::bare_commits(int count) const {
    constexpr std::size_t bytes = 9 * 4120, room = 400 * bytes;  // nine pages with their headers, over and over in a file that does not grow
    const auto path = (folder_ / "bare").string();
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    std::vector<char> content(room, 'x');
    bool right = file >= 0 && ::pwrite(file, content.data(), room, 0) == static_cast<ssize_t>(room) && ::fsync(file) == 0;
    const auto from = cpu_seconds();
    for (int i = 0; i < count && right; ++i)
        right = ::pwrite(file, content.data() + i, bytes, static_cast<off_t>(static_cast<std::size_t>(i % 400) * bytes)) == static_cast<ssize_t>(bytes) && ::fdatasync(file) == 0;
    const auto spent = cpu_seconds() - from;
    if (file >= 0) ::close(file);
    if (!right) throw std::runtime_error("the disk took no bare write");
    return spent;
}

double EngineHouse::file_bytes() {
    const auto copy = folder_ / "copy.db";
    if (db->engine() != db::Engine::sqlite || !db->backup_to(copy.string())) return 0;
    const auto size = std::filesystem::file_size(copy);
    std::filesystem::remove(copy);
    return static_cast<double>(size);
}

}  // namespace bench
