#include "ocr/export/alto.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/base/xml_text.hpp"

#include <algorithm>
#include <cmath>

namespace docket::ocr {
namespace {

constexpr int places = 3; // of a confidence

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + xml_text(value) + "\"";
}

std::string place(const Box& box) {
    return attribute("HPOS", std::to_string(box.x)) + attribute("VPOS", std::to_string(box.y)) +
           attribute("WIDTH", std::to_string(box.w)) + attribute("HEIGHT", std::to_string(box.h));
}

std::string confidence_text(float confidence) {
    return decimal(std::clamp(static_cast<double>(confidence), 0.0, 1.0), places);
}

// One digit a character: 0 is sure, 9 unsure.
std::string doubt_digits(std::span<const Glyph> glyphs) {
    constexpr float worst = 9;
    std::string out;
    for (const auto& glyph : glyphs) {
        if (!out.empty()) out += ' ';
        out += std::to_string(std::lround(worst * (1 - std::clamp(glyph.confidence, 0.0F, 1.0F))));
    }
    return out;
}

std::string glyph_xml(const Glyph& glyph, const std::string& id) {
    auto out = "<Glyph" + attribute("ID", id) + place(glyph.box) +
               attribute("CONTENT", encode_utf8(glyph.ch)) +
               attribute("GC", confidence_text(glyph.confidence));
    if (glyph.others.empty()) return out + "/>";
    out += ">";
    for (const auto& other : glyph.others)
        out += "<Variant" + attribute("CONTENT", encode_utf8(other.ch)) +
               attribute("VC", confidence_text(other.confidence)) + "/>";
    return out + "</Glyph>";
}

std::string word_xml(const Word& word, const std::string& id) {
    if (word.blank)
        return "<SP" + attribute("ID", id) + attribute("HPOS", std::to_string(word.box.x)) +
               attribute("VPOS", std::to_string(word.box.y)) +
               attribute("WIDTH", std::to_string(word.box.w)) + "/>\n";
    auto out = "<String" + attribute("ID", id) + place(word.box) + attribute("CONTENT", utf8(word.glyphs)) +
               attribute("WC", confidence_text(confidence(word.glyphs))) +
               attribute("CC", doubt_digits(word.glyphs)) + ">\n";
    for (std::size_t i = 0; i < word.glyphs.size(); ++i)
        out += glyph_xml(word.glyphs[i], id + "_g" + std::to_string(i + 1)) + "\n";
    return out + "</String>\n";
}

std::string line_xml(const Line& line, const std::string& id) {
    auto out = "<TextLine" + attribute("ID", id) + place(line.box);
    if (line.vertical) out += attribute("BASEDIRECTION", "ttb");
    out += ">\n";
    std::size_t n = 0;
    for (const auto& word : words_of(line)) out += word_xml(word, id + "_w" + std::to_string(++n));
    return out + "</TextLine>\n";
}

std::string block_xml(const PageText& page, const std::string& id) {
    Box around;
    for (const auto& line : page.lines) around = join(around, line.box);
    auto out = "<TextBlock" + attribute("ID", id) + place(around) +
               attribute("ROTATION", decimal(rotation(page), 2)) + ">\n";
    std::size_t n = 0;
    for (const auto& line : page.lines)
        if (!line.glyphs.empty()) out += line_xml(line, id + "_l" + std::to_string(++n));
    return n == 0 ? "" : out + "</TextBlock>\n";
}

std::string page_xml(const PageText& page, int number) {
    const auto id = "p" + std::to_string(number);
    const Box whole{0, 0, page.width, page.height};
    return "<Page" + attribute("ID", id) + attribute("PHYSICAL_IMG_NR", std::to_string(number)) +
           attribute("WIDTH", std::to_string(page.width)) + attribute("HEIGHT", std::to_string(page.height)) +
           attribute("PC", confidence_text(confidence(page))) + ">\n<PrintSpace" + place(whole) + ">\n" +
           block_xml(page, id + "_b") + "</PrintSpace>\n</Page>\n";
}

std::string description(std::span<const PageText> pages, const ExportInfo& info) {
    const auto engine = pages.empty() ? std::string() : pages.front().engine;
    return "<Description>\n<MeasurementUnit>pixel</MeasurementUnit>\n"
           "<sourceImageInformation><fileName>" +
           xml_text(info.file) +
           "</fileName></sourceImageInformation>\n"
           "<Processing ID=\"reading\">"
           "<processingCategory>contentGeneration</processingCategory>"
           "<processingStepSettings>" +
           xml_text(engine) +
           "</processingStepSettings>"
           "<processingSoftware><softwareName>docket</softwareName><softwareVersion>" +
           xml_text(info.version) + "</softwareVersion></processingSoftware></Processing>\n</Description>\n";
}

} // namespace

std::string alto(std::span<const PageText> pages, const ExportInfo& info) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\" SCHEMAVERSION=\"4.4\">\n" +
                      description(pages, info) + "<Layout>\n";
    int number = info.first_page;
    for (const auto& page : pages) out += page_xml(page, number++);
    return out + "</Layout>\n</alto>\n";
}

} // namespace docket::ocr
