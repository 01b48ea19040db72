#include "rows.h"

#include "figures.h"

#include "base/time.h"
#include "db/migrations.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Close>;
using Answer = std::unique_ptr<PGresult, Close>;

Answer checked(PGconn* connection, PGresult* raw) {
    Answer answer(raw);
    const auto status = PQresultStatus(raw);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_PIPELINE_SYNC)
        throw std::runtime_error(PQerrorMessage(connection));
    return answer;
}

Answer execute(PGconn* connection, const std::string& text) { return checked(connection, PQexec(connection, text.c_str())); }

Connection connect(const std::string& dsn, const std::string& schema) {
    Connection connection(PQconnectdb(dsn.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    execute(connection.get(), "SET search_path = " + schema);
    return connection;
}

/// Inserts one submission at a time, its statements and its COMMIT in one round trip.
class Inserter {
public:
    Inserter(const std::string& dsn, const std::string& schema, const RawRows& rows) : connection_(connect(dsn, schema)) {
        execute(connection_.get(), "SET session_replication_role = replica");
        for (std::size_t i = 0; i < rows.statements.size(); ++i)
            checked(connection_.get(), PQprepare(connection_.get(), fmt::format("s{}", i).c_str(), rows.statements[i].c_str(), 0, nullptr));
        if (PQenterPipelineMode(connection_.get()) != 1) throw std::runtime_error("no pipeline");
    }

    void insert(const std::vector<RawInsert>& submission) {
        send("BEGIN", {});
        for (const auto& raw : submission) {
            std::vector<const char*> values;
            for (const auto& cell : raw.cells) {
                const auto* text = std::get_if<std::string>(&cell);
                values.push_back(text != nullptr ? text->c_str() : nullptr);
            }
            const auto name = fmt::format("s{}", raw.statement);
            if (PQsendQueryPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0) != 1)
                throw std::runtime_error(PQerrorMessage(connection_.get()));
        }
        send("COMMIT", {});
        if (PQpipelineSync(connection_.get()) != 1) throw std::runtime_error(PQerrorMessage(connection_.get()));
        read_answers();
    }

private:
    void send(const char* text, const std::vector<const char*>& values) {
        if (PQsendQueryParams(connection_.get(), text, static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0) != 1)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
    }
    void read_answers() {
        for (;;) {
            auto* raw = PQgetResult(connection_.get());
            if (raw == nullptr) continue;  // between two statements
            const auto answer = checked(connection_.get(), raw);
            if (PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) return;
        }
    }
    Connection connection_;
};

class PostgresTarget final : public RawTarget {
public:
    explicit PostgresTarget(const db::TenantEntry& served) : dsn_(served.dsn), schema_(served.schema), raw_schema_(served.schema + "_raw") {}
    ~PostgresTarget() override {
        const Connection connection(PQconnectdb(dsn_.c_str()));
        PQclear(PQexec(connection.get(), ("SET client_min_messages = warning; DROP SCHEMA IF EXISTS " + raw_schema_ + " CASCADE").c_str()));
    }

    RowCounts count() override {
        const auto connection = connect(dsn_, schema_);
        RowCounts counts;
        for (const auto& table : submission_tables()) {
            const auto count = execute(connection.get(), "SELECT count(*) FROM " + table);
            counts.emplace_back(table, std::stoll(PQgetvalue(count.get(), 0, 0)));
        }
        return counts;
    }

    RawRows read(std::int64_t submissions, const RowCounts& before) override {
        const auto connection = connect(dsn_, schema_);
        RawRows rows;
        rows.submissions.resize(static_cast<std::size_t>(submissions));
        for (const auto& [table, skip] : before) {
            const auto found = execute(connection.get(), fmt::format("SELECT * FROM {} ORDER BY 1 OFFSET {}", table, skip));
            if (PQntuples(found.get()) < submissions) continue;
            std::vector<std::vector<Cell>> all(static_cast<std::size_t>(PQntuples(found.get())));
            for (int r = 0; r < PQntuples(found.get()); ++r)
                for (int c = 0; c < PQnfields(found.get()); ++c)
                    all[static_cast<std::size_t>(r)].push_back(
                        PQgetisnull(found.get(), r, c) != 0
                            ? Cell(nullptr)
                            : Cell(std::string(PQgetvalue(found.get(), r, c), static_cast<std::size_t>(PQgetlength(found.get(), r, c)))));
            std::string marks = "$1";
            for (int c = 1; c < PQnfields(found.get()); ++c) marks += fmt::format(", ${}", c + 1);
            rows.statements.push_back(fmt::format("INSERT INTO {} VALUES ({})", table, marks));
            deal(rows, table, static_cast<int>(rows.statements.size()) - 1, std::move(all));
        }
        return rows;
    }

    double insert(const RawRows& rows, int clients, double seconds) override {
        if (!db::migrate_postgres({.admin_dsn = dsn_, .schema = raw_schema_}, base::SystemClock{}.now()))
            throw std::runtime_error("cannot migrate " + raw_schema_);
        std::vector<std::unique_ptr<Inserter>> inserters;
        for (int i = 0; i < clients; ++i) inserters.push_back(std::make_unique<Inserter>(dsn_, raw_schema_, rows));
        std::atomic<std::size_t> next{0}, committed{0};
        const auto began = std::chrono::steady_clock::now();
        const auto until = began + Seconds(seconds);
        std::vector<std::jthread> threads;
        for (auto& inserter : inserters)
            threads.emplace_back([&] {
                for (std::size_t mine; (mine = next++) < rows.submissions.size() && std::chrono::steady_clock::now() < until;) {
                    inserter->insert(rows.submissions[mine]);
                    ++committed;
                }
            });
        threads.clear();
        return static_cast<double>(committed) / Seconds(std::chrono::steady_clock::now() - began).count();
    }

    std::string method() const override {
        return "inserted over as many connections as clients, each submission one transaction in one pipelined round trip, foreign keys unchecked";
    }

private:
    std::string dsn_, schema_, raw_schema_;
};

}  // namespace

std::unique_ptr<RawTarget> raw_postgres(const db::TenantEntry& served) { return std::make_unique<PostgresTarget>(served); }

}  // namespace bench
