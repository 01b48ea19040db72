#pragma once

#include "journal/event.h"

namespace catalogue {

struct ServicePublished {
    static constexpr const char* kind = "catalogue.ServicePublished";
    std::int64_t service = 0;  // row id
    std::string code;
    std::int64_t version = 0;
    journal::Subject subject() const { return {"service", service}; }
    template <class Fields>
    void fields(Fields& f) {
        f("service", service);
        f("code", code);
        f("version", version);
    }
};

}  // namespace catalogue
