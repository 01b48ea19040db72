#pragma once
// What casework announces. The subject is the case; `team` is whose work it concerns. What the process itself did, element by element,
// stands in the facts of bpmn.

#include "casework/task.h"
#include "journal/event.h"

namespace casework {

struct OfTask {
    cases::CaseId case_id;
    TaskId id;
    std::string element;
    access::TeamId team;
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("task", id);
        f("element", element);
        f("team", team);
    }
};

struct TaskOpened : OfTask {
    static constexpr const char* kind = "casework.TaskOpened";
    Instant due;
    template <class Fields>
    void fields(Fields& f) {
        OfTask::fields(f);
        f("due", due);
    }
};

/// To somebody, or to nobody (0) in that team; from whom and where it was. `instead_of`: who is away, whose stand-in or team got it; `note`: with words,
/// which stand in the history of the case.
struct TaskGiven {
    static constexpr const char* kind = "casework.TaskGiven";
    cases::CaseId case_id;
    TaskId id;
    access::TeamId from_team, team;
    access::StaffId from, owner;
    access::StaffId instead_of = {};
    cases::NoteId note = {};
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("task", id);
        f("from_team", from_team);
        f("team", team);
        f("from", from);
        f("owner", owner);
        f("instead_of", instead_of);
        f("note", note);
    }
};

/// It is to be done by another day; the words why stand in the history of the case.
struct TaskMoved {
    static constexpr const char* kind = "casework.TaskMoved";
    cases::CaseId case_id;
    TaskId id;
    access::TeamId team;
    Instant before, due;
    cases::NoteId note;
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("task", id);
        f("team", team);
        f("before", before);
        f("due", due);
        f("note", note);
    }
};

/// Somebody of the staff is away for a time; who stands in (0: their team).
struct AwaySaid {
    static constexpr const char* kind = "casework.AwaySaid";
    access::StaffId staff;
    std::int64_t away = 0;
    access::StaffId stand_in;
    Instant from, until;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("away", away);
        f("stand_in", stand_in);
        f("from", from);
        f("until", until);
    }
};

/// By the clock, or because they are back before.
struct AwayEnded {
    static constexpr const char* kind = "casework.AwayEnded";
    access::StaffId staff;
    std::int64_t away = 0;
    journal::Subject subject() const { return {"staff", staff.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("staff", staff);
        f("away", away);
    }
};

struct TaskFinished : OfTask {
    static constexpr const char* kind = "casework.TaskFinished";
    access::StaffId by;
    Instant due;
    template <class Fields>
    void fields(Fields& f) {
        OfTask::fields(f);
        f("by", by);
        f("due", due);
    }
};

/// Somebody was there and could not do it; why, as a code of `Hindrance`. It went back to its team.
struct TaskTried {
    static constexpr const char* kind = "casework.TaskTried";
    cases::CaseId case_id;
    TaskId id;
    access::TeamId team;
    access::StaffId by;
    std::string why;
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("task", id);
        f("team", team);
        f("by", by);
        f("why", why);
    }
};

/// The case went on, or ended, without it.
struct TaskDropped : OfTask {
    static constexpr const char* kind = "casework.TaskDropped";
};

/// A table decided; which, and which of its rules made the result. The values it looked at stand beside the case.
struct DecisionMade {
    static constexpr const char* kind = "casework.DecisionMade";
    cases::CaseId case_id;
    std::string element, decision;
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("element", element);
        f("decision", decision);
    }
};

/// The map cannot go on at an element until somebody looks at it.
struct MapStuck {
    static constexpr const char* kind = "casework.MapStuck";
    cases::CaseId case_id;
    std::string element, problem;
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("element", element);
        f("problem", problem);
    }
};

struct OfMapMove {
    MapMoveId id;
    std::string service;
    std::int64_t from = 0, to = 0;
    journal::Subject subject() const { return {"map_move", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("move", id);
        f("service", service);
        f("from", from);
        f("to", to);
    }
};

/// Somebody began to move the cases of a service from one version of its map to another.
struct MapMoveBegun : OfMapMove {
    static constexpr const char* kind = "casework.MapMoveBegun";
};

/// A case goes on along another version of its map.
struct CaseMapMoved {
    static constexpr const char* kind = "casework.CaseMapMoved";
    cases::CaseId case_id;
    MapMoveId move;
    std::int64_t from = 0, to = 0;
    journal::Subject subject() const { return {"case", case_id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", case_id);
        f("move", move);
        f("from", from);
        f("to", to);
    }
};

/// All of them were looked at; so many were moved, and so many stay.
struct MapMoveEnded : OfMapMove {
    static constexpr const char* kind = "casework.MapMoveEnded";
    std::int64_t moved = 0, refused = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfMapMove::fields(f);
        f("moved", moved);
        f("refused", refused);
    }
};

}  // namespace casework
