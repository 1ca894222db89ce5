#include "ocr/merge/both.hpp"

#include "ocr/context/context.hpp"
#include "ocr/context/marks.hpp"
#include "ocr/merge/critical.hpp"
#include "ocr/merge/merge.hpp"
#include "ocr/script/traditional.hpp"
#include "ocr/stopwatch.hpp"

#include <algorithm>

namespace docket::ocr {
namespace {

// As high as the line, as long as its glyphs.
Box box_of(const Line& line, const Part& part) {
    if (part.from == 0 && part.to == line.glyphs.size()) return line.box;
    Box box;
    for (auto i = part.from; i < part.to; ++i) box = join(box, line.glyphs[i].box);
    return {box.x, line.box.y, box.w, line.box.h};
}

// A line as the second engine wants it: with paper above and below, for strokes that stand out.
Box widened(const Box& box, const PageImage& page) {
    const int margin = box.h / 5 + 2;
    const int x = std::max(0, box.x - margin), y = std::max(0, box.y - margin);
    return {x, y, std::min(page.width, box.x + box.w + margin) - x,
            std::min(page.height, box.y + box.h + margin) - y};
}

} // namespace

std::vector<std::string> BothEngines::languages() const { return first_.languages(); }

Result<PageText> BothEngines::read(const PageImage& image, const ReadOptions& options) {
    DOCKET_TRY(auto page, first_.read(image, options));
    const bool traditional = is_traditional(page);
    Stopwatch watch;
    if (words_ != nullptr) {
        read_in_context(page, *words_);
        page.engine += " + " + words_->name();
        page.steps.push_back(watch.lap("context"));
    }
    keep_the_likely(page);
    std::vector<Part> again;
    if (options.second_look) again = traditional ? all_parts(page) : critical_parts(page);
    std::vector<Box> boxes;
    for (const auto& part : again) boxes.push_back(widened(box_of(page.lines[part.line], part), image));
    std::vector<Line> seconds;
    if (!boxes.empty()) {
        DOCKET_TRY(seconds,
                   second_.read_lines(image, boxes, traditional ? Script::traditional : Script::simplified));
    }
    auto next = again.begin();
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        auto& line = page.lines[i];
        if (next == again.end() || next->line != i) {
            line = alone(std::move(line));
            continue;
        }
        const auto& second = seconds[static_cast<std::size_t>(next - again.begin())];
        line = merged(std::move(line), next->from, next->to, second,
                      traditional ? Prefer::traditional : Prefer::first);
        ++next;
    }
    set_marks(page);
    page.engine += " + " + second_.name();
    page.steps.push_back(watch.lap("second reading"));
    return page;
}

} // namespace docket::ocr
