#pragma once
// Services: what the council does for people, each one versioned definition kept as data (services/<group>/<code>/).

#include "base/result.h"
#include "catalogue/fee.h"
#include "catalogue/levels.h"
#include "db/db.h"
#include "forms/forms.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace catalogue {

struct Outcome {
    std::string code, label;
    bool by_hand = false;  // no way of the map ends on it: an officer closes the case with it
};

/// What an agent says aloud; each may be empty.
struct Script {
    std::string greeting;  // before the questions
    std::string promise;   // read out when the answers are kept; empty: the promise as it is written
    std::string closing;   // before goodbye
};

/// Whether everybody may look reports up, and when.
enum class Publish {
    never,
    after_check,  // once somebody on the staff has looked at what was written
    at_once,
};

/// What counts as the same trouble reported again: so near, and so lately.
struct Duplicates {
    std::int64_t radius_m = 0, days = 0;
};

/// Photos may be sent along with a report.
struct Photos {
    std::int64_t most = 0;
    std::string hint;  // what one should see in them; may be empty
};

/// A visit is booked with the request, or later: at a time from a calendar (bookings/calendar.h).
struct Booking {
    std::string calendar;     // code
    std::string label, hint;  // as residents are asked for a time; the hint may be empty
};

/// What somebody might send, and how it must end: a change of the questions that turns residents away is found before
/// it is published.
struct Example {
    std::string says;  // in a few words: "a brown bin behind a gate"
    forms::Answers answers;
    std::string location;
    std::vector<std::string> refused;  // the questions, or "location", at which it must be refused
    std::string stopped;               // the question whose answer must end the form; empty: none
    bool must_pass() const { return refused.empty() && stopped.empty(); }
};

/// Decision tables that the process of a service asks (DMN 1.5), by the name of their file without its ending.
struct DecisionModel {
    std::string name, xml;
};

/// What is asked of whoever does a task of the process: the task names it.
struct TaskForm {
    std::string code;  // "evidence"
    forms::Form form;
};

/// How long what was asked is kept once it is closed, and whose rule that is.
struct Retention {
    std::int64_t years = 0;
    std::string basis;  // "Limitation Act 1980, section 2: six years for a claim"
};

/// Why the council may hold what people tell it (UK GDPR, article 6).
struct LawfulBasis {
    std::string kind;  // one of lawful_kinds; empty: not said
    std::string law;   // the duty or power: "Environmental Protection Act 1990, section 45"
};
inline constexpr std::string_view lawful_kinds[] = {"consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"};

/// A kind of interaction (LGIL) that the law does not let the council have by electronic means, and why.
struct NotPermitted {
    std::int64_t lgil = 0;
    std::string reason;
};

/// Of a definition that does not say which interaction (LGIL) it is.
inline constexpr std::int64_t no_interaction = -1;

