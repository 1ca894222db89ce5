#include "outputs/layout/layout.hpp"

#include "outputs/layout/flow.hpp"
#include "outputs/layout/geometry.hpp"
#include "outputs/layout/head.hpp"
#include "outputs/layout/lines.hpp"

#include <algorithm>
#include <cmath>

namespace docket::outputs {
namespace {

constexpr int signature_blank = 2; // lines: the seal reaches to within a line of the text (7.3.5.1)
constexpr int signature_rows = signature_blank + 2;
constexpr std::size_t carried = 2;                     // lines of text that go with a signature to a new page
constexpr double imprint_line = gb::size4 + gb::gap78; // 3.2

const Style body_style{FaceRole::fangsong, gb::size3, gb::cell, black};
const Style small_style{FaceRole::fangsong, gb::size4, gb::size4, black};
const Style number_style{FaceRole::songti, gb::size4, gb::size4, black};

double row_top(int row) { return gb::top + row * gb::pitch; }

class Pages {
  public:
    Pages(const Composed& composed, const FontMetrics& metrics) : composed_(composed), metrics_(metrics) {}

    Result<DisplayList> all() {
        DOCKET_TRY(auto head, lay_head(composed_, metrics_));
        first_row_ = static_cast<int>(std::ceil((head.below - gb::top) / gb::pitch - 1e-6));
        if (first_row_ >= gb::rows)
            return fail(Kind::invalid, "layout.head_too_tall", "标题太长，首页容不下正文，请缩短标题");
        out_.pages.push_back(std::move(head.page));
        DOCKET_TRY(const auto lines, flow(composed_, metrics_));
        place(paginate(lines));
        for (const auto& block : composed_.blocks)
            if (block.kind == BlockKind::signature) DOCKET_CHECK(sign(block));
        DOCKET_CHECK(imprint());
        DOCKET_CHECK(number_pages());
        return std::move(out_);
    }

  private:
    using Sheets = std::vector<std::vector<FlowLine>>;

    int room(std::size_t page) const { return page == 0 ? gb::rows - first_row_ : gb::rows; }

    Sheets paginate(const std::vector<FlowLine>& lines) const {
        Sheets sheets(1);
        for (std::size_t begin = 0; begin < lines.size();) {
            if (begin > 0) sheets.emplace_back();
            auto end = std::min(lines.size(), begin + static_cast<std::size_t>(room(sheets.size() - 1)));
            if (end < lines.size()) end = not_after_heading(lines, begin, end);
            sheets.back().assign(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                                 lines.begin() + static_cast<std::ptrdiff_t>(end));
            begin = end;
        }
        if (has_signature() && used(sheets) + signature_rows > gb::rows) carry_over(sheets);
        return sheets;
    }
    static std::size_t not_after_heading(const std::vector<FlowLine>& lines, std::size_t begin,
                                         std::size_t end) {
        const auto wanted = end;
        while (end > begin && lines[end - 1].keep_with_next) --end;
        return end > begin ? end : wanted;
    }
    bool has_signature() const {
        return std::any_of(composed_.blocks.begin(), composed_.blocks.end(),
                           [](const Block& block) { return block.kind == BlockKind::signature; });
    }
    int used(const Sheets& sheets) const {
        return static_cast<int>(sheets.back().size()) + (sheets.size() == 1 ? first_row_ : 0);
    }
    static void carry_over(Sheets& sheets) {
        auto& last = sheets.back();
        auto cut = last.size() > carried ? last.size() - carried : 0;
        while (cut > 0 && last[cut - 1].keep_with_next) --cut;
        std::vector<FlowLine> next(last.begin() + static_cast<std::ptrdiff_t>(cut), last.end());
        last.resize(cut);
        sheets.push_back(std::move(next));
    }

    void place(Sheets sheets) {
        for (std::size_t page = 0; page < sheets.size(); ++page) {
            if (page > 0) out_.pages.emplace_back();
            row_ = page == 0 ? first_row_ : 0;
            for (auto& line : sheets[page]) put(std::move(line.run), row_++);
        }
    }
    void put(GlyphRun run, int row) {
        run.y = baseline(row_top(row), gb::pitch, run.size);
        add(std::move(run));
    }
    void add(GlyphRun run) {
        if (!run.text.empty()) out_.pages.back().runs.push_back(std::move(run));
    }

