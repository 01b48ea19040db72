#pragma once
// Passwords: which are good enough, and Argon2id on threads of its own.

#include "access/staff.h"
#include "base/result.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace room::access {

/// Refuses (field "password") a password of fewer than 12 characters or more than 256 bytes, one that everybody
/// thinks of, one of fewer than five different characters, and one that is made from the account's own name or address.
/// Nothing is asked about capitals, digits or signs (NIST SP 800-63B, 5.1.1.2).
Result<void> check_password(std::string_view password, std::string_view email, std::string_view name);

/// For commands, where nobody else waits: checks the password by the rules above and computes its hash in this thread.
Result<PasswordHash> hash_password(std::string_view password, std::string_view email = {}, std::string_view name = {});

/// Promises
///  1. Argon2id with 19 MiB, two passes, one lane (OWASP's password storage cheat sheet); 16 bytes of fresh salt.
///  2. At most `threads` are computed at once, so they cost at most that many cores and 19 MiB each; at most `most_waiting`
///     wait, and more are refused as unavailable.
///  3. `verify` without a hash does the same work as with one, and says no: a name that nobody has takes as long.
class Passwords {
public:
    explicit Passwords(unsigned threads = 2, std::size_t most_waiting = 64);
    virtual ~Passwords();
    Passwords(const Passwords&) = delete;
    Passwords& operator=(const Passwords&) = delete;

    /// Both wait for their turn.
    Result<PasswordHash> hash(std::string_view password);
    virtual Result<bool> verify(const std::optional<PasswordHash>&, std::string_view password);

    /// How often the work was done, for tests.
    std::uint64_t computed() const;

private:
    Result<void> perform(std::function<void()> work);
    void serve(const std::stop_token& stop);

    const std::size_t most_waiting_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<std::function<void()>> waiting_;
    std::uint64_t computed_ = 0;
    PasswordHash nobody_;  // what is compared with where there is no account
    std::vector<std::jthread> threads_;
};

}  // namespace room::access
