#include "ocr/ppocr/ppocr.hpp"

#include "ocr/ppocr/looks.hpp"
#include "ocr/ppocr/rows.hpp"
#include "ocr/ppocr/scripts.hpp"
#include "ocr/ppocr/strips.hpp"
#include "ocr/script/traditional.hpp"
#include "ocr/stopwatch.hpp"

#include <opencv2/imgproc.hpp>

namespace docket::ocr {

using ppocr::Seen, ppocr::Slanted;

namespace {

struct Found {
    Slanted box;
    std::vector<Seen> seen;
};

} // namespace

struct PpocrEngine::State {
    ppocr::Models models;
    std::unique_ptr<ppocr::Runtime> runtime;
    std::unique_ptr<ppocr::Model> detection, recognition;
    std::unique_ptr<ppocr::Model> traditional; // opened for the first page that asks for it

    // What the model of traditional print sees, joined to what was found. There must be one.
    Result<void> read_as_traditional(const PageImage& page, std::vector<Found>& found);
};

namespace {

constexpr int longest_side = 32'000; // pixels
constexpr float parted = 0.6F;       // of a row's height; a wider gap between two boxes is a space

// A line is read narrowed, which takes a third of the time off and costs a few characters in a thousand;
// where the reading comes out doubtful it is read again as it is, and both looks decide.
constexpr double narrow = 0.6;
constexpr float doubtful = 0.95F; // the mean confidence of a line

void add_space(Line& line, const Box& next) {
    const int from = line.box.x + line.box.w;
    if (line.glyphs.empty() || static_cast<float>(next.x - from) < parted * static_cast<float>(next.h))
        return;
    line.glyphs.push_back(
        {U' ', {from, line.box.y, next.x - from, line.box.h}, line.glyphs.back().confidence});
}

Line line_of(std::span<const Found> found, std::span<const std::size_t> row, const PageImage& page,
             const std::string& engine) {
    Line line{{}, {}, 0, engine};
    for (const auto i : row) {
        const auto& [box, seen] = found[i];
        const auto around = ppocr::part_of(box, 0, 1, page);
        if (seen.empty()) continue;
        add_space(line, around);
        for (const auto& one : seen)
            line.glyphs.push_back(
                {one.ch, ppocr::part_of(box, one.from, one.to, page), one.confidence, one.others});
        line.box = join(line.box, around);
    }
    double sum = 0;
    for (const auto& glyph : line.glyphs) sum += static_cast<double>(glyph.confidence);
    if (!line.glyphs.empty())
        line.confidence = static_cast<float>(sum / static_cast<double>(line.glyphs.size()));
    return line;
}

Result<std::vector<Seen>> look(ppocr::Recogniser& recogniser, const PageImage& page, const Slanted& box,
                               int height) {
    return recogniser.read(ppocr::cut(page, box, height, narrow));
}

// What a look saw, with a second look where it was doubtful.
Result<std::vector<Seen>> look_again(ppocr::Recogniser& recogniser, const PageImage& page, const Slanted& box,
                                     int height, std::vector<Seen> quick) {
    if (ppocr::sureness(quick) >= doubtful) return quick;
    DOCKET_TRY(auto whole, recogniser.read(ppocr::cut(page, box, height)));
    return ppocr::joined({std::move(quick), std::move(whole)});
}

PageText page_of(const std::vector<Slanted>& boxes, std::span<const Found> found, const PageImage& image,
                 const std::string& engine) {
    PageText page{image.width, image.height, 0, 0, {}, {}, 0};
    for (const auto& row : ppocr::rows_of(boxes)) {
        auto line = line_of(found, row, image, engine);
        if (!line.glyphs.empty()) page.lines.push_back(std::move(line));
    }
    return page;
}

PageImage grey(const PageImage& coloured) {
    const cv::Mat from(coloured.height, coloured.width, CV_8UC3,
                       const_cast<std::uint8_t*>(coloured.pixels.data()));
    cv::Mat to;
    cv::cvtColor(from, to, cv::COLOR_RGB2GRAY);
    return {coloured.width, coloured.height, 1, coloured.dpi, {to.datastart, to.dataend}};
}

} // namespace

PpocrEngine::PpocrEngine(std::unique_ptr<State> state) : state_(std::move(state)) {}
PpocrEngine::~PpocrEngine() = default;

Result<std::unique_ptr<PpocrEngine>> PpocrEngine::open(const std::filesystem::path& folder) {
    cv::setNumThreads(1); // readers work side by side; threads of one take from the other
    auto state = std::make_unique<State>();
    DOCKET_TRY(state->models, ppocr::models_in(folder));
    DOCKET_TRY(state->runtime, ppocr::load_runtime(state->models.runtime, 1));
    DOCKET_TRY(state->detection, state->runtime->open(state->models.detection));
    DOCKET_TRY(state->recognition, state->runtime->open(state->models.recognition.weights));
    return std::unique_ptr<PpocrEngine>(new PpocrEngine(std::move(state)));
}

Result<void> PpocrEngine::State::read_as_traditional(const PageImage& page, std::vector<Found>& found) {
    if (!traditional) {
        DOCKET_TRY(traditional, runtime->open(models.traditional->weights));
    }
    ppocr::Recogniser recogniser(*traditional, models.traditional->dictionary);
    const ppocr::Scripts scripts(models.recognition.dictionary, models.traditional->dictionary);
    for (auto& [box, seen] : found) {
        DOCKET_TRY(auto quick, look(recogniser, page, box, models.input_height));
        DOCKET_TRY(const auto read, look_again(recogniser, page, box, models.input_height, std::move(quick)));
        seen = scripts.joined(seen, read);
    }
    return {};
}

Result<PageText> PpocrEngine::read(const PageImage& given, const ReadOptions& /*options*/) {
    if (given.width <= 0 || given.height <= 0 || given.width > longest_side || given.height > longest_side)
        return fail(Kind::invalid, "ocr.image_unusable",
                    "the page image has no pixels or is too large to be read");
    const auto& models = state_->models;
    const auto image = given.channels == 1 ? given : grey(given);
    Stopwatch watch;
    DOCKET_TRY(const auto boxes, ppocr::detect(*state_->detection, image));
    const auto finding = watch.lap("find lines");
    ppocr::Recogniser recogniser(*state_->recognition, models.recognition.dictionary);
    std::vector<Found> found;
    for (const auto& box : boxes) {
        DOCKET_TRY(auto seen, look(recogniser, image, box, models.input_height));
        found.push_back({box, std::move(seen)});
    }
    const auto name = "ppocr/" + models.name;
    const bool traditional = models.traditional && is_traditional(page_of(boxes, found, image, name));
    if (traditional) {
        DOCKET_CHECK(state_->read_as_traditional(image, found));
    } else {
        for (auto& [box, seen] : found) {
            DOCKET_TRY(seen, look_again(recogniser, image, box, models.input_height, std::move(seen)));
        }
    }
    auto page = page_of(boxes, found, image, name);
    page.engine = models.recognition.description;
    if (traditional) page.engine += " + " + models.traditional->description;
    page.steps = {finding, watch.lap("ppocr")};
    return page;
}

} // namespace docket::ocr
