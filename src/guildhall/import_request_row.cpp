// Layouts of requests, and what their rows say.

#include "guildhall/import_request_row.h"

#include "base/number.h"
#include "base/text.h"
#include "base/words.h"
#include "people/contact_details.h"

#include <cmath>
#include <map>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Record;
using imports::Verdict;

constexpr std::size_t most_words = 5000;  // characters of one note

RequestLayout los_angeles(const Columns& columns) {
    RequestLayout layout{.name = "la311", .read_time = read_us_time, .times_have_zones = false};
    layout.reference = columns.find("srnumber");
    layout.service = columns.find("requesttype");
    layout.status = columns.find("status");
    layout.created = columns.find("createddate");
    layout.updated = columns.find("updateddate");
    layout.closed = columns.find("closeddate");
    layout.channel = columns.find("requestsource");
    layout.latitude = columns.find("latitude");
    layout.longitude = columns.find("longitude");
    layout.address = columns.find("address");
    return layout;
}

RequestLayout our_own(const Columns& columns) {
    RequestLayout layout{.name = "guildhall"};
    layout.reference = columns.find("reference");
    layout.service = columns.find("service");
    layout.status = columns.find("status");
    layout.created = columns.find("created");
    layout.closed = columns.find("closed");
    layout.channel = columns.find("channel");
    layout.latitude = columns.find("latitude");
    layout.longitude = columns.find("longitude");
    layout.address = columns.find("address");
    layout.description = columns.find("description");
    layout.person = columns.find("name");
    layout.email = columns.find("email");
    layout.phone = columns.find("phone");
    layout.notes = columns.all("note");
    return layout;
}

