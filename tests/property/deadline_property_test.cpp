// Periods against a calendar of this test's own: the arrangements typed from the notices once more, days as
// plain numbers from 2020-01-01, counted one by one.
#include "review/deadline/period.hpp"
#include "tests/support/calendars.hpp"

#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <vector>

namespace docket::review {
namespace {

using test::day;

struct Arranged {
    int year;
    const char *off, *worked; // MMDD or MMDD-MMDD
};
// clang-format off
constexpr std::array arranged{
    Arranged{2020, "0101 0124-0131 0201-0202 0404-0406 0501-0505 0625-0627 1001-1008", "0119 0426 0509 0628 0927 1010"},
    Arranged{2021, "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007", "0207 0220 0425 0508 0918 0926 1009"},
    Arranged{2022, "0101-0103 0131 0201-0206 0403-0405 0430 0501-0504 0603-0605 0910-0912 1001-1007 1231", "0129 0130 0402 0424 0507 1008 1009"},
    Arranged{2023, "0101-0102 0121-0127 0405 0429-0430 0501-0503 0622-0624 0929-0930 1001-1006", "0128 0129 0423 0506 0625 1007 1008"},
    Arranged{2024, "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007", "0204 0218 0407 0428 0511 0914 0929 1012"},
    Arranged{2025, "0101 0128-0131 0201-0204 0404-0406 0501-0505 0531 0601-0602 1001-1008", "0126 0208 0427 0928 1011"},
    Arranged{2026, "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007", "0104 0214 0228 0509 0920 1010"},
};
// clang-format on

bool leap(int year) { return year % 4 == 0; } // of these years
int length(int year, int month) {
    constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths.at(static_cast<std::size_t>(month - 1)) + (month == 2 && leap(year) ? 1 : 0);
}
// Days since 2020-01-01, which was a Wednesday.
int number_of(int year, int month, int d) {
    int out = d - 1;
    for (int y = 2020; y < year; ++y) out += leap(y) ? 366 : 365;
    for (int m = 1; m < month; ++m) out += length(year, m);
    return out;
}
int number_of(int year, const std::string& mmdd) {
    return number_of(year, std::stoi(mmdd.substr(0, 2)), std::stoi(mmdd.substr(2, 2)));
}

class OwnCalendar {
  public:
    OwnCalendar() : rest_(static_cast<std::size_t>(number_of(2027, 1, 1))) {
        for (std::size_t i = 0; i < rest_.size(); ++i) rest_[i] = i % 7 == 3 || i % 7 == 4; // Sat, Sun
        for (const auto& year : arranged) {
            mark(year.year, year.off, true);
            mark(year.year, year.worked, false);
        }
    }
    int days() const { return static_cast<int>(rest_.size()); }
    bool rest(int number) const { return rest_.at(static_cast<std::size_t>(number)); }
    // The day on which so many days end; -1 where that is after the last year.
    int natural(int from, int count) const {
        int at = from + count;
        while (at < days() && rest(at)) ++at;
        return at < days() ? at : -1;
    }
    int working(int from, int count) const {
        int at = from;
        while (count > 0) {
            if (++at >= days()) return -1;
            if (!rest(at)) --count;
        }
        return at;
    }

