#pragma once
// An e-mail address that is safe to write to: one mailbox, in ASCII, that needs no quoting anywhere it may stand.
//
// What is promised of every Address that exists:
//   1. exactly one mailbox; never a list, a group, a comment, a route or a display name;
//   2. the local part is letters, digits and !#$%&'*+-/=?^_`{|}~ with single dots between, at most 64 bytes;
//   3. the domain is a host name of at least two labels (or "localhost"), lower case, an international one as its
//      xn-- form, so that a look-alike is seen for what it is; never an address literal;
//   4. at most 254 bytes (RFC 5321 4.5.3.1.3, less the angle brackets).
// So it can be put into an SMTP command or a header as it stands. Reading is linear in the input.

#include "base/result.h"

#include <string>
#include <string_view>

namespace mail {

class Address {
public:
    /// Reads what a person typed; blanks at both ends are forgiven, and so are needless quotes ("ann"@example.com).
    /// Refuses with `invalid` and a key that says what to mend: mail.address_missing, _several, _too_long, _letters
    /// (a local part beyond ASCII would need SMTPUTF8 all the way), _domain, else _shape.
    static Result<Address> parse(std::string_view typed);

    /// "ann@example.com"
    const std::string& text() const { return text_; }
    std::string_view local() const { return std::string_view(text_).substr(0, at_); }
    std::string_view domain() const { return std::string_view(text_).substr(at_ + 1); }

    auto operator<=>(const Address&) const = default;

private:
    Address(std::string text, std::size_t at) : text_(std::move(text)), at_(at) {}
    std::string text_;
    std::size_t at_;
};

/// An address and the name of who reads there. The name may hold anything; `compose` makes it harmless.
struct Mailbox {
    Address address;
    std::string name = {};

    /// `ann@example.com` or `Ann Lee <ann@example.com>`, as a setting holds it.
    static Result<Mailbox> parse(std::string_view);
};

}  // namespace mail
