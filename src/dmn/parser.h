#pragma once
// Inside dmn: texts to trees.

#include "dmn/lexer.h"
#include "dmn/tree.h"

#include <optional>
#include <string>
#include <string_view>

namespace dmn {

inline constexpr std::size_t most_expression_bytes = 64 * 1024;
inline constexpr int most_levels = 200;       // of forms in one another; a bracket is two
inline constexpr int most_tree_levels = 400;  // of the tree: also "a + b + c …"

/// One reading of one text. A function that returns no tree has said why in `complaint_`.
class Parser {
public:
    Parser(std::string_view text, const Names&);

    Tree expression();
    Tree unary_tests();
    /// Whatever was wrong, with its line and column.
    std::string complaint() const;

private:
    struct Level {
        explicit Level(Parser& p) : parser(p) { ++parser.level_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;
        ~Level() { --parser.level_; }
        Parser& parser;
    };

    // parser.cpp: what stands around operators
    void advance();
    void refresh();
    bool next_is(std::string_view sign_or_keyword) const;
    bool take(std::string_view sign_or_keyword);
    bool expect(std::string_view sign_or_keyword);
    Tree fail(std::string why);
    Tree make(Node::Kind, std::uint32_t place);
    bool adopt(Tree& parent, Tree child);
    Tree whole(Tree);
    Tree any_expression();
    Tree binary(int least);
    Tree operation(Tree left, int strength);
    Tree between(Tree value);
    Tree in(Tree value);
    Tree tests_in_brackets();
    Tree test();
    Tree unary();

    // parser_operand.cpp: operands
    Tree operand();
    Tree postfix(Tree);
    Tree instance(Tree);
    Tree call(Tree function);
    Tree filter(Tree list);
    Tree literal();
    Tree at_literal();
    Tree keyword_operand();
    Tree variable();
    Tree list_or_range();
    Tree bracketed();
    Tree range(Tree low, bool low_included, std::uint32_t place);
    Tree high_end();
    Tree context();
    Tree half_range();
    bool named_argument();

    // parser_form.cpp: the forms that begin with a word
    Tree condition();
    Tree iteration(Node::Kind);
    bool iteration_variable(Tree& form);
    Tree function();
    bool parameter(Tree& function);
    std::optional<TypeName> type();
    bool type_members(TypeName&);
    std::optional<TypeName> named_type();
    bool type_arguments(TypeName&, std::string_view close);

    Lexer lexer_;
    Token next_;
    std::size_t last_end_ = 0;
    std::string complaint_;
    std::size_t complaint_place_ = 0;
    int level_ = 0;
    int filters_ = 0;        // how many filters we are in: there, members are names as well
    bool closing_bracket_may_open_ = false;  // in the high end of a range, which `[` may close
    int questions_ = 0;      // how often `?` stood there
    bool partial_ = false;   // somebody named `partial`
};


}  // namespace dmn
