#pragma once
// Markup that cannot be forged.
//
// 1. An Html holds markup that is ready to send. What is appended to it as text is escaped as it goes in, so a name
//    with a script in it comes out as a name.
// 2. Only three things go in as they are: another Html, a literal from our own source ("<p>"_html, checked to be a
//    literal by the compiler), and trusted(…), which lint lists: each use says why in a comment beside it.
// 3. Each place has its own escaper: text, attribute value, address, JSON inside <script>.
//
// Html is one growing string: components append to the page's own, nothing is pasted together afterwards.

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace html {

/// Markup written in our own source. Made by `"…"_html` alone.
class Literal {
public:
    constexpr std::string_view view() const { return markup_; }

private:
    friend consteval Literal operator""_html(const char*, std::size_t);
    constexpr explicit Literal(std::string_view markup) : markup_(markup) {}
    std::string_view markup_;
};

consteval Literal operator""_html(const char* markup, std::size_t length) {
    return Literal(std::string_view(markup, length));
}

/// The name of an attribute, from a literal in our own source: letters, digits, hyphens, dots, colons.
class Name {
public:
    template <std::size_t N>
    consteval Name(const char (&name)[N]) : name_(name, N - 1) {
        for (const char c : name_)
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                  c == ':'))
                throw "not the name of an attribute";
    }
    constexpr std::string_view view() const { return name_; }

private:
    std::string_view name_;
};

class Html {
public:
    Html() = default;
    Html(Literal markup) : markup_(markup.view()) {}

    bool empty() const { return markup_.empty(); }
    std::size_t size() const { return markup_.size(); }
    const std::string& str() const& { return markup_; }
    std::string str() && { return std::move(markup_); }
    void reserve(std::size_t bytes) { markup_.reserve(bytes); }

    /// Text, escaped.
    Html& operator<<(std::string_view text);
    Html& operator<<(const char* text) { return *this << std::string_view(text); }
    Html& operator<<(const std::string& text) { return *this << std::string_view(text); }
    Html& operator<<(Literal markup) {
        markup_ += markup.view();
        return *this;
    }
    Html& operator<<(const Html& markup) {
        markup_ += markup.markup_;
        return *this;
    }
    template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, char>) Html& operator<<(Number number) {
        markup_ += std::to_string(number);
        return *this;
    }
    Html& operator<<(bool) = delete;

    /// ` name="value"`, the value escaped.
    Html& attribute(Name name, std::string_view value);
    /// The same, and nothing at all when the value is empty.
    Html& attribute_if(Name name, std::string_view value);
    /// ` name="address"` after safe_url.
    Html& url(Name name, std::string_view address);
    /// ` name` when `on`.
    Html& flag(Name name, bool on);
    /// Part of an attribute's value, between quotes that the caller writes.
    Html& value(std::string_view text);

    bool operator==(const Html&) const = default;

private:
    friend Html trusted(std::string markup);
    std::string markup_;
};

/// The text as markup.
Html text(std::string_view);

/// Markup made elsewhere, believed as it stands. For what another escaper has made (Markdown in safe mode, a stored
/// page of our own); never for what a person typed. Lint lists every use.
Html trusted(std::string markup);

/// The address, if a link may lead there: http, https, mailto, tel, geo, or relative. Anything else (`javascript:`, `data:`,
/// also in disguise: mixed case, tabs and line breaks inside the scheme, leading controls) becomes "#".
std::string safe_url(std::string_view);

/// JSON text for inside a <script type="application/json">: nothing in it can end the element or open a comment.
Html json_in_script(std::string_view json);

}  // namespace html
