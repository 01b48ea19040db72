#include "files/worker/worker.h"

#include <unistd.h>

#include <cerrno>
#include <string>

namespace files::worker {

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto done = write(descriptor, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) _exit(1);
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

void answer(std::string_view text) {
    write_all(1, "ok " + std::string(text) + "\n");
    _exit(0);
}

void refuse(std::string_view reason) {
    write_all(1, "no " + std::string(reason) + "\n");
    _exit(0);
}

}  // namespace files::worker
