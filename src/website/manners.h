#pragma once
// How much one sender may send here, and when they are asked to show that they mean it.
//
// Promises
//  1. Ordinary use meets none of it: only who sends many reports at once from one connection, or sends while very much comes in, is asked
//     a challenge (abuse/challenge.h); only who goes far beyond that has to wait.
//  2. Who has to wait is told for how long (429, Retry-After), finds every word still there, and how to reach the council meanwhile.
//  3. Counters live in the memory of a node, by connection and by a digest of the contact detail; nothing of them is kept.

#include "abuse/challenge.h"
#include "web/rate_limit.h"
#include "web/web.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace website {

class Manners {
public:
    struct Limits {
        web::RateLimit::Allowance unasked{.per_minute = 0.5, .burst = 10};  // reports of one connection before a challenge is asked
        web::RateLimit::Allowance reports{.per_minute = 2, .burst = 60};    // … before it has to wait
        web::RateLimit::Allowance contact{.per_minute = 0.2, .burst = 15};  // reports that name one address or number
        web::RateLimit::Allowance words{.per_minute = 2, .burst = 30};
        web::RateLimit::Allowance photos{.per_minute = 5, .burst = 60};
        web::RateLimit::Allowance site{.per_minute = 120, .burst = 600};    // reports of everybody before all are asked
    };
    /// Nothing is limited.
    static Limits no_limits() { return {{}, {}, {}, {}, {}, {}}; }
    enum class Asks { when_suspicious, always, never };

    Manners() : Manners(Limits{}, Asks::when_suspicious) {}
    Manners(const Limits& limits, Asks asks);

    enum class Sent { report, words, photo };
    /// How long to wait; nothing when it may go on.
    std::optional<std::chrono::seconds> too_much(Sent sort, const web::Request& request, const web::Context& context, double count = 1) const;
    /// The same for reports that name this address or number; as typed, empty ones count nothing.
    std::optional<std::chrono::seconds> too_much_from(std::string_view email, std::string_view phone, const web::Context& context) const;
    /// Both for a report that a program sends for somebody unknown: refused as too many, with how long to wait.
    Result<void> require_not_too_much(const web::Request& request, const web::Context& context, std::string_view email, std::string_view phone) const;
    /// True if whoever sends this report must meet a challenge first.
    bool must_ask(const web::Request& request, const web::Context& context) const;
    bool asks_always() const { return asks_ == Asks::always; }
    /// Whether one more answer may be tried for this form.
    bool may_answer(std::string_view operation, const web::Context& context) const;

private:
    Asks asks_;
    mutable web::RateLimit unasked_, reports_, contact_, words_, photos_, site_, answers_;
};

}  // namespace website
