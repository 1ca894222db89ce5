#include "ocr/tesseract/tesseract.hpp"

#include "ocr/prepare/prepare.hpp"
#include "ocr/script/traditional.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/utf8.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace docket::ocr {
namespace {

using tesseract::RIL_SYMBOL;
using tesseract::RIL_TEXTLINE;
using tesseract::RIL_WORD;
using TessText = std::unique_ptr<char[]>;

// Alone: together with "eng" whole lines of Chinese come out as confident Latin nonsense, and chi_sim knows
// Latin letters and digits itself.
constexpr auto simplified_model = "chi_sim", traditional_model = "chi_tra";
// By the model of simplified characters, simplified print reads at 0.98 and traditional print below that,
// with some characters left in their own form.
constexpr double traditional_shows = 0.004;
constexpr float reads_well = 0.987F;
// Poor simplified print has come out 0.004 better by the other model, traditional print at least 0.007.
constexpr float clearly_better = 0.0055F;
constexpr int longest_side = 32'000; // pixels; Tesseract's own limit is 32 767

bool is_latin(char32_t ch) { return ch > U' ' && ch < 0x80; }

// A space before `next`, if the gap is one: Tesseract starts a "word" at almost every Chinese character.
void add_space(Line& line, const Box& next) {
    constexpr double between_words = 0.25,
                     between_columns = 2.5; // of the line's height; boxes drift by a character
    if (line.glyphs.empty()) return;
    const auto& last = line.glyphs.back();
    const int from = last.box.x + last.box.w;
    const double needed = is_latin(last.ch) ? between_words : between_columns;
    if (next.x - from <= needed * std::max(line.box.h, next.h)) return;
    line.glyphs.push_back({U' ', {from, line.box.y, next.x - from, line.box.h}, last.confidence});
}

float mean(const Line& line) {
    double sum = 0;
    for (const auto& glyph : line.glyphs) sum += static_cast<double>(glyph.confidence);
    return line.glyphs.empty() ? 0 : static_cast<float>(sum / static_cast<double>(line.glyphs.size()));
}

// The three lines in the middle of a page: enough to tell which model reads it better.
PageText middle_of(const PageText& page) {
    constexpr std::size_t some = 3;
    auto sample = page;
    if (sample.lines.size() <= some) return sample;
    const auto from = sample.lines.begin() + static_cast<std::ptrdiff_t>((sample.lines.size() - some) / 2);
    sample.lines = std::vector<Line>(from, from + static_cast<std::ptrdiff_t>(some));
    return sample;
}

// The strip of the image, over its whole width, that holds these lines.
PageImage strip_of(const PageText& sample, const PageImage& image) {
    constexpr int margin = 8; // pixels
    Box all;
    for (const auto& line : sample.lines) all = join(all, line.box);
    const int top = std::clamp(all.y - margin, 0, image.height - 1);
    const int rows = std::min(all.h + 2 * margin, image.height - top);
    const auto row = static_cast<std::ptrdiff_t>(image.width) * image.channels;
    const auto from = image.pixels.begin() + top * row;
    return {image.width, rows, image.channels, image.dpi, {from, from + rows * row}};
}

} // namespace

class TesseractEngine::Reader {
  public:
    static Result<std::unique_ptr<Reader>> load(const std::string& language);
    Result<PageText> read(const PageImage& image);
    Result<std::vector<Line>> read_lines(const PageImage& image, std::span<const Box> boxes);

  private:
    void show(const PageImage& image, tesseract::PageSegMode mode);
    std::vector<Line> lines();
    void add_glyphs(Line& line, tesseract::ResultIterator& at) const;

    tesseract::TessBaseAPI api_;
    std::string language_, description_;
};

namespace {

// "chi_sim@1f2e3d4c5b6a": the first twelve digits of the model file's SHA-256.
std::string model(const std::string& folder, const std::string& language) {
    std::ifstream file(folder + "/" + language + ".traineddata", std::ios::binary);
    const Bytes bytes{std::istreambuf_iterator<char>(file), {}};
    return language + "@" + sha256(bytes).hex().substr(0, 12);
}

} // namespace

Result<std::unique_ptr<TesseractEngine::Reader>> TesseractEngine::Reader::load(const std::string& language) {
    auto reader = std::make_unique<Reader>();
    if (reader->api_.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY) != 0)
        return fail(Kind::unavailable, "ocr.no_model",
                    "Tesseract has no model " + language +
                        "; install tesseract-ocr-chi-sim and tesseract-ocr-chi-tra");
    reader->api_.SetVariable("preserve_interword_spaces", "1");
    reader->api_.SetVariable("debug_file", "/dev/null");
    reader->language_ = language;
    reader->description_ = std::string("tesseract ") + tesseract::TessBaseAPI::Version() + " " +
                           model(reader->api_.GetDatapath(), language) + " psm 6";
    return reader;
}

