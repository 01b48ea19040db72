#pragma once
// What files announces.

#include "files/files.h"

namespace files {

/// The virus scanner found something in a file that had been taken in while the scanner was away. The file is not
/// handed out any more; whoever owns the subject tells the people concerned.
struct FileFoundInfected {
    static constexpr const char* kind = "files.FileFoundInfected";
    FileId file;
    std::string subject_kind;
    std::int64_t subject_id = 0;
    std::int64_t number = 0;

    Subject subject() const { return {subject_kind, subject_id}; }
    template <class Fields>
    void fields(Fields& f) {
        f("file", file);
        f("subject_kind", subject_kind);
        f("subject", subject_id);
        f("number", number);
    }
};

}  // namespace files
