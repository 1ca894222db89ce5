#include "outputs/layout/flow.hpp"

#include "outputs/layout/geometry.hpp"
#include "outputs/layout/lines.hpp"

namespace docket::outputs {
namespace {

constexpr double indent = 2 * gb::cell;

// GB/T 9704-2012 7.3.3: 一、黑体 （一）楷体, the rest 仿宋.
Style style_of(const Block& block) {
    const bool heading = block.kind == BlockKind::heading;
    const auto face = heading && block.level == 1   ? FaceRole::heiti
                      : heading && block.level == 2 ? FaceRole::kaiti
                                                    : FaceRole::fangsong;
    return {face, gb::size3, gb::cell, black};
}

struct Indents {
    double first = 0, rest = 0;
};

class Flow {
  public:
    explicit Flow(const FontMetrics& metrics) : metrics_(metrics) {}

    Result<void> add(const Block& block) {
        ++block_;
        switch (block.kind) {
        case BlockKind::addressee: return lines(block, {0, 0});
        case BlockKind::heading:
        case BlockKind::paragraph: return lines(block, {indent, 0});
        case BlockKind::attachment: return attachment(block);
        default: return {};
        }
    }
    std::vector<FlowLine> take() { return std::move(out_); }

  private:
    Result<void> lines(const Block& block, const Indents& indents) {
        DOCKET_TRY(const auto text, measure(block.text, style_of(block), metrics_));
        double x = gb::left + indents.first;
        for (auto& run : break_lines(text, {gb::width - indents.first, gb::width - indents.rest})) {
            run.x = x;
            run.block = block_;
            x = gb::left + indents.rest;
            out_.push_back({std::move(run), block.kind == BlockKind::heading && block.level <= 2});
        }
        return {};
    }

    // 7.3.4: a blank line before; turnovers stand below the first character of the name.
    Result<void> attachment(const Block& block) {
        const bool first = block.text.starts_with("附件：");
        if (first) out_.push_back({{}, true});
        const double before = first ? indent : indent + 3 * gb::cell;
        const auto name = block.text.find('.') + 1;
        DOCKET_TRY(const auto label,
                   measure(std::string_view(block.text).substr(0, name), style_of(block), metrics_));
        return lines(block, {before, before + width_of(label)});
    }

    const FontMetrics& metrics_;
    std::size_t block_ = 0; // the one at hand, from 1
    std::vector<FlowLine> out_;
};

} // namespace

Result<std::vector<FlowLine>> flow(const Composed& composed, const FontMetrics& metrics) {
    Flow out(metrics);
    for (const auto& block : composed.blocks) DOCKET_CHECK(out.add(block));
    return out.take();
}

Result<std::vector<GlyphRun>> copies_lines(const std::string& text, const FontMetrics& metrics) {
    const Style style{FaceRole::fangsong, gb::size4, gb::size4, black};
    const std::string_view label = text.starts_with("抄送：") ? "抄送：" : "";
    DOCKET_TRY(const auto measured, measure(text, style, metrics));
    DOCKET_TRY(const auto before, measure(label, style, metrics));
    const double margin = gb::cell, turnover = width_of(before);
    auto runs = break_lines(measured, {gb::width - 2 * margin, gb::width - 2 * margin - turnover});
    for (std::size_t i = 0; i < runs.size(); ++i) runs[i].x = gb::left + margin + (i > 0 ? turnover : 0);
    return runs;
}

} // namespace docket::outputs
