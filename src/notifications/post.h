#pragma once
// Letters on paper: what lies ready to be printed, the batches in which letters leave, and what came back.
//
// Promises
//  1. A letter is laid out once, as its message is tried: the same wording and values as by e-mail, with the council's head, an address that shows
//     in the window of a DL envelope, and in large print for who asked for it. It stays as it is until it is printed.
//  2. Each letter leaves in one batch: `make_batch` takes those that nobody took before, and says of their messages that they are sent. What goes
//     through GOV.UK Notify is sent once Notify has it for its print house; a letter that Notify does not take has come back.
//  3. A letter that came back (`note_return`) has failed: whoever makes tasks of failed messages hears MessageFailed, "returned".
//  4. Whose personal detail is erased (`erase_about`) has no letter any more, printed or not.

#include "access/access.h"
#include "notifications/notifications.h"

#include <span>

namespace notifications {

using BatchId = Id<struct BatchThing>;

enum class LetterState {
    ready,        // laid out, waits to be printed
    printed,      // here
    handed_over,  // to a print house
    returned,     // it came back
};
std::string_view to_string(LetterState);

struct PaperLetter {
    MessageId message;  // its number stands on the letter
    LetterState state = LetterState::ready;
    std::string address;  // name and lines, parted by line breaks; empty once erased
    std::int64_t pages = 0;
    bool large_print = false;
    BatchId batch;  // 0: in none yet
    Instant made_at, changed_at;
    std::string changed_by;  // an actor
};

struct Batch {
    BatchId id;
    LetterState how = LetterState::printed;  // or handed_over
    std::int64_t letters = 0;
    Instant made_at;
    std::string made_by;  // an actor
    bool through_notify = false;
};

inline constexpr int most_in_batch = 500;

// All of these need Permission::print_letter, which is of the house: letters of all teams lie together.

/// Oldest first.
Result<std::vector<PaperLetter>> ready_letters(db::Tx&, const access::Actor& who, int limit = most_in_batch);
Result<std::vector<PaperLetter>> letters_of(db::Tx&, const access::Actor& who, BatchId);
Result<std::vector<PaperLetter>> returned_letters(db::Tx&, const access::Actor& who, int limit = 50);
Result<std::vector<Batch>> newest_batches(db::Tx&, const access::Actor& who, int limit = 20);
Result<Batch> find_batch(db::Tx&, const access::Actor& who, BatchId);
/// The letter as it is printed; that somebody opened it is a fact. `not_found`, also once it was erased.
Result<std::string> open_letter(db::Tx&, const access::Actor& who, MessageId);

/// Takes these letters, as far as they are ready still, into a batch. A conflict, "notifications.nothing_to_print", where none is.
Result<BatchId> make_batch(db::Tx&, const access::Actor& who, LetterState how, std::span<const MessageId> letters);
/// The same, and has GOV.UK Notify print and post them; those of more than ten pages, which it does not take, stay ready. Unavailable,
/// "notifications.no_text_account", where the council has no account with it.
Result<BatchId> send_through_notify(db::Tx&, const access::Actor& who, std::span<const MessageId> letters);

/// A letter came back undelivered. `not_found`; a conflict where it never left or came back before.
Result<void> note_return(db::Tx&, const access::Actor& who, MessageId);

/// What a print house gets: a ZIP of the PDFs, one for each letter, and index.csv: number, file, pages, large print, name, lines of the address.
/// That somebody took it is a fact. A conflict, "notifications.batch_is_at_notify", where there is nothing to print.
Result<std::string> give_out(db::Tx&, const access::Actor& who, BatchId);

/// What became of the letter of a message, for the page of its case; nothing where it is none, or none yet.
std::optional<LetterState> letter_state(db::Tx&, MessageId);

}  // namespace notifications
