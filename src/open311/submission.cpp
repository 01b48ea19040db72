// A request sent by another system.

#include "abuse/abuse.h"
#include "base/text.h"
#include "base/words.h"
#include "cases/cases.h"
#include "contact/contact.h"
#include "contact/offered.h"
#include "open311/answer.h"
#include "open311/asked.h"
#include "open311/handlers.h"
#include "open311/offered.h"

#include <map>
#include <set>

namespace open311 {
namespace {

using Answers = std::map<std::string, std::string, std::less<>>;

/// "bin" of "attribute[bin]", "attribute[bin][]" and "attribute[bin][0]"; empty for any other field.
std::string_view attribute_named(std::string_view field) {
    constexpr std::string_view begin = "attribute[";
    if (!field.starts_with(begin)) return {};
    field.remove_prefix(begin.size());
    const auto end = field.find(']');
    if (end == field.npos) return {};
    const auto rest = field.substr(end + 1);
    const bool sound = rest.empty() || (rest.size() >= 2 && rest.front() == '[' && rest.back() == ']');
    return sound ? field.substr(0, end) : std::string_view();
}

/// What was sent for each; different values for one stand in a row, parted by commas, and `several` names it.
struct Attributes {
    Answers answers;
    std::set<std::string, std::less<>> several;
};
Attributes read_attributes(const web::Request& request) {
    Attributes attributes;
    for (const auto* fields : {&request.form, &request.query})
        for (const auto& [field, sent] : *fields) {
            const auto code = attribute_named(field);
            const auto value = base::trim(sent);
            if (code.empty() || value.empty()) continue;
            const auto [known, is_new] = attributes.answers.try_emplace(std::string(code), value);
            if (is_new || known->second == value) continue;
            (known->second += ',') += value;
            attributes.several.emplace(code);
        }
    return attributes;
}

/// Only a question of several choices takes several values.
Result<void> require_one_value_each(const catalogue::Definition& service, const Attributes& attributes) {
    std::vector<Problem> problems;
    for (const auto& code : attributes.several) {
        const auto* question = service.form.find(code);
        if (question == nullptr || question->type != forms::Type::choices)
            problems.push_back({"attribute[" + std::string(base::first_characters(code, 100)) + "]", say("open311.one_value")});
    }
    if (!problems.empty()) return refuse_fields("open311.problems", std::move(problems));
    return {};
}

places::Location read_location(Asked& asked) {
    places::Location read{.text = std::string(asked.text("address_string")), .uprn = std::string(asked.text("address_id"))};
    const auto latitude = asked.decimal("lat"), longitude = asked.decimal("long");
    if (latitude && longitude)
        read.point = places::Point{*latitude, *longitude};
    else if (asked.text("lat").empty() != asked.text("long").empty())
        asked.wrong(latitude ? "long" : "lat", "open311.half_a_point");
    return read;
}

bool is_web_address(std::string_view text) {
    return text.size() <= 2000 && (text.starts_with("https://") || text.starts_with("http://")) && text.find_first_of(" \t\r\n<>\"") == text.npos;
}

/// Everything that can be sent; there is no other way from a form into a request.
struct Submission {
    std::string service_code;
    Attributes attributes;
    places::Location location;
    people::Contact person;
    std::string description, media_url;
};

Result<Submission> read_submission(const web::Request& request) {
    constexpr std::size_t most_description = 4000;  // the specification's
    Asked asked(request);
    Submission sent;
    sent.service_code = asked.text("service_code");
    if (sent.service_code.empty()) asked.wrong("service_code", "open311.missing");
    sent.attributes = read_attributes(request);
    sent.location = read_location(asked);
    const auto first = asked.text("first_name"), last = asked.text("last_name");
    sent.person = {.name = std::string(first) + (first.empty() || last.empty() ? "" : " ") + std::string(last),
                   .email = std::string(asked.text("email")),
                   .phone = std::string(asked.text("phone"))};
    sent.description = asked.text("description");
    if (base::count_characters(sent.description) > most_description) asked.wrong("description", "open311.too_long");
    sent.media_url = asked.text("media_url");
    if (!sent.media_url.empty() && !is_web_address(sent.media_url)) asked.wrong("media_url", "open311.want_url");
    TRY(asked.no_problems());
    return sent;
}

/// A day as our forms take it, of what GeoReport calls a datetime.
void tidy_days(const catalogue::Definition& service, Answers& attributes) {
    for (const auto& question : service.form.questions)
        if (question.type == forms::Type::date)
            if (const auto found = attributes.find(question.code); found != attributes.end() && base::parse_iso(found->second))
                found->second.resize(10);
}

/// Told by the names that GeoReport has for them.
Refusal by_field(Refusal refusal, const catalogue::Definition& service) {
    const auto* described = described_by(service);
    for (auto& problem : refusal.fields) {
        if (problem.field == "name")
            problem.field = "first_name";
        else if (problem.field == "location")
            problem.field = "lat and long, address_string or address_id";
        else if (described != nullptr && problem.field == described->code)
            problem.field = "description";
        else if (service.form.find(problem.field) != nullptr)
            problem.field = "attribute[" + problem.field + "]";
    }
    return refusal;
}

/// What the service's questions have no place for is kept as the resident's further words.
std::string further_words(const Submission& sent, const catalogue::Definition& service) {
    std::string words = described_by(service) == nullptr ? sent.description : std::string();
    if (!sent.media_url.empty()) words += (words.empty() ? "" : "\n") + say("open311.media_at", {{"url", sent.media_url}});
    return words;
}

Result<contact::Taken> take(db::Tx& tx, const web::Context& context, Submission& sent) {
    TRY(find_offered(tx, sent.service_code));
    const auto service = TRY(contact::service_for(tx, actor_of(context), sent.service_code, sent.location));
    // GeoReport has no word for money: whoever asks there would learn of the price too late.
    if (service->fee) return refuse_fields("open311.problems", {{"service_code", say("open311.needs_payment", {{"address", context.tenant.base_url + "/services/" + service->code}})}});
    TRY(require_one_value_each(*service, sent.attributes));
    auto& answers = sent.attributes.answers;
    tidy_days(*service, answers);
    for (const auto& question : service->form.questions)
        if (!is_carried(question)) answers.erase(question.code);
    const auto* described = described_by(*service);
    if (described != nullptr && !sent.description.empty()) answers.insert_or_assign(described->code, sent.description);
    const auto answer = [&](std::string_view code) -> std::optional<std::string_view> {
        if (code == "name") return sent.person.name;
        if (code == "email") return sent.person.email;
        if (code == "phone") return sent.person.phone;
        const auto found = answers.find(code);
        return found == answers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
    auto taken = contact::take_request(tx, context.random, actor_of(context), service,
                                             {.answer = answer, .location = sent.location, .language = context.language});
    if (!taken) return std::unexpected(by_field(taken.error(), *service));
    if (const auto words = further_words(sent, *service); !words.empty()) TRY(cases::add_word(tx, taken->reference, words));
    return taken;
}

}  // namespace

Result<web::Response> submit_request(const website::Site& site, web::Request& request, web::Context& context) {
    auto sent = TRY(read_submission(request));
    if (!actor_of(context).is_known())  // without a key one sends no more here than on the website
        TRY(site.manners().require_not_too_much(request, context, sent.person.email, sent.person.phone));
    const auto operation = TRY(web::operation_of(request, context));
    const auto bans = TRY(abuse::Bans::of(context));
    std::optional<abuse::Ban> ban;
    const auto kept = context.tenant.db.write_once(context.for_db(), operation, [&](db::Tx& tx) -> Result<std::string> {
        const bool own = !actor_of(context).is_known();  // whoever has a key sends for others
        TRY(bans.require_none(tx, {sent.person.email, sent.person.phone, own ? std::string_view(request.client) : std::string_view()}, ban));
        const auto taken = TRY(take(tx, context, sent));
        if (own) bans.trace(tx, taken.request.value, request.client);
        return taken.reference.text();
    }, contact::taking);
    if (!kept && ban) TRY(abuse::note_refusal(context, *ban));
    if (!kept) return std::unexpected(kept.error());
    const auto service = TRY(context.tenant.db.read(context.for_db(), [&](db::Tx& tx) { return contact::service_for(tx, actor_of(context), sent.service_code, sent.location); }));
    return answer(request, std::vector<georeport::Receipt>{{.id = kept->text, .token = {}, .service_notice = service->promise, .account_id = {}}});
}

}  // namespace open311
