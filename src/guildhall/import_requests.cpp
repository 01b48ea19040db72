// Requests that another system took, each made a request and a case of the past.

#include "access/access.h"
#include "base/text.h"
#include "cases/past.h"
#include "catalogue/past_service.h"
#include "guildhall/import_request_row.h"
#include "guildhall/import_takers.h"
#include "places/places.h"
#include "search/search.h"

#include <map>

namespace guildhall {
namespace {

using imports::Columns;
using imports::Fate;
using imports::Record;
using imports::Remark;
using imports::Verdict;

std::string_view past_outcome(Ended ended) {
    if (ended == Ended::cancelled) return catalogue::past_cancelled;
    return ended == Ended::referred ? catalogue::past_referred : catalogue::past_done;
}

class RequestsTaker final : public imports::Taker {
public:
    RequestsTaker(RequestsFrom from, Random& random, Instant now) : from_(std::move(from)), random_(random), now_(now) {}

    Result<void> read_names(const Columns& columns) override {
        auto layout = TRY(find_layout(columns));
        if (!layout.times_have_zones && from_.zone == nullptr) return refuse(Kind::invalid, "guildhall.zone_needed");
        layout_ = std::move(layout);
        if (from_.source.empty()) from_.source = layout_.name;
        return {};
    }
    std::string key_of(const Record& row) const override { return base::tidy_line(layout_.at(row, layout_.reference)); }

    Result<std::vector<Verdict>> take(db::Tx& tx, std::span<const Record> rows, bool rehearsal) override {
        fresh_.clear();
        std::vector<std::string> references;
        for (const auto& row : rows) references.push_back(key_of(row));
        const auto known = cases::taken_over(tx, from_.source, references);
        const auto map = places::ward_map(tx);
        std::vector<Verdict> verdicts;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto before = known.find(references[i]);
            if (before != known.end() && before->second == cases::State::closed) {
                verdicts.push_back({Fate::same, {}});
                continue;
            }
            auto read = read_request(rows[i], layout_, from_.zone, map, now_);
            if (!read) {
                verdicts.push_back(std::move(read).error());
                continue;
            }
            auto verdict = TRY(before == known.end() ? take_one(tx, *read, rehearsal) : take_again(tx, *read, rehearsal));
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

    Result<Verdict> take_one(db::Tx& tx, RequestRow& read, bool rehearsal) {
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

    /// One that is known and open here: where it was closed there since, it is closed here too, unless somebody here works on it.
    Result<Verdict> take_again(db::Tx& tx, RequestRow& read, bool rehearsal) {
        const auto service = TRY(service_for(tx, read.service, rehearsal));
        settle_outcome(service.definition, read);
        if (!read.closed) return Verdict{Fate::same, {}};
        const auto since = TRY(cases::close_since(tx, from_.source, read.reference, *read.closed, outcome_, rehearsal));
        if (since == cases::ClosedSince::worked_on) return Verdict{Fate::same, {{"guildhall.odd_worked_on"}}};
        return Verdict{Fate::changed, {}};
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
    void settle_outcome(const catalogue::DefinitionPtr& service, RequestRow& read) {
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

    /// "closed_before no_coordinates": what their keys say behind odd_.
    static std::string codes_of(const std::vector<Remark>& oddities) {
        std::string codes;
        for (const auto& oddity : oddities) (codes += codes.empty() ? "" : " ") += oddity.key.substr(oddity.key.find('_') + 1);
        return codes;
    }

    RequestsFrom from_;
    Random& random_;
    Instant now_;
    RequestLayout layout_;
    std::string outcome_;
    std::map<std::string, Service> services_;  // by the name in the file
    std::map<std::string, Service> fresh_;     // met in the transaction under way
};

}  // namespace

std::unique_ptr<imports::Taker> requests_taker(RequestsFrom from, Random& random, Instant now) {
    return std::make_unique<RequestsTaker>(std::move(from), random, now);
}

}  // namespace guildhall
