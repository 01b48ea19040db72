#include "imports/text.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace imports {
namespace {

struct Opened {
    int file;
    ~Opened() { ::close(file); }
};

std::unexpected<Refusal> unreadable(const std::string& path) { return refuse(Kind::invalid, "imports.unreadable", path + ": " + std::strerror(errno)); }
std::unexpected<Refusal> too_long(const std::string& path) { return refuse(Kind::invalid, "imports.file_long", path); }

Result<Text> read_through(int file, const std::string& path, std::size_t most) {
    std::string text;
    std::string page(1 << 20, '\0');
    for (;;) {
        const auto got = ::read(file, page.data(), page.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unreadable(path);
        if (got == 0) return Text(std::move(text));
        text.append(page, 0, static_cast<std::size_t>(got));
        if (text.size() > most) return too_long(path);
    }
}

}  // namespace

Text::Text(std::string held) {
    auto kept = std::make_shared<const std::string>(std::move(held));
    view_ = *kept;
    holds_ = std::move(kept);
}

Result<Text> Text::of_file(const std::string& path, std::size_t most) {
    const Opened opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat info {};
    if (opened.file < 0 || ::fstat(opened.file, &info) != 0) return unreadable(path);
    if (S_ISDIR(info.st_mode)) return refuse(Kind::invalid, "imports.unreadable", path + " is a folder");
    if (!S_ISREG(info.st_mode) || info.st_size == 0) return read_through(opened.file, path, most);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > most) return too_long(path);
    void* const begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, opened.file, 0);
    if (begin == MAP_FAILED) return read_through(opened.file, path, most);
    ::madvise(begin, size, MADV_SEQUENTIAL);
    Text text;
    text.holds_ = std::shared_ptr<const void>(begin, [size](const void* at) { ::munmap(const_cast<void*>(at), size); });
    text.view_ = {static_cast<const char*>(begin), size};
    return text;
}

}  // namespace imports
