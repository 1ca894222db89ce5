// ALTO and hOCR say of a page what was read of it: every character, its box, its confidence. The structure of
// ALTO 4 is checked element by element: what each may hold, in which order, and with which attributes.
#include "ocr/export/alto.hpp"
#include "ocr/export/hocr.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/base/xml_text.hpp"

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NamedNodeMap.h>
#include <Poco/DOM/Text.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace docket::ocr {
namespace {

using Element = Poco::XML::Element;
using Document = Poco::AutoPtr<Poco::XML::Document>;

Line line_of(const std::string& text, int left, int top, bool vertical = false) {
    constexpr int side = 40;
    Line line;
    line.vertical = vertical;
    int at = 0;
    for (const char32_t c : code_points(text)) {
        const Box box = vertical ? Box{left, top + at, side, side} : Box{left + at, top, side, side};
        line.glyphs.push_back({c, box, 0.9F});
        line.box = join(line.box, box);
        at += side;
    }
    return line;
}

PageText sample() {
    PageText page;
    page.width = 2480;
    page.height = 3508;
    page.turned = 90;
    page.skew = 1.25;
    page.engine = "tesseract chi_sim";
    page.lines = {line_of("申请人 <林> \"A&B\" 𠮷", 200, 300), line_of("直书", 2000, 400, true),
                  line_of("", 0, 0)};
    page.lines[0].glyphs[0].confidence = 0.314F;
    page.lines[0].glyphs[0].others = {{U'由', 0.29F}, {U'甲', 0.1F}};
    return page;
}
PageText unread() {
    PageText page;
    page.width = page.height = 100;
    return page;
}
const ExportInfo info{"来信 & 附件.pdf", "1.0", 3};

Document parsed(const std::string& text) {
    Poco::XML::DOMParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_PARAMETER_ENTITIES, false);
    return parser.parseMemory(text.data(), text.size());
}

std::vector<const Element*> children(const Element* of) {
    std::vector<const Element*> out;
    for (const auto* node = of->firstChild(); node != nullptr; node = node->nextSibling())
        if (const auto* element = dynamic_cast<const Element*>(node)) out.push_back(element);
    return out;
}

std::vector<const Element*> all(const Element* of, const std::string& name) {
    std::vector<const Element*> out;
    for (const auto* child : children(of)) {
        if (child->localName() == name) out.push_back(child);
        for (const auto* deeper : all(child, name)) out.push_back(deeper);
    }
    return out;
}

// What ALTO 4 lets an element hold, in this order, and what it must and may say of it.
struct Rule {
    std::vector<std::string> holds;
    std::set<std::string> must, may;
    bool any_order = false; // String and SP take turns
};
const std::set<std::string> place{"HPOS", "VPOS", "WIDTH", "HEIGHT"};

std::set<std::string> with(std::set<std::string> more) {
    more.insert(place.begin(), place.end());
    return more;
}

const std::map<std::string, Rule>& rules() {
    static const std::map<std::string, Rule> table{
        {"alto", {{"Description", "Layout"}, {}, {"SCHEMAVERSION"}}},
        {"Description", {{"MeasurementUnit", "sourceImageInformation", "Processing"}, {}, {}}},
        {"MeasurementUnit", {}},
        {"sourceImageInformation", {{"fileName"}, {}, {}}},
        {"fileName", {}},
        {"Processing", {{"processingCategory", "processingStepSettings", "processingSoftware"}, {"ID"}, {}}},
        {"processingCategory", {}},
        {"processingStepSettings", {}},
        {"processingSoftware", {{"softwareName", "softwareVersion"}, {}, {}}},
        {"softwareName", {}},
        {"softwareVersion", {}},
        {"Layout", {{"Page"}, {}, {}}},
        {"Page", {{"PrintSpace"}, {"ID", "PHYSICAL_IMG_NR"}, {"WIDTH", "HEIGHT", "PC"}}},
        {"PrintSpace", {{"TextBlock"}, place, {}}},
        {"TextBlock", {{"TextLine"}, with({"ID"}), {"ROTATION"}}},
        {"TextLine", {{"String", "SP"}, with({}), {"ID", "BASEDIRECTION"}, true}},
        {"String", {{"Glyph"}, with({"CONTENT"}), {"ID", "WC", "CC"}}},
        {"SP", {{}, {}, {"ID", "HPOS", "VPOS", "WIDTH"}}},
        {"Glyph", {{"Variant"}, with({"CONTENT"}), {"ID", "GC"}}},
        {"Variant", {{}, {"CONTENT"}, {"VC"}}}};
    return table;
}

