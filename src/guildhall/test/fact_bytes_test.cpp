#include "access/events.h"
#include "bookings/events.h"
#include "cases/events.h"
#include "casework/events.h"
#include "catalogue/events.h"
#include "clocks/events.h"
#include "contact/events.h"
#include "notices/events.h"

#include <doctest/doctest.h>

namespace {

/// Gives each field a value that tells its place.
class Filler {
public:
    template <class Thing>
    void operator()(const char*, Id<Thing>& v) { v.value = next(); }
    void operator()(const char*, std::string& v) { v = "s" + std::to_string(next()); }
    void operator()(const char*, Instant& v) { v = Instant(std::chrono::seconds(next())); }
    void operator()(const char*, bool& v) { v = next() % 2 == 0; }
    void operator()(const char*, std::int64_t& v) { v = next(); }
    template <class T>
    void operator()(const char* name, std::optional<T>& v) { (*this)(name, v.emplace()); }

private:
    std::int64_t next() { return ++place_; }
    std::int64_t place_ = 0;
};

/// Kind, subject and body, as the journal keeps them.
template <journal::Event E>
std::string written() {
    E event{};
    Filler filler;
    event.fields(filler);
    journal::FieldWriter writer;
    event.fields(writer);
    const auto subject = event.subject();
    return std::string(E::kind) + ' ' + subject.kind + ' ' + std::to_string(subject.id) + ' ' + writer.finish();
}

}  // namespace

TEST_CASE("what catalogue announces is written, byte for byte, as it always was") {
    CHECK(written<catalogue::ServicePublished>() == R"(catalogue.ServicePublished service 1 {"service":1,"code":"s2","version":3})");
    CHECK(written<catalogue::ServiceListLoaded>() == R"(catalogue.ServiceListLoaded service list 0 {"services":1,"links":2})");
    CHECK(written<catalogue::ShortcutsChanged>() == R"(catalogue.ShortcutsChanged shortcut 0 {"came":"s1","went":"s2","why":"s3"})");
    CHECK(written<catalogue::ServicePinned>() == R"(catalogue.ServicePinned pin 0 {"service":"s1","until":"1970-01-01T00:00:02Z"})");
    CHECK(written<catalogue::ServiceUnpinned>() == R"(catalogue.ServiceUnpinned pin 0 {"service":"s1"})");
    CHECK(written<catalogue::ServiceDraftBegun>() == R"(catalogue.ServiceDraftBegun service draft 1 {"draft":1,"code":"s2","based_on":3})");
    CHECK(written<catalogue::ServiceDraftChanged>() == R"(catalogue.ServiceDraftChanged service draft 1 {"draft":1,"code":"s2","file":"s3","edition":4})");
    CHECK(written<catalogue::ServiceDraftDiscarded>() == R"(catalogue.ServiceDraftDiscarded service draft 1 {"draft":1,"code":"s2"})");
    CHECK(written<catalogue::ServicePiloted>() == R"(catalogue.ServicePiloted service 1 {"service":1,"code":"s2","version":3})");
    CHECK(written<catalogue::ServicePilotEnded>() == R"(catalogue.ServicePilotEnded service 1 {"service":1,"code":"s2","version":3})");
    CHECK(written<catalogue::ServiceRetired>() == R"(catalogue.ServiceRetired service 1 {"service":1,"code":"s2"})");
    CHECK(written<catalogue::ServiceOfferedAgain>() == R"(catalogue.ServiceOfferedAgain service 1 {"service":1,"code":"s2"})");
    CHECK(written<catalogue::ServiceReviewSet>() == R"(catalogue.ServiceReviewSet service 1 {"service":1,"code":"s2","review_on":"s3"})");
    CHECK(written<catalogue::ServiceTextKeptBack>() == R"(catalogue.ServiceTextKeptBack service 1 {"service":1,"code":"s2"})");
}

