#pragma once
// For tests that print: a PDF as other programs see it.

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>

namespace documents::given {

inline std::filesystem::path folder() {
    static std::atomic<int> number{0};
    const auto path = std::filesystem::temp_directory_path() / ("guildhall-pdf-" + std::to_string(getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path);
    return path;
}

struct Pdf {
    explicit Pdf(std::string content) : bytes(std::move(content)), place(folder()) { std::ofstream(place / "x.pdf", std::ios::binary) << bytes; }
    ~Pdf() { std::filesystem::remove_all(place); }
    Pdf(const Pdf&) = delete;
    Pdf& operator=(const Pdf&) = delete;

    /// What a program says of it.
    std::string ask(const std::string& program, const std::string& after = "") const {
        const bool writes = program.starts_with("pdftotext");
        auto* pipe = popen((program + ' ' + (place / "x.pdf").string() + (writes ? " -" : "") + after + " 2>&1").c_str(), "r");
        REQUIRE(pipe != nullptr);
        std::string said;
        for (std::array<char, 4096> chunk{}; const auto got = fread(chunk.data(), 1, chunk.size(), pipe);) said.append(chunk.data(), got);
        pclose(pipe);
        return said;
    }

    std::string bytes;
    std::filesystem::path place;
};

/// Whether all of them stand in the text, one after the other.
inline bool in_order(std::string_view text, std::initializer_list<std::string_view> parts) {
    std::size_t at = 0;
    for (const auto part : parts) {
        at = text.find(part, at);
        if (at == std::string_view::npos) {
            MESSAGE("not in its place: " << part);
            return false;
        }
        at += part.size();
    }
    return true;
}

}  // namespace documents::given