void expect_attributes(const Element* element, const Rule& rule) {
    for (const auto& name : rule.must)
        EXPECT_TRUE(element->hasAttribute(name)) << element->localName() << name;
    Poco::AutoPtr<Poco::XML::NamedNodeMap> there = element->attributes();
    for (unsigned long i = 0; i < there->length(); ++i) {
        const auto name = there->item(i)->nodeName();
        EXPECT_TRUE(rule.must.contains(name) || rule.may.contains(name) || name == "xmlns")
            << element->localName() << "/" << name;
    }
}

void expect_sound(const Element* element) {
    const auto rule = rules().find(element->localName());
    ASSERT_NE(rule, rules().end()) << element->localName();
    EXPECT_EQ(element->namespaceURI(), "http://www.loc.gov/standards/alto/ns-v4#");
    expect_attributes(element, rule->second);
    std::size_t last = 0;
    for (const auto* child : children(element)) {
        const auto& holds = rule->second.holds;
        const auto found = std::find(holds.begin(), holds.end(), child->localName());
        ASSERT_NE(found, holds.end()) << child->localName() << " in " << element->localName();
        const auto at = static_cast<std::size_t>(found - holds.begin());
        EXPECT_TRUE(rule->second.any_order || at >= last) << child->localName();
        last = at;
        expect_sound(child);
    }
}

int number(const Element* element, const char* name) { return std::stoi(element->getAttribute(name)); }

TEST(Alto, Has_the_structure_of_version_4_and_no_identifier_twice) {
    const std::vector pages{sample(), sample(), unread()};
    const auto document = parsed(alto(pages, info));
    expect_sound(document->documentElement());
    std::set<std::string> identifiers;
    for (const auto* name : {"Page", "TextBlock", "TextLine", "String", "SP", "Glyph", "Processing"})
        for (const auto* element : all(document->documentElement(), name))
            EXPECT_TRUE(identifiers.insert(element->getAttribute("ID")).second)
                << element->getAttribute("ID");
    const auto numbered = all(document->documentElement(), "Page");
    ASSERT_EQ(numbered.size(), 3U);
    EXPECT_EQ(number(numbered[0], "PHYSICAL_IMG_NR"), 3);
    EXPECT_EQ(number(numbered[2], "PHYSICAL_IMG_NR"), 5);
    EXPECT_TRUE(all(numbered[2], "TextBlock").empty());
}

TEST(Alto, Gives_the_text_of_every_line_and_every_box_within_the_page) {
    const auto page = sample();
    const auto document = parsed(alto(std::span(&page, 1), info));
    const auto lines = all(document->documentElement(), "TextLine");
    ASSERT_EQ(lines.size(), 2U);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string words, glyphs;
        for (const auto* child : children(lines[i])) {
            words += child->localName() == "SP" ? " " : child->getAttribute("CONTENT");
            if (child->localName() == "SP") glyphs += " ";
            for (const auto* glyph : children(child)) glyphs += glyph->getAttribute("CONTENT");
        }
        EXPECT_EQ(words, utf8(page.lines[i]));
        EXPECT_EQ(glyphs, utf8(page.lines[i]));
    }
    EXPECT_EQ(lines[1]->getAttribute("BASEDIRECTION"), "ttb");
    for (const auto* name : {"PrintSpace", "TextBlock", "TextLine", "String", "Glyph"})
        for (const auto* element : all(document->documentElement(), name)) {
            EXPECT_GE(number(element, "HPOS"), 0);
            EXPECT_GE(number(element, "VPOS"), 0);
            EXPECT_LE(number(element, "HPOS") + number(element, "WIDTH"), page.width) << name;
            EXPECT_LE(number(element, "VPOS") + number(element, "HEIGHT"), page.height) << name;
        }
}

