#include "access/permission.h"

#include <array>

namespace room::access {
namespace {

using enum Permission;

constexpr std::array<PermissionName, permission_count> names{{
    {use_desk, "desk.use"},
    {read_case, "cases.read"},
    {note_case, "cases.note"},
    {work_case, "cases.work"},
    {assign_case, "cases.assign"},
    {close_case, "cases.close"},
    {reopen_case, "cases.reopen"},
    {publish_request, "cases.publish"},
    {read_contact, "contact.read"},
    {log_contact, "contact.log"},
    {submit_request, "requests.submit", true},
    {read_request, "requests.read"},
    {read_person, "people.read"},
    {change_person, "people.change"},
    {read_plan, "people.plan_read"},
    {set_plan, "people.plan"},
    {erase_person, "people.erase", false, true},
    {read_place, "places.read"},
    {change_place, "places.change", false, true},
    {read_service, "services.read"},
    {publish_service, "services.publish", false, true},
    {read_article, "knowledge.read"},
    {write_article, "knowledge.write"},
    {write_notice, "notices.write"},
    {read_message, "messages.read"},
    {send_message, "messages.send"},
    {read_document, "documents.read"},
    {read_measure, "measures.read"},
    {export_records, "records.export"},
    {import_records, "records.import", false, true},
    {read_journal, "journal.read", false, true},
    {tend_jobs, "jobs.tend", false, true},
    {read_staff, "staff.read"},
    {manage_staff, "staff.manage", false, true},
    {manage_tokens, "tokens.manage", false, true},
    {change_settings, "settings.change", false, true},
    {ban_sender, "abuse.ban"},
    {tell_late_round, "rounds.late"},
    {grant_skill, "skills.grant"},
    {read_payment, "payments.read"},
    {refund_payment, "payments.refund"},
    {design_service, "services.design", false, true},
}};

consteval bool in_order() {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].permission != static_cast<Permission>(i)) return false;
    return true;
}
static_assert(in_order());

}  // namespace

std::span<const PermissionName> all_permissions() { return names; }

std::string_view code_of(Permission permission) { return names[static_cast<std::size_t>(permission)].code; }

std::optional<Permission> find_permission(std::string_view code) {
    for (const auto& name : names)
        if (name.code == code) return name.permission;
    return std::nullopt;
}

bool is_of_the_house(Permission permission) { return names[static_cast<std::size_t>(permission)].of_the_house; }

bool anybody_may(Permission permission) { return names[static_cast<std::size_t>(permission)].anybody; }

}  // namespace room::access
