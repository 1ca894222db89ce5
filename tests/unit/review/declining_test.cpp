#include "review/declining.hpp"
#include "review/routes.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace docket::review {
namespace {

using namespace std::chrono;

// Days of rest are the weekends; 2026 alone is published.
Calendar year_2026() {
    Calendar calendar;
    EXPECT_TRUE(calendar.add("year,2026\n"));
    return calendar;
}

// A request for review received 2026-06-10, against an opinion served on that day.
Case request(std::optional<Date> served, Level level = Level::review) {
    Case c;
    c.rounds.resize(level == Level::re_review ? 3 : 2);
    c.rounds[c.rounds.size() - 2].level = level == Level::re_review ? Level::review : Level::handling;
    c.current().level = level;
    c.current().ours = true;
    c.current().applied_on = c.received = year{2026} / 6 / 10;
    if (served) c.rounds[c.rounds.size() - 2].service = Service{"post", "林某", "EMS 1（虚构）", *served};
    return c;
}

TEST(DeclineGrounds, Are_drawn_in_the_readme_as_the_table_has_them) {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/review/README.md");
    const std::string readme{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(readme.find(picture_of_grounds()), std::string::npos) << "put this into review/README.md:\n"
                                                                    << picture_of_grounds();
}

TEST(Routes, Are_drawn_in_the_readme_as_the_table_has_them) {
    std::ifstream in(std::string(DOCKET_SOURCE_DIR) + "/review/README.md");
    const std::string readme{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(readme.find(picture_of_routes()), std::string::npos) << "put this into review/README.md:\n"
                                                                   << picture_of_routes();
}

// Written down beside the two regulations, not taken from the table: id, rounds (h, v, x), what is said under
// each regulation (n: 不予受理, m: 不再受理, e: elsewhere), whether a way must be named, articles.
constexpr auto as_the_regulations_have_it = R"(
N1 h   n n way 十六     十九
N2 h   n n way 三十四   三十五
N3 hvx m m -   三十五   三十六
N4 h   m m -   三十四   三十五
N5 h   e e way 十五     二十二
N6 h   n e way 二十一   三十一
N7 h   e e way 二十二   二十三
N8 h   n n way 十六     二十
F1 vx  n n way 十四     三十一
F2 v   n n -   三十四   三十五
F3 x   n n -   三十五   三十六
F4 v   n n way 三十四   三十五
F5 x   n n way 三十五   三十六
F6 vx  n n way -        -
F7 vx  n n -   十六     十九
F8 vx  n n -   -        -
)";

std::string says_letter(Says says) { return std::string(1, "nme"[static_cast<std::size_t>(says)]); }
bool cites(std::string_view basis, const std::string& article) {
    return article == "-" ? basis.empty() : basis.find("第" + article + "条") != std::string_view::npos;
}

TEST(DeclineGrounds, Say_and_cite_what_the_two_regulations_have) {
    std::istringstream rows(as_the_regulations_have_it);
    std::string id, levels, old_says, new_says, way, old_article, new_article;
    std::size_t n = 0;
    while (rows >> id >> levels >> old_says >> new_says >> way >> old_article >> new_article) {
        SCOPED_TRACE(id);
        ++n;
        const auto* ground = find_ground(id);
        ASSERT_NE(ground, nullptr);
        EXPECT_EQ(fits(*ground, Level::handling), levels.find('h') != std::string::npos);
        EXPECT_EQ(fits(*ground, Level::review), levels.find('v') != std::string::npos);
        EXPECT_EQ(fits(*ground, Level::re_review), levels.find('x') != std::string::npos);
        EXPECT_EQ(says_letter(says_of(*ground, Regime::of_2005)), old_says);
        EXPECT_EQ(says_letter(says_of(*ground, Regime::of_2022)), new_says);
        EXPECT_EQ(ground->wants_way, way == "way");
        EXPECT_TRUE(cites(basis_of(*ground, Regime::of_2005), old_article));
        EXPECT_TRUE(cites(basis_of(*ground, Regime::of_2022), new_article));
    }
    EXPECT_EQ(n, decline_grounds.size());
    EXPECT_EQ(find_ground("N9"), nullptr);
}

TEST(Timeliness, Of_a_petition_is_nobodys_question) {
    Case c;
    c.rounds.resize(1);
    EXPECT_EQ(timeliness(c, year_2026()), Timeliness::no_window);
}
TEST(Timeliness, Is_not_known_without_proof_of_the_service) {
    auto c = request({});
    c.rounds.front().said_received = year{2026} / 1 / 5; // what the petitioner says proves nothing
    EXPECT_EQ(timeliness(c, year_2026()), Timeliness::service_unknown);
}
// Thirty days from 2026-05-11 end on 2026-06-10, a Wednesday.
TEST(Timeliness, Ends_with_the_thirtieth_day_of_the_service) {
    const auto calendar = year_2026();
    EXPECT_EQ(timeliness(request(year{2026} / 5 / 11), calendar), Timeliness::in_time);
    EXPECT_EQ(window_closes(request(year{2026} / 5 / 11), calendar), Date(year{2026} / 6 / 10));
    EXPECT_EQ(timeliness(request(year{2026} / 5 / 11, Level::re_review), calendar), Timeliness::in_time);
}
TEST(Timeliness, Of_what_came_a_little_late_depends_on_the_postmark) {
    const auto calendar = year_2026();
    auto c = request(year{2026} / 5 / 6); // until Friday 2026-06-05, five days before it came
    EXPECT_EQ(timeliness(c, calendar), Timeliness::postmark_wanted);
    c.current().posted_on = year{2026} / 6 / 5;
    EXPECT_EQ(timeliness(c, calendar), Timeliness::in_time);
    c.current().posted_on = year{2026} / 6 / 6;
    EXPECT_EQ(timeliness(c, calendar), Timeliness::late);
}
TEST(Timeliness, Of_what_came_more_than_a_week_late_needs_no_postmark) {
    EXPECT_EQ(timeliness(request(year{2026} / 4 / 20), year_2026()), Timeliness::late);
}
TEST(Timeliness, Is_not_guessed_where_the_calendar_is_not_published) {
    EXPECT_EQ(timeliness(request(year{2025} / 5 / 6), year_2026()), Timeliness::not_computable);
}

} // namespace
} // namespace docket::review
