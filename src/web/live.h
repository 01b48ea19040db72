#pragma once
// What open pages hear while they are open. A page opens one WebSocket:
//
//     /live?after=POSITION&topic=worklist&topic=case.7
//
// and gets `{"position": "812", "topic": "case.7", "data": …}` for everything published under those topics after that
// position, in order, and `{"reset": true, "position": "900"}` where it was away for too long and should load itself
// anew. A live page takes its journal position before it reads its data; so nothing falls between.

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace web {

/// One open page, as the hub sees it. Implemented by the edge; `hear` only queues and never blocks.
class Listener {
public:
    virtual ~Listener() = default;
    virtual void hear(std::shared_ptr<const std::string> message) = 0;
};

/// Promises:
/// 1. `publish` never waits for a reader: each socket has a bounded queue, and a reader that falls behind is closed
///    with code 1013 and comes back with its last position.
/// 2. Positions of one tenant are published in rising order; the newest few thousand are kept for who comes back.
/// 3. Who may follow a topic is asked of the Gate once, when the page connects.
class Live {
public:
    Live();
    ~Live();

    /// Tells a tenant's hub from which journal position on it will hear everything; called once before `publish`.
    void begin(std::string_view tenant, std::int64_t position);
    /// Called by whoever follows the journal. `json` is one JSON value: ids and codes, never personal detail.
    void publish(std::string_view tenant, std::int64_t position, std::string_view topic, std::string_view json);
    /// The same news under several topics.
    void publish(std::string_view tenant, std::int64_t position, std::span<const std::string> topics, std::string_view json);
    /// The position of the newest message, for the address of a page that has read nothing else.
    std::int64_t position(std::string_view tenant) const;
    std::size_t listeners() const;

    /// For the edge: from now on this listener hears these topics; what it missed since `after` comes first.
    void join(std::string_view tenant, std::vector<std::string> topics, std::int64_t after, std::shared_ptr<Listener>);
    void leave(std::string_view tenant, const Listener*);

private:
    struct Hub;
    Hub& hub(std::string_view tenant);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::unique_ptr<Hub>> hubs_;
};

}  // namespace web
