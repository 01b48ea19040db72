#pragma once
// `IN (?, ?, …)` for a list of ids, or of texts. Lengths are rounded up to a power of two (the rest is filled with 0, which is no
// id), so that few different statements are ever prepared.

#include "db/tx.h"
#include "db/value.h"

#include <bit>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace db {

class IdList {
public:
    template <class AnyId>
    explicit IdList(std::span<const AnyId> ids) : values_(std::bit_ceil(std::max<std::size_t>(ids.size(), 1)), to_value(0)) {
        for (std::size_t i = 0; i < ids.size(); ++i) values_[i] = to_value(ids[i]);
    }
    /// "(?, ?, ?, ?)"
    std::string text() const {
        std::string out = "(?";
        for (std::size_t i = 1; i < values_.size(); ++i) out += ", ?";
        return out + ")";
    }
    std::span<const Value> values() const { return values_; }

private:
    std::vector<Value> values_;
};

/// The same for a list of texts, which must live as long: as rows to select from, whose one column is column1. The rest is filled
/// with '', which must not be looked for. A subquery for each of them is sure to use an index, however new the table is:
///     SELECT column1 FROM (VALUES (?), (?)) AS asked WHERE (SELECT 1 FROM … WHERE key = asked.column1) IS NOT NULL
class TextList {
public:
    explicit TextList(std::span<const std::string> texts) : values_(std::bit_ceil(std::max<std::size_t>(texts.size(), 1)), to_value("")) {
        for (std::size_t i = 0; i < texts.size(); ++i) values_[i] = to_value(texts[i]);
    }
    /// "(VALUES (?), (?)) AS asked"
    std::string rows() const {
        std::string out = "(VALUES (?)";
        for (std::size_t i = 1; i < values_.size(); ++i) out += ", (?)";
        return out + ") AS asked";
    }
    std::span<const Value> values() const { return values_; }

private:
    std::vector<Value> values_;
};

/// `hear(row)` for each row of "`before` IN (ids) `after`", both from literals. SQLite makes a table of its own for a list, which costs as much as a
/// dozen looks: there a few ids are asked for one by one, so `after` orders rows of one id alone. An id of 0 stands for nothing.
template <class AnyId, class Hear>
void rows_of(Tx& tx, std::string_view before, std::span<const AnyId> ids, std::string_view after, Hear hear) {
    const auto ask = [&](std::span<const AnyId> some) {
        const IdList list(some);
        for (const auto row : Rows(tx.query_text(std::string(before) + " IN " + list.text() + std::string(after), list.values()))) hear(row);
    };
    constexpr std::size_t few = 8;
    if (ids.size() > few || (tx.engine() == Engine::postgres && !ids.empty())) return ask(ids);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i]) ask(ids.subspan(i, 1));
}

}  // namespace db
