#pragma once
// How the house says no.
//
// Every verb that can be refused returns Result<T>. A refusal is an ordinary value with one of five kinds, passed up
// by TRY and turned into HTTP in one file of `web`. Exceptions are for broken machinery (a lost disk, a programming
// error) and are caught at two edges only: a request and a job.

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace base {

enum class Kind {
    not_found,    // there is no such thing, or this actor may not know of it
    not_allowed,  // the actor is known and may not do this
    invalid,      // the input is wrong; `fields` says where
    conflict,     // right input, wrong moment: somebody else was first, or the state forbids it
    unavailable,  // nothing is wrong with the request; try again later
};

/// One thing wrong with one answer. `message` is a key into the room's words, or a finished sentence where the words
/// come from a service definition (data).
struct Problem {
    std::string field;
    std::string message;
};

/// A refusal: what kind, which words say it to a person (`key`), what is wrong with which field, and one line for the
/// log. The log line may hold detail that must not reach the person; it must never hold personal data.
struct Refusal {
    Kind kind;
    std::string key;
    std::vector<Problem> fields = {};
    std::string log = {};
};

template <class T>
using Result = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(Kind kind, std::string key, std::string log = {}) {
    return std::unexpected(Refusal{kind, std::move(key), {}, std::move(log)});
}
inline std::unexpected<Refusal> refuse_fields(std::string key, std::vector<Problem> fields) {
    return std::unexpected(Refusal{Kind::invalid, std::move(key), std::move(fields), {}});
}

}  // namespace base

// The vocabulary of base is at home in every room.
using base::Kind;
using base::Problem;
using base::Refusal;
using base::refuse;
using base::refuse_fields;
using base::Result;

/// `auto c = TRY(find(id));` takes the value or returns the refusal from the enclosing function.
/// Only as a whole statement or as the sole initialiser of a named variable: g++ 12 leaks the earlier members when it
/// stands inside an aggregate (the inspector looks for it).
#define TRY(expression) TRY_AS(TRY_JOIN(try_result_, __COUNTER__), expression)
#define TRY_JOIN(a, b) TRY_JOIN_(a, b)
#define TRY_JOIN_(a, b) a##b
#define TRY_AS(name, expression)                                    \
    ({                                                              \
        auto&& name = (expression);                                 \
        if (!name) return std::unexpected(std::move(name).error()); \
        *std::move(name);                                           \
    })
