#include "ocr/export/hocr.hpp"

#include "pipeline/base/xml_text.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr {
namespace {

std::string corners(const Box& box) {
    return std::to_string(box.x) + " " + std::to_string(box.y) + " " + std::to_string(box.x + box.w) + " " +
           std::to_string(box.y + box.h);
}

std::string per_cent(float confidence) {
    constexpr float whole = 100;
    return std::to_string(std::lround(whole * std::clamp(confidence, 0.0F, 1.0F)));
}

std::string opening(const char* element, const char* kind, const std::string& id, const std::string& title) {
    return std::string("<") + element + " class=\"" + kind + "\" id=\"" + id + "\" title=\"" +
           xml_text(title) + "\">";
}

std::string word_html(const Word& word, const std::string& id) {
    if (word.blank) return xml_text(utf8(word.glyphs));
    std::string boxes, confidences;
    for (const auto& glyph : word.glyphs) {
        boxes += " " + corners(glyph.box);
        confidences += " " + per_cent(glyph.confidence);
    }
    return opening("span", "ocrx_word", id,
                   "bbox " + corners(word.box) + "; x_wconf " + per_cent(confidence(word.glyphs)) +
                       "; x_bboxes" + boxes + "; x_confs" + confidences) +
           xml_text(utf8(word.glyphs)) + "</span>";
}

std::string line_html(const Line& line, const PageText& page, const std::string& id) {
    std::string title = "bbox " + corners(line.box);
    if (const auto angle = rotation(page); std::abs(angle) >= 0.005)
        title += "; textangle " + decimal(angle, 2);
    auto out = opening("span", "ocr_line", id, title);
    std::size_t n = 0;
    for (const auto& word : words_of(line)) out += word_html(word, id + "_w" + std::to_string(++n));
    return out + "</span>\n";
}

std::string page_html(const PageText& page, const ExportInfo& info, int number) {
    const auto id = "page_" + std::to_string(number);
    auto file = info.file; // stands in quotes within the title, where none may stand
    std::replace(file.begin(), file.end(), '"', '\'');
    auto out = opening("div", "ocr_page", id,
                       "image \"" + file + "\"; bbox " + corners({0, 0, page.width, page.height}) +
                           "; ppageno " + std::to_string(number - 1)) +
               "\n";
    std::size_t n = 0;
    for (const auto& line : page.lines)
        if (!line.glyphs.empty()) out += line_html(line, page, id + "_l" + std::to_string(++n));
    return out + "</div>\n";
}

} // namespace

std::string hocr(std::span<const PageText> pages, const ExportInfo& info) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
        "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"zh\" lang=\"zh\">\n<head>\n<title>" +
        xml_text(info.file) +
        "</title>\n<meta http-equiv=\"Content-Type\" content=\"text/html;charset=utf-8\"/>\n"
        "<meta name=\"ocr-system\" content=\"docket " +
        xml_text(info.version) +
        "\"/>\n<meta name=\"ocr-capabilities\" content=\"ocr_page ocr_line ocrx_word\"/>\n</head>\n<body>\n";
    int number = info.first_page;
    for (const auto& page : pages) out += page_html(page, info, number++);
    return out + "</body>\n</html>\n";
}

} // namespace docket::ocr