  private:
    void mark(int year, const char* spans, bool is_rest) {
        std::istringstream in(spans);
        for (std::string span; in >> span;) {
            const int first = number_of(year, span.substr(0, 4));
            const int last = span.size() > 4 ? number_of(year, span.substr(5)) : first;
            for (int at = first; at <= last; ++at) rest_.at(static_cast<std::size_t>(at)) = is_rest;
        }
    }
    std::vector<bool> rest_;
};

Date date_of(int number) { return plus_days(day("2020-01-01"), number); }

TEST(DeadlineProperty, The_shipped_calendars_say_of_each_day_what_the_notices_say) {
    const auto calendar = test::shipped_calendar();
    const OwnCalendar own;
    ASSERT_EQ(own.days(), 2557);
    for (int at = 0; at < own.days(); ++at)
        EXPECT_EQ(*calendar.is_rest(date_of(at)), own.rest(at)) << iso(date_of(at));
}

struct Kind {
    const char* rule;
    int days;
    PeriodFacts facts{};
};
std::vector<Kind> kinds() {
    std::vector<Kind> out;
    for (const auto* rule : {"T1", "T2", "T3"}) out.push_back({rule, 15, {.rule = rule}});
    out.push_back({"T5", 60, {.rule = "T5"}});
    for (int more = 1; more <= 30; ++more) out.push_back({"T5", 60 + more, {.rule = "T5", .extended = more}});
    for (const auto* rule : {"T7", "T8", "T9", "T10"}) out.push_back({rule, 30, {.rule = rule}});
    for (int heard = 1; heard <= 40; ++heard)
        out.push_back({"T10", 30 + heard, {.rule = "T10", .hearing_days = heard}});
    out.push_back({"T11", 30, {.rule = "T11", .regime = Regime::of_2005}});
    return out;
}

// 80 kinds of periods on each of 2,557 days.
TEST(DeadlineProperty, Natural_days_end_where_somebody_who_counts_by_hand_ends_from_any_day_of_seven_years) {
    const auto calendar = test::shipped_calendar();
    const OwnCalendar own;
    for (const auto& kind : kinds()) {
        int last = 0;
        for (int from = 0; from < own.days(); ++from) {
            auto facts = kind.facts;
            facts.from = date_of(from);
            const auto computed = compute(facts, calendar);
            ASSERT_TRUE(computed) << kind.rule;
            ASSERT_EQ(computed->raw, date_of(from + kind.days)) << kind.rule << " from " << iso(facts.from);
            const int end = own.natural(from, kind.days);
            ASSERT_EQ(computed->effective.has_value(), end >= 0) << kind.rule << " from " << iso(facts.from);
            if (end < 0) continue;
            ASSERT_EQ(*computed->effective, date_of(end)) << kind.rule << " from " << iso(facts.from);
            ASSERT_FALSE(own.rest(end));
            ASSERT_GE(end, last) << "a later beginning ends earlier";
            last = end;
        }
    }
}

TEST(DeadlineProperty, Working_days_end_where_somebody_who_counts_by_hand_ends_from_any_day_of_seven_years) {
    const auto calendar = test::shipped_calendar();
    const OwnCalendar own;
    for (int from = 0; from < own.days(); ++from) {
        const auto computed =
            compute({.rule = "T4", .from = date_of(from), .regime = Regime::of_2022}, calendar);
        ASSERT_TRUE(computed);
        const int end = own.working(from, 5);
        ASSERT_EQ(computed->effective.has_value(), end >= 0) << iso(date_of(from));
        if (end < 0) continue;
        ASSERT_EQ(*computed->effective, date_of(end)) << iso(date_of(from));
    }
}

TEST(DeadlineProperty, Over_each_turn_of_the_year_the_next_year_s_calendar_is_asked) {
    const auto calendar = test::shipped_calendar();
    for (int year = 2020; year < 2026; ++year) {
        Calendar without; // all but the next year
        for (const auto& [known, text] : test::shipped_years())
            if (known != year + 1) {
                ASSERT_TRUE(without.add(text));
            }
        for (int d = 17; d <= 31; ++d) {
            const auto from = date_of(number_of(year, 12, d));
            EXPECT_TRUE(compute({.rule = "T1", .from = from}, calendar)->effective) << iso(from);
            EXPECT_FALSE(compute({.rule = "T1", .from = from}, without)->effective) << iso(from);
        }
    }
    for (int d = 17; d <= 31; ++d)
        EXPECT_FALSE(compute({.rule = "T1", .from = date_of(number_of(2026, 12, d))}, calendar)->effective);
}

TEST(DeadlineProperty, Every_explanation_names_its_first_and_its_last_day_and_its_article_in_one_paragraph) {
    const auto calendar = test::shipped_calendar();
    for (const auto& kind : kinds())
        for (int from = 900; from < 2400; from += 97) {
            auto facts = kind.facts;
            facts.from = date_of(from);
            const auto computed = compute(facts, calendar).value();
            const auto words = explain(computed, calendar);
            EXPECT_NE(words.find(formal(facts.from)), words.npos) << words;
            EXPECT_NE(words.find("期限于" + formal(*computed.effective)), words.npos) << words;
            EXPECT_NE(words.find(basis_of(*computed.rule, computed.regime)), words.npos) << words;
            EXPECT_EQ(words.find('\n'), words.npos);
        }
}

} // namespace
} // namespace docket::review
