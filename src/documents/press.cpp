#include "base/bell.h"
#include "base/log.h"
#include "base/metrics.h"
#include "documents/child.h"
#include "documents/documents.h"
#include "files/child.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace documents {
namespace {

base::metrics::Counter printed("guildhall_documents_printed_total", "PDFs made");
base::metrics::Counter failures("guildhall_documents_failed_total", "PDFs that could not be made");

}  // namespace

/// One page on its way through the press; it lives on the stack of whoever waits.
struct Order {
    std::vector<std::string> words;
    std::string page;
    Result<std::string> pdf = std::string();
    base::Bell done = {};
};

struct Press::Inside {
    explicit Inside(Settings given) : settings(std::move(given)) {
        if (settings.program.empty()) settings.program = files::beside_this_program("guildhall-document");
    }

    Result<std::string> wait_for(std::vector<std::string> words, std::string page) {
        Order order{.words = std::move(words), .page = std::move(page)};
        {
            const std::scoped_lock lock(mutex);
            if (waiting.size() >= settings.most_waiting) return refuse(Kind::unavailable, "documents.busy");
            start_threads();
            waiting.push_back(&order);
        }
        pause.notify_one();
        order.done.wait();
        if (!order.pdf) {
            failures.add();
            base::log::warning("a document could not be made", {{"why", order.pdf.error().log}});
        } else {
            printed.add();
        }
        return std::move(order.pdf);
    }

    /// With the first page: most programs print nothing.
    void start_threads() {
        while (threads.size() < static_cast<std::size_t>(settings.most_at_once))
            threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }

    void work(const std::stop_token& stop) {
        for (;;) {
            Order* order = nullptr;
            {
                std::unique_lock lock(mutex);
                if (!pause.wait(lock, stop, [this] { return !waiting.empty(); })) return;
                order = waiting.front();
                waiting.pop_front();
            }
            order->pdf = converse(settings, order->words, order->page);
            order->done.ring();
        }
    }

    Settings settings;
    std::mutex mutex;
    std::condition_variable_any pause;
    std::deque<Order*> waiting;
    std::vector<std::jthread> threads;  // last: they end before what they use
};

Press::Press(Settings settings) : inside_(std::make_unique<Inside>(std::move(settings))) {}
Press::~Press() = default;

Result<std::string> Press::print(const Paper& paper) { return inside_->wait_for({"print"}, to_html(paper)); }

Result<std::string> Press::try_walls(const std::string& way) { return inside_->wait_for({"try-walls", way}, " "); }

}  // namespace documents
