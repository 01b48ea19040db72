#pragma once
// The fields of a report that are no question of the service: where it is, and who asks.

#include "catalogue/catalogue.h"
#include "contact/contact.h"
#include "forms/view.h"
#include "web/web.h"

#include <span>

namespace website {

/// Where it is, in words.
void put_place(html::Html& out, const catalogue::Definition& service, const forms::Typed& typed,
               std::span<const Problem> problems, forms::Standing standing);

/// Name, e-mail address and telephone number, as far as the service asks for them.
void put_details(html::Html& out, const web::Context& context, const catalogue::Definition& service,
                 const forms::Typed& typed, std::span<const Problem> problems);

/// How they want to be written to: by e-mail, or by post at an address, in large print if they like. For services that ask for name and e-mail address.
void put_way_to_write(html::Html& out, const web::Context& context, const forms::Typed& typed, std::span<const Problem> problems);
/// Whether a service asks for it.
bool asks_way_to_write(const catalogue::Definition& service);

/// True if the service asks who somebody is.
bool asks_details(const catalogue::Definition& service);

/// Where it is, as the form said it.
places::Location place_sent(const web::Request& request);
/// What the form sent. The views in it live as long as the request.
contact::Sent sent_with(const web::Request& request, const catalogue::Definition& service);

}  // namespace website
