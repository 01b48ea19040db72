#pragma once
// What a person or a program may be allowed to do. One table, in permission.cpp: the code that routes and roles name,
// and the enumerator that verbs name. The words for each stand in words/en.txt as access.may.<code>.
//
// Which role holds which permission is data (access_role_permission). A new permission wants a line in the table, a
// line of words, and a migration that gives it to a role.

#include "access/ids.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace room::access {

enum class Permission : unsigned char {
    use_desk,  // open the staff pages at all; every staff role has it
    read_case,
    note_case,
    work_case,  // take over, change, carry out steps
    assign_case,
    close_case,
    reopen_case,
    publish_request,  // let a public copy of what residents sent through, or keep it back
    read_contact,
    log_contact,
    submit_request,  // anybody may
    read_request,
    read_person,
    change_person,
    read_plan,  // how a person who contacts us very often is answered
    set_plan,
    erase_person,
    read_place,
    change_place,
    read_service,
    publish_service,
    read_article,
    write_article,
    write_notice,  // tell everybody something on the council's pages
    read_message,
    send_message,
    read_document,
    read_measure,
    export_records,
    import_records,
    read_journal,
    tend_jobs,  // see and retry what failed
    read_staff,
    manage_staff,
    manage_tokens,
    change_settings,
    ban_sender,  // take nothing online from an address, a number or a connection for a time
    tell_late_round,  // that a collection round is late, and that it came
    grant_skill,  // say who holds which skill
    read_payment,
    refund_payment,  // ask for a refund, or approve what somebody else has asked for
    design_service,  // draft what a service asks, promises and does, and try it
};
inline constexpr std::size_t permission_count = 42;

struct PermissionName {
    Permission permission;
    std::string_view code;  // "cases.close"
    bool anybody = false;   // also for visitors whom nobody knows
    bool of_the_house = false;  // with no record of a team's: a role that reaches everything gives it, where it is
                                // granted without limits
};

/// All of them, in the order of the enumeration.
std::span<const PermissionName> all_permissions();
std::string_view code_of(Permission);
std::optional<Permission> find_permission(std::string_view code);
/// True for what a limited grant does not give.
bool is_of_the_house(Permission);
/// True for the few that a visitor holds who has not signed in.
bool anybody_may(Permission);

}  // namespace room::access
