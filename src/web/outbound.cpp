#include "web/outbound.h"

#include "base/text.h"
#include "web/web_address.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <memory>

namespace web {
namespace {

constexpr std::size_t most_head = 64 * 1024;
constexpr long fewest_bytes_a_second = 1;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One call under way, as the callbacks see it.
struct Talk {
    const OutboundSettings* settings;
    bool is_plain = false;  // http, not https
    bool was_inside = false;
    bool was_too_large = false;
    std::size_t head = 0;
    Reply reply;
};

/// The address in text, and its bytes; an IPv4 address in IPv6's clothes is shown as what it is.
struct Peer {
    std::string text;
    std::vector<unsigned char> bytes;
};
std::optional<Peer> peer_of(const sockaddr& address) {
    char text[INET6_ADDRSTRLEN] = {};
    if (address.sa_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
        const auto* bytes = reinterpret_cast<const unsigned char*>(&v4);
        if (inet_ntop(AF_INET, &v4, text, sizeof text) == nullptr) return std::nullopt;
        return Peer{text, {bytes, bytes + 4}};
    }
    if (address.sa_family != AF_INET6) return std::nullopt;
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    const auto* bytes = reinterpret_cast<const unsigned char*>(&v6);
    if (IN6_IS_ADDR_V4MAPPED(&v6) && inet_ntop(AF_INET, bytes + 12, text, sizeof text) != nullptr) return Peer{text, {bytes + 12, bytes + 16}};
    if (inet_ntop(AF_INET6, &v6, text, sizeof text) == nullptr) return std::nullopt;
    return Peer{text, {bytes, bytes + 16}};
}

bool may_reach(const Talk& exchange, const sockaddr& address) {
    const auto peer = peer_of(address);
    if (!peer) return false;
    return exchange.settings->networks.contains(peer->text) || (!exchange.is_plain && is_public(peer->bytes));
}

/// Asked with the address that is about to be connected to.
curl_socket_t open_socket(void* exchange, curlsocktype, curl_sockaddr* address) {
    auto& now = *static_cast<Talk*>(exchange);
    if (!may_reach(now, address->addr)) {
        now.was_inside = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t hear_body(char* bytes, std::size_t size, std::size_t count, void* exchange) {
    auto& now = *static_cast<Talk*>(exchange);
    now.was_too_large = now.reply.body.size() + size * count > now.settings->most_answer;
    if (now.was_too_large) return 0;
    now.reply.body.append(bytes, size * count);
    return size * count;
}

std::size_t hear_header(char* bytes, std::size_t size, std::size_t count, void* exchange) {
    auto& now = *static_cast<Talk*>(exchange);
    const std::string_view line(bytes, size * count);
    now.head += line.size();
    now.was_too_large = now.head > most_head;
    constexpr std::string_view name = "retry-after:";
    if (base::equal_ignoring_case(line.substr(0, name.size()), name)) {
        const auto value = base::trim(line.substr(name.size()));
        std::int64_t seconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (error == std::errc{} && end == value.data() + value.size() && seconds > 0 && seconds < 1'000'000) now.reply.retry_after = std::chrono::seconds{seconds};
    }
    return now.was_too_large ? 0 : line.size();
}

void prepare(CURL* handle, const OutboundSettings& settings, const Call& call, Talk& now) {
    curl_easy_setopt(handle, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_within.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.finish_within.count()));
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, fewest_bytes_a_second);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.finish_within.count() / 1000 + 1));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Guildhall");
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &now);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, hear_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &now);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, hear_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &now);
    if (!call.is_post) return;
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
}

}  // namespace

Result<OutboundSettings> outbound_from(const base::Config& config) {
    OutboundSettings settings;
    std::vector<std::string> networks;
    for (const auto text : base::split(config.text("connectors_networks", ""), ','))
        if (const auto network = base::trim(text); !network.empty()) networks.emplace_back(network);
    const auto connect = TRY(config.number("connectors_connect_seconds", 5, 1, 120));
    const auto finish = TRY(config.number("connectors_seconds", 20, 1, 600));
    auto set = TRY(AddressSet::parse(networks));
    settings.networks = std::move(set);
    settings.connect_within = std::chrono::seconds{connect};
    settings.finish_within = std::chrono::seconds{finish};
    settings.ca_file = config.text("connectors_ca_file", "");
    return settings;
}

Outbound::Outbound(OutboundSettings settings) : settings_(std::move(settings)) {
    static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)started;
}

std::expected<Reply, std::string> Outbound::perform(const Call& call) const {
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    if (!handle) return std::unexpected("out of memory");
    Talk now{.settings = &settings_, .is_plain = !call.url.starts_with("https://")};
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const auto& [name, value] : call.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
    const std::unique_ptr<curl_slist, FreeList> headers(list);
    prepare(handle.get(), settings_, call, now);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    const auto code = curl_easy_perform(handle.get());
    if (now.was_inside) return std::unexpected("the address leads into a network that may not be reached");
    if (now.was_too_large) return std::unexpected("the answer is too large");
    if (code != CURLE_OK) return std::unexpected(std::string(curl_easy_strerror(code)));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    now.reply.status = static_cast<int>(status);
    return std::move(now.reply);
}

}  // namespace web
