#pragma once

#include "alerts/alerts.h"
#include "journal/event.h"

namespace alerts {

/// Somebody asked for letters; whether it was the mailbox's reader is not known yet.
struct AlertAsked {
    static constexpr const char* kind = "alerts.AlertAsked";
    SubscriptionId subscription;
    std::string about;
    journal::Subject subject() const { return {"subscription", subscription.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("subscription", subscription);
        f("about", about);
    }
};

struct AlertConfirmed {
    static constexpr const char* kind = "alerts.AlertConfirmed";
    SubscriptionId subscription;
    std::string about;
    journal::Subject subject() const { return {"subscription", subscription.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("subscription", subscription);
        f("about", about);
    }
};

/// It was ended and forgotten. `why`: "reader", "erased", "never_confirmed".
struct AlertEnded {
    static constexpr const char* kind = "alerts.AlertEnded";
    SubscriptionId subscription;
    std::string why;
    journal::Subject subject() const { return {"subscription", subscription.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("subscription", subscription);
        f("why", why);
    }
};

}  // namespace alerts
