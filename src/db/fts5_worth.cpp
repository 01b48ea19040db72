#include "db/fts5_worth.h"

#include <vector>

namespace db {
namespace {

void worth(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* answer, int weights, sqlite3_value** weight) {
    const auto columns = static_cast<std::size_t>(weights);
    std::vector<int> places(static_cast<std::size_t>(api->xPhraseCount(context)) * columns);
    int count = 0;
    int code = api->xInstCount(context, &count);
    for (int i = 0; i < count && code == SQLITE_OK; ++i) {
        int phrase = 0, column = 0, offset = 0;
        code = api->xInst(context, i, &phrase, &column, &offset);
        if (code == SQLITE_OK && column < weights) ++places[static_cast<std::size_t>(phrase) * columns + static_cast<std::size_t>(column)];
    }
    if (code != SQLITE_OK) return sqlite3_result_error_code(answer, code);
    double sum = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] > 0) sum += sqlite3_value_double(weight[i % columns]) * places[i] / (places[i] + 1);
    sqlite3_result_double(answer, sum);
}

fts5_api* api_of(sqlite3* connection) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

}  // namespace

int add_worth(sqlite3* connection) {
    auto* api = api_of(connection);
    return api == nullptr ? SQLITE_ERROR : api->xCreateFunction(api, "worth", nullptr, worth, nullptr);
}

}  // namespace db
