#pragma once
// How notifications is wired into one tenant.

#include "base/config.h"
#include "base/random.h"
#include "jobs/kinds.h"
#include "journal/subscribers.h"
#include "mail/transport.h"
#include "notifications/notifications.h"
#include "notifications/paper_page.h"
#include "notifications/text_account.h"
#include "web/outbound.h"

#include <functional>

namespace notifications {

struct Settings {
    mail::Mailbox from;        // its name is what the reader sees as the sender: the tenant's
    std::string tenant_name;   // heads the message, and fills {council}
    std::string base_url = {}; // "https://salford.example"; with the value `path` it fills {track}
    std::string mail_domain;   // of Message-IDs; empty: the sender's
    bool training = false;     // nothing is handed over; each message says why
    int most_per_hour = 20;    // messages to one address
    int most_attempts = 32;    // with the pauses below about a day
    Duration first_pause = std::chrono::seconds{10};
    Duration longest_pause = std::chrono::hours{1};
    std::function<LetterHead()> letter_head = {};  // of letters on paper; called on threads of jobs
};

/// mail_from, mail_domain, mail_per_hour and mail_attempts; the sender's name is the tenant's.
Result<Settings> settings_from(const base::Config&, std::string tenant_name);

inline constexpr std::string_view text_kind = "notifications.text", ask_text_kind = "notifications.ask_text";  // in the lane "texts"
inline constexpr std::string_view print_kind = "notifications.print";  // in the lane "post"
inline constexpr std::string_view hand_over_kind = "notifications.hand_over";  // of a letter to GOV.UK Notify, in the lane "texts"
inline constexpr std::string_view send_kind = "notifications.send";  // in the lane "mail"

/// Hears MessageQueued, and knows how to send. `transport`, `press` and `random` are shared by threads and must outlive `kinds`.
void install(journal::Subscribers&, jobs::Kinds&, mail::Transport& transport, documents::Press& press, Random& random, Settings);

/// Knows how to text, and to ask what became of a text. What is handed in must outlive `kinds`.
void install_texts(jobs::Kinds&, Random& random, Settings, VaultOf vault_of, std::shared_ptr<const web::Outbound> outbound);

}  // namespace notifications
