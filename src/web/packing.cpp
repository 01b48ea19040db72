#include "web/packing.h"

#include "web/negotiation.h"

#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/crc.hpp>

#include <cstdint>

namespace web {
namespace {

namespace zlib = boost::beast::zlib;

constexpr std::string_view gzip_head("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);  // no name, no time, no system

void put_number(std::string& out, std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>((number >> shift) & 0xff);
}

std::uint32_t sum_of(std::string_view text) {
    boost::crc_32_type sum;
    sum.process_bytes(text.data(), text.size());
    return sum.checksum();
}

/// After `full` nothing that comes is packed by what came before.
void append_packed(std::string& out, zlib::deflate_stream& packer, std::string_view piece, zlib::Flush flush) {
    std::string packed(packer.upper_bound(piece.size()) + 64, '\0');
    zlib::z_params places{};
    places.next_in = piece.data();
    places.avail_in = piece.size();
    places.next_out = packed.data();
    places.avail_out = packed.size();
    boost::beast::error_code error;
    packer.write(places, flush, error);  // says that it came to the end
    out.append(packed, 0, packed.size() - places.avail_out);
}

}  // namespace

std::string gzip(std::string_view plain) { return gzip_apart(plain, {}); }

std::string gzip_apart(std::string_view plain, std::string_view mark) {
    zlib::deflate_stream packer;
    std::string middle;
    for (std::size_t from = 0, to = 0; to != std::string_view::npos; from = to) {
        to = mark.empty() ? std::string_view::npos : plain.find(mark, from + 1);
        append_packed(middle, packer, plain.substr(from, to - from), to == std::string_view::npos ? zlib::Flush::finish : zlib::Flush::full);
    }
    auto out = std::string(gzip_head) + middle;
    put_number(out, sum_of(plain));
    put_number(out, static_cast<std::uint32_t>(plain.size()));
    return out;
}

Response packed_apart(Response response, const Request& request, std::string_view mark) {
    response.set("Vary", "Accept-Encoding");
    if (!accepts_coding(request.header("Accept-Encoding"), "gzip")) return response;
    response.set_body(gzip_apart(response.body(), mark));
    response.set("Content-Encoding", "gzip");
    return response;
}

Response packed(Response response, const Request& request) { return packed_apart(std::move(response), request, {}); }

}  // namespace web
