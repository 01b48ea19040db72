#include "website/council.h"

#include "base/log.h"
#include "base/text.h"
#include "website/crest.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace website {
namespace {

constexpr auto read_again_after = std::chrono::seconds(10);

std::string file_text(const std::filesystem::path& path, std::size_t most) {
    std::ifstream file(path, std::ios::binary);
    std::string text;
    if (!file) return text;
    text.resize(most + 1);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

/// The council's own file where it has one, or else the program's settings.
base::Config own_settings(const web::Tenant& tenant) {
    const auto path = tenant.folder / "council.toml";
    std::error_code ignored;
    if (tenant.folder.empty() || !std::filesystem::exists(path, ignored)) return {};
    auto own = base::Config::from_file(path.string());
    if (own) return *std::move(own);
    base::log::warning("council.toml cannot be read", {{"council", std::string_view(tenant.id)}, {"why", std::string_view(own.error().log)}});
    return {};
}

std::shared_ptr<const Council> read(const web::Tenant& tenant) {
    const auto own = own_settings(tenant);
    const auto text = [&](std::string_view name) { return own.text(name, tenant.settings.text(name, "")); };
    auto council = std::make_shared<Council>();
    council->name = own.text("council_name", tenant.name);
    council->colours = {.brand = text("brand_colour"), .accent = text("accent_colour")};
    council->notice = text("council_notice");
    council->phone = text("council_phone");
    council->email = text("council_email");
    council->address = text("council_address");
    council->hours = text("council_hours");
    auto crest = tenant.folder.empty() ? std::string() : file_text(tenant.folder / "crest.svg", largest_crest);
    if (crest.empty()) return council;
    if (!is_sound_drawing(crest)) {
        base::log::warning("crest.svg is not shown: it is too large, or holds more than a drawing", {{"council", std::string_view(tenant.id)}});
        return council;
    }
    council->crest_address = "/council/crest-" + base::to_hex(base::sha256(crest)).substr(0, 12) + ".svg";
    council->crest = std::move(crest);
    return council;
}

}  // namespace

std::shared_ptr<const Council> Councils::of(const web::Tenant& tenant, Instant now) const {
    {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(tenant.id);
        if (found != known_.end() && now - found->second.read_at < read_again_after && now >= found->second.read_at) return found->second.council;
    }
    auto fresh = read(tenant);
    const std::scoped_lock lock(mutex_);
    known_.insert_or_assign(tenant.id, Known{fresh, now});
    return fresh;
}

}  // namespace website
