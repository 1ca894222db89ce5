#include "ocr/columns/columns.hpp"

#include "ocr/columns/unfold.hpp"

namespace docket::ocr {
namespace {

constexpr float reads_well = 0.8F; // mean confidence of a page

float weight(const PageText& page) {
    std::size_t glyphs = 0;
    for (const auto& line : page.lines) glyphs += line.glyphs.size();
    return confidence(page) * static_cast<float>(glyphs);
}

} // namespace

Result<PageText> InColumns::read(const PageImage& image, const ReadOptions& options) {
    if (!options.columns || image.channels != 1) return lines_.read(image, options);
    const auto unfolded = unfold(image);
    if (unfolded.moved.empty()) return lines_.read(image, options);
    DOCKET_TRY(auto read, lines_.read(unfolded.image, options));
    read = folded_back(std::move(read), unfolded, image);
    if (confidence(read) >= reads_well) return read;
    DOCKET_TRY(auto as_it_is, lines_.read(image, options));
    return weight(as_it_is) > weight(read) ? as_it_is : read;
}

} // namespace docket::ocr
