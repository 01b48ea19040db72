#pragma once
// A GeoReport endpoint to be asked: one that was given (GUILDHALL_OPEN311_URL and _KEY), or the whole house served on a port of
// its own over an empty council with the services we bring.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

struct Reply {
    int status = 0;
    std::string content_type, body;
};

class Endpoint {
public:
    virtual ~Endpoint() = default;
    /// A key that may read everything.
    const std::string& key() const { return key_; }
    /// Closes a request, if this endpoint lets us.
    virtual bool close(const std::string& id) = 0;

    Reply get(const std::string& path) const;
    Reply post(const std::string& path, const std::vector<std::pair<std::string, std::string>>& form) const;

protected:
    std::string host_, port_, base_;  // base: "/open311/v2/"
    std::string key_;

private:
    Reply ask(const std::string& request) const;
};

std::unique_ptr<Endpoint> open_endpoint();

}  // namespace conformance
