#include "notifications/post.h"

#include "base/text.h"
#include "exports/list.h"
#include "exports/zip_file.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "notifications/events.h"
#include "notifications/install.h"
#include "notifications/letter_store.h"
#include "notifications/message_store.h"
#include "notifications/queries.h"
#include "notifications/text_account.h"

#include <algorithm>
#include <array>
#include <functional>

namespace notifications {
namespace {

using access::Permission;

constexpr std::string_view notify = "notify";
constexpr std::int64_t most_pages_of_notify = 10;
constexpr std::array<std::string_view, 4> letter_state_names{"ready", "printed", "handed_over", "returned"};

LetterState letter_state_of(std::string_view code) {
    const auto found = std::ranges::find(letter_state_names, code);
    return static_cast<LetterState>(found == letter_state_names.end() ? 0 : found - letter_state_names.begin());
}

PaperLetter letter_from(const db::Row& row) {
    return {.message = row.get<MessageId>(0),
            .state = letter_state_of(row.get<std::string_view>(1)),
            .address = row.get<std::string>(2),
            .pages = row.get<std::int64_t>(3),
            .large_print = row.get<std::int64_t>(4) != 0,
            .batch = row.get<BatchId>(5),
            .made_at = row.get<Instant>(6),
            .changed_at = row.get<Instant>(7),
            .changed_by = row.get<std::string>(8)};
}

Batch batch_from(const db::Row& row) {
    return {row.get<BatchId>(0), letter_state_of(row.get<std::string_view>(1)), row.get<std::int64_t>(2), row.get<Instant>(3), row.get<std::string>(4), row.get<std::string_view>(5) == notify};
}

template <class... Args>
std::vector<PaperLetter> letters(db::Tx& tx, const db::Sql& sql, const Args&... args) {
    std::vector<PaperLetter> all;
    for (const auto row : tx.query(sql, args...)) all.push_back(letter_from(row));
    return all;
}

std::optional<PaperLetter> find_letter(db::Tx& tx, MessageId id) {
    auto found = letters(tx, sql::find_letter, id);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

/// Empty where there is none.
std::string stored_pdf(db::Tx& tx, MessageId id) {
    for (const auto row : tx.query(sql::letter_pdf, id)) return row.get<db::Bytes>(0).value;
    return {};
}

std::string file_of(const PaperLetter& letter) { return "letter-" + base::to_string(letter.message) + ".pdf"; }

/// One row for each letter; the address in seven columns, as print houses want it.
std::string index_of(std::span<const PaperLetter> all) {
    constexpr std::size_t lines = 7;
    std::string csv = "letter,file,pages,large_print";
    for (std::size_t i = 1; i <= lines; ++i) csv += ",address_line_" + std::to_string(i);
    csv += "\r\n";
    for (const auto& letter : all) {
        csv += base::to_string(letter.message) + ',' + file_of(letter) + ',' + std::to_string(letter.pages) + ',' + (letter.large_print ? "yes" : "no");
        const auto address = base::split(letter.address, '\n');
        for (std::size_t i = 0; i < lines; ++i) csv += ',' + (i < address.size() ? exports::csv_field(address[i]) : std::string());
        csv += "\r\n";
    }
    return csv;
}

/// Takes those that are ready still; what each is told besides is the caller's.
Result<BatchId> take_into_batch(db::Tx& tx, LetterState how, std::string_view through, std::span<const MessageId> wanted, const std::function<Result<void>(MessageId)>& tell) {
    const auto batch = tx.new_id<BatchId>();
    std::int64_t taken = 0;
    for (const auto id : wanted.subspan(0, std::min<std::size_t>(wanted.size(), most_in_batch))) {
        if (tx.change(sql::put_into_batch, to_string(how), batch, tx.now(), tx.actor(), id) != 1) continue;
        TRY(tell(id));
        ++taken;
    }
    if (taken == 0) return refuse(Kind::conflict, "notifications.nothing_to_print");
    tx.run(sql::add_batch, batch, to_string(how), taken, tx.now(), tx.actor(), through);
    journal::announce(tx, BatchMade{batch, std::string(to_string(how)), taken});
    return batch;
}

}  // namespace

std::string_view to_string(LetterState state) { return letter_state_names.at(static_cast<std::size_t>(state)); }

void letter_store::add(db::Tx& tx, MessageId id, const Sheet& sheet, const std::string& pdf) {
    tx.run(sql::add_letter, id, sheet.address, documents::pages_in(pdf), sheet.large_print ? 1 : 0, db::Bytes{pdf}, tx.now(), tx.now(), tx.actor());
    journal::announce(tx, LetterReady{id, documents::pages_in(pdf)});
}

void letter_store::drop(db::Tx& tx, MessageId id) { tx.run(sql::drop_letter, id); }

void letter_store::blank(db::Tx& tx, MessageId id) {
    const auto letter = find_letter(tx, id);
    if (!letter) return;
    if (letter->state == LetterState::ready)
        drop(tx, id);
    else
        tx.run(sql::blank_letter, db::Bytes{}, id);
}

std::optional<LetterState> letter_state(db::Tx& tx, MessageId id) {
    const auto letter = find_letter(tx, id);
    return letter ? std::optional(letter->state) : std::nullopt;
}

Result<std::vector<PaperLetter>> ready_letters(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, Permission::print_letter));
    return letters(tx, sql::ready_letters, limit);
}

