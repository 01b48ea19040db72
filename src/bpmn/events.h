#pragma once
// What the journal is told of processes: every start and end of an element, in the transaction in which it happened.
// The subject is the process instance; who, through which channel and when are the fact's own.

#include "bpmn/bpmn.h"
#include "journal/event.h"

namespace bpmn {

struct ElementFact {
    InstanceId instance;
    ModelId model;            // the version that was carried out
    std::string element;      // as the model calls it
    std::int64_t number = 0;  // tells apart several at one element; 0 where it took no time
    std::string code;         // of an error, or the key of an incident
    journal::Subject subject() const { return {"process", instance.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("instance", instance);
        f("model", model);
        f("element", element);
        if constexpr (std::is_same_v<Fields, journal::FieldWriter>) {
            if (number != 0) f("number", number);
            if (!code.empty()) f("code", code);
        } else {
            f("number", number);
            f("code", code);
        }
    }
};
struct ElementStarted : ElementFact {
    static constexpr const char* kind = "bpmn.ElementStarted";
};
struct ElementCompleted : ElementFact {
    static constexpr const char* kind = "bpmn.ElementCompleted";
};
struct ElementCancelled : ElementFact {
    static constexpr const char* kind = "bpmn.ElementCancelled";
};
struct ElementFailed : ElementFact {
    static constexpr const char* kind = "bpmn.ElementFailed";
};
struct ElementCompensated : ElementFact {
    static constexpr const char* kind = "bpmn.ElementCompensated";
};

struct ModelDeployed {
    static constexpr const char* kind = "bpmn.ModelDeployed";
    ModelId model;
    std::string name;
    std::int64_t version = 0;
    journal::Subject subject() const { return {"process_model", model.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("model", model);
        f("name", name);
        f("version", version);
    }
};

/// Its elements go on as those of another model.
struct ProcessMoved {
    static constexpr const char* kind = "bpmn.ProcessMoved";
    InstanceId instance;
    ModelId from, to;
    journal::Subject subject() const { return {"process", instance.value}; }
    template <class Fields>
    void fields(Fields& f) {
        f("instance", instance);
        f("from", from);
        f("to", to);
    }
};

}  // namespace bpmn
