#pragma once

#include "journal/event.h"

namespace catalogue {

/// A service, by its row and its code.
struct OfService {
    std::int64_t service = 0;  // row id
    std::string code;
    journal::Subject subject() const { return {"service", service}; }
    template <class Fields>
    void fields(Fields& f) {
        f("service", service);
        f("code", code);
    }
};

struct OfVersion : OfService {
    std::int64_t version = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfService::fields(f);
        f("version", version);
    }
};

struct ServicePublished : OfVersion {
    static constexpr const char* kind = "catalogue.ServicePublished";
};

/// Rows of the national list, or of councils' links, were added or changed, by how many. Each load is a subject of its own.
struct ServiceListLoaded {
    static constexpr const char* kind = "catalogue.ServiceListLoaded";
    std::int64_t load = 0;
    std::int64_t services = 0, links = 0;
    journal::Subject subject() const { return {"service list", load}; }
    template <class Fields>
    void fields(Fields& f) {
        f("services", services);
        f("links", links);
    }
};

/// A box on the home page went from one service to another; either may be none. Each change is a subject of its own.
struct ShortcutsChanged {
    static constexpr const char* kind = "catalogue.ShortcutsChanged";
    std::int64_t swap = 0;
    std::string came, went, why;
    journal::Subject subject() const { return {"shortcut", swap}; }
    template <class Fields>
    void fields(Fields& f) {
        f("came", came);
        f("went", went);
        f("why", why);
    }
};

struct ServicePinned {
    static constexpr const char* kind = "catalogue.ServicePinned";
    std::int64_t pin = 0;
    std::string service;
    Instant until;
    journal::Subject subject() const { return {"pin", pin}; }
    template <class Fields>
    void fields(Fields& f) {
        f("service", service);
        f("until", until);
    }
};

struct ServiceUnpinned {
    static constexpr const char* kind = "catalogue.ServiceUnpinned";
    std::int64_t pin = 0;
    std::string service;
    journal::Subject subject() const { return {"pin", pin}; }
    template <class Fields>
    void fields(Fields& f) {
        f("service", service);
    }
};

struct OfDraft {
    std::int64_t draft = 0;
    std::string code;
    journal::Subject subject() const { return {"service draft", draft}; }
    template <class Fields>
    void fields(Fields& f) {
        f("draft", draft);
        f("code", code);
    }
};

/// From a version, or (0) of a service that is new.
struct ServiceDraftBegun : OfDraft {
    static constexpr const char* kind = "catalogue.ServiceDraftBegun";
    std::int64_t based_on = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfDraft::fields(f);
        f("based_on", based_on);
    }
};

/// One text was saved; what it says stands in the rows.
struct ServiceDraftChanged : OfDraft {
    static constexpr const char* kind = "catalogue.ServiceDraftChanged";
    std::string file;
    std::int64_t edition = 0;
    template <class Fields>
    void fields(Fields& f) {
        OfDraft::fields(f);
        f("file", file);
        f("edition", edition);
    }
};

struct ServiceDraftDiscarded : OfDraft {
    static constexpr const char* kind = "catalogue.ServiceDraftDiscarded";
};

/// A version is tried out in some wards or by some teams; everywhere else the live one holds.
struct ServicePiloted : OfVersion {
    static constexpr const char* kind = "catalogue.ServicePiloted";
};

/// The live version holds everywhere again.
struct ServicePilotEnded : OfVersion {
    static constexpr const char* kind = "catalogue.ServicePilotEnded";
};

/// Offered to nobody from now on; its cases go on.
struct ServiceRetired : OfService {
    static constexpr const char* kind = "catalogue.ServiceRetired";
};

struct ServiceOfferedAgain : OfService {
    static constexpr const char* kind = "catalogue.ServiceOfferedAgain";
};

/// The day somebody should look at it again.
struct ServiceReviewSet : OfService {
    static constexpr const char* kind = "catalogue.ServiceReviewSet";
    std::string review_on;  // "2027-03-01"; empty: none
    template <class Fields>
    void fields(Fields& f) {
        OfService::fields(f);
        f("review_on", review_on);
    }
};

/// The program brought a text for a service that the council designed itself, or retired: it was kept beside it.
struct ServiceTextKeptBack : OfService {
    static constexpr const char* kind = "catalogue.ServiceTextKeptBack";
};

}  // namespace catalogue