/// One version of one service, as everything else reads it. Never changed once published; requests keep the version
/// they were asked under.
struct Definition {
    std::string code;  // "missed-bin", as it stands in the address
    std::int64_t version = 0;
    std::int64_t lgsl = 0, lgil = no_interaction;
    std::string group, name, summary;
    std::vector<std::string> keywords;
    std::string team;  // name of the team that does the work
    std::int64_t promise_working_days = 0;
    std::string promise;  // as said to the resident
    Levels levels;        // where the definition says none, the promise alone
    Script script;
    std::string location_label, location_hint, location_missing;  // empty label: no place is asked for
    std::string asset_kind;  // "street-lamp": what it concerns stands in the street and has a number (places/assets.h); empty: nothing does
    forms::Form form;
    bool asks_name = false, asks_email = false, asks_phone = false;
    std::vector<Outcome> outcomes;
    // Names of letters; empty: none is sent. `progress` carries an officer's own words; `fixed` asks whether it is
    // put right, so many working days after closing.
    std::string acknowledgement, progress, done, fixed;
    std::int64_t fixed_after_working_days = 0;
    bool common = false;     // so many ask for it everywhere that it is shown first until a council's own figures say more
    std::string concerns;    // "highway", "cleansing": what others than the council may look after in places; empty: nothing such
    bool anonymous = false;  // it may be reported without saying who one is
    Publish publish = Publish::never;
    std::int64_t check_within_working_days = 2;  // how long a check may take, of what is published after one
    std::optional<Duplicates> duplicates;  // nothing: its reports are never compared, each is somebody's own
    std::optional<Photos> photos;          // nothing: none are asked for
    std::optional<Booking> booking;        // nothing: nobody comes at a time that is agreed
    std::optional<Fee> fee;                // nothing: it costs nothing
    std::string rounds;      // code of the question whose choices are kinds of bin, by their codes; empty: it is not about bins
    std::vector<Example> examples;
    std::optional<Retention> retention;
    LawfulBasis lawful_basis;
    std::vector<base::Language> languages;    // beside English: what people are written in them must be there in them
    std::vector<NotPermitted> not_permitted;  // every other interaction is
    std::string article;  // Markdown, for residents
    std::string process;  // the map by which its cases are carried (BPMN 2.0); empty: they are worked on by hand alone
    std::string process_digest;  // SHA-256 of the text, in hex
    std::string digest;          // of all its texts, as they were published
    std::vector<DecisionModel> decisions;
    std::string decisions_digest;
    std::vector<TaskForm> task_forms;
    bool past = false;    // of another system, whose requests were taken over: offered to nobody
    std::shared_ptr<const Definition> welsh;  // the same in Welsh, as far as it is said in it (welsh.h): texts and form alone; null: it is in English only
    std::vector<std::string> not_in_welsh = {};  // where some of it is in Welsh, or all of it should be: texts that have none, by path (welsh.h)

    /// As people of that language are asked; in English where it has no other.
    const Definition& in(base::Language language) const { return language == base::Language::welsh && welsh ? *welsh : *this; }
    bool has_place() const { return !location_label.empty(); }
    /// The form of a task; nothing where the service has none of this code.
    const forms::Form* task_form(std::string_view code) const;
    /// The label of an outcome; empty if the service has no such outcome.
    std::string outcome_label(std::string_view outcome) const;
};
using DefinitionPtr = std::shared_ptr<const Definition>;
/// The same, kept alive with the whole.
inline DefinitionPtr in_language(const DefinitionPtr& service, base::Language language) { return {service, &service->in(language)}; }

/// Reads service.json and article.md of one folder, its process.bpmn and every .dmn. A folder without a process takes that of
/// `_maps/work.bpmn` beside its group, if there is one. Refuses with file and element.
Result<Definition> read_definition(const std::filesystem::path& folder);
/// Reads the document as it is stored.
Result<Definition> parse_definition(std::string_view document, std::string_view article);

/// Tries every example on the service's own questions. A line, beginning with the element, for each that does not end as it
/// says; and one if there is none that must pass, or none that must be refused, or a branch that none goes down, or all.
std::vector<std::string> faults_of_examples(const Definition& service);

/// Publishes the folder's services: a new version for each whose text changed. Returns the codes published.
Result<std::vector<std::string>> publish_folder(db::Tx& tx, const std::filesystem::path& services);

/// The live version. Definitions are parsed once per text and shared by all tenants that use the same text.
Result<DefinitionPtr> find_live(db::Tx& tx, std::string_view code);
Result<DefinitionPtr> find_version(db::Tx& tx, std::string_view code, std::int64_t version);
/// What somebody means who says it in their own words, likeliest first: "bin not emptied", "dog mess", "lamp post out".
/// Found is what shares words with a service's name, keywords, summary or article; wrong spellings are forgiven, if asked. Empty
/// where no word says anything. At most `limit`.
Result<std::vector<DefinitionPtr>> find_services(db::Tx& tx, std::string_view words, int limit, bool forgiving = true);
/// All live services by name.
Result<std::vector<DefinitionPtr>> live_services(db::Tx& tx);
/// When a service was last published; 1970 where none ever was.
Instant last_published(db::Tx& tx);

}  // namespace catalogue
