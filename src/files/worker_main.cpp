// guildhall-image: opens what strangers sent, so that guildhall need not. Started by files::Worker only.
//
//   guildhall-image sniff                 says the media type of the file at descriptor 0
//   guildhall-image remake LONGEST_SIDE   writes the picture at 0 anew to descriptor 3
//   guildhall-image try-walls WAY         for tests: tries what it must not be able to do
//
// Answers one line on descriptor 1: `ok …` or `no REASON`. It reads the limits into itself before it reads a byte of
// the file; any fault ends the process, which the other side takes for a refusal.

#include "files/worker/picture.h"
#include "files/worker/sandbox.h"
#include "files/worker/sniff.h"
#include "files/worker/worker.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <cstdlib>
#include <string_view>

namespace {

using namespace files::worker;

std::span<const std::byte> map_input() {
    struct stat info {};
    if (fstat(0, &info) != 0 || info.st_size <= 0) return {};
    const auto size = static_cast<std::size_t>(info.st_size);
    void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
    if (start == MAP_FAILED) refuse("damaged");
    return {static_cast<const std::byte*>(start), size};
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "sniff") {
        const Sniffer sniffer;
        const auto file = map_input();
        enter_sandbox();
        answer(sniffer.type_of(file));
    }
    if (what == "remake" && argc == 3) {
        const auto file = map_input();
        enter_sandbox();
        answer(remake(file, std::atoi(argv[2])));
    }
    if (what == "try-walls" && argc == 3) {
        enter_sandbox();
        answer(try_walls(argv[2]));
    }
    return 2;
}
