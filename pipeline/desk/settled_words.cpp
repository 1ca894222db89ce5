#include "pipeline/desk/settled_words.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/desk/kept_lines.hpp"

#include <algorithm>

namespace docket::desk {

namespace {

// Which way a line runs on the scan as it arrived, which may lie on its side.
enum class Run { right, down, left, up };

Run run_of(const ocr::PageText& page, bool vertical) {
    switch (page.turned) {
    case 90: return vertical ? Run::right : Run::up;
    case 180: return vertical ? Run::up : Run::left;
    case 270: return vertical ? Run::left : Run::down;
    default: return vertical ? Run::down : Run::right;
    }
}

// The place of the character `i` of `n` that are evenly spread over a line.
ocr::Box share(const ocr::Box& line, Run run, std::size_t i, std::size_t n) {
    const bool backwards = run == Run::left || run == Run::up;
    const auto at = static_cast<int>(backwards ? n - 1 - i : i), all = static_cast<int>(n);
    if (run == Run::right || run == Run::left)
        return {line.x + line.w * at / all, line.y, line.w * (at + 1) / all - line.w * at / all, line.h};
    return {line.x, line.y + line.h * at / all, line.w, line.h * (at + 1) / all - line.h * at / all};
}

// Where as many characters were read, each stands where one was read.
ocr::Line line_of_a_person(const ShownLine& shown, const ocr::PageText& page) {
    const auto characters = code_points(shown.confirmed->value.value);
    ocr::Line line;
    line.box = shown.box;
    line.confidence = 1;
    line.engine = "person";
    line.vertical = shown.read != nullptr && shown.read->vertical;
    const auto run = run_of(page, line.vertical);
    const bool as_many = shown.read != nullptr && shown.read->glyphs.size() == characters.size();
    for (std::size_t i = 0; i < characters.size(); ++i)
        line.glyphs.push_back(
            {characters[i],
             as_many ? shown.read->glyphs[i].box : share(line.box, run, i, characters.size()),
             1,
             {}});
    return line;
}

} // namespace

Result<flow::SettledWords> KeptWords::of(std::int64_t arrival) {
    flow::SettledWords out;
    DOCKET_TRY(const auto verification, verifications_.load(arrival));
    if (!verification.at) return out;
    DOCKET_TRY(auto confirmed, read_confirmed(verification.confirmed));
    if (confirmed.lines.empty()) return out;
    Confirmed lines;
    lines.lines = std::move(confirmed.lines);
    out.mark = sha256(json::dump(to_json(lines))).hex();
    for (const auto& line : lines.lines) out.pages.insert(line.page);
    out.laid_over = [all = std::move(lines.lines)](int number, const ocr::PageText& reading) {
        auto page = reading;
        page.lines.clear();
        for (const auto& line : shown_lines(&reading, all, number))
            if (!line.confirmed)
                page.lines.push_back(*line.read);
            else if (auto settled = line_of_a_person(line, reading); !settled.glyphs.empty())
                page.lines.push_back(std::move(settled)); // none: a person found nothing written there
        page.blank = page.blank && page.lines.empty();
        return page;
    };
    return out;
}

} // namespace docket::desk
