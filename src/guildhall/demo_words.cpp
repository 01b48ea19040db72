#include "guildhall/demo_words.h"

#include <boost/json/parse.hpp>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace guildhall {
namespace {

namespace json = boost::json;

Phrases phrases(const json::object& from, std::string_view member) {
    Phrases out;
    if (const auto* list = from.if_contains(member))
        for (const auto& each : list->as_array()) out.emplace_back(each.as_string());
    return out;
}

Trouble trouble_from(const json::object& from) {
    Trouble trouble{.answers = {}, .says = phrases(from, "says")};
    for (const auto& [question, answer] : from.at("answers").as_object()) trouble.answers.emplace(question, answer.as_string());
    if (trouble.says.empty()) throw std::runtime_error("a kind without says");
    return trouble;
}

ServiceWords service_words(const json::object& from) {
    ServiceWords words{.weight = from.at("weight").to_number<double>(),
                       .remarks = phrases(from, "remarks"),
                       .notes = phrases(from, "notes"),
                       .replies = phrases(from, "replies")};
    const auto& months = from.at("months").as_array();
    for (std::size_t i = 0; i < words.months.size(); ++i) words.months[i] = months.at(i).to_number<double>();
    if (const auto* texts = from.if_contains("texts"))
        for (const auto& [question, unused] : texts->as_object()) words.texts.emplace(question, phrases(texts->as_object(), question));
    if (const auto* kinds = from.if_contains("kinds"))
        for (const auto& kind : kinds->as_array()) words.kinds.push_back(trouble_from(kind.as_object()));
    return words;
}

DemoWords read(const json::object& from) {
    const auto& names = from.at("names").as_object();
    DemoWords words{.first_names = phrases(names, "first"),
                    .last_names = phrases(names, "last"),
                    .streets = phrases(from, "streets"),
                    .wards = phrases(from, "wards"),
                    .calls = phrases(from, "calls"),
                    .chasing = phrases(from, "chasing"),
                    .words = phrases(from, "words"),
                    .objections = phrases(from, "objections"),
                    .withdrawals = phrases(from, "withdrawals"),
                    .handovers = phrases(from, "handovers"),
                    .services = {}};
    for (const auto& [code, service] : from.at("services").as_object()) words.services.emplace(code, service_words(service.as_object()));
    return words;
}

}  // namespace

const ServiceWords& DemoWords::of(std::string_view service) const {
    const auto found = services.find(service);
    return found != services.end() ? found->second : services.at("*");
}

Result<DemoWords> read_demo_words(const std::filesystem::path& folder) {
    const auto path = folder / "words.json";
    std::ifstream file(path);
    if (!file) return refuse(Kind::not_found, "guildhall.no_demo_words", path.string());
    std::stringstream text;
    text << file.rdbuf();
    try {
        auto words = read(json::parse(text.str()).as_object());
        if (!words.services.contains("*")) return refuse(Kind::invalid, "guildhall.no_demo_words", path.string() + ": no services.*");
        for (const auto* list : {&words.first_names, &words.last_names, &words.streets, &words.wards, &words.calls, &words.chasing,
                                 &words.words, &words.objections, &words.withdrawals, &words.handovers})
            if (list->empty()) return refuse(Kind::invalid, "guildhall.no_demo_words", path.string() + ": an empty list");
        return words;
    } catch (const std::exception& problem) {
        return refuse(Kind::invalid, "guildhall.no_demo_words", path.string() + ": " + problem.what());
    }
}

}  // namespace guildhall