TEST_CASE("what cases announces is written, byte for byte, as it always was") {
    CHECK(written<cases::CaseOpened>() == R"(cases.CaseOpened case 1 {"case":"1","request":"2","person":"3","service":"s4","version":5,"team":"6","due":"1970-01-01T00:00:07Z","area":"s8"})");
    CHECK(written<cases::CaseTaken>() == R"(cases.CaseTaken case 1 {"case":"1","service":"s2","team":"3","owner":"4","from":"5"})");
    CHECK(written<cases::CaseReleased>() == R"(cases.CaseReleased case 1 {"case":"1","service":"s2","team":"3","from":"4"})");
    CHECK(written<cases::CaseHandedOver>() == R"(cases.CaseHandedOver case 1 {"case":"1","service":"s2","from_team":"3","team":"4","from":"5","owner":"6","note":"7"})");
    CHECK(written<cases::ResidentTold>() == R"(cases.ResidentTold case 1 {"case":"1","team":"2","note":"3","letters":4})");
    CHECK(written<cases::PromiseMoved>() == R"(cases.PromiseMoved case 1 {"case":"1","service":"s2","team":"3","before":"1970-01-01T00:00:04Z","due":"1970-01-01T00:00:05Z","note":"6","reason":"s7"})");
    CHECK(written<cases::CaseClosed>() == R"(cases.CaseClosed case 1 {"case":"1","service":"s2","team":"3","outcome":"s4","owner":"5","due":"1970-01-01T00:00:06Z","objections":7,"note":"8"})");
    CHECK(written<cases::RequestJoined>() == R"(cases.RequestJoined case 1 {"case":"1","request":"2","person":"3","service":"s4","version":5,"team":"6","due":"1970-01-01T00:00:07Z","area":"s8"})");
    CHECK(written<cases::CaseJoined>() == R"(cases.CaseJoined case 1 {"case":"1","survivor":"2","service":"s3","team":"4","owner":"5"})");
    CHECK(written<cases::OthersJoined>() == R"(cases.OthersJoined case 1 {"case":"1","other":"2","service":"s3","team":"4","requests":5})");
    CHECK(written<cases::CaseParted>() == R"(cases.CaseParted case 1 {"case":"1","survivor":"2","service":"s3","team":"4","owner":"5","due":"1970-01-01T00:00:06Z"})");
    CHECK(written<cases::OthersParted>() == R"(cases.OthersParted case 1 {"case":"1","other":"2","service":"s3","team":"4","requests":5})");
    CHECK(written<cases::CaseTakenOver>() == R"(cases.CaseTakenOver case 1 {"case":"1","request":"2","service":"s3","team":"4","source":"s5","reference":"s6","oddities":"s7"})");
    CHECK(written<cases::CaseReopened>() == R"(cases.CaseReopened case 1 {"case":"1","service":"s2","team":"3","reason":"s4","owner":"5","due":"1970-01-01T00:00:06Z","note":"7"})");
    CHECK(written<cases::CasePassedOn>() == R"(cases.CasePassedOn case 1 {"case":"1","service":"s2","team":"3","message":4})");
    CHECK(written<cases::NoteAdded>() == R"(cases.NoteAdded case 1 {"case":"1","note":"2","team":"3"})");
    CHECK(written<cases::WordAdded>() == R"(cases.WordAdded case 1 {"case":"1","request":"2","note":"3","team":"4"})");
    CHECK(written<cases::PhotoAdded>() == R"(cases.PhotoAdded case 1 {"case":"1","request":"2","number":3,"team":"4"})");
    CHECK(written<cases::ProofAdded>() == R"(cases.ProofAdded case 1 {"case":"1","request":"2","number":3,"team":"4"})");
    CHECK(written<cases::RequestWithdrawn>() == R"(cases.RequestWithdrawn case 1 {"case":"1","request":"2","person":"3","service":"s4","team":"5","note":"6"})");
    CHECK(written<cases::RequestObjected>() == R"(cases.RequestObjected case 1 {"case":"1","request":"2","person":"3","service":"s4","team":"5","objections":6,"note":"7"})");
    CHECK(written<cases::FixConfirmed>() == R"(cases.FixConfirmed case 1 {"case":"1","request":"2","person":"3","service":"s4","team":"5"})");
    CHECK(written<cases::TaskMade>() == R"(cases.TaskMade case 1 {"case":"1","task":"2","kind":"s3","message":4,"team":"5"})");
    CHECK(written<cases::TaskDone>() == R"(cases.TaskDone case 1 {"case":"1","task":"2","kind":"s3","note":"4","team":"5"})");
    CHECK(written<cases::CasesSearched>() == R"(cases.CasesSearched search 1 {"search":1,"words":2,"hits":3})");
    CHECK(written<cases::RequestPublished>() == R"(cases.RequestPublished case 1 {"case":"1","request":"2","note":"3","team":"4","photos":5})");
    CHECK(written<cases::RequestWithheld>() == R"(cases.RequestWithheld case 1 {"case":"1","request":"2","reason":"s3","note":"4","team":"5"})");
    CHECK(written<cases::PublicWordsTakenOut>() == R"(cases.PublicWordsTakenOut case 1 {"case":"1","request":"2","note":"3","team":"4"})");
    CHECK(written<cases::ChecksLate>() == R"(cases.ChecksLate team 1 {"team":"1","checks":2})");
    CHECK(written<cases::RequestFlagged>() == R"(cases.RequestFlagged case 1 {"case":"1","request":"2","reason":"s3","note":"4","team":"5"})");
    CHECK(written<cases::FlagLifted>() == R"(cases.FlagLifted case 1 {"case":"1","request":"2","team":"3"})");
    CHECK(written<cases::CaseSplit>() == R"(cases.CaseSplit case 1 {"case":"1","other":"2","service":"s3","team":"4","requests":5,"note":"6"})");
    CHECK(written<cases::CaseSplitOff>() == R"(cases.CaseSplitOff case 1 {"case":"1","origin":"2","service":"s3","version":4,"team":"5","owner":"6","due":"1970-01-01T00:00:07Z","area":"s8","note":"9"})");
    CHECK(written<cases::RequestTakenOut>() == R"(cases.RequestTakenOut case 1 {"case":"1","request":"2","origin":"3","home":"4","team":"5"})");
    CHECK(written<cases::VisitBooked>() == R"(cases.VisitBooked case 1 {"case":"1","request":"2","team":"3","starts":"1970-01-01T00:00:04Z"})");
    CHECK(written<cases::VisitMoved>() == R"(cases.VisitMoved case 1 {"case":"1","request":"2","team":"3","starts":"1970-01-01T00:00:04Z"})");
    CHECK(written<cases::VisitCancelled>() == R"(cases.VisitCancelled case 1 {"case":"1","request":"2","team":"3","starts":"1970-01-01T00:00:04Z"})");
}

