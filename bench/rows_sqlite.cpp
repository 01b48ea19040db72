#include "rows.h"

#include "figures.h"

#include "base/time.h"
#include "db/migrations.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

Database open(const std::string& file) {
    sqlite3* handle = nullptr;
    if (sqlite3_open(file.c_str(), &handle) != SQLITE_OK) throw std::runtime_error("cannot open " + file);
    return Database(handle);
}

Statement prepare(sqlite3* db, const std::string& text) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, text.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(text + ": " + sqlite3_errmsg(db));
    return Statement(statement);
}

void execute(sqlite3* db, const char* text) {
    if (sqlite3_exec(db, text, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db));
}

Cell cell_of(sqlite3_stmt* row, int column) {
    switch (sqlite3_column_type(row, column)) {
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(row, column)};
        case SQLITE_FLOAT: return sqlite3_column_double(row, column);
        case SQLITE_TEXT: return std::string(reinterpret_cast<const char*>(sqlite3_column_text(row, column)), static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
        case SQLITE_BLOB: {
            const auto* data = static_cast<const char*>(sqlite3_column_blob(row, column));
            return std::vector<char>(data, data + sqlite3_column_bytes(row, column));
        }
        default: return nullptr;
    }
}

void bind(sqlite3_stmt* statement, const std::vector<Cell>& cells) {
    for (int i = 0; i < static_cast<int>(cells.size()); ++i)
        std::visit(
            [&]<class T>(const T& v) {
                if constexpr (std::is_same_v<T, std::nullptr_t>) sqlite3_bind_null(statement, i + 1);
                else if constexpr (std::is_same_v<T, std::int64_t>) sqlite3_bind_int64(statement, i + 1, v);
                else if constexpr (std::is_same_v<T, double>) sqlite3_bind_double(statement, i + 1, v);
                else if constexpr (std::is_same_v<T, std::string>) sqlite3_bind_text(statement, i + 1, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
                else sqlite3_bind_blob(statement, i + 1, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
            },
            cells[static_cast<std::size_t>(i)]);
}

/// One client's submission, waiting for the commit that carries it.
struct Waiting {
    const std::vector<RawInsert>* inserts;
    std::atomic<int> done{0};
};

/// `clients` threads, one writer thread that commits for all that wait, FULL, WAL; nothing else.
double group_commit(const std::string& file, const RawRows& rows, int clients, double seconds) {
    const auto db = open(file);
    execute(db.get(), "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16000; PRAGMA foreign_keys=ON");
    std::vector<Statement> statements;
    for (const auto& text : rows.statements) statements.push_back(prepare(db.get(), text));
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<Waiting*> queue;
    std::atomic<std::size_t> next{0}, committed{0};
    std::atomic<bool> over{false};

    const auto insert = [&](const Waiting& waiting) {
        execute(db.get(), "SAVEPOINT one");
        for (const auto& raw : *waiting.inserts) {
            auto* statement = statements[static_cast<std::size_t>(raw.statement)].get();
            bind(statement, raw.cells);
            if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db.get()));
            sqlite3_reset(statement);
        }
        execute(db.get(), "RELEASE one");
    };
    std::jthread writer([&] {
        std::vector<Waiting*> batch;
        for (;;) {
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return !queue.empty() || over; });
                if (queue.empty()) return;
                batch.swap(queue);
            }
            execute(db.get(), "BEGIN IMMEDIATE");
            for (const auto* waiting : batch) insert(*waiting);
            execute(db.get(), "COMMIT");
            committed += batch.size();
            for (auto* waiting : batch) {
                waiting->done.store(1);
                waiting->done.notify_one();
            }
            batch.clear();
        }
    });
    const auto began = std::chrono::steady_clock::now();
    const auto until = began + Seconds(seconds);
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&] {
            for (std::size_t mine; (mine = next++) < rows.submissions.size() && std::chrono::steady_clock::now() < until;) {
                Waiting waiting{&rows.submissions[mine]};
                {
                    const std::scoped_lock lock(mutex);
                    queue.push_back(&waiting);
                }
                wake.notify_one();
                waiting.done.wait(0);
            }
        });
    threads.clear();
    const double took = Seconds(std::chrono::steady_clock::now() - began).count();
    {
        const std::scoped_lock lock(mutex);
        over = true;
    }
    wake.notify_one();
    return static_cast<double>(committed) / took;
}

class SqliteTarget final : public RawTarget {
public:
    explicit SqliteTarget(const db::TenantEntry& served) : file_(served.file), folder_(served.folder) {}

    RowCounts count() override {
        const auto db = open(file_);
        RowCounts counts;
        for (const auto& table : submission_tables()) {
            const auto count = prepare(db.get(), fmt::format("SELECT count(*) FROM {}", table));
            sqlite3_step(count.get());
            counts.emplace_back(table, sqlite3_column_int64(count.get(), 0));
        }
        return counts;
    }

    RawRows read(std::int64_t submissions, const RowCounts& before) override {
        const auto db = open(file_);
        RawRows rows;
        rows.submissions.resize(static_cast<std::size_t>(submissions));
        for (const auto& [table, skip] : before) {
            const auto select = prepare(db.get(), fmt::format("SELECT * FROM {} ORDER BY 1 LIMIT -1 OFFSET {}", table, skip));
            std::vector<std::vector<Cell>> all, words, words_of_people;
            while (sqlite3_step(select.get()) == SQLITE_ROW) {
                auto& cells = all.emplace_back();
                for (int c = 0; c < sqlite3_column_count(select.get()); ++c) cells.push_back(cell_of(select.get(), c));
                if (table == "search_entry") (std::get<std::string>(cells[1]) == "people" ? words_of_people : words).push_back({cells[0], cells[3], cells[4], cells[5]});
            }
            if (static_cast<std::int64_t>(all.size()) < submissions) continue;
            for (const auto& [index, entries] : {std::pair{"search_text", &words}, std::pair{"search_people", &words_of_people}}) {
                if (entries->empty()) continue;  // the full-text indexes over search_entry
                rows.statements.push_back(fmt::format("INSERT INTO {} (rowid, title, body, tags) VALUES (?, ?, ?, ?)", index));
                deal(rows, index, static_cast<int>(rows.statements.size()) - 1, std::move(*entries));
            }
            std::string marks = "?";
            for (int c = 1; c < sqlite3_column_count(select.get()); ++c) marks += ", ?";
            rows.statements.push_back(fmt::format("INSERT INTO {} VALUES ({})", table, marks));
            deal(rows, table, static_cast<int>(rows.statements.size()) - 1, std::move(all));
        }
        return rows;
    }

    double insert(const RawRows& rows, int clients, double seconds) override {
        const auto raw = (std::filesystem::path(folder_) / "raw.db").string();
        if (!db::migrate_sqlite(raw, base::SystemClock{}.now())) throw std::runtime_error("cannot migrate " + raw);
        return group_commit(raw, rows, clients, seconds);
    }

    std::string method() const override { return "inserted by one writer thread that commits for all who wait"; }

private:
    std::string file_, folder_;
};

}  // namespace

std::unique_ptr<RawTarget> raw_sqlite(const db::TenantEntry& served) { return std::make_unique<SqliteTarget>(served); }

}  // namespace bench
