#pragma once

#include "journal/event.h"
#include "notices/notices.h"

namespace notices {

struct OfNotice {
    NoticeId id;
    std::string level;
    Instant from, until;
    journal::Subject subject() const { return {"notice", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("notice", id);
        f("level", level);
        f("from", from);
        f("until", until);
    }
};

struct NoticeWritten : OfNotice {
    static constexpr const char* kind = "notices.NoticeWritten";
};

struct NoticeChanged : OfNotice {
    static constexpr const char* kind = "notices.NoticeChanged";
};

/// Somebody took it off before its time.
struct NoticeEnded {
    static constexpr const char* kind = "notices.NoticeEnded";
    NoticeId id;
    journal::Subject subject() const { return {"notice", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("notice", id);
    }
};

}  // namespace notices
