#include "ocr/prepare/marks.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace docket::ocr {
namespace {

struct Band {
    double from = 0, to = 0;
    std::vector<const Blot*> blots; // by x
};

double deviations(int yes, int no) {
    return yes + no == 0 ? 0 : (yes - no) / std::sqrt(static_cast<double>(yes + no));
}

// Into a frame in which lines run across and are level.
std::vector<Blot> framed(const std::vector<Blot>& blots, cv::Size page, bool lines_run_down, double skew) {
    const double angle = skew * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double w = page.width, h = page.height;
    std::vector<Blot> out;
    out.reserve(blots.size());
    for (const auto& blot : blots) {
        const double x = blot.x - w / 2, y = blot.y - h / 2;
        const double rx = cosine * x - sine * y, ry = sine * x + cosine * y;
        if (lines_run_down)
            out.push_back({h / 2 - ry, rx + w / 2, blot.h, blot.w, blot.area});
        else
            out.push_back({rx + w / 2, ry + h / 2, blot.w, blot.h, blot.area});
    }
    return out;
}

// Rows in which there is ink, by the sums over rows of the blots' boxes.
std::vector<Band> bands_of(const std::vector<Blot>& blots, double height) {
    std::vector<double> ink(static_cast<std::size_t>(height) + 2);
    for (const auto& blot : blots) {
        const auto from = static_cast<std::size_t>(std::clamp(blot.y - blot.h / 2, 0.0, height));
        const auto to = static_cast<std::size_t>(std::clamp(blot.y + blot.h / 2, 0.0, height));
        for (auto y = from; y <= to; ++y) ink[y] += blot.area / std::max(1.0, blot.h);
    }
    auto sorted = ink;
    const auto high = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 9 / 10);
    std::nth_element(sorted.begin(), high, sorted.end());
    const double least = *high * 0.12;
    std::vector<Band> bands;
    bool in = false;
    for (std::size_t y = 0; y < ink.size(); ++y) {
        if (ink[y] > least && !in) bands.push_back({static_cast<double>(y), 0, {}});
        in = ink[y] > least;
        if (in) bands.back().to = static_cast<double>(y) + 1;
    }
    return bands;
}

void vote(const Band& band, double line, Votes& votes) {
    const double middle = (band.from + band.to) / 2;
    double reached = -1e9; // how far to the right what stands before goes
    for (std::size_t i = 0; i < band.blots.size(); ++i) {
        const auto& blot = *band.blots[i];
        const double left = blot.x - blot.w / 2, right = blot.x + blot.w / 2;
        double next = 1e9;
        for (std::size_t j = i + 1; j < band.blots.size() && j < i + 6; ++j)
            next = std::min(next, band.blots[j]->x - band.blots[j]->w / 2);
        const double gap_before = left - reached, gap_after = next - right;
        reached = std::max(reached, right);
        if (std::max(blot.w, blot.h) > 0.42 * line || std::max(blot.w, blot.h) < 0.08 * line) continue;
        if (gap_before < 0.04 * line || gap_after < 0.04 * line) continue; // a part of a character
        if (gap_before > 2 * line && gap_after > 2 * line) continue;       // dirt
        const double low = (blot.y - middle) / line;
        if (std::abs(low) < 0.1) continue;
        ++(low > 0 ? votes.below : votes.above);
        if (gap_before < 1.2 * line && gap_after < 1.2 * line &&
            std::abs(gap_after - gap_before) > 0.12 * line)
            ++(gap_after > gap_before ? votes.after : votes.before);
    }
}

} // namespace

std::vector<Blot> blots_of(const cv::Mat& bits) {
    cv::Mat labels, stats, middles;
    const int count = cv::connectedComponentsWithStats(bits, labels, stats, middles, 8, CV_32S);
    std::vector<Blot> out;
    out.reserve(static_cast<std::size_t>(count));
    for (int i = 1; i < count; ++i) {
        const auto* of = stats.ptr<int>(i);
        const double w = of[cv::CC_STAT_WIDTH], h = of[cv::CC_STAT_HEIGHT];
        out.push_back(
            {of[cv::CC_STAT_LEFT] + w / 2, of[cv::CC_STAT_TOP] + h / 2, w, h, of[cv::CC_STAT_AREA]});
    }
    return out;
}

Votes votes_of(const std::vector<Blot>& blots, cv::Size page, bool lines_run_down, double skew) {
    auto all = framed(blots, page, lines_run_down, skew);
    const double height = lines_run_down ? page.width : page.height;
    std::erase_if(all, [&](const Blot& blot) { return blot.h > height / 8 || blot.area < 3; });
    auto bands = bands_of(all, height);
    std::vector<double> heights;
    for (const auto& band : bands)
        if (band.to - band.from > 6) heights.push_back(band.to - band.from);
    if (heights.empty()) return {};
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    const double line = *middle;
    std::sort(all.begin(), all.end(), [](const Blot& a, const Blot& b) { return a.x < b.x; });
    Votes votes;
    for (auto& band : bands) {
        if (band.to - band.from < 0.6 * line || band.to - band.from > 1.5 * line) continue;
        for (const auto& blot : all)
            if (blot.y > band.from && blot.y < band.to) band.blots.push_back(&blot);
        vote(band, line, votes);
    }
    return votes;
}

namespace {

constexpr double contrary =
    1; // standard deviations, beyond which one kind of vote does not yield to the other

struct Evidence {
    int turn = 0; // of the frame
    double deviations = 0;
    bool sideways = false; // characters that lie on their side, or are seen from behind
};

// A mark is low and follows its character, or, upside down, high and comes before it. Low and before: a
// column's mark, lying on its side.
Evidence evidence_of(const Votes& votes) {
    const double up = deviations(votes.below, votes.above), follows = deviations(votes.after, votes.before);
    const bool apart = up * follows < 0 && std::min(std::abs(up), std::abs(follows)) > contrary;
    if (apart) return {up > 0 ? 270 : 90, std::min(std::abs(up), std::abs(follows)), true};
    const double all = deviations(votes.below + votes.after, votes.above + votes.before);
    return {all >= 0 ? 0 : 180, std::abs(all), false};
}

int strength(const Votes& votes) {
    return std::abs(votes.below - votes.above) + 2 * std::abs(votes.after - votes.before);
}

} // namespace

// Of the two ways that lines may run, it is the one in which the marks agree more, and plainly so.
Way way_up(const std::vector<Blot>& blots, cv::Size page, double skew) {
    const auto across = votes_of(blots, page, false, skew), down = votes_of(blots, page, true, skew);
    const bool runs_down = strength(down) > strength(across);
    const auto evidence = evidence_of(runs_down ? down : across);
    const double more = std::max(strength(across), strength(down)),
                 less = std::min(strength(across), strength(down));
    Way way{((runs_down ? 90 : 0) + evidence.turn) % 360, std::erf(evidence.deviations / 3), false};
    way.mirrored = evidence.sideways && !runs_down;
    way.lines_run_down = runs_down;
    way.confidence *= std::min(1.0, 2 * (1 - less / std::max(1.0, more)));
    return way;
}

} // namespace docket::ocr
