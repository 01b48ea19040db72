#pragma once
// Inside clocks only: letters to those who must know, gathered so that nobody gets two where one will do.

#include "clocks/clocks.h"

#include <map>
#include <string>
#include <vector>

namespace clocks {

class Reminders {
public:
    explicit Reminders(db::Tx& tx) : tx_(tx) {}

    /// To the owner; where nobody has it, to who lead the team.
    void warn(const cases::Case& the_case, const catalogue::Definition& service, Instant deadline);
    /// To the owner and who lead the team.
    void miss(const cases::Case& the_case, const catalogue::Definition& service, Instant deadline);
    /// `to`: as the rung says it.
    void escalate(const cases::Case& the_case, const catalogue::Definition& service, Instant deadline, const std::string& to);
    /// Queues one letter for each reader.
    void send();

private:
    struct Letter {
        access::TeamId team;
        std::vector<std::string> warned, missed, escalated;
    };
    using Part = std::vector<std::string> Letter::*;
    void add(const std::vector<access::Staff>& readers, Part part, const cases::Case& the_case, const catalogue::Definition& service, Instant deadline);
    std::vector<access::Staff> owner_of(const cases::Case& the_case);
    std::vector<access::Staff> on_rung(const cases::Case& the_case, const std::string& to);

    db::Tx& tx_;
    std::map<std::string, Letter> letters_;  // by address
};

}  // namespace clocks
