#include "ocr/merge/critical.hpp"

#include "pipeline/text/characters.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace docket::ocr {
namespace {

constexpr std::size_t long_number = 5; // digits: a telephone number, an identity number, half of either
constexpr std::size_t signature = 4;   // characters of a line that may be a name and nothing else
constexpr double lower_part = 0.35;    // of a page, from the top: below it people sign
constexpr std::size_t name_reach = 12; // characters after a label within which the name stands
constexpr std::size_t mark_reach = 6;  // characters of an organ's mark before the year of its number
constexpr std::size_t sum_reach = 8;   // characters of a sum before 元
constexpr std::size_t gap_reach = 6;   // characters within which a part ends at a gap or a mark

// After one of these a name is likely where a colon, a gap or the sex follows, or the line has little else:
// in running text 申请人 names nobody.
constexpr std::array<std::u32string_view, 15> names{U"申请人", U"申請人", U"投诉人", U"反映人", U"信访人",
                                                    U"信訪人", U"举报人", U"联系人", U"聯絡人", U"姓名",
                                                    U"代表",   U"签名",   U"簽名",   U"签字",   U"求助人"};
constexpr std::size_t little_else = 6; // characters beside the label
// After one of these it always is.
constexpr std::array<std::u32string_view, 3> myself{U"我叫", U"我是", U"本人"};

bool is_digit(char32_t ch) { return text::is_digit(ch) || (ch >= U'０' && ch <= U'９'); }
bool is_chinese_digit(char32_t ch) { return text::is_one_of(ch, U"〇零一二三四五六七八九十"); }
bool is_numeral(char32_t ch) { return is_digit(ch) || is_chinese_digit(ch); }

// A line without its gaps, and where its characters stand; finds what is critical in it.
class Finder {
  public:
    explicit Finder(const Line& line) {
        for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
            if (line.glyphs[i].ch == U' ') continue;
            text_.push_back(line.glyphs[i].ch);
            at_.push_back(i);
        }
    }

    std::size_t size() const { return text_.size(); }
    // Glyphs from the first critical character to the last; from == to where there is none.
    Part part() {
        numbers();
        days();
        document_numbers();
        amounts();
        people();
        return widened();
    }

  private:
    void add(std::size_t from, std::size_t to) {
        from_ = std::min(from_, from);
        to_ = std::max(to_, std::min(to, text_.size()));
    }
    std::size_t back(std::size_t at, std::size_t reach) const { return at > reach ? at - reach : 0; }
    bool has(std::size_t at, std::u32string_view part) const {
        return text_.compare(at, part.size(), part) == 0;
    }

    // Hyphens and the final X belong to a number.
    void numbers() {
        for (std::size_t i = 0; i < text_.size();) {
            std::size_t digits = 0, end = i;
            for (; end < text_.size() &&
                   (is_digit(text_[end]) || (digits > 0 && text::is_one_of(text_[end], U"-－Xx")));
                 ++end)
                if (is_digit(text_[end])) ++digits;
            if (digits >= long_number) add(i, end);
            i = std::max(end, i + 1);
        }
    }

    // 2026年5月6日, 二〇二六年五月六日, 2026.5.6; of a day cut in two by the end of a line either half.
    void days() {
        for (std::size_t i = 1; i < text_.size(); ++i) {
            if (text::is_one_of(text_[i], U"年月日") && is_numeral(text_[i - 1])) {
                auto from = i - 1;
                while (from > 0 && is_numeral(text_[from - 1])) --from;
                if (text_[i] == U'年' || from == 0 || text_[from - 1] == U'年' || text_[from - 1] == U'月')
                    add(from, i + 1);
            }
            if (i + 2 < text_.size() && is_digit(text_[i - 1]) && text::is_one_of(text_[i], U"./．／") &&
                is_digit(text_[i + 1]))
                add(back(i, 4), i + 6);
        }
    }

    void document_numbers() {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (text::is_one_of(text_[i], U"〔［【[")) add(back(i, mark_reach), end_of_number(i));
            if (text_[i] == U'第' && i + 1 < text_.size() && is_digit(text_[i + 1])) {
                const auto end = end_of_number(i);
                if (text_[end - 1] == U'号') add(i, end);
            }
        }
    }
    // Behind the 号 that ends a number begun at `from`, or, where the line ends before, its end.
    std::size_t end_of_number(std::size_t from) const {
        const auto end = text_.find(U'号', from);
        return end == std::u32string::npos || end > from + 12 ? std::min(text_.size(), from + 12) : end + 1;
    }

    void amounts() {
        for (std::size_t i = 1; i < text_.size(); ++i)
            if (text_[i] == U'元' &&
                (is_numeral(text_[i - 1]) || text::is_one_of(text_[i - 1], U"万千百亿余多")))
                add(back(i, sum_reach), i + 1);
    }

    void people() {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            for (const auto label : names)
                if (has(i, label) && introduces(i, i + label.size())) add(i, i + label.size() + name_reach);
            for (const auto label : myself)
                if (has(i, label)) add(i, first_mark(i + label.size(), name_reach));
        }
    }
    bool introduces(std::size_t label, std::size_t after) const {
        if (text_.size() <= after - label + little_else) return true;
        if (after >= text_.size() || at_[after] > at_[after - 1] + 1) return true;
        const auto soon = std::u32string_view(text_).substr(after, name_reach);
        return soon.substr(0, 6).find_first_of(U":：（(") != soon.npos ||
               soon.find_first_of(U"男女") != soon.npos;
    }

    std::size_t first_mark(std::size_t at, std::size_t reach) const {
        const auto end = std::min(text_.size(), at + reach);
        while (at + 1 < end && !parts(at)) ++at;
        return at + 1;
    }

    // On to a gap or a mark.
    Part widened() const {
        if (from_ >= to_) return {};
        auto from = from_, to = to_;
        for (std::size_t n = 0; from > 0 && n < gap_reach && !parts(from - 1); ++n) --from;
        for (std::size_t n = 0; to < text_.size() && n < gap_reach && !parts(to - 1); ++n) ++to;
        return {0, at_[from], at_[to - 1] + 1};
    }
    // Whether there is a gap or a mark between this character and the next.
    bool parts(std::size_t i) const {
        return at_[i + 1] > at_[i] + 1 || text::is_one_of(text_[i], U"，。；：、！？,;:!?（）()《》");
    }

    std::u32string text_;
    std::vector<std::size_t> at_; // the glyph of each character
    std::size_t from_ = static_cast<std::size_t>(-1), to_ = 0;
};

} // namespace

std::vector<Part> critical_parts(const PageText& page) {
    std::vector<Part> out;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        const auto& line = page.lines[i];
        Finder finder(line);
        auto part = finder.part();
        if (finder.size() <= signature && line.box.y > lower_part * page.height) part.to = line.glyphs.size();
        part.line = i;
        if (part.from < part.to) out.push_back(part);
    }
    return out;
}

std::vector<Part> all_parts(const PageText& page) {
    std::vector<Part> out;
    for (std::size_t i = 0; i < page.lines.size(); ++i) out.push_back({i, 0, page.lines[i].glyphs.size()});
    return out;
}

} // namespace docket::ocr
