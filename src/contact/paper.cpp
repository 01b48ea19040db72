#include "contact/paper.h"

#include "base/digest.h"
#include "base/text.h"
#include "contact/events.h"
#include "contact/queries.h"
#include "contact/taking.h"
#include "journal/journal.h"

namespace contact {
namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's: no I, L, O and U
constexpr std::size_t number_length = 7;
constexpr std::string_view code_start = "GHF";
constexpr std::string_view digest_purpose = "paper form: what was written";

/// As it may have been typed: any case, hyphens and spaces, O for 0, I and L for 1. A scanner puts GHF before it, and service and version behind.
std::string tidy_number(std::string_view typed) {
    typed = base::trim(typed.substr(0, 200));
    auto code = std::string(typed);
    for (auto& c : code)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (code.starts_with(code_start) && code.find(' ') != code.npos) code = code.substr(code_start.size(), code.find(' ') - code_start.size());
    std::string number;
    for (char c : code) {
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (letters.find(c) != letters.npos) number += c;
    }
    return number;
}

/// What makes two forms the same: everything that was written on them.
std::string written_on(const catalogue::Definition& service, const Sent& sent) {
    std::string all;
    const auto add = [&](std::string_view text) { all += base::lower_ascii(base::tidy_line(text)) + '\n'; };
    add(service.code);
    add(std::to_string(service.version));
    for (const auto& question : service.form.questions)
        for (const auto& field : forms::fields_of(question)) add(sent.answer(field).value_or(""));
    for (const auto* field : {"name", "email", "phone", "postal"}) add(sent.answer(field).value_or(""));
    add(sent.location.text);
    add(sent.location.uprn);
    return all;
}

db::Bytes bytes_of(const base::Digest& digest) { return {std::string(reinterpret_cast<const char*>(digest.data()), digest.size())}; }

Instant over_at(const catalogue::Definition& service, Instant now) { return now + std::chrono::years(service.retention ? service.retention->years : 1); }

Result<Instant> received_at(db::Tx& tx, Day day) {
    const auto& zone = places::calendar_of(tx).zone();
    const auto at = zone.start_of(day);
    if (at > tx.now() || at < tx.now() - std::chrono::days(366)) return refuse_fields("forms.problems", {{"received", say("contact.received")}});
    return at;
}

people::Contact person_on(const Sent& sent) {
    const auto typed = [&](const char* field) { return std::string(sent.answer(field).value_or("")); };
    return {.name = typed("name"), .email = typed("email"), .phone = typed("phone"), .postal = typed("postal"), .write = typed("write"), .large_print = typed("large_print") == "yes"};
}

}  // namespace

std::string paper_number(std::string_view service, std::int64_t version) {
    const auto digest = base::sha256("a form on paper\n" + std::string(service) + '\n' + std::to_string(version));
    std::string number;
    for (std::size_t i = 0; i < number_length; ++i) number += letters[std::to_integer<std::size_t>(digest[i]) % letters.size()];
    return number;
}

std::string shown_paper_number(std::string_view number) { return std::string(number.substr(0, 4)) + '-' + std::string(number.substr(4)); }

std::string paper_code(std::string_view service, std::int64_t version) {
    return std::string(code_start) + paper_number(service, version) + ' ' + std::string(service) + ' ' + std::to_string(version);
}

Result<catalogue::DefinitionPtr> find_by_paper(db::Tx& tx, std::string_view typed) {
    const auto number = tidy_number(typed);
    const auto services = TRY(catalogue::live_services(tx));
    for (const auto& live : services)
        for (auto version = live->version; number.size() == number_length && version > 0; --version)
            if (paper_number(live->code, version) == number) return catalogue::find_version(tx, live->code, version);
    return refuse(Kind::not_found, "contact.no_such_form");
}

Result<Taken> take_from_paper(db::Tx& tx, Random& random, const access::Vault& vault, const access::Actor& who, catalogue::DefinitionPtr service, const Sent& sent, const Paper& paper) {
    TRY(access::require(who, access::Permission::log_contact));
    const auto received = TRY(received_at(tx, paper.received));
    if (auto problems = problems_with(tx, *service, sent); !problems.empty()) return refuse_fields("forms.problems", std::move(problems));
    const auto digest = bytes_of(vault.digest(written_on(*service, sent), digest_purpose));
    std::int64_t copy = 0;
    std::string first;
    for (const auto row : tx.query(sql::papers_like, digest)) {
        if (first.empty()) first = row.get<std::string>(0);
        copy = row.get<std::int64_t>(1) + 1;
    }
    if (copy > 0 && !paper.is_another) return refuse(Kind::conflict, "contact.keyed_already", first);
    const auto interaction = TRY(log_interaction(tx, who, {.channel = "letter", .direction = Direction::inbound, .started_at = received, .ended_at = tx.now(), .person = person_on(sent), .outcome = Outcome::requested, .note = {}}));
    auto within = sent;
    within.interaction = interaction;
    const auto taken = TRY(take_under(tx, random, who, service, within));
    tx.run(sql::add_paper, digest, copy, service->code, service->version, received, taken.request, taken.reference.text(), tx.now(), tx.actor(), over_at(*service, tx.now()));
    journal::announce(tx, PaperKeyed{interaction, taken.request, service->code, service->version});
    return taken;
}

void erase_about(db::Tx& tx, cases::RequestId request) { tx.run(sql::forget_paper_about, request); }

bool forget_papers_over(db::Tx& tx) {
    constexpr int at_once = 500;
    return tx.change(sql::forget_papers_over, tx.now(), at_once) >= at_once;
}

}  // namespace contact
