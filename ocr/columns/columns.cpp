#include "ocr/columns/columns.hpp"

#include "ocr/columns/unfold.hpp"

namespace docket::ocr {
namespace {

constexpr float reads_well = 0.8F; // mean confidence of a page
// Characters of a page; a page of fewer may be one of columns, whichever way its ink seemed to run.
constexpr std::size_t enough_to_tell_by = 20;

} // namespace

Result<PageText> InColumns::read(const PageImage& image, const ReadOptions& options) {
    DOCKET_TRY(auto as_it_is, lines_.read(image, options));
    const bool may_be = options.columns || glyph_count(as_it_is) < enough_to_tell_by;
    if (!may_be || image.channels != 1) return as_it_is;
    const auto unfolded = unfold(image);
    const bool all_read = 2 * glyph_count(as_it_is) > unfolded.moved.size();
    if (unfolded.moved.empty() || (all_read && confidence(as_it_is) >= reads_well)) return as_it_is;
    DOCKET_TRY(auto read, lines_.read(unfolded.image, options));
    read = folded_back(std::move(read), unfolded, image);
    return weight(as_it_is) >= weight(read) ? as_it_is : read;
}

} // namespace docket::ocr