Result<std::vector<PaperLetter>> letters_of(db::Tx& tx, const access::Actor& who, BatchId batch) {
    TRY(find_batch(tx, who, batch));
    return letters(tx, sql::letters_of_batch, batch);
}

Result<std::vector<PaperLetter>> returned_letters(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, Permission::print_letter));
    return letters(tx, sql::newest_returned, limit);
}

Result<std::vector<Batch>> newest_batches(db::Tx& tx, const access::Actor& who, int limit) {
    TRY(access::require(who, Permission::print_letter));
    std::vector<Batch> batches;
    for (const auto row : tx.query(sql::newest_batches, limit)) batches.push_back(batch_from(row));
    return batches;
}

Result<Batch> find_batch(db::Tx& tx, const access::Actor& who, BatchId id) {
    TRY(access::require(who, Permission::print_letter));
    for (const auto row : tx.query(sql::find_batch, id)) return batch_from(row);
    return refuse(Kind::not_found, "notifications.no_such_batch");
}

Result<std::string> open_letter(db::Tx& tx, const access::Actor& who, MessageId id) {
    TRY(access::require(who, Permission::print_letter));
    auto pdf = stored_pdf(tx, id);
    if (pdf.empty()) return refuse(Kind::not_found, "notifications.no_such_letter");
    journal::announce(tx, LetterOpened{id});
    return pdf;
}

Result<BatchId> make_batch(db::Tx& tx, const access::Actor& who, LetterState how, std::span<const MessageId> wanted) {
    TRY(access::require(who, Permission::print_letter));
    if (how != LetterState::printed && how != LetterState::handed_over) return refuse(Kind::invalid, "notifications.batch_how");
    return take_into_batch(tx, how, "", wanted, [&](MessageId id) -> Result<void> {
        if (const auto message = find(tx, id); message && message->state == State::sending) TRY(message_store::settle(tx, *message, State::sent, "", 0));
        return {};
    });
}

Result<BatchId> send_through_notify(db::Tx& tx, const access::Actor& who, std::span<const MessageId> wanted) {
    TRY(access::require(who, Permission::print_letter));
    if (!has_text_account(tx)) return refuse(Kind::unavailable, "notifications.no_text_account");
    std::vector<MessageId> short_ones;
    for (const auto id : wanted)
        if (const auto letter = find_letter(tx, id); letter && letter->pages <= most_pages_of_notify) short_ones.push_back(id);
    return take_into_batch(tx, LetterState::handed_over, notify, short_ones, [&](MessageId id) -> Result<void> {
        jobs::schedule(tx, {.kind = std::string(hand_over_kind), .key = base::to_string(id)});
        return {};
    });
}

std::string letter_store::pdf_of(db::Tx& tx, MessageId id) { return stored_pdf(tx, id); }

void letter_store::take_back(db::Tx& tx, MessageId id) { tx.change(sql::take_back, tx.now(), tx.actor(), id); }

Result<void> note_return(db::Tx& tx, const access::Actor& who, MessageId id) {
    TRY(access::require(who, Permission::print_letter));
    const auto message = find(tx, id);
    if (!message || message->channel != Channel::post) return refuse(Kind::not_found, "notifications.no_such_letter");
    if (tx.change(sql::take_back, tx.now(), tx.actor(), id) != 1) return refuse(Kind::conflict, "notifications.not_on_its_way");
    return message_store::settle(tx, *message, State::failed, "returned", 0);
}

Result<std::string> give_out(db::Tx& tx, const access::Actor& who, BatchId id) {
    const auto batch = TRY(find_batch(tx, who, id));
    if (batch.through_notify) return refuse(Kind::conflict, "notifications.batch_is_at_notify");
    auto all = TRY(letters_of(tx, who, id));
    std::erase_if(all, [](const PaperLetter& letter) { return letter.address.empty(); });  // erased since
    std::vector<exports::Entry> files{{"index.csv", index_of(all)}};
    for (const auto& letter : all) files.push_back({file_of(letter), stored_pdf(tx, letter.message)});
    journal::announce(tx, BatchGivenOut{id, static_cast<std::int64_t>(all.size())});
    return exports::zip(files, batch.made_at);
}

}  // namespace notifications
