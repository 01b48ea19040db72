#include "access/passwords.h"

#include "base/metrics.h"

#include <sodium.h>

#include <array>
#include <future>
#include <stdexcept>

namespace room::access {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19 * 1024 * 1024;

base::metrics::Counter refused("guildhall_password_refused_total", "Sign-ins refused since too many were being checked.");

PasswordHash compute(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> out;
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), passes, memory) != 0)
        throw std::runtime_error("no memory for Argon2id");
    return {out.data()};
}

bool matches(const PasswordHash& hash, std::string_view password) {
    return crypto_pwhash_str_verify(hash.text.c_str(), password.data(), password.size()) == 0;
}

}  // namespace

Result<PasswordHash> hash_password(std::string_view password, std::string_view email, std::string_view name) {
    TRY(check_password(password, email, name));
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    return compute(password);
}

Passwords::Passwords(unsigned threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    nobody_ = compute("nobody has this password");
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
}

Passwords::~Passwords() {
    for (auto& thread : threads_) thread.request_stop();
    threads_.clear();
}

void Passwords::serve(const std::stop_token& stop) {
    while (true) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
            work = std::move(waiting_.front());
            waiting_.pop_front();
            ++computed_;
        }
        work();
    }
}

Result<void> Passwords::perform(std::function<void()> work) {
    auto task = std::make_shared<std::packaged_task<void()>>(std::move(work));
    auto done = task->get_future();
    {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= most_waiting_) {
            refused.add();
            return refuse(Kind::unavailable, "access.busy");
        }
        waiting_.push_back([task] { (*task)(); });
    }
    wake_.notify_one();
    done.get();
    return {};
}

Result<PasswordHash> Passwords::hash(std::string_view password) {
    PasswordHash hash;
    TRY(perform([&] { hash = compute(password); }));
    return hash;
}

Result<bool> Passwords::verify(const std::optional<PasswordHash>& hash, std::string_view password) {
    bool right = false;
    TRY(perform([&] { right = matches(hash ? *hash : nobody_, password); }));
    return right && hash.has_value();
}

std::uint64_t Passwords::computed() const {
    const std::scoped_lock lock(mutex_);
    return computed_;
}

}  // namespace room::access
