#pragma once
// The publishing check: what would only show when a resident asks for the service, or when an officer has its case, is refused before it is
// published. The command `guildhall services check`, publishing a folder, and the designer's page all ask here.
//
// Promises
//  1. Each fault names the file and the element, and says in plain words what is wrong and what to do.
//  2. A service without faults can be asked for, carried and closed, as far as its texts and what stands around it tell.
//  3. The check writes nothing, and what stands around is read once for as many services as are looked at.
//
// Rooms above fill the socket `Check` for what they alone know: what a map may say (casework), which calendars there are (bookings).

#include "catalogue/catalogue.h"
#include "catalogue/surroundings.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace catalogue {

/// The texts of a service, by the names of their files.
inline constexpr std::string_view document_file = "service.json", article_file = "article.md", process_file = "process.bpmn";

/// One thing that is wrong with a service.
struct Fault {
    std::string file;     // of its folder: "service.json", "article.md", "process.bpmn", "triage.dmn"
    std::string element;  // in it: "size", "notify.closed", "rule 3", the id of an element of the map
    std::string text;     // what is wrong and what to do
    bool operator==(const Fault&) const = default;
};
using Faults = std::vector<Fault>;
/// "service.json: notify.closed: there is no letter 'goodbye': …"
std::string line_of(const Fault& fault);

/// The socket: what a room above knows of services that catalogue does not.
class Check {
public:
    virtual ~Check() = default;
    /// Adds what the room has in a folder of services, or what the council of the transaction has.
    virtual Result<void> look_around(const std::filesystem::path& services, Surroundings& around) const;
    virtual void look_around(db::Tx& tx, Surroundings& around) const;
    /// Adds what is wrong. Reads nothing but what it is given.
    virtual void look(const Definition& service, const Surroundings& around, Faults& faults) const = 0;
};
using Checks = std::vector<std::shared_ptr<const Check>>;

/// For rooms above: looks at one letter that something of the service sends; `where` says what. An acknowledgement is filled in with other things.
void look_at_letter(const Definition& service, const Surroundings& around, const Fault& where, std::string_view letter, bool acknowledges, Faults& faults);

/// What stands around the services of a folder (with `knowledge` beside it, if there is such a folder), or of a council.
Result<Surroundings> surroundings_of(const std::filesystem::path& services, const Checks& checks);
Result<Surroundings> surroundings_of(db::Tx& tx, const Checks& checks);

/// Everything that is wrong with a service, file by file.
Faults faults_of(const Definition& service, const Surroundings& around, const Checks& checks);

/// Services that life events name and that are not there; what they tell those that are is looked at with each.
Faults faults_of_events(const Surroundings& around);

/// What is worth knowing, and keeps nothing from being published: what is in English only, of a service that does not say it is offered in Welsh.
Faults advice_on(const Definition& service);

/// The texts of one service, as a folder or a draft holds them. An empty map: it has none of its own.
struct Texts {
    std::string document, article, process;
    std::vector<DecisionModel> decisions;
};
/// The definition that these texts make. Refuses (invalid, "catalogue.definition") with the element.
Result<Definition> definition_of(const Texts& texts);
/// The same for texts that may not even make a definition: then that alone is the fault.
Faults faults_of(const Texts& texts, const Surroundings& around, const Checks& checks);

}  // namespace catalogue
