// Life events as they are read, and what comes of answers to them.

#include "catalogue/life_events.h"

#include "catalogue/element.h"
#include "catalogue/stored_texts.h"
#include "catalogue/welsh.h"

#include <algorithm>

namespace catalogue {
namespace {

namespace json = boost::json;

/// The questions, to which what is calculated for the offers is added one by one, so that each fault has a name.
class Whole {
public:
    Whole(json::array questions, base::Language language) : questions_(std::move(questions)), language_(language) {}

    Result<void> add(const std::string& code, std::string_view feel, const char* as, const std::string& element) {
        questions_.push_back({{"code", code}, {"type", "calculated"}, {"label", code}, {"as", as}, {"value", feel}});
        auto read = forms::read_form(json::serialize(questions_), language_);
        if (!read) return wrong(element, read.error().log);
        form_ = *std::move(read);
        return {};
    }
    Result<forms::Form> form() const { return form_.questions.empty() ? forms::read_form(json::serialize(questions_), language_) : form_; }

private:
    json::array questions_;
    base::Language language_;
    forms::Form form_;
};

Result<std::vector<Fill>> read_fills(const Element& given, const LifeEvent& event, const std::string& number, const std::string& where, Whole& whole) {
    std::vector<Fill> fills;
    const auto* answers = given.find("answers");
    if (answers == nullptr) return fills;
    if (!answers->is_object()) return wrong(where + ".answers", "has for each question of the service the code of a shared question, or FEEL over the shared answers");
    for (const auto& [question, value] : answers->as_object()) {
        const auto element = fmt::format("{}.answers.{}", where, std::string_view(question));
        if (!value.is_string() || value.as_string().empty()) return wrong(element, "is the code of a shared question, or FEEL over the shared answers");
        Fill fill{std::string(question), std::string(value.as_string())};
        if (event.asked.form.find(fill.from) == nullptr) {
            const auto code = fmt::format("fill_{}_{}", number, fill.question);
            TRY(whole.add(code, fill.from, "text", element));
            fill.from = code;
        }
        fills.push_back(std::move(fill));
    }
    return fills;
}

Result<Offer> read_offer(const json::value& item, const LifeEvent& event, Whole& whole) {
    constexpr std::size_t longest = 300;
    const Element given(&item);
    Offer offer{.service = given.text("service"), .when = {}, .why = given.text("why"), .fills = {}};
    const auto number = std::to_string(event.offers.size() + 1);
    if (offer.service.empty()) return wrong("services " + number, "names no service");
    const auto where = "services." + offer.service;
    if (std::ranges::find(event.offers, offer.service, &Offer::service) != event.offers.end()) return wrong(where, "stands there twice");
    if (offer.why.empty() || offer.why.size() > longest) return wrong(where + ".why", fmt::format("says in 1 to {} characters why the resident may want it", longest));
    if (const auto when = given.text("when"); !when.empty()) {
        offer.when = "offer_" + number;
        TRY(whole.add(offer.when, when, "yes_no", where + ".when"));
    }
    offer.fills = TRY(read_fills(given, event, number, where, whole));
    return offer;
}

Result<void> require_whole(const LifeEvent& event) {
    const auto& asked = event.asked;
    if (asked.code.empty() || asked.code.size() > 60 || asked.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
        return wrong("code", "is 1 to 60 of a-z, 0-9 and -");
    if (asked.name.empty()) return wrong("name", "is missing");
    if (asked.summary.empty()) return wrong("summary", "is missing: say in a sentence what is done here at once");
    for (const auto& question : asked.form.questions)
        if (forms::has_files(question.type)) return wrong("questions." + question.code, "files are asked for by the services themselves");
    if (event.offers.empty()) return wrong("services", "lists the services that are told");
    return {};
}

Result<LifeEvent> parse_in(base::Language language, std::string_view document) {
    boost::system::error_code error;
    const auto parsed = json::parse({document.data(), document.size()}, error);
    if (error || !parsed.is_object()) return wrong("life event", "is no object in JSON");
    const Element root(&parsed), location(root.find("location"));
    LifeEvent event;
    auto& asked = event.asked;
    asked.code = root.text("code");
    asked.name = root.text("name");
    asked.summary = root.text("summary");
    asked.location_label = location.text("label");
    asked.location_hint = location.text("hint");
    asked.location_missing = location.text("missing");
    asked.asks_name = asked.asks_email = asked.asks_phone = true;
    if (const auto* words = root.find("keywords"); words != nullptr && words->is_array())
        for (const auto& word : words->as_array())
            if (word.is_string()) asked.keywords.emplace_back(word.as_string());
    const auto *questions = root.find("questions"), *services = root.find("services");
    if (questions == nullptr || !questions->is_array()) return wrong("questions", "is a list of the questions that the services share");
    if (services == nullptr || !services->is_array()) return wrong("services", "lists the services that are told");
    asked.form = TRY(forms::read_form(json::serialize(*questions), language));
    Whole whole(questions->as_array(), language);
    for (const auto& item : services->as_array()) {
        auto offer = TRY(read_offer(item, event, whole));
        event.offers.push_back(std::move(offer));
    }
    event.whole = TRY(whole.form());
    TRY(require_whole(event));
    return event;
}

}  // namespace

Result<LifeEvent> parse_life_event(std::string_view document) {
    auto event = TRY(parse_in(base::Language::english, document));
    const auto text = in_welsh(document);
    if (!text) return event;
    auto welsh = parse_in(base::Language::welsh, *text);
    if (!welsh) return wrong("in Welsh", welsh.error().log);
    event.welsh = std::make_shared<const LifeEvent>(*std::move(welsh));
    return event;
}

Result<std::vector<LifeEvent>> read_life_events(const std::filesystem::path& services) {
    std::vector<LifeEvent> events;
    std::vector<std::filesystem::path> files;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(services / "_events", none))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        const auto text = TRY(read_file(file));
        auto event = parse_life_event(text);
        const auto name = "_events/" + file.filename().string();
        if (!event) return wrong(name, event.error().log);
        if (event->asked.code != file.stem()) return wrong(name, "code is the name of the file without .json");
        events.push_back(*std::move(event));
    }
    return events;
}

std::vector<Offered> offered_for(const LifeEvent& event, const forms::Sent& sent) {
    std::vector<Offered> all;
    const auto answers = forms::check(event.whole, sent);
    if (!answers) return all;
    const auto answer = [&](std::string_view code) {
        const auto found = std::ranges::find(*answers, code, &forms::Answer::question);
        return found == answers->end() ? std::string() : forms::as_sent(*event.whole.find(code), found->value);
    };
    for (const auto& offer : event.offers) {
        if (!offer.when.empty() && answer(offer.when) != "yes") continue;
        Offered offered{&offer, {}};
        for (const auto& fill : offer.fills)
            if (auto value = answer(fill.from); !value.empty()) offered.filled.push_back({fill.question, std::move(value)});
        all.push_back(std::move(offered));
    }
    return all;
}

}  // namespace catalogue
