#include "outputs/layout/title.hpp"

#include "outputs/layout/kinsoku.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace docket::outputs {
namespace {

using Text = std::u32string_view;

// Words of titles that are never broken. A break between any other two characters is a risk, and costs.
constexpr std::array<Text, 34> words{
    U"人民政府", U"街道", U"办事处", U"委员会", U"管理局", U"管理所", U"信访局", U"信访",   U"事项",
    U"处理",     U"复查", U"复核",   U"意见书", U"意见",   U"申请",   U"受理",   U"告知书", U"关于",
    U"请求",     U"征收", U"征地",   U"补偿",   U"安置",   U"补助费", U"决定",   U"通知",   U"答复",
    U"问题",     U"反映", U"信访人", U"申请人", U"工作",   U"社区",   U"有关"};
constexpr std::array<Text, 6> good_ends{U"政府", U"办事处", U"局", U"的", U"》", U"委员会"};
constexpr std::array<Text, 3> good_starts{U"关于", U"《", U"信访事项"};

std::vector<bool> breaks_of(Text text) {
    auto may = kinsoku::breaks(text);
    for (const auto word : words)
        for (auto at = text.find(word); at != Text::npos; at = text.find(word, at + 1))
            for (auto i = at + 1; i < at + word.size(); ++i) may[i] = false;
    return may;
}

bool good_break(Text text, std::size_t at) {
    const auto before = text.substr(0, at), after = text.substr(at);
    return std::any_of(good_ends.begin(), good_ends.end(), [&](Text w) { return before.ends_with(w); }) ||
           std::any_of(good_starts.begin(), good_starts.end(), [&](Text w) { return after.starts_with(w); });
}

// Least cost of setting text[0, end) in `lines` lines, by ends of lines; and where the last of them begins.
class Balance {
  public:
    Balance(const Measured& text, double width)
        : text_(text), width_(width), may_(breaks_of(text.text)), sums_(text.text.size() + 1) {
        for (std::size_t i = 0; i < text.advances.size(); ++i) sums_[i + 1] = sums_[i] + text.advances[i];
    }

    // Begins of the lines; empty where this number of lines does not do.
    std::vector<std::size_t> begins(std::size_t lines) const {
        const std::size_t n = text_.text.size();
        std::vector<std::vector<double>> cost(lines + 1, std::vector<double>(n + 1, impossible));
        std::vector<std::vector<std::size_t>> from(lines + 1, std::vector<std::size_t>(n + 1));
        cost[0][0] = 0;
        const double mean = sums_.back() / static_cast<double>(lines);
        for (std::size_t k = 1; k <= lines; ++k)
            for (std::size_t end = 1; end <= n; ++end)
                for (std::size_t begin = 0; begin < end; ++begin) {
                    const double now = cost[k - 1][begin] + line_cost(begin, end, mean);
                    if (now < cost[k][end]) cost[k][end] = now, from[k][end] = begin;
                }
        if (cost[lines][n] == impossible) return {};
        std::vector<std::size_t> out;
        for (std::size_t k = lines, end = n; k > 0; --k) out.push_back(end = from[k][end]);
        std::reverse(out.begin(), out.end());
        return out;
    }
    std::size_t fewest() const {
        return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(sums_.back() / width_ - 1e-9)));
    }

  private:
    static constexpr double impossible = std::numeric_limits<double>::infinity();

    double line_cost(std::size_t begin, std::size_t end, double mean) const {
        const double length = sums_[end] - sums_[begin];
        if (length > width_ + 1e-6 || (begin > 0 && !may_[begin])) return impossible;
        const double off = (length - mean) / text_.style.size;
        const double risk = begin > 0 && !good_break(text_.text, begin) ? 16 : 0;
        return off * off + risk;
    }

    const Measured& text_;
    double width_;
    std::vector<bool> may_;
    std::vector<double> sums_;
};

void add_balanced(const Measured& text, double width, std::vector<GlyphRun>& out) {
    if (text.text.empty()) return;
    const Balance balance(text, width);
    for (auto lines = balance.fewest(); lines <= text.text.size(); ++lines) {
        const auto begins = balance.begins(lines);
        for (std::size_t k = 0; k < begins.size(); ++k) {
            const auto begin = begins[k], end = k + 1 < begins.size() ? begins[k + 1] : text.text.size();
            GlyphRun run = one_line(text);
            run.text = text.text.substr(begin, end - begin);
            run.advances.assign(text.advances.begin() + static_cast<std::ptrdiff_t>(begin),
                                text.advances.begin() + static_cast<std::ptrdiff_t>(end));
            out.push_back(std::move(run));
        }
        if (!begins.empty()) return;
    }
    for (auto& line : break_lines(text, {width, width})) out.push_back(std::move(line)); // nothing may break
}

} // namespace

Result<std::vector<GlyphRun>> title_lines(std::string_view utf8, const Style& style, double width,
                                          const FontMetrics& metrics) {
    std::vector<GlyphRun> out;
    while (!utf8.empty()) {
        const auto end = utf8.find('\n');
        DOCKET_TRY(const auto text, measure(utf8.substr(0, end), style, metrics));
        add_balanced(text, width, out);
        utf8 = end == std::string_view::npos ? std::string_view() : utf8.substr(end + 1);
    }
    return out;
}

} // namespace docket::outputs
