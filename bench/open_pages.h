#pragma once
// Live pages that are open, each with a WebSocket of its own as a browser has, and how soon they are told of a change.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

class OpenPages {
public:
    /// `pages` of them, listening for changes of cases after that position of the journal. `authorization` is a header line.
    OpenPages(int port, const std::string& authorization, std::int64_t after, int pages);
    ~OpenPages();
    OpenPages(const OpenPages&) = delete;
    OpenPages& operator=(const OpenPages&) = delete;

    /// Makes a change, and gives the milliseconds from its beginning until each page was told. Throws std::runtime_error where one
    /// was not told within ten seconds.
    std::vector<double> hear(const std::function<void()>& change);

private:
    struct Page {
        int socket = -1;
        std::string unread;
        bool told = false;
    };
    void open(Page& page, int port, const std::string& request);
    /// Reads what has come; true if news are among it.
    static bool read_news(Page& page);

    std::vector<Page> pages_;
    int poll_ = -1;
};

}  // namespace bench
