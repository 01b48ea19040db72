#include "contact/kept_form.h"

#include "base/text.h"
#include "base/words.h"
#include "contact/events.h"
#include "contact/queries.h"
#include "journal/journal.h"
#include "people/contact_details.h"

#include <boost/json.hpp>

#include <algorithm>

namespace contact {
namespace {

namespace json = boost::json;

constexpr std::string_view row_purpose = "kept form: row", key_purpose = "kept form: key", code_purpose = "kept form: code", held_purpose = "kept form: held";
constexpr std::size_t largest = 512 * 1024;
constexpr std::int64_t most_wrong = 5;
constexpr int most_draws = 20;

/// Random bytes that follow from a secret: the same for the same secret.
class Following final : public Random {
public:
    explicit Following(std::string secret) : secret_(std::move(secret)) {}
    void fill(std::span<std::byte> out) override {
        for (auto& byte : out) {
            if (left_.empty()) {
                const auto digest = base::sha256(secret_ + '\n' + std::to_string(turn_++));
                left_.assign(digest.begin(), digest.end());
            }
            byte = left_.back();
            left_.pop_back();
        }
    }

private:
    std::string secret_;
    std::vector<std::byte> left_;
    int turn_ = 0;
};

access::Vault vault_for(const access::Vault& vault, const Reference& code) {
    const auto digest = vault.digest(code.text(), key_purpose);
    access::Vault::Key key{};
    std::ranges::transform(digest, key.begin(), [](std::byte byte) { return static_cast<unsigned char>(byte); });
    return access::Vault(key);
}

std::string to_text(const FormLeft& left) {
    json::array fields;
    for (const auto& [name, value] : left.fields) fields.emplace_back(json::array{name, value});
    return json::serialize(json::object{{"at", left.at}, {"contact", same_contact(left.contact)}, {"fields", std::move(fields)}});
}

/// It was sealed by us: what is in it is what `to_text` wrote.
FormLeft from_text(std::string_view text, std::string service) {
    const auto parsed = json::parse({text.data(), text.size()});
    const auto& object = parsed.as_object();
    FormLeft left{.service = std::move(service), .at = std::string(object.at("at").as_string()), .fields = {}, .contact = std::string(object.at("contact").as_string())};
    for (const auto& field : object.at("fields").as_array()) left.fields.emplace_back(std::string(field.at(0).as_string()), std::string(field.at(1).as_string()));
    return left;
}

/// Takes the old answers' place; nothing where none are kept under this code for this service.
std::optional<Kept> renew(db::Tx& tx, Random& random, const access::Vault& vault, const Reference& code, std::string_view service, std::string_view text) {
    const auto row = vault.digest(code.text(), row_purpose);
    const auto sealed = vault_for(vault, code).seal(text, service, random);
    const Instant until = tx.now() + kept_for;
    if (tx.change(sql::renew_kept_form, db::Bytes(sealed), tx.now(), until, row, service) == 0) return std::nullopt;
    for (const auto found : db::Rows(tx.query(sql::find_kept_form, row))) return Kept{found.get<KeptFormId>(0), until, code};
    return std::nullopt;
}

}  // namespace

std::string same_contact(std::string_view typed) {
    const auto plain = base::tidy_line(typed.substr(0, 1000));
    if (const auto email = people::tidy_email(plain)) return base::lower_ascii(*email);
    if (const auto phone = people::tidy_phone(plain)) return *phone;
    return base::lower_ascii(plain);
}

Reference code_drawn(const access::Vault& vault, const Saving& saving, int drawn) {
    if (drawn == 0 && saving.held) return *saving.held;
    const auto again = drawn > 1 ? '\n' + std::to_string(drawn) : std::string();
    const auto digest = vault.digest(std::string(saving.operation) + again, code_purpose);
    Following following(base::to_hex(digest));
    return Reference::random(following);
}

std::string seal_code(const access::Vault& vault, const Reference& code, Random& random) { return base::to_base64url(vault.seal(code.text(), held_purpose, random)); }

std::optional<Reference> open_code(const access::Vault& vault, std::string_view sealed) {
    constexpr std::size_t longest = 200;
    const auto bytes = base::from_base64url(sealed.substr(0, longest));
    const auto code = bytes ? vault.open(*bytes, held_purpose) : std::nullopt;
    return code ? Reference::parse(*code) : std::nullopt;
}

Result<Kept> keep_form(db::Tx& tx, Random& random, const access::Vault& vault, const Saving& saving, const FormLeft& left) {
    const auto given = same_contact(left.contact);
    if (base::count_characters(given) < 3 || left.contact.size() > 300) return refuse_fields("forms.problems", {{"contact", say("contact.form_contact")}});
    const auto text = to_text(left);
    if (text.size() > largest) return refuse(Kind::invalid, "contact.form_too_large");
    const Instant until = tx.now() + kept_for;
    auto kept = saving.held ? renew(tx, random, vault, *saving.held, left.service, text) : std::nullopt;
    for (int drawn = saving.held ? 0 : 1; !kept && drawn < most_draws; ++drawn) {
        const auto code = code_drawn(vault, saving, drawn);
        const auto id = tx.new_id<KeptFormId>();
        const auto sealed = vault_for(vault, code).seal(text, left.service, random);
        const auto added = tx.change(sql::add_kept_form, id, vault.digest(code.text(), row_purpose), left.service, db::Bytes(sealed), tx.now(), until);
        if (added > 0) kept = Kept{id, until, code, drawn};
    }
    if (!kept) return refuse(Kind::unavailable, "web.broken", "no code is free for a saved form");
    journal::announce(tx, FormKept{kept->id, left.service});
    return *kept;
}

std::optional<KeptForm> take_up_form(db::Tx& tx, const access::Vault& vault, const Reference& code, std::string_view contact) {
    for (const auto row : db::Rows(tx.query(sql::find_kept_form, vault.digest(code.text(), row_purpose)))) {
        KeptForm form{.id = row.get<KeptFormId>(0), .left = {}, .until = row.get<Instant>(3)};
        const auto service = row.get<std::string>(1);
        if (form.until <= tx.now() || row.get<std::int64_t>(4) >= most_wrong) return std::nullopt;
        const auto opened = vault_for(vault, code).open(row.get<db::Bytes>(2).value, service);
        if (!opened) return std::nullopt;
        form.left = from_text(*opened, service);
        if (!base::equal_secret(form.left.contact, same_contact(contact))) {
            tx.run(sql::count_wrong_contact, form.id);
            return std::nullopt;
        }
        journal::announce(tx, FormTakenUp{form.id, service, tx.channel()});
        return form;
    }
    return std::nullopt;
}

void forget_form(db::Tx& tx, const access::Vault& vault, const Reference& code) { tx.run(sql::forget_kept_form, vault.digest(code.text(), row_purpose)); }

bool forget_forms_over(db::Tx& tx) {
    constexpr int at_once = 500;
    std::vector<KeptFormId> over;
    for (const auto row : db::Rows(tx.query(sql::kept_forms_over, tx.now(), at_once))) {
        over.push_back(row.get<KeptFormId>(0));
        journal::announce(tx, FormForgotten{over.back(), row.get<std::string>(1)});
    }
    for (const auto id : over) tx.run(sql::forget_kept_form_over, id);
    return over.size() == at_once;
}

}  // namespace contact
