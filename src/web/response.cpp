#include "web/response.h"

#include "base/text.h"
#include "html/html.h"
#include "web/multipart.h"
#include "web/paths.h"

namespace web {
namespace {

constexpr std::string_view download_csp = "default-src 'none'; sandbox; frame-ancestors 'none'";

Response typed(std::string body, std::string content_type, int status) {
    Response response(status);
    response.set("Content-Type", std::move(content_type));
    response.set_body(std::move(body));
    return response;
}

Response redirect(int status, std::string address) {
    Response response(status);
    response.set("Location", std::move(address));
    return response;
}

/// RFC 6266: a plain name for old readers, and the true one percent-encoded.
std::string attachment_named(std::string_view sent) {
    const auto name = tidy_file_name(sent);
    std::string plain;
    for (const char c : name) plain += c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' ? '_' : c;
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encode_percent(name);
}

}  // namespace

Response page(std::string html, int status) { return typed(std::move(html), "text/html; charset=utf-8", status); }
Response page(const html::Html& html, int status) { return page(html.str(), status); }
Response text(std::string plain, int status) { return typed(std::move(plain), "text/plain; charset=utf-8", status); }
Response json(std::string document, int status) { return typed(std::move(document), "application/json", status); }
Response bytes(std::string body, std::string content_type) { return typed(std::move(body), std::move(content_type), 200); }
Response no_content() { return Response(204); }

Response see_other(std::string_view path) { return redirect(303, local_path(path)); }
Response leave_for(std::string address) { return redirect(303, std::move(address)); }

Response download(Response::Source source, std::string_view name, std::string content_type) {
    Response response;
    response.set("Content-Type", std::move(content_type));
    response.set("Content-Disposition", attachment_named(name));
    response.set("Content-Security-Policy", std::string(download_csp));
    response.set("Cache-Control", "no-store");
    response.set_body(std::move(source));
    return response;
}

}  // namespace web
