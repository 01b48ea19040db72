#pragma once
// All doors of the house behind one router: what a server serves, whichever councils stand behind it.

#include "access/install.h"
#include "base/config.h"
#include "guildhall/household.h"
#include "web/web.h"
#include "website/website.h"

#include <filesystem>
#include <string>

namespace guildhall {

/// Made once and kept as long as the server; `settings` must outlive it.
class Doors {
public:
    /// `assets`: the folder with the built style sheets and scripts; empty: pages go without. Throws std::runtime_error
    /// when it cannot be read.
    Doors(const base::Config& settings, const std::filesystem::path& assets);

    /// Every route of every room.
    const web::Router& router() const { return router_; }
    web::Gate& gate() { return desk_.gate(); }

    /// What web::Server is given. The arguments must outlive the server.
    web::House house(const web::Tenants& tenants, web::Live& live, const Clock& clock, Random& random,
                     std::function<Result<void>()> ready);

private:
    web::Assets assets_;
    website::Site site_;
    access::Desk desk_;
    web::Router router_;
};

}  // namespace guildhall
