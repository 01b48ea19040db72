// The staff routes, each with its permission.

#include "desk/connector_page.h"
#include "desk/desk.h"
#include "desk/pages.h"
#include "desk/payment_page.h"

#include "html/pattern_book.h"

#include <stdexcept>

namespace desk {
namespace {

constexpr std::uint64_t most_photos = 64ULL << 20;  // of a request that brings photos

/// One's own work, the board, single tasks and many at once, and who is away.
void install_work(web::Router& router, const auto& with_site) {
    using enum web::Method;
    router.page(get, "/staff/work", "cases.read", with_site(show_work));
    router.page(post, "/staff/work/taking", "cases.work", with_site(take_tasks));
    router.page(get, "/staff/board", "cases.read", with_site(show_board));
    router.page(get, "/staff/board/selection", "cases.work", with_site(show_selection));
    router.page(post, "/staff/board/selection", "cases.work", with_site(do_selection));
    router.page(get, "/staff/away", "cases.work", with_site(show_away));
    router.page(post, "/staff/away", "cases.work", with_site(say_away));
    router.page(post, "/staff/away/{away}/end", "cases.work", with_site(end_away));
    router.page(get, "/staff/skills", "skills.grant", with_site(show_skills));
    router.page(post, "/staff/skills", "skills.grant", with_site(grant_skill));
    router.page(post, "/staff/skills/{staff}/{skill}/withdrawal", "skills.grant", with_site(withdraw_skill));
    router.page(get, "/staff/tasks/{task}", "cases.read", with_site(show_task));
    router.page(get, "/staff/tasks/{task}/photos/{number}", "cases.read", with_site(show_task_photo));
    router.page(post, "/staff/tasks/{task}/owner", "cases.work", with_site(take_task));
    router.page(get, "/staff/tasks/{task}/handover", "cases.assign", with_site(show_task_handover));
    router.page(post, "/staff/tasks/{task}/handover", "cases.assign", with_site(hand_task_over));
    router.page(get, "/staff/tasks/{task}/return", "cases.work", with_site(show_task_return));
    router.page(post, "/staff/tasks/{task}/return", "cases.work", with_site(return_task));
    router.add({.method = post, .pattern = "/staff/tasks/{task}/photos", .permission = "cases.work", .handler = with_site(add_task_photos), .most_body = most_photos});
    router.page(post, "/staff/tasks/{task}/completion", "cases.work", with_site(complete_task));
}

void install_round(web::Router& router, const auto& with_site) {
    using enum web::Method;
    router.page(get, "/staff/round", "cases.read", with_site(show_field_round));
    router.page(get, "/staff/round/seal", "cases.read", with_site(give_round_seal));
    router.page(get, "/staff/round/not-kept", "public", with_site(show_round_not_kept));
    router.page(get, "/staff/service-worker.js", "public", with_site(show_round_worker));
    router.add({.method = post, .pattern = "/staff/round/{task}/completion", .permission = "cases.work", .handler = with_site(finish_on_round), .most_body = most_photos});
    router.page(get, "/staff/round/{task}/attempt", "cases.work", with_site(show_attempt));
    router.add({.method = post, .pattern = "/staff/round/{task}/attempt", .permission = "cases.work", .handler = with_site(note_attempt), .most_body = most_photos});
}

}  // namespace

void install(web::Router& router, const Site& site) {
    const auto with_site = [&site](auto handler) {
        return [&site, handler](web::Request& request, web::Context& context) { return handler(site, request, context); };
    };
    using enum web::Method;
    router.page(get, "/staff", "desk.use", with_site(show_home));
    router.page(get, "/staff/worklist", "cases.read", with_site(show_worklist));
    install_work(router, with_site);
    install_round(router, with_site);
    constexpr std::uint64_t most_map = 2ULL << 20;  // of 512 KiB, as forms send it
    router.page(get, "/staff/services/{code}/map", "services.design", with_site(show_map_editor));
    router.add({.method = post, .pattern = "/staff/services/{code}/map", .permission = "services.design", .handler = with_site(save_map), .most_body = most_map});
    router.page(post, "/staff/services/{code}/map/steps/{element}", "services.design", with_site(save_map_step));
    router.page(get, "/staff/services/interactions", "desk.use", with_site(show_interactions));
    router.page(get, "/staff/services/interactions.csv", "desk.use", with_site(send_interactions));
    router.page(get, "/staff/exports", "records.export", with_site(show_exports));
    router.page(post, "/staff/exports", "records.export", with_site(give_out));
    router.page(get, "/staff/search", "cases.read", with_site(show_search));
    router.page(get, "/staff/cases/{id}", "cases.read", with_site(show_case));
    router.page(get, "/staff/people/{person}", "people.read", with_site(show_person));
    router.page(get, "/staff/cases/{id}/files/{request}/{number}", "cases.read", with_site(show_file));
    router.page(get, "/staff/cases/{id}/proof/{request}/{number}", "cases.read", with_site(show_proof));
    router.page(post, "/staff/cases/{id}/map/retry", "cases.work", with_site(try_map_again));
    router.page(post, "/staff/cases/{id}/owner", "cases.work", with_site(take_case));
    router.page(post, "/staff/cases/{id}/release", "cases.work", with_site(release_case));
    router.page(get, "/staff/cases/{id}/handover", "cases.assign", with_site(show_hand_over));
    router.page(post, "/staff/cases/{id}/handover", "cases.assign", with_site(hand_over));
    router.page(post, "/staff/cases/{id}/reply", "messages.send", with_site(tell_resident));
    router.page(post, "/staff/cases/{id}/promise", "cases.work", with_site(promise_later));
    router.page(post, "/staff/cases/{id}/pause", "cases.work", with_site(pause_case));
    router.page(post, "/staff/cases/{id}/pause/end", "cases.work", with_site(resume_case));
    router.page(post, "/staff/cases/{id}/tasks/{task}/completion", "cases.work", with_site(finish_task));
    router.page(post, "/staff/cases/{id}/closure", "cases.close", with_site(close_case));
    router.page(post, "/staff/cases/{id}/reopening", "cases.reopen", with_site(reopen_case));
    router.page(post, "/staff/cases/{id}/notes", "cases.note", with_site(add_note));
    router.page(post, "/staff/cases/{id}/joining/{other}", "cases.work", with_site(join_case));
    router.page(post, "/staff/cases/{id}/parting/{other}", "cases.work", with_site(part_case));
    router.page(get, "/staff/cases/{id}/splitting", "cases.work", with_site(show_split));
    router.page(post, "/staff/cases/{id}/splitting", "cases.work", with_site(split_case));
    router.page(get, "/staff/cases/{id}/splitting/matter", "cases.work", with_site(show_split_matter));
    router.page(post, "/staff/cases/{id}/splitting/matter", "cases.work", with_site(split_matter));
    router.page(post, "/staff/cases/{id}/passing-on", "cases.work", with_site(pass_case_on));
    router.page(post, "/staff/cases/{id}/visit", "cases.work", with_site(set_visit));
    router.page(post, "/staff/cases/{id}/visit/cancellation", "cases.work", with_site(cancel_visit));
    router.page(post, "/staff/cases/{id}/abuse", "cases.work", with_site(flag_abusive));
    router.page(post, "/staff/cases/{id}/abuse/lifting", "cases.work", with_site(lift_flag));
    router.page(get, "/staff/checks", "cases.publish", with_site(show_checks));
    router.page(get, "/staff/checks/{request}", "cases.publish", with_site(show_check));
    router.page(post, "/staff/checks/{request}/publication", "cases.publish", with_site(publish_request));
    router.page(post, "/staff/checks/{request}/withholding", "cases.publish", with_site(withhold_request));
    router.page(get, "/staff/abuse", "abuse.ban", with_site(show_abuse));
    router.page(post, "/staff/abuse/bans", "abuse.ban", with_site(ban_sender));
    router.page(post, "/staff/abuse/bans/{ban}/lifting", "abuse.ban", with_site(lift_ban));
    router.page(get, "/staff/plans", "people.plan_read", with_site(show_plans));
    router.page(get, "/staff/people/{person}/plan", "people.plan", with_site(show_plan));
    router.page(post, "/staff/people/{person}/plan", "people.plan", with_site(set_plan));
    router.page(post, "/staff/people/{person}/plan/{plan}/end", "people.plan", with_site(end_plan));
    router.page(get, "/staff/call", "contact.log", with_site(show_new_call));
    router.page(post, "/staff/calls", "contact.log", with_site(begin_call));
    router.page(get, "/staff/calls/{call}", "contact.log", with_site(show_call));
    router.page(post, "/staff/calls/{call}/person", "contact.log", with_site(name_caller));
    router.page(post, "/staff/calls/{call}/requests/{service}", "contact.log", with_site(log_request));
    router.page(post, "/staff/calls/{call}/saved-form", "contact.log", with_site(take_up_saved));
    router.page(post, "/staff/calls/{call}/end", "contact.log", with_site(finish_call));
    router.page(get, "/staff/contacts", "contact.read", with_site(show_contacts));
    router.page(get, "/staff/contacts/new", "contact.log", with_site(show_new_contact));
    router.page(post, "/staff/contacts/new", "contact.log", with_site(log_contact));
    router.page(get, "/staff/contacts/{contact}/requests/{service}", "contact.log", with_site(show_new_request));
    router.page(post, "/staff/contacts/{contact}/requests/{service}", "contact.log", with_site(take_request));
    router.page(get, "/staff/visits", "cases.read", with_site(show_visits));
    router.page(get, "/staff/visits.ics", "cases.read", with_site(send_visits));
    router.page(get, "/staff/rounds", "places.read", with_site(show_rounds));
    router.page(get, "/staff/rounds/{round}/late", "rounds.late", with_site(show_late_round));
    router.page(post, "/staff/rounds/{round}/late", "rounds.late", with_site(mark_late_round));
    router.page(post, "/staff/rounds/{round}/late/{late}/clearance", "rounds.late", with_site(clear_late_round));
    router.page(get, "/staff/kept/{id}", "desk.use", with_site(show_kept));
    router.page(post, "/staff/kept/{id}/end", "desk.use", with_site(throw_kept_away));
    router.page(get, "/staff/notices", "notices.write", with_site(show_notices));
    router.page(get, "/staff/notices/new", "notices.write", with_site(show_new_notice));
    router.page(post, "/staff/notices/new", "notices.write", with_site(write_notice));
    router.page(get, "/staff/notices/{notice}", "notices.write", with_site(show_notice));
    router.page(post, "/staff/notices/{notice}", "notices.write", with_site(change_notice));
    router.page(post, "/staff/notices/{notice}/end", "notices.write", with_site(end_notice));
    router.page(get, "/staff/shortcuts", "services.read", with_site(show_shortcuts));
    router.page(post, "/staff/shortcuts/pins", "services.publish", with_site(pin_shortcut));
    router.page(post, "/staff/shortcuts/pins/{service}/removal", "services.publish", with_site(unpin_shortcut));
    router.page(get, "/staff/maps", "services.publish", with_site(show_maps));
    router.page(get, "/staff/maps/{service}/{version}", "services.publish", with_site(show_map_check));
    router.page(post, "/staff/maps/{service}/{version}/move", "services.publish", with_site(move_cases));
    router.page(get, "/staff/map-moves/{move}", "services.publish", with_site(show_map_move));
    router.page(get, "/staff/jobs", "jobs.tend", with_site(show_jobs));
    router.page(post, "/staff/jobs/{id}/retry", "jobs.tend", with_site(retry_job));
    router.page(post, "/staff/jobs/{subscriber}/{position}/retry", "jobs.tend", with_site(retry_missed));
    install_connectors(router, site);
    install_payments(router, site);
    router.page(get, "/staff/pattern-book", "desk.use", with_site(show_pattern_book));
}

const access::Actor& actor_of(const web::Context& context) {
    const auto* actor = context.actor.as<access::Actor>();
    if (actor == nullptr) throw std::logic_error("a staff route was reached without an actor");
    return *actor;
}

html::Html heading(std::string_view title, std::string_view caption) {
    html::Html out;
    if (!caption.empty()) out << "<span class=\"govuk-caption-l\">"_html << caption << "</span>"_html;
    return out << "<h1 class=\"govuk-heading-l\">"_html << title << "</h1>"_html;
}

Result<web::Response> show_pattern_book(const Site& site, web::Request& request, web::Context& context) {
    html::Page page{.title = context.say("desk.pattern_book"), .scripts = {site.asset("patterns.js")}};
    page.main << "<link rel=\"stylesheet\""_html;
    page.main.url("href", site.asset("patterns.css")) << ">"_html << html::pattern_book();
    return site.staff_page(request, context, std::move(page));
}

}  // namespace desk
