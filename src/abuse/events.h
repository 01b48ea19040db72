#pragma once

#include "abuse/abuse.h"
#include "journal/event.h"

namespace abuse {

struct SenderBanned {
    static constexpr const char* kind = "abuse.SenderBanned";
    BanId ban;
    std::string detail, reason;
    Instant until;
    journal::Subject subject() const { return {"ban", ban.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("ban", ban);
        f("detail", detail);
        f("reason", reason);
        f("until", until);
    }
};

struct BanLifted {
    static constexpr const char* kind = "abuse.BanLifted";
    BanId ban;
    journal::Subject subject() const { return {"ban", ban.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("ban", ban);
    }
};

/// Something was not taken because of a ban.
struct SenderRefused {
    static constexpr const char* kind = "abuse.SenderRefused";
    BanId ban;
    journal::Subject subject() const { return {"ban", ban.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("ban", ban);
    }
};

}  // namespace abuse
