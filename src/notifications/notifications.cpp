#include "notifications/notifications.h"

#include "jobs/jobs.h"
#include "notifications/install.h"
#include "notifications/letter_store.h"
#include "notifications/text_store.h"
#include "notifications/message_store.h"
#include "notifications/past.h"
#include "notifications/queries.h"

namespace notifications {
namespace {

/// The dead letter of a message, wherever it lies among the others.
std::optional<jobs::JobId> find_dead_letter(db::Tx& tx, MessageId id) {
    const auto key = base::to_string(id);
    jobs::JobId after{};
    for (;;) {
        const auto page = jobs::dead_letters(tx, after);
        if (page.empty()) return std::nullopt;
        for (const auto& letter : page)
            if ((letter.kind == send_kind || letter.kind == print_kind || letter.kind == text_kind) && letter.key == key) return letter.id;
        after = page.back().id;
    }
}

}  // namespace

MessageId queue(db::Tx& tx, const Notice& notice) {
    const auto id = tx.new_id<MessageId>();
    message_store::add(tx, id, notice);
    announce_queued(tx, {.id = id, .about = notice.about, .wording = notice.wording, .channel = notice.channel});
    return id;
}

Result<void> retry(db::Tx& tx, MessageId id) {
    const auto message = find(tx, id);
    if (!message) return refuse(Kind::not_found, "notifications.no_such_message");
    if (message->state == State::sent) return refuse(Kind::conflict, "notifications.already_sent");
    const auto dead = find_dead_letter(tx, id);
    const bool is_settled = message->state == State::failed || message->state == State::suppressed;
    if (!is_settled && !dead) return refuse(Kind::conflict, "notifications.on_its_way");
    if (dead) TRY(jobs::discard(tx, *dead));
    letter_store::drop(tx, id);
    text_store::drop(tx, id);
    tx.run(sql::requeue, tx.now(), id, to_string(message->state));
    announce_queued(tx, *message);
    return {};
}

Result<void> settle_untried(db::Tx& tx, const journal::Subject& about, bool refused) {
    for (const auto& message : messages_about(tx, about)) {
        if (message.state != State::queued) continue;
        const auto state = refused ? State::failed : State::sent;
        TRY(message_store::settle(tx, message, state, refused ? "refused" : "", refused ? 550 : 250));
    }
    return {};
}

std::int64_t erase_about(db::Tx& tx, const journal::Subject& about) {
    for (const auto& message : messages_about(tx, about))
        if (message.state == State::queued || message.state == State::sending)
            (void)message_store::settle(tx, message, State::failed, "erased", message.code);
    for (const auto& message : messages_about(tx, about)) letter_store::blank(tx, message.id);
    return tx.change(sql::blank_about, tx.now(), about.id, about.kind);
}

}  // namespace notifications
