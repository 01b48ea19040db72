#pragma once
// Inside desk only: the team's board, and what is done with many tasks from it.

#include "casework/board.h"
#include "desk/task_page.h"

#include <string>
#include <vector>

namespace desk {

inline constexpr const char* board_address = "/staff/board";

struct BoardShown {
    casework::BoardWanted wanted;
    casework::Board board;
    casework::BoardChoices choices;
    TasksListed listed;  // what the cards say of their cases
    std::map<access::StaffId, std::string> names;
    std::map<access::TeamId, std::string> teams;
    std::vector<std::pair<std::string, std::string>> services, wards;  // code and name, of what there is work on
    std::map<access::StaffId, casework::Away> away;
    std::map<casework::TaskId, casework::Away> instead;  // for whom a task is done
    journal::Position position = 0;

    std::string name_of(access::StaffId id) const;
    std::string team_of(access::TeamId id) const;
};
/// As the address narrows it: `team`, `service`, `ward`, `person`.
Result<BoardShown> read_board(db::Tx& tx, const web::Request& request, const web::Context& context);
/// The address of the board narrowed so, but for `without`.
std::string board_address_of(const casework::BoardWanted& wanted, std::string_view without = {});

void put_board_filter(html::Html& out, const web::Context& context, const BoardShown& shown);
/// How much each person has, as words and a bar; each leads to theirs alone.
void put_loads(html::Html& out, const web::Context& context, const BoardShown& shown);
/// The columns, in a form from which many tasks are chosen.
void put_columns(html::Html& out, const web::Context& context, const BoardShown& shown);

}  // namespace desk
