// Fuzzes what reads people's text: the splitter, the reader of questions, and what both databases are handed.

#include "search/question.h"
#include "search/search.h"
#include "search/spelling.h"
#include "search/tokens.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::size_t last = 0;
    search::for_each_token(text, [&](const search::Token& token) {
        if (token.begin < last || token.end <= token.begin || token.end > size) std::abort();
        if (token.word.empty() || token.word.size() > search::longest_word) std::abort();
        for (const char c : token.word)
            if (static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) std::abort();
        last = token.end;
        if (search::stem(token).size() > search::longest_word + 2) std::abort();
        search::distance(token.word, "collection", 2);
    });
    if (const auto terms = search::parse(text); terms && !terms->empty()) {
        search::to_fts5(*terms, {{"index:things"}, {std::string(text.substr(0, 20))}});
        search::to_tsquery(*terms, {{"index:things"}});
    }
    return 0;
}
