#include "website/paper_form.h"

#include "access/qr_picture.h"
#include "contact/paper.h"
#include "forms/on_paper.h"
#include "website/report_fields.h"

namespace website {
namespace {

using html::operator""_html;

constexpr auto style = R"css(
.top { border-bottom: 0.6mm solid #0b0c0c; margin-bottom: 5mm }
.top p { margin: 0 } .council { font-size: 13pt; font-weight: bold }
.code { margin: 2mm 0 3mm } .gh-qr { width: 24mm; height: 24mm }
.question { break-inside: avoid; margin-bottom: 4mm }
.hint { color: #383f43; font-size: 10.5pt; margin-bottom: 1mm }
.only { font-weight: bold; font-size: 10.5pt; margin-bottom: 1mm }
.boxes { list-style: none; padding: 0; margin: 1mm 0 } .boxes li { margin: 0 0 1.5mm; padding-left: 8mm; text-indent: -8mm }
.box { display: inline-block; width: 4.5mm; height: 4.5mm; border: 0.4mm solid #0b0c0c; vertical-align: -0.8mm; margin-right: 3mm; text-indent: 0 }
.goes { font-size: 10.5pt; font-weight: bold }
.line + .parts { margin-top: 4mm }
.line { height: 8mm; border-bottom: 0.3mm solid #505a5f }
.parts span.cell { display: inline-block; width: 22mm; height: 8mm; border: 0.4mm solid #505a5f; margin: 0 4mm 0 1mm; vertical-align: middle }
.ours { border: 0.4mm solid #505a5f; padding: 3mm; margin-top: 6mm; break-inside: avoid; font-size: 10.5pt } .ours h2 { margin-top: 0 } .ours p { margin: 2mm 0 0 }
)css"_html;

/// Puts the parts of a form one below the other.
class Pen {
public:
    Pen(const catalogue::Definition& service, const Council& council, base::Language language)
        : service_(service), council_(council), language_(language), sheet_(forms::on_paper(service.form, service.has_place() ? 2 : 1, language)) {}

    html::Html write() {
        put_top();
        if (service_.has_place()) put_place();
        for (const auto& one : sheet_) put_question(one);
        put_what_else();
        put_person();
        put_signature();
        put_ours();
        return std::move(out_);
    }

private:
    std::string words(const char* key, std::initializer_list<base::Filling> fillings = {}) const { return say(std::string("website.paper_") + key, fillings, language_); }
    int last_number() const { return static_cast<int>(sheet_.size()) + (service_.has_place() ? 1 : 0); }

    void put_paragraph(const std::string& text, html::Literal start = "<p>"_html) {
        if (!text.empty()) out_ << start << text << "</p>"_html;
    }

    void put_lines(int count) {
        for (int i = 0; i < count; ++i) out_ << "<div class=\"line\"></div>"_html;
    }

    void put_top() {
        out_ << "<div class=\"top\"><p class=\"council\">"_html << council_.name << "</p></div><h1>"_html << service_.name << "</h1>"_html;
        put_paragraph(service_.summary);
        out_ << "<div class=\"code\">"_html << room::access::qr_picture(contact::paper_code(service_.code, service_.version), words("code", {{"service", service_.name}})) << "</div>"_html;
        put_paragraph(words("number", {{"number", contact::shown_paper_number(contact::paper_number(service_.code, service_.version))}, {"version", std::to_string(service_.version)}}));
        put_paragraph(words("how"));
        if (!council_.address.empty()) put_paragraph(words("send_to", {{"address", council_.name + ", " + council_.address}}));
        if (!council_.phone.empty()) put_paragraph(words("or_ring", {{"phone", council_.phone}}));
    }

    void put_heading(int number, const std::string& label, bool required) {
        out_ << "<div class=\"question\"><h2>"_html << number << ". "_html << label;
        if (!required) out_ << " " << words("optional");
        out_ << "</h2>"_html;
    }

    void put_place() {
        put_heading(1, service_.location_label, true);
        put_paragraph(service_.location_hint, "<p class=\"hint\">"_html);
        put_lines(3);
        out_ << "</div>"_html;
    }

    void put_question(const forms::OnPaper& one) {
        const auto& question = *one.question;
        put_heading(one.number, question.label, question.required);
        put_paragraph(one.only_if, "<p class=\"only\">"_html);
        put_paragraph(question.hint, "<p class=\"hint\">"_html);
        put_answer(one);
        out_ << "</div>"_html;
    }

    void put_answer(const forms::OnPaper& one) {
        using enum forms::Type;
        switch (one.question->type) {
            case choice: put_paragraph(words("one_box"), "<p class=\"hint\">"_html); return put_boxes(one);
            case choices: put_paragraph(words("boxes"), "<p class=\"hint\">"_html); return put_boxes(one);
            case long_text: return put_lines(6);
            case date: return put_parts({"day", "month", "year"});
            case date_range: put_paragraph(words("from"), "<p class=\"hint\">"_html); put_parts({"day", "month", "year"}); put_paragraph(words("to"), "<p class=\"hint\">"_html); return put_parts({"day", "month", "year"});
            case time: return put_parts({"hour", "minute"});
            case money: return put_parts({"pounds"});
            case number: return put_parts({"figure"});
            default: return put_lines(1);
        }
    }

    /// What is read aloud is the word before each box.
    void put_parts(std::initializer_list<const char*> names) {
        out_ << "<p class=\"parts\">"_html;
        for (const auto* name : names) out_ << words(name) << "<span class=\"cell\"></span>"_html;
        out_ << "</p>"_html;
    }

    void put_boxes(const forms::OnPaper& one) {
        const auto& choices = one.question->choices;
        out_ << "<ul class=\"boxes\" data-numbering=\"None\">"_html;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            out_ << "<li><span class=\"box\"></span>"_html << choices[i].label;
            if (!choices[i].stop.empty()) out_ << " <span class=\"goes\">"_html << words("stop", {{"instead", choices[i].stop}}) << "</span>"_html;
            if (i < one.goes_to.size() && one.goes_to[i] > 0) out_ << " <span class=\"goes\">"_html << where_to(one.goes_to[i]) << "</span>"_html;
            out_ << "</li>"_html;
        }
        out_ << "</ul>"_html;
    }

    std::string where_to(int number) const { return number > last_number() ? words("go_on") : words("go_to", {{"number", std::to_string(number)}}); }

    void put_what_else() {
        if (service_.photos) put_paragraph(words("photos"));
        if (service_.booking) put_paragraph(words("visit"));
    }

    void put_field(const char* label, int lines = 1) {
        out_ << "<div class=\"question\"><h3>"_html << say(label, {}, language_) << "</h3>"_html;
        put_lines(lines);
        out_ << "</div>"_html;
    }

    void put_person() {
        if (!asks_details(service_)) return;
        out_ << "<h2>"_html << words("about_you") << "</h2>"_html;
        put_paragraph(say("website.contact_why", {}, language_));
        if (service_.asks_name) put_field("website.check_name");
        if (service_.asks_email) put_field("website.check_email");
        if (service_.asks_phone) put_field("website.check_phone");
        if (!asks_way_to_write(service_)) return;
        out_ << "<div class=\"question\"><h3>"_html << say("website.contact_write", {}, language_) << "</h3><ul class=\"boxes\" data-numbering=\"None\">"_html;
        for (const auto* way : {"website.contact_write_email", "website.contact_write_post", "website.contact_large_print"})
            out_ << "<li><span class=\"box\"></span>"_html << say(way, {}, language_) << "</li>"_html;
        out_ << "</ul></div>"_html;
        put_field("website.check_postal", 4);
    }

    void put_signature() {
        out_ << "<div class=\"question\"><h2>"_html << words("signature") << "</h2>"_html;
        put_paragraph(words("declaration"));
        put_lines(1);
        put_parts({"day", "month", "year"});
        out_ << "</div>"_html;
    }

    void put_ours() {
        out_ << "<div class=\"ours\"><h2>"_html << words("ours") << "</h2>"_html;
        for (const auto* each : {"received", "reference", "keyed_by"}) {
            put_paragraph(words(each));
            put_lines(1);
        }
        out_ << "</div>"_html;
    }

    const catalogue::Definition& service_;
    const Council& council_;
    base::Language language_;
    std::vector<forms::OnPaper> sheet_;
    html::Html out_;
};

}  // namespace

documents::Paper paper_form(const catalogue::Definition& service, const Council& council, base::Language language) {
    return {.title = service.name, .language = language, .body = Pen(service, council, language).write(), .style = style};
}

Result<std::string> PaperForms::of(const catalogue::Definition& service, const Council& council, base::Language language) {
    const auto paper = paper_form(service, council, language);
    const auto key = base::to_hex(base::sha256(documents::to_html(paper)));
    if (const auto kept = made_.find(key)) return **kept;
    auto pdf = TRY(press_.print(paper));
    made_.keep(key, std::make_shared<const std::string>(pdf));
    return pdf;
}

}  // namespace website
