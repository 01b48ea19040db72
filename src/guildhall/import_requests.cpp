// Requests that another system took: two layouts of Los Angeles 311, and our own.

#include "access/access.h"
#include "base/text.h"
#include "cases/past.h"
#include "catalogue/past_service.h"
#include "guildhall/import_takers.h"
#include "guildhall/import_times.h"
#include "people/contact_details.h"
#include "places/places.h"
#include "search/search.h"

#include <charconv>
#include <cmath>
#include <map>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Remark;
using imports::Verdict;

constexpr std::size_t most_words = 5000;  // characters of one note

/// Where each thing stands in a row; what a layout has not stands nowhere.
struct Layout {
    using Column = std::optional<std::size_t>;
    std::string name;
    TimeRead (*read_time)(std::string_view, const places::Zone*) = read_iso_time;
    Column reference, service, status, created, updated, closed, channel, latitude, longitude, address, description, person, email, phone;
    std::vector<std::size_t> notes;

    static std::string_view at(const Record& row, Column column) {
        return column ? base::trim(row.fields[*column]) : std::string_view();
    }
};

Layout los_angeles(const Columns& columns) {
    Layout layout{.name = "la311", .read_time = read_us_time};
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

Layout our_own(const Columns& columns) {
    Layout layout{.name = "guildhall"};
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

enum class Ended { open, done, cancelled, referred, unknown };
Ended ended_by(std::string_view status) {
    static const std::map<std::string, Ended, std::less<>> words{
        {"open", Ended::open}, {"pending", Ended::open}, {"new", Ended::open}, {"in progress", Ended::open}, {"assigned", Ended::open}, {"closed", Ended::done},
        {"completed", Ended::done}, {"resolved", Ended::done}, {"cancelled", Ended::cancelled}, {"canceled", Ended::cancelled},
        {"withdrawn", Ended::cancelled}, {"referred out", Ended::referred}, {"referred", Ended::referred}};
    const auto found = words.find(base::lower_ascii(status));
    return found == words.end() ? Ended::unknown : found->second;
}

std::string_view past_outcome(Ended ended) {
    if (ended == Ended::cancelled) return catalogue::past_cancelled;
    return ended == Ended::referred ? catalogue::past_referred : catalogue::past_done;
}

std::optional<double> degrees_from(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool sound = !text.empty() && error == std::errc{} && end == text.data() + text.size();
    return sound ? std::optional(value) : std::nullopt;
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

/// A row as it was read: what will be kept, and what is odd about it.
struct Read {
    std::string reference, service;
    Ended ended = Ended::open;
    std::string status;
    places::Location location;
    people::Contact person;
    std::string channel, words;
    std::vector<std::string> notes;
    Instant created;
    std::optional<Instant> closed;
    std::vector<Remark> oddities;
};

/// Reads one row. What is odd is kept and said; only what has no reference, no service or no time of its own is refused.
class RowReader {
public:
    RowReader(const Layout& layout, const places::Zone* zone, Instant now) : layout_(layout), zone_(zone), now_(now) {}

    std::expected<Read, Verdict> read(const Record& row, const places::WardMap& map) {
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
    std::string_view at(Layout::Column column) const { return Layout::at(*row_, column); }
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
        const auto latitude = degrees_from(latitude_said), longitude = degrees_from(longitude_said);
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

    const Layout& layout_;
    const places::Zone* zone_;
    Instant now_;
    const Record* row_ = nullptr;
    Read out_;
};

class RequestsTaker final : public imports::Taker {
public:
    RequestsTaker(RequestsFrom from, Random& random, Instant now) : from_(std::move(from)), random_(random), now_(now) {}

    Result<void> read_names(const Columns& columns) override {
        const bool is_la = columns.find("srnumber").has_value();
        const auto missing = is_la ? columns.missing({"srnumber", "requesttype", "status", "createddate", "closeddate"})
                                   : columns.missing({"reference", "service", "status", "created", "closed"});
        if (!missing.empty()) return refuse(Kind::invalid, "imports.columns_missing", missing);
        layout_ = is_la ? los_angeles(columns) : our_own(columns);
        if (is_la && from_.zone == nullptr) return refuse(Kind::invalid, "guildhall.zone_needed");
        if (from_.source.empty()) from_.source = layout_.name;
        return {};
    }
    std::string key_of(const Record& row) const override { return base::tidy_line(Layout::at(row, layout_.reference)); }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        fresh_.clear();
        std::vector<std::string> references;
        for (const auto& row : rows) references.push_back(key_of(row));
        const auto known = cases::taken_over(tx, from_.source, references);
        const auto map = places::ward_map(tx);
        RowReader reader(layout_, from_.zone, now_);
        std::vector<Verdict> verdicts;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (known.contains(references[i])) {
                verdicts.push_back({Fate::same, {}});
                continue;
            }
            auto read = reader.read(rows[i], map);
            if (!read) {
                verdicts.push_back(std::move(read).error());
                continue;
            }
            auto verdict = TRY(take_one(tx, *read, rehearsal));
            verdicts.push_back(std::move(verdict));
        }
        return verdicts;
    }

    void kept(db::Database& database) override {
        for (auto& [name, service] : fresh_) services_.insert_or_assign(name, std::move(service));
        fresh_.clear();
        search::remember_words(database, now_);
    }

private:
    struct Service {
        catalogue::DefinitionPtr definition;
        access::TeamId team;
    };

    Result<Verdict> take_one(db::Tx& tx, Read& read, bool rehearsal) {
        const auto service = TRY(service_for(tx, read.service, rehearsal));
        settle_outcome(service.definition, read);
        Verdict verdict{Fate::added, read.oddities};
        if (rehearsal) return verdict;
        cases::PastRequest past{.source = from_.source,
                                .reference = read.reference,
                                .service = service.definition,
                                .team = service.team,
                                .person = people::record(tx, read.person),
                                .location = places::record(tx, read.location),
                                .channel = read.channel,
                                .area = read.location.ward,
                                .searchable = read.person.name + ' ' + read.location.text,
                                .received_at = read.created,
                                .closed_at = read.closed,
                                .outcome = outcome_,
                                .words = std::move(read.words),
                                .notes = std::move(read.notes),
                                .oddities = codes_of(read.oddities)};
        cases::take_over(tx, random_, past);
        return verdict;
    }

    /// The council's own, where the name is its code; otherwise one of the past under that name. In a rehearsal, none is made.
    Result<Service> service_for(db::Tx& tx, const std::string& name, bool rehearsal) {
        for (const auto* list : {&fresh_, &services_})
            if (const auto found = list->find(name); found != list->end()) return found->second;
        Service service;
        const auto own = catalogue::find_live(tx, name);
        if (!own && own.error().kind != Kind::not_found) return std::unexpected(own.error());
        if (own) service.definition = *own;
        if (!own && rehearsal) return fresh_[name] = service;
        if (!own) {
            auto past = TRY(catalogue::keep_past_service(tx, {.source = from_.source, .name = name, .team = from_.team}));
            service.definition = std::move(past);
        }
        const auto team = access::find_team_by_name(tx, service.definition->team);
        if (team) service.team = team->id;
        if (!team && !rehearsal) {
            const auto made = TRY(access::add_team(tx, access::Actor::house("import"), service.definition->team));
            service.team = made;
        }
        return fresh_[name] = service;
    }

    /// How it ended, in the words of its service.
    void settle_outcome(const catalogue::DefinitionPtr& service, Read& read) {
        const bool own = service != nullptr && !service->past;
        const bool is_outcome = own && !service->outcome_label(read.status).empty();
        if (read.ended == Ended::unknown && !is_outcome) {
            read.oddities.push_back({"guildhall.odd_status", read.status.substr(0, 40)});
            if (!read.status.empty()) read.notes.push_back(base::say("guildhall.note_status", {{"said", read.status}}));
        }
        if (is_outcome && !read.closed) {
            read.closed = read.created;
            read.oddities.push_back({"guildhall.odd_no_closing_time"});
        }
        if (own)
            outcome_ = is_outcome ? read.status : std::string(cases::elsewhere_outcome);
        else
            outcome_ = past_outcome(read.ended);
    }

    /// "closed_before no_coordinates"
    static std::string codes_of(const std::vector<Remark>& oddities) {
        constexpr std::string_view prefix = "guildhall.odd_";
        std::string codes;
        for (const auto& oddity : oddities) (codes += codes.empty() ? "" : " ") += oddity.key.substr(prefix.size());
        return codes;
    }

    RequestsFrom from_;
    Random& random_;
    Instant now_;
    Layout layout_;
    std::string outcome_;
    std::map<std::string, Service> services_;  // by the name in the file
    std::map<std::string, Service> fresh_;     // met in the transaction under way
};

}  // namespace

std::unique_ptr<imports::Taker> requests_taker(RequestsFrom from, Random& random, Instant now) {
    return std::make_unique<RequestsTaker>(std::move(from), random, now);
}

}  // namespace guildhall
