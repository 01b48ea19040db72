#pragma once
// A destination that is a GeoReport v2 server (wiki.open311.org/GeoReport_v2), with mySociety's servicerequestupdates. JSON is spoken; the
// secret is the api_key.
//
// Out: "open" posts a request, and our name stands at the end of its description, as other systems do it, because the standard knows no
// name for a repeat: before a second try the server is asked whether the first one arrived. Every other kind posts an update to the
// request of the same order key ("cancel" as CLOSED, others as OPEN), and waits until that has its number.
// Back: tokens are exchanged for numbers; updates since the last look, and how each request stands, are fetched. "closed" is an answer
// ("done") unless the settings say what it means.

#include "connectors/carrier.h"
#include "web/outbound.h"
#include "georeport/georeport.h"

namespace connectors {

class Open311Destination final : public Carrier {
public:
    explicit Open311Destination(std::shared_ptr<const web::Outbound> outbound) : outbound_(std::move(outbound)) {}
    Sent send(const Parcel&) override;
    bool fetches_answers() const override { return true; }
    Heard ask(const Destination&, const Secrets&, const std::vector<Kept>&, Instant now) override;

private:
    std::expected<web::Reply, std::string> get(const Destination&, const Secrets&, const std::string& document, const std::string& query) const;
    Sent open(const Parcel&) const;
    Sent update(const Parcel&) const;
    /// The number under which an earlier try arrived, if it did.
    std::expected<std::string, Trouble> number_of_earlier(const Parcel&) const;

    std::shared_ptr<const web::Outbound> outbound_;
};

/// The form that is posted for a new request, and for an update.
std::string open311_request_form(const Parcel&);
std::string open311_update_form(const Parcel&);
/// What a list of requests, and one of updates, says.
std::vector<Told> told_by(const std::vector<georeport::Request>&);
std::vector<Told> told_by(const std::vector<georeport::Update>&);

}  // namespace connectors