TEST_CASE("what contact announces is written, byte for byte, as it always was") {
    CHECK(written<contact::InteractionBegun>() == R"(contact.InteractionBegun interaction 1 {"interaction":"1","channel":"s2","direction":"s3","agent":"4"})");
    CHECK(written<contact::PersonNamed>() == R"(contact.PersonNamed interaction 1 {"interaction":"1","person":"2"})");
    CHECK(written<contact::SomethingConsulted>() == R"(contact.SomethingConsulted interaction 1 {"interaction":"1","sort":"s2","what":"s3"})");
    CHECK(written<contact::InteractionEnded>() == R"(contact.InteractionEnded interaction 1 {"interaction":"1","channel":"s2","direction":"s3","outcome":"s4","agent":"5","person":"6","started":"1970-01-01T00:00:07Z","ended":"1970-01-01T00:00:08Z","seconds":9,"requests":10,"follow_up":false})");
    CHECK(written<contact::RequestTaken>() == R"(contact.RequestTaken interaction 1 {"interaction":"1","request":"2","service":"s3"})");
    CHECK(written<contact::PaperKeyed>() == R"(contact.PaperKeyed interaction 1 {"interaction":"1","request":"2","service":"s3","version":4})");
    CHECK(written<contact::FormKept>() == R"(contact.FormKept kept_form 1 {"form":"1","service":"s2"})");
    CHECK(written<contact::FormTakenUp>() == R"(contact.FormTakenUp kept_form 1 {"form":"1","service":"s2","channel":"s3"})");
    CHECK(written<contact::FormForgotten>() == R"(contact.FormForgotten kept_form 1 {"form":"1","service":"s2"})");
}

