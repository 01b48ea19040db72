#pragma once
// How main puts this room into the building, for each tenant.

#include "base/config.h"
#include "files/store.h"
#include "jobs/kinds.h"

namespace files {

/// Settings: files_folder (default: `files` in the tenant's folder), clamd (none), file_megabytes (25), files_in_request
/// (10), files_gigabytes (200) for the tenant.
Result<StoreOptions> settings_from(const base::Config& config, const std::filesystem::path& tenant_folder);

/// The kinds of job that sweep and that ask the scanner again, in a lane of their own. `store` must outlive `kinds`.
void install(jobs::Kinds& kinds, Store& store);

/// Sets their timers: daily, and every five minutes. At every start of a tenant, like count_bytes (sweep.h).
void set_timers(db::Tx& tx);

}  // namespace files
