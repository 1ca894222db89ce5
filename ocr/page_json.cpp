#include "ocr/page_json.hpp"

#include "pipeline/base/utf8.hpp"

#include <cmath>

namespace docket::ocr {
namespace {

constexpr int version = 1;
constexpr float thousand = 1000.0F;

int thousandths(float confidence) { return static_cast<int>(std::lround(confidence * thousand)); }

void add(json::Array& numbers, const Box& box) {
    for (const int n : {box.x, box.y, box.w, box.h}) numbers.emplace_back(n);
}

// [place of the glyph, candidates, a confidence for each]
json::Value others_json(std::size_t at, const std::vector<Candidate>& others) {
    std::string text;
    for (const auto& other : others) append_utf8(text, other.ch);
    json::Array out{at, text};
    for (const auto& other : others) out.emplace_back(thousandths(other.confidence));
    return out;
}

json::Value line_json(const Line& line) {
    json::Array box, boxes, confidences, others;
    add(box, line.box);
    boxes.reserve(line.glyphs.size() * 4);
    confidences.reserve(line.glyphs.size());
    for (const auto& glyph : line.glyphs) {
        add(boxes, glyph.box);
        confidences.emplace_back(thousandths(glyph.confidence));
        if (!glyph.others.empty()) others.push_back(others_json(confidences.size() - 1, glyph.others));
    }
    json::Object out{{"text", utf8(line)},        {"engine", line.engine},
                     {"box", std::move(box)},     {"confidence", thousandths(line.confidence)},
                     {"boxes", std::move(boxes)}, {"confidences", std::move(confidences)}};
    if (line.vertical) out.set("vertical", true);
    if (!others.empty()) out.set("others", std::move(others));
    if (!line.second_engine.empty())
        out.set("second", json::Object{{"text", line.second}, {"engine", line.second_engine}});
    return out;
}

Failure malformed(const std::string& what) {
    return fail(Kind::corrupt, "page.malformed",
                "a stored reading is damaged (" + what + "); read the page again");
}

bool all_integers(const json::Array& numbers) {
    for (const auto& n : numbers)
        if (n.integer() == nullptr) return false;
    return true;
}

int number(const json::Array& numbers, std::size_t at) { return static_cast<int>(*numbers[at].integer()); }

Box box_at(const json::Array& n, std::size_t at) {
    return {number(n, at), number(n, at + 1), number(n, at + 2), number(n, at + 3)};
}

Result<void> add_others(Line& line, const json::Array& entries) {
    for (const auto& entry : entries) {
        const auto* parts = entry.array();
        if (parts == nullptr || parts->size() < 2 || (*parts)[0].integer() == nullptr ||
            (*parts)[1].string() == nullptr)
            return malformed("another reading of a character has no place");
        const auto at = *(*parts)[0].integer();
        const auto text = code_points(*(*parts)[1].string());
        if (at < 0 || static_cast<std::size_t>(at) >= line.glyphs.size() || parts->size() != text.size() + 2)
            return malformed("another reading of a character does not fit the line");
        for (std::size_t i = 0; i < text.size(); ++i) {
            if ((*parts)[i + 2].integer() == nullptr) return malformed("a confidence is no whole number");
            line.glyphs[static_cast<std::size_t>(at)].others.push_back(
                {text[i], static_cast<float>(number(*parts, i + 2)) / thousand});
        }
    }
    return {};
}

Result<Line> line_of(const json::Value& value) {
    const auto& box = value.array_at("box");
    const auto& boxes = value.array_at("boxes");
    const auto& confidences = value.array_at("confidences");
    const auto text = code_points(value.text_at("text"));
    if (box.size() != 4 || boxes.size() != text.size() * 4 || confidences.size() != text.size())
        return malformed("a line's boxes do not fit its text");
    if (!all_integers(box) || !all_integers(boxes) || !all_integers(confidences))
        return malformed("a box or a confidence is no whole number");
    Line line{{},
              box_at(box, 0),
              static_cast<float>(value.int_at("confidence")) / thousand,
              value.text_at("engine")};
    line.glyphs.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        line.glyphs.push_back(
            {text[i], box_at(boxes, i * 4), static_cast<float>(number(confidences, i)) / thousand});
    line.vertical = value.bool_at("vertical");
    DOCKET_CHECK(add_others(line, value.array_at("others")));
    line.second = value.at("second").text_at("text");
    line.second_engine = value.at("second").text_at("engine");
    return line;
}

json::Array barcodes_json(const std::vector<Barcode>& barcodes) {
    json::Array out;
    for (const auto& one : barcodes) {
        json::Array box;
        add(box, one.box);
        out.emplace_back(json::Object{{"type", one.type}, {"text", one.text}, {"box", std::move(box)}});
    }
    return out;
}

Result<Barcode> barcode_of(const json::Value& value) {
    const auto& box = value.array_at("box");
    if (box.size() != 4 || !all_integers(box)) return malformed("a barcode has no place");
    return Barcode{value.text_at("type"), value.text_at("text"), box_at(box, 0)};
}

} // namespace

json::Value to_json(const PageText& page) {
    json::Array lines;
    lines.reserve(page.lines.size());
    for (const auto& line : page.lines) lines.push_back(line_json(line));
    json::Object out{{"v", version},
                     {"width", page.width},
                     {"height", page.height},
                     {"turned", page.turned},
                     {"skew", std::round(page.skew * 100) / 100},
                     {"ms", page.ms},
                     {"engine", page.engine},
                     {"lines", std::move(lines)}};
    if (page.blank) out.set("blank", true);
    if (!page.steps.empty()) {
        json::Object steps;
        for (const auto& step : page.steps) steps.set(step.name, step.ms);
        out.set("steps", std::move(steps));
    }
    if (!page.barcodes.empty()) out.set("barcodes", barcodes_json(page.barcodes));
    return out;
}

Result<PageText> page_of(const json::Value& value) {
    if (value.int_at("v") != version) return malformed("it is of another version");
    if (value.at("lines").array() == nullptr) return malformed("it has no lines");
    PageText page;
    page.width = static_cast<int>(value.int_at("width"));
    page.height = static_cast<int>(value.int_at("height"));
    page.turned = static_cast<int>(value.int_at("turned"));
    page.skew = value.number_at("skew");
    page.ms = value.int_at("ms");
    page.engine = value.text_at("engine");
    page.blank = value.bool_at("blank");
    if (const auto* steps = value.at("steps").object())
        for (const auto& [name, ms] : steps->members()) {
            if (ms.integer() == nullptr) return malformed("a step does not say its milliseconds");
            page.steps.push_back({name, *ms.integer()});
        }
    for (const auto& one : value.array_at("barcodes")) {
        DOCKET_TRY(auto barcode, barcode_of(one));
        page.barcodes.push_back(std::move(barcode));
    }
    for (const auto& line : value.array_at("lines")) {
        DOCKET_TRY(auto read, line_of(line));
        page.lines.push_back(std::move(read));
    }
    return page;
}

} // namespace docket::ocr
