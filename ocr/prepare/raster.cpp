#include "ocr/prepare/raster.hpp"

#include "ocr/prepare/fax.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace docket::ocr {
namespace {

constexpr int more_red =
    60; // than green and blue: the levels by which a seal's red differs from ink and paper
constexpr double much_larger = 1.7; // from where on it pays to look at more than the nearest pixels
constexpr int every = 4;            // row and column is looked at for red

// Leptonica keeps red in the highest byte of a word; in memory, on the machines we run on, it is the last.
constexpr int blue = 1, green = 2, red = 3;

cv::Mat words_of(const PixHandle& pix) {
    return {height(pix), width(pix), CV_8UC4, pixGetData(pix.get()),
            static_cast<std::size_t>(pixGetWpl(pix.get())) * 4};
}

double red_share(const cv::Mat& words) {
    std::int64_t count = 0, all = 0;
    for (int y = 0; y < words.rows; y += every)
        for (int x = 0; x < words.cols; x += every, ++all) {
            const auto& word = words.at<cv::Vec4b>(y, x);
            count += word[red] > std::max(word[green], word[blue]) + more_red ? 1 : 0;
        }
    return static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(all, 1));
}

// By the red light alone red ink is pale; what is left of it goes by as much as it is redder than grey.
cv::Mat without_red(const cv::Mat& words) {
    cv::Mat r, g, b;
    cv::extractChannel(words, r, red);
    cv::extractChannel(words, g, green);
    cv::extractChannel(words, b, blue);
    cv::max(g, b, g);
    cv::subtract(r, g, g);
    cv::add(r, g, r);
    return r;
}

PixHandle in_eight_bits(PixHandle pix) {
    if (pixGetDepth(pix.get()) != 8 || pixGetColormap(pix.get()) != nullptr)
        pix = made(pixConvertTo8(pix.get(), 0));
    pixEndianByteSwap(pix.get());
    return pix;
}

// Both count from the outer corner of the first pixel, OpenCV from its middle.
cv::Matx33d between_middles(const cv::Matx33d& forth) {
    const cv::Matx33d to_corner(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1), to_middle(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1);
    return to_middle * forth * to_corner;
}

bool only_scales(const Placement::Matrix& m) {
    return m[1] == 0 && m[2] == 0 && m[3] == 0 && m[5] == 0 && m[6] == 0 && m[7] == 0 && m[0] > 0 && m[4] > 0;
}

} // namespace

Raster raster_of(PixHandle pix) {
    Raster out;
    out.bilevel = pixGetDepth(pix.get()) == 1;
    if (out.bilevel) out.mended = mend_fax(pix);
    if (pixGetColormap(pix.get()) != nullptr)
        pix = made(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4)
        pix = made(pixAlphaBlendUniform(pix.get(), 0xffffff00));
    if (pixGetDepth(pix.get()) == 32) {
        const auto words = words_of(pix);
        out.red_share = red_share(words);
        out.grey = without_red(words);
        return out;
    }
    pix = in_eight_bits(std::move(pix));
    cv::Mat(height(pix), width(pix), CV_8UC1, pixGetData(pix.get()),
            static_cast<std::size_t>(pixGetWpl(pix.get())) * 4)
        .copyTo(out.grey);
    return out;
}

PageImage page_image(const cv::Mat& grey, int dpi) {
    PageImage out{grey.cols, grey.rows, 1, dpi, {}};
    out.pixels.resize(grey.total());
    grey.copyTo(cv::Mat(grey.rows, grey.cols, CV_8UC1, out.pixels.data()));
    return out;
}

PixHandle ink_of(const cv::Mat& grey) {
    auto pix = made(pixCreate(grey.cols, grey.rows, 1));
    auto* words = pixGetData(pix.get());
    const auto stride = static_cast<std::ptrdiff_t>(pixGetWpl(pix.get()));
    for (int y = 0; y < grey.rows; ++y) {
        const auto* row = grey.ptr<std::uint8_t>(y);
        auto* line = words + y * stride;
        for (int x = 0; x < grey.cols; ++x) line[x / 32] |= (row[x] < 128 ? 0x80000000U : 0U) >> (x % 32);
    }
    return pix;
}

cv::Mat placed(const cv::Mat& original, const Placement& placement) {
    if (placement.untouched() && original.cols == placement.width()) return original;
    const cv::Size size(placement.width(), placement.height());
    const double grows =
        static_cast<double>(std::max(size.width, size.height)) / std::max(original.cols, original.rows);
    cv::Mat from = original, out;
    if (only_scales(placement.forth())) {
        cv::resize(from, out, size, 0, 0, grows > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
        return out;
    }
    if (grows < 0.75) // or pixels between those that are looked at would be lost
        cv::resize(original, from, {}, grows, grows, cv::INTER_AREA);
    const cv::Matx33d decoded(static_cast<double>(placement.original_width()) / from.cols, 0, 0, 0,
                              static_cast<double>(placement.original_height()) / from.rows, 0, 0, 0, 1);
    const auto map = between_middles(cv::Matx33d(placement.forth().data()) * decoded);
    const int flags = grows > much_larger ? cv::INTER_CUBIC : cv::INTER_LINEAR;
    if (map(2, 0) == 0 && map(2, 1) == 0)
        cv::warpAffine(from, out, cv::Mat(map).rowRange(0, 2), size, flags, cv::BORDER_REPLICATE);
    else
        cv::warpPerspective(from, out, map, size, flags, cv::BORDER_REPLICATE);
    return out;
}

} // namespace docket::ocr
