// `docket deadline`: the worked examples as command lines, what it refuses, and what scripts read.
#include "pipeline/json/json.hpp"
#include "tests/support/demo_house.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace docket {
namespace {

using testing::Ended;
using testing::Words;

Ended deadline(const Words& words) {
    Words all{DOCKET_PROGRAM, "deadline"};
    all.insert(all.end(), words.begin(), words.end());
    return testing::run(all);
}

struct Example {
    Words line;
    const char *raw, *effective; // raw: empty where only working days are counted
};

TEST(DeadlineVerb, Ends_where_the_fifteen_worked_examples_say) {
    const std::vector<Example> examples{
        {{"T1", "--from", "2022-09-16"}, "2022-10-01", "2022-10-08"},
        {{"T5", "--from", "2022-05-05"}, "2022-07-04", "2022-07-04"},
        {{"T5", "--from", "2022-05-05", "--extend", "30"}, "2022-08-03", "2022-08-03"},
        {{"T7", "--from", "2022-01-02"}, "2022-02-01", "2022-02-07"},
        {{"T4", "--from", "2022-04-28", "--regime", "2022"}, "", "2022-05-09"},
        {{"T4", "--from", "2022-09-30"}, "", "2022-10-12"},
        {{"T10", "--from", "2022-06-01"}, "2022-07-01", "2022-07-01"},
        {{"T10", "--from", "2022-06-01", "--hearing-days", "10"}, "2022-07-11", "2022-07-11"},
        {{"T7", "--from", "2021-09-02"}, "2021-10-02", "2021-10-08"},
        {{"T8", "--from", "2021-01-13"}, "2021-02-12", "2021-02-18"},
        {{"T8", "--from", "2023-12-01"}, "2023-12-31", "2024-01-02"},
        {{"T8", "--from", "2024-01-11"}, "2024-02-10", "2024-02-18"},
        {{"T9", "--from", "2024-01-31"}, "2024-03-01", "2024-03-01"},
        {{"T7", "--from", "2024-01-02", "--service", "public-notice"}, "2024-03-02", "2024-03-04"},
        {{"T2", "--from", "2023-01-06"}, "2023-01-21", "2023-01-28"},
        {{"T3", "--from", "2026-02-02"}, "2026-02-17", "2026-02-24"},
        {{"T4", "--from", "2024-02-08"}, "", "2024-02-21"},
        {{"T7", "--from", "2022-04-10", "--service", "public-notice"}, "2022-06-09", "2022-06-09"},
        {{"T6", "--from", "2024-01-08", "--until", "2024-02-10"}, "2024-02-10", "2024-02-18"},
        {{"T11", "--from", "2022-03-01"}, "2022-03-31", "2022-03-31"},
    };
    for (const auto& example : examples) {
        auto line = example.line;
        line.emplace_back("--json");
        const auto said = deadline(line);
        ASSERT_EQ(said.exit, 0) << line[0] << ' ' << line[2] << said.err;
        const auto value = json::parse(said.out).value();
        EXPECT_EQ(value.text_at("raw"), example.raw) << said.out;
        EXPECT_EQ(value.text_at("effective"), example.effective) << said.out;
        EXPECT_EQ(value.text_at("rule"), line[0]);
        EXPECT_EQ(value.text_at("from"), line[2]);
        EXPECT_EQ(value.text_at("unit"), line[0] == "T4" ? "working_day" : "day");
        EXPECT_GT(value.int_at("count"), 0);
        for (const auto* member : {"basis", "explanation"}) EXPECT_FALSE(value.text_at(member).empty());
    }
}

TEST(DeadlineVerb, Says_in_one_paragraph_how_the_day_was_found) {
    const auto said = deadline({"T1", "--from", "2022-09-16"});
    EXPECT_EQ(said.out,
              "T1  2022-10-08\n"
              "T1 登记处理期限：依照《信访工作条例》第二十二条，自收到信访事项之日起15日内，信访部门登"
              "记并转送、交办或者作其他处理。起算日2022年9月16日（星期五）当日不计入，自次日起算。按自"
              "然日计算，第15日为2022年10月1日（星期六，休息日）。2022年10月1日至7日为法定休假日，顺延"
              "至休假日后的第一日2022年10月8日（星期六，调休上班）。期限于2022年10月8日届满。（日的计算"
              "参照《民法典》第二百零一条、第二百零三条。）\n");
    const auto working = deadline({"T4", "--from", "2022-04-28", "--regime", "2022"});
    EXPECT_NE(working.out.find("计入的工作日为2022年4月29日、2022年5月5日至7日、2022年5月9日；"
                               "其间2022年4月30日至5月4日、2022年5月8日为法定休假日，不计入。"),
              std::string::npos)
        << working.out;
}

TEST(DeadlineVerb, Refuses_what_no_rule_knows) {
    struct Refused {
        Words line;
        const char* code;
        int exit;
    };
    const std::vector<Refused> all{
        {{"T12", "--from", "2026-01-05"}, "deadline.rule_unknown", 5},
        {{"T4", "--from", "2022-04-28"}, "deadline.not_in_regime", 3},
        {{"T11", "--from", "2022-05-01"}, "deadline.not_in_regime", 3},
        {{"T8", "--from", "2026-01-05", "--extend", "10"}, "deadline.extension", 3},
        {{"T10", "--from", "2026-01-05", "--extend", "1"}, "deadline.extension", 3},
        {{"T5", "--from", "2026-01-05", "--extend", "31"}, "deadline.extension", 3},
        {{"T8", "--from", "2026-01-05", "--hearing-days", "3"}, "deadline.hearing", 3},
        {{"T1", "--from", "2026-01-05", "--service", "public-notice"}, "deadline.notice", 3},
        {{"T6", "--from", "2026-01-05"}, "deadline.until", 3},
        {{"T5", "--from", "2026-01-05", "--until", "2026-02-05"}, "deadline.until", 3},
        {{"T6", "--from", "2026-01-05", "--until", "2026-01-04"}, "deadline.until", 3},
        {{"T1", "--from", "2026-12-17"}, "calendar.year_not_published", 5},
        {{"T4", "--from", "2026-12-28"}, "calendar.year_not_published", 5},
        {{"T1", "--from", "2026-02-30"}, "date.malformed", 3},
        {{"T1", "--from", "2026-02-03", "--service", "post"}, "usage", 2},
        {{"T1"}, "usage", 2},
    };
    for (const auto& refused : all) {
        const auto said = deadline(refused.line);
        EXPECT_EQ(said.exit, refused.exit) << refused.code << said.err;
        EXPECT_NE(said.err.find(refused.code), std::string::npos) << refused.code << said.err;
        EXPECT_TRUE(said.out.empty());
    }
    EXPECT_NE(deadline({"T1", "--from", "2026-12-17"}).err.find("2027"), std::string::npos);
}

// A folder's own calendar: published by its administrator, listed, and counted by.
TEST(CalendarVerb, Publishes_a_year_by_which_the_folder_counts_from_then_on) {
    const testing::DemoHouse house;
    const auto file = (std::filesystem::path(::testing::TempDir()) / "cn-2027.csv").string();
    std::ofstream(file) << "year,2027\nnotice,国务院办公厅关于2027年部分节假日安排的通知（虚构）\n"
                           "2027-01-01,off,元旦\n2027-01-04,off,虚构\n";
    const Words asked{"deadline", "T1", "--from", "2026-12-20", "--json"};
    EXPECT_EQ(house.docket(asked).exit, 5);
    EXPECT_EQ(house.docket({"calendar", "import", file, "--as", "clerk-1"}).exit, 6);
    EXPECT_EQ(house.docket({"calendar", "import", file}).exit, 2);

    const auto published = house.docket({"calendar", "import", file, "--as", "admin-1", "--json"});
    ASSERT_EQ(published.exit, 0) << published.err;
    EXPECT_EQ(json::parse(published.out).value().int_at("off"), 2) << published.out;
    const auto counted = house.docket(asked);
    ASSERT_EQ(counted.exit, 0) << counted.err;
    EXPECT_EQ(json::parse(counted.out).value().text_at("effective"), "2027-01-05") << counted.out;
    const auto years = json::parse(house.docket({"calendar", "list", "--json"}).out).value();
    EXPECT_EQ(years.array()->front().int_at("year"), 2027);
    EXPECT_EQ(years.array()->front().text_at("source"), "国务院办公厅关于2027年部分节假日安排的通知（虚构）");
    EXPECT_EQ(years.array()->back().int_at("year"), 2020);
    EXPECT_NE(years.array()->back().text_at("source").find("国办发明电〔2019〕16号"), std::string::npos);
    EXPECT_EQ(house.docket({"audit", "verify"}).exit, 0);
}

} // namespace
} // namespace docket
