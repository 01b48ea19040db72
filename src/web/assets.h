#pragma once
// Style sheets, scripts and pictures: a folder read once at start and served from memory.

#include "web/request.h"
#include "web/response.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace web {

class Router;

/// Promises:
/// 1. Every file has an address with its digest in the name, which may be cached for ever; and its own name, which is
///    asked again each time (ETag). `url("app.css")` gives the first, e.g. "/assets/app-3f2a91c07be1.css".
/// 2. `app.css.br` and `app.css.gz` beside a file are its compressed forms, sent to who accepts them.
/// 3. A style sheet's url(...) to a neighbour works under both addresses.
class Assets {
public:
    /// Reads the folder and its subfolders; throws std::runtime_error when it cannot.
    explicit Assets(const std::filesystem::path& folder, std::string prefix = "/assets");
    Assets();  // none at all

    /// The address for pages. An unknown name is given back under the prefix, and logged.
    std::string url(std::string_view name) const;
    /// Adds GET {prefix}/{name...}. The Assets must outlive the router.
    void add_routes(Router&) const;
    Result<Response> serve(std::string_view name, const Request&) const;

    struct File;

private:
    std::string prefix_ = "/assets";
    std::map<std::string, std::shared_ptr<const File>, std::less<>> files_;  // by plain and by digest name
    std::map<std::string, std::string, std::less<>> urls_;
};

}  // namespace web
