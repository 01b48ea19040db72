// Lists of cases, a page at a time.

#include "base/words.h"
#include "openapi/case_object.h"

#include <charconv>
#include <set>

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

struct AskedList {
    std::string words;
    cases::Wanted wanted{.state = std::nullopt};
    Cursor cursor;
    int limit = 50;
};

/// The value that stands for a parameter's word; a problem for a word it does not know.
template <class Value>
void read_choice(const web::Request& request, std::string_view name, std::string_view complaint,
                 std::initializer_list<std::pair<std::string_view, Value>> choices, Value& value, std::vector<Problem>& problems) {
    const auto* given = request.query.find(name);
    if (given == nullptr || given->empty()) return;
    for (const auto& [word, meaning] : choices)
        if (*given == word) {
            value = meaning;
            return;
        }
    problems.push_back({std::string(name), say(complaint)});
}

void read_filters(const web::Request& request, cases::Wanted& wanted, std::vector<Problem>& problems) {
    using cases::Order, cases::State, cases::Whose;
    read_choice<std::optional<State>>(request, "state", "openapi.no_state", {{"open", State::open}, {"closed", State::closed}},
                                      wanted.state, problems);
    read_choice<Whose>(request, "whose", "openapi.no_whose",
                       {{"everybody", Whose::everybody}, {"mine", Whose::mine}, {"my_teams", Whose::my_teams}, {"unowned", Whose::unowned}},
                       wanted.whose, problems);
    read_choice<bool>(request, "late", "openapi.no_flag", {{"true", true}, {"false", false}}, wanted.late, problems);
    read_choice<bool>(request, "tasks", "openapi.no_flag", {{"true", true}, {"false", false}}, wanted.with_tasks, problems);
    read_choice<Order>(request, "order", "openapi.no_order", {{"newest", Order::newest}, {"due", Order::due}}, wanted.order, problems);
    wanted.service = std::string(request.query.text("service"));
}

Result<AskedList> read_asked(const web::Request& request) {
    constexpr int most = 200;
    AskedList asked{.words = std::string(base::trim(request.query.text("q")))};
    std::vector<Problem> problems;
    read_filters(request, asked.wanted, problems);
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

Page cut(std::vector<cases::Line> lines, const AskedList& asked) {
    Page page{.lines = std::move(lines)};
    if (page.lines.size() <= static_cast<std::size_t>(asked.limit)) return page;
    page.lines.erase(page.lines.begin() + asked.limit, page.lines.end());
    const auto last = cases::cursor_of(page.lines.back(), asked.wanted.order);
    page.next = asked.words.empty() ? Cursor{.at = last.at, .id = last.id} : Cursor{.skip = asked.cursor.skip + asked.limit};
    return page;
}

Page list_page(db::Tx& tx, const access::Actor& who, const AskedList& asked) {
    auto wanted = asked.wanted;
    wanted.after = {asked.cursor.at, asked.cursor.id};
    wanted.limit = asked.limit + 1;
    return cut(cases::list(tx, who, wanted), asked);
}

/// What else was asked for is kept of what the words found.
bool is_wanted(const cases::Case& c, const access::Actor& who, const cases::Wanted& wanted, Instant now) {
    using cases::Whose;
    const bool whose = wanted.whose == Whose::everybody || (wanted.whose == Whose::unowned && !c.owner) ||
                       (wanted.whose == Whose::mine && c.owner && c.owner == who.staff()) ||
                       (wanted.whose == Whose::my_teams && std::ranges::binary_search(who.teams, c.team));
    return whose && (!wanted.state || c.state == *wanted.state) && (!wanted.late || c.is_late(now)) &&
           (!wanted.with_tasks || c.tasks > 0) && (wanted.service.empty() || c.service == wanted.service);
}

bool is_unfiltered(const cases::Wanted& wanted) {
    return wanted.whose == cases::Whose::everybody && !wanted.state && !wanted.late && !wanted.with_tasks && wanted.service.empty();
}

Result<Page> search_page(db::Tx& tx, const access::Actor& who, const AskedList& asked) {
    const auto most = is_unfiltered(asked.wanted) ? std::min(most_found, asked.cursor.skip + asked.limit + 1) : most_found;
    auto lines = TRY(cases::search(tx, who, asked.words, most));
    std::erase_if(lines, [&](const cases::Line& line) { return !is_wanted(line.the_case, who, asked.wanted, tx.now()); });
    cases::note_search(tx, asked.words, lines.size());
    lines.erase(lines.begin(), lines.begin() + std::min<std::ptrdiff_t>(asked.cursor.skip, std::ssize(lines)));
    return cut(std::move(lines), asked);
}

std::map<access::StaffId, std::string> owners_of(db::Tx& tx, std::span<const cases::Line> lines) {
    std::set<access::StaffId> ids;
    for (const auto& line : lines)
        if (line.the_case.owner) ids.insert(line.the_case.owner);
    const std::vector<access::StaffId> list(ids.begin(), ids.end());
    return list.empty() ? std::map<access::StaffId, std::string>{} : access::staff_names(tx, list);
}

Result<Array> lines_array(db::Tx& tx, std::span<const cases::Line> lines) {
    std::vector<places::LocationId> ids;
    for (const auto& line : lines)
        if (line.request.location) ids.push_back(line.request.location);
    const auto found = ids.empty() ? std::map<places::LocationId, places::Location>{} : places::find_many(tx, ids);
    const auto owners = owners_of(tx, lines);
    Array out;
    for (const auto& [c, request] : lines) {
        const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
        const auto place = found.find(request.location);
        Object line;
        put_essentials(line, c, *service, tx.now());
        put_owner(line, c.owner, owners);
        line.id("team", c.team).text("reference", request.reference.text());
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