    // 7.3.5.1: the date ends four characters from the right, the name stands centred above it; both move left
    // where the name is too long for that.
    Result<void> sign(const Block& block) {
        DOCKET_TRY(const auto name, measure(block.text, body_style, metrics_));
        DOCKET_TRY(const auto date,
                   measure(block.date.empty() ? "2026年10月10日" : block.date, body_style, metrics_));
        const double widest = width_of(name) / 2;
        const double centre = std::max(
            gb::left + widest, std::min(gb::right - 4 * gb::cell - width_of(date) / 2, gb::right - widest));
        row_ += signature_blank;
        const auto lines = break_lines(name, {gb::width, gb::width});
        for (auto run : lines) {
            run.x = centre - std::min(width_of(run), gb::width) / 2;
            put(std::move(run), row_++);
        }
        out_.seal = SealSpot{out_.pages.size() - 1, centre, row_top(row_) - gb::pitch / 2};
        auto run = one_line(date);
        run.x = centre - width_of(run) / 2;
        if (!block.date.empty()) put(std::move(run), row_);
        ++row_;
        return {};
    }

    // 7.4: at the foot of the last page; a letter has neither rules nor the line of printing (10.1).
    Result<void> imprint() {
        std::vector<GlyphRun> copies;
        std::vector<GlyphRun> printing;
        for (const auto& block : composed_.blocks) {
            if (block.kind == BlockKind::copies) {
                DOCKET_TRY(copies, copies_lines(block.text, metrics_));
            } else if (block.kind == BlockKind::imprint && composed_.form == Form::document) {
                DOCKET_TRY(printing, printing_line(block));
            }
        }
        if (copies.empty() && printing.empty()) return {};
        const auto rows = static_cast<double>(copies.size() + (printing.empty() ? 0 : 1));
        double y = gb::bottom - rows * imprint_line;
        if (y < row_top(row_ + 1)) out_.pages.emplace_back();
        rule(y, gb::imprint_outer);
        for (auto& run : copies) {
            run.y = baseline(y, imprint_line, run.size);
            add(std::move(run));
            y += imprint_line;
        }
        if (!copies.empty() && !printing.empty()) rule(y, gb::imprint_inner);
        for (auto& run : printing) {
            run.y = baseline(y, imprint_line, run.size);
            add(std::move(run));
        }
        rule(gb::bottom, gb::imprint_outer);
        return {};
    }
    Result<std::vector<GlyphRun>> printing_line(const Block& block) const {
        DOCKET_TRY(const auto organ, measure(block.text, small_style, metrics_));
        DOCKET_TRY(const auto date, measure(block.date, small_style, metrics_));
        std::vector<GlyphRun> out{one_line(organ), one_line(date)};
        out[0].x = gb::left + gb::cell;
        out[1].x = gb::right - gb::cell - width_of(out[1]);
        return out;
    }
    void rule(double y, double thickness) {
        if (composed_.form == Form::document)
            out_.pages.back().rules.push_back({gb::left, y, gb::width, thickness, black});
    }

    // 7.5; 10.1: not on the first page of a letter.
    Result<void> number_pages() {
        for (std::size_t i = composed_.form == Form::letter ? 1 : 0; i < out_.pages.size(); ++i) {
            DOCKET_TRY(const auto text, measure("— " + std::to_string(i + 1) + " —", number_style, metrics_));
            auto run = one_line(text);
            run.page_number = true;
            run.x = i % 2 == 0 ? gb::right - gb::cell - width_of(run) : gb::left + gb::cell;
            run.y = gb::bottom + gb::number_below + gb::dash_above * run.size;
            out_.pages[i].runs.push_back(std::move(run));
        }
        return {};
    }

    const Composed& composed_;
    const FontMetrics& metrics_;
    DisplayList out_;
    int first_row_ = 0;
    int row_ = 0; // the first free row of the last page
};

} // namespace

Result<DisplayList> lay_out(const Composed& composed, const FontMetrics& metrics) {
    return Pages(composed, metrics).all();
}

} // namespace docket::outputs
