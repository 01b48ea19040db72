#pragma once
// Inside notifications only: letters on paper as rows.

#include "notifications/paper_page.h"
#include "notifications/post.h"

namespace notifications::letter_store {

void add(db::Tx&, MessageId, const Sheet&, const std::string& pdf);
/// Before it is queued again: it is laid out anew.
void drop(db::Tx&, MessageId);
/// As it was laid out; empty once it was erased.
std::string pdf_of(db::Tx&, MessageId);
/// It came back, or never left.
void take_back(db::Tx&, MessageId);
/// Whose detail is erased: one that was not printed goes, of one that was only the record stays.
void blank(db::Tx&, MessageId);

}  // namespace notifications::letter_store