/// Our word for a way to reach a council; nothing for one that we have none for.
std::optional<std::string> channel_from(std::string_view said) {
    static const std::map<std::string, std::string, std::less<>> words{
        {"web", "web"}, {"phone", "phone"}, {"email", "email"}, {"letter", "letter"}, {"visit", "visit"}, {"chat", "chat"}, {"social", "social"},
        {"api", "api"}, {"call", "phone"}, {"voicemail", "phone"}, {"mobile app", "web"}, {"self service", "web"}, {"council's office", "visit"}};
    const auto found = words.find(base::lower_ascii(said));
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

Ended ended_by(std::string_view status) {
    static const std::map<std::string, Ended, std::less<>> words{
        {"open", Ended::open}, {"pending", Ended::open}, {"new", Ended::open}, {"in progress", Ended::open}, {"assigned", Ended::open}, {"closed", Ended::done},
        {"completed", Ended::done}, {"resolved", Ended::done}, {"cancelled", Ended::cancelled}, {"canceled", Ended::cancelled},
        {"withdrawn", Ended::cancelled}, {"referred out", Ended::referred}, {"referred", Ended::referred}};
    const auto found = words.find(base::lower_ascii(status));
    return found == words.end() ? Ended::unknown : found->second;
}

/// Pieces of at most so many characters, so that nothing is lost of a long text.
std::vector<std::string> in_parts(std::string_view given) {
    const auto text = base::tidy_text(given);
    std::vector<std::string> parts;
    for (std::string_view rest(text); !rest.empty();) {
        const auto part = base::first_characters(rest, most_words);
        parts.emplace_back(part);
        rest.remove_prefix(part.size());
    }
    return parts;
}

/// Reads one row. What is odd is kept and said; only what has no reference, no service or no time of its own is refused.
class RowReader {
public:
    RowReader(const RequestLayout& layout, const places::Zone* zone, Instant now) : layout_(layout), zone_(zone), now_(now) {}

    std::expected<RequestRow, Verdict> read(const Record& row, const places::WardMap& map) {
        row_ = &row;
        out_ = {};
        if (auto refusal = read_names()) return std::unexpected(std::move(*refusal));
        if (auto refusal = read_times()) return std::unexpected(std::move(*refusal));
        read_place(map);
        read_channel();
        read_words();
        read_person();
        return std::move(out_);
    }

private:
    std::string_view at(RequestLayout::Column column) const { return layout_.at(*row_, column); }
    void odd(const char* key, std::string detail = {}) { out_.oddities.push_back({key, std::move(detail)}); }

    std::optional<Verdict> read_names() {
        out_.reference = base::tidy_line(at(layout_.reference));
        if (out_.reference.empty() || out_.reference.size() > 80) return Verdict::refuse("guildhall.row_reference");
        out_.service = base::tidy_line(at(layout_.service));
        if (out_.service.empty() || base::count_characters(out_.service) > 200) return Verdict::refuse("guildhall.row_service");
        out_.status = base::tidy_line(at(layout_.status).substr(0, 400));
        return std::nullopt;
    }

    std::optional<Verdict> time_refusal(const TimeRead& time, const char* column) const {
        if (time.fault == TimeFault::wrong) return Verdict::refuse("guildhall.row_time", column);
        if (time.fault == TimeFault::no_zone) return Verdict::refuse("guildhall.row_no_zone", column);
        if (time.at > now_) return Verdict::refuse("guildhall.row_time_ahead", column);
        return std::nullopt;
    }

    std::optional<Verdict> read_times() {
        const auto created = layout_.read_time(at(layout_.created), zone_);
        if (auto refusal = time_refusal(created, "created")) return refusal;
        out_.created = created.at;
        if (const auto text = at(layout_.closed); !text.empty()) {
            const auto closed = layout_.read_time(text, zone_);
            if (auto refusal = time_refusal(closed, "closed")) return refusal;
            out_.closed = closed.at;
            if (closed.at < created.at) odd("guildhall.odd_closed_before");
        }
        settle_end();
        return std::nullopt;
    }

    /// Status and closing time may contradict each other: the status says whether it is open.
    void settle_end() {
        out_.ended = ended_by(out_.status);
        if (out_.ended == Ended::unknown) return;  // the service's own outcomes may know it
        if (out_.ended == Ended::open && out_.closed) {
            odd("guildhall.odd_open_but_closed");
            note("guildhall.note_closed", base::to_iso(*out_.closed));
            out_.closed.reset();
        }
        if (out_.ended != Ended::open && !out_.closed) close_by_last_change();
    }
    void close_by_last_change() {
        const auto updated = layout_.read_time(at(layout_.updated), zone_);
        const bool known = updated.fault == TimeFault::none && updated.at >= out_.created && updated.at <= now_;
        out_.closed = known ? updated.at : out_.created;
        odd("guildhall.odd_no_closing_time");
    }

    void read_place(const places::WardMap& map) {
        out_.location.text = base::tidy_line(at(layout_.address));
        if (const auto most = base::first_characters(out_.location.text, 300); most.size() < out_.location.text.size()) {
            note("guildhall.note_address", out_.location.text);
            out_.location.text = most;
            odd("guildhall.odd_address_long");
        }
        read_point();
        if (!out_.location.point || map.empty()) return;
        out_.location.ward = map.at(*out_.location.point);
        if (out_.location.ward.empty()) odd("guildhall.odd_no_ward");
    }
    void read_point() {
        const auto latitude_said = at(layout_.latitude), longitude_said = at(layout_.longitude);
        if (latitude_said.empty() && longitude_said.empty()) return odd("guildhall.odd_no_coordinates");
        const auto latitude = base::decimal_from(base::trim(latitude_said)), longitude = base::decimal_from(base::trim(longitude_said));
        const bool sound = latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180 && !(*latitude == 0 && *longitude == 0);
        if (sound) {
            out_.location.point = places::Point{*latitude, *longitude};
            return;
        }
        odd("guildhall.odd_coordinates");
        note("guildhall.note_coordinates", std::string(latitude_said.substr(0, 100)) + ' ' + std::string(longitude_said.substr(0, 100)));
    }

    void read_channel() {
        const auto said = base::tidy_line(at(layout_.channel).substr(0, 200));
        const auto known = channel_from(said);
        out_.channel = known.value_or("other");
        if (known) return;
        odd("guildhall.odd_channel", said);
        if (!said.empty()) note("guildhall.note_channel", said);
    }

    void read_words() {
        auto parts = in_parts(at(layout_.description));
        if (!parts.empty()) out_.words = std::move(parts.front());
        for (std::size_t i = 1; i < parts.size(); ++i) out_.notes.push_back(std::move(parts[i]));
        for (const auto column : layout_.notes)
            for (auto& part : in_parts(row_->fields[column])) out_.notes.push_back(std::move(part));
    }

    /// A detail that is none is kept as a note: somebody may make sense of it.
    void read_person() {
        const auto name = base::tidy_line(at(layout_.person));
        out_.person.name = base::first_characters(name, 200);
        if (out_.person.name.size() < name.size()) lay_aside("guildhall.odd_name_long", "guildhall.note_name", name);
        if (const auto email = at(layout_.email); !email.empty()) {
            if (auto tidy = people::tidy_email(email))
                out_.person.email = std::move(*tidy);
            else
                lay_aside("guildhall.odd_email", "guildhall.note_email", email);
        }
        if (const auto phone = at(layout_.phone); !phone.empty()) {
            if (auto tidy = people::tidy_phone(phone))
                out_.person.phone = std::move(*tidy);
            else
                lay_aside("guildhall.odd_phone", "guildhall.note_phone", phone);
        }
    }
    void lay_aside(const char* oddity, const char* note_key, std::string_view said) {
        odd(oddity);
        note(note_key, std::string(said));
    }
    void note(const char* key, const std::string& said) {
        for (auto& part : in_parts(base::say(key, {{"said", said}}))) out_.notes.push_back(std::move(part));
    }

    const RequestLayout& layout_;
    const places::Zone* zone_;
    Instant now_;
    const Record* row_ = nullptr;
    RequestRow out_;
};

}  // namespace

std::string_view RequestLayout::at(const Record& row, Column column) const {
    return column ? base::trim(row.fields[*column]) : std::string_view();
}

Result<RequestLayout> find_layout(const Columns& columns) {
    const bool is_la = columns.find("srnumber").has_value();
    const auto missing = is_la ? columns.missing({"srnumber", "requesttype", "status", "createddate", "closeddate"})
                               : columns.missing({"reference", "service", "status", "created", "closed"});
    if (!missing.empty()) return refuse(Kind::invalid, "imports.columns_missing", missing);
    return is_la ? los_angeles(columns) : our_own(columns);
}

std::expected<RequestRow, Verdict> read_request(const Record& row, const RequestLayout& layout, const places::Zone* zone,
                                                const places::WardMap& map, Instant now) {
    return RowReader(layout, zone, now).read(row, map);
}

}  // namespace guildhall
