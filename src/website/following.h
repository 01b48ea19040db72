#pragma once
// Whose request it is: the contact check beside a reference, and for how long this browser need not give it again.
//
// Promises
//  1. What the browser keeps is a list of references and an hour, signed: no contact detail, and nobody can make one up.
//  2. It lasts 30 minutes from the last page shown, no longer than the browser is open, and can be ended at once.
//  3. Who gave no contact detail gets a tracking code: made from the reference with a secret, so that it need not be kept,
//     and shown only to the browser that sent the request.

#include "base/ids.h"
#include "people/people.h"
#include "web/web.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace website {

class Following {
public:
    static constexpr std::chrono::minutes lasts{30};
    static constexpr const char* cookie = "follow";

    /// What this browser has shown already.
    static Result<Following> of(const web::Request& request, const web::Context& context);

    bool knows(std::string_view reference) const;
    /// The cookie that adds this request, or goes on with it.
    web::Cookie with(std::string_view reference) const;
    web::Cookie with_all(const std::vector<std::string>& references) const;
    /// The cookie that ends it all.
    static web::Cookie ended();

    /// What stands in for a contact detail; read out and typed like a reference.
    Reference code_of(std::string_view reference) const;
    /// True if what was typed is this person's contact detail, or the request's tracking code. Takes the same work either way.
    bool is_theirs(db::Tx& tx, std::string_view reference, people::PersonId person, std::string_view typed) const;

private:
    Following(std::string secret, Instant now) : secret_(std::move(secret)), now_(now) {}
    void read(std::string_view cookie);

    std::string secret_;
    Instant now_;
    std::vector<std::string> references_;  // the newest last
};

}  // namespace website
