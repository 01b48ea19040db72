#pragma once
// Inside designer only: what a question has because of its kind. A list of answers, how a reference is spelled, what is asked of each of a group,
// how a value is calculated, who is not eligible.

#include "designer/parts.h"

namespace designer {

/// The kinds that a designer may choose, as definitions name them; in a group's row only those that may stand there.
std::span<const char* const> kinds_of_question(bool in_a_row);

/// The fields of the kind that the question has now.
void put_kind(html::Html&, const web::Context&, const boost::json::object& question, bool is_new, std::span<const Problem>);

/// What a group asks of each.
const boost::json::array& questions_in_group(const boost::json::object& group);

/// Refuses rows of answers or rules that are filled in by half.
Result<void> require_whole_kind(const web::Request&);

/// Takes what was typed in these fields, and drops what belongs to another kind. What no field shows stays as it was.
void take_kind(boost::json::object& question, const web::Request&);

/// Fields of one member of a question, named "q-" and the member: a line, or several.
void put_member_line(html::Html&, const web::Context&, const boost::json::object& question, const char* member, std::span<const Problem>, const char* classes = "");
void put_member_text(html::Html&, const web::Context&, const boost::json::object& question, const char* member, std::span<const Problem>, int rows = 3);

/// The field that a reader of forms complains about, by the words of the complaint; empty: it says none.
std::string field_complained_of(std::string_view complaint);

}  // namespace designer
