#include "notices/notices.h"

#include "base/text.h"
#include "base/words.h"
#include "journal/journal.h"
#include "notices/events.h"
#include "notices/queries.h"

#include <algorithm>
#include <array>

namespace notices {
namespace {

using access::Permission;

constexpr std::size_t most_title = 100, most_text = 1000, most_link = 500, most_codes = 60, most_code = 60;
constexpr auto longest = std::chrono::days(366);
constexpr std::array<std::string_view, 3> levels{"information", "warning", "emergency"};

std::string joined(const std::vector<std::string>& codes) {
    std::string all;
    for (const auto& code : codes) all += (all.empty() ? "" : " ") + code;
    return all;
}

std::vector<std::string> parts_of(std::string_view joined) {
    std::vector<std::string> codes;
    for (const auto& code : base::split(joined, ' '))
        if (!code.empty()) codes.emplace_back(code);
    return codes;
}

Notice notice_from(const db::Row& row) {
    return {.id = row.get<NoticeId>(0),
            .level = find_level(row.get<std::string_view>(1)).value_or(Level::information),
            .title = row.get<std::string>(2),
            .text = row.get<std::string>(3),
            .link = row.get<std::string>(4),
            .services = parts_of(row.get<std::string_view>(5)),
            .wards = parts_of(row.get<std::string_view>(6)),
            .from = row.get<Instant>(7),
            .until = row.get<Instant>(8),
            .changes = row.get<std::int64_t>(9),
            .written_by = row.get<std::string>(10),
            .written_at = row.get<Instant>(11)};
}

std::vector<Notice> notices_from(db::Rows rows) {
    std::vector<Notice> notices;
    for (const auto row : rows) notices.push_back(notice_from(row));
    return notices;
}

/// Within this site ("/…", but not "//…", which is another), or by https; nothing that could end an attribute or a line.
bool is_link(std::string_view link) {
    const bool within = link.starts_with('/') && !link.starts_with("//");
    const bool outside = link.starts_with("https://") && link.size() > 8 && link[8] != '/';
    return (within || outside) && link.size() <= most_link &&
           std::ranges::all_of(link, [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\'; });
}

bool are_codes(const std::vector<std::string>& codes) {
    return codes.size() <= most_codes && std::ranges::all_of(codes, [](const std::string& code) {
               return !code.empty() && code.size() <= most_code &&
                      code.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == std::string::npos;
           });
}

}  // namespace

std::string_view code_of(Level level) { return levels[static_cast<std::size_t>(level)]; }

std::optional<Level> find_level(std::string_view code) {
    const auto found = std::ranges::find(levels, code);
    if (found == levels.end()) return std::nullopt;
    return static_cast<Level>(found - levels.begin());
}

bool Notice::stands_beside(std::string_view service) const {
    return level == Level::emergency || std::ranges::find(services, service) != services.end();
}

bool Notice::is_for(std::string_view ward) const { return wards.empty() || std::ranges::find(wards, ward) != wards.end(); }

std::vector<Notice> showing(db::Tx& tx) {
    auto notices = notices_from(tx.query(sql::showing, tx.now(), tx.now()));
    std::ranges::stable_sort(notices, [](const Notice& a, const Notice& b) { return a.level > b.level; });
    return notices;
}

std::vector<Notice> all_notices(db::Tx& tx, int limit) { return notices_from(tx.query(sql::all_notices, limit)); }

Result<Notice> find_notice(db::Tx& tx, NoticeId id) {
    for (const auto row : tx.query(sql::find_notice, id)) return notice_from(row);
    return refuse(Kind::not_found, "notices.no_such_notice");
}

Result<Notice> check(const Notice& given, Instant now) {
    Notice notice = given;
    std::vector<Problem> problems;
    const auto wrong = [&](bool is_wrong, const char* field, const char* key) {
        if (is_wrong) problems.push_back({field, say(key)});
    };
    notice.title = base::tidy_line(std::string_view(given.title).substr(0, 8 * most_title));
    notice.text = base::tidy_text(std::string_view(given.text).substr(0, 8 * most_text));
    notice.link = base::trim(given.link);
    wrong(notice.title.empty(), "title", "notices.title_missing");
    wrong(base::count_characters(notice.title) > most_title, "title", "notices.title_long");
    wrong(base::count_characters(notice.text) > most_text, "text", "notices.text_long");
    wrong(!notice.link.empty() && !is_link(notice.link), "link", "notices.link_wrong");
    wrong(!are_codes(notice.services), "services", "notices.services_wrong");
    wrong(!are_codes(notice.wards), "wards", "notices.wards_wrong");
    wrong(notice.until <= notice.from || notice.until <= now, "until", "notices.until_past");
    wrong(notice.until - std::max(notice.from, now) > longest || notice.from - now > longest, "until", "notices.until_far");
    if (!problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    return notice;
}

Result<NoticeId> write_notice(db::Tx& tx, const access::Actor& who, const Notice& given) {
    TRY(access::require(who, Permission::write_notice));
    const auto notice = TRY(check(given, tx.now()));
    const auto id = tx.new_id<NoticeId>();
    const auto services = joined(notice.services), wards = joined(notice.wards);
    tx.run(sql::add_notice, id, code_of(notice.level), notice.title, notice.text, notice.link, services, wards, notice.from, notice.until, tx.actor(),
           tx.now());
    journal::announce(tx, NoticeWritten{id, std::string(code_of(notice.level)), notice.from, notice.until});
    return id;
}

Result<void> change_notice(db::Tx& tx, const access::Actor& who, const Notice& given) {
    TRY(access::require(who, Permission::write_notice));
    const auto before = TRY(find_notice(tx, given.id));
    if (before.is_over(tx.now())) return refuse(Kind::conflict, "notices.over");
    const auto notice = TRY(check(given, tx.now()));
    const auto services = joined(notice.services), wards = joined(notice.wards);
    if (tx.change(sql::change_notice, code_of(notice.level), notice.title, notice.text, notice.link, services, wards, notice.from, notice.until,
                  tx.actor(), tx.now(), notice.id, notice.changes) == 0)
        return refuse(Kind::conflict, "notices.changed_meanwhile");
    journal::announce(tx, NoticeChanged{notice.id, std::string(code_of(notice.level)), notice.from, notice.until});
    return {};
}

Result<void> end_notice(db::Tx& tx, const access::Actor& who, NoticeId id) {
    TRY(access::require(who, Permission::write_notice));
    TRY(find_notice(tx, id));
    if (tx.change(sql::end_notice, tx.now(), tx.actor(), tx.now(), id, tx.now()) > 0) journal::announce(tx, NoticeEnded{id});
    return {};
}

}  // namespace notices
