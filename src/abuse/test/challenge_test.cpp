#include "abuse/challenge.h"

#include "base/text.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using abuse::Challenges;

namespace {

const Instant now = *base::parse_iso("2026-11-22T09:30:00Z");

std::string proof_for(const std::string& token, int bits) {
    for (std::uint64_t tried = 0;; ++tried)
        if (auto proof = std::to_string(tried); abuse::is_proof(token, proof, bits)) return proof;
}

/// As a person would: the one of the words that the question means is the one that counts.
std::string answer_to(const Challenges& challenges, const abuse::Challenge& asked, std::string_view purpose) {
    const auto colon = asked.question.find(": ");
    auto list = asked.question.substr(colon + 2);
    list.pop_back();  // the question mark
    std::string right;
    int many = 0;
    for (const auto word : base::split(list, ',')) {
        const std::string typed(base::trim(word));
        if (!challenges.is_solved(purpose, now, {.token = asked.token, .answer = typed})) continue;
        right = typed;
        ++many;
    }
    CHECK(many == 1);
    return right;
}

}  // namespace

TEST_CASE("a challenge is met by the browser's number or by the person's word, and by nothing else") {
    base::SeededRandom random(7);
    const Challenges challenges("secret", 8);
    const auto asked = challenges.ask("form 1", now, random);
    CHECK(challenges.is_solved("form 1", now, {.token = asked.token, .proof = proof_for(asked.token, 8)}));
    const auto answer = answer_to(challenges, asked, "form 1");
    CHECK(challenges.is_solved("form 1", now, {.token = asked.token, .answer = "  " + base::lower_ascii(answer) + ". "}));
    CHECK_FALSE(challenges.is_solved("form 1", now, {.token = asked.token}));
    CHECK_FALSE(challenges.is_solved("form 1", now, {.token = asked.token, .proof = "-1", .answer = "lamp post"}));
    CHECK_FALSE(challenges.is_solved("form 1", now, {}));
}

TEST_CASE("a challenge counts for the form it was made for, for an hour, and only as it was signed") {
    base::SeededRandom random(7);
    const Challenges challenges("secret", 8), others("other secret", 8);
    const auto asked = challenges.ask("form 1", now, random);
    const auto proof = proof_for(asked.token, 8);
    const auto answer = answer_to(challenges, asked, "form 1");
    CHECK(challenges.is_solved("form 1", now + 59min, {.token = asked.token, .proof = proof}));
    CHECK_FALSE(challenges.is_solved("form 1", now + 61min, {.token = asked.token, .proof = proof}));
    CHECK_FALSE(challenges.is_solved("form 2", now, {.token = asked.token, .proof = proof, .answer = answer}));
    CHECK_FALSE(others.is_solved("form 1", now, {.token = asked.token, .proof = proof, .answer = answer}));
    auto easier = asked.token;
    easier.replace(easier.find(".8."), 3, ".0.");
    CHECK_FALSE(challenges.is_solved("form 1", now, {.token = easier, .proof = "1"}));
    auto later = asked.token;
    later[0] = '9';
    CHECK_FALSE(challenges.is_solved("form 1", now, {.token = later, .proof = proof_for(later, 8)}));
    for (const auto* broken : {"", ".", "....", "1.1.1.1.1", "x.y.z.a.b"}) CHECK_FALSE(challenges.is_solved("form 1", now, {.token = broken, .proof = "1", .answer = "horse"}));
}

TEST_CASE("the answer does not stand in the token, and questions differ") {
    base::SeededRandom random(7);
    const Challenges challenges("secret", 8);
    std::string before;
    for (int i = 0; i < 20; ++i) {
        const auto asked = challenges.ask("form", now, random);
        const auto answer = answer_to(challenges, asked, "form");
        CHECK(asked.token.find(answer) == std::string::npos);
        CHECK(asked.question != before);
        before = asked.question;
    }
}

TEST_CASE("a question is asked in Welsh of who reads Welsh") {
    base::SeededRandom random(7);
    const auto asked = Challenges("secret", 8).ask("form", now, random, base::Language::welsh);
    CHECK(asked.question.starts_with("Pa un o'r geiriau hyn"));
}

TEST_CASE("a proof is a number whose digest begins with as many zero bits as were asked for") {
    CHECK(abuse::is_proof("t", "0", 0));
    CHECK_FALSE(abuse::is_proof("t", "", 0));
    CHECK_FALSE(abuse::is_proof("t", "x", 0));
    CHECK_FALSE(abuse::is_proof("t", "123456789012345678901", 0));
    CHECK_FALSE(abuse::is_proof("t", "1", 256));
}
