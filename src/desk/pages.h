#pragma once
// Inside desk only: the handlers behind its routes, and what they share.

#include "access/access.h"
#include "html/patterns.h"
#include "website/site.h"

namespace desk {

using html::operator""_html;
using website::Site;

Result<web::Response> show_home(const Site&, web::Request&, web::Context&);
Result<web::Response> show_worklist(const Site&, web::Request&, web::Context&);
Result<web::Response> show_exports(const Site&, web::Request&, web::Context&);
Result<web::Response> give_out(const Site&, web::Request&, web::Context&);
Result<web::Response> show_search(const Site&, web::Request&, web::Context&);
Result<web::Response> show_person(const Site&, web::Request&, web::Context&);

Result<web::Response> show_case(const Site&, web::Request&, web::Context&);
Result<web::Response> show_proof(const Site&, web::Request&, web::Context&);
Result<web::Response> show_file(const Site&, web::Request&, web::Context&);
Result<web::Response> try_map_again(const Site&, web::Request&, web::Context&);
Result<web::Response> take_case(const Site&, web::Request&, web::Context&);
Result<web::Response> join_case(const Site&, web::Request&, web::Context&);
Result<web::Response> pass_case_on(const Site&, web::Request&, web::Context&);
Result<web::Response> part_case(const Site&, web::Request&, web::Context&);
Result<web::Response> show_split(const Site&, web::Request&, web::Context&);
Result<web::Response> split_case(const Site&, web::Request&, web::Context&);
Result<web::Response> show_split_matter(const Site&, web::Request&, web::Context&);
Result<web::Response> split_matter(const Site&, web::Request&, web::Context&);
Result<web::Response> release_case(const Site&, web::Request&, web::Context&);
Result<web::Response> show_hand_over(const Site&, web::Request&, web::Context&);
Result<web::Response> hand_over(const Site&, web::Request&, web::Context&);
Result<web::Response> tell_resident(const Site&, web::Request&, web::Context&);
Result<web::Response> promise_later(const Site&, web::Request&, web::Context&);
Result<web::Response> pause_case(const Site&, web::Request&, web::Context&);
Result<web::Response> resume_case(const Site&, web::Request&, web::Context&);
Result<web::Response> finish_task(const Site&, web::Request&, web::Context&);
Result<web::Response> close_case(const Site&, web::Request&, web::Context&);
Result<web::Response> reopen_case(const Site&, web::Request&, web::Context&);
Result<web::Response> add_note(const Site&, web::Request&, web::Context&);

Result<web::Response> show_work(const Site&, web::Request&, web::Context&);
Result<web::Response> take_tasks(const Site&, web::Request&, web::Context&);
Result<web::Response> show_board(const Site&, web::Request&, web::Context&);
Result<web::Response> show_selection(const Site&, web::Request&, web::Context&);
Result<web::Response> do_selection(const Site&, web::Request&, web::Context&);
Result<web::Response> show_away(const Site&, web::Request&, web::Context&);
Result<web::Response> say_away(const Site&, web::Request&, web::Context&);
Result<web::Response> end_away(const Site&, web::Request&, web::Context&);
Result<web::Response> show_map_editor(const Site&, web::Request&, web::Context&);
Result<web::Response> save_map(const Site&, web::Request&, web::Context&);
Result<web::Response> save_map_step(const Site&, web::Request&, web::Context&);
Result<web::Response> show_interactions(const Site&, web::Request&, web::Context&);
Result<web::Response> send_interactions(const Site&, web::Request&, web::Context&);
Result<web::Response> show_skills(const Site&, web::Request&, web::Context&);
Result<web::Response> grant_skill(const Site&, web::Request&, web::Context&);
Result<web::Response> withdraw_skill(const Site&, web::Request&, web::Context&);
Result<web::Response> show_task(const Site&, web::Request&, web::Context&);
Result<web::Response> take_task(const Site&, web::Request&, web::Context&);
Result<web::Response> show_task_handover(const Site&, web::Request&, web::Context&);
Result<web::Response> hand_task_over(const Site&, web::Request&, web::Context&);
Result<web::Response> show_task_return(const Site&, web::Request&, web::Context&);
Result<web::Response> return_task(const Site&, web::Request&, web::Context&);
Result<web::Response> complete_task(const Site&, web::Request&, web::Context&);
Result<web::Response> add_task_photos(const Site&, web::Request&, web::Context&);
Result<web::Response> show_task_photo(const Site&, web::Request&, web::Context&);

Result<web::Response> show_field_round(const Site&, web::Request&, web::Context&);
Result<web::Response> give_round_seal(const Site&, web::Request&, web::Context&);
Result<web::Response> show_round_not_kept(const Site&, web::Request&, web::Context&);
Result<web::Response> show_round_worker(const Site&, web::Request&, web::Context&);
Result<web::Response> finish_on_round(const Site&, web::Request&, web::Context&);
Result<web::Response> show_attempt(const Site&, web::Request&, web::Context&);
Result<web::Response> note_attempt(const Site&, web::Request&, web::Context&);

Result<web::Response> show_visits(const Site&, web::Request&, web::Context&);
Result<web::Response> send_visits(const Site&, web::Request&, web::Context&);
Result<web::Response> set_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> cancel_visit(const Site&, web::Request&, web::Context&);
Result<web::Response> flag_abusive(const Site&, web::Request&, web::Context&);
Result<web::Response> lift_flag(const Site&, web::Request&, web::Context&);

Result<web::Response> show_checks(const Site&, web::Request&, web::Context&);
Result<web::Response> show_check(const Site&, web::Request&, web::Context&);
Result<web::Response> publish_request(const Site&, web::Request&, web::Context&);
Result<web::Response> withhold_request(const Site&, web::Request&, web::Context&);

Result<web::Response> show_abuse(const Site&, web::Request&, web::Context&);
Result<web::Response> ban_sender(const Site&, web::Request&, web::Context&);
Result<web::Response> lift_ban(const Site&, web::Request&, web::Context&);

Result<web::Response> show_plans(const Site&, web::Request&, web::Context&);
Result<web::Response> show_plan(const Site&, web::Request&, web::Context&);
Result<web::Response> set_plan(const Site&, web::Request&, web::Context&);
Result<web::Response> end_plan(const Site&, web::Request&, web::Context&);

Result<web::Response> show_new_call(const Site&, web::Request&, web::Context&);
Result<web::Response> begin_call(const Site&, web::Request&, web::Context&);
Result<web::Response> show_call(const Site&, web::Request&, web::Context&);
Result<web::Response> name_caller(const Site&, web::Request&, web::Context&);
Result<web::Response> log_request(const Site&, web::Request&, web::Context&);
Result<web::Response> take_up_saved(const Site&, web::Request&, web::Context&);
Result<web::Response> finish_call(const Site&, web::Request&, web::Context&);

Result<web::Response> show_contacts(const Site&, web::Request&, web::Context&);
Result<web::Response> show_new_contact(const Site&, web::Request&, web::Context&);
Result<web::Response> log_contact(const Site&, web::Request&, web::Context&);
Result<web::Response> show_new_request(const Site&, web::Request&, web::Context&);
Result<web::Response> take_request(const Site&, web::Request&, web::Context&);

Result<web::Response> show_rounds(const Site&, web::Request&, web::Context&);
Result<web::Response> show_late_round(const Site&, web::Request&, web::Context&);
Result<web::Response> mark_late_round(const Site&, web::Request&, web::Context&);
Result<web::Response> clear_late_round(const Site&, web::Request&, web::Context&);

Result<web::Response> show_kept(const Site&, web::Request&, web::Context&);
Result<web::Response> throw_kept_away(const Site&, web::Request&, web::Context&);

Result<web::Response> show_notices(const Site&, web::Request&, web::Context&);
Result<web::Response> show_new_notice(const Site&, web::Request&, web::Context&);
Result<web::Response> write_notice(const Site&, web::Request&, web::Context&);
Result<web::Response> show_notice(const Site&, web::Request&, web::Context&);
Result<web::Response> change_notice(const Site&, web::Request&, web::Context&);
Result<web::Response> end_notice(const Site&, web::Request&, web::Context&);
Result<web::Response> show_shortcuts(const Site&, web::Request&, web::Context&);
Result<web::Response> pin_shortcut(const Site&, web::Request&, web::Context&);
Result<web::Response> unpin_shortcut(const Site&, web::Request&, web::Context&);

Result<web::Response> show_maps(const Site&, web::Request&, web::Context&);
Result<web::Response> show_map_check(const Site&, web::Request&, web::Context&);
Result<web::Response> move_cases(const Site&, web::Request&, web::Context&);
Result<web::Response> show_map_move(const Site&, web::Request&, web::Context&);

Result<web::Response> show_jobs(const Site&, web::Request&, web::Context&);
Result<web::Response> retry_job(const Site&, web::Request&, web::Context&);
Result<web::Response> retry_missed(const Site&, web::Request&, web::Context&);
Result<web::Response> show_pattern_book(const Site&, web::Request&, web::Context&);

/// The hidden fields of a form with words in it: they survive a session that ends before they are sent.
html::Html keeping_fields(const web::Context&);
/// The member of staff or program that the gate let in.
const access::Actor& actor_of(const web::Context&);
/// The pages on which the council's website is looked after.
html::TabLinks website_tabs(const web::Request&, const web::Context&);
/// A heading of a staff page, with what stands small above it.
html::Html heading(std::string_view title, std::string_view caption = {});

}  // namespace desk
