#include "ocr/prepare/fax.hpp"

#include <algorithm>
#include <vector>

namespace docket::ocr {
namespace {

inline void destroy_numa(Numa* numa) noexcept { numaDestroy(&numa); }
using NumaHandle = Handle<Numa, destroy_numa>;

constexpr double lost_black = 0.7;   // of a row that are black, and not of the rows around it
constexpr double written = 0.02;     // of a row, where there is writing
constexpr int speck = 2;             // pixels a side
constexpr double many_specks = 2e-5; // of the pixels: 150 on a fax page, more than it has dots

std::vector<int> row_sums(const PixHandle& bits) {
    const NumaHandle sums(pixCountPixelsByRow(bits.get(), nullptr));
    std::vector<int> out(static_cast<std::size_t>(height(bits)));
    for (int y = 0; y < height(bits); ++y) numaGetIValue(sums.get(), y, &out[static_cast<std::size_t>(y)]);
    return out;
}

int mend_rows(const PixHandle& bits) {
    const auto sums = row_sums(bits);
    const double wide = width(bits);
    int mended = 0;
    for (std::size_t y = 1; y + 1 < sums.size(); ++y) {
        const bool black =
            sums[y] > lost_black * wide && std::max(sums[y - 1], sums[y + 1]) < lost_black * wide / 2;
        const bool empty = sums[y] == 0 && std::min(sums[y - 1], sums[y + 1]) > written * wide;
        if (!black && !empty) continue;
        const int row = static_cast<int>(y);
        pixRasterop(bits.get(), 0, row, width(bits), 1, PIX_SRC, bits.get(), 0, row - 1);
        ++mended;
    }
    return mended;
}

// What is a speck by its size and has nothing near that it could be a part of.
int take_specks(PixHandle& bits) {
    const PixHandle larger(
        pixSelectBySize(bits.get(), speck, speck, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
    if (!larger) return 0;
    const auto near = made(pixDilateBrick(nullptr, larger.get(), 5, 5));
    const auto specks = made(pixSubtract(nullptr, bits.get(), near.get()));
    l_int32 count = 0;
    pixCountConnComp(specks.get(), 8, &count);
    if (count < many_specks * width(bits) * height(bits)) return 0;
    bits = made(pixSubtract(nullptr, bits.get(), specks.get()));
    return count;
}

} // namespace

std::string mend_fax(PixHandle& bits) {
    const int rows = mend_rows(bits), specks = take_specks(bits);
    if (rows == 0 && specks == 0) return "";
    return std::to_string(rows) + " rows mended, " + std::to_string(specks) + " specks taken";
}

} // namespace docket::ocr
