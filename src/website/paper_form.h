#pragma once
// A service's questions as a form to print, fill in and send: from the one definition that all channels ask by.

#include "base/shelf.h"
#include "catalogue/catalogue.h"
#include "documents/documents.h"
#include "website/council.h"

#include <string>

namespace website {

/// The form as a page of paper: number and code, place, questions with where each tick leads, who asks, signature, and a part for the council.
documents::Paper paper_form(const catalogue::Definition& service, const Council& council, base::Language language);

/// Makes forms, and keeps what was made: one version of a service looks the same to everybody. Shared by threads.
class PaperForms {
public:
    /// The PDF.
    Result<std::string> of(const catalogue::Definition& service, const Council& council, base::Language language);

private:
    documents::Press press_;
    base::Shelf<std::shared_ptr<const std::string>, 300> made_;
};

}  // namespace website
