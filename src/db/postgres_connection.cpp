#include "db/postgres_connection.h"

#include "base/log.h"
#include "db/ids.h"

#include <fmt/format.h>

#include <charconv>

namespace db {
namespace {

Failure::Reason reason_of(std::string_view state) {
    if (state == "40001" || state == "40P01" || state == "55P03") return Failure::Reason::again;
    if (state.starts_with("23")) return Failure::Reason::constraint;
    // Connection, resources, operator intervention, system error.
    if (state.empty() || state.starts_with("08") || state.starts_with("53") || state.starts_with("57") ||
        state.starts_with("58") || state == "25006")
        return Failure::Reason::lost;
    return Failure::Reason::other;
}

std::string without_line_breaks(std::string text) {
    for (auto& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

/// Parameters as libpq wants them: texts, and bytes in binary.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values) {
        texts_.reserve(values.size());
        for (const auto& value : values) add(value);
        for (std::size_t i = 0; i < values.size(); ++i)
            pointers_.push_back(values[i].type == Value::Type::null ? nullptr : texts_[i].c_str());
    }
    int count() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    void add(const Value& value) {
        const bool binary = value.type == Value::Type::bytes;
        switch (value.type) {
            case Value::Type::null: texts_.emplace_back(); break;
            case Value::Type::integer: texts_.push_back(fmt::format_int(value.integer).str()); break;
            case Value::Type::real: texts_.push_back(fmt::format("{}", value.real)); break;
            case Value::Type::text:
            case Value::Type::bytes: texts_.emplace_back(value.text); break;
        }
        lengths_.push_back(static_cast<int>(texts_.back().size()));
        formats_.push_back(binary ? 1 : 0);
    }
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
    std::vector<int> lengths_, formats_;
};

class PostgresCursor final : public Cursor {
public:
    explicit PostgresCursor(PgAnswer answer) : answer_(std::move(answer)), rows_(PQntuples(result())) {}

