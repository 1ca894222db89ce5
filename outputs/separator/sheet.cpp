#include "outputs/separator/sheet.hpp"

#include "outputs/separator/strokes.hpp"

#include <algorithm>

namespace docket::outputs {

namespace {

constexpr int most_sheets = 200;
constexpr double sheet_width = 210, left = 25, words_size = 34, small_size = 6;

void centre(Page& page, const std::string& words, FaceRole face, double size, double y,
            const FontMetrics& fonts) {
    auto run = line_of_words(words, face, size, 0, y, fonts);
    run.x = std::max(left / 2, (sheet_width - width_of(run)) / 2);
    page.runs.push_back(std::move(run));
}

std::string whose(const SeparatorWish& wish) {
    std::string out;
    if (!wish.batch.empty()) out += "批次 " + wish.batch;
    if (!wish.box.empty()) out += (out.empty() ? "" : "　") + std::string("第 ") + wish.box + " 盒";
    return out;
}

} // namespace

Result<DisplayList> separator_sheets(const SeparatorWish& wish, const FontMetrics& fonts) {
    if (wish.count < 1 || wish.count > most_sheets)
        return fail(Kind::invalid, "separator.count", "一次可以打印 1 至 200 张分隔单。");
    DOCKET_TRY(const auto patch, code_128(wish.patch));
    DOCKET_TRY(const auto qr, qr_code(wish.qr_text));
    constexpr double patch_width = sheet_width - 2 * left, patch_height = 28, qr_width = 62;
    Page page;
    centre(page, "分隔单", FaceRole::heiti, words_size, 70, fonts);
    centre(page, "放在两封信之间，与信一起扫描，不要装订", FaceRole::songti, small_size, 88, fonts);
    for (const double y : {105.0, 240.0}) { // twice: a fold or a skewed feed spoils one of them at most
        auto bars = patch;
        for (auto& bar : bars.bars) bar = {bar.x, 0, bar.w, patch_height / patch_width};
        draw(page, bars, left, y, patch_width);
    }
    draw(page, qr, (sheet_width - qr_width) / 2, 150, qr_width);
    if (const auto words = whose(wish); !words.empty())
        centre(page, words, FaceRole::heiti, small_size + 2, 228, fonts);
    if (!wish.office.empty()) centre(page, wish.office, FaceRole::songti, small_size, 282, fonts);
    DisplayList out;
    out.pages.assign(static_cast<std::size_t>(wish.count), page);
    return out;
}

} // namespace docket::outputs
