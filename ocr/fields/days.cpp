// The days of a letter: when it was written, when the disputed opinion was made and when it was received
// (from which the 30 days of 信访工作条例 art. 35 and 36 run). Doubts beside those of text::FoundDate:
// date.in_future, date.after_letter, date.before_issue, date.year_assumed, date.several, date.role_unsure.
#include "ocr/fields/acts.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

FieldValue day_field(const Work& work, const std::string& name, const text::FoundDate& date) {
    return make_field(work.letter, name, {date.begin, date.end}, date.date ? iso(*date.date) : "",
                      date.doubts);
}

// 4月10日收到 after an opinion of 2026: the same year, unless that would be before the opinion.
void assume_year(FieldValue& field, const text::FoundDate& date, const std::optional<Date>& issued) {
    if (date.year != 0 || date.day == 0 || !issued) return;
    using namespace std::chrono;
    const auto in_year = [&](year y) {
        return Date{y, month{static_cast<unsigned>(date.month)}, day{static_cast<unsigned>(date.day)}};
    };
    auto guess = in_year(issued->year());
    if (guess.ok() && sys_days{guess} < sys_days{*issued}) guess = in_year(issued->year() + years{1});
    if (!guess.ok()) return;
    field.value = iso(guess);
    doubt(field, "date.year_assumed");
}

struct Choice {
    const Day* day = nullptr;
    bool several = false;
};

// Labelled or related to the opinion; where none is, one that no opinion claims.
Choice choose(const std::vector<Day>& days, Act act, Opinion opinion, bool unclaimed_too) {
    Choice choice;
    const bool told = std::ranges::any_of(days, [&](const Day& day) { return day.act == act && day.told; });
    for (const Opinion wanted : {opinion, Opinion::none}) {
        if (wanted == Opinion::none && !unclaimed_too) break;
        for (const auto& day : days) {
            if (day.act != act || day.opinion != wanted || (told && act == Act::received && !day.told))
                continue;
            if (choice.day == nullptr)
                choice.day = &day;
            else if (day.date.date != choice.day->date.date)
                choice.several = true;
        }
        if (choice.day != nullptr) break;
    }
    return choice;
}

std::optional<Date> add_day(Work& work, const std::string& name, Choice choice,
                            const std::optional<Date>& issued) {
    if (choice.day == nullptr) return std::nullopt;
    auto field = day_field(work, name, choice.day->date);
    assume_year(field, choice.day->date, issued);
    if (choice.several) doubt(field, "date.several");
    if (!choice.day->sure) doubt(field, "date.role_unsure");
    work.add(std::move(field));
    const auto date = parse_iso_date(work.found.fields.back().value);
    return date ? std::optional(*date) : std::nullopt;
}

// A day alone on one of the first lines, or at the head of one of the last: 写于2026年5月27日,
// 2026年5月4日于嵩屿.
const Day* day_at_either_end(const Work& work, const std::vector<Day>& days) {
    constexpr std::size_t first = 4, last = 5, beside = 8;
    const auto& letter = work.letter;
    const Day* found = nullptr;
    for (const auto& day : days) {
        if (day.act != Act::none) continue;
        const auto number = letter.place(day.date.begin).line;
        const auto line = letter.line(number);
        const auto before = day.date.begin - line.begin;
        const auto after = line.end > day.date.end ? line.end - day.date.end : 0;
        const bool alone = before == 0 && after == 0;
        const bool written = before == 0 || letter.simple({line.begin, day.date.begin}) == U"写于";
        if (number < first && alone && found == nullptr) found = &day;
        if (number + last >= letter.lines() && written && after <= beside) found = &day;
    }
    return found;
}

std::optional<Date> add_letter_date(Work& work, const std::vector<Day>& days) {
    if (const auto closing = closing_date(work))
        return add_day(work, "letter_date", {&days[*closing], false}, {});
    if (const auto* day = day_at_either_end(work, days))
        return add_day(work, "letter_date", {day, false}, {});
    constexpr std::size_t tail = 30; // characters: the letter ends with its date, in a sentence of its own
    for (auto day = days.rbegin(); day != days.rend(); ++day) {
        if (day->act != Act::none || work.letter.size() - day->date.end > tail) continue;
        auto field = day_field(work, "letter_date", day->date);
        doubt(field, "date.role_unsure");
        work.add(std::move(field));
        return day->date.date;
    }
    return std::nullopt;
}

void doubt_day(Work& work, std::string_view name, bool condition, const char* word) {
    const auto field = std::ranges::find(work.found.fields, name, &FieldValue::name);
    if (condition && field != work.found.fields.end()) doubt(*field, word);
}

bool later(std::optional<Date> a, std::optional<Date> b) {
    return a && b && std::chrono::sys_days{*a} > std::chrono::sys_days{*b};
}

void compare(Work& work, std::optional<Date> letter, std::optional<Date> issued,
             std::optional<Date> received) {
    doubt_day(work, "letter_date", later(letter, work.today), "date.in_future");
    doubt_day(work, "disputed_date", later(issued, work.today), "date.in_future");
    doubt_day(work, "received_on", later(received, work.today), "date.in_future");
    doubt_day(work, "disputed_date", later(issued, letter), "date.after_letter");
    doubt_day(work, "received_on", later(received, letter), "date.after_letter");
    doubt_day(work, "received_on", later(issued, received), "date.before_issue");
    if (!issued) return;
    const auto year = "〔" + std::to_string(static_cast<int>(issued->year())) + "〕";
    const auto number = work.found.value("disputed_number");
    const bool bracketed = number.find("〔") != std::string::npos;
    doubt_day(work, "disputed_number", bracketed && number.find(year) == std::string::npos,
              "number.year_differs");
}

} // namespace

void find_dates_of_letter(Work& work) {
    auto days = days_of(work);
    if (const auto closing = closing_date(work)) days[*closing].act = Act::none;
    const auto letter = add_letter_date(work, days);
    const auto disputed = work.disputed();
    std::optional<Date> issued;
    std::optional<Date> received;
    if (disputed != Opinion::none) {
        issued = add_day(work, "disputed_date",
                         choose(days, Act::issued, disputed, disputed == Opinion::handling), {});
        received = add_day(work, "received_on", choose(days, Act::received, disputed, true), issued);
    }
    if (disputed == Opinion::review) {
        const auto original =
            add_day(work, "original_date", choose(days, Act::issued, Opinion::handling, false), {});
        doubt_day(work, "original_date", later(original, work.today), "date.in_future");
        doubt_day(work, "original_date", later(original, letter), "date.after_letter");
    }
    compare(work, letter, issued, received);
}

} // namespace docket::ocr
