#include "base/text.h"
#include "mail/ascii.h"
#include "mail/transport.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace mail {
namespace {

/// A file descriptor that closes itself.
class File {
public:
    File(const std::string& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    explicit operator bool() const { return number_ >= 0; }
    bool sync() const { return ::fsync(number_) == 0; }
    bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

private:
    int number_;
};

bool sync_folder(const std::string& path) {
    const File folder(path, O_RDONLY | O_DIRECTORY);
    return folder && folder.sync();
}

std::unexpected<Refusal> not_written(std::string_view step) {
    return refuse(Kind::unavailable, "mail.later", "folder: " + std::string(step) + ": " + std::strerror(errno));
}

/// A Message-ID as part of a file's name: itself where that is harmless, else its digest.
std::string file_name(const Envelope& envelope) {
    const auto harmless = [](char c) { return is_letter_or_digit(c) || is_one_of(c, "-_.@"); };
    const auto& id = envelope.message_id;
    const bool usable = id.size() <= 180 && std::ranges::all_of(id, harmless);
    return base::to_compact(envelope.queued) + '-' + (usable ? id : base::to_hex(base::sha256(id))) + ".eml";
}

class FolderTransport final : public Transport {
public:
    explicit FolderTransport(std::string folder) : folder_(std::move(folder)) {}

    Result<Receipt> send(const Envelope& envelope, std::string_view message) override {
        TRY(make_folder());
        static std::atomic<unsigned> attempts{0};
        const auto path = folder_ + '/' + file_name(envelope);
        const auto unfinished = folder_ + "/." + std::to_string(::getpid()) + '-' + std::to_string(++attempts) + ".tmp";
        auto written = write_durably(unfinished, path, message);
        if (!written) ::unlink(unfinished.c_str());
        return written;
    }

    std::string describe() const override { return "the folder " + folder_; }

private:
    Result<void> make_folder() const {
        std::error_code error;
        if (std::filesystem::is_directory(folder_, error)) return {};
        std::filesystem::create_directories(folder_, error);
        if (error) return refuse(Kind::unavailable, "mail.later", "folder: " + error.message());
        std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, error);
        const auto parent = std::filesystem::absolute(folder_).parent_path().string();
        if (!sync_folder(parent)) return not_written("sync of the folder's parent");
        return {};
    }

    Result<Receipt> write_durably(const std::string& unfinished, const std::string& path, std::string_view message) {
        const File file(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file) return not_written("open");
        if (!file.write(message)) return not_written("write");
        if (!file.sync()) return not_written("sync");
        if (::rename(unfinished.c_str(), path.c_str()) != 0) return not_written("rename");
        if (!sync_folder(folder_)) return not_written("sync of the folder");
        return Receipt{path};
    }

    std::string folder_;
};

}  // namespace

std::unique_ptr<Transport> folder_transport(std::string folder) {
    return std::make_unique<FolderTransport>(std::move(folder));
}

}  // namespace mail
