#include "catalogue/interactions.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace catalogue {
namespace {

std::string cell(std::string_view text) {
    std::string all = "\"";
    if (!text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos) all += '\'';  // a sheet would take it for a formula
    for (const char c : text) all += c == '"' ? std::string("\"\"") : std::string(1, c);
    return all + '"';
}

}  // namespace

std::vector<Interaction> interactions_of(const Definition& service, bool at_the_desk) {
    std::vector<Interaction> all;
    const auto add = [&](std::int64_t lgil) -> Interaction& {
        auto& made = all.emplace_back(Interaction{.service = service.code, .name = service.name, .lgsl = service.lgsl, .lgil = lgil});
        const auto found = std::ranges::find(service.not_permitted, lgil, &NotPermitted::lgil);
        if (found == service.not_permitted.end()) return made;
        made.permitted = false;
        made.reason = found->reason;
        return made;
    };
    if (service.past) return all;
    const bool is_spoken = !service.script.greeting.empty();
    if (service.lgil != no_interaction && service.lgil != informing)
        if (auto& own = add(service.lgil); own.permitted) {
            own.web = true;
            own.open311 = service.has_place();
            own.telephone = own.counter = is_spoken && at_the_desk;
        }
    if (auto& told = add(informing); told.permitted) {
        told.web = !base::trim(service.article).empty();
        told.telephone = told.counter = told.web;  // an agent reads the same article out
    }
    return all;
}

Electronic count(const std::vector<Interaction>& all) {
    return {.permitted = std::ranges::count(all, true, &Interaction::permitted), .had = std::ranges::count_if(all, &Interaction::electronic)};
}

std::string to_csv(const std::vector<Interaction>& all) {
    std::string text = "service,name,lgsl,lgil,permitted,reason,electronic,web,open311,telephone,counter\n";
    const auto yes = [](bool is) { return is ? "yes" : "no"; };
    for (const auto& each : all)
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", cell(each.service), cell(each.name), each.lgsl, each.lgil, yes(each.permitted), cell(each.reason), yes(each.electronic()), yes(each.web),
                            yes(each.open311), yes(each.telephone), yes(each.counter));
    return text;
}

}  // namespace catalogue
