// Operands: literals, names, brackets of all kinds, and what follows them.

#include "dmn/builtin.h"
#include "dmn/literal.h"
#include "dmn/parser.h"

#include <fmt/format.h>

namespace dmn {

Tree Parser::operand() {
    switch (next_.kind) {
        case Token::Kind::number:
        case Token::Kind::text: return postfix(literal());
        case Token::Kind::at: return postfix(at_literal());
        case Token::Kind::name: return postfix(variable());
        case Token::Kind::keyword: return keyword_operand();
        default: break;
    }
    if (next_is("[") || next_is("]")) return postfix(list_or_range());
    if (next_is("(")) return postfix(bracketed());
    if (next_is("{")) return postfix(context());
    return fail(next_.kind == Token::Kind::end ? "it ends where something is missing" : fmt::format("\"{}\" was not expected here", next_.text));
}

Tree Parser::literal() {
    const auto token = next_;
    advance();
    auto node = make(Form::literal, static_cast<std::uint32_t>(token.place));
    if (token.kind == Token::Kind::text) {
        node->value = Value(token.text);
        return node;
    }
    const auto number = Decimal::parse(token.text);
    if (!number) return fail("a number is too large");
    node->value = Value(*number);
    return node;
}

Tree Parser::at_literal() {
    const auto token = next_;
    advance();
    auto node = make(Form::literal, static_cast<std::uint32_t>(token.place));
    node->value = at_value(token.text);  // null where it is none: FEEL has that at evaluation
    return node;
}

Tree Parser::keyword_operand() {
    const auto place = static_cast<std::uint32_t>(next_.place);
    const auto word = next_.text;
    if (word == "if") return condition();
    if (word == "for") return iteration(Form::iterate);
    if (word == "some") return iteration(Form::some);
    if (word == "every") return iteration(Form::every);
    if (word == "function") return function();
    if (word == "true" || word == "false" || word == "null") {
        advance();
        auto node = make(Form::literal, place);
        if (word != "null") node->value = Value(word == "true");
        return postfix(std::move(node));
    }
    if (word == "not") return postfix(variable());
    return fail(fmt::format("\"{}\" was not expected here", word));
}

Tree Parser::variable() {
    const auto token = next_;
    advance();
    if (token.text == "?") {
        ++questions_;
        return make(Form::input, static_cast<std::uint32_t>(token.place));
    }
    auto node = make(Form::name, static_cast<std::uint32_t>(token.place));
    node->text = token.text;
    node->builtin = find_builtin(token.text);
    if (token.text == "partial") partial_ = true;
    return node;
}

Tree Parser::postfix(Tree node) {
    while (node) {
        if (take(".")) {
            if (next_.kind != Token::Kind::name && next_.kind != Token::Kind::keyword) return fail("a name is missing");
            auto path = make(Form::path, node->place);
            path->text = next_.text;
            advance();
            if (!adopt(path, std::move(node))) return nullptr;
            node = std::move(path);
        } else if (next_is("(")) {
            node = call(std::move(node));
        } else if (next_is("[")) {
            if (closing_bracket_may_open_) {
                const auto after = lexer_.at(next_.end, false);
                const bool closes = after.kind == Token::Kind::end || (after.kind == Token::Kind::keyword && after.text != "not" && after.text != "if" &&
                                    after.text != "true" && after.text != "false" && after.text != "null" && after.text != "some" && after.text != "every") ||
                                    (after.kind == Token::Kind::sign && std::string_view("([{-]").find(after.text) == std::string_view::npos) ||
                                    (after.kind == Token::Kind::sign && after.text == "]");
                if (closes) return node;
            }
            node = filter(std::move(node));
        } else {
            break;
        }
    }
    return node;
}

Tree Parser::instance(Tree value) {
    if (!value || !take("instance")) return value;
    if (!next_is("of")) return fail("\"of\" is missing");
    auto node = make(Form::instance_of, value->place);
    const auto of = type();  // it begins behind the word
    if (!of) return fail("a type is missing");
    node->types.push_back(*of);
    if (!adopt(node, std::move(value))) return nullptr;
    return node;
}

bool Parser::named_argument() {
    const auto name = lexer_.new_name(next_.place);
    return name.kind == Token::Kind::name && lexer_.at(name.end, false).text == ":" && lexer_.at(name.end, false).kind == Token::Kind::sign;
}

Tree Parser::call(Tree function) {
    auto node = make(Form::call, function->place);
    advance();
    if (!adopt(node, std::move(function))) return nullptr;
    const auto outside = std::exchange(closing_bracket_may_open_, false);
    if (!next_is(")")) {
        const bool named = named_argument();
        do {
            if (named) {
                if (!named_argument()) return fail("an argument has no name");
                const auto name = lexer_.new_name(next_.place);
                node->names.push_back(name.text);
                next_ = lexer_.at(lexer_.at(name.end, false).end, filters_ > 0);
            }
            if (!adopt(node, any_expression())) return nullptr;
        } while (take(","));
    }
    closing_bracket_may_open_ = outside;
    if (!expect(")")) return nullptr;
    node->end = static_cast<std::uint32_t>(last_end_);
    return node;
}

Tree Parser::filter(Tree list) {
    auto node = make(Form::filter, list->place);
    if (!adopt(node, std::move(list))) return nullptr;
    const auto outside = std::exchange(closing_bracket_may_open_, false);
    const auto mark = lexer_.mark();
    lexer_.know("item");
    ++filters_;
    advance();
    const bool sound = adopt(node, any_expression());
    --filters_;
    lexer_.forget(mark);
    closing_bracket_may_open_ = outside;
    if (!sound || !expect("]")) return nullptr;
    node->end = static_cast<std::uint32_t>(last_end_);
    return node;
}

Tree Parser::list_or_range() {
    const auto place = static_cast<std::uint32_t>(next_.place);
    const bool open = next_is("]");
    advance();
    const auto outside = std::exchange(closing_bracket_may_open_, false);
    auto node = make(Form::list, place);
    if (!open && take("]")) {
        closing_bracket_may_open_ = outside;
        return node;
    }
    auto first = next_is("<") || next_is(">") || next_is("<=") || next_is(">=") ? test() : any_expression();
    closing_bracket_may_open_ = outside;
    if (!first) return nullptr;
    if (take("..")) return range(std::move(first), !open, place);
    if (open) return fail("\"..\" is missing");
    if (!adopt(node, std::move(first))) return nullptr;
    closing_bracket_may_open_ = false;
    while (take(","))
        if (!adopt(node, any_expression())) return nullptr;
    closing_bracket_may_open_ = outside;
    if (!expect("]")) return nullptr;
    node->end = static_cast<std::uint32_t>(last_end_);
    return node;
}

Tree Parser::high_end() {
    const auto outside = std::exchange(closing_bracket_may_open_, true);
    auto high = any_expression();
    closing_bracket_may_open_ = outside;
    return high;
}

Tree Parser::range(Tree low, bool low_included, std::uint32_t place) {
    auto node = make(Form::range, place);
    node->flag = low_included;
    if (!adopt(node, std::move(low)) || !adopt(node, high_end())) return nullptr;
    node->other_flag = next_is("]");
    if (!take("]") && !take(")") && !take("[")) return fail("the range has no end");
    node->end = static_cast<std::uint32_t>(last_end_);
    return node;
}

Tree Parser::bracketed() {
    const auto place = static_cast<std::uint32_t>(next_.place);
    advance();
    const auto outside = std::exchange(closing_bracket_may_open_, false);
    auto inner = test();
    closing_bracket_may_open_ = outside;
    if (!inner) return nullptr;
    if (take("..")) return range(std::move(inner), false, place);
    if (!expect(")")) return nullptr;
    return inner;
}

Tree Parser::context() {
    auto node = make(Form::context, static_cast<std::uint32_t>(next_.place));
    const auto mark = lexer_.mark();
    const auto outside = std::exchange(closing_bracket_may_open_, false);
    advance();
    while (!next_is("}")) {
        const auto key = next_.kind == Token::Kind::text ? next_ : lexer_.new_name(next_.place);
        if (key.kind == Token::Kind::broken) return fail(key.text);
        next_ = lexer_.at(key.end, false);
        if (!next_is(":")) return fail("\":\" is missing");
        advance();
        if (!adopt(node, any_expression())) return nullptr;
        node->names.push_back(key.text);
        lexer_.know(key.text);
        lexer_.know_member(key.text);
        if (!take(",")) break;
        if (next_is("}")) return fail("an entry is missing");
    }
    lexer_.forget(mark);
    closing_bracket_may_open_ = outside;
    if (!expect("}")) return nullptr;
    node->end = static_cast<std::uint32_t>(last_end_);
    return node;
}

}  // namespace dmn
