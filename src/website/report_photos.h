#pragma once
// Photos on their way with a report that is not sent yet.
//
// Promises
//  1. What was sent lies in the store as the worker wrote it anew, without its EXIF, and beside it a small picture to show.
//     Nobody holds either, so what is abandoned goes with the sweep (files/sweep.h).
//  2. The form carries a token for each: sealed with the tenant's secret, so that nobody can name bytes they did not send, and
//     good for half a day, which is less than what the sweep leaves alone. It survives every page, a new cookie and another node.
//  3. At most as many as the service says; how often one visitor may send some is limited (Manners).

#include "catalogue/catalogue.h"
#include "files/files.h"
#include "website/site.h"

namespace website {

constexpr const char* photo_file = "new-photo";    // the field that brings pictures
constexpr const char* photo_token = "kept-photo";  // the field that carries a token; may stand there several times
constexpr const char* photo_remove = "remove-photo";
constexpr const char* photo_more = "more-photos";  // stands as `go`: stay on this page

/// One that was taken.
struct Photo {
    files::Blob picture, small;
    std::string name;
    std::string token;
};

class Photos {
public:
    static constexpr std::chrono::hours last{12};
    /// Tokens for one purpose are none for another.
    static Result<Photos> of(const web::Context& context, std::string_view purpose = "photos");

    std::string sealed(const Photo& photo) const;
    /// Nothing for a token that was not made here, or is too old.
    std::optional<Photo> find(std::string_view token) const;
    /// Those the form carries, in order, each once.
    std::vector<Photo> carried_by(const web::Request& request) const;

private:
    Photos(std::string secret, Instant now) : secret_(std::move(secret)), now_(now) {}
    std::string secret_;
    Instant now_;
};

/// What a form brought: those it carries now, and what could not be taken, said under `photo_file`.
struct TakenPhotos {
    std::vector<Photo> photos = {};
    std::vector<Problem> problems = {};
    bool has_removed = false;
    bool too_often = false;  // what a browser sent by itself was not taken only because many photos came
};
/// Takes the pictures that came, drops what was to be removed and what is too old, and leaves the form carrying the rest.
Result<TakenPhotos> take_photos(const Site& site, web::Request& request, const web::Context& context, const catalogue::Definition& service);
/// What iPhones write unless they are asked for something else, and nobody else reads.
bool is_heic(const web::Upload& upload);
/// True if there is anything to take or carry.
bool has_photos(const web::Request& request);

/// The route of the small picture.
Result<web::Response> show_report_photo(const Site& site, web::Request& request, web::Context& context);

}  // namespace website
