#include "base/metrics.h"
#include "base/text.h"
#include "mail/smtp_reply.h"
#include "mail/transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <mutex>
#include <vector>

namespace mail {
namespace {

constexpr const char* counted = "Messages handed to the mail server, by how it ended";
base::metrics::Counter taken("guildhall_mail_total", counted, R"(end="taken")");
base::metrics::Counter refused("guildhall_mail_total", counted, R"(end="refused")");
base::metrics::Counter put_off("guildhall_mail_total", counted, R"(end="later")");

void count(const Result<Receipt>& sent) {
    (sent ? taken : sent.error().kind == Kind::invalid ? refused : put_off).add();
}

/// A server may talk this much in one exchange; one that goes on is hung up on.
constexpr std::size_t talk_limit = 64 * 1024;

/// One message on its way, as the callbacks see it.
struct Exchange {
    std::string_view unsent;
    std::size_t heard = 0;
    Stage stage = Stage::greeting;
    int code = 0;       // of the last reply line at this stage
    std::string reply;  // the last reply line
    bool over = false;  // QUIT is said; what follows is not about the message
};

std::size_t give_content(char* into, std::size_t size, std::size_t count, void* exchange) {
    auto& unsent = static_cast<Exchange*>(exchange)->unsent;
    const auto part = std::min(size * count, unsent.size());
    std::memcpy(into, unsent.data(), part);
    unsent.remove_prefix(part);
    return part;
}

void hear(Exchange& exchange, std::string_view line) {
    exchange.reply = base::trim(line);
    const bool has_code = line.size() >= 3 && std::ranges::all_of(line.substr(0, 3), [](char c) {
                              return std::isdigit(static_cast<unsigned char>(c));
                          });
    exchange.code = has_code ? std::stoi(exchange.reply.substr(0, 3)) : 0;
    // The reply to the final dot is the next one after this.
    if (exchange.stage == Stage::data && exchange.code == 354) exchange.stage = Stage::content;
}

/// Every line the server says passes here; returning less than was given ends the exchange.
std::size_t hear_header(char* line, std::size_t size, std::size_t count, void* exchange) {
    auto& now = *static_cast<Exchange*>(exchange);
    now.heard += size * count;
    if (!now.over) hear(now, {line, size * count});
    return now.heard > talk_limit ? 0 : size * count;
}

/// libcurl tells which command it sends only here. Nothing but the stage is kept: AUTH lines carry the password.
int note_command(CURL*, curl_infotype type, char* text, std::size_t size, void* exchange) {
    auto& now = *static_cast<Exchange*>(exchange);
    if (type != CURLINFO_HEADER_OUT) return 0;
    now.over = now.over || std::string_view(text, size).starts_with("QUIT");
    const auto stage = stage_of({text, size}, now.stage);
    if (stage != now.stage) now.code = 0;
    now.stage = stage;
    return 0;
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

class SmtpTransport final : public Transport {
public:
    explicit SmtpTransport(SmtpSettings settings) : settings_(std::move(settings)) {
        static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
        (void)started;
    }

    Result<Receipt> send(const Envelope& envelope, std::string_view message) override {
        auto handle = borrow();
        if (!handle) return refuse(Kind::unavailable, "mail.later", "smtp: out of memory");
        auto sent = try_to_send(handle.get(), envelope, message);
        give_back(std::move(handle));
        count(sent);
        return sent;
    }

    std::string describe() const override {
        constexpr const char* says[] = {"TLS required", "TLS if offered", "no TLS"};
        return settings_.url + ", " + says[static_cast<int>(settings_.tls)] +
               (settings_.user.empty() ? "" : ", signed in");
    }

private:
    /// A kept connection may have died unnoticed: then, and only before any content left, one fresh try.
    Result<Receipt> try_to_send(CURL* handle, const Envelope& envelope, std::string_view message) const {
        auto first = exchange(handle, envelope, message, false);
        long connections = 1;
        curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connections);
        const bool stale = !first.sent && connections == 0 && first.at.code == 0 && first.at.stage < Stage::content;
        return stale ? exchange(handle, envelope, message, true).sent : first.sent;
    }

    struct Outcome {
        Result<Receipt> sent;
        Exchange at;
    };

    Outcome exchange(CURL* handle, const Envelope& envelope, std::string_view message, bool fresh) const {
        Exchange now{.unsent = message};
        const auto from = "<" + envelope.from.text() + ">", to = "<" + envelope.to.text() + ">";
        const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, to.c_str()));
        prepare(handle, now);
        curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
        curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
        const auto code = curl_easy_perform(handle);
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, nullptr);
        return {outcome(code, now), now};
    }

    static Result<Receipt> outcome(CURLcode code, const Exchange& now) {
        if (code == CURLE_OK) return Receipt{without_addresses(now.reply)};
        if (now.code >= 400) return std::unexpected(not_sent(now.stage, now.code, now.reply));
        return std::unexpected(not_sent(now.stage, 0, curl_easy_strerror(code)));
    }

    void prepare(CURL* handle, Exchange& now) const {
        curl_easy_reset(handle);  // keeps the connection
        curl_easy_setopt(handle, CURLOPT_URL, settings_.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_within.count()));
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.finish_within.count()));
        curl_easy_setopt(handle, CURLOPT_MAXAGE_CONN, 30L);
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, give_content);
        curl_easy_setopt(handle, CURLOPT_READDATA, &now);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, hear_header);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &now);
        curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, note_command);
        curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &now);
        curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
        prepare_tls(handle);
    }

    void prepare_tls(CURL* handle) const {
        constexpr long levels[] = {CURLUSESSL_ALL, CURLUSESSL_TRY, CURLUSESSL_NONE};
        curl_easy_setopt(handle, CURLOPT_USE_SSL, levels[static_cast<int>(settings_.tls)]);
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, settings_.tls == Tls::required ? 1L : 0L);
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, settings_.tls == Tls::required ? 2L : 0L);
        if (!settings_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.ca_file.c_str());
        if (settings_.user.empty() || settings_.tls != Tls::required) return;
        curl_easy_setopt(handle, CURLOPT_USERNAME, settings_.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, settings_.password.c_str());
    }

    Handle borrow() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return Handle(curl_easy_init());
        auto handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }

    void give_back(Handle handle) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(handle));
    }

    SmtpSettings settings_;
    std::mutex mutex_;
    std::vector<Handle> idle_;  // with their open connections; as many as ever sent at once
};

}  // namespace

std::unique_ptr<Transport> smtp_transport(SmtpSettings settings) {
    return std::make_unique<SmtpTransport>(std::move(settings));
}

}  // namespace mail
