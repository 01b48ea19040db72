#pragma once
// The certificate by which the server speaks TLS, looked at before it is needed.

#include "base/result.h"
#include "base/time.h"

#include <string>

namespace web {

/// When the certificate in this PEM file ends. Refuses with web.bad_tls where it or its key cannot be read, or they do not belong
/// together.
Result<Instant> certificate_end(const std::string& certificate, const std::string& key);

}  // namespace web