TEST(Alto, Tells_confidences_other_candidates_and_how_the_lines_are_turned) {
    const auto page = sample();
    const auto document = parsed(alto(std::span(&page, 1), info));
    const auto* glyph = all(document->documentElement(), "Glyph").front();
    EXPECT_EQ(glyph->getAttribute("GC"), "0.314");
    const auto variants = children(glyph);
    ASSERT_EQ(variants.size(), 2U);
    EXPECT_EQ(variants[0]->getAttribute("CONTENT"), "由");
    EXPECT_EQ(variants[0]->getAttribute("VC"), "0.290");
    const auto* word = all(document->documentElement(), "String").front();
    EXPECT_EQ(word->getAttribute("CC"), "6 1 1"); // 9 is unsure
    EXPECT_EQ(all(document->documentElement(), "TextBlock").front()->getAttribute("ROTATION"), "91.25");
    EXPECT_EQ(all(document->documentElement(), "fileName").front()->innerText(), info.file);
}

std::vector<int> numbers_behind(const std::string& title, const std::string& word) {
    std::vector<int> out;
    const auto at = title.find(word + " ");
    if (at == std::string::npos) return out;
    std::istringstream in(title.substr(at + word.size()));
    for (int n = 0; in >> n;) out.push_back(n);
    return out;
}

TEST(Hocr, Is_well_formed_with_the_text_of_every_line_and_boxes_within_the_page) {
    const std::vector pages{sample(), unread()};
    const auto document = parsed(hocr(pages, info));
    const auto divisions = all(document->documentElement(), "div");
    ASSERT_EQ(divisions.size(), 2U);
    EXPECT_EQ(divisions[0]->getAttribute("id"), "page_3");
    EXPECT_EQ(numbers_behind(divisions[0]->getAttribute("title"), "bbox"), (std::vector{0, 0, 2480, 3508}));
    std::vector<const Element*> lines;
    for (const auto* span : all(divisions[0], "span")) {
        if (span->getAttribute("class") == "ocr_line") lines.push_back(span);
        const auto box = numbers_behind(span->getAttribute("title"), "bbox");
        ASSERT_EQ(box.size(), 4U);
        EXPECT_TRUE(box[0] >= 0 && box[1] >= 0 && box[2] <= 2480 && box[3] <= 3508 && box[0] < box[2]);
    }
    ASSERT_EQ(lines.size(), 2U);
    for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(lines[i]->innerText(), utf8(pages[0].lines[i]));
    EXPECT_NE(lines[0]->getAttribute("title").find("textangle 91.25"), std::string::npos);
}

TEST(Hocr, Has_a_box_and_a_confidence_for_every_character) {
    const auto page = sample();
    const auto document = parsed(hocr(std::span(&page, 1), info));
    for (const auto* span : all(document->documentElement(), "span")) {
        if (span->getAttribute("class") != "ocrx_word") continue;
        const auto n = code_points(span->innerText()).size();
        EXPECT_EQ(numbers_behind(span->getAttribute("title"), "x_bboxes").size(), 4 * n);
        EXPECT_EQ(numbers_behind(span->getAttribute("title"), "x_confs").size(), n);
    }
    const auto* first = all(document->documentElement(), "span").at(1);
    EXPECT_EQ(numbers_behind(first->getAttribute("title"), "x_confs"), (std::vector{31, 90, 90}));
}

TEST(Xml_text, Holds_nothing_that_XML_forbids) {
    EXPECT_EQ(xml_text("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
    EXPECT_EQ(xml_text(std::string("a\x01\0b\xFF", 5)), "a\uFFFD\uFFFDb\uFFFD");
    EXPECT_EQ(xml_text("行\n𠮷\t"), "行\n𠮷\t");
}

} // namespace
} // namespace docket::ocr
