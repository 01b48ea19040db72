#include "catalogue/stages.h"

#include "base/text.h"
#include "base/words.h"
#include "catalogue/events.h"
#include "catalogue/queries.h"
#include "catalogue/stage_store.h"
#include "catalogue/stored_texts.h"
#include "journal/journal.h"
#include "places/gazetteer.h"
#include "search/search.h"

#include <algorithm>

namespace catalogue {
namespace {

constexpr std::size_t least_reason = 3, most_reason = 1000;

Result<std::string> require_reason(std::string_view typed) {
    auto why = base::tidy_text(typed.substr(0, 4 * most_reason + 1));
    const auto length = base::count_characters(why);
    if (length < least_reason || length > most_reason) return refuse_fields("forms.problems", {{"why", base::say("catalogue.stage_why")}});
    return why;
}

/// Whoever may publish, what they give as the reason, and the service.
struct Begun {
    StageRow row;
    std::string why;
};
Result<Begun> begin_step(db::Tx& tx, const access::Actor& who, std::string_view code, std::string_view typed) {
    TRY(access::require(who, access::Permission::publish_service));
    auto row = find_stage_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_service");
    auto why = TRY(require_reason(typed));
    return Begun{*std::move(row), std::move(why)};
}

Result<void> require_no_faults(db::Tx& tx, const Texts& texts, const Checks& checks) {
    const auto around = TRY(surroundings_of(tx, checks));
    if (faults_of(texts, around, checks).empty()) return {};
    return refuse(Kind::invalid, "catalogue.has_faults");
}

/// The wards and teams are there, and can be told from what is asked.
Result<void> require_audience(db::Tx& tx, const Audience& audience, const Definition& service) {
    if (!audience.wards.empty() && !service.has_place()) return refuse_fields("forms.problems", {{"wards", base::say("catalogue.pilot_without_place")}});
    for (const auto& ward : audience.wards)
        if (!places::find_ward(tx, ward)) return refuse_fields("forms.problems", {{"wards", base::say("catalogue.pilot_ward")}});
    for (const auto team : audience.teams)
        if (!access::find_team(tx, team)) return refuse_fields("forms.problems", {{"teams", base::say("catalogue.pilot_team")}});
    return {};
}

/// The next version of the service, made of these texts; the service's row is made where it is new.
Result<std::int64_t> add_version(db::Tx& tx, StageRow& row, const Texts& texts, const Definition& definition) {
    if (!row.id) {
        row.id = tx.new_id<ServiceId>();
        tx.run(sql::add_service, row.id, definition.code, 0);
    }
    const auto version = row.state.newest + 1;
    const auto decisions = one_text_of(definition.decisions);
    const auto digest = texts.process.empty() ? digest_of({texts.document, texts.article}) : digest_of({texts.document, texts.article, texts.process, decisions});
    tx.run(sql::add_own_version, row.id, version, definition.name, texts.document, texts.article, texts.process, decisions, digest, tx.now());
    row.state.newest = version;
    return version;
}

void go_live(StageRow& row, std::int64_t version) {
    row.state.live = version;
    row.state.pilot = 0;
    row.state.audience = {};
    row.state.retired_at = {};
}

}  // namespace

Result<std::int64_t> publish_draft(db::Tx& tx, const access::Actor& who, const Publication& publication, const Checks& checks) {
    TRY(access::require(who, access::Permission::publish_service));
    const auto why = TRY(require_reason(publication.why));
    const auto draft = TRY(find_draft(tx, publication.code));
    if (draft.edition != publication.seen_edition) return refuse(Kind::conflict, "catalogue.changed_meanwhile");
    const auto texts = as_texts(draft.texts);
    TRY(require_no_faults(tx, texts, checks));
    const auto definition = TRY(definition_of(texts));
    TRY(require_audience(tx, publication.audience, definition));
    auto row = find_stage_row(tx, publication.code).value_or(StageRow{});
    row.state.code = publication.code;
    const auto version = TRY(add_version(tx, row, texts, definition));
    if (publication.audience.is_everybody()) {
        go_live(row, version);
        keep_stage(tx, row, version, "published", why);
        make_findable(tx, row.id, definition);
        journal::announce(tx, ServicePublished{row.id.value, publication.code, version});
    } else {
        row.state.pilot = version;
        row.state.audience = publication.audience;
        keep_stage(tx, row, version, "piloted", why);
        journal::announce(tx, ServicePiloted{row.id.value, publication.code, version});
    }
    TRY(remove_published_draft(tx, publication.code));
    return version;
}

Result<std::int64_t> publish_again(db::Tx& tx, const access::Actor& who, std::string_view code, std::int64_t version, std::string_view why, const Checks& checks) {
    auto begun = TRY(begin_step(tx, who, code, why));
    const auto files = TRY(texts_of(tx, code, version));
    const auto texts = as_texts(files);
    TRY(require_no_faults(tx, texts, checks));
    const auto definition = TRY(definition_of(texts));
    const auto next = TRY(add_version(tx, begun.row, texts, definition));
    go_live(begun.row, next);
    keep_stage(tx, begun.row, next, "rolled_back", begun.why);
    make_findable(tx, begun.row.id, definition);
    journal::announce(tx, ServicePublished{begun.row.id.value, std::string(code), next});
    return next;
}

Result<void> widen_pilot(db::Tx& tx, const access::Actor& who, std::string_view code, std::string_view why) {
    auto begun = TRY(begin_step(tx, who, code, why));
    const auto version = begun.row.state.pilot;
    if (version == 0) return refuse(Kind::conflict, "catalogue.no_pilot");
    const auto definition = TRY(find_version(tx, code, version));
    go_live(begun.row, version);
    keep_stage(tx, begun.row, version, "widened", begun.why);
    make_findable(tx, begun.row.id, *definition);
    journal::announce(tx, ServicePublished{begun.row.id.value, std::string(code), version});
    return {};
}

Result<void> end_pilot(db::Tx& tx, const access::Actor& who, std::string_view code, std::string_view why) {
    auto begun = TRY(begin_step(tx, who, code, why));
    const auto version = begun.row.state.pilot;
    if (version == 0) return refuse(Kind::conflict, "catalogue.no_pilot");
    begun.row.state.pilot = 0;
    begun.row.state.audience = {};
    keep_stage(tx, begun.row, version, "pilot_ended", begun.why);
    journal::announce(tx, ServicePilotEnded{begun.row.id.value, std::string(code), version});
    return {};
}

Result<void> retire_service(db::Tx& tx, const access::Actor& who, std::string_view code, std::string_view why) {
    auto begun = TRY(begin_step(tx, who, code, why));
    if (begun.row.state.retired_at) return refuse(Kind::conflict, "catalogue.is_retired");
    begun.row.state.retired_at = tx.now();
    begun.row.state.pilot = 0;
    begun.row.state.audience = {};
    keep_stage(tx, begun.row, begun.row.state.live, "retired", begun.why);
    search::remove(tx, services_index, begun.row.id.value);
    journal::announce(tx, ServiceRetired{begun.row.id.value, std::string(code)});
    return {};
}

Result<void> offer_again(db::Tx& tx, const access::Actor& who, std::string_view code, std::string_view why) {
    auto begun = TRY(begin_step(tx, who, code, why));
    if (!begun.row.state.retired_at || begun.row.state.live == 0) return refuse(Kind::conflict, "catalogue.is_not_retired");
    const auto definition = TRY(find_version(tx, code, begun.row.state.live));
    begun.row.state.retired_at = {};
    keep_stage(tx, begun.row, begun.row.state.live, "offered", begun.why);
    make_findable(tx, begun.row.id, *definition);
    journal::announce(tx, ServiceOfferedAgain{begun.row.id.value, std::string(code)});
    return {};
}

Result<void> set_review(db::Tx& tx, const access::Actor& who, std::string_view code, std::optional<Day> day) {
    TRY(access::require(who, access::Permission::design_service));
    const auto row = find_stage_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_service");
    tx.run(sql::set_review, day, row->id);
    journal::announce(tx, ServiceReviewSet{row->id.value, std::string(code), day ? base::to_iso(*day) : std::string()});
    return {};
}

Result<DefinitionPtr> stage_for_trial(db::Tx& tx, const access::Actor& who, std::string_view code, const Files& files) {
    TRY(access::require(who, access::Permission::design_service));
    const auto texts = as_texts(files);
    const auto definition = TRY(definition_of(texts));
    auto row = find_stage_row(tx, code).value_or(StageRow{});
    row.state.code = code;
    const auto version = TRY(add_version(tx, row, texts, definition));
    tx.run(sql::set_stage, version, 0, std::optional<Instant>(), row.id);
    return find_version(tx, code, version);
}

std::optional<Files> brought_for(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::brought_row, code)) {
        if (row.get<std::int64_t>(5) != 0) return std::nullopt;
        Files files{{std::string(document_file), row.get<std::string>(1)}, {std::string(article_file), row.get<std::string>(2)}};
        if (auto process = row.get<std::string>(3); !process.empty()) files.emplace(process_file, std::move(process));
        for (auto& table : decisions_from(row.get<std::string_view>(4))) files.emplace(table.name + ".dmn", std::move(table.xml));
        return files;
    }
    return std::nullopt;
}

