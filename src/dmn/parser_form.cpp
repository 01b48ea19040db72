// Forms that begin with a word: if, for, some, every, function; and types.

#include "dmn/parser.h"

#include <array>

namespace dmn {

Tree Parser::condition() {
    auto node = make(Form::condition, static_cast<std::uint32_t>(next_.place));
    advance();
    if (!adopt(node, any_expression()) || !expect("then") || !adopt(node, any_expression())) return nullptr;
    if (!expect("else") || !adopt(node, any_expression())) return nullptr;
    return node;
}

bool Parser::iteration_variable(Tree& form) {
    const auto name = lexer_.new_name(next_.place);
    if (name.kind == Token::Kind::broken) return fail(name.text) != nullptr;
    next_ = lexer_.at(name.end, filters_ > 0);
    if (!expect("in")) return false;
    auto domain = any_expression();
    if (domain && take("..")) {
        auto range = make(Form::range, domain->place);
        range->flag = range->other_flag = true;
        if (!adopt(range, std::move(domain)) || !adopt(range, any_expression())) return false;
        domain = std::move(range);
    }
    if (!adopt(form, std::move(domain))) return false;
    form->names.push_back(name.text);
    lexer_.know(name.text);
    return true;
}

Tree Parser::iteration(Form kind) {
    auto node = make(kind, static_cast<std::uint32_t>(next_.place));
    const auto mark = lexer_.mark();
    do {
        last_end_ = next_.end;
        next_ = lexer_.at(next_.end, filters_ > 0);
        if (!iteration_variable(node)) return nullptr;
    } while (next_is(","));
    const bool around = std::exchange(partial_, false);
    if (!next_is(kind == Form::iterate ? "return" : "satisfies"))
        return fail(kind == Form::iterate ? "\"return\" is missing" : "\"satisfies\" is missing");
    lexer_.know("partial");
    advance();
    const bool sound = adopt(node, any_expression());
    lexer_.forget(mark);
    node->flag = partial_;
    partial_ = partial_ || around;
    refresh();
    return sound ? std::move(node) : nullptr;
}

bool Parser::parameter(Tree& function) {
    const auto name = lexer_.new_name(next_.place);
    if (name.kind == Token::Kind::broken) return fail(name.text) != nullptr;
    next_ = lexer_.at(name.end, false);
    TypeName type{.name = "Any"};
    if (next_is(":")) {
        const auto given = this->type();
        if (!given) return fail("a type is missing") != nullptr;
        type = *given;
    }
    function->names.push_back(name.text);
    function->types.push_back(std::move(type));
    return true;
}

Tree Parser::function() {
    auto node = make(Form::function, static_cast<std::uint32_t>(next_.place));
    const auto mark = lexer_.mark();
    advance();
    if (!next_is("(")) return fail("\"(\" is missing");
    advance();
    if (!next_is(")")) {
        do {
            if (!parameter(node)) return nullptr;
        } while (take(","));
    }
    if (!next_is(")")) return fail("\")\" is missing");
    for (const auto& name : node->names) lexer_.know(name);
    advance();
    const bool external = take("external");
    auto body = any_expression();
    lexer_.forget(mark);
    refresh();
    if (!body) return nullptr;
    if (external) {
        auto outside = make(Form::external, body->place);
        if (!adopt(outside, std::move(body))) return nullptr;
        body = std::move(outside);
    }
    return adopt(node, std::move(body)) ? std::move(node) : nullptr;
}

/// A type stands behind the token that was looked at last (`of`, `:`, `<`, `,` or `->`).
std::optional<TypeName> Parser::type() {
    const Level level(*this);
    if (level_ > most_levels) return std::nullopt;
    const auto place = lexer_.skip(next_.end);
    const auto words = [&](std::string_view name) {
        Lexer only(lexer_.text());
        only.know(name);
        const auto token = only.at(place, false);
        return token.known && token.text == name ? token.end : 0;
    };
    for (const auto name : {"days and time duration", "years and months duration", "date and time"})
        if (const auto end = words(name); end != 0) {
            last_end_ = end;
            next_ = lexer_.at(end, filters_ > 0);
            return TypeName{.name = name};
        }
    last_end_ = next_.end;
    next_ = lexer_.at(place, true);
    return named_type();
}

std::optional<TypeName> Parser::named_type() {
    if (next_.kind != Token::Kind::name && next_.kind != Token::Kind::keyword) return std::nullopt;
    TypeName type{.name = next_.text};
    advance();
    while (next_is(".")) {
        advance();
        if (next_.kind != Token::Kind::name) return std::nullopt;
        type.name += '.' + next_.text;
        advance();
    }
    if (type.name == "context" && next_is("<")) return type_members(type) ? std::optional(type) : std::nullopt;
    const bool several = type.name == "function";
    if ((several || type.name == "list" || type.name == "range") && next_is("<") && !type_arguments(type, ">")) return std::nullopt;
    if (several && next_is("->")) {
        const auto result = this->type();
        if (!result) return std::nullopt;
        type.result.push_back(*result);
    }
    return type;
}

/// Behind `<`; also takes the `>`.
bool Parser::type_arguments(TypeName& type, std::string_view close) {
    if (lexer_.at(next_.end, false).text == close) {
        advance();
        advance();
        return true;
    }
    do {
        const auto of = this->type();
        if (!of) return false;
        type.of.push_back(*of);
    } while (next_is(","));
    return take(close);
}

bool Parser::type_members(TypeName& type) {
    if (lexer_.at(next_.end, false).text == ">") {
        advance();
        advance();
        return true;
    }
    do {
        const auto name = lexer_.new_name(next_.end);
        if (name.kind == Token::Kind::broken) return false;
        next_ = lexer_.at(name.end, false);
        if (!next_is(":")) return false;
        const auto of = this->type();
        if (!of) return false;
        type.members.push_back(name.text);
        type.of.push_back(*of);
    } while (next_is(","));
    return take(">");
}

}  // namespace dmn
