#include "exports/line_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace exports {

Result<LineWriter> LineWriter::at(const std::filesystem::path& place) {
    auto file = TRY(WholeFile::at(place));
    return LineWriter(std::move(file));
}

void LineWriter::write(std::string_view line) {
    for (const auto bytes : {line, std::string_view("\n")}) {
        digest_.add(bytes);
        file_.write(bytes);
    }
}

Result<void> LineWriter::keep(const std::string& before_digest, const std::string& after_digest) {
    write(before_digest + base::to_hex(digest_.so_far()) + after_digest);
    return file_.keep();
}

Result<LineReader> LineReader::open(const std::filesystem::path& place) {
    FileHandle file(std::fopen(place.c_str(), "re"));
    if (!file) return refuse(Kind::unavailable, "exports.cannot_read", place.string() + ": " + std::strerror(errno));
    if (!std::filesystem::is_regular_file(place)) return refuse(Kind::invalid, "exports.cannot_read", place.string() + " is no file");
    return LineReader(std::move(file));
}

Result<bool> LineReader::next() {
    line_.clear();
    ++number_;
    char piece[1 << 16];
    while (std::fgets(piece, sizeof piece, file_.get()) != nullptr) {
        line_ += piece;
        if (line_.size() > longest) return refuse(Kind::invalid, "exports.damaged", fmt::format("line {} is longer than 64 MiB", number_));
        if (!line_.ends_with('\n')) continue;
        offset_ += static_cast<long>(line_.size());
        line_.pop_back();
        return true;
    }
    if (std::ferror(file_.get()) != 0) return refuse(Kind::unavailable, "exports.cannot_read", std::strerror(errno));
    if (!line_.empty()) return refuse(Kind::invalid, "exports.damaged", fmt::format("line {} breaks off", number_));
    return false;
}

void LineReader::go_back_to(const Mark& mark) {
    std::fseek(file_.get(), mark.offset, SEEK_SET);
    offset_ = mark.offset;
    number_ = mark.number;
}

}  // namespace exports
