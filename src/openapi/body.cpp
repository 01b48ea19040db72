#include "openapi/body.h"

#include "base/text.h"
#include "base/words.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <cmath>

namespace openapi {
namespace {

namespace json = boost::json;

/// Builds the value while it is parsed, and stops at what Boost.JSON alone would let pass: a member named twice (it
/// keeps the last, the next program the first) and a number that became infinite.
class Builder {
public:
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();
    using Error = boost::system::error_code;

    json::value take() { return stack_.release(); }
    const char* complaint() const { return complaint_; }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        open_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t count, Error& error) {
        auto names = std::move(open_.back());
        open_.pop_back();
        std::ranges::sort(names);
        if (std::ranges::adjacent_find(names) != names.end()) return stop("openapi.member_twice", error);
        stack_.push_object(count);
        return true;
    }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t count, Error&) {
        stack_.push_array(count);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, Error&) {
        name_ += std::string_view(part);
        stack_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, Error&) {
        name_ += std::string_view(part);
        open_.back().push_back(std::exchange(name_, {}));
        stack_.push_key(part);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, Error&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, Error&) {
        stack_.push_string(part);
        return true;
    }
    bool on_number_part(json::string_view, Error&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, Error&) {
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, Error&) {
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view, Error& error) {
        if (!std::isfinite(number)) return stop("openapi.number_too_large", error);
        stack_.push_double(number);
        return true;
    }
    bool on_bool(bool value, Error&) {
        stack_.push_bool(value);
        return true;
    }
    bool on_null(Error&) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, Error&) { return true; }
    bool on_comment(json::string_view, Error&) { return true; }

private:
    bool stop(const char* complaint, Error& error) {
        complaint_ = complaint;
        error = json::error::syntax;
        return false;
    }

    json::value_stack stack_;
    std::vector<std::vector<std::string>> open_;  // the members' names of each object not yet closed
    std::string name_;
    const char* complaint_ = nullptr;
};

class Parser {
public:
    Result<json::value> parse(std::string_view text) {
        boost::system::error_code error;
        const auto read = parser_.write_some(false, text.data(), text.size(), error);
        if (!error && read < text.size()) error = json::error::extra_data;
        if (!error) return parser_.handler().take();
        const auto* complaint = parser_.handler().complaint();
        const auto words = complaint != nullptr ? say(complaint)
                                                : say("openapi.not_json", {{"place", std::to_string(read)},
                                                                           {"reason", error.message()}});
        return std::unexpected(Refusal{Kind::invalid, "web.malformed", {{"", words}}, {}});
    }

private:
    json::basic_parser<Builder> parser_{json::parse_options{}};
};

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

const json::object& nothing() {
    static const json::object empty;
    return empty;
}

}  // namespace

Result<json::object> parse_body(std::string_view text) {
    auto value = TRY(Parser().parse(text));
    if (!value.is_object())
        return std::unexpected(Refusal{Kind::invalid, "web.malformed", {{"", say("openapi.not_an_object")}}, {}});
    return std::move(value.as_object());
}

const json::value* Members::find(std::string_view member) const {
    const auto* found = object_->if_contains(member);
    return found != nullptr && !found->is_null() ? found : nullptr;
}

std::string Members::path_of(std::string_view member) const {
    return path_.empty() ? std::string(member) : path_ + '.' + std::string(member);
}

void Members::wrong(std::string_view member, std::string_view words_key) {
    constexpr std::size_t most_problems = 50, most_characters = 100;  // an answer is not longer than what was asked
    if (problems_.size() < most_problems)
        problems_.push_back({std::string(base::first_characters(path_of(member), most_characters)), say(words_key)});
}

std::string Members::text(std::string_view member) {
    const auto* found = find(member);
    if (found == nullptr) return {};
    if (!found->is_string())
        wrong(member, "openapi.want_text");
    else if (has_nul(found->get_string()))
        wrong(member, "openapi.has_nul");
    else
        return std::string(std::string_view(found->get_string()));
    return {};
}

std::string Members::required_text(std::string_view member) {
    const auto problems_before = problems_.size();
    auto value = text(member);
    if (value.empty() && problems_.size() == problems_before) wrong(member, "openapi.missing");
    return value;
}

std::optional<double> Members::number(std::string_view member) {
    const auto* found = find(member);
    if (found == nullptr) return std::nullopt;
    if (found->is_number()) return found->to_number<double>();
    wrong(member, "openapi.want_number");
    return std::nullopt;
}

std::optional<Instant> Members::time(std::string_view member) {
    const auto problems_before = problems_.size();
    const auto given = text(member);
    if (given.empty()) return std::nullopt;
    const auto time = base::parse_iso(given);
    if (!time && problems_.size() == problems_before) wrong(member, "openapi.want_time");
    return time;
}

Members Members::object(std::string_view member) {
    const auto* found = find(member);
    if (found != nullptr && !found->is_object()) wrong(member, "openapi.want_object");
    return {found != nullptr && found->is_object() ? found->get_object() : nothing(), problems_, path_of(member)};
}

std::map<std::string, std::string, std::less<>> Members::texts(std::string_view member) {
    auto inner = object(member);
    std::map<std::string, std::string, std::less<>> texts;
    for (const auto& each : *inner.object_)
        if (auto value = inner.text(each.key()); !value.empty()) texts.emplace(each.key(), std::move(value));
    return texts;
}

std::map<std::string, std::string, std::less<>> Members::texts_or_rows(std::string_view member) {
    auto inner = object(member);
    std::map<std::string, std::string, std::less<>> texts;
    for (const auto& each : *inner.object_) {
        const auto& given = each.value();
        const bool are_rows = given.is_array() && std::ranges::all_of(given.get_array(), [](const json::value& row) { return row.is_object(); });
        auto value = are_rows ? json::serialize(given) : inner.text(each.key());
        if (!value.empty()) texts.emplace(each.key(), std::move(value));
    }
    return texts;
}

Result<void> no_problems(std::vector<Problem> problems) {
    if (problems.empty()) return {};
    return refuse_fields("openapi.problems", std::move(problems));
}

}  // namespace openapi
