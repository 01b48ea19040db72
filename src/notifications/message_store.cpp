#include "notifications/message_store.h"

#include "base/text.h"
#include "journal/journal.h"
#include "notifications/events.h"
#include "notifications/queries.h"
#include "notifications/stored.h"

#include <algorithm>

namespace notifications {
namespace {

// Longer ones are refused before a try; what is kept of them is no address either.
constexpr std::size_t address_limit = 320;

/// One mailbox, however it is written: "Ann+bins@example.com" and "ann@example.com" are read by the same person.
std::string mailbox_key(std::string_view address) {
    auto key = base::lower_ascii(base::trim(address));
    const auto at = key.rfind('@');
    if (const auto plus = key.find('+'); at != key.npos && plus != 0 && plus < at) key.erase(plus, at - plus);
    return key;
}

/// Columns 0 … 13 of the statements in queries/messages.sql.
Message message_from(const db::Row& row) {
    return {.id = row.get<MessageId>(0),
            .about = {row.get<std::string>(1), row.get<std::int64_t>(2)},
            .wording = row.get<std::string>(3),
            .version = row.get<std::int64_t>(4),
            .language = language_of(row.get<std::string_view>(5)).value_or(base::Language::english),
            .channel = channel_of(row.get<std::string_view>(6)),
            .state = state_of(row.get<std::string_view>(7)),
            .attempts = row.get<std::int64_t>(8),
            .code = row.get<std::int64_t>(9),
            .reason = row.get<std::string>(10),
            .message_id = row.get<std::string>(11),
            .queued = row.get<Instant>(12),
            .changed = row.get<Instant>(13)};
}

template <class... Args>
std::vector<Message> all(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    std::vector<Message> messages;
    for (const auto row : tx.query(sql, args...)) messages.push_back(message_from(row));
    return messages;
}

std::unexpected<Refusal> overtaken(const Message& message) {
    return refuse(Kind::conflict, "notifications.overtaken", "message " + base::to_string(message.id));
}

}  // namespace

// ---- reading --------------------------------------------------------------------------------------------------------

std::vector<Message> messages_about(db::Tx& tx, const journal::Subject& about) {
    auto messages = all(tx, sql::messages_about, about.id, about.kind);
    std::ranges::sort(messages, {}, [](const Message& message) { return std::pair(message.queued, message.id); });
    return messages;
}

std::vector<Message> failed_messages(db::Tx& tx, MessageId after, int limit) {
    return all(tx, sql::failed_messages, after, limit);
}

std::optional<Message> find(db::Tx& tx, MessageId id) {
    for (const auto row : tx.query(sql::find_message, id)) return message_from(row);
    return std::nullopt;
}

std::optional<Draft> message_store::find_draft(db::Tx& tx, MessageId id) {
    for (const auto row : tx.query(sql::find_draft, id))
        return Draft{message_from(row), row.get<std::string>(14), values_from(row.get<std::string_view>(15)),
                     !row.is_null(16), row.get<std::int64_t>(17) != 0};
    return std::nullopt;
}

std::int64_t message_store::count_share(db::Tx& tx, std::string_view address, Instant since) {
    return tx.find<std::int64_t>(sql::count_share, mailbox_key(address), since).value_or(0);
}

// ---- changing -------------------------------------------------------------------------------------------------------

void message_store::add(db::Tx& tx, MessageId id, const Notice& notice) {
    const auto line = notice.channel == Channel::post ? base::tidy_text(notice.address) : base::tidy_line(notice.address);
    const auto address = base::first_characters(line, address_limit);
    tx.run(sql::add_message, id, notice.about.kind, notice.about.id, notice.wording, code_of(notice.language),
           code_of(notice.channel), address, mailbox_key(address), to_json(notice.values), tx.now(), tx.now(), notice.large_print ? 1 : 0);
}

Result<void> message_store::start_try(db::Tx& tx, Message& m) {
    const auto changed = tx.change(sql::start_try, m.version, m.message_id, tx.now(), tx.now(), m.id,
                                   to_string(m.state), m.attempts);
    if (changed != 1) return overtaken(m);
    m.state = State::sending;
    ++m.attempts;
    return {};
}

Result<void> message_store::note_answer(db::Tx& tx, const Message& m, std::int64_t code) {
    if (tx.change(sql::note_answer, code, tx.now(), m.id, m.attempts) != 1) return overtaken(m);
    return {};
}

Result<void> message_store::settle(db::Tx& tx, const Message& m, State state, std::string_view reason,
                                   std::int64_t code) {
    const auto changed =
        tx.change(sql::settle, to_string(state), reason, code, tx.now(), m.id, to_string(m.state), m.attempts);
    if (changed != 1) return overtaken(m);
    const Settled how{m.id, m.about.kind, {m.about.id}, std::string(reason), code};
    if (state == State::sent) journal::announce(tx, MessageSent{how});
    if (state == State::failed) journal::announce(tx, MessageFailed{how});
    if (state == State::suppressed) journal::announce(tx, MessageSuppressed{how});
    return {};
}

void announce_queued(db::Tx& tx, const Message& m) {
    journal::announce(tx, MessageQueued{m.id, m.about.kind, {m.about.id}, m.wording, std::string(code_of(m.channel))});
}

}  // namespace notifications
