#include "notifications/text_store.h"

#include "notifications/queries.h"

namespace notifications::text_store {

std::optional<HandedOver> find(db::Tx& tx, MessageId id) {
    for (const auto row : tx.query(sql::find_text, id)) return HandedOver{row.get<std::string>(0), row.get<Instant>(1), row.get<std::int64_t>(2)};
    return std::nullopt;
}

std::optional<MessageId> find_by_provider_id(db::Tx& tx, std::string_view provider_id) { return tx.find<MessageId>(sql::find_text_by_provider_id, provider_id); }

void keep_handed_over(db::Tx& tx, MessageId id, const std::string& provider_id) { tx.run(sql::add_text, id, provider_id, tx.now()); }

void count_asking(db::Tx& tx, MessageId id) { tx.run(sql::count_asking, id); }

void drop(db::Tx& tx, MessageId id) { tx.run(sql::drop_text, id); }

}  // namespace notifications::text_store
