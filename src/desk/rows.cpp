#include "desk/rows.h"

#include "desk/promise.h"
#include "html/patterns.h"

#include <algorithm>

namespace desk {
namespace {

template <class Map, class Key>
const typename Map::mapped_type* found_in(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

/// What was answered to the first question, which tells cases of one service apart.
std::string gist_of(const catalogue::Definition& service, const cases::Request& request) {
    if (service.form.questions.empty()) return {};
    const auto& first = service.form.questions.front();
    const auto answer = std::ranges::find(request.answers, first.code, &forms::Answer::question);
    return answer == request.answers.end() ? std::string() : forms::shown(first, answer->value);
}

void put_row(html::Html& out, const web::Context& context, const places::Zone& zone, const Listed& listed, const cases::Line& line) {
    const auto& the_case = line.the_case;
    const auto& service = *listed.services.at({the_case.service, the_case.service_version});
    out << "<tr><td><a class=\"govuk-link\" href=\"/staff/cases/"_html << the_case.id.value << "\">"_html << service.name << "</a>"_html;
    if (const auto gist = gist_of(service, line.request); !gist.empty()) out << " <span>"_html << gist << "</span>"_html;
    out << "</td><td>"_html;
    if (const auto* place = found_in(listed.places, line.request.location)) out << *place;
    out << "</td><td>"_html;
    if (const auto* person = found_in(listed.names, line.request.person)) out << *person;
    out << "</td><td>"_html;
    put_promise(out, context, the_case);
    if (the_case.tasks > 0)
        out << " "_html << html::badge({.text = context.say("desk.row_tasks", {{"count", std::to_string(the_case.tasks)}}), .kind = "alert"});
    if (the_case.objections > 0) out << " "_html << html::badge({.text = context.say("desk.row_not_fixed"), .kind = "alert"});
    out << "</td><td>"_html;
    if (const auto* owner = found_in(listed.owners, the_case.owner)) out << *owner;
    out << "</td><td>"_html << places::shown_when(zone, line.request.received_at, context.now, context.language) << "</td><td>"_html
        << line.request.reference.spoken() << "</td></tr>"_html;
}

}  // namespace

Result<Listed> furnish(db::Tx& tx, const access::Actor& who, std::vector<cases::Line> lines) {
    Listed listed{.lines = std::move(lines)};
    if (listed.lines.empty()) return listed;
    const auto named = access::scope_of(who, access::Permission::read_person);
    std::vector<people::PersonId> persons;
    std::vector<places::LocationId> places;
    std::vector<access::StaffId> owners;
    for (const auto& line : listed.lines) {
        if (named.allows(line.the_case.owned())) persons.push_back(line.request.person);
        places.push_back(line.request.location);
        if (line.the_case.owner && std::ranges::find(owners, line.the_case.owner) == owners.end()) owners.push_back(line.the_case.owner);
        auto& service = listed.services[{line.the_case.service, line.the_case.service_version}];
        if (!service) {
            auto found = TRY(catalogue::find_version(tx, line.the_case.service, line.the_case.service_version));
            service = std::move(found);
        }
    }
    if (!persons.empty()) listed.names = people::names_of(tx, persons);
    listed.places = places::words_of(tx, places);
    if (!owners.empty()) listed.owners = access::staff_names(tx, owners);
    return listed;
}

void put_rows(html::Html& out, const web::Context& context, const Listed& listed, const std::string& caption) {
    out.reserve(out.size() + 1024 + listed.lines.size() * 420);
    out << "<table class=\"gh-rows\"><caption class=\"govuk-visually-hidden\">"_html << caption << "</caption><thead><tr>"_html;
    for (const auto* name : {"desk.service", "desk.place", "desk.from", "desk.promised", "desk.owner", "desk.received", "desk.reference"})
        out << "<th scope=\"col\">"_html << context.say(name) << "</th>"_html;
    out << "</tr></thead><tbody>"_html;
    const auto& zone = places::zone_of(context.tenant.time_zone);
    for (const auto& line : listed.lines) put_row(out, context, zone, listed, line);
    out << "</tbody></table>"_html;
}

}  // namespace desk
