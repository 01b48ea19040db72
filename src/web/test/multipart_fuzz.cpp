// A multipart form whole and in pieces: both must say the same.
#include "base/text.h"
#include "web/multipart.h"

#include <cstdint>
#include <cstdlib>

namespace {

struct Told : web::PartListener {
    std::string all;
    bool part_begins(const web::PartHead& head) override {
        all += '[' + head.name + '|' + head.file_name.value_or("-") + '|' + head.content_type + ']';
        if (head.file_name && web::tidy_file_name(*head.file_name).find('/') != std::string::npos) std::abort();
        return true;
    }
    bool part_goes_on(std::string_view bytes) override { return all += bytes, true; }
    bool part_ends() override { return all += "[end]", true; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    const std::size_t piece = 1 + data[0] % 40;
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    Told whole, cut;
    web::MultipartReader at_once("b", whole), by_pieces("b", cut);
    const bool sound = at_once.feed(body);
    bool sound_in_pieces = true;
    for (std::size_t i = 0; i < body.size() && sound_in_pieces; i += piece) sound_in_pieces = by_pieces.feed(body.substr(i, piece));
    if (sound && (!sound_in_pieces || at_once.is_whole() != by_pieces.is_whole())) std::abort();
    if (sound && at_once.is_whole() && whole.all != cut.all) std::abort();
    return 0;
}
