// The words of labels, with what each asks for. People compose them: 复查申请人, 申请人姓名, 申请人（签名）;
// so they are composed here. Private to ocr/fields. Any thread.
#pragma once

#include "ocr/fields/labels.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::ocr {

// Who writes; a label that begins so speaks of nobody else (申请人电话).
inline constexpr std::array<std::u32string_view, 5> writers{U"申请人", U"信访人", U"投诉人", U"反映人",
                                                            U"当事人"};

using LabelWord = std::pair<std::u32string, Label>;

// All of them, each once; made when first asked for.
const std::vector<LabelWord>& label_words();

} // namespace docket::ocr
