#include <doctest/doctest.h>

#include "base/words.h"
#include "mail/test/folder.h"
#include "mail/transport.h"

#include <initializer_list>
#include <utility>

namespace {

using Given = std::initializer_list<std::pair<const char*, std::string>>;

/// What the settings lead to: the transport's description, or the refusal's key.
std::string outcome(Given given) {
    base::Config config;
    for (const auto& [name, value] : given) config.set(name, value);
    const auto transport = mail::transport_from(config);
    if (!transport) CHECK(base::has_words(transport.error().key));
    return transport ? (*transport)->describe() : transport.error().key;
}

}  // namespace

TEST_CASE("without a server messages become files") {
    CHECK(outcome({}) == "the folder var/mail");
    CHECK(outcome({{"mail_folder", "/tmp/x"}}) == "the folder /tmp/x");
}

TEST_CASE("encryption is required of every server but one on this machine") {
    CHECK(outcome({{"smtp_url", "smtp://mail.example:587"}}) == "smtp://mail.example:587, TLS required");
    CHECK(outcome({{"smtp_url", "smtp://localhost:25"}}) == "smtp://localhost:25, TLS if offered");
    CHECK(outcome({{"smtp_url", "smtp://mail.example"}, {"smtp_tls", "off"}}) == "smtp://mail.example, no TLS");
    CHECK(outcome({{"smtp_url", "smtps://localhost"}}) == "smtps://localhost, TLS required");
    CHECK(outcome({{"smtp_url", "smtps://localhost"}, {"smtp_tls", "off"}}) == "mail.setting_tls");
    CHECK(outcome({{"smtp_url", "smtp://mail.example"}, {"smtp_tls", "perhaps"}}) == "mail.setting_tls");
}

TEST_CASE("a password comes from a setting or a file, and goes to no server that was not checked") {
    const mail::test::Folder folder;
    mail::test::write_file(folder.path() + "/password", "secret\n");
    const std::string url = "smtp://mail.example", signed_in = "smtp://mail.example, TLS required, signed in";
    CHECK(outcome({{"smtp_url", url}, {"smtp_user", "u"}, {"smtp_password", "p"}}) == signed_in);
    CHECK(outcome({{"smtp_url", url}, {"smtp_user", "u"}, {"smtp_password_file", folder.path() + "/password"}}) ==
          signed_in);
    CHECK(outcome({{"smtp_url", url}, {"smtp_user", "u"}, {"smtp_password_file", "/none"}}) == "mail.setting_password");
    CHECK(outcome({{"smtp_url", url}, {"smtp_user", "u"}}) == "mail.setting_password");
    CHECK(outcome({{"smtp_url", url}, {"smtp_password", "p"}}) == "mail.setting_password");
    for (const char* tls : {"off", "optional"})
        CHECK(outcome({{"smtp_url", url}, {"smtp_user", "u"}, {"smtp_password", "p"}, {"smtp_tls", tls}}) ==
              "mail.setting_tls");
}

TEST_CASE("a wrong setting is refused by name") {
    for (const char* url :
         {"mail.example", "http://mail.example", "smtp://", "smtp://u:p@mail.example", "smtp://a b", "file:///etc"})
        CHECK(outcome({{"smtp_url", url}}) == "mail.setting_url");
    CHECK(outcome({{"smtp_url", "smtp://mail.example"}, {"smtp_ca_file", "/none"}}) == "mail.setting_ca_file");
    CHECK(outcome({{"smtp_url", "smtp://mail.example"}, {"smtp_seconds", "0"}}) == "base.config_number");
}

TEST_CASE("the sender is one address, with a name or without") {
    base::Config config;
    CHECK(mail::sender_from(config)->address.text() == "guildhall@localhost");
    config.set("mail_from", "Our Council <no-reply@council.example>");
    CHECK(mail::sender_from(config)->name == "Our Council");
    config.set("mail_from", "a@x.example, b@x.example");
    CHECK(mail::sender_from(config).error().key == "mail.setting_sender");
}
