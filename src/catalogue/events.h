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

/// Rows of the national list, or of councils' links, were added or changed, by how many. Each load is a subject of its own.
struct ServiceListLoaded {
    static constexpr const char* kind = "catalogue.ServiceListLoaded";
    std::int64_t load = 0;
    std::int64_t services = 0, links = 0;
    journal::Subject subject() const { return {"service list", load}; }
    template <class Fields>
    void fields(Fields& f) {
        f("services", services);
        f("links", links);
    }
};

}  // namespace catalogue
