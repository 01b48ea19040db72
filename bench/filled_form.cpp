#include "filled_form.h"

#include <fmt/format.h>

#include <cctype>
#include <ctime>
#include <memory>
#include <stdexcept>

namespace bench {

std::string field(const std::string& page, const std::string& name) {
    const auto mark = "name=\"" + name + "\" value=\"";
    const auto at = page.find(mark);
    if (at == std::string::npos) throw std::runtime_error("the form has no " + name);
    return page.substr(at + mark.size(), page.find('"', at + mark.size()) - at - mark.size());
}

std::string fresh_operation(Random& random) {
    return fmt::format("{:08x}", static_cast<std::uint32_t>(std::time(nullptr))) + random.token(12);
}

std::string in_address(const std::string& text) {
    std::string out;
    for (const unsigned char c : text) out += std::isalnum(c) != 0 ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    return out;
}

Errand submitter(const Served& served) {
    constexpr const char* path = "/services/missed-bin/report";
    const auto client = std::make_shared<Client>(served.port());
    const auto random = std::make_shared<base::SystemRandom>();
    return [client, random, csrf = field(client->get(path).body, "csrf"), n = std::int64_t{0}]() mutable {
        const auto body = fmt::format(
            "csrf={}&operation={}&location={}+Albion+Street%2C+GH1+2AB&bin=recycling&details=The+lid+was+closed+and+it+was+out+by+seven"
            "&name=Ann+Lee&email=ann.{}%40example.com&phone=0161+496+0000",
            csrf, fresh_operation(*random), n++ % 200, random->number_below(1'000'000'000));
        return client->post(path, "application/x-www-form-urlencoded", body).status == 303;
    };
}

}  // namespace bench
