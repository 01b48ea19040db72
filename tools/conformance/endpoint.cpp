#include "endpoint.h"

#include "access/access.h"
#include "base/text.h"
#include "cases/cases.h"
#include "db/migrations.h"
#include "guildhall/doors.h"
#include "guildhall/furnishing.h"
#include "guildhall/household.h"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace conformance {
namespace {

std::string encoded(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) out += fmt::format("%{:02X}", c);
    return out;
}

class Connection {
public:
    Connection(const std::string& host, const std::string& port) {
        addrinfo hints{}, *found = nullptr;
        hints.ai_socktype = SOCK_STREAM;
        if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) throw std::runtime_error("no such host: " + host);
        fd_ = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
        const bool connected = fd_ >= 0 && connect(fd_, found->ai_addr, found->ai_addrlen) == 0;
        freeaddrinfo(found);
        if (!connected) throw std::runtime_error("cannot connect to " + host + ":" + port);
    }
    ~Connection() { close(fd_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    std::string ask(std::string_view request) const {
        while (!request.empty()) {
            const auto sent = send(fd_, request.data(), request.size(), MSG_NOSIGNAL);
            if (sent <= 0) throw std::runtime_error("the endpoint hung up");
            request.remove_prefix(static_cast<std::size_t>(sent));
        }
        std::string out;
        char buffer[16 * 1024];
        for (ssize_t got; (got = recv(fd_, buffer, sizeof buffer, 0)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
        return out;
    }

private:
    int fd_ = -1;
};

template <class Value>
Value must(Result<Value> result) {
    if (!result) throw std::runtime_error(result.error().key + ' ' + result.error().log);
    return std::move(*result);
}

/// Takes "http://host:port/open311/v2" apart.
void read_url(std::string_view url, std::string& host, std::string& port, std::string& base) {
    if (!url.starts_with("http://")) throw std::runtime_error("GUILDHALL_OPEN311_URL begins with http://");
    url.remove_prefix(7);
    const auto slash = std::min(url.find('/'), url.size());
    const auto authority = url.substr(0, slash);
    const auto colon = authority.find(':');
    host = authority.substr(0, colon);
    port = colon == authority.npos ? "80" : authority.substr(colon + 1);
    base = url.substr(slash);
    if (!base.ends_with('/')) base += '/';
}

class Given final : public Endpoint {
public:
    Given(const char* url, const char* key) {
        read_url(url, host_, port_, base_);
        key_ = key != nullptr ? key : "";
    }
    bool close(const std::string&) override { return false; }
};

/// A folder of its own, gone at the end.
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "guildhall-open311-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder can be made");
        path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

class House final : public Endpoint {
public:
    House() {
        settings_.set("secret_key", std::string(64, '7'));
        settings_.set("mail_folder", (folder_.path / "mail").string());
        settings_.set("files_folder", (folder_.path / "files").string());
        const auto entry = must(db::check_tenant({.id = "conformance",
                                                  .file = (folder_.path / "guildhall.db").string(),
                                                  .name = "Ambleford",
                                                  .base_url = "https://ambleford.example"}));
        must(db::migrate(entry, "", clock_.now()));
        household_ = must(guildhall::Household::open(entry, settings_, clock_, random_));
        furnish();
        doors_ = std::make_unique<guildhall::Doors>(settings_, "");
        tenants_ = std::make_unique<web::OneTenant>(household_->tenant());
        web::ServerOptions options;
        options.listen = "127.0.0.1:0";
        options.workers = 8;
        options.per_client = options.per_client_writes = options.per_account = {};
        server_ = std::make_unique<web::Server>(options, doors_->house(*tenants_, live_, clock_, random_, [this] { return household_->db().ping(); }));
        read_url(must(server_->start()) + "/open311/v2", host_, port_, base_);
    }
    ~House() override {
        server_->stop();
        household_->stop();
    }

    bool close(const std::string& id) override {
        must(household_->db().write(context(), [&](db::Tx& tx) -> Result<bool> {
            const auto reference = Reference::parse(id);
            if (!reference) return refuse(Kind::not_found, "cases.no_such_request");
            const auto request = TRY(cases::find_request(tx, *reference));
            const auto c = TRY(cases::case_of(tx, request));
            const auto service = TRY(catalogue::find_version(tx, c.service, c.service_version));
            TRY(cases::close_case(tx, chief(), c.id, c.changes, service->outcomes.at(0).code, "among colleagues"));
            return true;
        }));
        return true;
    }

private:
    static access::Actor chief() { return access::Actor::house("conformance"); }
    db::Context context() const { return {.actor = "system:conformance", .channel = "command", .request_id = "conformance", .now = clock_.now()}; }

    void furnish() {
        key_ = must(household_->db().write(context(), [&](db::Tx& tx) -> Result<std::string> {
            TRY(guildhall::furnish_council(tx, "services", "knowledge"));
            const auto token = TRY(access::create_token(tx, chief(), "api_client", "conformance", random_));
            return token.secret;
        }));
    }

    Folder folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    base::Config settings_;
    std::unique_ptr<guildhall::Household> household_;
    std::unique_ptr<guildhall::Doors> doors_;
    std::unique_ptr<web::OneTenant> tenants_;
    web::Live live_;
    std::unique_ptr<web::Server> server_;
};

}  // namespace

Reply Endpoint::ask(const std::string& request) const {
    const auto whole = Connection(host_, port_).ask(request);
    const auto end = whole.find("\r\n\r\n");
    if (end == std::string::npos || whole.size() < 12) throw std::runtime_error("no answer");
    Reply reply{.status = std::atoi(whole.substr(9, 3).c_str()), .content_type = {}, .body = whole.substr(end + 4)};
    for (const auto line : base::split(std::string_view(whole).substr(0, end), '\n'))
        if (base::lower_ascii(line).starts_with("content-type:")) reply.content_type = base::trim(line.substr(13));
    return reply;
}

Reply Endpoint::get(const std::string& path) const {
    return ask("GET " + base_ + path + " HTTP/1.1\r\nHost: " + host_ + "\r\nConnection: close\r\n\r\n");
}

Reply Endpoint::post(const std::string& path, const std::vector<std::pair<std::string, std::string>>& form) const {
    std::string body;
    for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + encoded(name) + '=' + encoded(value);
    return ask("POST " + base_ + path + " HTTP/1.1\r\nHost: " + host_ +
               "\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::unique_ptr<Endpoint> open_endpoint() {
    if (const auto* url = std::getenv("GUILDHALL_OPEN311_URL")) return std::make_unique<Given>(url, std::getenv("GUILDHALL_OPEN311_KEY"));
    return std::make_unique<House>();
}

}  // namespace conformance
