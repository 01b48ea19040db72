// bench/run page, worklist, search, note: what an officer does all day, over a council with many cases; problems: what everybody looks at.

#include "bench.h"

#include "figures.h"
#include "filled_form.h"
#include "served.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <memory>
#include <stdexcept>

namespace bench {
namespace {

/// An agent's token, and what there is to look at.
struct Desk {
    std::string authorization;       // header line
    std::vector<std::string> cases;  // ids, newest first
    std::vector<std::string> words;  // of places in those cases
};

Desk open_desk(const Served& served) {
    constexpr std::size_t enough = 2000;
    Desk desk{.authorization = "Authorization: Bearer " + served.token("agent") + "\r\n"};
    Client client(served.port());
    std::string next;
    while (desk.cases.size() < enough) {
        const auto answer = client.get("/api/v1/cases?limit=200&cursor=" + next, desk.authorization);
        if (answer.status != 200) throw std::runtime_error("the list of cases cannot be read: " + answer.body);
        const auto page = boost::json::parse(answer.body);
        for (const auto& item : page.at("cases").as_array()) {
            desk.cases.emplace_back(item.at("id").as_string());
            const auto* place = item.at("location").as_object().if_contains("text");
            const std::string text(place != nullptr && place->is_string() ? std::string_view(place->as_string()) : "");
            const auto space = text.find(' ');
            if (const auto comma = text.find(','); space != text.npos && comma != text.npos && space < comma)
                desk.words.push_back(text.substr(space + 1, comma - space - 1));
        }
        const auto* more = page.as_object().if_contains("next");
        if (more == nullptr || !more->is_string()) break;
        next = std::string(more->as_string());
    }
    if (desk.cases.empty() || desk.words.empty()) throw std::runtime_error("there are no cases to look at");
    return desk;
}

/// What one client does again and again, given the how-manieth time it is.
using Step = std::function<bool(Client&, std::int64_t time)>;

Step step_of(const std::string& name, const Desk& desk) {
    constexpr std::int64_t stride = 7919;  // a prime: neighbours are not asked for one after the other
    const auto& pick = [](const std::vector<std::string>& list, std::int64_t time) -> const std::string& {
        return list[static_cast<std::size_t>(time * stride) % list.size()];
    };
    if (name == "page")
        return [&desk, pick](Client& client, std::int64_t time) {
            return client.get("/staff/cases/" + pick(desk.cases, time), desk.authorization).status == 200;
        };
    if (name == "worklist")
        return [&desk](Client& client, std::int64_t) { return client.get("/staff/worklist", desk.authorization).status == 200; };
    if (name == "problems")  // the newest of all, and what lies around one of many places of the town
        return [](Client& client, std::int64_t time) {
            const auto [north, east] = std::pair(time * stride % 90, time * stride % 53);
            const auto view = fmt::format("{:.4f},{:.4f},16", 53.603 + 0.0001 * static_cast<double>(north), -2.64 + 0.0005 * static_cast<double>(east));
            return client.get(time % 2 == 0 ? "/problems" : "/problems?state=all&view=" + view).status == 200;
        };
    if (name == "search")
        return [&desk, pick](Client& client, std::int64_t time) {
            return client.get("/staff/search?q=" + in_address(pick(desk.words, time)), desk.authorization).status == 200;
        };
    return [&desk, pick](Client& client, std::int64_t time) {
        const auto body = fmt::format("operation={}&changes=0&text=Rang+the+resident%2C+who+will+leave+the+gate+open.+{}",
                                      base::SystemRandom().token(), time);
        return client.post("/staff/cases/" + pick(desk.cases, time) + "/notes", "application/x-www-form-urlencoded", body, desk.authorization).status == 303;
    };
}

void measure(const std::string& name, const std::string& errand, const Options& options) {
    const Served served({.postgres = options.postgres, .data = options.data, .requests = options.cases});
    const auto desk = open_desk(served);
    for (const int clients : options.clients) {
        const auto conditions = fmt::format("{}, {} cases, {} clients, {} s, loopback", options.postgres.empty() ? "SQLite" : "PostgreSQL",
                                            options.cases, clients, options.seconds);
        tell(name + ": " + conditions);
        const auto again_and_again = [&](const Step& step) {
            return run_load(served, clients, options.seconds, [&](int client) -> Errand {
                return [connection = std::make_shared<Client>(served.port()), step, time = std::int64_t{client} * 100'003]() mutable {
                    return step(*connection, ++time);
                };
            });
        };
        const auto bare = again_and_again([](Client& client, std::int64_t) { return client.get("/healthz").status == 200; });
        const auto load = again_and_again(step_of(name, desk));
        const auto figure = fmt::format("{}.{}.{}", name, options.postgres.empty() ? "sqlite" : "postgres", clients);
        print_load(figure, errand, load, served, conditions);
        print_figure(figure + ".of_bare", load.cpu_ms / bare.cpu_ms, "ratio",
                     "the server's CPU for it over that for GET /healthz, which is the edge alone, same run", conditions);
    }
}

}  // namespace

void problems(const Options& options) { measure("problems", "GET of the public list with its map, half of them for another place each time", options); }
void page(const Options& options) { measure("page", "GET of a case's page, another case each time", options); }
void worklist(const Options& options) { measure("worklist", "GET of the first page of the open worklist", options); }
void search(const Options& options) { measure("search", "GET of a search for the name of a street", options); }
void note(const Options& options) { measure("note", "POST of a note on a case until its redirect", options); }

}  // namespace bench
