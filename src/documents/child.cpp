#include "documents/child.h"

#include "files/child.h"
#include "files/descriptor.h"

#include <sys/mman.h>
#include <sys/stat.h>

namespace documents {
namespace {

using files::Descriptor;

std::unexpected<Refusal> not_made(std::string why) { return refuse(Kind::unavailable, "documents.not_made", std::move(why)); }

/// A file that has no name and no place on a disk.
Descriptor nameless_file(const std::string& content) {
    Descriptor file(memfd_create("page", MFD_CLOEXEC));
    for (std::size_t at = 0; file.get() >= 0 && at < content.size();) {
        const auto put = write(file.get(), content.data() + at, content.size() - at);
        if (put <= 0) return Descriptor(-1);
        at += static_cast<std::size_t>(put);
    }
    return file;
}

Result<std::string> read_all(int file, std::size_t most) {
    struct stat info {};
    if (fstat(file, &info) != 0 || info.st_size <= 0) return not_made("nothing was written");
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > most) return not_made("too much was written");
    std::string content(size, '\0');
    for (std::size_t at = 0; at < size;) {
        const auto got = pread(file, content.data() + at, size - at, static_cast<off_t>(at));
        if (got <= 0) return not_made("the PDF could not be read");
        at += static_cast<std::size_t>(got);
    }
    if (!content.starts_with("%PDF-")) return not_made("what was written is no PDF");
    return content;
}

}  // namespace

Result<std::string> converse(const Settings& settings, const std::vector<std::string>& words, const std::string& page) {
    const auto in = nameless_file(page), out = nameless_file({});
    if (!in || !out) return not_made("no memory for the page");
    const auto answer = files::ask({.program = settings.program, .words = words, .time_limit = settings.time_limit, .in = in.get(), .out = out.get()});
    if (!answer) return not_made(answer.error().log);
    if (answer->line != "ok") return not_made(words.front() + ": ended, hung or babbled");
    return read_all(out.get(), settings.most_bytes);
}

}  // namespace documents
