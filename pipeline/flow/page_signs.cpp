#include "pipeline/flow/page_signs.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/slip.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace docket::flow {

namespace {

using Words = std::u32string;
using View = std::u32string_view;

constexpr std::size_t first_lines = 8, title_lines = 3, last_lines = 6;
constexpr std::size_t longest_salutation = 24, longest_title = 20, longest_name = 4;

// A line without its blanks.
Words packed(const ocr::Line& line) {
    Words out;
    for (const auto& glyph : line.glyphs)
        if (glyph.ch > U' ' && glyph.ch != U'\u3000' && glyph.ch != U'\u00a0') out += glyph.ch;
    return out;
}

bool has(View text, View part) { return text.find(part) != View::npos; }
template <std::size_t N> bool has_any(View text, const std::array<View, N>& parts) {
    return std::ranges::any_of(parts, [&](View part) { return has(text, part); });
}
bool is_colon(char32_t c) { return c == U'：' || c == U':'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::string utf8_of(View text) {
    std::string out;
    for (const char32_t c : text) append_utf8(out, c);
    return out;
}

// 「尊敬的…」, or the name of an office and nothing else before a colon.
bool is_salutation(View line) {
    constexpr std::array<View, 5> offices{U"信访局", U"人民政府", U"办事处", U"委员会", U"领导"};
    constexpr std::array<View, 7> labels{U"人：", U"人:", U"机关", U"住址", U"电话", U"地址", U"号"};
    if (line.size() > longest_salutation) return false;
    if (line.starts_with(U"尊敬的") || line.starts_with(U"敬爱的")) return true;
    if (line.empty() || !is_colon(line.back())) return false;
    return has_any(line, offices) && !has_any(line, labels);
}

bool is_title(View line) {
    constexpr std::array<View, 10> endings{U"申请书", U"申请",     U"举报信",   U"控告信", U"投诉信",
                                           U"求助信", U"信访材料", U"反映材料", U"检举信", U"的反映"};
    if (line.size() > longest_title || line.size() < 3) return false;
    return std::ranges::any_of(endings, [&](View end) { return line.ends_with(end); });
}

std::string sender_of(View line) {
    constexpr std::array<View, 5> labels{U"申请人", U"信访人", U"反映人", U"举报人", U"投诉人"};
    for (const auto label : labels) {
        if (!line.starts_with(label) || line.size() <= label.size() || !is_colon(line[label.size()]))
            continue;
        const auto said = line.substr(label.size() + 1);
        const auto name = said.substr(0, said.find_first_of(U"，,（(。；;、 "));
        if (name.size() >= 2 && name.size() <= longest_name) return utf8_of(name);
    }
    return "";
}

// 「3」, 「-3-」, 「第3页」, 「第3页共5页」, 「3/5」: nothing else in the line.
std::optional<int> page_number(View line) {
    constexpr View around = U"-—－·第页共/ ";
    constexpr int most = 300;
    int number = 0;
    std::size_t at = 0;
    while (at < line.size() && around.find(line[at]) != View::npos) ++at;
    const auto first = at;
    for (; at < line.size() && is_digit(line[at]) && number <= most; ++at)
        number = number * 10 + static_cast<int>(line[at] - U'0');
    if (at == first || number < 1 || number > most) return {};
    const bool only = std::ranges::all_of(
        line.substr(at), [&](char32_t c) { return is_digit(c) || around.find(c) != View::npos; });
    return only ? std::optional(number) : std::nullopt;
}

bool is_date(View line) {
    const auto year = line.find(U'年'), month = line.find(U'月'), day = line.find(U'日');
    return year != View::npos && month != View::npos && day != View::npos && year < month && month < day &&
           day - year <= 6 && line.size() <= 16;
}

bool is_envelope(const std::vector<Words>& lines) {
    constexpr std::size_t most_lines = 12, most_words = 120;
    constexpr std::array<View, 4> marks{U"邮编", U"邮政编码", U"寄件人", U"收件人"};
    std::size_t words = 0;
    bool marked = false, received = false;
    for (const auto& line : lines) {
        words += line.size();
        marked = marked || has_any(line, marks) ||
                 (line.size() == 6 && std::ranges::all_of(line, is_digit)); // the boxes of the postcode
        received = received || line.ends_with(U"收") || line.ends_with(U"（收）") || line.ends_with(U"缄") ||
                   line.ends_with(U"启");
    }
    return !lines.empty() && lines.size() <= most_lines && words <= most_words && received && marked;
}

} // namespace

PageSigns signs_of(const ocr::PageText& page) {
    std::vector<Words> lines;
    for (const auto& line : page.lines)
        if (auto words = packed(line); !words.empty()) lines.push_back(std::move(words));
    PageSigns out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const View line = lines[i];
        if (i < first_lines && out.salutation.empty() && is_salutation(line)) out.salutation = utf8_of(line);
        if (i < title_lines && out.title.empty() && is_title(line)) out.title = utf8_of(line);
        if (out.sender.empty()) out.sender = sender_of(line);
        if (i + last_lines >= lines.size() && (is_date(line) || line.starts_with(U"此致"))) out.closed = true;
    }
    if (!lines.empty()) out.number = page_number(lines.back());
    if (!lines.empty() && !out.number) out.number = page_number(lines.front());
    out.envelope = is_envelope(lines);
    return out;
}

SheetSigns sheet_signs(const ocr::PageText& page, std::string_view label_prefix) {
    if (const auto separator = separator_on(page)) return {separator, false, false, {}, {}};
    return {
        {}, page.blank, slip_on(page).has_value(), label_on(page, label_prefix).value_or(""), signs_of(page)};
}

} // namespace docket::flow
