#pragma once
// Inside designer only: the handlers behind its routes.

#include "designer/parts.h"

namespace designer {

using Handler = Result<web::Response>(const Parts&, web::Request&, web::Context&);

Handler show_services, show_new_service, add_service;             // list_pages.cpp
Handler show_service, begin_service_draft, discard_service_draft;  // service_page.cpp
Handler set_service_review, dismiss_brought_text, take_brought_text;
Handler show_members, save_members;                                // member_pages.cpp: about, place, promise, letters, visit, fee, record, script
Handler show_question, save_question, move_question, remove_question;  // question_pages.cpp
Handler show_outcomes, save_outcomes, show_pauses, save_pauses;    // row_pages.cpp
Handler show_escalation, save_escalation;
Handler show_forms, add_form, show_form;                           // form_pages.cpp
Handler show_article, save_article;                                // article_pages.cpp
Handler show_example, save_example, remove_example;                // example_pages.cpp
Handler show_steps, add_step, remove_step;                         // step_pages.cpp
Handler show_decisions, add_decision, show_decision, save_decision;  // decision_pages.cpp
Handler show_publication, publish;                                 // publish_pages.cpp
Handler widen, stop_pilot, retire, offer;
Handler show_history, show_old_version, publish_old_version;       // history_pages.cpp
Handler give_file, show_take_file, take_file;                      // file_pages.cpp
Handler show_trial, play_trial;                                    // trial_pages.cpp

}  // namespace designer
