// What residents and staff do in a town of any size.

#include "scale.h"

#include "filled_form.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <stdexcept>

namespace bench {
namespace {

constexpr std::int64_t stride = 7919;  // a prime: neighbours are not asked for one after the other
constexpr std::size_t most_residents = 400;
constexpr const char* form_type = "application/x-www-form-urlencoded";

bool get(Client& client, const Town& town, const std::string& address) { return client.get(address, town.authorization).status == 200; }
bool find(Client& client, const Town& town, const std::string& words) { return get(client, town, "/staff/search?q=" + in_address(words)); }

bool bare(Client& client, const Town&, std::int64_t) { return client.get("/healthz").status == 200; }

bool track(Client& client, const Town& town, std::int64_t time) {
    const auto n = static_cast<std::size_t>(time * stride) % town.follows.size();
    client.bring(town.follows[n]);
    return client.get("/requests/" + town.targets[n].reference).status == 200;
}

bool worklist(Client& client, const Town& town, std::int64_t) { return get(client, town, "/staff/worklist"); }

bool late(Client& client, const Town& town, std::int64_t) { return get(client, town, "/staff/worklist?list=late"); }
bool closed(Client& client, const Town& town, std::int64_t) { return get(client, town, "/staff/worklist?list=closed"); }
bool home(Client& client, const Town&, std::int64_t) { return client.get("/").status == 200; }

/// Of ten searches four are for a street, two for a resident, three for one word of a report, one for two.
bool search(Client& client, const Town& town, std::int64_t time) {
    const auto& target = town.target(time);
    const auto which = time % 10;
    if (which < 4) return find(client, town, target.street);
    if (which < 6) return find(client, town, target.name);
    if (which < 9) return find(client, town, target.word);
    return find(client, town, target.word + ' ' + target.other_word);
}

bool search_commonest(Client& client, const Town& town, std::int64_t time) {
    static const Vocabulary vocabulary;
    return find(client, town, vocabulary.word(static_cast<std::size_t>(time % 5)));
}

bool search_two_common(Client& client, const Town& town, std::int64_t time) {
    static const Vocabulary vocabulary;
    const auto n = static_cast<std::size_t>(time % 5);
    return find(client, town, vocabulary.word(n) + ' ' + vocabulary.word(10 + n));
}

bool search_misspelt(Client& client, const Town& town, std::int64_t time) {
    auto words = town.target(time).street;
    words.erase(2, 1);
    return find(client, town, words);
}

/// The place is given as its address is printed; the answer asks whether it is one of those near by.
bool near(Client& client, const Town& town, std::int64_t time) {
    const auto body = fmt::format("operation={:032x}&at=location&location={}", time, in_address(town.target(time).line));
    return client.post("/services/pothole/report/step", form_type, body).status == 200;
}

bool list(Client& client, const Town&, std::int64_t) {
    return client.get("/open311/v2/requests.json?service_code=pothole&status=open&page_size=50").status == 200;
}

/// Of twenty wards, each time another; in a small town some hold nothing open.
bool ward(Client& client, const Town&, std::int64_t time) { return client.get(fmt::format("/problems?ward=E059910{:02}", 1 + time % 20)).status == 200; }

bool case_page(Client& client, const Town& town, std::int64_t time) { return get(client, town, "/staff/cases/" + town.target(time).case_id); }

bool note(Client& client, const Town& town, std::int64_t time) {
    thread_local base::SystemRandom random;
    const auto body = fmt::format("operation={}&changes=0&text=Rang+the+resident%2C+who+will+leave+the+gate+open.", random.token());
    return client.post("/staff/cases/" + town.target(time).case_id + "/notes", form_type, body, town.authorization).status == 303;
}

bool report(Client&, const Town& town, std::int64_t) {
    thread_local const Served* served = nullptr;
    thread_local Errand errand;
    if (served != &town.served) errand = submitter(*(served = &town.served));
    return errand();
}

constexpr Operation all[] = {
    {"bare", "GET /healthz, the edge alone", bare},
    {"home", "GET of the residents' home page", home},
    {"tracking", "GET of a resident's own request", track},
    {"worklist", "GET of the first page of the open worklist", worklist},
    {"late", "GET of the first page of what is late", late},
    {"closed", "GET of the first page of what is closed", closed},
    {"case", "GET of a case's page", case_page},
    {"search", "GET of a search by staff: streets, residents, one and two words of a report", search},
    {"search-commonest", "GET of a search for one of the five commonest words", search_commonest},
    {"search-two-common", "GET of a search for two common words", search_two_common},
    {"search-misspelt", "GET of a search for a street with a letter left out", search_misspelt},
    {"near", "POST of a report's place, answered by what was reported within 250 m", near},
    {"list", "GET of 50 open requests of one service over Open311", list},
    {"ward", "GET of what is open in a ward, as list with map", ward},
    {"note", "POST of a note on a case", note, true},
    {"report", "POST of a report until its redirect", report, true},
};

/// What was grown is found as what pages made would be: a figure over an empty answer is none.
void look_for(Client& client, const Town& town, const Target& target) {
    for (const auto& words : {target.reference, target.name + ' ' + target.line}) {
        const auto answer = client.get("/staff/search?q=" + in_address(words), town.authorization);
        if (answer.body.find("/staff/cases/" + target.case_id + "\"") == std::string::npos) throw std::runtime_error("a search for " + words + " does not find its case");
    }
}

/// The cookie that lets this browser follow the request.
std::string follow(Client& client, const std::string& csrf, const Target& target) {
    const auto answer = client.post("/requests/" + target.reference, form_type, fmt::format("csrf={}&contact={}", csrf, in_address(target.email)));
    const auto cookie = answer.header("Set-Cookie");
    if (answer.status != 303 || cookie.empty()) throw std::runtime_error(fmt::format("{} may not follow {}: {}", target.email, target.reference, answer.status));
    return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
}

}  // namespace

const Target& Town::target(std::int64_t time) const { return targets[static_cast<std::size_t>(time * stride) % targets.size()]; }

Town enter(const Served& served, const std::vector<Target>& targets) {
    Town town{.served = served, .targets = targets, .authorization = "Authorization: Bearer " + served.token("agent") + "\r\n", .follows = {}};
    Client client(served.port());
    const auto csrf = field(client.get("/requests/" + targets[0].reference).body, "csrf");
    constexpr std::size_t looked_for = 10;
    for (std::size_t i = 0; i < std::min(targets.size(), looked_for); ++i) look_for(client, town, targets[i]);
    for (std::size_t i = 0; i < std::min(targets.size(), most_residents); ++i) town.follows.push_back(follow(client, csrf, targets[i]));
    return town;
}

std::span<const Operation> operations() { return all; }

}  // namespace bench
