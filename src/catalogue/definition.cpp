// A service definition, read from its JSON.

#include "catalogue/catalogue.h"
#include "catalogue/level_reading.h"
#include "catalogue/publishing_check.h"
#include "catalogue/stored_texts.h"
#include "catalogue/welsh.h"

#include <algorithm>
#include <array>

namespace catalogue {
namespace {

namespace json = boost::json;

void read_lists(const Element& root, Definition& definition) {
    if (const auto* words = root.find("keywords"); words != nullptr && words->is_array())
        for (const auto& word : words->as_array())
            if (word.is_string()) definition.keywords.emplace_back(word.as_string());
    if (const auto* outcomes = root.find("outcomes"); outcomes != nullptr && outcomes->is_array())
        for (const auto& item : outcomes->as_array()) {
            const Element outcome(&item);
            definition.outcomes.push_back({outcome.text("code"), outcome.text("label"), outcome.flag("by_hand")});
        }
}

/// Yes or no; a text that says "yes" would silently read as no.
Result<bool> read_flag(const Element& root, std::string_view name) {
    const auto* value = root.find(name);
    if (value != nullptr && !value->is_bool()) return wrong(name, "is true or false");
    return root.flag(name);
}

Result<Publish> read_publish(const Element& root) {
    constexpr std::array<std::pair<std::string_view, Publish>, 3> known{
        {{"never", Publish::never}, {"after_check", Publish::after_check}, {"at_once", Publish::at_once}}};
    if (root.find("publish") == nullptr) return Publish::never;
    const auto found = std::ranges::find(known, root.text("publish"), &std::pair<std::string_view, Publish>::first);
    if (found == known.end()) return wrong("publish", "is one of never, after_check and at_once");
    return found->second;
}

Result<std::optional<Duplicates>> read_duplicates(const Element& root) {
    constexpr std::int64_t most_metres = 1000, most_days = 366;
    if (root.find("duplicates") == nullptr) return std::nullopt;
    const Element given(root.find("duplicates"));
    const Duplicates near{.radius_m = given.number("radius_m"), .days = given.number("days")};
    if (near.radius_m < 1 || near.radius_m > most_metres) return wrong("duplicates.radius_m", fmt::format("is a number from 1 to {}", most_metres));
    if (near.days < 1 || near.days > most_days) return wrong("duplicates.days", fmt::format("is a number from 1 to {}", most_days));
    return near;
}

Result<std::optional<Photos>> read_photos(const Element& root) {
    constexpr std::int64_t most_photos = 5;
    constexpr std::size_t longest_hint = 300;
    if (root.find("photos") == nullptr) return std::nullopt;
    const Element given(root.find("photos"));
    Photos photos{.most = given.number("most"), .hint = given.text("hint")};
    if (photos.most < 1 || photos.most > most_photos) return wrong("photos.most", fmt::format("is a number from 1 to {}", most_photos));
    if (const auto* hint = given.find("hint"); hint != nullptr && (!hint->is_string() || photos.hint.size() > longest_hint))
        return wrong("photos.hint", fmt::format("is a text of at most {} bytes", longest_hint));
    return photos;
}

Result<std::optional<Booking>> read_booking(const Element& root) {
    constexpr std::size_t longest = 300;
    if (root.find("booking") == nullptr) return std::nullopt;
    const Element given(root.find("booking"));
    Booking booking{.calendar = given.text("calendar"), .label = given.text("label"), .hint = given.text("hint")};
    if (booking.calendar.empty() || booking.calendar.size() > 60) return wrong("booking.calendar", "is the code of a calendar");
    if (booking.label.empty() || booking.label.size() > longest) return wrong("booking.label", fmt::format("is a text of 1 to {} bytes", longest));
    if (booking.hint.size() > longest) return wrong("booking.hint", fmt::format("is a text of at most {} bytes", longest));
    return booking;
}

bool is_ledger_code(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-") == text.npos;
}

Result<std::optional<Fee>> read_fee(const Element& root) {
    constexpr std::size_t longest = 100;
    constexpr std::int64_t most_days = 60;
    if (root.find("fee") == nullptr) return std::nullopt;
    const Element given(root.find("fee"));
    Fee fee{.decision = given.text("decision"), .given_back = given.text("given_back"), .label = given.text("label"), .ledger_code = given.text("ledger_code"),
            .vat_code = given.text("vat_code"), .pay_within_days = given.number("pay_within_days"), .unpaid = given.text("unpaid")};
    if (fee.decision.empty() || fee.decision.size() > longest) return wrong("fee.decision", "is the name of a decision in the service's tables");
    if (fee.given_back.size() > longest) return wrong("fee.given_back", "is the name of a decision in the service's tables");
    if (fee.label.empty() || fee.label.size() > longest || fee.label.find_first_of("<>\"\\|") != std::string::npos)
        return wrong("fee.label", fmt::format("is a text of 1 to {} bytes, without < > \" \\ and |", longest));
    if (!is_ledger_code(fee.ledger_code, 40)) return wrong("fee.ledger_code", "is 1 to 40 letters, digits, full stops, slashes and hyphens");
    if (!is_ledger_code(fee.vat_code, 20)) return wrong("fee.vat_code", "is 1 to 20 letters, digits, full stops, slashes and hyphens");
    if (fee.pay_within_days < 1 || fee.pay_within_days > most_days) return wrong("fee.pay_within_days", fmt::format("is a number from 1 to {}", most_days));
    if (fee.unpaid.empty()) return wrong("fee.unpaid", "is one of the service's outcomes");
    return fee;
}

/// The question that says which bin it is about.
Result<std::string> read_rounds(const Element& root, const Definition& definition) {
    if (root.find("rounds") == nullptr) return std::string();
    const auto code = root.text("rounds");
    const auto found = std::ranges::find(definition.form.questions, code, &forms::Question::code);
    if (found == definition.form.questions.end() || found->type != forms::Type::choice) return wrong("rounds", "is the code of a question of type choice");
    if (!definition.has_place()) return wrong("rounds", "what has no location has no rounds");
    return code;
}

/// Who hears of the service, and what becomes of its reports beyond the case.
Result<void> read_reach(const Element& root, Definition& definition) {
    definition.common = TRY(read_flag(root, "common"));
    definition.anonymous = TRY(read_flag(root, "anonymous"));
    definition.publish = TRY(read_publish(root));
    definition.concerns = root.text("concerns");
    const auto* concerns = root.find("concerns");
    if (concerns != nullptr && (definition.concerns.empty() || definition.concerns.size() > 40 || definition.concerns.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos))
        return wrong("concerns", "is 1 to 40 of a-z and -");
    if (root.find("check_within_working_days") != nullptr) definition.check_within_working_days = root.number("check_within_working_days");
    if (definition.check_within_working_days < 1 || definition.check_within_working_days > 20)
        return wrong("check_within_working_days", "is a number from 1 to 20");
    definition.duplicates = TRY(read_duplicates(root));
    definition.photos = TRY(read_photos(root));
    definition.booking = TRY(read_booking(root));
    definition.fee = TRY(read_fee(root));
    definition.rounds = TRY(read_rounds(root, definition));
    if (definition.fee && definition.duplicates) return wrong("fee", "what somebody pays for is their own: its requests are not joined as duplicates");
    if (definition.fee && !definition.concerns.empty()) return wrong("fee", "what others look after costs nothing with us");
    if (definition.booking && definition.duplicates) return wrong("booking", "a visit is somebody's own: its requests are not joined as duplicates");
    if (definition.booking && !definition.concerns.empty()) return wrong("booking", "what others look after has no visits of ours");
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz-";
    if (const auto& kind = definition.asset_kind; kind.size() > 30 || kind.find_first_not_of(letters) != std::string::npos)
        return wrong("location.asset", "is a kind of up to 30 small letters and hyphens, such as street-lamp");
    if (definition.has_place()) return {};
    if (!definition.asset_kind.empty()) return wrong("location.asset", "what has no location concerns nothing in the street");
    if (definition.publish != Publish::never) return wrong("publish", "what has no location cannot stand on a map");
    if (!definition.concerns.empty()) return wrong("concerns", "what has no location is nobody else's");
    if (definition.duplicates) return wrong("duplicates", "what has no location cannot be compared");
    return {};
}

Result<Example> read_example(const json::value& item) {
    if (!item.is_object()) return wrong("examples", "an example is an object");
    const Element from(&item);
    Example example{.says = from.text("says"), .answers = {}, .location = from.text("location"), .refused = {}, .stopped = from.text("stopped")};
    if (example.says.empty() || example.says.size() > 200) return wrong("examples", "each says in 1 to 200 characters what it is an example of");
    const auto wrong_here = [&](std::string_view why) { return wrong(fmt::format("examples '{}'", example.says), why); };
    for (const auto* name : {"location", "stopped"})
        if (const auto* value = from.find(name); value != nullptr && !value->is_string()) return wrong_here(fmt::format("'{}' is a text", name));
    const auto* answers = from.find("answers");
    if (answers == nullptr || !answers->is_object()) return wrong_here("'answers' has a text for each question that is answered");
    for (const auto& [question, value] : answers->as_object()) {
        if (!value.is_string()) return wrong_here(fmt::format("answers.{} is a text", std::string_view(question)));
        example.answers.push_back({std::string(question), std::string(value.as_string())});
    }
    if (const auto* refused = from.find("refused")) {
        if (!refused->is_array() || refused->as_array().empty()) return wrong_here("'refused' lists the questions that are refused");
        for (const auto& question : refused->as_array()) {
            if (!question.is_string()) return wrong_here("'refused' lists the questions that are refused");
            example.refused.emplace_back(question.as_string());
        }
    }
    return example;
}

Result<std::vector<Example>> read_examples(const Element& root) {
    constexpr std::size_t most = 50;
    std::vector<Example> examples;
    const auto* list = root.find("examples");
    if (list == nullptr) return examples;
    if (!list->is_array() || list->as_array().size() > most) return wrong("examples", fmt::format("is a list of at most {}", most));
    for (const auto& item : list->as_array()) {
        auto example = TRY(read_example(item));
        examples.push_back(std::move(example));
    }
    return examples;
}

Result<std::vector<TaskForm>> read_task_forms(const Element& root) {
    std::vector<TaskForm> all;
    const auto* given = root.find("forms");
    if (given == nullptr) return all;
    if (!given->is_object()) return wrong("forms", "has a list of questions for each form that a task names");
    for (const auto& [code, questions] : given->as_object()) {
        auto form = TRY(forms::read_form(json::serialize(questions)));
        if (form.has_branches()) return wrong(fmt::format("forms.{}", std::string_view(code)), "a task asks all of its questions: 'when' is for those of the service");
        all.push_back({std::string(code), std::move(form)});
    }
    return all;
}

Result<void> require_whole(const Definition& d) {
    const bool named = !d.code.empty() && d.code.size() <= 60 &&
                       d.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (!named) return wrong("code", "1 to 60 of a-z, 0-9 and -");
    if (d.name.empty()) return wrong("name", "is missing");
    if (d.lgsl <= 0 && !d.past) return wrong("lgsl", "the service's number in the LGSL is missing");
    if (d.team.empty()) return wrong("team", "nobody would do the work");
    if ((d.promise.empty() || d.promise_working_days <= 0) && !d.past) return wrong("promise", "needs working_days and text");
    if (d.outcomes.empty()) return wrong("outcomes", "a case could not be closed");
    for (const auto& outcome : d.outcomes)
        if (outcome.code.empty() || outcome.label.empty()) return wrong("outcomes", "each needs code and label");
    if (d.fee && d.outcome_label(d.fee->unpaid).empty()) return wrong("fee.unpaid", "is one of the service's outcomes");
    return {};
}

/// Why and how long what people tell is kept.
Result<void> read_keeping(const Element& root, Definition& definition) {
    constexpr std::int64_t most_years = 120;
    constexpr std::size_t longest = 300;
    if (const auto* given = root.find("retention")) {
        const Element from(given);
        Retention kept{.years = from.number("years"), .basis = from.text("basis")};
        if (kept.years < 1 || kept.years > most_years) return wrong("retention.years", fmt::format("is a number from 1 to {}", most_years));
        if (kept.basis.empty() || kept.basis.size() > longest) return wrong("retention.basis", fmt::format("names the rule in 1 to {} bytes", longest));
        definition.retention = std::move(kept);
    }
    if (const auto* given = root.find("lawful_basis")) {
        const Element from(given);
        definition.lawful_basis = {from.text("kind"), from.text("law")};
        const auto& [kind, law] = definition.lawful_basis;
        if (std::ranges::find(lawful_kinds, kind) == std::end(lawful_kinds))
            return wrong("lawful_basis.kind", fmt::format("is one of {}", fmt::join(lawful_kinds, ", ")));
        if (law.empty() || law.size() > longest) return wrong("lawful_basis.law", fmt::format("names the duty or power in 1 to {} bytes", longest));
    }
    return {};
}

/// In which languages it is offered, and what the law does not let the council offer by electronic means.
Result<void> read_offer(const Element& root, Definition& definition) {
    constexpr std::size_t longest = 300;
    if (const auto* given = root.find("languages")) {
        if (!given->is_array()) return wrong("languages", "is a list of languages beside English: \"cy\"");
        for (const auto& each : given->as_array()) {
            if (!each.is_string() || each.as_string() != "cy") return wrong("languages", "is a list of languages beside English: \"cy\"");
            definition.languages.push_back(base::Language::welsh);
        }
    }
    if (const auto* given = root.find("not_permitted")) {
        if (!given->is_array()) return wrong("not_permitted", "is a list of interactions, each with lgil and reason");
        for (const auto& each : given->as_array()) {
            const Element from(&each);
            if (from.find("lgil") == nullptr || !from.find("lgil")->is_int64()) return wrong("not_permitted", "each names an interaction by its number, lgil");
            if (from.text("reason").empty() || from.text("reason").size() > longest) return wrong("not_permitted", fmt::format("each has a reason in 1 to {} bytes", longest));
            definition.not_permitted.push_back({from.number("lgil"), from.text("reason")});
        }
    }
    return {};
}

/// The texts of a folder: its document and article, the map and the tables by which cases are carried.
Result<Texts> read_texts(const std::filesystem::path& folder) {
    Texts texts;
    texts.document = TRY(read_file(folder / "service.json"));
    texts.article = TRY(read_file(folder / "article.md"));
    const auto own = folder / "process.bpmn", usual = folder.parent_path().parent_path() / "_maps" / "work.bpmn";
    if (std::filesystem::exists(own))
        texts.process = TRY(read_file(own));
    else if (std::filesystem::exists(usual))
        texts.process = TRY(read_file(usual));
    std::vector<std::filesystem::path> tables;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".dmn") tables.push_back(entry.path());
    std::ranges::sort(tables);
    for (const auto& path : tables) {
        auto xml = TRY(read_file(path));
        texts.decisions.push_back({path.stem().string(), std::move(xml)});
    }
    return texts;
}

}  // namespace

