#include "ocr/prepare/prepare.hpp"

#include "ocr/prepare/blank.hpp"
#include "ocr/prepare/outline.hpp"
#include "ocr/prepare/raster.hpp"
#include "ocr/prepare/size.hpp"
#include "ocr/prepare/skew.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

namespace docket::ocr {
namespace {

constexpr double draft_share = 0.5; // of the working size: enough to decide on
constexpr double stays = 0.45; // confidence with which the marks let a page stay as it is: most pages should
constexpr double turns = 0.75; // and with which they turn it by a right angle, to which its lines testify
constexpr double flips = 0.9;  // and upside down: commas in the middle of their square mislead them
// With which a page is looked at for a little that is darker than what is mirrored. Losing pencil beside a
// stamp would take both that and marks that sit the wrong way.
constexpr double shows_its_back = 0.4;
// Noise, in which an engine would look for lines for a minute: more blots to a pixel of the draft than any
// writing has (which stays below 0.0012), or ink that a draft averages away.
constexpr double grainy = 0.006;
constexpr double dense = 0.2, averaged_away = 3;
constexpr int smallest = 48; // pixels a side; less has no lines to be straightened

double needed_for(int turn) {
    if (turn == 0) return stays;
    return turn == 180 ? flips : turns;
}

struct Draft {
    cv::Mat even, clear;
    Light light;
    Skew skew;
    std::vector<Blot> blots;
    Way way;
};

std::string told(double number, const std::string& unit) {
    std::ostringstream out;
    out.precision(2);
    out << std::fixed << number << unit;
    return out.str();
}

Draft draft_of(const Raster& raster, const Placement& placement) {
    const auto half = [](int side) { return std::max(1, static_cast<int>(std::lround(side * draft_share))); };
    Draft draft;
    draft.even = placed(raster.grey, placement.scaled_to(half(placement.width()), half(placement.height())));
    if (!raster.bilevel) draft.even = evened(draft.even);
    draft.light = light_of(draft.even);
    draft.clear = contrasted(draft.even, draft.light);
    return draft;
}

// The photo's sheet with its outline drawn in, for whoever wants to see.
cv::Mat outlined(const cv::Mat& grey, const std::optional<Outline>& outline) {
    cv::Mat out = grey.clone();
    if (outline)
        for (std::size_t i = 0; i < 4; ++i)
            cv::line(out, outline->corners[i], outline->corners[(i + 1) % 4], 0,
                     std::max(2, grey.cols / 200));
    return out;
}

double inked(const cv::Mat& clear) {
    return 1 - cv::countNonZero(clear > 127) / static_cast<double>(clear.total());
}

Failure noise() {
    return fail(Kind::invalid, "ocr.image_unusable",
                "the page image is nothing but noise; scan the page again");
}

class Preparation {
  public:
    Preparation(Raster raster, OrientationDetector* detector, Steps& steps, std::optional<int> turn)
        : raster_(std::move(raster)), detector_(detector), steps_(steps), wanted_(turn) {
        cv::setNumThreads(1); // a reader is one process a core already
    }

    Result<Prepared> run(const Placement& original, const Resolution& resolution) {
        DOCKET_CHECK(cut_out(original, resolution));
        if (std::min(placement_.width(), placement_.height()) < smallest) return finished();
        auto draft = draft_of(raster_, placement_);
        DOCKET_CHECK(
            done("draft", draft.light.shining_through ? "the back shines through" : "", 1, draft.clear));
        DOCKET_CHECK(straighten(draft));
        DOCKET_CHECK(set_upright(draft));
        const auto written = written_on(draft.even, draft.light, draft.blots, draft.way);
        prepared_.blank = written.blank(raster_.red_share);
        DOCKET_CHECK(done("blank", prepared_.blank ? "nothing is written here" : "written on", 1, {}));
        light_ = draft.light;
        draft_inked_ = inked(draft.clear);
        return finished();
    }

  private:
    Result<void> done(const std::string& step, const std::string& decision, double confidence,
                      const cv::Mat& picture) {
        return steps_.done(
            step, decision, confidence,
            picture.empty() ? Steps::Picture{} : [&] { return page_image(picture, working_dpi); });
    }
    Result<void> cut_out(const Placement& original, const Resolution& resolution);
    Result<void> straighten(Draft& draft);
    Result<void> set_upright(Draft& draft);
    Result<Prepared> finished();

