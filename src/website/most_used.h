#pragma once
// Inside website only: the services people ask for most, for the home page.

#include "web/web.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace website {

/// Counts the requests of the last 90 days, and again after ten minutes. Thread-safe.
class MostUsed {
public:
    /// Codes of services, most used first; empty where nobody has asked for anything yet.
    std::shared_ptr<const std::vector<std::string>> of(const web::Context& context) const;

private:
    struct Known {
        std::shared_ptr<const std::vector<std::string>> codes;
        Instant counted_at;
    };
    mutable std::mutex mutex_;
    mutable std::map<std::string, Known> known_;
};

}  // namespace website
