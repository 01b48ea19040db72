#include "open311/asked.h"

#include "base/number.h"
#include "base/text.h"
#include "base/words.h"

#include <algorithm>
#include <charconv>

namespace open311 {
namespace {

std::optional<int> read_number(std::string_view text) {
    int number = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

}  // namespace

std::string jurisdiction_of(const web::Tenant& tenant) {
    std::string_view host = tenant.base_url;
    if (const auto scheme = host.find("://"); scheme != host.npos) host.remove_prefix(scheme + 3);
    host = host.substr(0, host.find_first_of("/:"));
    if (host.starts_with("www.")) host.remove_prefix(4);
    return base::lower_ascii(host);
}

Result<void> check_jurisdiction(const web::Request& request, const web::Tenant& tenant) {
    for (const auto* fields : {&request.form, &request.query})
        for (const auto sent : fields->all("jurisdiction_id")) {
            const auto named = base::lower_ascii(base::trim(sent));
            if (!named.empty() && named != jurisdiction_of(tenant) && named != tenant.id)
                return refuse(Kind::not_found, "open311.no_jurisdiction");
        }
    return {};
}

std::string_view Asked::text(std::string_view name) {
    std::string_view found;
    for (const auto* fields : {&request_.form, &request_.query})
        for (const auto sent : fields->all(name)) {
            const auto value = base::trim(sent);
            if (value.empty() || value == found) continue;
            if (!found.empty()) {
                wrong(name, "open311.twice");
                return found;
            }
            found = value;
        }
    return found;
}

std::vector<std::string> Asked::list(std::string_view name) const {
    std::vector<std::string> items;
    for (const auto* fields : {&request_.form, &request_.query})
        for (const auto sent : fields->all(name))
            for (const auto item : base::split(sent, ','))
                if (const auto tidy = base::trim(item); !tidy.empty()) items.emplace_back(tidy);
    return items;
}

std::optional<Instant> Asked::time(std::string_view name) {
    std::string given(text(name));
    if (given.empty()) return std::nullopt;
    if (const auto space = given.rfind(' '); space != given.npos && space >= 19) given[space] = '+';
    const auto at = base::parse_iso(given);
    if (!at) wrong(name, "open311.want_time");
    return at;
}

std::optional<double> Asked::decimal(std::string_view name) {
    const auto given = text(name);
    if (given.empty()) return std::nullopt;
    if (const auto number = base::decimal_from(given.starts_with('+') ? given.substr(1) : given)) return number;
    wrong(name, "open311.want_number");
    return std::nullopt;
}

int Asked::number(std::string_view name, int otherwise, int least, int most) {
    const auto given = text(name);
    if (given.empty()) return otherwise;
    const auto number = read_number(given);
    if (number && *number >= least && *number <= most) return *number;
    put({std::string(name), say("open311.want_whole", {{"least", std::to_string(least)}, {"most", std::to_string(most)}})});
    return otherwise;
}

bool Asked::flag(std::string_view name) {
    const auto given = base::lower_ascii(text(name));
    if (given == "true" || given == "1") return true;
    if (!given.empty() && given != "false" && given != "0") wrong(name, "open311.want_flag");
    return false;
}

void Asked::wrong(std::string_view name, std::string_view words_key) { put({std::string(name), say(words_key)}); }

/// What is read twice is wrong once.
void Asked::put(Problem problem) {
    constexpr std::size_t most = 50;
    const auto same = [&](const Problem& other) { return other.field == problem.field && other.message == problem.message; };
    if (problems_.size() < most && std::ranges::none_of(problems_, same)) problems_.push_back(std::move(problem));
}

Result<void> Asked::no_problems() const {
    if (problems_.empty()) return {};
    return refuse_fields("open311.problems", problems_);
}

}  // namespace open311
