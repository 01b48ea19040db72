#pragma once
// Inside notifications only: the job that lays out one letter on paper.

#include "documents/documents.h"
#include "notifications/install.h"
#include "notifications/message_store.h"
#include "notifications/paper_page.h"
#include "notifications/templates.h"

namespace notifications {

class Printing {
public:
    Printing(documents::Press& press, Settings settings) : press_(&press), settings_(std::move(settings)) {}

    /// One try of the message that the job's key names: it lies ready to be printed afterwards. Nothing is done for one that is settled or laid out.
    Result<void> operator()(const jobs::Running& job) const;

private:
    struct Try {
        Message message;
        Sheet sheet;
        Values values;
        Template wording;
    };
    Result<std::optional<Try>> begin(const jobs::Running& job, MessageId id) const;
    Result<std::string> lay_out(const Try& attempt) const;
    Refusal put_off(const jobs::Running& job, const Try& attempt, Refusal refusal) const;

    documents::Press* press_;
    Settings settings_;
};

}  // namespace notifications
