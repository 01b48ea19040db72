#include "catalogue/stage_store.h"

#include "base/text.h"
#include "catalogue/element.h"
#include "catalogue/queries.h"

#include <algorithm>

namespace catalogue {
namespace {

StageRow stage_from(const db::Row& row) {
    StageRow read{.id = row.get<ServiceId>(0), .state = {}};
    read.state.code = row.get<std::string>(1);
    read.state.live = row.get<std::int64_t>(2);
    read.state.pilot = row.get<std::int64_t>(3);
    read.state.retired_at = row.get<std::optional<Instant>>(4);
    read.state.review_on = row.get<std::optional<Day>>(5);
    if (!row.is_null(6)) read.state.newest = row.get<std::int64_t>(6);
    read.state.brought = row.get<std::int64_t>(7) != 0;
    return read;
}

/// "ward:E05000001 team:7"
std::string text_of(const Audience& audience) {
    std::string text;
    for (const auto& ward : audience.wards) text += (text.empty() ? "ward:" : " ward:") + ward;
    for (const auto team : audience.teams) text += (text.empty() ? "team:" : " team:") + to_string(team);
    return text;
}

Audience audience_from(std::string_view text) {
    Audience audience;
    for (const auto part : base::split(text, ' ')) {
        if (part.starts_with("ward:")) audience.wards.emplace_back(part.substr(5));
        if (part.starts_with("team:"))
            if (const auto team = parse_id<access::TeamId>(part.substr(5))) audience.teams.push_back(*team);
    }
    return audience;
}

/// As its document says; its code where that cannot be read.
std::string name_in(std::string_view document, const std::string& code) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse({document.data(), document.size()}, error);
    const auto name = error ? std::string() : Element(&parsed).text("name");
    return name.empty() ? code : name;
}

void name_state(db::Tx& tx, ServiceState& state) {
    if (const auto shown = state.live != 0 ? state.live : state.newest; shown != 0) {
        const auto definition = find_version(tx, state.code, shown);
        state.name = definition ? (*definition)->name : state.code;
    } else if (const auto draft = find_draft(tx, state.code)) {
        state.name = name_in(draft->text(document_file), state.code);
    }
}

}  // namespace

std::string_view code_of(Stage stage) {
    constexpr std::string_view codes[] = {"drafted", "pilot", "live", "retired"};
    return codes[static_cast<int>(stage)];
}

Stage ServiceState::stage() const {
    if (retired_at) return Stage::retired;
    if (pilot != 0) return Stage::pilot;
    return live != 0 ? Stage::live : Stage::drafted;
}

Audience audience_of(db::Tx& tx, ServiceId service) {
    Audience audience;
    for (const auto row : tx.query(sql::pilot_places, service)) {
        if (row.get<std::string_view>(0) == "ward")
            audience.wards.push_back(row.get<std::string>(1));
        else if (const auto team = parse_id<access::TeamId>(row.get<std::string_view>(1)))
            audience.teams.push_back(*team);
    }
    return audience;
}

std::optional<StageRow> find_stage_row(db::Tx& tx, std::string_view code) {
    std::optional<StageRow> found;
    for (const auto row : tx.query(sql::state_row, code)) found = stage_from(row);
    if (found && found->state.pilot != 0) found->state.audience = audience_of(tx, found->id);
    return found;
}

void keep_stage(db::Tx& tx, const StageRow& row, std::int64_t version, std::string_view step, std::string_view why) {
    const auto& state = row.state;
    tx.run(sql::set_stage, state.live, state.pilot, state.retired_at, row.id);
    tx.run(sql::forget_pilot_places, row.id);
    for (const auto& ward : state.audience.wards) tx.run(sql::add_pilot_place, row.id, "ward", ward);
    for (const auto team : state.audience.teams) tx.run(sql::add_pilot_place, row.id, "team", to_string(team));
    tx.run(sql::add_stage, tx.new_id<Id<ServiceState>>(), row.id, version, step, text_of(state.audience), why, tx.actor(), tx.now());
}

Result<std::vector<ServiceState>> all_states(db::Tx& tx) {
    std::vector<StageRow> rows;
    for (const auto row : tx.query(sql::state_rows)) rows.push_back(stage_from(row));
    std::vector<ServiceState> all;
    for (auto& row : rows) {
        if (row.state.pilot != 0) row.state.audience = audience_of(tx, row.id);
        all.push_back(std::move(row.state));
    }
    for (auto& draft : all_drafts(tx)) {
        const auto found = std::ranges::find(all, draft.code, &ServiceState::code);
        auto& state = found == all.end() ? all.emplace_back(ServiceState{.code = draft.code, .name = {}}) : *found;
        state.draft = std::move(draft);
    }
    for (auto& state : all) name_state(tx, state);
    std::ranges::sort(all, {}, &ServiceState::name);
    return all;
}

Result<ServiceState> state_of(db::Tx& tx, std::string_view code) {
    auto row = find_stage_row(tx, code);
    auto draft = find_draft(tx, code);
    if (!row && !draft) return refuse(Kind::not_found, "catalogue.no_such_service");
    ServiceState state = row ? std::move(row->state) : ServiceState{.code = std::string(code), .name = {}};
    if (draft) {
        state.draft = std::move(*draft);
        state.draft->texts.clear();
    }
    name_state(tx, state);
    return state;
}

std::vector<StageStep> history_of(db::Tx& tx, std::string_view code) {
    std::vector<StageStep> steps;
    for (const auto row : tx.query(sql::stages_of, code))
        steps.push_back({.version = row.get<std::int64_t>(0),
                         .step = row.get<std::string>(1),
                         .audience = audience_from(row.get<std::string_view>(2)),
                         .why = row.get<std::string>(3),
                         .by_whom = row.get<std::string>(4),
                         .at = row.get<Instant>(5)});
    for (const auto row : tx.query(sql::versions_without_stage, code))  // what the program published
        steps.push_back({.version = row.get<std::int64_t>(0), .step = "published", .why = {}, .by_whom = "system:command", .at = row.get<Instant>(1)});
    std::ranges::stable_sort(steps, std::ranges::greater(), &StageStep::at);
    return steps;
}

}  // namespace catalogue
