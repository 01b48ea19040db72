#include "website/ward_feed.h"

#include "cases/public_sight.h"
#include "cases/publishing.h"
#include "cases/request_list.h"
#include "web/web_address.h"
#include "website/pages.h"

#include <algorithm>

namespace website {
namespace {

constexpr int most_entries = 50;

/// Text as XML: markup escaped, and what XML 1.0 cannot hold left out (controls, U+FFFE, U+FFFF).
std::string xml(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool no_character = text.substr(i, 3) == "\xef\xbf\xbe" || text.substr(i, 3) == "\xef\xbf\xbf";
        if (no_character) {
            i += 2;
            continue;
        }
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string element(std::string_view name, std::string_view text, std::string_view attributes = {}) {
    return "<" + std::string(name) + std::string(attributes) + ">" + xml(text) + "</" + std::string(name) + ">\n";
}

std::string whole_seconds(Instant at) { return base::to_iso(Instant(std::chrono::floor<std::chrono::seconds>(at))); }

std::string state_said(const web::Context& context, const cases::Line& line) {
    return context.say(cases::state_of(line.request, line.the_case) == cases::State::closed ? "website.feed_closed" : "website.feed_open");
}

/// What everybody may know: never a resident's own words of the place.
FeedEntry entry_of(db::Tx& tx, const web::Context& context, const std::string& host, const cases::Line& line, const std::string& service,
                   const places::Location& place, const cases::PublicCopy* copy) {
    auto title = copy != nullptr && !copy->title.empty() ? copy->title : service;
    if (const auto street = place.usrn.empty() ? std::nullopt : places::find_street(tx, place.usrn)) title += ", " + street->name;
    auto text = state_said(context, line);
    if (copy != nullptr && !copy->words.empty()) text += "\n" + copy->words;
    return {.id = "tag:" + host + ",2026:problem/" + to_string(line.request.id), .title = std::move(title), .text = std::move(text), .published = line.request.received_at, .updated = cases::changed_at(line.request, line.the_case)};
}

std::vector<FeedEntry> entries_in(db::Tx& tx, const web::Context& context, const std::string& host, const std::string& ward) {
    const auto sight = cases::PublicSight::of(tx);
    std::vector<cases::Line> lines;
    for (auto& line : sight.is_none() ? std::vector<cases::Line>() : cases::list_requests(tx, access::Scope::none(), sight, {.area = ward, .limit = most_entries}))
        if (line.request.is_live()) lines.push_back(std::move(line));
    std::vector<cases::RequestId> ids;
    std::vector<places::LocationId> where;
    for (const auto& line : lines) {
        if (line.request.publication == cases::Publication::published) ids.push_back(line.request.id);
        where.push_back(line.request.location);
    }
    const auto copies = cases::public_copies(tx, ids);
    const auto places = places::find_many(tx, where);
    std::vector<FeedEntry> entries;
    for (const auto& line : lines) {
        // What was asked while the service said that nothing is public stays so.
        const auto service = catalogue::find_version(tx, line.request.service, line.request.service_version);
        if (!service || !sight.shows(line.request, line.the_case, **service)) continue;
        const auto copy = copies.find(line.request.id);
        const auto place = places.find(line.request.location);
        entries.push_back(entry_of(tx, context, host, line, (*service)->name, place == places.end() ? places::Location{} : place->second,
                                   copy == copies.end() ? nullptr : &copy->second));
    }
    return entries;
}

}  // namespace

std::string to_atom(const AtomFeed& feed) {
    auto updated = feed.entries.empty() ? feed.updated : Instant{};
    for (const auto& entry : feed.entries) updated = std::max(updated, entry.updated);
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    out += element("id", feed.id) + element("title", feed.title) + element("updated", whole_seconds(updated));
    out += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + xml(feed.self) + "\"/>\n<link href=\"" + xml(feed.site) + "\"/>\n";
    out += "<author>" + element("name", feed.author) + "</author>\n";
    for (const auto& entry : feed.entries)
        out += "<entry>\n" + element("id", entry.id) + element("title", entry.title) + element("published", whole_seconds(entry.published)) +
               element("updated", whole_seconds(entry.updated)) + element("content", entry.text, " type=\"text\"") + "</entry>\n";
    return out + "</feed>\n";
}

Result<web::Response> send_ward_feed(const Site& site, web::Request& request, web::Context& context) {
    const std::string host(web::host_of(context.tenant.base_url));
    const auto feed = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) -> Result<AtomFeed> {
        const auto ward = places::find_ward(tx, request.param("ward"));
        if (!ward) return refuse(Kind::not_found, "website.feed_no_ward");
        const auto address = "/wards/" + ward->code + "/feed";
        return AtomFeed{.id = "tag:" + host + ",2026:ward/" + ward->code,
                        .title = context.say("website.feed_title", {{"ward", ward->name}}),
                        .self = context.tenant.base_url + address,
                        .site = context.tenant.base_url + "/",
                        .author = site.council(context)->name,
                        .updated = Instant{},
                        .entries = entries_in(tx, context, host, ward->code)};
    }));
    auto body = to_atom(feed);
    const auto tag = base::to_hex(base::sha256(body)).substr(0, 16);
    return web::bytes(std::move(body), "application/atom+xml; charset=utf-8")
        .with_etag(tag)
        .with("Cache-Control", "public, max-age=300")
        .with("Vary", "Accept-Language, Cookie");  // it is in the reader's language
}

}  // namespace website