TEST_CASE("what access announces is written, byte for byte, as it always was") {
    CHECK(written<room::access::StaffAdded>() == R"(access.StaffAdded staff 1 {"staff":"1"})");
    CHECK(written<room::access::StaffChanged>() == R"(access.StaffChanged staff 1 {"staff":"1"})");
    CHECK(written<room::access::StaffActivityChanged>() == R"(access.StaffActivityChanged staff 1 {"staff":"1","active":true})");
    CHECK(written<room::access::SignedIn>() == R"(access.SignedIn staff 1 {"staff":"1"})");
    CHECK(written<room::access::SignInRefused>() == R"(access.SignInRefused staff 2 {"attempt":1,"staff":"2","reason":"s3"})");
    CHECK(written<room::access::PasswordChanged>() == R"(access.PasswordChanged staff 1 {"staff":"1"})");
    CHECK(written<room::access::SecondFactorChanged>() == R"(access.SecondFactorChanged staff 1 {"staff":"1","on":true})");
    CHECK(written<room::access::SessionEnded>() == R"(access.SessionEnded staff 1 {"staff":"1"})");
    CHECK(written<room::access::SecondFactorReset>() == R"(access.SecondFactorReset staff 1 {"staff":"1"})");
    CHECK(written<room::access::RecoveryCodeUsed>() == R"(access.RecoveryCodeUsed staff 1 {"staff":"1","left":2})");
    CHECK(written<room::access::RoleGranted>() == R"(access.RoleGranted staff 1 {"staff":"1","role":"s2","team":"3","services":"s4","areas":"s5"})");
    CHECK(written<room::access::RoleWithdrawn>() == R"(access.RoleWithdrawn staff 1 {"staff":"1","role":"s2","team":"3","services":"s4","areas":"s5"})");
    CHECK(written<room::access::TeamAdded>() == R"(access.TeamAdded team 1 {"team":"1","parent":"2"})");
    CHECK(written<room::access::TeamChanged>() == R"(access.TeamChanged team 1 {"team":"1","parent":"2","kind":"s3"})");
    CHECK(written<room::access::TeamJoined>() == R"(access.TeamJoined staff 1 {"staff":"1","team":"2"})");
    CHECK(written<room::access::TeamLeft>() == R"(access.TeamLeft staff 1 {"staff":"1","team":"2"})");
    CHECK(written<room::access::SkillGranted>() == R"(access.SkillGranted staff 1 {"staff":"1","skill":"s2","until":"1970-01-01T00:00:03Z"})");
    CHECK(written<room::access::SkillWithdrawn>() == R"(access.SkillWithdrawn staff 1 {"staff":"1","skill":"s2"})");
    CHECK(written<room::access::TokenCreated>() == R"(access.TokenCreated token 1 {"token":"1","role":"s2"})");
    CHECK(written<room::access::TokenRevoked>() == R"(access.TokenRevoked token 1 {"token":"1"})");
}

TEST_CASE("what bookings announces is written, byte for byte, as it always was") {
    CHECK(written<bookings::SlotHeld>() == R"(bookings.SlotHeld booking 1 {"booking":"1","calendar":"s2","starts":"1970-01-01T00:00:03Z","until":"1970-01-01T00:00:04Z"})");
    CHECK(written<bookings::SlotBooked>() == R"(bookings.SlotBooked booking 1 {"booking":"1","calendar":"s2","starts":"1970-01-01T00:00:03Z","request":"4"})");
    CHECK(written<bookings::SlotMoved>() == R"(bookings.SlotMoved booking 1 {"booking":"1","calendar":"s2","before":"1970-01-01T00:00:03Z","starts":"1970-01-01T00:00:04Z","request":"5"})");
    CHECK(written<bookings::SlotCancelled>() == R"(bookings.SlotCancelled booking 1 {"booking":"1","calendar":"s2","starts":"1970-01-01T00:00:03Z","request":"4"})");
    CHECK(written<bookings::HoldLapsed>() == R"(bookings.HoldLapsed booking 1 {"booking":"1","calendar":"s2","starts":"1970-01-01T00:00:03Z"})");
    CHECK(written<bookings::CalendarChanged>() == R"(bookings.CalendarChanged booking calendar 1 {"calendar":"1","code":"s2"})");
}

