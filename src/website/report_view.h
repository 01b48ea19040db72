#pragma once
// Inside website only: how the pages of a report look.

#include "forms/worked_out.h"
#include "html/page.h"
#include "places/places.h"
#include "website/report_photos.h"
#include "website/report_steps.h"

namespace website {

/// What all pages of one report share.
struct Report {
    const web::Request& request;
    const web::Context& context;
    const catalogue::Definition& service;
    std::span<const Step> steps;
    std::string operation;       // the one-time number of the whole row
    bool from_check = false;     // goes back to the check when answered
    std::span<const Photo> photos = {};
    html::Html said = {};        // what is known of the place already, above the question behind it
    html::Html before_sending = {};  // something more to answer on the check
    bool has_map = false;        // the council has one to choose from
    html::Html visit_times = {};  // to choose from, on the page that asks for one
    std::string visit = {};      // the one that was chosen, in words
    html::Html place_map = {};   // where it is, small; empty where it is no point
    html::Html price = {};       // on the check: what it costs
    bool leads_to_payment = false;
    std::string asked_already = {};  // with from_check: see asked_field
    std::size_t row = 0;         // of a group: which one is asked about; 0: all are shown
    catalogue::DefinitionPtr elsewhere = {};  // the other version, while one is tried out: its answers are carried too

    std::string typed(std::string_view field) const { return std::string(request.form.text(field)); }
    std::string address() const { return "/services/" + service.code + "/report"; }
};

/// The hidden fields of a page that goes back to the check; nothing on any other.
html::Html back_to_check(const Report& report);

/// One question, with what was typed and what was wrong. `problems` are this step's own.
html::Page step_page(const Report& report, std::size_t step, std::span<const Problem> problems);

/// Something that was meant by what was typed as the place: `value` stands for it in the form.
struct PlaceMeant {
    std::string value;
    std::string text;
    std::string hint = {};
};
/// What was found for what was typed as the place, to choose one from; "none" keeps what was typed.
html::Page address_page(const Report& report, std::size_t place_step, std::span<const PlaceMeant> found, std::span<const Problem> problems);
constexpr const char* address_choice = "address";  // stands as `at` in its form
constexpr const char* no_address = "none";

/// The frame of every page of the row: title and way back; what is wrong and how far one is; and its form, open, with what was answered
/// before, but for these fields. The caller closes the form and the reading column.
html::Page open_page(const Report& report, std::size_t step, std::string_view heading, std::span<const Problem> problems, std::string_view at,
                     std::span<const std::string> but, bool is_first = false);

/// What was reported near by, as anybody may see it: no name, no contact detail, no words of whoever reported it.
struct Offered {
    std::string token;  // stands for the case, and tells nothing of it
    std::string place;  // "Mill Lane"; empty where it must not be said
    std::string what;   // "10 m away, reported 2 days ago. We are working on it. …"
};
/// "Has this been reported already?", before anything else is asked.
html::Page near_page(const Report& report, std::size_t place_step, std::span<const Offered> offered, std::span<const Problem> problems);
constexpr const char* near_choice = "near";  // stands as `at` in its form

/// An answer that ends the report: what to do instead.
html::Page stop_page(const Report& report, std::size_t step, std::string_view instead);

/// Who is not eligible: why, and what they can do if they disagree.
html::Page ineligible_page(const Report& report, const forms::Ineligible& why);

/// Everything that was answered, to read once more, change or send.
html::Page check_page(const Report& report, std::span<const Problem> problems);

}  // namespace website
