#include "pipeline/intake/child_page_reader.hpp"
#include "tests/unit/pipeline/intake/made_files.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace docket::intake {
namespace {

class A_page_reader : public testing::Test {
  protected:
    ReaderSettings settings() {
        ReaderSettings s;
        s.program = {
            {READING_CHILDREN, "reader-child", "--engine", "scripted", "--script", folder_.path().string()}};
        s.limits.wall = Millis{4000};
        return s;
    }
    void script(const Bytes& image, const std::string& says) {
        save(folder_ / (sha256(image).hex() + ".json"), says);
    }
    Result<ocr::PageText> read(ChildPageReader& reader, const std::string& image) {
        return reader.read(save(folder_ / image, image),
                           [this](const Failure& f) { lost_.push_back(f.code); });
    }
    static Bytes bytes(const std::string& text) { return {text.begin(), text.end()}; }
    Folder folder_;
    std::vector<std::string> lost_;
};

TEST_F(A_page_reader, Gives_the_text_of_the_page) {
    script(bytes("one"), R"({"text":"来信\n第二行"})");
    ChildPageReader reader(settings());
    const auto page = read(reader, "one");
    ASSERT_TRUE(page) << page.error().detail;
    EXPECT_EQ(utf8(*page), "来信\n第二行");
    EXPECT_TRUE(lost_.empty());
}
TEST_F(A_page_reader, Tells_of_each_lost_child_before_it_returns_and_reads_the_next_page_in_a_new_one) {
    struct Case {
        const char *how, *code;
    };
    save(folder_ / "otherwise.json", R"({"text":"好"})");
    auto limited = settings();
    limited.limits.resident_bytes = 150LL << 20U;
    ChildPageReader reader(limited);
    for (const auto& c :
         {Case{"hang", "child.timeout"}, Case{"eat", "child.memory"}, Case{"abort", "child.died"},
          Case{"exit", "child.died"}, Case{"garbage", "child.died"}}) {
        lost_.clear();
        script(bytes(c.how), std::string(R"({"misbehave":")") + c.how + "\"}");
        EXPECT_EQ(read(reader, c.how).error().code, c.code) << c.how;
        EXPECT_EQ(lost_, std::vector<std::string>{c.code}) << c.how;
        EXPECT_TRUE(read(reader, "good")) << "after " << c.how;
    }
}
TEST_F(A_page_reader, Passes_on_what_the_engine_refused_without_losing_the_child) {
    script(bytes("bad"), R"({"failure":{"kind":"invalid","code":"ocr.image_unusable","detail":"no"}})");
    ChildPageReader reader(settings());
    EXPECT_EQ(read(reader, "bad").error().code, "ocr.image_unusable");
    EXPECT_EQ(read(reader, "unknown").error().code, "ocr.not_scripted");
    EXPECT_TRUE(lost_.empty());
}
TEST_F(A_page_reader, That_cannot_be_started_blames_no_page) {
    auto absent = settings();
    absent.program = {{"/nonexistent/docket"}};
    ChildPageReader reader(absent);
    EXPECT_EQ(read(reader, "one").error().code, "child.not_started");
    EXPECT_TRUE(lost_.empty());
}
TEST_F(A_page_reader, Serves_many_threads_with_few_children_and_replaces_the_old) {
    save(folder_ / "otherwise.json", R"({"text":"好"})");
    auto two = settings();
    two.children = 2;
    two.pages_a_child = 3;
    two.limits.wall = Millis{20'000};
    ChildPageReader reader(two);
    const auto image = save(folder_ / "page", "page");
    std::atomic<int> read{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 5; ++n)
                    if (reader.read(image, [](const Failure&) {})) ++read;
            });
    }
    EXPECT_EQ(read, 20);
}

} // namespace
} // namespace docket::intake
