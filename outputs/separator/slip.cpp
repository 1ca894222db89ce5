#include "outputs/separator/slip.hpp"

#include "outputs/separator/strokes.hpp"
#include "pipeline/base/utf8.hpp"

namespace docket::outputs {

namespace {

constexpr double edge = 25, form_width = 160, label_width = 40, form_top = 62, letter_size = 4.6, pitch = 7,
                 code_width = 30;

struct Row {
    std::string label;
    std::vector<std::string> lines;
    double height = 11;
};

class Slip {
  public:
    Slip(const SlipWish& wish, const FontMetrics& fonts) : wish_(wish), fonts_(fonts) {}

    Result<DisplayList> drawn() {
        DOCKET_TRY(const auto qr, qr_code(wish_.qr_text));
        draw(page_, qr, edge + form_width - code_width, 22, code_width);
        words("送　达　回　证", FaceRole::xiaobiaosong, 9, edge, 40);
        words(wish_.office, FaceRole::songti, letter_size + 0.6, edge, 52);
        double y = form_top;
        level_line(page_, edge, y, form_width);
        for (const auto& row : rows()) y = add(row, y);
        for (const double x : {edge, edge + label_width, edge + form_width})
            upright_line(page_, x, form_top, y - form_top);
        words(
            "签收后请交回送达机关，与其他来件一起扫描：系统按右上角的二维码归入案卷，签收日期由经办人核对。",
            FaceRole::songti, 3.3, edge, y + 8);
        DisplayList out;
        out.pages = {std::move(page_)};
        return out;
    }

  private:
    std::vector<Row> rows() const {
        const std::string when = "　　　　年　　　月　　　日　　　时";
        std::vector<Row> out{{"送达机关", wrapped(wish_.office)},
                             {"案号", {wish_.case_number}},
                             {"送达文书", wrapped(wish_.title + "　" + wish_.number)},
                             {"件数", {"1 份"}},
                             {"受送达人", wrapped(wish_.recipients)},
                             {"送达地点", {""}},
                             {"送达方式", ways()},
                             {"受送达人签名\n或者盖章", {"", "", when}, 30},
                             {"代收人签名、与受\n送达人的关系", {"", when}, 22},
                             {"拒收事由、\n见证人签名", {"", ""}, 22},
                             {"送达人（二人）", {""}, 14},
                             {"填发日期", {wish_.issued_on}},
                             {"备注", {""}, 14}};
        for (auto& row : out)
            row.height = std::max(row.height, 4 + pitch * static_cast<double>(row.lines.size()));
        return out;
    }
    std::vector<std::string> ways() const {
        constexpr std::size_t a_line = 4;
        std::vector<std::string> out;
        for (std::size_t i = 0; i < wish_.ways.size(); ++i) {
            if (i % a_line == 0) out.emplace_back();
            out.back() += "□" + wish_.ways[i] + "　";
        }
        return out.empty() ? std::vector<std::string>{""} : out;
    }
    // What does not fit beside the label goes on below.
    std::vector<std::string> wrapped(const std::string& text) const {
        std::vector<std::string> out;
        std::u32string line;
        double used = 0;
        for (const char32_t c : code_points(text)) {
            const double advance = fonts_.advance_em(FaceRole::fangsong, c).value_or(1) * letter_size;
            if (used + advance > form_width - label_width - 6) {
                out.push_back(encode_utf8(line));
                line.clear();
                used = 0;
            }
            line += c;
            used += advance;
        }
        out.push_back(encode_utf8(line));
        return out;
    }
    double add(const Row& row, double y) {
        double at = y + pitch;
        for (std::size_t begin = 0; begin < row.label.size();) {
            const auto end = std::min(row.label.find('\n', begin), row.label.size());
            words(row.label.substr(begin, end - begin), FaceRole::songti, letter_size - 0.4, edge + 3, at);
            begin = end + 1;
            at += pitch;
        }
        at = y + pitch;
        for (const auto& line : row.lines) {
            words(line, FaceRole::fangsong, letter_size, edge + label_width + 3, at);
            at += pitch;
        }
        level_line(page_, edge, y + row.height, form_width);
        return y + row.height;
    }
    void words(const std::string& text, FaceRole face, double em, double x, double y) {
        if (!text.empty()) page_.runs.push_back(line_of_words(text, face, em, x, y, fonts_));
    }

    const SlipWish& wish_;
    const FontMetrics& fonts_;
    Page page_;
};

} // namespace

Result<DisplayList> service_slip(const SlipWish& wish, const FontMetrics& fonts) {
    return Slip(wish, fonts).drawn();
}

} // namespace docket::outputs
