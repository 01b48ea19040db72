#include "forms/test/given_forms.h"

#include "forms/view.h"

namespace given = forms::given;

TEST_CASE("of several choices all that were chosen are kept, in the order of the form, each once") {
    const auto form = given::form(R"([{"code": "q", "type": "choices", "label": "What?", "required": true, "missing": "Select what it is", "choices": [
        {"code": "sofa", "label": "A sofa"}, {"code": "bed", "label": "A bed, or its parts"}, {"code": "gas", "label": "Gas", "stop": "Ring us."},
        {"code": "none", "label": "None of these", "alone": true}]}])");
    CHECK(given::kept(form, "bed, sofa,bed") == "sofa,bed");
    CHECK(given::kept(form, "none") == "none");
    CHECK(given::kept(form, "none,none") == "none");
    CHECK(given::kept(form, "") == "!Select what it is");
    CHECK(given::kept(form, ",") == "!Select what it is");
    CHECK(given::kept(form, "sofa,table") == "!Select what it is");
    CHECK(given::kept(form, "sofa,none") == "!Select either ‘None of these’ or other answers, not both");
    CHECK(given::kept(form, "bed,gas") == "!Ring us.");
    CHECK(given::kept(form, std::string(100'000, ',')) == "!Select what it is");
    CHECK(given::read_back(form, {{"q", "bed,sofa"}}) == "A sofa; A bed, or its parts");
}

TEST_CASE("what is ticked on a page comes under one name several times, and of anything else the first counts") {
    const auto form = given::form(R"([{"code": "q", "type": "choices", "label": "What?", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]},
                                      {"code": "why", "type": "text", "label": "Why?"}])");
    web::Fields fields;
    for (const auto& [name, value] : {std::pair{"q", "b"}, {"why", "one"}, {"q", "a"}, {"why", "two"}}) fields.add(name, value);
    const auto checked = forms::check(form, forms::sent_by(fields, form));
    REQUIRE(checked);
    CHECK(*checked == forms::Answers{{"q", "a,b"}, {"why", "one"}});
    CHECK(forms::typed_by(fields, form)("q") == "b,a");
}

TEST_CASE("a number is within its bounds, with no more digits after the point than may be") {
    const auto whole = given::form(R"([{"code": "q", "type": "number", "label": "How many?", "least": 1, "most": 2000}])");
    for (const auto& [typed, kept] : {std::pair{"5", "5"}, {"007", "7"}, {" 2,000 ", "2000"}, {"1 200", "1200"}, {"3.0", "3"}}) CHECK_MESSAGE(given::kept(whole, typed) == kept, typed);
    for (const auto* wrong : {"five", "5 bags", "1e3", "0x10", "--5", "1,2", "1,2345", ",100", "5.", "1.5", "½", "٣", "NaN", "."})
        CHECK_MESSAGE(given::kept(whole, wrong) == "!Enter a whole number, like 3", wrong);
    for (const auto* outside : {"0", "2001", "-5", "999999999999999"}) CHECK_MESSAGE(given::kept(whole, outside) == "!Enter a number from 1 to 2000", outside);
    CHECK(given::kept(whole, std::string(1000, '1')).starts_with("!"));

    const auto metres = given::form(R"([{"code": "q", "type": "number", "label": "How wide?", "decimals": 2, "least": 0}])");
    for (const auto& [typed, kept] : {std::pair{"1.50", "1.5"}, {".5", "0.5"}, {"-0", "0"}, {"1.500", "1.5"}, {"0.10", "0.1"}}) CHECK_MESSAGE(given::kept(metres, typed) == kept, typed);
    CHECK(given::kept(metres, "1.555") == "!Enter a number with at most 2 digits after the point");
    CHECK(given::kept(metres, "-1") == "!Enter a number that is 0 or more");
    CHECK(given::kept(metres, "wide") == "!Enter a number, like 3 or 2.5");
}

TEST_CASE("money is typed in pounds, kept in pence, and read in pounds again") {
    const auto form = given::form(R"([{"code": "q", "type": "money", "label": "How much?", "least": 50, "most": 500000}])");
    for (const auto& [typed, kept] : {std::pair{"12.50", "1250"}, {"£12.5", "1250"}, {"1,250", "125000"}, {"50p", "50"}, {"1250p", "1250"}, {"0.50", "50"}})
        CHECK_MESSAGE(given::kept(form, typed) == kept, typed);
    for (const auto* wrong : {"twelve", "12.505", "-12", "12 pounds", "$12", "£", "p", "1.5p"}) CHECK_MESSAGE(given::kept(form, wrong).starts_with("!Enter an amount of money"), wrong);
    CHECK(given::kept(form, "0.49") == "!Enter an amount from £0.50 to £5,000");
    CHECK(given::read_back(form, {{"q", "1250.5"}}) == "£1,250.50");
    CHECK(given::read_back(form, {{"q", "1234567"}}) == "1234567");
    CHECK(forms::shown(form.questions.front(), "100000000") == "£1,000,000");
    CHECK(forms::shown(form.questions.front(), "5") == "£0.05");
}

TEST_CASE("a date comes in three fields or in one, and what is missing of it is said") {
    const auto form = given::form(R"([{"code": "q", "type": "date", "label": "When?", "required": true, "missing": "Enter when it was"}])");
    const auto day = [&](const char* d, const char* m, const char* y) { return given::kept(form, {{"q-day", d}, {"q-month", m}, {"q-year", y}}); };
    CHECK(day("5", "3", "2026") == "2026-03-05");
    CHECK(day(" 05 ", "March", "2026") == "2026-03-05");
    CHECK(day("29", "feb", "2028") == "2028-02-29");
    CHECK(given::kept(form, "2026-03-05") == "2026-03-05");
    CHECK(day("", "", "") == "!Enter when it was");
    CHECK(day("", "3", "2026") == "!The date must include a day");
    CHECK(day("5", "", "") == "!The date must include a month and year");
    CHECK(day("5", "3", "26") == "!The year must have 4 numbers, like 2026");
    for (const auto& [d, m, y] : {std::tuple{"29", "2", "2026"}, {"32", "1", "2026"}, {"0", "1", "2026"}, {"5", "13", "2026"}, {"5", "Marchember", "2026"}, {"-5", "3", "2026"}, {"5", "3", "year"}})
        CHECK(day(d, m, y) == "!Enter a real date");
    CHECK(given::read_back(form, {{"q-day", "5"}, {"q-month", "3"}, {"q-year", "2026"}}) == "Thursday 5 March 2026");
    CHECK(given::read_back(form, {{"q-day", "32"}, {"q-month", "3"}}) == "32 3");
    CHECK(forms::fields_of(form.questions.front()) == std::vector<std::string>{"q", "q-day", "q-month", "q-year"});
}

TEST_CASE("a range has a first and a last day, in this order, and no more days than it may") {
    const auto form = given::form(R"([{"code": "q", "type": "date_range", "label": "When?", "most": 28}])");
    CHECK(given::kept(form, "2026-03-05/2026-03-05") == "2026-03-05/2026-03-05");
    CHECK(given::kept(form, "2026-03-01/2026-03-28") == "2026-03-01/2026-03-28");
    CHECK(given::kept(form, "2026-03-01/2026-03-29") == "!Choose 28 days or fewer, counting the first and the last");
    CHECK(given::kept(form, "2026-03-05/2026-03-04") == "!The last day must be the same as or after the first day");
    CHECK(given::kept(form, "2026-03-05") == "!The last day must be a real date");
    given::Told told{{"q-from-day", "5"}, {"q-from-month", "3"}, {"q-from-year", "2026"}};
    CHECK(given::kept(form, told) == "!Enter the last day");
    told.insert({{"q-to-day", "7"}, {"q-to-month", "3"}});
    CHECK(given::kept(form, told) == "!The last day must include a year");
    told["q-to-year"] = "2026";
    CHECK(given::kept(form, told) == "2026-03-05/2026-03-07");
    CHECK(given::read_back(form, told) == "Thursday 5 March 2026 to Saturday 7 March 2026");
    told.erase("q-from-day");
    CHECK(given::kept(form, told) == "!The first day must include a day");
    CHECK(given::kept(form, given::Told{}).empty());
}

TEST_CASE("a time of day is kept by the 24-hour clock, however it was typed") {
    const auto form = given::form(R"([{"code": "q", "type": "time", "label": "When?"}])");
    for (const auto& [typed, kept] : {std::pair{"9:30am", "09:30"}, {"9.30 a.m.", "09:30"}, {"14:30", "14:30"}, {"1430", "14:30"}, {"2pm", "14:00"}, {"12am", "00:00"},
                                      {"12:05 PM", "12:05"}, {"noon", "12:00"}, {"midnight", "00:00"}, {"00:00", "00:00"}})
        CHECK_MESSAGE(given::kept(form, typed) == kept, typed);
    for (const auto* wrong : {"9", "25:00", "9:60", "13pm", "0am", "9:3", "9:300", "half past nine", ":30", "14:30:00", "9am-10am"})
        CHECK_MESSAGE(given::kept(form, wrong) == "!Enter a time, like 9:30am or 14:30", wrong);
    CHECK(given::read_back(form, {{"q", "1430"}}) == "2:30pm");
}

TEST_CASE("a registration number is 2 to 8 letters and digits, kept in capitals without spaces, and found with and without") {
    const auto form = given::form(R"([{"code": "q", "type": "vehicle", "label": "Which?"}])");
    for (const auto& [typed, kept] : {std::pair{"ab12 cde", "AB12CDE"}, {"A 1", "A1"}, {"B-MW 1234", "BMW1234"}, {"Q123abc", "Q123ABC"}}) CHECK_MESSAGE(given::kept(form, typed) == kept, typed);
    for (const auto* wrong : {"A", "ABCDE12345", "AB12?CDE", "АВ12 CDE", "I could not read it"}) CHECK_MESSAGE(given::kept(form, wrong).starts_with("!Enter a vehicle registration number"), wrong);
    CHECK(given::read_back(form, {{"q", "ab12cde"}}) == "AB12 CDE");
    CHECK(forms::searched(form.questions.front(), "AB12CDE") == "AB12 CDE AB12CDE");
    CHECK(forms::searched(form.questions.front(), "A1") == "A1");
}

TEST_CASE("a postcode is a whole one, kept in one spelling") {
    const auto form = given::form(R"([{"code": "q", "type": "postcode", "label": "Which?"}])");
    CHECK(given::kept(form, "m11ae") == "M1 1AE");
    for (const auto* wrong : {"M1", "12345", "M1 1AE, Manchester", "postcode"}) CHECK_MESSAGE(given::kept(form, wrong) == "!Enter a full UK postcode, like M1 1AE", wrong);
    CHECK(forms::searched(form.questions.front(), "M1 1AE") == "M1 1AE M11AE");
}

TEST_CASE("what was kept passes the same check again, and comes to the same") {
    const auto form = given::form(R"([
        {"code": "items", "type": "choices", "label": "A", "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]},
        {"code": "count", "type": "number", "label": "B", "decimals": 1}, {"code": "worth", "type": "money", "label": "C"},
        {"code": "day", "type": "date", "label": "D"}, {"code": "days", "type": "date_range", "label": "E"}, {"code": "clock", "type": "time", "label": "F"},
        {"code": "plate", "type": "vehicle", "label": "G"}, {"code": "code", "type": "postcode", "label": "H"}])");
    const given::Told told{{"items", "b,a"}, {"count", "1,000.50"}, {"worth", "£3.20"}, {"day", "2026-03-05"}, {"days", "2026-03-05/2026-04-01"}, {"clock", "2:30pm"},
                           {"plate", "ab12 cde"}, {"code", "m11ae"}};
    const auto once = forms::check(form, given::sent(told));
    REQUIRE(once);
    given::Told again;
    for (const auto& answer : *once) again[answer.question] = forms::as_sent(*form.find(answer.question), answer.value);
    const auto twice = forms::check(form, given::sent(again));
    REQUIRE(twice);
    CHECK(*twice == *once);
    CHECK(forms::answers_from_json(forms::to_json(*once)) == *once);
}

TEST_CASE("on a page a date has three fields, a range two dates in one frame, money its sign, and several choices boxes to tick") {
    const auto form = given::form(R"([
        {"code": "day", "type": "date", "label": "Which day?"}, {"code": "days", "type": "date_range", "label": "Which days?"},
        {"code": "worth", "type": "money", "label": "What is it worth?"},
        {"code": "items", "type": "choices", "label": "What?", "choices": [{"code": "a", "label": "A"}, {"code": "none", "label": "None", "alone": true}]}])");
    web::Fields fields;
    for (const auto& [name, value] : {std::pair{"day-day", "32"}, {"items", "a"}, {"days", "2026-03-05/2026-04-01"}}) fields.add(name, value);
    html::Html out;
    const std::vector<Problem> problems{{"day", "Enter a real date"}, {"days", "The first day is a Sunday"}};
    forms::put_questions(out, form, forms::typed_by(fields, form), problems);
    const auto page = out.str();
    for (const auto* part : {R"(id="day" name="day-day")", R"(name="day-month")", R"(name="day-year")", R"(value="32")", R"(id="days" name="days-from-day")", R"(name="days-to-year")",
                             R"(value="04")", R"(govuk-input__prefix)", R"(type="checkbox" value="a" checked)", R"(data-behaviour="exclusive")", R"(aria-describedby="days-hint days-error")"})
        CHECK_MESSAGE(page.find(part) != page.npos, part);
}

