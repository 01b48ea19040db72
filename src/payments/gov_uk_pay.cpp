#include "payments/gov_uk_pay.h"

#include "base/text.h"
#include "web/secrets.h"
#include "web/web_address.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace payments {
namespace {

namespace json = boost::json;

const std::string all_payments = "/v1/payments";

std::optional<json::object> read_object(std::string_view body) {
    boost::system::error_code error;
    auto value = json::parse(json::string_view(body.data(), body.size()), error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

const json::object* object_in(const json::object& whole, const char* name) {
    const auto* value = whole.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}
std::string text_in(const json::object* whole, const char* name) {
    const auto* value = whole == nullptr ? nullptr : whole->if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}
std::optional<std::int64_t> number_in(const json::object* whole, const char* name) {
    const auto* value = whole == nullptr ? nullptr : whole->if_contains(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* number = value->if_int64()) return *number;
    return std::nullopt;
}

/// What may stand in a path of ours.
bool is_provider_id(std::string_view id) {
    return !id.empty() && id.size() <= 60 &&
           std::ranges::all_of(id, [](unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; });
}
bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= 20 && std::ranges::all_of(code, [](unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

std::optional<Standing> standing_in(const json::object& said) {
    const auto* state = object_in(said, "state");
    const auto* refunds = object_in(said, "refund_summary");
    const auto known = find_state(text_in(state, "status"));
    const auto amount = number_in(&said, "amount");
    const auto made = base::parse_iso(text_in(&said, "created_date"));
    auto id = text_in(&said, "payment_id");
    if (!known || *known == State::asked || *known == State::refused || !amount || !made || !is_provider_id(id)) return std::nullopt;
    Standing standing{.provider_id = std::move(id), .reference = text_in(&said, "reference"), .amount = Pence{*amount}, .state = *known, .made = *made};
    if (const auto code = text_in(state, "code"); is_code(code)) standing.code = code;
    if (const auto* links = object_in(said, "_links"))
        if (auto next = text_in(object_in(*links, "next_url"), "href"); web::is_web_address(next)) standing.next_url = std::move(next);
    if (text_in(refunds, "status") == "available") standing.refundable = Pence{number_in(refunds, "amount_available").value_or(0)};
    standing.given_back = Pence{number_in(refunds, "amount_submitted").value_or(0)};
    return standing;
}

std::optional<RefundStanding> refund_in(const json::object& said) {
    const auto state = find_refund_state(text_in(&said, "status"));
    const auto amount = number_in(&said, "amount");
    auto id = text_in(&said, "refund_id");
    const bool is_theirs = state && (*state == RefundState::submitted || *state == RefundState::success || *state == RefundState::error);
    if (!is_theirs || !amount || !is_provider_id(id)) return std::nullopt;
    return RefundStanding{std::move(id), Pence{*amount}, *state, base::parse_iso(text_in(&said, "created_date")).value_or(Instant{})};
}

std::unexpected<Trouble> unreadable() { return std::unexpected(Trouble{.sort = Trouble::Sort::later, .code = "unreadable"}); }

template <class Each, class Read>
Said<std::vector<Each>> all_in(const json::object* holder, const char* name, Read read) {
    const auto* value = holder == nullptr ? nullptr : holder->if_contains(name);
    const auto* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr) return unreadable();
    std::vector<Each> all;
    for (const auto& item : *list) {
        const auto* one = item.if_object();
        auto got = one == nullptr ? std::nullopt : read(*one);
        if (!got) return unreadable();  // half a list would look like a loss
        all.push_back(*std::move(got));
    }
    return all;
}

template <class Each, class Read>
Said<Each> one_in(const Said<std::string>& body, Read read) {
    if (!body) return std::unexpected(body.error());
    const auto said = read_object(*body);
    auto got = said ? read(*said) : std::nullopt;
    if (!got) return unreadable();
    return *std::move(got);
}

Trouble::Sort sort_of(int status, bool has_code) {
    using enum Trouble::Sort;
    if (status >= 500 || status == 408 || status == 425 || status == 429) return later;
    if (status == 401 || status == 403 || status < 400) return account;
    if (status == 404) return has_code ? unknown : account;  // without a code of theirs it is not their answer
    if (status == 409 || status == 412) return moved;
    return refused;
}

Trouble trouble_in(const web::Reply& reply) {
    const auto said = read_object(reply.body);
    const auto code = said ? text_in(&*said, "code") : std::string();
    const bool has_code = is_code(code);
    return {.sort = sort_of(reply.status, has_code), .code = has_code ? code : fmt::format("HTTP{}", reply.status), .retry_after = reply.retry_after};
}

/// To the second: that is what the search takes.
std::string second_of(Instant at) { return base::to_iso(Instant(std::chrono::floor<std::chrono::seconds>(at))); }

std::string of_payment(const std::string& provider_id) { return all_payments + '/' + provider_id; }

}  // namespace

Said<Standing> GovUkPay::create(const Account& account, const Wish& wish) {
    const json::object body{{"amount", wish.amount.value},
                            {"reference", wish.reference},
                            {"description", wish.description},
                            {"return_url", wish.return_url},
                            {"metadata", json::object{{"vat_code", wish.vat_code}, {"ledger_code", wish.ledger_code}}}};
    return one_in<Standing>(post(account, all_payments, json::serialize(body), wish.key), standing_in);
}

Said<Standing> GovUkPay::find(const Account& account, const std::string& provider_id) {
    return one_in<Standing>(get(account, of_payment(provider_id)), standing_in);
}

Said<std::vector<Standing>> GovUkPay::find_by_reference(const Account& account, const std::string& reference) {
    return search(account, "reference=" + reference);
}

Said<void> GovUkPay::cancel(const Account& account, const std::string& provider_id) {
    const auto done = post(account, of_payment(provider_id) + "/cancel", "{}", {});
    if (!done) return std::unexpected(done.error());
    return {};
}

Said<RefundStanding> GovUkPay::refund(const Account& account, const std::string& provider_id, Pence amount, Pence available) {
    const json::object body{{"amount", amount.value}, {"refund_amount_available", available.value}};
    return one_in<RefundStanding>(post(account, of_payment(provider_id) + "/refunds", json::serialize(body), {}), refund_in);
}

Said<RefundStanding> GovUkPay::find_refund(const Account& account, const std::string& provider_id, const std::string& refund_id) {
    return one_in<RefundStanding>(get(account, of_payment(provider_id) + "/refunds/" + refund_id), refund_in);
}

Said<std::vector<RefundStanding>> GovUkPay::refunds_of(const Account& account, const std::string& provider_id) {
    const auto body = get(account, of_payment(provider_id) + "/refunds");
    if (!body) return std::unexpected(body.error());
    const auto said = read_object(*body);
    return all_in<RefundStanding>(said ? object_in(*said, "_embedded") : nullptr, "refunds", refund_in);
}

Said<std::vector<Standing>> GovUkPay::made_between(const Account& account, Instant from, Instant to) {
    return search(account, fmt::format("from_date={}&to_date={}", second_of(from), second_of(to)));
}

Said<std::vector<Standing>> GovUkPay::search(const Account& account, const std::string& query) const {
    constexpr int page_size = 200, most_pages = 1000;
    std::vector<Standing> all;
    for (int page = 1; page <= most_pages; ++page) {
        const auto body = get(account, fmt::format("{}?{}&page={}&display_size={}", all_payments, query, page, page_size));
        if (!body) return std::unexpected(body.error());
        const auto said = read_object(*body);
        const auto total = said ? number_in(&*said, "total") : std::nullopt;
        auto some = all_in<Standing>(said ? &*said : nullptr, "results", standing_in);
        if (!some) return some;
        std::ranges::move(*some, std::back_inserter(all));
        if (!total || some->empty() || std::cmp_greater_equal(all.size(), *total)) {
            if (!total || std::cmp_not_equal(all.size(), *total)) return unreadable();
            return all;
        }
    }
    return unreadable();
}

Said<std::string> GovUkPay::get(const Account& account, const std::string& path) const {
    return perform({.is_post = false, .url = account.address + path, .headers = {{"Accept", "application/json"}}}, account);
}

Said<std::string> GovUkPay::post(const Account& account, const std::string& path, std::string body, const std::string& key) const {
    web::Call call{.url = account.address + path, .headers = {{"Accept", "application/json"}, {"Content-Type", "application/json"}}, .body = std::move(body)};
    if (!key.empty()) call.headers.emplace_back("Idempotency-Key", key);
    return perform(std::move(call), account);
}

Said<std::string> GovUkPay::perform(web::Call&& call, const Account& account) const {
    call.headers.emplace_back("Authorization", "Bearer " + account.key);
    auto reply = outbound_->perform(call);
    if (!reply) return std::unexpected(Trouble{.sort = Trouble::Sort::later, .code = "no_answer"});
    if (reply->status >= 200 && reply->status < 300) return std::move(reply->body);
    return std::unexpected(trouble_in(*reply));
}

bool is_signed(std::string_view secret, std::string_view pay_signature, std::string_view body) {
    const auto wanted = web::signature(secret, body);
    return !secret.empty() && base::equal_secret(pay_signature, base::to_hex(std::as_bytes(std::span(wanted))));
}

std::optional<std::string> payment_in_message(std::string_view body) {
    const auto said = read_object(body);
    if (!said) return std::nullopt;
    const bool is_refund = base::equal_ignoring_case(text_in(&*said, "resource_type"), "refund");
    auto id = is_refund ? text_in(object_in(*said, "resource"), "payment_id") : text_in(&*said, "resource_id");
    if (!is_provider_id(id)) return std::nullopt;
    return id;
}

}  // namespace payments
