#pragma once
// What a council says about itself and how it looks, kept as data: in the program's settings, or in `council.toml` and
// `crest.svg` in the council's own folder, which are read again while the program runs.

#include "html/page.h"
#include "web/web.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace website {

struct Council {
    std::string name;
    html::Colours colours;  // brand_colour, accent_colour
    std::string crest;      // a sound drawing; empty: the house's own mark
    std::string crest_address;
    std::string notice;  // council_notice, Markdown: stands on the home page and on every service's page
    std::string phone, email, address, hours;  // council_phone, …; where somebody is reached by other ways than this site
};

/// Thread-safe; reads a council's folder at most every ten seconds.
class Councils {
public:
    std::shared_ptr<const Council> of(const web::Tenant& tenant, Instant now) const;

private:
    struct Known {
        std::shared_ptr<const Council> council;
        Instant read_at;
    };
    mutable std::mutex mutex_;
    mutable std::map<std::string, Known> known_;
};

}  // namespace website
