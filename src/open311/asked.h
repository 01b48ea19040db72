#pragma once
// Inside open311 only: what was asked, read name by name; all that is wrong with it is gathered.

#include "base/result.h"
#include "base/time.h"
#include "web/web.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace open311 {

/// Refuses (404) a jurisdiction_id that is neither this council's domain without "www." nor its id, as the specification
/// wants; none is as good as the right one.
Result<void> check_jurisdiction(const web::Request& request, const web::Tenant& tenant);
/// "ambleford.gov.uk"
std::string jurisdiction_of(const web::Tenant& tenant);

/// Parameters may stand in the form or in the query, the form's first. One that is empty counts as not sent.
class Asked {
public:
    explicit Asked(const web::Request& request) : request_(request) {}

    /// A problem where it was sent twice with different values.
    std::string_view text(std::string_view name);
    /// Parted by commas, or sent several times.
    std::vector<std::string> list(std::string_view name) const;
    /// RFC 3339; a plus sign that the query's decoding turned into a space is forgiven.
    std::optional<Instant> time(std::string_view name);
    std::optional<double> decimal(std::string_view name);
    int number(std::string_view name, int otherwise, int least, int most);
    bool flag(std::string_view name);

    void wrong(std::string_view name, std::string_view words_key);
    /// Refuses with all that was gathered, if anything was.
    Result<void> no_problems() const;

private:
    void put(Problem problem);
    const web::Request& request_;
    std::vector<Problem> problems_;
};

}  // namespace open311
