#include "payments/payment.h"

#include "base/text.h"
#include "base/words.h"

#include <algorithm>
#include <array>

namespace payments {
namespace {

constexpr std::array<std::string_view, 10> states{"asked", "created", "started", "submitted", "capturable", "success", "failed", "cancelled", "error", "refused"};
constexpr std::array<std::string_view, 8> refund_states{"asked", "declined", "approved", "sent", "submitted", "success", "error", "refused"};
constexpr std::array<std::string_view, 5> troubles{"later", "unknown", "moved", "refused", "account"};

constexpr Pence least{1}, most{10'000'000};
constexpr std::size_t most_description = 255, most_url = 2000;

template <class Each, std::size_t count>
std::optional<Each> found_in(const std::array<std::string_view, count>& codes, std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Each>(found - codes.begin());
}

bool is_code(std::string_view text, std::size_t most_characters) {
    return !text.empty() && text.size() <= most_characters &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-") == text.npos;
}

/// What the provider's firewall turns away.
bool has_forbidden(std::string_view text) { return text.find_first_of("<>\"\\|") != text.npos; }

/// By https; a house that is tried out on one's own machine may do without.
bool is_return_url(std::string_view url) {
    constexpr std::array<std::string_view, 3> ways{"https://", "http://127.0.0.1:", "http://localhost:"};
    const bool has_way = std::ranges::any_of(ways, [&](std::string_view way) { return url.starts_with(way) && url.size() > way.size(); });
    return has_way && url.size() <= most_url && !has_forbidden(url) && std::ranges::all_of(url, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

std::string_view code_of(State state) { return states[static_cast<std::size_t>(state)]; }
std::optional<State> find_state(std::string_view code) { return found_in<State>(states, code); }
bool is_final(State state) { return state >= State::success; }

std::string_view code_of(RefundState state) { return refund_states[static_cast<std::size_t>(state)]; }
std::optional<RefundState> find_refund_state(std::string_view code) { return found_in<RefundState>(refund_states, code); }

std::string_view code_of(Trouble::Sort sort) { return troubles[static_cast<std::size_t>(sort)]; }

Result<NewPayment> check(const NewPayment& given) {
    auto payment = given;
    std::vector<Problem> problems;
    const auto wrong = [&](bool is_wrong, const char* field, const char* key) {
        if (is_wrong) problems.push_back({field, say(key)});
    };
    payment.description = base::tidy_line(given.description);
    wrong(payment.amount < least || payment.amount > most, "amount", "payments.amount_wrong");
    wrong(!is_code(payment.vat_code, 20), "vat_code", "payments.code_wrong");
    wrong(!is_code(payment.ledger_code, 40), "ledger_code", "payments.code_wrong");
    wrong(payment.description.empty() || base::count_characters(payment.description) > most_description || has_forbidden(payment.description), "description",
          "payments.description_wrong");
    wrong(!is_return_url(payment.return_url), "return_url", "payments.return_url_wrong");
    if (!problems.empty()) return refuse_fields("payments.check", std::move(problems));
    return payment;
}

bool take(Payment& payment, const Standing& said, Instant now) {
    if (is_final(payment.state)) {
        payment.refundable = said.refundable;
        return false;
    }
    const bool is_new = payment.state != said.state;
    payment.state = said.state;
    payment.code = said.code;
    payment.provider_id = said.provider_id;
    if (!said.next_url.empty()) payment.next_url = said.next_url;
    payment.made = said.made;
    payment.refundable = said.refundable;
    payment.tries = 0;
    payment.problem.clear();
    if (is_final(payment.state)) {
        payment.settled = now;
        payment.next_url.clear();
    }
    return is_new;
}

Instant next_look(const Payment& payment, Instant now) {
    using namespace std::chrono_literals;
    const auto age = now - payment.begun;
    if (age < 20min) return now + 30s;
    if (age < 3h) return now + 5min;
    return now + 1h;
}

Duration pause_after(std::int64_t tries, Random& random, std::optional<Duration> asked_for) {
    constexpr Duration first = std::chrono::seconds{5}, longest = std::chrono::hours{1}, most_asked = std::chrono::hours{6};
    const auto doubled = first * (std::int64_t{1} << std::clamp<std::int64_t>(tries - 1, 0, 12));
    const auto whole = std::min(doubled, longest);
    const auto pause = whole / 2 + Duration{static_cast<std::int64_t>(random.number_below(static_cast<std::uint64_t>(whole.count() / 2 + 1)))};
    return asked_for ? std::max(pause, std::min(*asked_for, most_asked)) : pause;
}

}  // namespace payments
