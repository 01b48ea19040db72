#include "base/text.h"
#include "mail/transport.h"

#include <fstream>
#include <optional>

namespace mail {
namespace {

std::unexpected<Refusal> refuse_setting(std::string_view which) {
    return refuse(Kind::invalid, "mail.setting_" + std::string(which));
}

bool is_on_this_machine(std::string_view url) {
    const auto rest = url.substr(url.find("://") + 3);
    if (rest.starts_with('[')) return rest.starts_with("[::1]");
    const auto host = rest.substr(0, rest.find_first_of(":/"));
    return host == "localhost" || (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

bool is_smtp_url(std::string_view url) {
    const auto start = url.starts_with("smtp://") ? 7u : url.starts_with("smtps://") ? 8u : 0u;
    return start > 0 && url.size() > start && url.find_first_of("@ \t\r\n") == url.npos;
}

Result<Tls> tls_from(const base::Config& config, std::string_view url) {
    const bool always = url.starts_with("smtps://");
    const auto said = config.text("smtp_tls", !always && is_on_this_machine(url) ? "optional" : "required");
    if (said == "required") return Tls::required;
    if (said == "optional" && !always) return Tls::optional;
    if (said == "off" && !always) return Tls::off;
    return refuse_setting("tls");
}

Result<std::string> password_from(const base::Config& config) {
    const auto path = config.find("smtp_password_file");
    if (!path) return config.text("smtp_password", "");
    std::ifstream file(*path);
    std::string line;
    if (!std::getline(file, line)) return refuse_setting("password");
    return std::string(base::trim(line));
}

/// A password goes to nobody but the server whose certificate was checked.
Result<void> check_sign_in(const SmtpSettings& settings) {
    if (settings.user.empty() != settings.password.empty()) return refuse_setting("password");
    if (!settings.user.empty() && settings.tls != Tls::required) return refuse_setting("tls");
    return {};
}

}  // namespace

Result<std::unique_ptr<Transport>> transport_from(const base::Config& config) {
    const auto url = config.text("smtp_url", "");
    if (url.empty()) return folder_transport(config.text("mail_folder", "var/mail"));
    if (!is_smtp_url(url)) return refuse_setting("url");
    SmtpSettings settings{.url = url, .user = config.text("smtp_user", "")};
    settings.ca_file = config.text("smtp_ca_file", "");
    if (!settings.ca_file.empty() && !std::ifstream(settings.ca_file)) return refuse_setting("ca_file");
    const auto tls = TRY(tls_from(config, url));
    auto password = TRY(password_from(config));
    const auto connect = TRY(config.number("smtp_connect_seconds", 10, 1, 300));
    const auto finish = TRY(config.number("smtp_seconds", 60, 1, 3600));
    settings.tls = tls;
    settings.password = std::move(password);
    settings.connect_within = std::chrono::seconds(connect);
    settings.finish_within = std::chrono::seconds(finish);
    TRY(check_sign_in(settings));
    return smtp_transport(std::move(settings));
}

Result<Mailbox> sender_from(const base::Config& config) {
    auto sender = Mailbox::parse(config.text("mail_from", "Guildhall <guildhall@localhost>"));
    if (!sender) return refuse_setting("sender");
    return sender;
}

}  // namespace mail
