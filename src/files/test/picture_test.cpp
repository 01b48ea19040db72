#include "files/test/given.h"
#include "files/test/pictures.h"
#include "files/worker.h"

#include <fstream>
#include <thread>

namespace {

files::worker::Pixels decoded(const std::string& bytes) {
    const auto span = std::as_bytes(std::span(bytes));
    return bytes.starts_with("RIFF") ? files::worker::decode_webp(span, 10'000) : files::worker::decode_jpeg(span, 10'000);
}

std::string reason(const Result<files::Blob>& blob) { return blob ? "kept" : blob.error().key; }

}  // namespace

TEST_CASE("a photo loses place, camera, comments and thumbnails, and keeps its pixels") {
    given::Shelves shelves;
    auto photo = given::with_exif(given::jpeg(given::quarters(80, 40)), given::exif(1));
    photo = given::with_segment(photo, '\xfe', "SECRETCOMMENT");
    photo = given::with_segment(photo, '\xe2', "ICC_PROFILE SECRETPROFILE");
    REQUIRE(photo.find("SECRETPLACE") != std::string::npos);
    const auto blob = shelves.keep_picture(photo);
    REQUIRE(blob);
    CHECK(blob->type == "image/jpeg");
    CHECK(blob->remade);
    CHECK(blob->width == 80);
    CHECK(blob->height == 40);
    const auto kept = shelves.text(*blob);
    CHECK(blob->digest == base::sha256(kept));
    CHECK(kept.find("SECRET") == std::string::npos);
    CHECK(kept.find("Exif") == std::string::npos);
    const auto pixels = decoded(kept);
    CHECK(given::colour_at(pixels, 5, 5) == given::red);
    CHECK(given::colour_at(pixels, 75, 35) == given::white);
    CHECK(shelves.count() == 1);  // the original is not kept
}

TEST_CASE("a photo stands upright whichever way the camera was held") {
    given::Shelves shelves;
    const auto stored = given::jpeg(given::quarters(80, 40));
    struct Held {
        int orientation;
        given::Colour top_left, top_right;
    };
    for (const auto& [orientation, left, right] :
         {Held{1, given::red, given::green}, Held{2, given::green, given::red}, Held{3, given::white, given::blue},
          Held{4, given::blue, given::white}, Held{5, given::red, given::blue}, Held{6, given::blue, given::red},
          Held{7, given::white, given::green}, Held{8, given::green, given::white}}) {
        CAPTURE(orientation);
        const auto blob = shelves.keep_picture(given::with_exif(stored, given::exif(orientation)));
        REQUIRE(blob);
        CHECK(blob->width == (orientation < 5 ? 80 : 40));
        CHECK(blob->height == (orientation < 5 ? 40 : 80));
        const auto pixels = decoded(shelves.text(*blob));
        CHECK(given::colour_at(pixels, 5, 5) == left);
        CHECK(given::colour_at(pixels, blob->width - 6, 5) == right);
    }
}

TEST_CASE("a large photo is shrunk and keeps its shape") {
    given::Shelves shelves({}, {.longest_side = 200});
    for (const auto& photo : {given::jpeg(given::quarters(1000, 500)), given::png(given::quarters(1000, 500)),
                              given::webp(given::quarters(1000, 500))}) {
        const auto blob = shelves.keep_picture(photo);
        REQUIRE(blob);
        CHECK(blob->width == 200);
        CHECK(blob->height == 100);
        const auto pixels = decoded(shelves.text(*blob));
        CHECK(given::colour_at(pixels, 20, 20) == given::red);
        CHECK(given::colour_at(pixels, 180, 20) == given::green);
        CHECK(given::colour_at(pixels, 20, 80) == given::blue);
        CHECK(given::colour_at(pixels, 180, 80) == given::white);
    }
}

TEST_CASE("a drawing keeps what is transparent, and becomes WebP") {
    given::Shelves shelves;
    const auto drawing = given::painted(60, 60, [](int x, int) {
        return x < 30 ? given::Colour{0, 0, 0, 0} : given::red;
    });
    const auto blob = shelves.keep_picture(given::png(drawing, given::chunk("tEXt", std::string("Author\0SECRET", 13))));
    REQUIRE(blob);
    CHECK(blob->type == "image/webp");
    const auto kept = shelves.text(*blob);
    CHECK(kept.find("SECRET") == std::string::npos);
    const auto pixels = decoded(kept);
    CHECK(pixels.bytes[3] < 10);
    CHECK(given::colour_at(pixels, 55, 30) == given::red);
}

TEST_CASE("grey, palette and 16-bit drawings are read as well") {
    given::Shelves shelves;
    CHECK(shelves.keep_picture(given::png_of(2, 1, 8, 0, std::string("\0\x20\xf0", 3))));
    CHECK(shelves.keep_picture(given::png_of(2, 1, 16, 0, std::string("\0\x20\x20\xf0\xf0", 5))));
    CHECK(shelves.keep_picture(given::png_of(2, 1, 8, 4, std::string("\0\x20\xff\xf0\x00", 5))));
    CHECK(shelves.keep_picture(given::png_of(2, 1, 1, 3, std::string("\0\x40", 2), given::chunk("PLTE", "\xff\x01\x02\x03\x04\x05"))));
}