    bool next() override { return ++row_ < rows_; }
    bool is_null(int c) const override { return PQgetisnull(result(), row_, c) != 0; }
    std::int64_t integer(int c) const override {
        const auto digits = text(c);
        if (digits == "t") return 1;
        if (digits == "f") return 0;
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    double real(int c) const override {
        const auto digits = text(c);
        double value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    std::string_view text(int c) const override {
        return {PQgetvalue(result(), row_, c), static_cast<std::size_t>(PQgetlength(result(), row_, c))};
    }
    std::string_view bytes(int c) const override {
        const auto hex = text(c);
        if (!hex.starts_with("\\x")) return {};
        bytes_ = base::from_hex(hex.substr(2)).value_or("");
        return bytes_;
    }

private:
    PGresult* result() const { return answer_.result.get(); }
    PgAnswer answer_;
    int rows_;
    int row_ = -1;
    mutable std::string bytes_;
};

}  // namespace

std::string number_parameters(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    int count = 0;
    bool quoted = false;
    for (const char c : text) {
        if (c == '\'') quoted = !quoted;
        if (c == '?' && !quoted)
            out += fmt::format("${}", ++count);
        else
            out += c;
    }
    return out;
}

PGconn* open_connection(const std::string& dsn) {
    // What the DSN says of the same stands after these, and wins.
    const char* const names[] = {"connect_timeout", "tcp_user_timeout", "keepalives_idle", "dbname", nullptr};
    const char* const values[] = {"5", "10000", "10", dsn.c_str(), nullptr};
    return PQconnectdbParams(names, values, 1);
}

PostgresConnection::PostgresConnection(const std::string& dsn, const std::string& schema, int statement_timeout_ms) {
    handle_ = open_connection(dsn);
    try {
        if (!is_alive()) fail_lost();
        PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
        auto* quoted = PQescapeIdentifier(handle_, schema.data(), schema.size());
        // SERIALIZABLE watches what a plan reads: an index scan keeps conflicts to a few rows, a table scan takes all. To compile a
        // statement, or to start processes that share it, costs 10 ms and more: longer than a page's statement takes.
        const auto setup = fmt::format(
            "SET search_path = {}, public; SET statement_timeout = {}; SET client_encoding = 'UTF8';"
            "SET TimeZone = 'UTC'; SET enable_seqscan = off; SET jit = off; SET max_parallel_workers_per_gather = 0",
            quoted, statement_timeout_ms);
        PQfreemem(quoted);
        PgAnswer answer{decltype(PgAnswer::result)(PQexec(handle_, setup.c_str()))};
        if (PQresultStatus(answer.result.get()) != PGRES_COMMAND_OK) fail(answer.result.get());
        if (PQenterPipelineMode(handle_) != 1) fail_lost();
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

void PostgresConnection::fail_lost() const {
    throw Failure(Failure::Reason::lost, without_line_breaks(PQerrorMessage(handle_)));
}

void PostgresConnection::fail(const PGresult* result) const {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const auto reason = is_alive() ? reason_of(state ? state : "") : Failure::Reason::lost;
    throw Failure(reason, fmt::format("{} {}", state ? state : "-----",
                                      message ? message : without_line_breaks(PQresultErrorMessage(result))));
}

void PostgresConnection::send_bound(const std::string& name, const std::string& text, std::span<const Value> values) {
    constexpr std::size_t most_pending = 200;  // answers are small, but neither side's buffer is endless
    if (pending_.size() >= most_pending) {
        PQsendFlushRequest(handle_);
        PQflush(handle_);
        while (!pending_.empty()) read_next();
    }
    if (!prepared_.contains(name)) {
        if (PQsendPrepare(handle_, name.c_str(), text.c_str(), 0, nullptr) != 1) fail_lost();
        pending_.push_back({Pending::Kind::prepare, name});
        prepared_.insert(name);
    }
    const Parameters parameters(values);
    if (PQsendQueryPrepared(handle_, name.c_str(), parameters.count(), parameters.pointers(), parameters.lengths(),
                            parameters.formats(), 0) != 1)
        fail_lost();
    pending_.push_back({Pending::Kind::statement, {}});
}

void PostgresConnection::send(const Sql& sql, std::span<const Value> values) {
    auto& [name, text] = named_[&sql];
    if (name.empty()) {
        name = fmt::format("s{}", named_.size());
        text = number_parameters(sql.postgres);
    }
    send_bound(name, text, values);
}

PgAnswer PostgresConnection::ask(const Sql& sql, std::span<const Value> values) {
    send(sql, values);
    return read_through_last();
}

PgAnswer PostgresConnection::ask(const std::string& text, std::span<const Value> values) {
    constexpr std::size_t most_texts = 256;
    if (named_texts_.size() >= most_texts && !named_texts_.contains(text)) {
        const auto forgotten = named_texts_.begin();
        if (prepared_.erase(forgotten->second.first) > 0) say(fmt::format("DEALLOCATE {}", forgotten->second.first).c_str());
        named_texts_.erase(forgotten);
    }
    auto& [name, numbered] = named_texts_[text];
    if (name.empty()) {
        name = fmt::format("t{}", ++texts_made_);
        numbered = number_parameters(text);
    }
    send_bound(name, numbered, values);
    return read_through_last();
}

void PostgresConnection::say(const char* text) {
    if (PQsendQueryParams(handle_, text, 0, nullptr, nullptr, nullptr, nullptr, 0) != 1) fail_lost();
    pending_.push_back({Pending::Kind::statement, {}});
}

PgAnswer PostgresConnection::read_next() {
    const auto item = std::move(pending_.front());
    pending_.pop_front();
    PgAnswer answer{decltype(PgAnswer::result)(PQgetResult(handle_))};
    if (!answer.result) fail_lost();
    const auto status = PQresultStatus(answer.result.get());
    if (item.kind == Pending::Kind::sync) {
        if (status != PGRES_PIPELINE_SYNC) fail_lost();
        return answer;
    }
    // Each statement's answer ends with a null.
    while (PGresult* more = PQgetResult(handle_)) {
        const bool gone = !is_alive();
        PQclear(more);
        if (gone) break;
    }
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        if (item.kind == Pending::Kind::prepare) prepared_.erase(item.name);
        fail(answer.result.get());
    }
    return answer;
}

PgAnswer PostgresConnection::read_through_last() {
    if (PQsendFlushRequest(handle_) != 1 || PQflush(handle_) < 0) fail_lost();
    while (pending_.size() > 1) read_next();
    return read_next();
}

void PostgresConnection::settle() {
    if (PQpipelineSync(handle_) != 1) fail_lost();
    pending_.push_back({Pending::Kind::sync, {}});
    std::optional<Failure> first;
    while (!pending_.empty()) {
        try {
            read_next();
        } catch (const Failure& failure) {
            if (!first) first = failure;
            if (!is_alive()) break;
        }
    }
    if (first) throw *first;
}

bool PostgresConnection::recover() noexcept {
    try {
        try {
            settle();
        } catch (const Failure&) {  // told already, by whoever calls this
        }
        if (!is_alive()) return false;
        if (PQtransactionStatus(handle_) != PQTRANS_IDLE) {
            say("ROLLBACK");
            settle();
        }
        return is_alive() && PQtransactionStatus(handle_) == PQTRANS_IDLE;
    } catch (const std::exception& problem) {
        base::log::warning("a connection was given up", {{"problem", problem.what()}});
        return false;
    }
}

void PostgresTx::run_values(const Sql& sql, std::span<const Value> values) { connection_.send(sql, values); }

std::int64_t PostgresTx::change_values(const Sql& sql, std::span<const Value> values) {
    const auto answer = connection_.ask(sql, values);
    const std::string_view count = PQcmdTuples(answer.result.get());
    std::int64_t value = 0;
    std::from_chars(count.data(), count.data() + count.size(), value);
    return value;
}

std::unique_ptr<Cursor> PostgresTx::query_values(const Sql& sql, std::span<const Value> values) {
    return std::make_unique<PostgresCursor>(connection_.ask(sql, values));
}

std::unique_ptr<Cursor> PostgresTx::query_text(const std::string& text, std::span<const Value> values) {
    return std::make_unique<PostgresCursor>(connection_.ask(text, values));
}

std::int64_t PostgresTx::take_id() {
    if (ids_ == nullptr) throw std::logic_error("a read makes no ids");
    const auto id = ids_->take();
    if (id == 0) throw OutOfIds{};
    return id;
}

}  // namespace db
