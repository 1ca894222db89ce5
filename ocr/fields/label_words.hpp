// The words of labels, with what each asks for. People compose them: 复查申请人, 申请人姓名, 申请人（签名）;
// so they are composed here. Private to ocr/fields. Any thread.
#pragma once

#include "ocr/fields/labels.hpp"

#include <string>
#include <utility>
#include <vector>

namespace docket::ocr {

using LabelWord = std::pair<std::u32string, Label>;

// All of them, each once; made when first asked for.
const std::vector<LabelWord>& label_words();

} // namespace docket::ocr
