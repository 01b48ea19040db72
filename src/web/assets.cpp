#include "web/assets.h"

#include "base/log.h"
#include "base/text.h"
#include "web/negotiation.h"
#include "web/router.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace web {

/// One file with its forms, in memory.
struct Assets::File {
    std::string type;
    std::string tag;
    bool for_ever = false;  // asked for under the name with the digest
    std::shared_ptr<const std::string> plain, brotli, gzip;
};

namespace {

namespace fs = std::filesystem;

std::shared_ptr<const std::string> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream text;
    text << in.rdbuf();
    return std::make_shared<const std::string>(std::move(text).str());
}

std::shared_ptr<const std::string> read_form(const fs::path& path, const char* ending) {
    auto form = path;
    form += ending;
    return fs::exists(form) ? read_file(form) : nullptr;
}

std::string type_of(const fs::path& path) {
    static const std::map<std::string, std::string> types{
        {".css", "text/css; charset=utf-8"},    {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"}, {".json", "application/json"},
        {".map", "application/json"},           {".svg", "image/svg+xml"},
        {".png", "image/png"},                  {".jpg", "image/jpeg"},
        {".gif", "image/gif"},                  {".webp", "image/webp"},
        {".ico", "image/x-icon"},               {".woff2", "font/woff2"},
        {".woff", "font/woff"},                 {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
    };
    const auto found = types.find(path.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

/// "css/app.css" with a digest: "css/app-3f2a91c07be1.css".
std::string name_with(std::string_view name, std::string_view digest) {
    const auto dot = std::min(name.rfind('.'), name.size());
    return std::string(name.substr(0, dot)) + '-' + std::string(digest.substr(0, 12)) + std::string(name.substr(dot));
}

}  // namespace

Assets::Assets() = default;

Assets::Assets(const fs::path& folder, std::string prefix) : prefix_(std::move(prefix)) {
    if (!fs::is_directory(folder)) throw std::runtime_error(folder.string() + " is no folder");
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto& path = entry.path();
        if (!entry.is_regular_file() || path.extension() == ".br" || path.extension() == ".gz") continue;
        File file{.type = type_of(path), .plain = read_file(path)};
        file.brotli = read_form(path, ".br");
        file.gzip = read_form(path, ".gz");
        const auto digest = base::to_hex(base::sha256(*file.plain));
        file.tag = digest.substr(0, 24);
        const auto name = path.lexically_relative(folder).generic_string();
        const auto lasting_name = name_with(name, digest);
        auto lasting = file;
        lasting.for_ever = true;
        files_[name] = std::make_shared<const File>(std::move(file));
        files_[lasting_name] = std::make_shared<const File>(std::move(lasting));
        urls_[name] = prefix_ + '/' + lasting_name;
    }
}

std::string Assets::url(std::string_view name) const {
    if (const auto found = urls_.find(name); found != urls_.end()) return found->second;
    base::log::warning("no such asset", {{"name", name}});
    return prefix_ + '/' + std::string(name);
}

void Assets::add_routes(Router& router) const {
    router.add({.method = Method::get,
                .pattern = prefix_ + "/{name...}",
                .permission = "public",
                .kind = RouteKind::asset,
                .handler = [this](Request& request, Context&) { return serve(request.param("name"), request); }});
}

Result<Response> Assets::serve(std::string_view name, const Request& request) const {
    const auto found = files_.find(name);
    if (found == files_.end()) return refuse(Kind::not_found, "web.not_found");
    const auto& file = *found->second;
    const auto accepted = request.header("Accept-Encoding");
    Response response;
    response.set("Content-Type", file.type);
    response.set("Cache-Control", file.for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.brotli || file.gzip) response.set("Vary", "Accept-Encoding");
    auto tag = file.tag;
    auto body = file.plain;
    if (file.brotli && accepts_coding(accepted, "br")) {
        body = file.brotli;
        response.set("Content-Encoding", "br");
        tag += "-br";
    } else if (file.gzip && accepts_coding(accepted, "gzip")) {
        body = file.gzip;
        response.set("Content-Encoding", "gzip");
        tag += "-gz";
    }
    response.set_body(std::move(body));
    return std::move(response).with_etag(tag);
}

}  // namespace web