    Raster raster_;
    OrientationDetector* detector_;
    Steps& steps_;
    std::optional<int> wanted_; // the turn, where the caller knows better
    Placement placement_;
    Prepared prepared_;
    Light light_; // of the draft
    std::optional<double> draft_inked_;
};

// The sheet and its size. What comes decoded at a fraction is placed from the size the file announces.
Result<void> Preparation::cut_out(const Placement& original, const Resolution& resolution) {
    const auto outline = raster_.bilevel ? std::nullopt : outline_of(raster_.grey);
    if (outline) {
        std::array<Placement::Point, 4> corners;
        const double x = static_cast<double>(original.width()) / raster_.grey.cols,
                     y = static_cast<double>(original.height()) / raster_.grey.rows;
        for (std::size_t i = 0; i < 4; ++i)
            corners[i] = {(outline->corners[i].x + 0.5) * x, (outline->corners[i].y + 0.5) * y};
        const auto size = sheet_size(corners, resolution);
        placement_ = original.cut_out(corners, size.width, size.height);
    } else {
        const auto size = working_size(original.width(), original.height(), resolution);
        placement_ = original.scaled_to(size.width, size.height);
    }
    return steps_.done("outline", outline ? "a sheet before something darker" : "the whole picture",
                       outline ? outline->confidence : 1,
                       [&] { return page_image(outlined(raster_.grey, outline), working_dpi); });
}

Result<void> Preparation::straighten(Draft& draft) {
    const auto skew = draft.skew = skew_of(ink_points(ink_of(draft.clear)));
    prepared_.skew = skew.degrees;
    return done("deskew", skew.degrees == 0 ? "level" : "by " + told(skew.degrees, "°"), skew.sharpness, {});
}

// The marks decide where there are enough of them. The detector is shown a level page whose lines run across.
Result<void> Preparation::set_upright(Draft& draft) {
    cv::Mat bits;
    cv::threshold(draft.clear, bits, 127, 255, cv::THRESH_BINARY_INV);
    auto& way = draft.way;
    draft.blots = blots_of(bits);
    if (static_cast<double>(draft.blots.size()) > grainy * static_cast<double>(bits.total())) return noise();
    way = way_up(draft.blots, bits.size(), draft.skew.degrees);
    if (way.mirrored && way.confidence > shows_its_back) {
        if (const auto front = light_before_the_back(draft.even, draft.light)) {
            draft.light = *front;
            draft.clear = contrasted(draft.even, draft.light);
            cv::threshold(draft.clear, bits, 127, 255, cv::THRESH_BINARY_INV);
            draft.blots = blots_of(bits);
            way = way_up(draft.blots, bits.size(), draft.skew.degrees);
        }
    }
    std::string by = "marks";
    bool sure = !way.mirrored && way.lines_run_down == draft.skew.lines_run_down &&
                way.confidence > needed_for(way.turn);
    if (wanted_) {
        by = "the caller";
        sure = true;
        way.turn = *wanted_;
    } else if (!sure && detector_ != nullptr) {
        const int frame = draft.skew.lines_run_down ? 90 : 0;
        Placement level(bits.cols, bits.rows);
        level = level.turned(frame);
        if (draft.skew.degrees != 0)
            level = level.straightened(draft.skew.degrees, level.width(), level.height());
        const auto seen = detector_->detect(page_image(placed(draft.clear, level), working_dpi / 2));
        by = "detector";
        sure = seen.sure;
        way.turn = (frame + seen.turn) % 360;
    }
    prepared_.turned = sure ? way.turn : 0;
    prepared_.sure = sure && prepared_.turned == 0;
    prepared_.columns = draft.skew.lines_run_down != (prepared_.turned % 180 != 0);
    return done("orient", std::to_string(prepared_.turned) + " by " + (sure ? by : "default"), way.confidence,
                draft.clear);
}

Result<Prepared> Preparation::finished() {
    placement_ = placement_.turned(prepared_.turned);
    if (prepared_.skew != 0)
        placement_ = placement_.straightened(prepared_.skew, placement_.width(), placement_.height());
    const auto upright = placed(raster_.grey, placement_);
    DOCKET_CHECK(done("place",
                      std::to_string(placement_.width()) + " x " + std::to_string(placement_.height()), 1,
                      upright));
    const auto even = raster_.bilevel ? upright : evened(upright);
    light_.ink = ink_level(even, light_.ink_share); // which a draft blurs
    const auto level = contrasted(even, light_);
    if (const double now = inked(even); draft_inked_ && now > dense && now > averaged_away * *draft_inked_)
        return noise();
    DOCKET_CHECK(done("level", light_.shining_through ? "without what shines through" : "", 1, level));
    prepared_.image = page_image(level, working_dpi);
    prepared_.placement = placement_;
    return std::move(prepared_);
}

} // namespace

Result<Prepared> prepare(const PageImage& page, OrientationDetector* orientation, Steps* steps,
                         std::optional<int> turn) {
    Steps unheard;
    auto& heard = steps != nullptr ? *steps : unheard;
    DOCKET_TRY(auto pix, pix_of(page));
    auto raster = raster_of(std::move(pix));
    DOCKET_CHECK(heard.done("grey", raster.mended));
    return Preparation(std::move(raster), orientation, heard, turn)
        .run({page.width, page.height}, {page.dpi, page.dpi});
}

Result<Prepared> prepare_file(const std::filesystem::path& file, OrientationDetector* orientation,
                              Steps* steps, std::optional<int> turn) {
    Steps unheard;
    auto& heard = steps != nullptr ? *steps : unheard;
    DOCKET_TRY(auto loaded, load(file));
    DOCKET_CHECK(heard.done("decode"));
    auto raster = raster_of(std::move(loaded.pix));
    DOCKET_CHECK(heard.done("grey", raster.mended));
    return Preparation(std::move(raster), orientation, heard, turn)
        .run({loaded.width, loaded.height}, {loaded.dpi_x, loaded.dpi_y});
}

} // namespace docket::ocr
