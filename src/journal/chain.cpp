#include "journal/chain.h"

#include "base/digest.h"
#include "journal/queries.h"

namespace journal {
namespace {

class Hash {
public:
    void raw(std::string_view bytes) { digest_.add(bytes); }
    void number(std::int64_t value) {
        std::byte bytes[8];
        for (int i = 0; i < 8; ++i) bytes[i] = static_cast<std::byte>(static_cast<std::uint64_t>(value) >> (56 - 8 * i));
        digest_.add(bytes);
    }
    void text(std::string_view value) {
        number(static_cast<std::int64_t>(value.size()));
        raw(value);
    }
    base::Digest finish() const { return digest_.so_far(); }

private:
    base::RunningDigest digest_;
};

}  // namespace

base::Digest chain(const base::Digest& before, Position position, const Fact& fact) {
    Hash hash;
    hash.raw(base::as_text(before));
    hash.number(position);
    hash.number(fact.id.value);
    hash.text(fact.subject.kind);
    hash.number(fact.subject.id);
    hash.number(fact.number);
    hash.text(fact.kind);
    hash.number(fact.at.time_since_epoch().count());
    hash.text(fact.actor);
    hash.text(fact.channel);
    hash.text(fact.request_id);
    hash.text(fact.data);
    hash.text(fact.payload_digest ? base::as_text(*fact.payload_digest) : std::string_view{});
    return hash.finish();
}

base::Digest payload_digest(std::string_view salt, std::string_view body) {
    Hash hash;
    hash.text(salt);
    hash.text(body);
    return hash.finish();
}

Fact fact_from(const db::Row& row, int first) {
    return {.id = row.get<FactId>(first),
            .subject = {row.get<std::string>(first + 1), row.get<std::int64_t>(first + 2)},
            .number = row.get<std::int64_t>(first + 3),
            .kind = row.get<std::string>(first + 4),
            .at = row.get<Instant>(first + 5),
            .actor = row.get<std::string>(first + 6),
            .channel = row.get<std::string>(first + 7),
            .request_id = row.get<std::string>(first + 8),
            .data = row.get<std::string>(first + 9),
            .payload_digest = row.get<std::optional<base::Digest>>(first + 10)};
}

Head find_head(db::Tx& tx) {
    for (const auto row : tx.query(sql::head)) return {row.get<Position>(0), row.get<base::Digest>(1)};
    return {};
}

void place(db::Tx& tx, Head& head, const Fact& fact) {
    head.hash = chain(head.hash, head.position + 1, fact);
    ++head.position;
    tx.run(sql::add_place, head.position, fact.id, head.hash);
}

}  // namespace journal
