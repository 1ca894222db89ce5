#include "ocr/merge/critical.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace docket::ocr {
namespace {

constexpr int long_number = 5;       // digits: a telephone number, an identity number, half of either
constexpr std::size_t signature = 4; // characters of a line that may be a name and nothing else
constexpr double lower_part = 0.35;  // of a page, from the top: below it people sign

// After one of these a name or a number is likely. Forms write them with gaps, so gaps are left out before.
constexpr std::array<std::u32string_view, 26> labels{
    U"申请人", U"申請人", U"投诉人", U"反映人", U"信访人", U"信訪人", U"举报人", U"联系人", U"聯絡人",
    U"姓名",   U"代表",   U"签名",   U"簽名",   U"我叫",   U"我是",   U"本人",   U"身份",   U"电话",
    U"電話",   U"手机",   U"号码",   U"號碼",   U"日期",   U"金额",   U"文号",   U"此致"};

bool is_digit(char32_t ch) { return (ch >= U'0' && ch <= U'9') || (ch >= U'０' && ch <= U'９'); }
bool is_chinese_digit(char32_t ch) {
    return std::u32string_view(U"〇零一二三四五六七八九十").find(ch) != std::u32string_view::npos;
}

std::u32string dense(const Line& line) {
    std::u32string text;
    for (const auto& glyph : line.glyphs)
        if (glyph.ch != U' ') text.push_back(glyph.ch);
    return text;
}

// Hyphens and the final X belong to a number.
int longest_number(std::u32string_view text) {
    int longest = 0, run = 0;
    for (const char32_t ch : text) {
        if (is_digit(ch))
            longest = std::max(longest, ++run);
        else if (ch != U'-' && ch != U'－')
            run = 0;
    }
    return longest;
}

bool has(std::u32string_view text, std::u32string_view part) {
    return text.find(part) != std::u32string_view::npos;
}

// 2026年5月6日, 二〇二六年五月六日, 2026.5.6
bool has_day(std::u32string_view text) {
    if (has(text, U"年") && (has(text, U"月") || has(text, U"日"))) {
        const auto at = text.find(U'年');
        if (at > 0 && (is_digit(text[at - 1]) || is_chinese_digit(text[at - 1]))) return true;
    }
    for (std::size_t i = 0; i + 3 < text.size(); ++i)
        if (is_digit(text[i]) && (text[i + 1] == U'.' || text[i + 1] == U'/') && is_digit(text[i + 2]))
            return true;
    return false;
}

bool has_document_number(std::u32string_view text) {
    return text.find_first_of(U"〔［【") != std::u32string_view::npos ||
           (has(text, U"号") && (has(text, U"[") || has(text, U"第")) && longest_number(text) >= 1);
}

bool has_amount(std::u32string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i] == U'元' && (is_digit(text[i - 1]) || is_chinese_digit(text[i - 1]) ||
                                 has(U"万千百亿余多", text.substr(i - 1, 1))))
            return true;
    return false;
}

} // namespace

std::vector<std::size_t> critical_lines(const PageText& page) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        const auto& line = page.lines[i];
        const auto text = dense(line);
        const bool signs = text.size() <= signature && line.box.y > lower_part * page.height;
        if (signs || longest_number(text) >= long_number || has_day(text) || has_document_number(text) ||
            has_amount(text) ||
            std::ranges::any_of(labels, [&](std::u32string_view label) { return has(text, label); }))
            out.push_back(i);
    }
    return out;
}

} // namespace docket::ocr
