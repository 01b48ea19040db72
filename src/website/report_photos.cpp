#include "website/report_photos.h"

#include "base/text.h"
#include "website/offline.h"

#include <algorithm>
#include <charconv>

namespace website {
namespace {

constexpr int small_side = 240;  // shown at half of that, for screens with fine dots
constexpr char parting = '\n';   // no name holds one: they are tidied

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void put_blob(std::string& out, const files::Blob& blob) {
    for (const auto& part : {base::to_hex(blob.digest), std::to_string(blob.size), blob.type, std::string(files::to_text(blob.state)),
                             std::to_string(blob.width), std::to_string(blob.height)})
        out += part + parting;
}

files::Blob blob_from(std::span<const std::string_view> parts) {
    return {.digest = files::digest_from(parts[0]),
            .size = static_cast<std::uint64_t>(number_in(parts[1])),
            .type = std::string(parts[2]),
            .state = files::parse_state(parts[3]).value_or(files::State::waiting),
            .remade = parts[2].starts_with("image/"),  // we write pictures anew, and keep nothing else but PDFs
            .width = static_cast<int>(number_in(parts[4])),
            .height = static_cast<int>(number_in(parts[5]))};
}

std::int64_t seconds_of(Instant at) { return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count(); }

Result<Photo> take(const web::Upload& upload, files::Delivery& delivery, files::Store& store) {
    if (is_heic(upload)) return refuse(Kind::invalid, "website.photo_heic");
    auto intake = TRY(delivery.begin(upload.name, upload.claimed_type));
    TRY(intake.write_file(upload.file.path()));
    Photo photo;
    photo.name = intake.name();
    photo.picture = TRY(intake.finish_as_picture());
    auto again = TRY(store.begin(upload.name, photo.picture.type));
    TRY(again.write_file(store.path_of(photo.picture.digest)));
    photo.small = TRY(again.finish_as_picture(small_side));
    return photo;
}

bool holds(const std::vector<Photo>& photos, const files::Blob& picture) {
    return std::ranges::any_of(photos, [&](const Photo& one) { return one.picture.digest == picture.digest; });
}

/// Why it was not taken; which one it is, where several were sent.
std::string said_of(const web::Upload& upload, const web::Request& request, const web::Context& context, const Refusal& refusal) {
    if (request.uploads.size() < 2) return context.say(refusal.key);
    return context.say("website.photo_named", {{"name", upload.name}, {"what", context.say(refusal.key)}});
}

/// The form with these photos, and no others.
void carry(web::Fields& form, const std::vector<Photo>& photos) {
    web::Fields changed;
    for (const auto& [name, value] : form)
        if (name != photo_token && name != photo_remove) changed.add(name, value);
    for (const auto& photo : photos) changed.add(photo_token, photo.token);
    form = std::move(changed);
}

}  // namespace

bool is_heic(const web::Upload& upload) {
    const auto name = base::lower_ascii(upload.name);
    const auto type = base::lower_ascii(upload.claimed_type);
    return type == "image/heic" || type == "image/heif" || name.ends_with(".heic") || name.ends_with(".heif");
}

Result<Photos> Photos::of(const web::Context& context, std::string_view purpose) {
    auto secret = TRY(web::secret_for(context.tenant.db, context.for_db(), context.random, purpose));
    return Photos(std::move(secret), context.now);
}

std::string Photos::sealed(const Photo& photo) const {
    std::string said = std::to_string(seconds_of(now_ + last)) + parting;
    put_blob(said, photo.picture);
    put_blob(said, photo.small);
    said += photo.name;
    return base::to_base64url(said) + '.' + base::to_base64url(web::signature(secret_, said));
}

std::optional<Photo> Photos::find(std::string_view token) const {
    constexpr std::size_t parts_of_blob = 6, longest = 2000;
    const auto dot = token.find('.');
    if (dot == std::string_view::npos || token.size() > longest) return std::nullopt;
    const auto said = base::from_base64url(token.substr(0, dot));
    if (!said || !base::equal_secret(token.substr(dot + 1), base::to_base64url(web::signature(secret_, *said)))) return std::nullopt;
    const auto parts = base::split(*said, parting);
    if (parts.size() != 2 + 2 * parts_of_blob || number_in(parts[0]) <= seconds_of(now_)) return std::nullopt;
    const auto blobs = std::span(parts).subspan(1);
    return Photo{.picture = blob_from(blobs.first(parts_of_blob)),
                 .small = blob_from(blobs.subspan(parts_of_blob, parts_of_blob)),
                 .name = std::string(parts.back()),
                 .token = std::string(token)};
}

std::vector<Photo> Photos::carried_by(const web::Request& request) const {
    std::vector<Photo> photos;
    for (const auto token : request.form.all(photo_token)) {
        auto photo = find(token);
        if (photo && !holds(photos, photo->picture)) photos.push_back(*std::move(photo));
    }
    return photos;
}

Result<TakenPhotos> take_photos(const Site& site, web::Request& request, const web::Context& context, const catalogue::Definition& service) {
    TakenPhotos taken;
    if (!service.photos || !context.tenant.files || !has_photos(request)) return taken;
    const auto sealing = TRY(Photos::of(context));
    auto& [photos, problems, has_removed, too_often] = taken;
    photos = sealing.carried_by(request);
    if (std::ranges::any_of(request.form.all(photo_token), [&](std::string_view token) { return !sealing.find(token); }))
        problems.push_back({photo_file, context.say("website.photo_gone")});
    const auto removed = request.form.text(photo_remove);
    has_removed = std::erase_if(photos, [&](const Photo& photo) { return photo.token == removed; }) > 0;
    auto* const store = TRY(context.tenant.files());
    files::Delivery delivery(*store);
    const auto most = static_cast<std::size_t>(service.photos->most);
    if (photos.size() > most) photos.resize(most);
    const auto is_photo = [](const web::Upload& upload) { return upload.field == photo_file; };
    // What a browser sends by itself comes again as a whole: all its photos count at once, or none.
    const bool at_once = wants_json(request);
    const auto came = std::min(static_cast<std::size_t>(std::ranges::count_if(request.uploads, is_photo)), most - photos.size());
    if (at_once && came > 0) too_often = site.manners().too_much(Manners::Sent::photo, request, context, static_cast<double>(came)).has_value();
    if (too_often) {
        problems.push_back({photo_file, context.say("website.photo_often")});
        return taken;
    }
    for (const auto& upload : request.uploads) {
        if (!is_photo(upload)) continue;
        std::string limit;
        if (photos.size() == most) limit = context.say("website.photo_many", {{"most", std::to_string(most)}});
        else if (!at_once && site.manners().too_much(Manners::Sent::photo, request, context)) limit = context.say("website.photo_often");
        if (!limit.empty()) {
            problems.push_back({photo_file, limit});
            break;
        }
        auto photo = take(upload, delivery, *store);
        if (!photo) {
            problems.push_back({photo_file, said_of(upload, request, context, photo.error())});
        } else if (!holds(photos, photo->picture)) {
            photo->token = sealing.sealed(*photo);
            photos.push_back(*std::move(photo));
        }
    }
    carry(request.form, photos);
    return taken;
}

bool has_photos(const web::Request& request) {
    return request.form.has(photo_token) || std::ranges::any_of(request.uploads, [](const web::Upload& upload) { return upload.field == photo_file; });
}

Result<web::Response> show_report_photo(const Site&, web::Request& request, web::Context& context) {
    if (!context.tenant.files) return refuse(Kind::not_found, "files.not_found");
    const auto photos = TRY(Photos::of(context));
    const auto photo = photos.find(request.param("photo"));
    if (!photo) return refuse(Kind::not_found, "files.not_found");
    TRY(files::may_leave(photo->small));
    auto* const store = TRY(context.tenant.files());
    web::Response response;
    const files::File file{.name = photo->name, .blob = photo->small};
    for (const auto& [name, value] : files::headers_for(file)) response.set(name, value);
    response.set("Cache-Control", "private, max-age=3600");
    response.set_body(web::Response::FileBody{store->path_of(photo->small.digest), 0, photo->small.size});
    return response;
}

}  // namespace website