std::string Definition::outcome_label(std::string_view outcome) const {
    const auto found = std::ranges::find(outcomes, outcome, &Outcome::code);
    return found == outcomes.end() ? std::string() : found->label;
}

const forms::Form* Definition::task_form(std::string_view form) const {
    const auto found = std::ranges::find(task_forms, form, &TaskForm::code);
    return found == task_forms.end() ? nullptr : &found->form;
}

namespace {

Result<Definition> parse_in(base::Language language, std::string_view document, std::string_view article) {
    boost::system::error_code error;
    const auto parsed = json::parse({document.data(), document.size()}, error);
    if (error) return wrong("service.json", error.message());
    const Element root(&parsed);
    const Element promise(root.find("promise")), location(root.find("location")), contact(root.find("contact")),
        notify(root.find("notify")), script(root.find("script"));
    const auto* questions = root.find("questions");
    Definition definition{.code = root.text("code"),
                          .lgsl = root.number("lgsl"),
                          .lgil = root.find("lgil") == nullptr ? no_interaction : root.number("lgil"),
                          .group = root.text("group"),
                          .name = root.text("name"),
                          .summary = root.text("summary"),
                          .team = root.text("team"),
                          .promise_working_days = promise.number("working_days"),
                          .promise = promise.text("text"),
                          .script = {script.text("greeting"), script.text("promise"), script.text("closing")},
                          .location_label = location.text("label"),
                          .location_hint = location.text("hint"),
                          .location_missing = location.text("missing"),
                          .asset_kind = location.text("asset"),
                          .asks_name = contact.flag("name"),
                          .asks_email = contact.flag("email"),
                          .asks_phone = contact.flag("phone"),
                          .acknowledgement = notify.text("acknowledged"),
                          .progress = notify.text("progress"),
                          .done = notify.text("closed"),
                          .fixed = notify.text("fixed"),
                          .fixed_after_working_days = notify.number("fixed_after_working_days"),
                          .article = std::string(article),
                          .past = root.flag("past")};
    for (const auto* said : {"greeting", "promise", "closing"})
        if (const auto* value = script.find(said); value != nullptr && !value->is_string())
            return wrong(fmt::format("script.{}", said), "is a text");
    auto form = TRY(forms::read_form(questions != nullptr ? json::serialize(*questions) : "[]", language));
    definition.form = std::move(form);
    read_lists(root, definition);
    TRY(read_reach(root, definition));
    TRY(read_keeping(root, definition));
    TRY(read_offer(root, definition));
    definition.examples = TRY(read_examples(root));
    definition.task_forms = TRY(read_task_forms(root));
    TRY(require_whole(definition));
    definition.levels = TRY(read_levels(root, definition.promise_working_days));
    return definition;
}

}  // namespace

