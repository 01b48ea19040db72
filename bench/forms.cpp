// bench/run forms: a form with many branches, in this process: which questions are asked, and the page of one of them with all that was
// answered before.

#include "bench.h"

#include "figures.h"

#include "forms/view.h"
#include "website/report_steps.h"

#include <fmt/format.h>

#include <ctime>
#include <stdexcept>

namespace bench {
namespace {

constexpr int questions = 40, branches = 25;

/// Every kind of question in turn; the last 25 hang on an answer, a number or a date before them.
std::string definition() {
    constexpr const char* kinds[] = {R"("choice", "choices": [{"code": "a", "label": "The first"}, {"code": "b", "label": "The second"}])",
                                     R"("choices", "choices": [{"code": "a", "label": "The first"}, {"code": "b", "label": "The second"}])",
                                     R"("number", "most": 1000)", R"("date")", R"("long_text")"};
    constexpr const char* conditions[] = {R"(q{} = \"a\")", R"(list contains(q{}, \"b\"))", R"(q{} > 10 and q{} < 1000)", R"(q{} >= date(\"2026-01-01\"))", R"(q{} != null)"};
    std::string json;
    for (int i = 0; i < questions; ++i) {
        json += fmt::format(R"({}{{"code": "q{}", "label": "Question number {}?", "hint": "For example, this", "required": true, "type": {})", i == 0 ? "[" : ", ", i, i, kinds[i % 5]);
        std::string when = i < questions - branches ? "" : conditions[i % 5];
        for (std::size_t at = 0; (at = when.find("{}", at)) != std::string::npos;) when.replace(at, 2, std::to_string(i - 5));
        json += when.empty() ? "}" : fmt::format(R"(, "when": "{}"}})", when);
    }
    return json + "]";
}

/// Answers that lead down every branch.
web::Fields answers() {
    constexpr const char* values[] = {"a", "b", "200", "2026-11-22", "It stands behind the gate, by the wall."};
    web::Fields fields;
    for (int i = 0; i < questions; ++i) fields.add(fmt::format("q{}", i), values[i % 5]);
    return fields;
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Milliseconds of CPU of one time out of many.
template <class Work>
double cpu_of(double seconds, const Work& work) {
    std::int64_t times = 0;
    const auto began = cpu_seconds();
    while (cpu_seconds() - began < seconds) {
        for (int i = 0; i < 20; ++i) work(times++);
    }
    return (cpu_seconds() - began) * 1000 / static_cast<double>(times);
}

}  // namespace

void forms(const Options& options) {
    catalogue::Definition service{.code = "bench"};
    auto form = ::forms::read_form(definition());
    if (!form) throw std::runtime_error(form.error().log);
    service.form = *std::move(form);
    web::Request request;
    request.form = answers();
    const auto conditions = fmt::format("{} questions with {} branches, all answered, one thread, {} s", questions, branches, options.seconds);
    tell("forms: " + conditions);
    const auto sent = ::forms::sent_by(request.form, service.form);
    if (::forms::asked(service.form, sent).size() != questions) throw std::runtime_error("not every question is asked");
    std::size_t bytes = 0;
    const auto page = cpu_of(options.seconds, [&](std::int64_t time) {
        const auto steps = website::steps_of(service, {}, ::forms::asked(service.form, ::forms::sent_by(request.form, service.form)));
        const auto& step = steps[static_cast<std::size_t>(time) % steps.size()];
        auto out = website::carried(request, service, step.fields);
        ::forms::put_question(out, *step.question, ::forms::typed_by(request.form, service.form), {}, ::forms::Standing::alone);
        bytes += out.str().size();
    });
    print_figure("forms.page", page, "ms CPU", "which questions are asked, and the form of one of them with the other answers as hidden fields", conditions);
    const auto all = cpu_of(options.seconds, [&](std::int64_t) {
        html::Html out;
        const auto typed = ::forms::typed_by(request.form, service.form);
        for (const auto* question : ::forms::asked(service.form, sent)) ::forms::put_question(out, *question, typed, {});
        bytes += out.str().size();
    });
    print_figure("forms.all", all, "ms CPU", "which questions are asked, and all of them on one page, as an agent has them", conditions);
    const auto check = cpu_of(options.seconds, [&](std::int64_t) { bytes += ::forms::check(service.form, sent)->size(); });
    print_figure("forms.check", check, "ms CPU", "every answer checked, as before it is taken", conditions);
    if (bytes == 0) throw std::runtime_error("nothing was shown");
}

}  // namespace bench
