#pragma once
// Facts that no subscriber hears, each with the reason. All are in the journal, which is the audit trail; what stands
// here only says that nobody acts on them. A fact that comes to be heard, or is gone, must leave this list.

#include <string_view>
#include <utility>

namespace inspector {

inline constexpr std::pair<std::string_view, std::string_view> unheard[] = {
    {"access.PasswordChanged", "audit trail"},
    {"access.RoleGranted", "audit trail; the rights' edition tells every node"},
    {"access.RoleWithdrawn", "audit trail; the rights' edition tells every node"},
    {"access.RecoveryCodeUsed", "audit trail"},
    {"access.SecondFactorChanged", "audit trail"},
    {"access.SecondFactorReset", "audit trail"},
    {"access.SessionEnded", "audit trail"},
    {"access.SignInRefused", "audit trail; the throttle counts in its own transaction"},
    {"access.SignedIn", "audit trail"},
    {"access.StaffActivityChanged", "audit trail; the rights' edition tells every node"},
    {"access.StaffAdded", "audit trail"},
    {"access.StaffChanged", "audit trail"},
    {"access.TeamAdded", "audit trail"},
    {"access.TeamChanged", "audit trail; the rights' edition tells every node"},
    {"access.TeamJoined", "audit trail; the rights' edition tells every node"},
    {"access.TeamLeft", "audit trail; the rights' edition tells every node"},
    {"access.TokenCreated", "audit trail"},
    {"access.TokenRevoked", "audit trail; the gate reads the token's row"},
    {"cases.CaseJoined", "open pages follow it by journal::Tail"},
    {"cases.CaseParted", "open pages follow it by journal::Tail"},
    {"cases.OthersJoined", "open pages follow it by journal::Tail"},
    {"cases.OthersParted", "open pages follow it by journal::Tail"},
    {"cases.RequestJoined", "open pages follow it by journal::Tail; the acknowledgement is queued in its transaction"},
    {"exports.RecordsExported", "audit trail"},
    {"exports.ExportFinished", "audit trail"},
    {"cases.CaseClosed", "open pages follow it by journal::Tail; the resident's letter is queued in its transaction"},
    {"cases.CaseHandedOver", "open pages follow it by journal::Tail"},
    {"cases.CaseOpened", "open pages follow it by journal::Tail"},
    {"cases.CaseReleased", "open pages follow it by journal::Tail"},
    {"cases.CaseReopened", "open pages follow it by journal::Tail"},
    {"cases.CaseTaken", "open pages follow it by journal::Tail"},
    {"cases.CaseTakenOver", "audit trail; open pages follow the facts told with it"},
    {"cases.CasesSearched", "a read of personal data: audit trail"},
    {"cases.FixConfirmed", "open pages follow it by journal::Tail"},
    {"cases.NoteAdded", "open pages follow it by journal::Tail"},
    {"cases.PhotoAdded", "open pages follow it by journal::Tail"},
    {"cases.PromiseMoved", "open pages follow it by journal::Tail; the letter is queued in its transaction"},
    {"cases.RequestObjected", "open pages follow it by journal::Tail; for the measures of work done well"},
    {"cases.RequestWithdrawn", "open pages follow it by journal::Tail"},
    {"cases.ResidentTold", "open pages follow it by journal::Tail; the letter is queued in its transaction"},
    {"cases.TaskDone", "open pages follow it by journal::Tail"},
    {"cases.TaskMade", "open pages follow it by journal::Tail"},
    {"cases.WordAdded", "open pages follow it by journal::Tail"},
    {"catalogue.ServiceListLoaded", "audit trail"},
    {"catalogue.ServicePublished", "every request reads the live version"},
    {"contact.InteractionBegun", "for the measures of first-contact resolution"},
    {"contact.InteractionEnded", "for the measures of first-contact resolution"},
    {"contact.PersonNamed", "for the measures of first-contact resolution"},
    {"contact.RequestTaken", "for the measures of first-contact resolution"},
    {"contact.SomethingConsulted", "for the measures of first-contact resolution"},
    {"files.FileFoundInfected", "audit trail; the file's row refuses downloads"},
    {"knowledge.ArticleSaved", "audit trail; the search is written in its transaction"},
    {"places.ClosingDayChanged", "every calendar reads its rows"},
    {"places.GazetteerLoaded", "audit trail"},
    {"people.PersonRecorded", "audit trail"},
    {"people.RecordRead", "a read of personal data: audit trail"},
};

}  // namespace inspector
