#pragma once
// Inside desk only: one request that is checked before it is published, as its page shows it.

#include "cases/cases.h"
#include "desk/pages.h"
#include "files/files.h"

#include <span>
#include <string>
#include <vector>

namespace desk {

struct CheckShown {
    cases::Waiting waiting;
    catalogue::DefinitionPtr service;
    people::Contact reporter;  // as far as it is the reader's to see
    std::string place, team, decided_by;
    std::vector<files::File> files;
    cases::PublicCopy copy;  // as it is public, or a start

    const cases::Request& request() const { return waiting.line.request; }
    const cases::Check& check() const { return waiting.check; }
    bool has_copy() const { return service->publish == catalogue::Publish::after_check; }
};

/// What somebody wrote, with what looks personal marked and named.
void put_marked(html::Html& out, const web::Context& context, std::string_view text, const people::Contact& reporter);
/// "phone number, name of who reported it"; empty where nothing looks personal.
std::string personal_in(const web::Context& context, std::string_view text, const people::Contact& reporter);

/// What the resident sent.
void put_sent(html::Html& out, const web::Context& context, const CheckShown& shown);
/// The forms by which it is decided.
void put_decisions(html::Html& out, const web::Request& request, const web::Context& context, const CheckShown& shown, std::span<const Problem> problems);
/// A badge that says by when it should be decided, or that it is late.
void put_deadline(html::Html& out, const web::Context& context, const cases::Check& check);

}  // namespace desk
