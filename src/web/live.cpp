#include "web/live.h"

#include "base/text.h"

#include <algorithm>

namespace web {
namespace {

constexpr std::size_t most_kept_messages = 4096;  // messages a returning page can still have
constexpr std::size_t most_missed = 200;  // of its own; fewer than its queue holds

struct Message {
    std::int64_t position;
    std::string topic;
    std::shared_ptr<const std::string> text;
};

struct Seat {
    std::shared_ptr<Listener> listener;
    std::vector<std::string> topics;
};

bool follows(const std::vector<std::string>& topics, std::string_view topic) {
    return std::ranges::find(topics, topic) != topics.end();
}

std::string message_text(std::int64_t position, std::string_view topic, std::string_view json) {
    return R"({"position":")" + std::to_string(position) + R"(","topic":)" + base::json_string(topic) + R"(,"data":)" +
           std::string(json) + "}";
}

std::string reset_text(std::int64_t position) {
    return R"({"reset":true,"position":")" + std::to_string(position) + R"("})";
}

}  // namespace

struct Live::Hub {
    mutable std::mutex mutex;
    std::int64_t complete_after = 0;  // everything published after this position is in `kept`
    std::int64_t newest = 0;
    std::deque<Message> kept;
    std::unordered_map<const Listener*, Seat> seats;

    /// What a page that knows everything up to `after` has missed; if that is more than its queue would take, it loads
    /// itself anew.
    void replay(const Seat& seat, std::int64_t after) const {
        std::vector<std::shared_ptr<const std::string>> missed;
        for (const auto& message : kept)
            if (message.position > after && follows(seat.topics, message.topic)) missed.push_back(message.text);
        if (after < complete_after || missed.size() > most_missed) {
            seat.listener->hear(std::make_shared<const std::string>(reset_text(newest)));
            return;
        }
        for (auto& text : missed) seat.listener->hear(std::move(text));
    }
};

Live::Live() = default;
Live::~Live() = default;

Live::Hub& Live::hub(std::string_view tenant) {
    const std::scoped_lock lock(mutex_);
    auto& hub = hubs_[std::string(tenant)];
    if (!hub) hub = std::make_unique<Hub>();
    return *hub;
}

void Live::begin(std::string_view tenant, std::int64_t position) {
    auto& h = hub(tenant);
    const std::scoped_lock lock(h.mutex);
    h.complete_after = h.newest = position;
    h.kept.clear();
}

void Live::publish(std::string_view tenant, std::int64_t position, std::string_view topic, std::string_view json) {
    const std::string one(topic);
    publish(tenant, position, {&one, 1}, json);
}

void Live::publish(std::string_view tenant, std::int64_t position, std::span<const std::string> topics, std::string_view json) {
    auto& h = hub(tenant);
    const std::scoped_lock lock(h.mutex);
    h.newest = std::max(h.newest, position);
    for (const auto& topic : topics) {
        const auto text = std::make_shared<const std::string>(message_text(position, topic, json));
        h.kept.push_back({position, topic, text});
        if (h.kept.size() > most_kept_messages) {
            h.complete_after = h.kept.front().position;
            h.kept.pop_front();
        }
        for (const auto& [key, seat] : h.seats)
            if (follows(seat.topics, topic)) seat.listener->hear(text);
    }
}

std::int64_t Live::position(std::string_view tenant) const {
    auto& h = const_cast<Live*>(this)->hub(tenant);
    const std::scoped_lock lock(h.mutex);
    return h.newest;
}

std::size_t Live::listeners() const {
    const std::scoped_lock lock(mutex_);
    std::size_t count = 0;
    for (const auto& [tenant, h] : hubs_) {
        const std::scoped_lock hub_lock(h->mutex);
        count += h->seats.size();
    }
    return count;
}

void Live::join(std::string_view tenant, std::vector<std::string> topics, std::int64_t after,
                std::shared_ptr<Listener> listener) {
    auto& h = hub(tenant);
    const std::scoped_lock lock(h.mutex);
    const auto* key = listener.get();
    const auto& seat = h.seats.insert_or_assign(key, Seat{std::move(listener), std::move(topics)}).first->second;
    h.replay(seat, after);
}

void Live::leave(std::string_view tenant, const Listener* listener) {
    auto& h = hub(tenant);
    std::shared_ptr<Listener> last;  // released after the lock
    const std::scoped_lock lock(h.mutex);
    if (const auto seat = h.seats.find(listener); seat != h.seats.end()) {
        last = std::move(seat->second.listener);
        h.seats.erase(seat);
    }
}

}  // namespace web
