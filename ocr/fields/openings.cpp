#include "ocr/fields/openings.hpp"

#include <algorithm>
#include <array>

namespace docket::ocr {
namespace {

constexpr float sure = 0.98F; // of a character that is left alone

// Openings whose second character no other opening has, and the words of the same ending that a request may
// begin with as well.
struct Opening {
    std::u32string_view word;
    std::u32string_view other_first{}; // first characters of those words
};
constexpr std::array<Opening, 12> openings{{{U"明确", U"正准"},
                                            {U"撤销", U"注核吊"},
                                            {U"责令", U"勒命"},
                                            {U"责成", U"促完达"},
                                            {U"督促", U"敦催"},
                                            {U"重新", U"更从"},
                                            {U"公布", U"发宣"},
                                            {U"公开", U"打召放重分离"},
                                            {U"尽快", U"加赶从"},
                                            {U"给予", U"不"},
                                            {U"增设", U"建开加敷铺架补"},
                                            {U"限期", U"定按到延长短近"}}};

} // namespace

void mend_opening(Work& work, Span request) {
    constexpr std::size_t word = 2;
    if (request.end - request.begin <= word) return;
    const Span opening{request.begin, request.begin + word};
    const auto read = work.letter.simple(opening);
    const auto meant =
        std::ranges::find_if(openings, [&](const Opening& one) { return one.word[1] == read[1]; });
    if (meant == openings.end() || meant->word == read) return;
    if (meant->other_first.find(read[0]) != std::u32string_view::npos) return;
    if (work.letter.weakest({opening.begin, opening.begin + 1}) >= sure) return;
    work.mend(opening, as_listed(work.letter, opening, meant->word, opening));
}

} // namespace docket::ocr
