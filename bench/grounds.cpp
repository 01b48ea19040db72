#include "grounds.h"

#include "figures.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace bench {
namespace {

namespace fs = std::filesystem;

/// The house's own services, with one that compares reports within 250 m over a quarter of a year.
void put_services(const fs::path& folder) {
    fs::copy("services", folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    const auto path = folder / "roads" / "pothole" / "service.json";
    std::ifstream in(path);
    auto service = boost::json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
    service.as_object()["duplicates"] = {{"radius_m", 250}, {"days", 90}};
    std::ofstream(path) << boost::json::serialize(service);
}

void found(const fs::path& folder) {
    fs::create_directories(folder);
    put_services(folder / "services");
    run_guildhall({"demo", "--requests", "0", "--people", "1", "--services", (folder / "services").string(), "--data", folder.string()}, folder / "demo.out");
}

/// The largest there is below that size; 0 where there is none.
std::int64_t largest_below(const fs::path& folder, std::int64_t cases) {
    std::int64_t largest = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != name.npos || !fs::exists(entry.path() / "grown")) continue;
        if (const auto size = std::stoll(name); size < cases) largest = std::max<std::int64_t>(largest, size);
    }
    return largest;
}

void make(const fs::path& folder, std::int64_t cases) {
    const auto place = folder / std::to_string(cases);
    if (fs::exists(place / "grown")) return;
    fs::remove_all(place);
    fs::create_directories(place);
    const auto from = largest_below(folder, cases);
    tell(fmt::format("growing a council from {} to {} cases", from, cases));
    if (from == 0)
        found(place);
    else
        fs::copy(folder / std::to_string(from), place, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    fs::remove(place / "grown");
    db::TenantEntry entry{.id = "bench", .file = (place / "guildhall.db").string(), .folder = place.string()};
    grow(db::check_tenant(entry).value(), from, cases, place / "targets.tsv");
    std::ofstream(place / "grown") << cases << '\n';
}

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

bool ask(PGconn* connection, const std::string& text) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(PQexec(connection, text.c_str()), PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection));
    return PQntuples(answer.get()) > 0;
}

/// Kept in the database itself which council was taken in whole.
void take_into_postgres(const fs::path& place, const std::string& postgres, const std::string& schema, const std::string& which) {
    const Connection connection(PQconnectdb(postgres.c_str()), PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    ask(connection.get(), "SET client_min_messages = warning");
    if (ask(connection.get(), fmt::format("SELECT 1 FROM pg_namespace WHERE nspname = '{}' AND obj_description(oid) = '{}'", schema, which))) return;
    ask(connection.get(), fmt::format("DROP SCHEMA IF EXISTS {} CASCADE", schema));
    tell("taking " + place.string() + " into " + schema);
    const auto file = place / "whole.export";
    run_guildhall({"export", "all", file.string(), "--data", place.string()}, place / "export.out");
    run_guildhall({"import", "all", file.string(), "--postgres", postgres, "--council", schema, "--data", place.string()}, place / "import.out");
    fs::remove(file);
    ask(connection.get(), "VACUUM ANALYZE");
    ask(connection.get(), fmt::format("COMMENT ON SCHEMA {} IS '{}'", schema, which));
}

}  // namespace

Ground ground_of(const fs::path& folder, std::int64_t cases, const std::string& postgres) {
    fs::create_directories(folder);
    make(folder, cases);
    const auto place = folder / std::to_string(cases);
    Ground ground{.what = {.postgres = postgres, .data = place.string(), .council = "bench"}, .targets = read_targets(place / "targets.tsv")};
    if (ground.targets.empty()) throw std::runtime_error("there are no cases to look for");
    if (!postgres.empty()) {
        ground.what.council = fmt::format("bench_{}", cases);
        take_into_postgres(place, postgres, ground.what.council, ground.targets.front().reference);
    }
    return ground;
}

}  // namespace bench