Result<Definition> parse_definition(std::string_view document, std::string_view article) {
    auto definition = TRY(parse_in(base::Language::english, document, article));
    const auto text = in_welsh(document);
    if (text || !definition.languages.empty()) definition.not_in_welsh = missing_in_welsh(document);
    if (!text) return definition;
    auto welsh = parse_in(base::Language::welsh, *text, article);
    if (!welsh) return wrong("in Welsh", welsh.error().log);
    definition.welsh = std::make_shared<const Definition>(*std::move(welsh));
    return definition;
}

Result<Definition> definition_of(const Texts& texts) {
    auto definition = TRY(parse_definition(texts.document, texts.article));
    definition.process = texts.process;
    definition.decisions = texts.decisions;
    const auto decisions = one_text_of(texts.decisions);
    definition.digest = texts.process.empty() ? digest_of({texts.document, texts.article}) : digest_of({texts.document, texts.article, texts.process, decisions});
    know_by_digest(definition);
    return definition;
}

Result<Definition> read_definition(const std::filesystem::path& folder) {
    const auto texts = TRY(read_texts(folder));
    auto definition = definition_of(texts);
    if (definition && definition->past) definition = wrong("past", "only an import makes services of the past");
    if (!definition) definition.error().log = (folder / "service.json").string() + ": " + definition.error().log;
    return definition;
}

}  // namespace catalogue
