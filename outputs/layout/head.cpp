#include "outputs/layout/head.hpp"

#include "outputs/layout/geometry.hpp"
#include "outputs/layout/title.hpp"
#include "pipeline/base/utf8.hpp"

#include <algorithm>

namespace docket::outputs {
namespace {

std::string text_of_kind(const Composed& composed, BlockKind kind) {
    for (const auto& block : composed.blocks)
        if (block.kind == kind) return block.text;
    return "";
}

class HeadMaker {
  public:
    HeadMaker(const Composed& composed, const FontMetrics& metrics)
        : composed_(composed), metrics_(metrics) {}

    Result<Head> document() {
        DOCKET_CHECK(mark(gb::top + gb::mark_below_top));
        const double number_top = y_ + 2 * gb::pitch;
        DOCKET_TRY(auto number, this->number());
        const double base = baseline(number_top, gb::pitch, gb::size3);
        put(std::move(number), 0.5, base);
        y_ = base + (1 - gb::em_above) * gb::size3 + gb::red_rule_below;
        rule(gb::left, gb::width, gb::red_rule);
        DOCKET_CHECK(title());
        return std::move(head_);
    }

    Result<Head> letter() {
        DOCKET_CHECK(mark(gb::letter_mark_top));
        y_ += gb::letter_rule_below;
        const double left = (gb::sheet_width - gb::letter_rule_width) / 2;
        rule(left, gb::letter_rule_width, gb::letter_thick);
        y_ += gb::letter_between;
        rule(left, gb::letter_rule_width, gb::letter_thin);
        const double head_end = y_;
        y_ =
            gb::sheet_height - gb::letter_rule_foot - gb::letter_thick - gb::letter_between - gb::letter_thin;
        rule(left, gb::letter_rule_width, gb::letter_thin);
        y_ += gb::letter_between;
        rule(left, gb::letter_rule_width, gb::letter_thick);
        DOCKET_TRY(auto number, this->number());
        put(std::move(number), 1, head_end + gb::gap78 + gb::em_above * gb::size3);
        y_ = head_end + gb::gap78 + gb::size3;
        DOCKET_CHECK(title());
        return std::move(head_);
    }

  private:
    // As large as custom allows and the width bears; a little spaced where there is room. y_ is its ink's
    // end.
    Result<void> mark(double ink_top) {
        const auto text = text_of_kind(composed_, BlockKind::mark);
        const auto count = static_cast<double>(std::max<std::size_t>(1, code_points(text).size()));
        const double size = std::min(gb::mark_largest, gb::width / count);
        const double spacing = std::clamp((gb::width * 0.9 - count * size) / count, 0.0, size * 0.12);
        const Style style{FaceRole::xiaobiaosong, size, size + spacing, official_red};
        DOCKET_TRY(const auto measured, measure(text, style, metrics_));
        auto run = one_line(measured);
        if (!run.advances.empty()) run.advances.back() -= spacing;
        put(std::move(run), 0.5, ink_top + gb::ink_above * size);
        y_ = ink_top + (gb::ink_above + 1 - gb::em_above) * size;
        return {};
    }

    Result<GlyphRun> number() {
        const Style style{FaceRole::fangsong, gb::size3, gb::cell, black};
        DOCKET_TRY(const auto measured, measure(text_of_kind(composed_, BlockKind::number), style, metrics_));
        return one_line(measured);
    }

    // Two blank lines below what stands above it.
    Result<void> title() {
        const Style style{FaceRole::xiaobiaosong, gb::size2, gb::size2, black};
        DOCKET_TRY(auto lines,
                   title_lines(text_of_kind(composed_, BlockKind::title), style, gb::width, metrics_));
        y_ += 2 * gb::pitch;
        for (auto& line : lines) {
            put(std::move(line), 0.5, baseline(y_, gb::pitch, gb::size2));
            y_ += gb::pitch;
        }
        head_.below = y_ + gb::pitch;
        return {};
    }

    void put(GlyphRun run, double align, double base) {
        if (run.text.empty()) return;
        run.x = gb::left + (gb::width - width_of(run)) * align;
        run.y = base;
        head_.page.runs.push_back(std::move(run));
    }
    void rule(double x, double length, double thickness) {
        head_.page.rules.push_back({x, y_ + thickness / 2, length, thickness, official_red});
        y_ += thickness;
    }

    const Composed& composed_;
    const FontMetrics& metrics_;
    Head head_;
    double y_ = 0; // the end of what has been placed
};

} // namespace

double baseline(double top, double height, double size) {
    return top + (height - size) / 2 + gb::em_above * size;
}

Result<Head> lay_head(const Composed& composed, const FontMetrics& metrics) {
    HeadMaker maker(composed, metrics);
    return composed.form == Form::letter ? maker.letter() : maker.document();
}

} // namespace docket::outputs