TEST_CASE("what casework announces is written, byte for byte, as it always was") {
    CHECK(written<casework::TaskOpened>() == R"(casework.TaskOpened case 1 {"case":"1","task":"2","element":"s3","team":"4","due":"1970-01-01T00:00:05Z"})");
    CHECK(written<casework::TaskGiven>() == R"(casework.TaskGiven case 1 {"case":"1","task":"2","from_team":"3","team":"4","from":"5","owner":"6","instead_of":"7","note":"8"})");
    CHECK(written<casework::TaskMoved>() == R"(casework.TaskMoved case 1 {"case":"1","task":"2","team":"3","before":"1970-01-01T00:00:04Z","due":"1970-01-01T00:00:05Z","note":"6"})");
    CHECK(written<casework::AwaySaid>() == R"(casework.AwaySaid staff 1 {"staff":"1","away":2,"stand_in":"3","from":"1970-01-01T00:00:04Z","until":"1970-01-01T00:00:05Z"})");
    CHECK(written<casework::AwayEnded>() == R"(casework.AwayEnded staff 1 {"staff":"1","away":2})");
    CHECK(written<casework::TaskFinished>() == R"(casework.TaskFinished case 1 {"case":"1","task":"2","element":"s3","team":"4","by":"5","due":"1970-01-01T00:00:06Z"})");
    CHECK(written<casework::TaskTried>() == R"(casework.TaskTried case 1 {"case":"1","task":"2","team":"3","by":"4","why":"s5"})");
    CHECK(written<casework::TaskDropped>() == R"(casework.TaskDropped case 1 {"case":"1","task":"2","element":"s3","team":"4"})");
    CHECK(written<casework::DecisionMade>() == R"(casework.DecisionMade case 1 {"case":"1","element":"s2","decision":"s3"})");
    CHECK(written<casework::MapStuck>() == R"(casework.MapStuck case 1 {"case":"1","element":"s2","problem":"s3"})");
    CHECK(written<casework::MapMoveBegun>() == R"(casework.MapMoveBegun map_move 1 {"move":"1","service":"s2","from":3,"to":4})");
    CHECK(written<casework::CaseMapMoved>() == R"(casework.CaseMapMoved case 1 {"case":"1","move":"2","from":3,"to":4})");
    CHECK(written<casework::MapMoveEnded>() == R"(casework.MapMoveEnded map_move 1 {"move":"1","service":"s2","from":3,"to":4,"moved":5,"refused":6})");
}

TEST_CASE("what clocks announces is written, byte for byte, as it always was") {
    CHECK(written<clocks::ClockPaused>() == R"(clocks.ClockPaused case 1 {"case":"1","pause":"2","service":"s3","team":"4","reason":"s5"})");
    CHECK(written<clocks::ClockResumed>() == R"(clocks.ClockResumed case 1 {"case":"1","pause":"2","service":"s3","team":"4","reason":"s5"})");
    CHECK(written<clocks::StandardWarned>() == R"(clocks.StandardWarned case 1 {"case":"1","service":"s2","team":"3","clock":"s4","deadline":"1970-01-01T00:00:05Z"})");
    CHECK(written<clocks::StandardMissed>() == R"(clocks.StandardMissed case 1 {"case":"1","service":"s2","team":"3","clock":"s4","deadline":"1970-01-01T00:00:05Z"})");
    CHECK(written<clocks::CaseEscalated>() == R"(clocks.CaseEscalated case 1 {"case":"1","service":"s2","team":"3","rung":4,"to":"s5","deadline":"1970-01-01T00:00:06Z"})");
}

TEST_CASE("what notices announces is written, byte for byte, as it always was") {
    CHECK(written<notices::NoticeWritten>() == R"(notices.NoticeWritten notice 1 {"notice":"1","level":"s2","from":"1970-01-01T00:00:03Z","until":"1970-01-01T00:00:04Z"})");
    CHECK(written<notices::NoticeChanged>() == R"(notices.NoticeChanged notice 1 {"notice":"1","level":"s2","from":"1970-01-01T00:00:03Z","until":"1970-01-01T00:00:04Z"})");
    CHECK(written<notices::NoticeEnded>() == R"(notices.NoticeEnded notice 1 {"notice":"1"})");
}
