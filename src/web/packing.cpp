#include "web/packing.h"

#include "web/negotiation.h"

#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/crc.hpp>

#include <cstdint>

namespace web {
namespace {

constexpr std::string_view gzip_head("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);  // no name, no time, no system

void put_number(std::string& out, std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>((number >> shift) & 0xff);
}

std::uint32_t sum_of(std::string_view text) {
    boost::crc_32_type sum;
    sum.process_bytes(text.data(), text.size());
    return sum.checksum();
}

}  // namespace

std::string gzip(std::string_view plain) {
    namespace zlib = boost::beast::zlib;
    zlib::deflate_stream packer;
    std::string middle(packer.upper_bound(plain.size()) + 64, '\0');
    zlib::z_params places{};
    places.next_in = plain.data();
    places.avail_in = plain.size();
    places.next_out = middle.data();
    places.avail_out = middle.size();
    boost::beast::error_code error;
    packer.write(places, zlib::Flush::finish, error);  // says that it came to the end
    middle.resize(middle.size() - places.avail_out);
    auto out = std::string(gzip_head) + middle;
    put_number(out, sum_of(plain));
    put_number(out, static_cast<std::uint32_t>(plain.size()));
    return out;
}

Response packed(Response response, const Request& request) {
    response.set("Vary", "Accept-Encoding");
    if (!accepts_coding(request.header("Accept-Encoding"), "gzip")) return response;
    response.set_body(gzip(response.body()));
    response.set("Content-Encoding", "gzip");
    return response;
}

}  // namespace web