void TesseractEngine::Reader::add_glyphs(Line& line, tesseract::ResultIterator& at) const {
    const TessText text(at.GetUTF8Text(RIL_SYMBOL));
    if (!text) return;
    int left = 0, top = 0, right = 0, bottom = 0;
    at.BoundingBox(RIL_SYMBOL, &left, &top, &right, &bottom);
    const Box box{left, top, right - left, bottom - top};
    const float confidence = std::clamp(at.Confidence(RIL_SYMBOL) / 100.0F, 0.0F, 1.0F);
    if (at.IsAtBeginningOf(RIL_WORD)) add_space(line, box);
    for (const char32_t ch : code_points(text.get())) line.glyphs.push_back({ch, box, confidence});
    line.box = join(line.box, box);
}

std::vector<Line> TesseractEngine::Reader::lines() {
    std::vector<Line> out;
    const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
    if (!at) return out;
    do {
        if (at->Empty(RIL_SYMBOL)) continue;
        if (out.empty() || at->IsAtBeginningOf(RIL_TEXTLINE))
            out.push_back({{}, {}, 0, "tesseract/" + language_});
        add_glyphs(out.back(), *at);
    } while (at->Next(RIL_SYMBOL));
    return out;
}

void TesseractEngine::Reader::show(const PageImage& image, tesseract::PageSegMode mode) {
    api_.SetPageSegMode(mode);
    api_.SetImage(image.pixels.data(), image.width, image.height, image.channels,
                  image.width * image.channels);
    if (image.dpi > 0) api_.SetSourceResolution(image.dpi);
}

// One line out of what Tesseract took for one or, where a mark stands high or low, for several.
Line joined(const std::vector<Line>& parts) {
    Line line{{}, {}, 0, parts.empty() ? "" : parts.front().engine};
    for (const auto& part : parts) {
        line.glyphs.insert(line.glyphs.end(), part.glyphs.begin(), part.glyphs.end());
        line.box = join(line.box, part.box);
    }
    return line;
}

Result<std::vector<Line>> TesseractEngine::Reader::read_lines(const PageImage& image,
                                                              std::span<const Box> boxes) {
    show(image, tesseract::PSM_SINGLE_LINE);
    std::vector<Line> out;
    for (const auto& box : boxes) {
        api_.SetRectangle(box.x, box.y, box.w, box.h);
        if (api_.Recognize(nullptr) != 0)
            return fail(Kind::internal, "ocr.engine_failed",
                        "Tesseract could not read a line; try the page again");
        auto line = joined(lines());
        line.engine = "tesseract/" + language_;
        line.confidence = mean(line);
        out.push_back(std::move(line));
    }
    api_.Clear();
    return out;
}

Result<PageText> TesseractEngine::Reader::read(const PageImage& image) {
    show(image, tesseract::PSM_SINGLE_BLOCK); // others lose short lines of a letter
    if (api_.Recognize(nullptr) != 0)
        return fail(Kind::internal, "ocr.engine_failed", "Tesseract could not read the page; try it again");
    PageText page{image.width, image.height, 0, 0, lines(), description_, 0};
    for (auto& line : page.lines) line.confidence = mean(line);
    api_.Clear();
    return page;
}

TesseractEngine::TesseractEngine() = default;
TesseractEngine::~TesseractEngine() = default;

std::vector<std::string> TesseractEngine::languages() const { return {simplified_model, traditional_model}; }

Result<TesseractEngine::Reader*> TesseractEngine::reader(std::unique_ptr<Reader>& slot,
                                                         const std::string& language) {
    if (!slot) {
        DOCKET_TRY(slot, Reader::load(language));
    }
    return slot.get();
}

Result<std::vector<Line>> TesseractEngine::read_lines(const PageImage& page, std::span<const Box> boxes,
                                                      Script script) {
    const bool simple = script == Script::simplified;
    DOCKET_TRY(auto* by,
               reader(simple ? simplified_ : traditional_, simple ? simplified_model : traditional_model));
    return by->read_lines(page, boxes);
}

Result<PageText> TesseractEngine::read(const PageImage& page, const ReadOptions& options) {
    if (page.width <= 0 || page.height <= 0 || page.width > longest_side || page.height > longest_side)
        return fail(Kind::invalid, "ocr.image_unusable",
                    "the page image has no pixels or is too large to be read");
    DOCKET_TRY(auto* first_reader, reader(simplified_, simplified_model));
    const auto image = page.channels == 1 ? without_rules(page) : page;
    DOCKET_TRY(auto first, first_reader->read(image));
    if (!options.second_look || first.lines.empty() || confidence(first) > reads_well) return first;
    DOCKET_TRY(auto* second_reader, reader(traditional_, traditional_model));
    const auto sample = middle_of(first);
    DOCKET_TRY(const auto probe, second_reader->read(strip_of(sample, image)));
    if (confidence(probe) <= confidence(sample) && traditional_share(first) < traditional_shows) return first;
    DOCKET_TRY(auto second, second_reader->read(image));
    return confidence(second) > confidence(first) + clearly_better ? second : first;
}

} // namespace docket::ocr
