#include "search/shelf.h"

#include "search/queries.h"

#include <map>
#include <memory>
#include <string>

namespace search {
namespace {

struct OfPeople {
    std::string text;
    db::Sql sql;
    explicit OfPeople(const db::Sql& usual) : text(usual.sqlite), sql(usual) {
        constexpr std::string_view all = "search_text", people = "search_people";
        for (auto at = text.find(all); at != text.npos; at = text.find(all, at + people.size())) text.replace(at, all.size(), people);
        sql.sqlite = text.c_str();
    }
};

}  // namespace

const db::Sql& asked_of(const db::Sql& usual, std::string_view index) {
    static const auto of_people = [] {
        std::map<const db::Sql*, std::unique_ptr<const OfPeople>> made;
        for (const auto* sql : {&sql::newest_on_sqlite, &sql::rank_on_sqlite, &sql::occurs})
            made[sql] = std::make_unique<const OfPeople>(*sql);
        return made;
    }();
    return index == "people" ? of_people.at(&usual)->sql : usual;
}

}  // namespace search
