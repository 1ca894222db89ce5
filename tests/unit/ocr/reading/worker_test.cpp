#include "ocr/page_json.hpp"
#include "ocr/scripted/scripted.hpp"
#include "ocr/worker.hpp"
#include "pipeline/sandbox/answer.hpp"
#include "pipeline/sandbox/frame.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace docket::ocr {
namespace {

class Echo final : public OcrEngine {
  public:
    std::string name() const override { return "echo"; }
    std::vector<std::string> languages() const override { return {}; }
    Result<PageText> read(const PageImage& image, const ReadOptions&) override {
        if (image.width == 13) throw std::runtime_error("thirteen");
        PageText page;
        page.lines.push_back({{{U'信', {10, 20, 30, 40}, 1}}, {10, 20, 30, 40}, 1, "echo"});
        return page;
    }
};

// Reads well what is as wide as it should be: a page lying on its side does not.
class ReadsUprightOnly final : public OcrEngine {
  public:
    std::string name() const override { return "upright"; }
    std::vector<std::string> languages() const override { return {}; }
    Result<PageText> read(const PageImage& image, const ReadOptions&) override {
        ++readings;
        PageText page;
        const float sure = image.width == 300 ? 0.9F : 0.5F;
        page.lines.push_back({std::vector<Glyph>(40, {U'信', {10, 20, 30, 40}, sure}), {}, sure, "upright"});
        return page;
    }
    int readings = 0;
};

// A page that preparation turned by 90 degrees and that stands upright as it is; the detector knows.
Result<Prepared> wrongly_turned(const std::filesystem::path& file, Steps&, const Lay& lay) {
    const int turned = lay.ask && file.string() == "told" ? 0 : lay.turn.value_or(90);
    Prepared prepared{
        {turned % 180 == 0 ? 300 : 100, 100, 1, 300, {}}, Placement(300, 100).turned(turned), turned};
    prepared.sure = !lay.turn && file.string() == "sure";
    return prepared;
}

Result<Prepared> of_width_in_name(const std::filesystem::path& file, Steps&, const Lay&) {
    if (file.string() == "bad") return fail(Kind::invalid, "ocr.image_unusable", "bad");
    const int width = std::stoi(file.string());
    if (width == 7) return Prepared{{width, 100, 1, 300, {}}, Placement(width, 100), 0, 0, true};
    Prepared prepared{{width, 100, 1, 300, {}}, Placement(width, 100).turned(180), 180, 1.5};
    return prepared;
}

// What serve_reader answers to the requests, in order, and its exit status.
std::pair<std::vector<sandbox::Answer>, int> served(OcrEngine& engine, const Preparer& prepare,
                                                    const std::vector<std::string>& requests) {
    std::array<int, 2> in{}, out{};
    EXPECT_EQ(::pipe(in.data()), 0);
    EXPECT_EQ(::pipe(out.data()), 0);
    for (const auto& request : requests) EXPECT_TRUE(sandbox::write_frame(in[1], request));
    ::close(in[1]);
    const int status = serve_reader(engine, prepare, in[0], out[1]);
    ::close(out[1]);
    std::vector<sandbox::Answer> answers;
    while (true) {
        const auto message = sandbox::read_frame(out[0], 1U << 20U);
        if (!message || !*message) break;
        answers.push_back(sandbox::understand(**message));
    }
    ::close(in[0]);
    ::close(out[0]);
    return {answers, status};
}
std::pair<std::vector<sandbox::Answer>, int> served(const std::vector<std::string>& requests) {
    Echo echo;
    return served(echo, of_width_in_name, requests);
}

TEST(A_reader_child, Answers_each_request_and_ends_with_its_parent) {
    const auto [answers, status] = served(
        {R"({"image":"200"})", R"({"image":"bad"})", R"({"image":"13"})", "garbage", R"({"image":"200"})"});
    EXPECT_EQ(status, 0);
    ASSERT_EQ(answers.size(), 5U);
    EXPECT_EQ(answers[1].outcome.error().code, "ocr.image_unusable");
    EXPECT_EQ(answers[2].outcome.error().code, "ocr.engine_failed");
    EXPECT_EQ(answers[3].outcome.error().code, "json.malformed");
    EXPECT_TRUE(answers[4].outcome);
}
TEST(A_reader_child, Answers_in_pixels_of_the_original) {
    const auto page = page_of(*served({R"({"image":"200"})"}).first.at(0).outcome);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->width, 200);
    EXPECT_EQ(page->turned, 180);
    EXPECT_EQ(page->skew, 1.5);
    EXPECT_EQ(page->lines[0].glyphs[0].box, (Box{160, 40, 30, 40}));
    EXPECT_EQ(page->lines[0].box, (Box{160, 40, 30, 40}));
}
TEST(A_reader_child, Lays_a_page_that_reads_badly_the_other_ways) {
    ReadsUprightOnly engine;
    const auto page =
        page_of(*served(engine, wrongly_turned, {R"({"image":"doubtful"})"}).first.at(0).outcome);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->turned, 0);
    EXPECT_GT(confidence(*page), 0.8F);
}
TEST(A_reader_child, Lays_a_page_that_reads_badly_as_the_detector_says_first) {
    ReadsUprightOnly engine;
    const auto page = page_of(*served(engine, wrongly_turned, {R"({"image":"told"})"}).first.at(0).outcome);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->turned, 0);
    EXPECT_EQ(engine.readings, 3) << "as it lay, as it was told, and once more with all that belongs to it";
}
TEST(A_reader_child, Does_not_turn_what_surely_stands_upright) {
    ReadsUprightOnly engine;
    const auto page = page_of(*served(engine, wrongly_turned, {R"({"image":"sure"})"}).first.at(0).outcome);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->turned, 90);
    EXPECT_EQ(engine.readings, 1);
}
TEST(A_reader_child, Shows_no_blank_page_to_the_engine) {
    const auto page = page_of(*served({R"({"image":"7"})"}).first.at(0).outcome);
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->blank);
    EXPECT_TRUE(page->lines.empty());
    EXPECT_EQ(page->width, 7);
    EXPECT_EQ(page->engine, "echo");
}
TEST(A_reader_child, Refuses_arguments_it_does_not_know) {
    const std::vector<std::string> odd{"--colour", "red"}, half{"--engine"};
    EXPECT_EQ(reader_child_main(odd), 2);
    EXPECT_EQ(reader_child_main(half), 2);
}

} // namespace
} // namespace docket::ocr
