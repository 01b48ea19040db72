#include "cases/submitted.h"

#include "base/random.h"

namespace cases {

Request request_of(db::Tx& tx, Random& random, const Case& c, const Submission& s) {
    return {.id = tx.new_id<RequestId>(),
            .reference = Reference::random(random),
            .case_id = c.id,
            .service = c.service,
            .service_version = c.service_version,
            .person = s.person,
            .location = s.location,
            .channel = s.channel.empty() ? std::string(tx.channel()) : s.channel,
            .answers = s.answers,
            .received_at = tx.now(),
            .language = s.language};
}

}  // namespace cases
