#include "dmn/parser.h"

#include "base/text.h"
#include "dmn/builtin.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dmn {
namespace {

struct Operator {
    std::string_view sign;
    Form kind;
    int strength;
};
constexpr int weakest = 1, of_comparison = 3;
constexpr std::array operators{
    Operator{"or", Form::either, 1},     Operator{"and", Form::both, 2},       Operator{"=", Form::equal, 3},
    Operator{"!=", Form::not_equal, 3},  Operator{"<=", Form::at_most, 3},     Operator{">=", Form::at_least, 3},
    Operator{"<", Form::less, 3},        Operator{">", Form::greater, 3},      Operator{"between", Form::between, 3},
    Operator{"in", Form::in, 3},         Operator{"+", Form::add, 4},          Operator{"-", Form::subtract, 4},
    Operator{"*", Form::multiply, 5},    Operator{"/", Form::divide, 5},       Operator{"**", Form::power, 6},
};

const Operator* operator_of(const Token& token) {
    if (token.kind != Token::Kind::sign && token.kind != Token::Kind::keyword) return nullptr;
    const auto* found = std::ranges::find(operators, token.text, &Operator::sign);
    return found == operators.end() ? nullptr : found;
}

Result<void> modest(std::string_view text) {
    if (text.size() > most_expression_bytes) return refuse(Kind::invalid, "dmn.unreadable_expression", "longer than 64 KB");
    if (!base::is_utf8(text)) return refuse(Kind::invalid, "dmn.unreadable_expression", "it is not UTF-8");
    return {};
}

Result<Expression> finished(std::string_view text, Parser& parser, Tree tree) {
    if (!tree) return refuse(Kind::invalid, "dmn.unreadable_expression", parser.complaint());
    return Expression(std::shared_ptr<const Node>(std::move(tree)), std::string(text));
}

}  // namespace

Names::Names(std::initializer_list<std::string_view> variables) {
    for (const auto name : variables) add(name);
}
void Names::add(std::string_view variable) { variables_.emplace(variable); }
void Names::add_member(std::string_view member) { members_.emplace(member); }
void Names::add_all(const Names& others) {
    variables_.insert(others.variables_.begin(), others.variables_.end());
    members_.insert(others.members_.begin(), others.members_.end());
}

namespace {

void add_members(Names& names, const Value& value) {
    if (value.kind() == Value::Kind::list)
        for (const auto& item : value.list()) add_members(names, item);
    if (value.kind() != Value::Kind::context) return;
    for (const auto& [name, member] : value.context().entries()) {
        names.add_member(name);
        add_members(names, member);
    }
}

}  // namespace

Names Names::of(const Context& context) {
    Names names;
    for (const auto& [name, value] : context.entries()) {
        names.add(name);
        add_members(names, value);
    }
    return names;
}

namespace {

const std::vector<KnownName>& built_in() {
    static const auto all = [] {
        std::vector<KnownName> names;
        for (const auto name : builtin_names()) names.push_back({std::string(name), parts_of(name)});
        return names;
    }();
    return all;
}

}  // namespace

Parser::Parser(std::string_view text, const Names& names) : lexer_(text, built_in()) {
    for (const auto name : {"start included", "end included", "time offset"}) lexer_.know_member(name);
    for (const auto& name : names.members()) lexer_.know_member(name);
    for (const auto& name : names.variables()) lexer_.know(name);
    next_ = lexer_.at(0, false);
}

void Parser::advance() {
    last_end_ = next_.end;
    const bool after_dot = next_.kind == Token::Kind::sign && next_.text == ".";
    next_ = lexer_.at(next_.end, after_dot || filters_ > 0);
}
void Parser::refresh() { next_ = lexer_.at(next_.place, filters_ > 0); }

bool Parser::next_is(std::string_view text) const {
    return (next_.kind == Token::Kind::sign || next_.kind == Token::Kind::keyword) && next_.text == text;
}
bool Parser::take(std::string_view text) {
    if (!next_is(text)) return false;
    advance();
    return true;
}
bool Parser::expect(std::string_view text) {
    if (take(text)) return true;
    fail(fmt::format("\"{}\" is missing", text));
    return false;
}

Tree Parser::fail(std::string why) {
    if (complaint_.empty()) {
        complaint_ = next_.kind == Token::Kind::broken ? next_.text : std::move(why);
        complaint_place_ = next_.place;
    }
    return nullptr;
}

std::string Parser::complaint() const {
    const auto before = lexer_.text().substr(0, complaint_place_);
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = before.size() - (before.rfind('\n') + 1) + 1;
    return fmt::format("line {}, column {}: {}", line, column, complaint_);
}

Tree Parser::make(Form kind, std::uint32_t place) {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->place = place;
    node->end = static_cast<std::uint32_t>(last_end_);
    return node;
}

