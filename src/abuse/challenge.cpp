#include "abuse/challenge.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <optional>
#include <vector>

namespace abuse {
namespace {

constexpr auto lasts = std::chrono::hours(1);
constexpr int sorts = 8;           // abuse.sort_1 … abuse.sort_8: "an animal: horse, sheep, …"
constexpr std::size_t offered = 5;  // words to choose from, one of them right

/// A word as it is compared.
std::string folded(std::string_view typed) {
    auto word = base::lower_ascii(base::tidy_line(base::first_characters(typed, 100)));
    std::erase_if(word, [](char c) { return c == '.' || c == '"' || c == '\'' || c == ' '; });
    return word;
}

struct Sort {
    std::string name;
    std::vector<std::string> words;
};
Sort sort_number(std::uint64_t number, base::Language language) {
    const auto text = base::say("abuse.sort_" + std::to_string(number + 1), {}, language);
    const auto colon = text.find(':');
    Sort sort{text.substr(0, colon), {}};
    for (const auto word : base::split(std::string_view(text).substr(std::min(colon, text.size() - 1) + 1), ',')) sort.words.emplace_back(base::trim(word));
    return sort;
}

struct Question {
    std::string text, answer;
};
Question draw(Random& random, base::Language language) {
    const auto right = random.number_below(sorts);
    const auto sort = sort_number(right, language);
    Question question{{}, sort.words[random.number_below(sort.words.size())]};
    std::vector<std::string> words;
    for (std::uint64_t step = 1; words.size() + 1 < offered; ++step) {  // each wrong one of another sort
        const auto other = sort_number((right + step) % sorts, language);
        words.push_back(other.words[random.number_below(other.words.size())]);
    }
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(random.number_below(offered)), question.answer);
    std::string list;
    for (const auto& word : words) (list += list.empty() ? "" : ", ") += word;
    question.text = base::say("abuse.question", {{"sort", sort.name}, {"words", list}}, language);
    return question;
}

/// "<ends>.<bits>.<salt>.<answer's signature>.<signature>", taken apart.
struct Token {
    std::int64_t ends = 0;
    int bits = 0;
    std::string_view signed_part, salt, answer, signature;
};
template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}
std::optional<Token> read_token(std::string_view text) {
    constexpr std::size_t longest = 300;
    if (text.size() > longest) return std::nullopt;
    const auto parts = base::split(text, '.');
    if (parts.size() != 5) return std::nullopt;
    const auto ends = number_in<std::int64_t>(parts[0]);
    const auto bits = number_in<int>(parts[1]);
    if (!ends || !bits) return std::nullopt;
    return Token{*ends, *bits, text.substr(0, text.rfind('.')), parts[2], parts[3], parts[4]};
}

std::int64_t seconds_of(Instant at) { return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count(); }

}  // namespace

bool is_proof(std::string_view token, std::string_view proof, int bits) {
    constexpr std::size_t longest = 20;
    if (proof.empty() || proof.size() > longest || !number_in<std::uint64_t>(proof)) return false;
    int zeros = 0;
    for (const auto byte : base::sha256(std::string(token) + '.' + std::string(proof))) {
        zeros += std::countl_zero(static_cast<unsigned char>(byte));
        if (byte != std::byte{0}) break;
    }
    return zeros >= bits;
}

Result<Challenges> Challenges::of(const web::Context& context) {
    auto secret = TRY(web::secret_for(context.tenant.db, context.for_db(), context.random, "challenges"));
    return Challenges(std::move(secret));
}

std::string Challenges::sign(std::string_view what, std::string_view purpose, std::string_view text) const {
    return base::to_base64url(web::signature(secret_, std::string(what) + '\n' + std::string(purpose) + '\n' + std::string(text)));
}

Challenge Challenges::ask(std::string_view purpose, Instant now, Random& random, base::Language language) const {
    const auto question = draw(random, language);
    const auto salt = random.token(8);
    const auto head = std::to_string(seconds_of(now + lasts)) + '.' + std::to_string(bits_) + '.' + salt;
    const auto with_answer = head + '.' + sign("answer", purpose, salt + '\n' + folded(question.answer));
    return {with_answer + '.' + sign("challenge", purpose, with_answer), bits_, question.text};
}

bool Challenges::is_solved(std::string_view purpose, Instant now, const Solution& given) const {
    const auto token = read_token(given.token);
    if (!token || !base::equal_secret(token->signature, sign("challenge", purpose, token->signed_part))) return false;
    if (token->ends < seconds_of(now)) return false;
    if (is_proof(given.token, given.proof, token->bits)) return true;
    const auto answer = folded(given.answer);
    return !answer.empty() && base::equal_secret(token->answer, sign("answer", purpose, std::string(token->salt) + '\n' + answer));
}

}  // namespace abuse
