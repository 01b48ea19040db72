#include "website/manners.h"

#include "base/text.h"
#include "people/contact_details.h"

#include <algorithm>

namespace website {
namespace {

constexpr web::RateLimit::Allowance tries{.per_minute = 1, .burst = 5};

std::string by_connection(const web::Request& request, const web::Context& context) { return context.tenant.id + ":" + request.client; }

}  // namespace

Manners::Manners(const Limits& limits, Asks asks)
    : asks_(asks),
      unasked_(limits.unasked),
      reports_(limits.reports),
      contact_(limits.contact),
      words_(limits.words),
      photos_(limits.photos),
      site_(limits.site),
      answers_(tries) {}

std::optional<std::chrono::seconds> Manners::too_much(Sent sort, const web::Request& request, const web::Context& context, double count) const {
    auto& limit = sort == Sent::report ? reports_ : sort == Sent::words ? words_ : photos_;
    return limit.spend(by_connection(request, context), context.now, count);
}

std::optional<std::chrono::seconds> Manners::too_much_from(std::string_view email, std::string_view phone, const web::Context& context) const {
    std::optional<std::chrono::seconds> wait;
    for (const auto& detail : {people::tidy_email(email), people::tidy_phone(phone)}) {
        if (!detail) continue;
        const auto key = context.tenant.id + ":" + base::to_hex(base::sha256(base::lower_ascii(*detail)));
        wait = std::max(wait, contact_.spend(key, context.now));
    }
    return wait;
}

Result<void> Manners::require_not_too_much(const web::Request& request, const web::Context& context, std::string_view email,
                                           std::string_view phone) const {
    auto wait = too_much(Sent::report, request, context);
    if (!wait) wait = too_much_from(email, phone, context);
    if (!wait) return {};
    return std::unexpected(Refusal{Kind::unavailable, "web.too_many", {{"retry_after", std::to_string(wait->count())}}});
}

bool Manners::must_ask(const web::Request& request, const web::Context& context) const {
    if (asks_ != Asks::when_suspicious) return asks_ == Asks::always;
    const bool many = unasked_.spend(by_connection(request, context), context.now).has_value();
    const bool busy = site_.spend(context.tenant.id, context.now).has_value();
    return many || busy;
}

bool Manners::may_answer(std::string_view operation, const web::Context& context) const { return !answers_.spend(operation, context.now); }

}  // namespace website
