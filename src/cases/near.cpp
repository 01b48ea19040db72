#include "cases/near.h"

#include "base/shelf.h"
#include "cases/case_store.h"
#include "cases/lines.h"
#include "cases/spot.h"
#include "search/tokens.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numbers>
#include <set>

namespace cases {
namespace {

constexpr std::size_t most_read = 24;

using Stems = std::map<std::string, std::string>;  // by their stems, as they are read

void add_words(Stems& words, std::string_view text) {
    search::for_each_token(text, [&](const search::Token& token) {
        const bool tells = !token.is_letters || token.word.size() > 3;  // "the", "by", "on" tell nothing; "12" and "7a" do
        if (tells) words.emplace(search::stem(token), token.word);
    });
}

/// What every report of the service says anyhow.
std::shared_ptr<const Stems> usual_words_of(const catalogue::Definition& service) {
    static base::Shelf<std::shared_ptr<const Stems>, 1000> shelf;
    if (auto known = shelf.find(service.digest)) return *known;
    Stems words;
    add_words(words, service.name);
    add_words(words, service.summary);
    for (const auto& keyword : service.keywords) add_words(words, keyword);
    for (const auto& question : service.form.questions) add_words(words, question.label);
    auto kept = std::make_shared<const Stems>(std::move(words));
    if (!service.digest.empty()) shelf.keep(service.digest, kept);
    return kept;
}

/// What somebody said in words of their own, and where.
Stems words_of(const catalogue::Definition& service, std::string_view place, const forms::Answers& answers, const Stems& usual) {
    Stems words;
    add_words(words, place);
    for (const auto& answer : answers) {
        const auto* question = service.form.find(answer.question);
        if (question == nullptr || forms::is_in_own_words(question->type)) add_words(words, answer.value);
    }
    std::erase_if(words, [&](const auto& each) { return usual.contains(each.first); });
    return words;
}

struct Shared {
    std::optional<double> part;
    std::int64_t count = 0;
};

/// Of the choices that both made, how many are the same.
Shared same_choices(const catalogue::Definition& service, const forms::Answers& one, const forms::Answers& other) {
    std::int64_t both = 0, same = 0;
    for (const auto& answer : one) {
        const auto* question = service.form.find(answer.question);
        const auto found = std::ranges::find(other, answer.question, &forms::Answer::question);
        if (question == nullptr || question->type != forms::Type::choice || found == other.end()) continue;
        ++both;
        same += found->value == answer.value;
    }
    if (both == 0) return {};
    return {static_cast<double>(same) / static_cast<double>(both), same};
}

std::int64_t shown_metres(double metres) { return metres < 5 ? 0 : static_cast<std::int64_t>(std::ceil(metres / 10)) * 10; }

double in_days(Duration time) { return std::chrono::duration<double, std::ratio<86400>>(time).count(); }

/// A line with how it compares.
Near compare(const Compared& what, const Stems& own, const Stems& usual, const Line& line, const places::Location& place, double metres, double reach, Instant now) {
    const double days = std::max(in_days(now - line.the_case.opened_at), 0.0);
    Near found{.the_case = line.the_case,
               .request = line.request.id,
               .location = line.request.location,
               .place = place,
               .reference = line.request.reference,
               .metres = shown_metres(metres),
               .days = static_cast<std::int64_t>(days)};
    const auto theirs = words_of(*what.service, place.text, line.request.answers, usual);
    Stems of_place;  // that it is the same street is said by how far away it is
    add_words(of_place, what.place);
    std::size_t same = 0;
    for (const auto& [stem, word] : own) {
        if (!theirs.contains(stem)) continue;
        ++same;
        if (!of_place.contains(stem)) found.same_words.push_back(word);
    }
    const auto fewer = std::min(own.size(), theirs.size());
    const auto choices = same_choices(*what.service, what.answers, line.request.answers);
    found.same_answers = choices.count;
    const Likeness likeness{.metres = metres,
                            .reach = reach,
                            .days = days,
                            .most_days = static_cast<double>(what.service->duplicates->days),
                            .words = fewer == 0 ? std::nullopt : std::optional(static_cast<double>(same) / static_cast<double>(fewer)),
                            .answers = choices.part,
                            .asset = what.asset.empty() || place.asset.empty() ? std::nullopt : std::optional(what.asset == place.asset)};
    found.same_asset = likeness.asset.value_or(false);
    found.score = likeness.score();
    return found;
}

}  // namespace

double reach_of(double radius, double per_km2) {
    constexpr double strangers = 0.18, offered_within = 0.75;  // of the reach: the score of what lies there is about `likely`
    const double alone = std::sqrt(strangers / (std::numbers::pi * std::max(per_km2, 0.1) / 1e6));
    return std::clamp(alone / offered_within, radius / 3, radius * 4 / 3);
}

double Likeness::score() const {
    const double away = std::min(metres / reach, 1.0), old = std::min(days / most_days, 1.0);
    const double alike = 0.6 * (1 - away * away) + 0.1 * (1 - old) + 0.15 * words.value_or(0.5) + 0.15 * answers.value_or(0.5);
    if (!asset) return alike;
    return *asset ? 0.9 + 0.1 * alike : 0.4 * alike;
}

std::vector<Near> near(db::Tx& tx, const access::Scope& within, const Compared& what, double least, std::size_t limit) {
    if (!what.service->duplicates) return {};
    const auto& same = *what.service->duplicates;
    auto [spots, per_km2] = spots_around(tx, what.service->code, what.point, static_cast<double>(same.radius_m), tx.now() - std::chrono::days(same.days));
    std::erase_if(spots, [&](const Spot& spot) { return spot.id == what.itself; });
    if (spots.size() > most_read) spots.resize(most_read);
    if (spots.empty()) return {};
    std::vector<CaseId> ids;
    for (const auto& spot : spots) ids.push_back(spot.id);
    const auto lines = lines_of(tx, within, ids);
    std::vector<places::LocationId> locations;
    for (const auto& line : lines) locations.push_back(line.request.location);
    const auto places = places::find_many(tx, locations);
    const auto usual = usual_words_of(*what.service);
    const auto own = words_of(*what.service, what.place, what.answers, *usual);
    const double reach = reach_of(static_cast<double>(same.radius_m), per_km2);
    std::vector<Near> found;
    for (const auto& line : lines) {
        const auto spot = std::ranges::find(spots, line.the_case.id, &Spot::id);
        const auto place = places.find(line.request.location);
        if (line.the_case.state != State::open) continue;
        found.push_back(compare(what, own, *usual, line, place == places.end() ? places::Location{} : place->second,
                                metres_between(what.point, spot->point), reach, tx.now()));
    }
    std::erase_if(found, [&](const Near& each) { return each.score < least; });
    std::ranges::sort(found, [](const Near& a, const Near& b) { return std::pair(a.score, a.the_case.id) > std::pair(b.score, b.the_case.id); });
    if (found.size() > limit) found.erase(found.begin() + static_cast<std::ptrdiff_t>(limit), found.end());
    return found;
}

std::vector<Near> near_for_public(db::Tx& tx, const Compared& what, double least, std::size_t limit) {
    const auto house = access::Actor::house("cases");
    return near(tx, access::scope_of(house, access::Permission::read_case), what, least, limit);
}

Result<std::optional<Compared>> compared_of(db::Tx& tx, const Case& c) {
    const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
    if (!service->duplicates) return std::nullopt;
    const auto requests = case_store::requests_of(tx, c.id);
    if (requests.empty() || !requests.front().location) return std::nullopt;
    const places::LocationId location[] = {requests.front().location};
    for (const auto& [id, place] : places::find_many(tx, location)) return compared_of(service, requests.front(), place);
    return std::nullopt;
}

std::optional<Compared> compared_of(const catalogue::DefinitionPtr& service, const Request& first, const places::Location& place) {
    if (!service->duplicates || !place.point) return std::nullopt;
    return Compared{.service = service, .point = *place.point, .place = place.text, .asset = place.asset, .answers = first.answers, .itself = first.case_id};
}

std::string explained(const Near& near, bool for_colleagues, base::Language language) {
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    std::string text = !near.metres      ? say("cases.near_somewhere", {}, language)
                       : *near.metres == 0 ? say("cases.near_here", {}, language)
                                           : say("cases.near_metres", {{"metres", number(*near.metres)}}, language);
    const auto add = [&](const std::string& reason) { text += ", " + reason; };
    if (near.same_asset && near.metres) add(say("cases.near_same_asset", {}, language));
    if (near.days < 2)
        add(say(near.days == 0 ? "cases.near_today" : "cases.near_yesterday", {}, language));
    else
        add(say("cases.near_days", {{"days", number(near.days)}}, language));
    if (!for_colleagues) return text;
    if (near.same_answers > 0) add(say(near.same_answers == 1 ? "cases.near_answer" : "cases.near_answers", {{"number", number(near.same_answers)}}, language));
    constexpr std::size_t most_words = 6;
    std::string words;
    for (std::size_t i = 0; i < std::min(near.same_words.size(), most_words); ++i) words += (i > 0 ? " " : "") + near.same_words[i];
    if (!words.empty()) add(say("cases.near_words", {{"words", words}}, language));
    return text;
}

}  // namespace cases
