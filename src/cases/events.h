#pragma once

#include "cases/cases.h"
#include "journal/event.h"

namespace cases {

struct CaseOpened {
    static constexpr const char* kind = "cases.CaseOpened";
    CaseId id;
    RequestId request;
    people::PersonId person;
    std::string service;
    std::int64_t version = 0;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("request", request);
        f("person", person);
        f("service", service);
        f("version", version);
        f("team", team);
    }
};

struct CaseClosed {
    static constexpr const char* kind = "cases.CaseClosed";
    CaseId id;
    std::string service;
    access::TeamId team;
    std::string outcome;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
        f("outcome", outcome);
    }
};

struct CaseReopened {
    static constexpr const char* kind = "cases.CaseReopened";
    CaseId id;
    std::string service;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("service", service);
        f("team", team);
    }
};

struct NoteAdded {
    static constexpr const char* kind = "cases.NoteAdded";
    CaseId id;
    std::int64_t note = 0;
    access::TeamId team;
    journal::Subject subject() const { return {"case", id.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("case", id);
        f("note", note);
        f("team", team);
    }
};

/// Somebody searched: how many words and hits, never which.
struct CasesSearched {
    static constexpr const char* kind = "cases.CasesSearched";
    std::int64_t search = 0;
    std::int64_t words = 0, hits = 0;
    journal::Subject subject() const { return {"search", search}; }
    template <class Fields>
    void fields(Fields& f) {
        f("search", search);
        f("words", words);
        f("hits", hits);
    }
};

}  // namespace cases
