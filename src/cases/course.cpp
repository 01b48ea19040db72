#include "cases/course.h"

#include <atomic>

namespace cases {
namespace {

class ByHand final : public Course {
    Result<void> opened(db::Tx&, const Case&, const Request&, const catalogue::Definition&) const override { return {}; }
    Result<void> closed(db::Tx&, const Case&) const override { return {}; }
    Result<void> reopened(db::Tx&, const Case&, std::string_view) const override { return {}; }
    Result<void> moved(db::Tx&, const Case&) const override { return {}; }
    Result<void> promised(db::Tx&, const Case&, Instant) const override { return {}; }
    Result<void> passed_on(db::Tx&, const Case&) const override { return {}; }
    Result<void> joined(db::Tx&, const Case&) const override { return {}; }
    Result<void> parted(db::Tx&, const Case&) const override { return {}; }
};

const ByHand by_hand;
std::atomic<const Course*> plugged = &by_hand;

}  // namespace

void plug_in(const Course& course) { plugged = &course; }
const Course& course() { return *plugged; }

}  // namespace cases
