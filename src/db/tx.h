#pragma once
// A transaction, as a room sees it.

#include "db/sql.h"
#include "db/value.h"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace db {

/// Who does what through which channel, when, and for which request. Nothing reads these from anywhere else.
struct Context {
    std::string actor;       // opaque to the plant: "staff:1042", "public", "job:mail"
    std::string channel;     // "web", "phone", "api", …
    std::string request_id;  // the line in the log
    Instant now;
};

/// Broken machinery underneath a statement. Rooms do not catch it; Database turns what it can into a refusal.
class Failure : public std::runtime_error {
public:
    enum class Reason {
        constraint,  // a unique, foreign key or check rule was hit
        again,       // serialisation failure or deadlock: the same closure may succeed at once
        lost,        // the connection or the file is gone, the disk is full: nothing was kept
        other,       // a wrong statement, a type that does not fit
    };
    Failure(Reason why, const std::string& what) : std::runtime_error(what), reason(why) {}
    Reason reason;
};

/// Thrown inside a write when the block of ids ran out; the closure is run again with a fresh block.
struct OutOfIds {};

/// One row, as typed values: `auto [id, name] = row.as<PersonId, std::string>();`
class Row {
public:
    explicit Row(const Columns& columns) : columns_(&columns) {}
    template <class T>
    T get(int column) const {
        return Stored<T>::get(*columns_, column);
    }
    template <class... T>
    std::tuple<T...> as() const {
        return as_indexed<T...>(std::index_sequence_for<T...>{});
    }
    bool is_null(int column) const { return columns_->is_null(column); }

private:
    template <class... T, std::size_t... I>
    std::tuple<T...> as_indexed(std::index_sequence<I...>) const {
        return std::tuple<T...>{Stored<T>::get(*columns_, static_cast<int>(I))...};
    }
    const Columns* columns_;
};

/// The rows of one answer, fetched one by one; destroy it before the transaction ends.
class Cursor : public Columns {
public:
    virtual bool next() = 0;
};

class Rows {
public:
    explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}

    class Iterator {
    public:
        explicit Iterator(Cursor* cursor) : cursor_(cursor) {}
        Row operator*() const { return Row(*cursor_); }
        Iterator& operator++() {
            if (!cursor_->next()) cursor_ = nullptr;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        Cursor* cursor_;
    };
    Iterator begin() { return Iterator(cursor_->next() ? cursor_.get() : nullptr); }
    Iterator end() { return Iterator(nullptr); }

private:
    std::unique_ptr<Cursor> cursor_;
};

/// Something another room of the plant keeps beside a transaction until it is committed (see Database::at_commit).
class Attachment {
public:
    virtual ~Attachment() = default;
};

/// A transaction under way. In a write, closures may be run more than once (a retry, a shared batch that broke), so
/// they must have no effect outside the transaction.
class Tx {
public:
    virtual ~Tx() = default;

    /// Runs a statement whose answer nobody needs. On PostgreSQL it is sent without waiting; its failure shows at the
    /// next query or at the commit.
    template <class... Args>
    void run(const Sql& sql, const Args&... args) {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        run_values(sql, values);
    }
    /// Runs a statement and tells how many rows it touched.
    template <class... Args>
    std::int64_t change(const Sql& sql, const Args&... args) {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        return change_values(sql, values);
    }
    template <class... Args>
    Rows query(const Sql& sql, const Args&... args) {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        return Rows(query_values(sql, values));
    }
    /// The first column of the first row, if there is a row.
    template <class T, class... Args>
    std::optional<T> find(const Sql& sql, const Args&... args) {
        for (const auto row : query(sql, args...)) return row.template get<T>(0);
        return std::nullopt;
    }

    /// For statements put together at run time (a scope rendered to SQL, a search): `text` is cached by its content and
    /// must be made from constant pieces and ? only.
    virtual std::unique_ptr<Cursor> query_text(const std::string& text, std::span<const Value> values) = 0;

    /// A fresh id, unique in this tenant. Never waits for another transaction.
    template <class AnyId>
    AnyId new_id() {
        return AnyId{made_.emplace_back(take_id())};
    }
    /// True for an id that this transaction made: nothing about it can be on record yet but by this transaction.
    bool made(std::int64_t id) const { return std::find(made_.rbegin(), made_.rend(), id) != made_.rend(); }

    Engine engine() const { return engine_; }
    const std::string& actor() const { return context_->actor; }
    const std::string& channel() const { return context_->channel; }
    const std::string& request_id() const { return context_->request_id; }
    Instant now() const { return context_->now; }
    const Context& context() const { return *context_; }

    virtual void run_values(const Sql&, std::span<const Value>) = 0;
    virtual std::int64_t change_values(const Sql&, std::span<const Value>) = 0;
    virtual std::unique_ptr<Cursor> query_values(const Sql&, std::span<const Value>) = 0;

    /// The attachment of this transaction, made on first use.
    template <class A>
    A& attachment() {
        if (!attachment_) attachment_ = std::make_unique<A>();
        return static_cast<A&>(*attachment_);
    }
    std::unique_ptr<Attachment> take_attachment() { return std::move(attachment_); }

protected:
    Tx(Engine engine, const Context& context) : engine_(engine), context_(&context) {}
    virtual std::int64_t take_id() = 0;

private:
    Engine engine_;
    const Context* context_;
    std::unique_ptr<Attachment> attachment_;
    std::vector<std::int64_t> made_;
};

}  // namespace db
