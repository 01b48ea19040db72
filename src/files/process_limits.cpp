#include "files/process_limits.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace files {
namespace {

bool limit(__rlimit_resource what, std::optional<std::uint64_t> most) {
    if (!most) return true;
    const rlimit both{*most, *most};
    return setrlimit(what, &both) == 0;
}

}  // namespace

bool limit_this_process(const ProcessLimits& limits) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limit(RLIMIT_CORE, 0) && limit(RLIMIT_CPU, limits.processor_seconds) &&
           limit(RLIMIT_FSIZE, limits.bytes_written) && limit(RLIMIT_AS, limits.memory) && limit(RLIMIT_NOFILE, limits.open_files) &&
           limit(RLIMIT_NPROC, limits.processes);
}

}  // namespace files
