#include "access/vault.h"

#include "base/text.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace room::access {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<Vault::Key>);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::unexpected<Refusal> no_key(std::string log) { return refuse(Kind::unavailable, "access.no_secret_key", std::move(log)); }

std::optional<Vault::Key> key_in(std::string_view text) {
    text = base::trim(text);
    auto bytes = base::from_hex(text);
    if (!bytes || bytes->size() != std::tuple_size_v<Vault::Key>) {
        std::string url(text);
        std::ranges::replace(url, '+', '-');
        std::ranges::replace(url, '/', '_');
        while (url.ends_with('=')) url.pop_back();
        bytes = base::from_base64url(url);
    }
    if (!bytes || bytes->size() != std::tuple_size_v<Vault::Key>) return std::nullopt;
    Vault::Key key;
    std::copy(bytes->begin(), bytes->end(), key.begin());
    return key;
}

/// Writes a new key beside and links it into place, so that of two who do it at once both read the same.
Result<void> make_key_file(const std::filesystem::path& file, Random& random) {
    std::array<std::byte, 32> key;
    random.fill(key);
    const auto text = base::to_hex(key) + '\n';
    const auto beside = file.string() + '.' + text.substr(0, 16);
    const int handle = open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0) return no_key("cannot write " + beside);
    const bool kept = ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(handle) == 0;
    close(handle);
    const bool linked = kept && (link(beside.c_str(), file.c_str()) == 0 || std::filesystem::exists(file));
    unlink(beside.c_str());
    if (!linked) return no_key("cannot write " + file.string());
    const int folder = open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
    return {};
}

}  // namespace

Result<Vault> Vault::of(const base::Config& settings, const std::filesystem::path& folder, db::Engine engine, Random& random) {
    if (const auto given = settings.find("secret_key"); given && !given->empty()) {
        const auto key = key_in(*given);
        return key ? Result<Vault>(Vault(*key)) : no_key("the setting secret_key is not 32 bytes in hex or base64");
    }
    if (engine == db::Engine::postgres) return no_key("PostgreSQL wants the setting secret_key");
    const auto file = folder / "secret.key";
    if (!std::filesystem::exists(file)) TRY(make_key_file(file, random));
    std::ifstream stream(file);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto key = key_in(text);
    return key ? Result<Vault>(Vault(*key)) : no_key(file.string() + " holds no key");
}

std::string Vault::seal(std::string_view secret, std::string_view purpose, Random& random) const {
    std::array<std::byte, nonce_bytes> nonce;
    random.fill(nonce);
    std::string sealed(base::as_text(nonce));
    sealed.resize(nonce_bytes + secret.size() + tag_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_bytes, nullptr, bytes_of(secret), secret.size(), bytes_of(purpose),
                                               purpose.size(), nullptr, reinterpret_cast<const unsigned char*>(nonce.data()), key_.data());
    return sealed;
}

base::Digest Vault::digest(std::string_view secret, std::string_view purpose) const {
    const auto text = std::string(purpose) + '\n' + std::string(secret);
    base::Digest digest{};
    crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(), bytes_of(std::string_view(text)), text.size(), key_.data(), key_.size());
    return digest;
}

std::optional<std::string> Vault::open(std::string_view sealed, std::string_view purpose) const {
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    const auto cipher = sealed.substr(nonce_bytes);
    std::string secret(cipher.size() - tag_bytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(secret), nullptr, nullptr, bytes_of(cipher), cipher.size(), bytes_of(purpose),
                                                   purpose.size(), bytes_of(sealed), key_.data()) != 0)
        return std::nullopt;
    return secret;
}

}  // namespace room::access
