#include "outputs/archive/archive_pdf.hpp"

#include "outputs/archive/text_layer.hpp"
#include "outputs/xmp.hpp"

#include <algorithm>

namespace docket::outputs {
namespace {

constexpr double points_an_inch = 72;
constexpr double largest_side = 14400, smallest_side = 3; // points (PDF 1.4, appendix C)
constexpr double a4_width = 595.28;

struct Size {
    double width = 0, height = 0;
};

// In points. The sides keep their ratio unless one of them would leave what a PDF can have.
Size size_of(const PdfImage& image, int dpi) {
    double dpi_x = image.dpi_x, dpi_y = image.dpi_y;
    if (dpi_x < 1 || dpi_y < 1) dpi_x = dpi_y = dpi > 0 ? dpi : image.width / a4_width * points_an_inch;
    Size size{image.width / dpi_x * points_an_inch, image.height / dpi_y * points_an_inch};
    const double scale = std::min(1.0, largest_side / std::max(size.width, size.height));
    return {std::max(size.width * scale, smallest_side), std::max(size.height * scale, smallest_side)};
}

// "D:20260414000000+08'00'": the moment that created_text() names.
std::string creation_date(const RenderInfo& info) {
    std::string day;
    for (const char c : iso(info.created))
        if (c != '-') day += c;
    return "(D:" + day + "000000+08'00')";
}

} // namespace

ArchivePdf::ArchivePdf(const std::filesystem::path& file, RenderInfo info, std::string producer,
                       std::string profile)
    : file_(file), info_(std::move(info)), producer_(std::move(producer)), profile_(std::move(profile)),
      catalog_(file_.reserve()), information_(file_.reserve()), tree_(file_.reserve()),
      font_object_(file_.reserve()) {}

std::string ArchivePdf::content(const PdfImage& image, const ocr::PageText* reading, double width,
                                double height) {
    auto out = "q " + number_text(width) + " 0 0 " + number_text(height) + " 0 0 cm /Im0 Do Q\n";
    // Boxes are pixels of the picture that was read; were it another, they would fit nothing.
    if (reading == nullptr || reading->width != image.width || reading->height != image.height) return out;
    return out +
           text_layer(*reading, {width / image.width, height / image.height, height}, font_, visible_text);
}

void ArchivePdf::add(const PdfImage& image, const ocr::PageText* reading, int dpi) {
    const auto [width, height] = size_of(image, dpi);
    const int picture = file_.reserve(), words = file_.reserve(), page = file_.reserve();
    std::string entries = "/Type/XObject/Subtype/Image/Width " + std::to_string(image.width) + "/Height " +
                          std::to_string(image.height) + "/BitsPerComponent " + std::to_string(image.bits) +
                          "/ColorSpace " + image.colour + "/Filter" + image.filter;
    if (!image.parameters.empty()) entries += "/DecodeParms" + image.parameters;
    file_.stream(picture, entries, image.data);
    file_.packed(words, "", content(image, reading, width, height));
    std::string body = "<</Type/Page/Parent " + reference(tree_) + "/MediaBox[0 0 " + number_text(width) +
                       " " + number_text(height) + "]";
    if (reading != nullptr && reading->turned != 0) body += "/Rotate " + std::to_string(reading->turned);
    file_.object(page, body + "/Resources<</XObject<</Im0 " + reference(picture) + ">>/Font<</F0 " +
                           reference(font_object_) + ">>>>/Contents " + reference(words) + ">>");
    pages_.push_back(page);
}

void ArchivePdf::write_font() {
    const std::string name = "DOCKET+Glyphless";
    const int descendant = file_.reserve(), descriptor = file_.reserve(), program = file_.reserve(),
              characters = file_.reserve(), set = file_.reserve();
    const auto bytes = font_.program();
    file_.stream(program, "/Length1 " + std::to_string(bytes.size()) + "/Filter/FlateDecode",
                 deflated(bytes));
    file_.packed(characters, "", font_.to_unicode());
    file_.stream(set, "/Filter/FlateDecode", deflated(font_.cid_set()));
    file_.object(descriptor, "<</Type/FontDescriptor/FontName/" + name +
                                 "/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
                                 "/CapHeight 880/StemV 80/FontFile2 " +
                                 reference(program) + "/CIDSet " + reference(set) + ">>");
    file_.object(descendant, "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name +
                                 "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                                 "/FontDescriptor " +
                                 reference(descriptor) + "/DW 1000/CIDToGIDMap/Identity>>");
    file_.object(font_object_, "<</Type/Font/Subtype/Type0/BaseFont/" + name +
                                   "/Encoding/Identity-H/DescendantFonts[" + reference(descendant) +
                                   "]/ToUnicode " + reference(characters) + ">>");
}

void ArchivePdf::write_catalog() {
    const int profile = file_.reserve(), metadata = file_.reserve();
    file_.packed(profile, "/N 3", profile_);
    file_.stream(metadata, "/Type/Metadata/Subtype/XML", bytes_of(archival_xmp(info_, producer_)));
    std::string kids;
    for (const int page : pages_) kids += reference(page) + " ";
    file_.object(tree_, "<</Type/Pages/Count " + std::to_string(pages_.size()) + "/Kids[" + kids + "]>>");
    file_.object(information_, "<</Title" + text_string(info_.title) +
                                   (info_.author.empty() ? "" : "/Author" + text_string(info_.author)) +
                                   "/Producer" + text_string(producer_) + "/CreationDate" +
                                   creation_date(info_) + ">>");
    file_.object(catalog_, "<</Type/Catalog/Pages " + reference(tree_) + "/Metadata " + reference(metadata) +
                               "/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>"
                               "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                               "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                               "/DestOutputProfile " +
                               reference(profile) + ">>]>>");
}

Result<void> ArchivePdf::finish() {
    write_font();
    write_catalog();
    return file_.finish(catalog_, information_);
}

} // namespace docket::outputs
