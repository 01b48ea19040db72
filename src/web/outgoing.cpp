#include "web/outgoing.h"

#include "base/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

namespace web {
namespace {
constexpr std::size_t file_piece = 64 * 1024;
constexpr std::size_t joined_size = 32 * 1024;  // a body up to this goes out together with its head
}  // namespace

void Outgoing::begin(std::string head, const Response& response, bool with_body) {
    end();
    broken_ = false;
    piece_ = std::move(head);
    piece_waits_ = true;
    if (!with_body) return;
    rest_ = response.body();
    if (rest_.size() <= joined_size) piece_ += std::exchange(rest_, {});
    if (response.file()) open_file(*response.file());
    source_open_ = static_cast<bool>(response.source());
}

void Outgoing::open_file(const Response::FileBody& file) {
    file_ = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
    file_offset_ = file.offset;
    file_left_ = file.length;
    if (file_ >= 0) return;
    broken_ = true;
    base::log::error("a file to send is gone");
}

std::string_view Outgoing::next_piece() {
    if (std::exchange(piece_waits_, false)) return piece_;
    if (!rest_.empty()) return std::exchange(rest_, {});
    return file_left_ > 0 ? read_file_piece() : std::string_view();
}

std::string_view Outgoing::read_file_piece() {
    piece_.resize(std::min<std::uint64_t>(file_piece, file_left_));
    const auto got = ::pread(file_, piece_.data(), piece_.size(), static_cast<off_t>(file_offset_));
    if (got <= 0) {
        broken_ = true;
        return {};
    }
    file_offset_ += static_cast<std::uint64_t>(got);
    file_left_ -= static_cast<std::uint64_t>(got);
    return std::string_view(piece_).substr(0, static_cast<std::size_t>(got));
}

void Outgoing::ask_source(const Response::Source& source, bool in_chunks) {
    std::string given;
    try {
        while ((source_open_ = source(given)) && given.empty()) {}
    } catch (const std::exception& failure) {
        base::log::error("a stream broke", {{"what", std::string_view(failure.what())}});
        broken_ = true;
    }
    piece_waits_ = true;
    if (!in_chunks) {
        piece_ = std::move(given);
        return;
    }
    piece_.clear();
    if (!given.empty()) {
        char size[32];
        piece_.append(size, static_cast<std::size_t>(std::snprintf(size, sizeof size, "%zx\r\n", given.size())));
        piece_ += given + "\r\n";
    }
    if (!source_open_) piece_ += "0\r\n\r\n";
}

void Outgoing::end() {
    if (file_ >= 0) ::close(std::exchange(file_, -1));
    if (piece_.capacity() > 2 * joined_size) std::string().swap(piece_);
    piece_waits_ = source_open_ = false;
    rest_ = {};
    file_left_ = 0;
}

}  // namespace web
