#include "open311/wanted.h"

#include "base/text.h"

#include <algorithm>

namespace open311 {
namespace {

constexpr int most_pages = 1000;

void read_status(Asked& asked, cases::RequestsWanted& wanted) {
    bool open = false, closed = false;
    for (const auto& word : asked.list("status")) {
        if (base::equal_ignoring_case(word, "open"))
            open = true;
        else if (base::equal_ignoring_case(word, "closed"))
            closed = true;
        else
            asked.wrong("status", "open311.want_status");
    }
    if (open != closed) wanted.state = open ? cases::State::open : cases::State::closed;
}

/// What is no reference of ours is one that nobody has.
void read_ids(const std::vector<std::string>& ids, Wanted& wanted) {
    for (const auto& id : ids)
        if (const auto reference = Reference::parse(id)) wanted.requests.references.push_back(*reference);
    auto& references = wanted.requests.references;
    std::ranges::sort(references);
    const auto [first, last] = std::ranges::unique(references);
    references.erase(first, last);
}

}  // namespace

Span span_of(Asked& asked, Instant now) {
    constexpr auto whole_second = std::chrono::seconds(1);
    const auto start = asked.time("start_date"), end = asked.time("end_date");
    if (start && end) {
        if (*end < *start) asked.wrong("end_date", "open311.ends_before");
        if (*end - *start > longest_span) asked.wrong("end_date", "open311.span_too_long");
        return {*start, *end + whole_second};
    }
    if (start) return {*start, *start + longest_span + whole_second};
    const auto last = end.value_or(now);
    return {last - longest_span, last + whole_second};
}

Result<Wanted> requests_wanted(Asked& asked, Instant now, int most) {
    Wanted wanted;
    if (const auto ids = asked.list("service_request_id"); !ids.empty()) {
        wanted.by_id = true;
        if (ids.size() > static_cast<std::size_t>(most)) asked.wrong("service_request_id", "open311.too_many_ids");
        read_ids(ids, wanted);
        TRY(asked.no_problems());
        return wanted;
    }
    auto& requests = wanted.requests;
    requests.services = asked.list("service_code");
    if (requests.services.size() > 100) asked.wrong("service_code", "open311.too_many_ids");
    read_status(asked, requests);
    requests.changed_from = asked.time("updated_after");
    requests.changed_before = asked.time("updated_before");
    const bool by_change = requests.changed_from || requests.changed_before;
    if (!by_change || !asked.text("start_date").empty() || !asked.text("end_date").empty()) {
        const auto span = span_of(asked, now);
        requests.received_from = span.from;
        requests.received_before = span.before;
    }
    requests.limit = asked.number("page_size", most, 1, most);
    requests.skip = (asked.number("page", 1, 1, most_pages) - 1) * requests.limit;
    TRY(asked.no_problems());
    return wanted;
}

std::vector<cases::Line> lines_of(db::Tx& tx, const Wanted& wanted, const Eyes& eyes) {
    if (!wanted.by_id) return cases::list_requests(tx, eyes.reads, eyes.published, wanted.requests);
    if (wanted.requests.references.empty()) return {};
    return cases::list_requests(tx, access::Scope::everything(), wanted.requests);
}

}  // namespace open311
