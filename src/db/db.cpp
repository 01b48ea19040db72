// What both engines share: operations that may arrive twice, and wake-ups.

#include "db/db.h"

#include "db/queries.h"

#include <condition_variable>
#include <map>
#include <mutex>

namespace db {

struct Database::Signals {
    std::mutex mutex;
    std::condition_variable raised;
    std::map<std::string, std::uint64_t, std::less<>> counts;
};

Database::Database() : signals_(std::make_shared<Signals>()) {}

void Database::hear(std::string_view signal) {
    {
        const std::scoped_lock lock(signals_->mutex);
        const auto found = signals_->counts.find(signal);
        if (found == signals_->counts.end())
            signals_->counts.emplace(signal, 1);
        else
            ++found->second;
    }
    signals_->raised.notify_all();
}

void Database::raise(std::string_view signal) {
    hear(signal);
    pass_on(signal);
}

std::uint64_t Database::wait(std::string_view signal, std::uint64_t seen, std::chrono::milliseconds at_most) {
    std::unique_lock lock(signals_->mutex);
    const auto count = [&]() -> std::uint64_t {
        const auto found = signals_->counts.find(signal);
        return found == signals_->counts.end() ? 0 : found->second;
    };
    signals_->raised.wait_for(lock, at_most, [&] { return count() != seen; });
    return count();
}

std::int64_t forget_operations(Tx& tx, Instant before, int limit) {
    return tx.change(sql::forget_operations, before, limit);
}

namespace {

/// What the operation answered when it was carried out, if it was.
Result<std::optional<Answer>> find_answer(Tx& tx, const Operation& operation) {
    for (const auto row : tx.query(sql::find_operation, operation.id)) {
        if (row.get<std::string_view>(1) != operation.digest) return refuse(Kind::conflict, "db.operation_reused");
        return Answer{row.get<std::string>(0), true};
    }
    return std::nullopt;
}

}  // namespace

Result<Answer> Database::write_once(const Context& context, const Operation& operation,
                                    const std::function<Result<std::string>(Tx&)>& fn, Isolation isolation) {
    // On SQLite looking first costs next to nothing. On PostgreSQL it would make every two operations at once stand in
    // each other's way (SERIALIZABLE watches the page of the index), so there it is looked for only after a refusal.
    auto answer = write(context, [&](Tx& tx) -> Result<Answer> {
        if (tx.engine() == Engine::sqlite) {
            auto earlier = TRY(find_answer(tx, operation));
            if (earlier) return std::move(*earlier);
        }
        auto text = TRY(fn(tx));
        if (tx.change(sql::save_operation, operation.id, operation.digest, text, tx.now()) == 0)
            return refuse(Kind::conflict, "db.operation_reused");
        return Answer{std::move(text), false};
    }, isolation);
    if (answer || engine() == Engine::sqlite) return answer;
    auto earlier = TRY(read(context, [&](Tx& tx) { return find_answer(tx, operation); }));
    if (earlier) return std::move(*earlier);
    return answer;
}

}  // namespace db
