#include "cases/letters.h"

#include "cases/case_store.h"
#include "notifications/reader.h"

namespace cases {
namespace {

struct Known {
    notifications::Reader reader;
    std::string name;
};
std::optional<Known> reader_of(db::Tx& tx, const Request& request) {
    if (!request.person) return std::nullopt;
    const auto contact = people::find(tx, request.person);
    auto reader = contact ? notifications::reader_of(*contact) : std::nullopt;
    if (!reader) return std::nullopt;
    return Known{std::move(*reader), contact->name};
}

}  // namespace

bool write_about(db::Tx& tx, const Request& request, const Case& c, const catalogue::Definition& service,
                 std::string_view wording, const notifications::Values& values) {
    if (wording.empty()) return false;
    const auto known = reader_of(tx, request);
    if (!known) return false;
    notifications::Notice notice{.wording = std::string(wording),
                                 .language = request.language,
                                 .channel = known->reader.channel,
                                 .address = known->reader.address,
                                 .about = {"request", request.id.value},
                                 .values = values,
                                 .large_print = known->reader.large_print};
    notice.values.insert({{"name", known->name},
                          {"service", service.name},
                          {"reference", request.reference.spoken()},
                          {"outcome", outcome_shown(service, c.outcome, request.language)},
                          {"path", "/requests/" + request.reference.text()}});
    if (c.state == State::open) notice.values.insert({"promised", promised(tx, c.due_at, request.language)});
    notifications::queue(tx, notice);
    return true;
}

std::int64_t write_to_residents(db::Tx& tx, const Case& c, const catalogue::Definition& service, std::string_view wording,
                                const notifications::Values& values) {
    std::int64_t written = 0;
    if (wording.empty()) return written;
    for (const auto& request : case_store::requests_of(tx, c.id))
        if (request.is_live()) written += write_about(tx, request, c, service, wording, values);
    return written;
}

bool can_write(db::Tx& tx, const Case& c) {
    for (const auto& request : case_store::requests_of(tx, c.id))
        if (request.is_live() && reader_of(tx, request)) return true;
    return false;
}

}  // namespace cases
