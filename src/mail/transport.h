#pragma once
// How a finished message leaves the house: over SMTP, or into a folder as files that one can open.
//
// What a transport promises:
//   1. `send` returns a Receipt only when the next server has taken the message over (250 after the final dot), or when
//      the file is on disk;
//   2. a refusal says whether another try makes sense: Kind::invalid (mail.refused) when this message to this address
//      is refused for good, Kind::unavailable (mail.later) for everything else, so that a wrong password, an
//      expired certificate or a greylisting server never costs a message;
//   3. its log line is the server's own reply, or what went wrong on the way, with all addresses taken out;
//   4. it ends within the configured time, whatever the server does.
// A connection lost after the final dot leaves open whether the server has the message: that is `unavailable`, and the
// next try sends it with the same Message-ID. Transports may be shared between threads.

#include "base/config.h"
#include "base/result.h"
#include "base/time.h"
#include "mail/address.h"

#include <memory>
#include <string>
#include <string_view>

namespace mail {

struct Envelope {
    Address from;  // where a bounce goes
    Address to;
    std::string message_id;  // as in the message
    Instant queued;          // as in the message's Date: the same on every retry
};

struct Receipt {
    std::string reply;  // "250 OK id=1q2w3e", or the file's path
};

class Transport {
public:
    virtual ~Transport() = default;
    virtual Result<Receipt> send(const Envelope&, std::string_view message) = 0;
    /// "smtp://mail.example:587, TLS required": for `doctor` and the start-up log; no secrets.
    virtual std::string describe() const = 0;
};

enum class Tls {
    required,  // encrypted, and the server's certificate is checked
    optional,  // encrypted if the server offers it, whoever it is; never with a password
    off,
};

struct SmtpSettings {
    std::string url;  // smtp://host:587 (STARTTLS as `tls` says), smtps://host:465; a path is the name given in EHLO
    std::string user = {}, password = {};
    Tls tls = Tls::required;
    std::string ca_file = {};  // empty: the system's
    std::chrono::milliseconds connect_within{10'000};
    std::chrono::milliseconds finish_within{60'000};  // one message, connecting included
};

std::unique_ptr<Transport> smtp_transport(SmtpSettings);

/// Writes FOLDER/TIME-MESSAGEID.eml, readable by its owner only, synced before `send` returns. The same message again
/// overwrites its file.
std::unique_ptr<Transport> folder_transport(std::string folder);

/// From smtp_url, smtp_user, smtp_password or smtp_password_file, smtp_tls, smtp_ca_file, smtp_connect_seconds and
/// smtp_seconds; without smtp_url, into the folder mail_folder (default var/mail). smtp_tls is `required` unless said
/// otherwise, but `optional` for a server on this machine. Refuses settings that contradict each other.
Result<std::unique_ptr<Transport>> transport_from(const base::Config&);

/// mail_from: whom our messages come from.
Result<Mailbox> sender_from(const base::Config&);

}  // namespace mail
