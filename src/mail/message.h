#pragma once
// One e-mail as bytes that every relay carries and every reader shows alike.
//
// What `compose` promises, whatever stands in the message:
//   1. RFC 5322 with CRLF throughout, 7-bit, header lines of at most 78 and body lines of at most 998 bytes;
//   2. no text becomes a header: line breaks, controls and marks that reorder text turn to spaces in names and
//      subjects, and what is not plain ASCII is an encoded word (RFC 2047);
//   3. text is format=flowed (RFC 3676), space-stuffed, its lines at most 78 characters unless one word is longer; HTML
//      is quoted-printable; with both it is multipart/alternative, with files around it multipart/mixed;
//   4. the same message gives the same bytes: a retry is the same e-mail with the same Message-ID;
//   5. time and memory linear in the input.
// Dots at the start of a line are the transport's business (they do not occur in HTML and in encoded text).

#include "base/time.h"
#include "base/words.h"
#include "mail/address.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// RFC 3834: tells other machines not to answer, so that two of them never write to each other for ever.
enum class AutoSubmitted {
    no,         // a person wrote this
    generated,  // sent because something happened: a receipt, a status, a reminder
    replied,    // sent because an e-mail came in
};

struct Attachment {
    std::string name;                               // shown to the reader; may hold anything
    std::string type = "application/octet-stream";  // type/subtype; what is not one becomes the default
    std::string bytes;
};

/// One message to one person: there is no list of recipients and no Cc, so nobody learns another's address.
struct Message {
    Mailbox from;
    Mailbox to;
    std::optional<Mailbox> reply_to = {};
    std::string subject;           // shown up to 250 characters
    std::string text;              // UTF-8, lines end in \n; one paragraph may be one line
    std::string html = {};         // a whole page, e.g. of mail/letter.h; empty: text only
    std::string message_id;        // of `make_message_id`, without angle brackets
    std::string in_reply_to = {};  // the Message-ID answered, as it came in; left out if it is not one
    Instant date;                  // when it was queued; the same on every retry
    AutoSubmitted auto_submitted = AutoSubmitted::generated;
    std::string unsubscribe = {};  // http(s) address that ends such mail when posted to, with one press (RFC 8058); empty: none
    base::Language language = base::Language::english;
    std::vector<Attachment> attachments = {};
};

/// "operation@domain": one operation, one Message-ID, on every retry. An operation id that holds more than letters,
/// digits, dots between them, hyphens and underscores is replaced by its digest.
std::string make_message_id(std::string_view operation, std::string_view domain);

std::string compose(const Message&);

}  // namespace mail
