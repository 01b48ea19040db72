#include "notifications/install.h"

#include "jobs/jobs.h"
#include "notifications/events.h"
#include "notifications/handing_over.h"
#include "notifications/printing.h"
#include "notifications/sending.h"
#include "notifications/texting.h"

namespace notifications {
namespace {

std::string_view kind_for(Channel channel) {
    if (channel == Channel::text) return text_kind;
    return channel == Channel::post ? print_kind : send_kind;
}

/// Heard again, a fact finds its message on its way or settled, and schedules nothing.
Result<void> schedule(db::Tx& tx, const MessageQueued& event) {
    const auto message = find(tx, event.message);
    if (!message || message->state != State::queued) return {};
    jobs::schedule(tx, {.kind = std::string(kind_for(message->channel)), .key = base::to_string(event.message)});
    return {};
}

}  // namespace

Result<Settings> settings_from(const base::Config& config, std::string tenant_name) {
    auto sender = TRY(mail::sender_from(config));
    sender.name = tenant_name;
    const auto domain = config.text("mail_domain", sender.address.domain());
    const auto checked = TRY(mail::Address::parse("x@" + domain));
    Settings settings{.from = std::move(sender), .tenant_name = std::move(tenant_name)};
    settings.mail_domain = checked.domain();
    const auto per_hour = TRY(config.number("mail_per_hour", settings.most_per_hour, 1, 1'000'000));
    const auto attempts = TRY(config.number("mail_attempts", settings.most_attempts, 1, 1000));
    settings.most_per_hour = static_cast<int>(per_hour);
    settings.most_attempts = static_cast<int>(attempts);
    return settings;
}

void install(journal::Subscribers& subscribers, jobs::Kinds& kinds, mail::Transport& transport, documents::Press& press,
             Random& random, Settings settings) {
    subscribers.on<MessageQueued>(
        "notifications.schedule",
        [](db::Tx& tx, const MessageQueued& event, const journal::Fact&) { return schedule(tx, event); },
        [](db::Database& database) { jobs::wake(database); });
    const jobs::KindOptions options{.most_attempts = settings.most_attempts,
                                    .first_pause = settings.first_pause,
                                    .longest_pause = settings.longest_pause,
                                    .lane = "mail"};
    if (settings.mail_domain.empty()) settings.mail_domain = settings.from.address.domain();
    auto for_post = options;
    for_post.lane = "post";
    kinds.add(std::string(print_kind), Printing(press, settings), for_post);
    kinds.add(std::string(send_kind), Sending(transport, random, std::move(settings)), options);
}

void install_texts(jobs::Kinds& kinds, Random& random, Settings settings, VaultOf vault_of, std::shared_ptr<const web::Outbound> outbound) {
    const jobs::KindOptions options{.most_attempts = settings.most_attempts, .first_pause = settings.first_pause, .longest_pause = settings.longest_pause, .lane = "texts"};
    const auto way = std::make_shared<const TextWay>(TextWay{GovUkNotify(std::move(outbound)), std::move(vault_of), &random, std::move(settings)});
    kinds.add(std::string(text_kind), Texting(way), options);
    kinds.add(std::string(ask_text_kind), TextAsking(way), options);
    kinds.add(std::string(hand_over_kind), HandingOver(way), options);
}

}  // namespace notifications
