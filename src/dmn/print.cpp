#include "dmn/print.h"

#include <algorithm>

namespace dmn {
namespace {

class Printer {
public:
    explicit Printer(std::size_t most) : most_(most) {}
    std::string take() {
        if (out_.size() > most_) {
            out_.resize(most_);
            while (!out_.empty() && (static_cast<unsigned char>(out_.back()) & 0xC0) == 0x80) out_.pop_back();
            if (!out_.empty() && static_cast<unsigned char>(out_.back()) >= 0x80) out_.pop_back();
            out_ += "…";
        }
        return std::move(out_);
    }

    void print(const Node&);

private:
    void put(std::string_view text) { out_ += text; }
    /// In brackets where it is more than one word.
    void operand(const Node& node) {
            const bool simple = node.kind == Form::literal || node.kind == Form::name || node.kind == Form::input || node.kind == Form::list || node.kind == Form::context ||
                            node.kind == Form::range || node.kind == Form::half_range || node.kind == Form::path || node.kind == Form::call || node.kind == Form::filter;
        if (!simple) put("(");
        print(node);
        if (!simple) put(")");
    }
    void infix(const Node& node, std::string_view sign) {
        operand(node.child(0));
        put(sign);
        operand(node.child(1));
    }
    void all(const Node& node, std::size_t from, std::string_view between) {
        for (std::size_t i = from; i < node.size(); ++i) {
            if (i > from) put(between);
            print(node.child(i));
        }
    }
    void context(const Node&);
    void call(const Node&);
    void iteration(const Node&, std::string_view word, std::string_view last);
    void function(const Node&);
    void type(const TypeName&);
    void in_signs(const Node& node, std::string_view open, std::string_view close) {
        put(open);
        all(node, 0, ", ");
        put(close);
    }
    void words(const Node&);

    std::string out_;
    std::size_t most_;
};

void Printer::context(const Node& node) {
    put("{");
    for (std::size_t i = 0; i < node.size(); ++i) {
        if (i > 0) put(", ");
        put(i < node.names.size() ? to_feel(Value(node.names[i])) : "result");
        put(": ");
        print(node.child(i));
    }
    put("}");
}

void Printer::call(const Node& node) {
    operand(node.child(0));
    put("(");
    for (std::size_t i = 1; i < node.size(); ++i) {
        if (i > 1) put(", ");
        if (!node.names.empty()) {
            put(node.names[i - 1]);
            put(": ");
        }
        print(node.child(i));
    }
    put(")");
}

void Printer::iteration(const Node& node, std::string_view word, std::string_view last) {
    put(word);
    for (std::size_t i = 0; i < node.names.size(); ++i) {
        put(i > 0 ? ", " : " ");
        put(node.names[i]);
        put(" in ");
        print(node.child(i));
    }
    put(last);
    print(node.last());
}

void Printer::type(const TypeName& of) {
    put(of.name);
    const bool takes = of.name == "list" || of.name == "context" || of.name == "range" || of.name == "function";
    if (takes && (!of.of.empty() || of.name == "context" || of.name == "function")) {
        put("<");
        for (std::size_t i = 0; i < of.of.size(); ++i) {
            if (i > 0) put(", ");
            if (!of.members.empty()) {
                put(of.members[i]);
                put(": ");
            }
            type(of.of[i]);
        }
        put(">");
    }
    if (!of.result.empty()) {
        put(" -> ");
        type(of.result.front());
    }
}

void Printer::function(const Node& node) {
    put("function(");
    for (std::size_t i = 0; i < node.names.size(); ++i) {
        if (i > 0) put(", ");
        put(node.names[i]);
        put(": ");
        type(node.types[i]);
    }
    put(") ");
    print(node.last());
}

constexpr struct {
    Form form;
    std::string_view sign;
} infixes[] = {{Form::add, " + "},      {Form::subtract, " - "},  {Form::multiply, " * "}, {Form::divide, " / "},  {Form::power, " ** "},
               {Form::either, " or "},  {Form::both, " and "},    {Form::equal, " = "},    {Form::not_equal, " != "}, {Form::less, " < "},
               {Form::at_most, " <= "}, {Form::greater, " > "}, {Form::at_least, " >= "}};

void Printer::print(const Node& node) {
    if (out_.size() > most_) return;
    for (const auto& [form, sign] : infixes)
        if (node.kind == form) return infix(node, sign);
    switch (node.kind) {
        case Form::literal: return put(to_feel(node.value));
        case Form::name:
        case Form::broken: return put(node.text);
        case Form::input: return put("?");
        case Form::any: return put("-");
        case Form::list: return in_signs(node, "[", "]");
        case Form::tests: return in_signs(node, node.flag ? "not(" : "(", ")");
        case Form::context:
        case Form::result: return context(node);
        case Form::call: return call(node);
        case Form::function: return function(node);
        case Form::iterate: return iteration(node, "for", " return ");
        case Form::some: return iteration(node, "some", " satisfies ");
        case Form::every: return iteration(node, "every", " satisfies ");
        case Form::typed: return print(node.child(0));
        case Form::table: return put("a decision table");
        default: return words(node);
    }
}

/// Forms of several operands with words or signs around them.
void Printer::words(const Node& node) {
    switch (node.kind) {
        case Form::range:
            put(node.flag ? "[" : "(");
            infix(node, " .. ");
            return put(node.other_flag ? "]" : ")");
        case Form::half_range:
            put("(" + node.text + " ");
            operand(node.child(0));
            return put(")");
        case Form::negate: put("-"); return operand(node.child(0));
        case Form::between:
            infix(node, " between ");
            put(" and ");
            return operand(node.child(2));
        case Form::in:
            operand(node.child(0));
            put(" in ");
            return node.child(1).kind == Form::tests ? print(node.child(1)) : operand(node.child(1));
        case Form::instance_of:
            operand(node.child(0));
            put(" instance of ");
            return type(node.types.front());
        case Form::condition:
            put("if ");
            print(node.child(0));
            put(" then ");
            print(node.child(1));
            put(" else ");
            return print(node.child(2));
        case Form::path: operand(node.child(0)); return put("." + node.text);
        case Form::filter:
            operand(node.child(0));
            put("[");
            print(node.child(1));
            return put("]");
        case Form::external: put("external "); return print(node.child(0));
        default: return;
    }
}

}  // namespace

std::string spelled(const Node& node, std::size_t most) {
    Printer printer(most);
    printer.print(node);
    return printer.take();
}

std::string to_text(const Expression& expression) {
    if (expression.root() == nullptr) return "null";
    auto text = spelled(*expression.root(), 1024 * 1024);
    const auto& root = *expression.root();  // unary tests stand without brackets
    if (root.kind == Form::tests && !root.flag) text = text.substr(1, text.size() - 2);
    return text;
}

}  // namespace dmn
