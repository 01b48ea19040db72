#pragma once
// Lists of cases, each under what the actor may see. Their cost does not grow with the number of cases.

#include "cases/case.h"
#include "db/tx.h"

#include <span>

namespace cases {

enum class Whose { everybody, mine, my_teams, unowned };
enum class Order {
    newest,  // by opening, the newest first
    due,     // by promise, the most urgent first
};

/// Where the next page goes on: behind this case, at its opening or its promise.
struct Cursor {
    Instant at = {};
    CaseId id = {};  // 0: from the start
};

struct Wanted {
    Whose whose = Whose::everybody;
    bool late = false;        // open, and the promise is past
    bool with_tasks = false;  // something is to be done beside the case
    std::optional<State> state = State::open;
    std::string service = {};  // code; empty: all
    std::string area = {};     // ward code; empty: all
    std::optional<Instant> opened_from = {}, opened_before = {};
    Order order = Order::newest;
    Cursor after = {};
    int limit = 50;
};

/// One row of a list: a case with its first request.
struct Line {
    Case the_case;
    Request request;
};
Cursor cursor_of(const Line& line, Order order);

std::vector<Line> list(db::Tx& tx, const access::Actor& who, const Wanted& wanted);

/// Open cases that this actor may see; each is counted up to `most`.
struct Counts {
    static constexpr std::int64_t most = 1000;
    std::int64_t all = 0, mine = 0, my_teams = 0, unowned = 0, late = 0;
    std::int64_t with_tasks = 0;  // closed ones too
};
Counts count(db::Tx& tx, const access::Actor& who);

/// The given cases with their first requests: for rows of tasks on them, which have a scope of their own.
std::vector<Line> lines_of_tasks(db::Tx& tx, std::span<const CaseId> ids);

/// A request with its case, for who may read it.
Result<Line> find_line(db::Tx& tx, const access::Actor& who, RequestId request);

/// What somebody told us before: cases with a request by a person of this e-mail address or telephone number (as typed;
/// without either, of exactly this name), open and closed, newest first. Nothing for who may not read persons.
std::vector<Line> of_contact(db::Tx& tx, const access::Actor& who, const people::Contact& typed, int limit = 10);

/// The cases this actor may see that match the words, best first. Refuses a query that is too long.
/// `as_typed`, where given, tells whether some match without any word being taken for a misspelt one.
Result<std::vector<Line>> search(db::Tx& tx, const access::Actor& who, std::string_view words, int limit, bool* as_typed = nullptr);
/// Notes in the journal that this actor searched: how many words and hits, never which.
void note_search(db::Tx& tx, std::string_view words, std::size_t hits);

std::int64_t count_open(db::Tx& tx, const access::Actor& who);

}  // namespace cases
