#include "web/body_intake.h"

#include "web/forms.h"
#include "web/negotiation.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace web {
namespace {

Refusal too_much() { return {Kind::invalid, "web.too_much", {}, "the body is larger than its route allows"}; }
Refusal malformed() { return {Kind::invalid, "web.malformed", {}, "the body is not the form it says it is"}; }
Refusal no_room() {
    return {Kind::unavailable, "web.no_room", {}, std::string("spool: ") + std::strerror(errno)};
}

}  // namespace

BodyIntake::BodyIntake(Request& request, std::filesystem::path spool, std::uint64_t most)
    : request_(request), spool_(std::move(spool)), most_(most) {
    const auto content = read_content_type(request.header("Content-Type"));
    if (content.type == "application/x-www-form-urlencoded") {
        shape_ = Shape::urlencoded;
    } else if (content.type == "multipart/form-data") {
        shape_ = Shape::multipart;
        reader_ = std::make_unique<MultipartReader>(content.boundary, *this);
    }
}

BodyIntake::~BodyIntake() {
    if (file_ >= 0) ::close(file_);
}

bool BodyIntake::stop(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
    return false;
}

Result<void> BodyIntake::take(std::string_view bytes) {
    taken_ += bytes.size();
    if (taken_ > most_) return std::unexpected(too_much());
    if (shape_ != Shape::multipart) {
        if (request_.body.size() + bytes.size() > most_fields_together) return std::unexpected(too_much());
        request_.body.append(bytes);
        return {};
    }
    if (!reader_->feed(bytes)) return std::unexpected(refusal_ ? *refusal_ : malformed());
    return {};
}

Result<void> BodyIntake::finish() {
    if (shape_ == Shape::urlencoded) {
        if (!read_urlencoded(request_.body, request_.form)) return std::unexpected(too_much());
        request_.body.clear();
    }
    if (shape_ == Shape::multipart && !reader_->is_whole()) return std::unexpected(malformed());
    return {};
}

bool BodyIntake::part_begins(const PartHead& head) {
    field_ = head.name;
    value_.clear();
    in_file_ = head.file_name.has_value();
    if (!in_file_ || head.file_name->empty()) return true;
    return open_file(head);
}

bool BodyIntake::open_file(const PartHead& head) {
    if (request_.uploads.size() == most_files) return stop(too_much());
    std::error_code made_before;
    std::filesystem::create_directories(spool_, made_before);
    auto path = spool_ / (request_.id + "-" + std::to_string(request_.uploads.size()));
    file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file_ < 0) return stop(no_room());
    upload_ = Upload{.field = field_,
                     .name = tidy_file_name(*head.file_name),
                     .claimed_type = head.content_type,
                     .size = 0,
                     .file = SpooledFile(std::move(path))};
    return true;
}

bool BodyIntake::part_goes_on(std::string_view bytes) {
    if (upload_) return write_file(bytes);
    if (in_file_) return true;  // bytes without a file name: nothing to keep them under
    fields_together_ += bytes.size();
    if (value_.size() + bytes.size() > most_field || fields_together_ > most_fields_together) return stop(too_much());
    value_.append(bytes);
    return true;
}

bool BodyIntake::write_file(std::string_view bytes) {
    upload_->size += bytes.size();
    while (!bytes.empty()) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return stop(no_room());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool BodyIntake::part_ends() {
    if (!in_file_) {
        request_.form.add(std::move(field_), clean_value(std::move(value_)));
        return true;
    }
    if (!upload_) return true;
    ::close(file_);
    file_ = -1;
    request_.uploads.push_back(std::move(*upload_));
    upload_.reset();
    return true;
}

}  // namespace web
