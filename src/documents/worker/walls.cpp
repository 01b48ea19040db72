#include "documents/worker/walls.h"

#include "files/process_limits.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>

namespace documents::worker {
namespace {

/// What Python, its libraries and the fonts are read from.
constexpr const char* readable[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/python3.11", "/var/cache/fontconfig", "/dev/null", "/dev/urandom"};

constexpr files::ProcessLimits limits{.processor_seconds = 30, .bytes_written = 32UL << 20U, .memory = 1024UL << 20U, .open_files = 64};

/// A kernel without Landlock (before 5.13, or switched off) reads files under the program's own user; the other walls stand.
void wall_off_files() {
    landlock_ruleset_attr all{};
    all.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE |
                            LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                            LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM;
    const auto rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0));
    if (rules < 0) return;
    for (const char* path : readable) {
        landlock_path_beneath_attr one{};
        one.parent_fd = open(path, O_PATH | O_CLOEXEC);
        if (one.parent_fd < 0) continue;
        const bool is_folder = std::string_view(path).starts_with("/usr") || std::string_view(path).starts_with("/lib") ||
                               std::string_view(path) == "/bin" || std::string_view(path).starts_with("/etc/fonts") ||
                               std::string_view(path).starts_with("/etc/python") || std::string_view(path).starts_with("/var");
        one.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
        if (is_folder) one.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
        (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &one, 0);
        close(one.parent_fd);
    }
    if (syscall(SYS_landlock_restrict_self, rules, 0) != 0) give_up("the files could not be walled off");
    close(rules);
}

void refuse_call(scmp_filter_ctx filter, int call, int error = EACCES) {
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, 0) != 0) give_up("a wall could not be built");
}

/// Nothing leads outside; the one program that may still be started is the one named by this very pointer.
void wall_off_calls() {
    const auto filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) give_up("a wall could not be built");
    for (const int call : {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4),
                           SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(io_uring_setup),
                           SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(execveat), SCMP_SYS(kill),
                           SCMP_SYS(tgkill), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat2), SCMP_SYS(keyctl), SCMP_SYS(add_key)})
        refuse_call(filter, call);
    refuse_call(filter, SCMP_SYS(clone3), ENOSYS);  // glibc then uses clone, whose flags can be seen
    if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) != 0 ||
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(execve), 1, SCMP_A0(SCMP_CMP_NE, reinterpret_cast<scmp_datum_t>(python))) != 0 ||
        seccomp_load(filter) != 0)
        give_up("a wall could not be built");
    seccomp_release(filter);
}

}  // namespace

void give_up(const char* what) {
    std::fprintf(stderr, "guildhall-document: %s\n", what);
    _exit(1);
}

void build_walls() {
    if (!files::limit_this_process(limits)) give_up("a limit could not be set");
    wall_off_files();
    wall_off_calls();
}

}  // namespace documents::worker