bool Parser::adopt(Tree& parent, Tree child) {
    if (!child) return false;
    parent->levels = std::max(parent->levels, child->levels + 1);
    if (parent->levels > most_tree_levels) {
        fail("it is nested too deeply");
        return false;
    }
    parent->end = static_cast<std::uint32_t>(last_end_);
    parent->children.push_back(std::move(child));
    return true;
}

Tree Parser::whole(Tree tree) {
    if (tree && next_.kind != Token::Kind::end) return fail(fmt::format("\"{}\" was not expected here", next_.text));
    return tree;
}

Tree Parser::expression() { return whole(any_expression()); }

Tree Parser::unary_tests() {
    if (next_is("-") && lexer_.at(next_.end, false).kind == Token::Kind::end) return make(Form::any, 0);
    const auto start = next_;
    const bool negated = take("not") && next_is("(");
    if (!negated && start.kind == Token::Kind::keyword && start.text == "not") return fail("\"(\" is missing");
    if (negated) advance();
    auto tests = make(Form::tests, static_cast<std::uint32_t>(start.place));
    tests->flag = negated;
    do {
        if (!adopt(tests, test())) return nullptr;
    } while (take(","));
    if (negated && !expect(")")) return nullptr;
    return whole(std::move(tests));
}

Tree Parser::any_expression() {
    const Level level(*this);
    if (level_ > most_levels) return fail("it is nested too deeply");
    return binary(weakest);
}

Tree Parser::binary(int least) {
    auto left = unary();
    while (left) {
        const auto* found = operator_of(next_);
        if (found == nullptr || found->strength < least) break;
        left = operation(std::move(left), found->strength);
    }
    return left;
}

Tree Parser::operation(Tree left, int strength) {
    const auto kind = operator_of(next_)->kind;
    advance();
    if (kind == Form::between) return between(std::move(left));
    if (kind == Form::in) return in(std::move(left));
    auto node = make(kind, left->place);
    if (!adopt(node, std::move(left)) || !adopt(node, binary(strength + 1))) return nullptr;
    return node;
}

Tree Parser::between(Tree value) {
    auto node = make(Form::between, value->place);
    if (!adopt(node, std::move(value)) || !adopt(node, binary(of_comparison + 1))) return nullptr;
    if (!expect("and") || !adopt(node, binary(of_comparison + 1))) return nullptr;
    return node;
}

Tree Parser::in(Tree value) {
    auto node = make(Form::in, value->place);
    if (!adopt(node, std::move(value)) || !adopt(node, next_is("(") ? tests_in_brackets() : test())) return nullptr;
    return node;
}

/// `(1, < 5)`, or what only begins so: `(1..5)`.
Tree Parser::tests_in_brackets() {
    const Level level(*this);
    if (level_ > most_levels) return fail("it is nested too deeply");
    const auto place = static_cast<std::uint32_t>(next_.place);
    advance();
    auto first = test();
    if (!first) return nullptr;
    if (take("..")) return range(std::move(first), false, place);
    if (first->kind == Form::half_range && take(")")) return first;  // the same, with or without brackets
    auto tests = make(Form::tests, place);
    if (!adopt(tests, std::move(first))) return nullptr;
    while (take(","))
        if (!adopt(tests, test())) return nullptr;
    if (!expect(")")) return nullptr;
    return tests;
}

Tree Parser::test() {
    const auto* found = operator_of(next_);
    if (found != nullptr && found->strength == of_comparison && next_.kind == Token::Kind::sign) return half_range();
    const Level level(*this);
    if (level_ > most_levels) return fail("it is nested too deeply");
    const int before = questions_;
    auto tree = binary(weakest);
    if (tree && questions_ > before) tree->asks = true;
    return tree;
}

Tree Parser::half_range() {
    const auto place = static_cast<std::uint32_t>(next_.place);
    auto sign = next_.text;
    advance();
    auto node = make(Form::half_range, place);
    node->text = std::move(sign);
    if (!adopt(node, binary(of_comparison + 1))) return nullptr;
    return node;
}

Tree Parser::unary() {
    const Level level(*this);
    if (level_ > most_levels) return fail("it is nested too deeply");
    if (!next_is("-")) return instance(operand());
    const auto place = static_cast<std::uint32_t>(next_.place);
    advance();
    auto node = make(Form::negate, place);
    if (!adopt(node, unary())) return nullptr;
    return node;
}

Result<Expression> parse(std::string_view text, const Names& names) {
    TRY(modest(text));
    Parser parser(text, names);
    return finished(text, parser, parser.expression());
}

Result<Expression> parse_unary_tests(std::string_view text, const Names& names) {
    TRY(modest(text));
    Parser parser(text, names);
    return finished(text, parser, parser.unary_tests());
}

}  // namespace dmn
