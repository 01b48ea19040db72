#pragma once
// What is asked of who sends very much: a puzzle that a browser solves by itself, or a question that a person answers. One will do.
//
// Promises
//  1. A challenge is made for one purpose, the one-time number of a form, and counts for no other; it ends after an hour. Since an
//     operation is done once, it is used once, and nothing of it is kept.
//  2. It is signed: nobody can make one up, choose an easier one, or read the answer out of it.
//  3. The question is plain text, and so is its answer; case, blanks and a full stop do not matter.

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "base/words.h"
#include "web/web.h"

#include <string>
#include <string_view>

namespace abuse {

/// SHA-256 of "<token>.<proof>" begins with so many zero bits. 2^17 tries take about a second on a phone.
inline constexpr int usual_bits = 17;

struct Challenge {
    std::string token;  // goes into the form, and comes back with it
    int bits = usual_bits;
    std::string question;
};

struct Solution {
    std::string_view token, proof, answer;  // proof: a number; answer: a word. Either may be empty
};

class Challenges {
public:
    static Result<Challenges> of(const web::Context& context);
    explicit Challenges(std::string secret, int bits = usual_bits) : secret_(std::move(secret)), bits_(bits) {}

    Challenge ask(std::string_view purpose, Instant now, Random& random, base::Language language = base::Language::english) const;
    bool is_solved(std::string_view purpose, Instant now, const Solution& given) const;

private:
    std::string sign(std::string_view what, std::string_view purpose, std::string_view text) const;
    std::string secret_;
    int bits_;
};

/// True if that many bits are zero at the beginning of the digest of "<token>.<proof>".
bool is_proof(std::string_view token, std::string_view proof, int bits);

}  // namespace abuse
