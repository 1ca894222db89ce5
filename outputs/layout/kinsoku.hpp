// Where a line of Chinese may break (GB/T 15834-2011 5.1, GB/T 15835-2011): by a table of our own, because
// general line-breaking data lets a line begin with · — ～ and parts 2026|年. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace docket::outputs::kinsoku {

bool may_not_begin(char32_t c); // 。，、；：？！”’）〕》〉】』」%‰℃·—～/々 ...
bool may_not_end(char32_t c);   // “‘（〔《〈【『「￥№ ...
bool may_hang(char32_t c);      // 、，。；：！？ may stand outside the right edge
bool closing(char32_t c);       // marks whose right half is blank
bool opening(char32_t c);       // marks whose left half is blank
bool narrow(char32_t c);        // Latin letters, digits and what belongs to them: set by their own width

// For each i: may a line begin with text[i]? Never true at 0. Kept together: runs of Latin letters and
// digits, a number and its unit (15日, 1.36亩), 〔2026〕17号, 第三十五条, 第（二）项, —— and ……, GB/T 9704.
std::vector<bool> breaks(std::u32string_view text);

} // namespace docket::outputs::kinsoku