Result<void> dismiss_brought(db::Tx& tx, const access::Actor& who, std::string_view code) {
    TRY(access::require(who, access::Permission::design_service));
    const auto row = find_stage_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_service");
    tx.run(sql::see_brought, row->id);
    return {};
}

Result<DefinitionPtr> find_offered(db::Tx& tx, std::string_view code, const access::Actor& who, std::string_view ward) {
    ServiceId id;
    std::int64_t live = 0, pilot = 0;
    for (const auto row : tx.query(sql::offered_row, code)) {
        id = row.get<ServiceId>(0);
        live = row.get<std::int64_t>(1);
        pilot = row.get<std::int64_t>(2);
    }
    if (pilot == 0 || !id) return find_live(tx, code);
    const auto audience = audience_of(tx, id);
    const bool here = std::ranges::find(audience.wards, ward) != audience.wards.end();
    const bool theirs = std::ranges::any_of(audience.teams, [&](access::TeamId team) { return std::ranges::find(who.own_teams, team) != who.own_teams.end(); });
    if (here || theirs) return find_version(tx, code, pilot);
    if (live == 0 && ward.empty() && !audience.wards.empty()) return find_version(tx, code, pilot);  // until the place is known
    return find_live(tx, code);
}

Result<DefinitionPtr> find_other_offered(db::Tx& tx, const Definition& asked) {
    for (const auto row : tx.query(sql::offered_row, asked.code)) {
        const auto live = row.get<std::int64_t>(1), pilot = row.get<std::int64_t>(2);
        if (pilot == 0 || live == 0) return DefinitionPtr();
        return find_version(tx, asked.code, asked.version == pilot ? live : pilot);
    }
    return DefinitionPtr();
}

std::int64_t pilot_of(db::Tx& tx, std::string_view code) {
    for (const auto row : tx.query(sql::offered_row, code)) return row.get<std::int64_t>(2);
    return 0;
}

Result<DefinitionPtr> find_newest(db::Tx& tx, std::string_view code) {
    const auto row = find_stage_row(tx, code);
    if (!row) return refuse(Kind::not_found, "catalogue.no_such_service");
    return find_version(tx, code, row->state.live != 0 ? row->state.live : row->state.newest);
}

}  // namespace catalogue
