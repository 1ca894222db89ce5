// The number of an official document (文号, 发文字号): the mark of the organ, the year in 〔〕, the serial,
// 号 (公文处理条例 art. 9(5); GB/T 9704-2012 7.2.5). Free functions and values; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::text {

struct DocumentNumber {
    std::string mark; // 机关代字, 2 to 12 Han characters or letters
    int year = 0;
    int serial = 0;
    std::string item; // an office that numbers its opinions by the item number: "LF20160033102"; else empty
    bool operator==(const DocumentNumber&) const = default;
    std::string text() const; // 海街信访〔2026〕12号, or the item number
};

// What was written otherwise than the standard says. Only the last four leave open which number is meant:
//   number.square_brackets [2026]   number.round_brackets （2026）  number.black_brackets 【2026】
//   number.small_brackets ﹝2026﹞    number.mixed_brackets 〔2026)   number.ordinal_word 第12号
//   number.leading_zero 012号       number.spaces   number.full_width １２号
//   number.bracket_missing   number.no_sign (no 号)   number.digit_repaired (O for 0)
//   number.mark_unsure (in running text, where the mark begins)
struct ReadNumber {
    DocumentNumber number;
    std::size_t begin = 0, end = 0; // characters of the text searched
    std::vector<std::string> deviations;
    bool is_sure() const; // none of the last four
};

// Every document number of a text, in its order, also broken by blanks or a line end.
std::vector<ReadNumber> find_document_numbers(std::u32string_view text);

// The text is a document number and nothing else. Failure: invalid "number.malformed".
Result<ReadNumber> parse_document_number(std::string_view utf8);

} // namespace docket::text