TEST_CASE("a definition of such questions that is not in order is refused with question and element") {
    for (const auto& [json, why] : {std::pair{R"([{"code": "q", "label": "Q", "type": "choices"}])", "q: a choice needs choices"},
                                    {R"([{"code": "q", "label": "Q", "type": "number", "least": 5, "most": 4}])", "q: 'least' is more than 'most'"},
                                    {R"([{"code": "q", "label": "Q", "type": "number", "decimals": 9}])", "q: 'decimals' is a number from 0 to 6"},
                                    {R"([{"code": "q", "label": "Q", "type": "money", "least": -1}])", "q: 'least' is a number from 0 to 1000000000000"},
                                    {R"([{"code": "q", "label": "Q", "type": "money", "decimals": 2}])", "q: 'decimals' is a number from 0 to 0"},
                                    {R"([{"code": "q", "label": "Q", "type": "text", "least": 1}])", "q: 'least' is for numbers"},
                                    {R"([{"code": "q", "label": "Q", "type": "date_range", "most": 0}])", "q: 'most' is a number from 1 to 3660"},
                                    {R"([{"code": "q", "label": "Q", "type": "choice", "choices": [{"code": "a", "label": "A", "alone": true}]}])", "q: 'alone' is for choices of several"}})
        CHECK(given::refused(json) == why);
}
