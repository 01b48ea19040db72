// Asking, confirming, changing, ending.

#include "alerts/alerts.h"

#include "alerts/events.h"
#include "alerts/queries.h"
#include "alerts/subscription_row.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/contact_details.h"
#include "rounds/rounds.h"

#include <algorithm>
#include <array>

namespace alerts {
namespace {

constexpr std::array<std::string_view, 3> abouts{"bins", "ward", "around"};
constexpr std::array<std::string_view, 2> oftens{"at_once", "daily"};
constexpr std::array<int, 4> known_radii{250, 500, 1000, 2000};
constexpr std::chrono::hours a_day{24};

template <class Code, std::size_t size>
std::optional<Code> find_in(const std::array<std::string_view, size>& codes, std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    return found == codes.end() ? std::nullopt : std::optional(static_cast<Code>(found - codes.begin()));
}

std::vector<Subscription> of_mailbox(db::Tx& tx, std::string_view mailbox) {
    std::vector<Subscription> all;
    for (const auto row : tx.query(sql::of_mailbox, mailbox)) all.push_back(subscription_from(row));
    return all;
}

struct Checked {
    std::string email;
    Target target;
    std::string usrn = {};
    std::optional<places::Point> point = {};
};

Result<Checked> check(db::Tx& tx, std::string_view email, const Target& target) {
    std::vector<Problem> problems;
    const auto wrong = [&](const char* field, const char* key) { problems.push_back({field, say(key)}); };
    Checked checked{.email = {}, .target = {.about = target.about}};
    if (const auto tidy = people::tidy_email(email.substr(0, 1000)))
        checked.email = *tidy;
    else
        wrong("email", "alerts.email");
    if (target.about == About::ward) {
        if (!places::find_ward(tx, target.ward)) wrong("ward", "alerts.ward");
        checked.target.ward = target.ward;
    } else if (const auto address = places::find_address(tx, target.uprn)) {
        checked.target.uprn = address->uprn;
        checked.usrn = address->usrn;
        if (target.about == About::around) checked.point = address->point;
        if (target.about == About::bins && rounds::timetable_of(tx, *address).empty()) wrong("uprn", "alerts.no_rounds");
        if (target.about == About::around && !address->point) wrong("uprn", "alerts.no_point");
    } else {
        wrong("uprn", "alerts.uprn");
    }
    if (target.about == About::around) {
        checked.target.radius_m = target.radius_m;
        if (std::ranges::find(known_radii, target.radius_m) == known_radii.end()) wrong("radius", "alerts.radius");
    }
    if (!problems.empty()) return refuse_fields("alerts.wrong", std::move(problems));
    return checked;
}

void write_question(db::Tx& tx, const Subscription& to) {
    write_to(tx, to, "alert-confirm", {{"what", described(tx, to.target, to.language)}});
}

/// Once more for a wish that is there already, unless it was asked a moment ago.
void ask_again(db::Tx& tx, const Subscription& known, Often often) {
    if (tx.now() - known.mailed < std::chrono::minutes{10}) return;
    tx.run(sql::note_mailed, tx.now(), code_of(known.confirmed ? known.often : often), known.id);
    write_question(tx, known);
}

}  // namespace

std::string_view code_of(About about) { return abouts[static_cast<std::size_t>(about)]; }
std::string_view code_of(Often often) { return oftens[static_cast<std::size_t>(often)]; }
std::optional<About> find_about(std::string_view code) { return find_in<About>(abouts, code); }
std::optional<Often> find_often(std::string_view code) { return find_in<Often>(oftens, code); }
std::vector<int> radii() { return {known_radii.begin(), known_radii.end()}; }

Result<void> ask(db::Tx& tx, Random& random, std::string_view email, const Target& target, Often often, base::Language language) {
    const auto checked = TRY(check(tx, email, target));
    const auto mailbox = base::lower_ascii(checked.email);
    const auto known = of_mailbox(tx, mailbox);
    const auto asked_today = std::ranges::count_if(known, [&](const Subscription& each) { return tx.now() - each.mailed < a_day; });
    if (asked_today >= most_asked_a_day) return {};
    const auto same = std::ranges::find(known, checked.target, &Subscription::target);
    if (same != known.end()) {
        ask_again(tx, *same, often);
        return {};
    }
    if (known.size() >= most_of_a_mailbox) return {};
    const Subscription made{.id = tx.new_id<SubscriptionId>(), .email = checked.email, .token = random.token(16), .target = checked.target, .point = checked.point, .often = often, .language = language, .confirmed = {}, .mailed = tx.now()};
    const auto coordinate = [&](double places::Point::*axis) { return made.point ? std::optional((*made.point).*axis) : std::nullopt; };
    tx.run(sql::add_subscription, made.id, made.email, mailbox, made.token, code_of(made.target.about), made.target.uprn, checked.usrn, made.target.ward, coordinate(&places::Point::latitude),
           coordinate(&places::Point::longitude), made.target.radius_m, code_of(often), language == base::Language::welsh ? "cy" : "en", tx.now(), tx.now());
    journal::announce(tx, AlertAsked{made.id, std::string(code_of(made.target.about))});
    write_question(tx, made);
    return {};
}

Result<Subscription> find(db::Tx& tx, std::string_view token) {
    for (const auto row : tx.query(sql::find_by_token, token.substr(0, 40))) return subscription_from(row);
    return refuse(Kind::not_found, "alerts.ended");
}

std::optional<Subscription> find_by_id(db::Tx& tx, SubscriptionId id) {
    for (const auto row : tx.query(sql::find_by_id, id)) return subscription_from(row);
    return std::nullopt;
}

Result<Subscription> confirm(db::Tx& tx, std::string_view token) {
    auto found = TRY(find(tx, token));
    if (found.confirmed) return found;
    found.confirmed = tx.now();
    tx.run(sql::confirm, tx.now(), found.id);
    journal::announce(tx, AlertConfirmed{found.id, std::string(code_of(found.target.about))});
    return found;
}

Result<void> set_often(db::Tx& tx, std::string_view token, Often often) {
    const auto found = TRY(find(tx, token));
    tx.run(sql::set_often, code_of(often), found.id);
    return {};
}

void forget(db::Tx& tx, SubscriptionId id, std::string_view why) {
    tx.run(sql::forget_news_of, id);
    tx.run(sql::remove_subscription, id);
    notifications::erase_about(tx, subject_of(id));
    journal::announce(tx, AlertEnded{id, std::string(why)});
}

void end(db::Tx& tx, std::string_view token) {
    if (const auto found = find(tx, token)) forget(tx, found->id, "reader");
}

Result<int> forget_mailbox(db::Tx& tx, const access::Actor& who, std::string_view email) {
    TRY(access::require(who, access::Permission::erase_person));
    const auto all = of_mailbox(tx, base::lower_ascii(base::trim(email.substr(0, 1000))));
    for (const auto& each : all) forget(tx, each.id, "erased");
    return static_cast<int>(all.size());
}

Subscription subscription_from(const db::Row& row) {
    Subscription subscription{.id = row.get<SubscriptionId>(0),
                              .email = row.get<std::string>(1),
                              .token = row.get<std::string>(2),
                              .target = {.about = find_about(row.get<std::string_view>(3)).value_or(About::bins), .uprn = row.get<std::string>(4), .ward = row.get<std::string>(5), .radius_m = row.get<int>(8)},
                              .point = {},
                              .often = find_often(row.get<std::string_view>(9)).value_or(Often::daily),
                              .language = row.get<std::string_view>(10) == "cy" ? base::Language::welsh : base::Language::english,
                              .confirmed = row.get<std::optional<Instant>>(11),
                              .mailed = row.get<Instant>(12)};
    if (!row.is_null(6) && !row.is_null(7)) subscription.point = places::Point{row.get<double>(6), row.get<double>(7)};
    return subscription;
}

void write_to(db::Tx& tx, const Subscription& to, std::string_view wording, notifications::Values values) {
    const auto path = "/alerts/" + to.token;
    values.insert({{"path", path}, {"unsubscribe_path", path + "/unsubscribe"}});
    notifications::queue(tx, {.wording = std::string(wording), .language = to.language, .address = to.email, .about = subject_of(to.id), .values = std::move(values)});
}

std::string described(db::Tx& tx, const Target& target, base::Language language) {
    if (target.about == About::ward) {
        const auto ward = places::find_ward(tx, target.ward);
        return say("alerts.what_ward", {{"ward", ward ? ward->name : target.ward}}, language);
    }
    const auto address = places::find_address(tx, target.uprn);
    const auto line = address ? address->line : target.uprn;
    if (target.about == About::bins) return say("alerts.what_bins", {{"address", line}}, language);
    return say("alerts.what_around", {{"metres", std::to_string(target.radius_m)}, {"address", line}}, language);
}

}  // namespace alerts
