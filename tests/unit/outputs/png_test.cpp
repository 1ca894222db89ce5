// Pages as pictures, and where the parts of a document lie on them.
#include "outputs/layout/layout.hpp"
#include "outputs/layout/spots.hpp"
#include "outputs/render/png.hpp"
#include "tests/unit/outputs/samples.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

namespace docket::outputs {
namespace {

struct Pages : ::testing::Test {
    std::shared_ptr<const Faces> faces = Faces::open(debian_fonts()).value();
    Document document = samples::review_opinion();
    Composed composed =
        compose(document,
                load_template(std::filesystem::path(DOCKET_SOURCE_DIR) / "outputs/templates", document.type)
                    .value())
            .value();
    DisplayList list = lay_out(composed, *faces).value();
};

TEST_F(Pages, Are_pictures_of_the_size_asked_for_and_the_same_every_time) {
    const auto png = render_png(list, 0, 110, faces).value();
    ASSERT_GT(png.size(), 1000U);
    EXPECT_EQ(png[1], 'P');
    EXPECT_EQ((png[18] << 8) + png[19], 909); // width of 210 mm
    EXPECT_EQ(render_png(list, 0, 110, faces).value(), png);
    EXPECT_NE(render_png(list, 0, 110, faces, "苏文静 2026-06-10").value(), png);
    EXPECT_EQ(render_png(list, list.pages.size(), 110, faces).error().code, "page.unknown");
}

TEST_F(Pages, Say_where_each_claim_finding_and_disposition_lies) {
    const auto all = spots(composed, list);
    for (const auto* list_name : {"claims/", "findings/", "dispositions/"})
        for (std::size_t n = 1; n <= document.claims.size(); ++n)
            EXPECT_TRUE(std::ranges::any_of(
                all, [&](const Spot& spot) { return spot.place == list_name + std::to_string(n); }))
                << list_name << n;
    EXPECT_TRUE(std::ranges::any_of(all, [](const Spot& spot) { return spot.place == "remedy"; }));
    for (const auto& spot : all) {
        EXPECT_GE(spot.x, 0.0);
        EXPECT_LE(spot.x + spot.w, 1.0);
        EXPECT_LE(spot.y + spot.h, 1.0);
        EXPECT_LT(spot.page, list.pages.size());
    }
}

} // namespace
} // namespace docket::outputs
