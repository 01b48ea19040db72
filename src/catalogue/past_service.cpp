#include "catalogue/past_service.h"

#include "base/text.h"
#include "catalogue/events.h"
#include "catalogue/finder.h"
#include "catalogue/queries.h"
#include "catalogue/stored_texts.h"
#include "journal/journal.h"

#include <fmt/format.h>

namespace catalogue {
namespace {

std::string document_of(const PastService& service) {
    return fmt::format(R"({{"code": {}, "past": true, "group": "past", "name": {}, "team": {}, "outcomes": [)"
                       R"({{"code": "{}", "label": "Closed"}}, {{"code": "{}", "label": "Cancelled"}}, {{"code": "{}", "label": "Passed on to somebody else"}}]}})",
                       base::json_string(code_of(service)), base::json_string(service.name), base::json_string(service.team), past_done,
                       past_cancelled, past_referred);
}

}  // namespace

std::string code_of(const PastService& service) {
    constexpr std::size_t most_words = 40;
    std::string words;
    for (const char c : base::lower_ascii(service.name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain && words.size() < most_words) words += c;
        if (!plain && !words.empty() && words.back() != '-' && words.size() < most_words) words += '-';
    }
    while (words.ends_with('-')) words.pop_back();
    // Two names may have the same words.
    const auto digest = digest_of({service.source, service.name}).substr(0, 8);
    return fmt::format("past-{}{}{}", words, words.empty() ? "" : "-", digest);
}

Result<DefinitionPtr> keep_past_service(db::Tx& tx, const PastService& service) {
    const auto code = code_of(service);
    if (auto known = find_version(tx, code, 1)) return known;
    const auto document = document_of(service);
    TRY(parse_definition(document, ""));
    const auto id = tx.new_id<ServiceId>();
    tx.run(sql::add_service, id, code, 0);
    tx.run(sql::add_version, id, 1, service.name, document, "", "", "[]", digest_of({document, ""}), tx.now());
    journal::announce(tx, ServicePublished{id.value, code, 1});
    return find_version(tx, code, 1);
}

}  // namespace catalogue
