#include "knowledge/article_text.h"

#include "base/text.h"
#include "knowledge/protocol.h"

#include <algorithm>
#include <array>

namespace knowledge {
namespace {

constexpr std::size_t title_limit = 120, summary_limit = 300, part_limit = 50'000, most_links = 20;
constexpr std::string_view for_everybody = "# For everybody", for_staff = "# For staff";

bool is_made_of(std::string_view text, std::string_view letters, std::size_t most) {
    return !text.empty() && text.size() <= most && text.find_first_not_of(letters) == text.npos;
}

bool is_question(std::string_view text) {
    const auto dot = text.find('.');
    return dot != text.npos && is_slug(text.substr(0, dot)) &&
           is_made_of(text.substr(dot + 1), "abcdefghijklmnopqrstuvwxyz0123456789_", 40);
}

std::unexpected<Refusal> no_article(std::string log) { return refuse(Kind::invalid, "knowledge.article_refused", std::move(log)); }

/// The next line, without its end.
std::string_view take_line(std::string_view& rest) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    return line;
}

Result<void> read_front(std::string_view line, Article& article) {
    const auto colon = line.find(':');
    if (colon == line.npos) return no_article("not a line of the head: " + std::string(line.substr(0, 40)));
    const auto name = line.substr(0, colon);
    const auto value = base::tidy_line(line.substr(colon + 1));
    if (name == "Title") {
        article.title = value;
    } else if (name == "Summary") {
        article.summary = value;
    } else if (name == "Services") {
        article.services = parts_of(value);
    } else if (name == "Questions") {
        article.questions = parts_of(value);
    } else if (name == "Owner") {
        article.owner = value;
    } else if (name == "Review") {
        const auto day = base::parse_iso_day(value);
        if (!day) return no_article("Review: not a day like 2027-05-01");
        article.review_on = *day;
    } else {
        return no_article("unknown line of the head: " + std::string(name.substr(0, 40)));
    }
    return {};
}

/// The two parts, whichever stands first.
Result<void> read_parts(std::string_view rest, Article& article) {
    std::string* part = nullptr;
    while (!rest.empty()) {
        const auto line = take_line(rest);
        if (line == for_everybody)
            part = &article.everybody;
        else if (line == for_staff)
            part = &article.staff;
        else if (part != nullptr)
            part->append(line).append("\n");
        else if (!base::trim(line).empty())
            return no_article("text before '# For everybody' or '# For staff'");
    }
    return {};
}

/// A heading of ours inside a part would be read back as the beginning of the other one.
bool is_readable_back(std::string_view text) {
    while (!text.empty()) {
        const auto line = take_line(text);
        if (line == for_everybody || line == for_staff) return false;
    }
    return true;
}

void check_line(std::vector<Problem>& problems, std::string& line, std::size_t limit, const char* field, const char* message) {
    line = base::tidy_line(line);
    if (line.empty() || base::count_characters(line) > limit) problems.push_back({field, message});
}

void check_part(std::vector<Problem>& problems, std::string& part, const char* field) {
    if (part.size() > part_limit) {
        problems.push_back({field, "knowledge.part_too_long"});
        return;
    }
    const auto tidy = base::tidy_text(part);
    part = std::string(base::trim(tidy));
    if (!is_readable_back(part)) problems.push_back({field, "knowledge.part_heading"});
}

/// A protocol is for staff, and leads somewhere.
void check_protocol(std::vector<Problem>& problems, const Article& article) {
    const auto everybodys = read_protocol(article.everybody);
    if (!everybodys || *everybodys) problems.push_back({"everybody", "knowledge.protocol_public"});
    if (const auto staffs = read_protocol(article.staff); !staffs) problems.push_back(staffs.error().fields.front());
}

template <class Rule>
void check_links(std::vector<Problem>& problems, const std::vector<std::string>& links, Rule&& rule, const char* field, const char* message) {
    if (links.size() > most_links || !std::ranges::all_of(links, rule)) problems.push_back({field, message});
}

}  // namespace

bool is_slug(std::string_view text) { return is_made_of(text, "abcdefghijklmnopqrstuvwxyz0123456789-", 60); }

std::string slug_from(std::string_view title) {
    std::string slug;
    for (const char c : base::lower_ascii(title)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug += c;
        else if (!slug.empty() && slug.back() != '-' && c != '\'')
            slug += '-';
        if (slug.size() == 60) break;
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    for (const auto part : base::split(list, ','))
        if (const auto code = base::trim(part); !code.empty() && std::ranges::find(parts, code) == parts.end()) parts.emplace_back(code);
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

Result<Article> read_article(std::string_view file) {
    const auto text = base::tidy_text(file);
    std::string_view rest = text;
    Article article;
    while (!rest.empty()) {
        const auto line = take_line(rest);
        if (base::trim(line).empty()) break;
        TRY(read_front(line, article));
    }
    TRY(read_parts(rest, article));
    TRY(check(article));
    return article;
}

std::string text_of(const Article& article) {
    std::string out = "Title: " + article.title + "\nSummary: " + article.summary + '\n';
    if (!article.services.empty()) out += "Services: " + joined(article.services) + '\n';
    if (!article.questions.empty()) out += "Questions: " + joined(article.questions) + '\n';
    if (!article.owner.empty()) out += "Owner: " + article.owner + '\n';
    out += "Review: " + base::to_iso(article.review_on) + '\n';
    if (!article.everybody.empty()) out += '\n' + std::string(for_everybody) + "\n\n" + article.everybody + '\n';
    if (!article.staff.empty()) out += '\n' + std::string(for_staff) + "\n\n" + article.staff + '\n';
    return out;
}

Result<void> check(Article& article) {
    std::vector<Problem> problems;
    check_line(problems, article.title, title_limit, "title", "knowledge.title_wrong");
    check_line(problems, article.summary, summary_limit, "summary", "knowledge.summary_wrong");
    check_links(problems, article.services, is_slug, "services", "knowledge.services_wrong");
    check_links(problems, article.questions, is_question, "questions", "knowledge.questions_wrong");
    article.owner = base::tidy_line(article.owner);
    if (article.review_on < Day{std::chrono::days{10'957}}) problems.push_back({"review", "knowledge.review_wrong"});  // before 2000
    check_part(problems, article.everybody, "everybody");
    check_part(problems, article.staff, "staff");
    if (problems.empty()) check_protocol(problems, article);
    if (article.everybody.empty() && article.staff.empty() && problems.empty()) problems.push_back({"everybody", "knowledge.parts_empty"});
    if (problems.empty()) return {};
    auto refusal = refuse_fields("knowledge.article_refused", std::move(problems));
    refusal.error().log = refusal.error().fields.front().field + ": " + say(refusal.error().fields.front().message);
    return refusal;
}

bool Article::helps_with(std::string_view service, std::string_view question) const {
    const auto is_it = [&](std::string_view named) {
        return named.size() == service.size() + 1 + question.size() && named.starts_with(service) && named.ends_with(question);
    };
    return std::ranges::any_of(questions, is_it);
}

}  // namespace knowledge
