// Which passwords are good enough.

#include "access/passwords.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace room::access {
namespace {

constexpr std::size_t fewest_characters = 12;
constexpr std::size_t most_bytes = 256;
constexpr std::size_t fewest_different = 5;

// What people choose when twelve characters are asked for. Compared without case, blanks and signs, and with digits
// read as the letters they stand for ("P@ssw0rd-P@ssw0rd").
constexpr std::array common{
    "passwordpassword", "password1234",     "password12345",  "password123456", "mypassword123", "newpassword123",
    "changemeplease",   "changemechangeme", "changeme1234",   "welcomewelcome", "welcome12345",  "welcometowork",
    "letmeinletmein",   "letmein12345",     "letmeinplease",  "iloveyou1234",   "iloveyouiloveyou",
    "qwertyuiopasdf",   "qwertyuiop123",    "qwertyuiop12",   "qwertyqwerty",   "qwerty123456",  "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc",     "1qaz2wsx3edc4rfv", "zaq12wsxcde3", "qazwsxedcrfv",  "asdfghjklzxcvbnm",
    "asdfghjkl123",     "abcdefghijkl",     "abcdefghijklm",  "abcdefghijklmnopqrstuvwxyz",      "abcd12345678",
    "abc123abc123",     "abc123456789",     "123456789012",   "1234567890123",  "1234567890qwerty", "0123456789012",
    "123456789abc",     "123123123123",     "123412341234",   "987654321098",   "098765432109",  "111122223333",
    "112233445566",     "121212121212",     "administrator",  "administrator1", "administrator123", "adminadminadmin",
    "admin1234567",     "superadministrator", "rootrootroot", "testtesttest",   "testpassword",  "testing12345",
    "guildhallguildhall", "guildhall123",   "councilcouncil", "council12345",   "customerservice", "customerservices",
    "localcouncil",     "manchesterunited", "liverpoolfc123", "monkeymonkey",   "dragondragon",  "footballfootball",
    "footballclub",     "sunshine1234",     "princess1234",   "trustno1trustno1",
    "summer2026summer", "winter2026winter", "spring2026spring", "autumn2026autumn", "temporarypassword",
    "thisisapassword",  "thisismypassword", "secretsecret",   "topsecret1234",  "supersecret123", "unbelievable",
};

char letter_of(char c) {
    switch (c) {
        case '@': case '4': return 'a';
        case '3': return 'e';
        case '1': case '!': return 'i';
        case '0': return 'o';
        case '5': case '$': return 's';
        case '7': return 't';
        default: return c;
    }
}

std::string plain(std::string_view text) {
    std::string out;
    for (const char c : base::lower_ascii(text)) {
        const char letter = letter_of(c);
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || static_cast<unsigned char>(letter) > 127)
            out += letter;
    }
    return out;
}

bool is_common(std::string_view password) {
    const auto asked = plain(password);
    return std::ranges::any_of(common, [&](std::string_view known) { return plain(known) == asked; });
}

/// Their own name or address, give or take four characters.
bool is_made_from(std::string_view password, std::string_view own) {
    const auto own_plain = plain(own), asked = plain(password);
    return own_plain.size() >= 4 && asked.size() <= own_plain.size() + 4 && asked.find(own_plain) != std::string::npos;
}

std::unexpected<Refusal> wrong(const char* key) { return refuse_fields("access.check_answers", {{"password", key}}); }

}  // namespace

Result<void> check_password(std::string_view password, std::string_view email, std::string_view name) {
    if (password.size() > most_bytes) return wrong("access.password_too_long");
    if (!base::is_utf8(password)) return wrong("access.password_common");
    if (base::count_characters(password) < fewest_characters) return wrong("access.password_too_short");
    if (std::set(password.begin(), password.end()).size() < fewest_different) return wrong("access.password_common");
    if (is_common(password)) return wrong("access.password_common");
    for (const auto own : {email, email.substr(0, email.find('@')), name})
        if (is_made_from(password, own)) return wrong("access.password_own");
    return {};
}

}  // namespace room::access
