#pragma once
// Inside the edge only: a connection's bytes, with TLS or without, behind one set of names.

#include "web/edge_loop.h"

#include <boost/asio/ssl/stream.hpp>

namespace web::edge {

using TlsStream = asio::ssl::stream<Socket>;

inline Socket& socket_of(Socket& stream) { return stream; }
inline Socket& socket_of(TlsStream& stream) { return stream.next_layer(); }

template <class Stream>
constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;

/// A page's socket from here on: edge_live.cpp. `exchange` holds the wish and the handshake's header fields.
template <class Stream>
void begin_live(Shop& shop, Loop& loop, Stream stream, std::shared_ptr<Exchange> exchange, std::string address);

}  // namespace web::edge
