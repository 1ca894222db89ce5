#include "ocr/ppocr/recognise.hpp"
#include "pipeline/base/utf8.hpp"

#include <gtest/gtest.h>

namespace docket::ocr::ppocr {
namespace {

constexpr std::array<char32_t, 5> dictionary{0, U'来', U'信', U'1', U' '};

// One step of the model: the class named has this probability, the blank the rest.
struct Said {
    std::size_t what = 0;
    float how_sure = 0;
    std::size_t or_else = 0;
    float other = 0;
};

std::vector<float> steps(const std::vector<Said>& said) {
    std::vector<float> out;
    for (const auto& one : said) {
        std::vector<float> row(dictionary.size(), 0.0F);
        row[0] = 1 - one.how_sure - one.other;
        row[one.or_else] = one.other;
        row[one.what] = one.how_sure;
        out.insert(out.end(), row.begin(), row.end());
    }
    return out;
}

std::string text(const std::vector<Seen>& line) {
    std::string out;
    for (const auto& seen : line) append_utf8(out, seen.ch);
    return out;
}

constexpr Said nothing{0, 0.9F, 0, 0};

TEST(Decoding, Takes_steps_of_one_character_as_one_and_parts_equal_ones_by_a_blank) {
    const std::vector<Said> said{{1, 0.8F}, {1, 0.9F}, nothing, {3, 0.9F}, nothing, {3, 0.7F}};
    const auto line = decode(steps(said), said.size(), 1, dictionary);
    EXPECT_EQ(text(line), "来11");
    EXPECT_FLOAT_EQ(line[0].confidence, 0.9F) << "the surest of its steps";
}
TEST(Decoding, Keeps_what_else_a_character_may_be_likeliest_first) {
    const auto line = decode(steps({{1, 0.6F, 2, 0.3F}, {1, 0.7F, 3, 0.2F}}), 2, 1, dictionary);
    ASSERT_EQ(text(line), "来");
    ASSERT_EQ(line[0].others.size(), 2U);
    EXPECT_EQ(line[0].others[0].ch, U'信');
    EXPECT_EQ(line[0].others[1].ch, U'1');
}
TEST(Decoding, Places_characters_along_the_strip_and_leaves_a_hole_a_hole) {
    // Characters at steps 1, 3, 5 and, after room for another, 9; the last two steps are padding.
    std::vector<Said> said(12, nothing);
    for (const std::size_t at : {1U, 3U, 5U, 9U}) said[at] = {1U + at % 3U, 0.9F, 0, 0};
    const auto line = decode(steps(said), said.size(), 10.0 / 12, dictionary);
    ASSERT_EQ(line.size(), 4U);
    EXPECT_NEAR(line[0].from, 0.05F, 0.03F);
    EXPECT_NEAR(line[0].to, line[1].from, 0.001F) << "neighbours meet";
    EXPECT_GT(line[3].from - line[2].to, 0.1F) << "nobody spreads over a hole";
    EXPECT_LE(line[3].to, 1.0F);
}
TEST(Decoding, Reads_nothing_where_there_is_nothing) {
    EXPECT_TRUE(decode(steps({nothing, nothing}), 2, 1, dictionary).empty());
    EXPECT_TRUE(decode({}, 0, 1, dictionary).empty());
}

// A model that looks at the shape it is given and reads one character in the first of its steps.
class Measuring final : public Model {
  public:
    Result<void> run(std::span<const std::int64_t> shape, std::span<const float> values,
                     const Output& output) override {
        asked.assign(shape.begin(), shape.end());
        first = values[0];
        padding = values[static_cast<std::size_t>(shape[3]) - 1];
        const auto said = steps({{1, 0.9F}, nothing});
        const std::array<std::int64_t, 3> dims{1, 2, static_cast<std::int64_t>(dictionary.size())};
        output(dims, said);
        return {};
    }
    std::vector<std::int64_t> asked;
    float first = 0, padding = 0;
};

TEST(A_recogniser, Shows_the_model_a_strip_in_three_channels_and_pads_it_with_its_zero) {
    Measuring model;
    const auto line =
        Recogniser(model, dictionary).read({100, 48, std::vector<std::uint8_t>(4800, 0)}); // black
    ASSERT_TRUE(line);
    EXPECT_EQ(text(*line), "来");
    EXPECT_EQ(model.asked, (std::vector<std::int64_t>{1, 3, 48, 128}));
    EXPECT_FLOAT_EQ(model.first, -1.0F);
    EXPECT_FLOAT_EQ(model.padding, 0.0F);
}

} // namespace
} // namespace docket::ocr::ppocr
