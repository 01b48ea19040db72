#pragma once
// "Has this been reported already?": what is offered to a resident, and what stands for it in a form.
//
// Promises
//  1. Nothing is offered but what lies so near the place that was given that it may be the same (cases/near.h).
//  2. What is shown holds nothing of whoever reported it: the address only where the service's reports may be published at once,
//     otherwise at most the street, by the gazetteer; never words that somebody typed.
//  3. What stands for a case in the form is made from it with a secret, and counts only beside a place near that case: nobody joins
//     a case that they were not offered.

#include "cases/cases.h"
#include "website/report_view.h"

namespace website {

class ReportedAlready {
public:
    static Result<ReportedAlready> of(const web::Context& context);

    /// Likeliest first, at most three; nothing where the place is not known as a point.
    std::vector<Offered> offers(db::Tx& tx, const web::Context& context, catalogue::DefinitionPtr service, const web::Request& request) const;
    /// The case that was chosen. Refuses as a conflict, "cases.closed_meanwhile", what is not open near that place.
    Result<cases::CaseId> chosen(db::Tx& tx, catalogue::DefinitionPtr service, const web::Request& request) const;

private:
    explicit ReportedAlready(std::string secret) : secret_(std::move(secret)) {}
    std::string token_of(cases::CaseId id) const;

    std::string secret_;
};

}  // namespace website