TEST_CASE("what is no picture is said to be none") {
    given::Shelves shelves;
    for (const std::string_view no : {"", "<script>alert(1)</script>", "GIF89a\x01\x01", "\xff\xd8", "%PDF-1.4", "BM",
                                      "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"})
        CHECK(reason(shelves.keep_picture(no)) == "files.not_a_picture");
    CHECK(shelves.count() == 0);
    CHECK(shelves.store->bytes_held() == 0);
}

TEST_CASE("a picture cut off or broken is refused as damaged") {
    given::Shelves shelves;
    const auto pixels = given::painted(300, 300, [](int x, int y) {
        return given::Colour{static_cast<std::uint8_t>(x * y), static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y), 255};
    });
    for (const auto& whole : {given::jpeg(pixels), given::png(pixels), given::webp(pixels)}) {
        CHECK(reason(shelves.keep_picture(whole)) == "kept");
        CHECK(reason(shelves.keep_picture(whole.substr(0, whole.size() / 2))) == "files.picture_damaged");
        CHECK(reason(shelves.keep_picture(whole.substr(0, 30))) == "files.picture_damaged");
    }
    CHECK(reason(shelves.keep_picture(given::claiming(given::jpeg(pixels), 0, 300))) == "files.picture_damaged");
}

TEST_CASE("a picture bomb is refused by its header, before a byte of it is decoded") {
    given::Shelves shelves;
    const auto small = given::jpeg(given::quarters(1, 1));
    CHECK(reason(shelves.keep_picture(given::png_of(50'000, 50'000, 8, 6, "x"))) == "files.picture_too_large");
    CHECK(reason(shelves.keep_picture(given::png_of(0xffffffff, 1, 8, 6, "x"))) == "files.picture_too_large");
    CHECK(reason(shelves.keep_picture(given::claiming(small, 65'535, 65'535))) == "files.picture_too_large");
    CHECK(reason(shelves.keep_picture(given::claiming(small, 7000, 7000))) == "files.picture_damaged");
    CHECK((given::is_sanitized || files::Worker::peak_memory() < (300U << 20U)));
}

TEST_CASE("an honest picture of 49 million pixels is remade in bounded memory") {
    given::Shelves shelves;
    std::string rows;
    for (int y = 0; y < 7000; ++y) rows.append(1, '\0').append(875, '\x55');
    const auto blob = shelves.keep_picture(given::png_of(7000, 7000, 1, 0, rows));
    REQUIRE(blob);
    CHECK(blob->width == 2048);
    CHECK((given::is_sanitized || files::Worker::peak_memory() < (300U << 20U)));
}

TEST_CASE("a picture that moves is refused") {
    given::Shelves shelves;
    const auto frame = given::chunk("acTL", given::big_endian(100'000) + given::big_endian(0));
    CHECK(reason(shelves.keep_picture(given::png(given::quarters(8, 8), frame))) == "files.picture_moves");
    auto moving = given::webp(given::quarters(8, 8));
    const std::string extended = std::string("VP8X\x0a\0\0\0\x02\0\0\0\x07\0\0\x07\0\0", 18);
    moving.insert(12, extended);
    CHECK(reason(shelves.keep_picture(moving)) == "files.picture_moves");
}

TEST_CASE("hostile EXIF is passed over") {
    given::Shelves shelves;
    const auto photo = given::jpeg(given::quarters(20, 10));
    for (const auto& tiff :
         {std::string("MM\0*\xff\xff\xff\xff", 8), std::string("MM\0*\0\0\0\x08\xff\xff", 10), std::string("II*\0\x08\0\0\0\x01\0", 10),
          std::string("XX"), std::string(), given::exif(77), given::exif(0), given::exif(6).substr(0, 25)}) {
        const auto blob = shelves.keep_picture(given::with_exif(photo, tiff));
        REQUIRE(blob);
        CHECK(blob->width == 20);
    }
}

TEST_CASE("the worker cannot leave its room" * doctest::skip(given::is_sanitized)) {
    files::Worker worker({.time_limit = std::chrono::seconds(10)});
    for (const auto* way : {"network", "file", "process", "memory"}) {
        CAPTURE(way);
        const auto out = worker.try_walls(way);
        REQUIRE_FALSE(out);
        CHECK(out.error().key == "files.worker_failed");
    }
}

TEST_CASE("a worker that crashes, hangs or babbles is ended and costs one refusal") {
    files::Worker worker({.time_limit = std::chrono::milliseconds(300)});
    for (const auto* way : {"crash", "time", "babble"}) {
        CAPTURE(way);
        const auto out = worker.try_walls(way);
        REQUIRE_FALSE(out);
        CHECK(out.error().kind == Kind::invalid);
        CHECK(out.error().key == "files.worker_failed");
    }
}

TEST_CASE("a worker that is missing is our fault, not the sender's") {
    given::Shelves shelves({}, {.program = "/nowhere/guildhall-image"});
    const auto blob = shelves.keep("anything");
    REQUIRE_FALSE(blob);
    CHECK(blob.error().kind == Kind::unavailable);
    CHECK(shelves.count() == 0);
}

TEST_CASE("while all workers are busy, the next file is asked to wait") {
    files::Worker worker({.most_at_once = 1, .patience = std::chrono::milliseconds(0), .time_limit = std::chrono::milliseconds(300)});
    std::jthread busy([&](const std::stop_token& enough) {
        while (!enough.stop_requested()) (void)worker.try_walls("time");
    });
    std::string key;
    while (key != "files.busy") {  // until the other one has the place
        const auto out = worker.try_walls("crash");
        key = out.error().key;
    }
    CHECK(key == "files.busy");
}
