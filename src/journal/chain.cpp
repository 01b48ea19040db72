#include "journal/chain.h"

#include "journal/queries.h"

#include <sodium.h>

namespace journal {
namespace {

class Hash {
public:
    Hash() { crypto_hash_sha256_init(&state_); }
    void raw(std::string_view bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    void number(std::int64_t value) {
        unsigned char bytes[8];
        for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (56 - 8 * i));
        crypto_hash_sha256_update(&state_, bytes, sizeof bytes);
    }
    void text(std::string_view value) {
        number(static_cast<std::int64_t>(value.size()));
        raw(value);
    }
    base::Digest finish() {
        base::Digest digest;
        crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(digest.data()));
        return digest;
    }

private:
    crypto_hash_sha256_state state_;
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
