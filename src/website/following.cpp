#include "website/following.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace website {
namespace {

constexpr std::size_t most_remembered = 12;

std::int64_t seconds_of(Instant at) {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

/// Repeats what a secret makes of a text, so that a reference always has the same code.
class Stretched final : public base::Random {
public:
    Stretched(std::string_view secret, std::string_view text) : bytes_(web::signature(secret, text)) {}
    void fill(std::span<std::byte> wanted) override {
        for (auto& byte : wanted) {
            if (used_ == bytes_.size()) {
                bytes_ = web::signature(bytes_, "on");
                used_ = 0;
            }
            byte = static_cast<std::byte>(bytes_[used_++]);
        }
    }

private:
    std::string bytes_;
    std::size_t used_ = 0;
};

}  // namespace

Result<Following> Following::of(const web::Request& request, const web::Context& context) {
    auto secret = TRY(web::secret_for(context.tenant.db, context.for_db(), context.random, "following"));
    Following following(std::move(secret), context.now);
    following.read(request.cookies.text(cookie));
    return following;
}

// until.reference.reference…signature, the signature over what stands before the last dot.
void Following::read(std::string_view value) {
    const auto dot = value.rfind('.');
    if (dot == std::string_view::npos) return;
    const auto said = value.substr(0, dot);
    if (!base::equal_secret(value.substr(dot + 1), base::to_base64url(web::signature(secret_, said)))) return;
    const auto parts = base::split(said, '.');
    std::int64_t until = 0;
    std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), until);
    if (until <= seconds_of(now_)) return;
    for (std::size_t i = 1; i < parts.size(); ++i) references_.emplace_back(parts[i]);
}

bool Following::knows(std::string_view reference) const { return std::ranges::find(references_, reference) != references_.end(); }

web::Cookie Following::with(std::string_view reference) const { return with_all({std::string(reference)}); }

web::Cookie Following::with_all(const std::vector<std::string>& added) const {
    auto references = references_;
    for (const auto& reference : added) {
        std::erase(references, reference);
        references.push_back(reference);
        if (references.size() > most_remembered) references.erase(references.begin());
    }
    std::string said = std::to_string(seconds_of(now_ + lasts));
    for (const auto& each : references) said += '.' + each;
    return {.name = cookie, .value = said + '.' + base::to_base64url(web::signature(secret_, said))};
}

web::Cookie Following::ended() { return {.name = cookie, .value = "", .max_age = std::chrono::seconds(0)}; }

Reference Following::code_of(std::string_view reference) const {
    Stretched random(secret_, "code:" + std::string(reference));
    return Reference::random(random);
}

bool Following::is_theirs(db::Tx& tx, std::string_view reference, people::PersonId person, std::string_view typed) const {
    const bool detail = people::answers_contact_check(tx, person, typed);
    const auto code = Reference::parse(typed);
    const bool by_code = code && base::equal_secret(code->text(), code_of(reference).text());
    return detail || by_code;
}

}  // namespace website
