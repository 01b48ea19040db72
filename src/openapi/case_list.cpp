// Lists of cases, a page at a time.

#include "base/words.h"
#include "cases/cases.h"
#include "openapi/handlers.h"

#include <charconv>

namespace openapi {
namespace {

constexpr int most_found = 1000;  // as far as search reaches

/// Where the page after goes on: behind a case in a list, after so many hits in a search.
struct Cursor {
    Instant at = {};
    cases::CaseId id = {};
    int skip = 0;
};

std::string encode(const Cursor& cursor) {
    return base::to_base64url(std::to_string(cursor.at.time_since_epoch().count()) + '.' + to_string(cursor.id) + '.' +
                              std::to_string(cursor.skip));
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end && number >= 0;
}

std::optional<Cursor> decode(std::string_view text) {
    const auto plain = base::from_base64url(text.substr(0, 200));
    if (!plain) return std::nullopt;
    const auto parts = base::split(*plain, '.');
    std::int64_t at = 0;
    Cursor cursor;
    const bool sound = parts.size() == 3 && read_number(parts[0], at) && read_number(parts[1], cursor.id.value) &&
                       read_number(parts[2], cursor.skip) && cursor.skip <= most_found;
    if (!sound) return std::nullopt;
    cursor.at = Instant{Duration{at}};
    return cursor;
}

struct Asked {
    std::string words;
    std::optional<cases::State> state;
    Cursor cursor;
    int limit = 50;
};

Result<Asked> read_asked(const web::Request& request) {
    constexpr int most = 200;
    Asked asked{.words = std::string(base::trim(request.query.text("q")))};
    std::vector<Problem> problems;
    if (const auto state = request.query.text("state"); state == "open")
        asked.state = cases::State::open;
    else if (state == "closed")
        asked.state = cases::State::closed;
    else if (!state.empty())
        problems.push_back({"state", say("openapi.no_state")});
    if (const auto* limit = request.query.find("limit"))
        if (!read_number(*limit, asked.limit) || asked.limit < 1 || asked.limit > most)
            problems.push_back({"limit", say("openapi.no_limit")});
    if (const auto* text = request.query.find("cursor"); text != nullptr && !text->empty()) {
        const auto cursor = decode(*text);
        if (!cursor) problems.push_back({"cursor", say("openapi.no_cursor")});
        asked.cursor = cursor.value_or(Cursor{});
    }
    if (!problems.empty()) return refuse_fields("openapi.wrong_parameters", std::move(problems));
    return asked;
}

struct Page {
    std::vector<cases::Line> lines;
    std::optional<Cursor> next;
};

Page cut(std::vector<cases::Line> lines, const Asked& asked) {
    Page page{.lines = std::move(lines)};
    if (page.lines.size() <= static_cast<std::size_t>(asked.limit)) return page;
    page.lines.erase(page.lines.begin() + asked.limit, page.lines.end());
    const auto& last = page.lines.back().the_case;
    page.next = asked.words.empty() ? Cursor{.at = last.opened_at, .id = last.id}
                                    : Cursor{.skip = asked.cursor.skip + asked.limit};
    return page;
}

Page list_page(db::Tx& tx, const access::Actor& who, const Asked& asked) {
    return cut(cases::list(tx, who, {.state = asked.state, .after = {asked.cursor.at, asked.cursor.id}, .limit = asked.limit + 1}),
               asked);
}

Result<Page> search_page(db::Tx& tx, const access::Actor& who, const Asked& asked) {
    const auto wanted = asked.state ? most_found : std::min(most_found, asked.cursor.skip + asked.limit + 1);
    auto lines = TRY(cases::search(tx, who, asked.words, wanted));
    if (asked.state) std::erase_if(lines, [&](const cases::Line& line) { return line.the_case.state != *asked.state; });
    cases::note_search(tx, asked.words, lines.size());
    lines.erase(lines.begin(), lines.begin() + std::min<std::ptrdiff_t>(asked.cursor.skip, std::ssize(lines)));
    return cut(std::move(lines), asked);
}

Result<Array> lines_array(db::Tx& tx, std::span<const cases::Line> lines) {
    std::vector<places::LocationId> ids;
    for (const auto& line : lines)
        if (line.request.location) ids.push_back(line.request.location);
    const auto found = ids.empty() ? std::map<places::LocationId, places::Location>{} : places::find_many(tx, ids);
    Array out;
    for (const auto& [c, request] : lines) {
        const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
        const auto place = found.find(request.location);
        Object line;
        line.id("id", c.id).text("service", c.service).text("service_name", service->name).id("team", c.team);
        line.text("state", c.state == cases::State::open ? "open" : "closed").time("opened", c.opened_at);
        line.time("closed", c.closed_at).text_or_none("outcome", c.outcome).number("changes", c.changes);
        line.text("reference", request.reference.text());
        line.object("location", place == found.end() ? Object() : place_object(place->second));
        out.add(line);
    }
    return out;
}

Result<Object> page_object(db::Tx& tx, const Page& page) {
    Object out;
    const auto lines = TRY(lines_array(tx, page.lines));
    out.array("cases", lines).text_or_none("next", page.next ? encode(*page.next) : std::string());
    return out;
}

}  // namespace

Result<web::Response> list_cases(web::Request& request, web::Context& context) {
    const auto asked = TRY(read_asked(request));
    const auto& who = actor_of(context);
    auto& db = context.tenant.db;
    if (asked.words.empty()) {
        const auto page = TRY(db.read(context.for_db(), [&](db::Tx& tx) { return page_object(tx, list_page(tx, who, asked)); }));
        return web::json(page.str());
    }
    const auto page = TRY(db.write(context.for_db(), [&](db::Tx& tx) -> Result<Object> {  // a search is on record
        const auto found = TRY(search_page(tx, who, asked));
        return page_object(tx, found);
    }));
    return web::json(page.str());
}

}  // namespace openapi
