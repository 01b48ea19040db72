#pragma once
// Inside notifications only: GOV.UK Notify (docs.notifications.service.gov.uk, REST API, version 2), as far as text messages and letters that are printed already go.
//
// It knows no idempotency key. It takes a reference of ours with each message and finds messages by it, so before a second try it is asked whether
// the first one arrived.

#include "notifications/text_account.h"
#include "web/outbound.h"

#include <expected>
#include <memory>
#include <optional>
#include <string>

namespace notifications {

/// Why a call brought no answer that helps.
struct TextTrouble {
    enum class Sort {
        later,    // no answer, 429, 5xx: another time
        account,  // 401, 403: the key, its rights or our clock
        refused,  // 400: it takes no such message
        unknown,  // 404: it knows none (any more: it forgets after some days)
    };
    Sort sort = Sort::later;
    int status = 0;
    std::optional<Duration> retry_after = {};
};
template <class T>
using TextSaid = std::expected<T, TextTrouble>;

enum class TextState { on_its_way, delivered, permanent_failure, temporary_failure, technical_failure };

class GovUkNotify {
public:
    explicit GovUkNotify(std::shared_ptr<const web::Outbound> outbound) : outbound_(std::move(outbound)) {}

    /// Its id for the message. Refused too where `phone` is no number that it writes to.
    TextSaid<std::string> send(const TextAccount&, const std::string& phone, const std::string& text, const std::string& reference, Instant now) const;
    /// Its id for the letter, which its print house prints and posts as it is.
    TextSaid<std::string> send_letter(const TextAccount&, const std::string& pdf, const std::string& reference, Instant now) const;
    /// The id of the message ("sms" or "letter") that came with our reference; nothing where none did.
    TextSaid<std::optional<std::string>> find(const TextAccount&, const std::string& reference, Instant now, std::string_view type = "sms") const;
    TextSaid<TextState> state(const TextAccount&, const std::string& id, Instant now) const;

private:
    TextSaid<std::string> perform(const TextAccount&, bool is_post, const std::string& path, std::string body, Instant now) const;
    std::shared_ptr<const web::Outbound> outbound_;
};

/// The signed token that goes along with each call (RFC 7519, HS256): who we are, and when; Notify believes it for 30 seconds.
std::string signed_token(const KeyParts& key, Instant now);

/// The id that a callback is about; of what else it says nothing is believed. Nothing: it is none.
std::optional<std::string> text_in_callback(std::string_view body);

}  // namespace notifications
