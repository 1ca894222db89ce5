#include "pipeline/intake/pdf_image.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/intake/pix_handle.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>

namespace docket::intake {
namespace {

using Object = QPDFObjectHandle;

// What a page's content does, as far as that is "place one image"; anything else clears `plain`.
class Placing final : public Object::ParserCallbacks {
  public:
    void handleObject(Object object) override {
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        obey(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

    bool plain = true;
    int images = 0;
    std::string image;
    double width = 1, height = 1; // of the unit square that an image fills

  private:
    void obey(const std::string& what) {
        if (what == "cm" && images == 0) {
            scale();
        } else if (what == "Do" && operands_.size() == 1 && operands_[0].isName()) {
            ++images;
            image = operands_[0].getName();
        } else if (what != "q" && what != "Q") {
            plain = false;
        }
    }
    void scale() {
        std::array<double, 6> m{};
        for (std::size_t i = 0; i < m.size(); ++i) {
            if (operands_.size() != m.size() || !operands_[i].isNumber())
                return static_cast<void>(plain = false);
            m[i] = operands_[i].getNumericValue();
        }
        plain = plain && m[1] == 0 && m[2] == 0 && m[0] > 0 && m[3] > 0; // neither turned nor mirrored
        width *= m[0];
        height *= m[3];
    }
    std::vector<Object> operands_;
};

struct Image {
    Object stream, dictionary;
    int width = 0, height = 0, bits = 0;
    int channels = 0; // 1 grey, 3 red, green, blue, 0 something else
    std::string filter;
};

int channels_of(Object space) {
    if (space.isNameAndEquals("/DeviceGray") || space.isNameAndEquals("/CalGray")) return 1;
    if (space.isNameAndEquals("/DeviceRGB") || space.isNameAndEquals("/CalRGB")) return 3;
    if (!space.isArray() || space.getArrayNItems() != 2 ||
        !space.getArrayItem(0).isNameAndEquals("/ICCBased"))
        return 0;
    auto profile = space.getArrayItem(1);
    if (!profile.isStream()) return 0;
    const int n =
        profile.getDict().getKey("/N").isInteger() ? profile.getDict().getKey("/N").getIntValueAsInt() : 0;
    return n == 1 || n == 3 ? n : 0;
}

std::string single_filter(Object filter) {
    if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
    return filter.isName() ? filter.getName() : "";
}

std::optional<Image> image_of(Object stream) {
    auto dictionary = stream.getDict();
    for (const auto* special : {"/SMask", "/Mask", "/Decode"})
        if (dictionary.hasKey(special)) return std::nullopt;
    auto w = dictionary.getKey("/Width"), h = dictionary.getKey("/Height"),
         bits = dictionary.getKey("/BitsPerComponent");
    if (!w.isInteger() || !h.isInteger()) return std::nullopt;
    Image image{stream,
                dictionary,
                w.getIntValueAsInt(),
                h.getIntValueAsInt(),
                bits.isInteger() ? bits.getIntValueAsInt() : 1,
                channels_of(dictionary.getKey("/ColorSpace")),
                single_filter(dictionary.getKey("/Filter"))};
    auto stencil =
        dictionary.getKey("/ImageMask"); // paints black where it is 0: on a bare page as good as grey
    if (stencil.isBool() && stencil.getBoolValue()) image.bits = image.channels = 1;
    return image;
}

// The one image that covers the page, with nothing else on it.
std::optional<Image> only_image(QPDFPageObjectHelper& page, const PageArea& area) {
    constexpr double nearly = 0.02; // of a side that may stay white
    Placing placing;
    page.parseContents(&placing);
    if (!placing.plain || placing.images != 1 || area.rotate != 0) return std::nullopt;
    if (std::abs(placing.width / area.width - 1) > nearly ||
        std::abs(placing.height / area.height - 1) > nearly)
        return std::nullopt;
    std::optional<Image> found;
    each_image(
        page,
        [&](Object& stream, const std::string& name) {
            if (name == placing.image) found = image_of(stream);
        },
        false);
    return found;
}

using Data = std::shared_ptr<Buffer>;

bool same_size(const Data& jpeg, Image& image) {
    l_int32 w = 0, h = 0, channels = 0;
    return readHeaderMemJpeg(jpeg->getBuffer(), jpeg->getSize(), &w, &h, &channels, nullptr, nullptr) == 0 &&
           w == image.width && h == image.height && channels == image.channels;
}

std::optional<flow::UnpackedPage> take_jpeg(Image& image, const Path& file, int dpi) {
    const auto data = image.stream.getRawStreamData();
    if (!same_size(data, image)) return std::nullopt;
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(data->getBuffer()),
              static_cast<std::streamsize>(data->getSize()));
    if (!out.flush()) throw std::runtime_error("a page could not be written to the disk");
    return flow::UnpackedPage{file, "image/jpeg", image.width, image.height, dpi};
}

// A pixel of three bytes, as Leptonica holds it: red in the highest byte.
void fill_row(l_uint32* line, const unsigned char* row, Image& image) {
    const auto w = static_cast<std::size_t>(image.width);
    if (image.channels == 1) {
        std::memcpy(line, row, (w * static_cast<std::size_t>(image.bits) + 7) / 8);
        return;
    }
    for (std::size_t x = 0; x < w; ++x, row += 3)
        line[x] = static_cast<l_uint32>(row[0]) << 24U | static_cast<l_uint32>(row[1]) << 16U |
                  static_cast<l_uint32>(row[2]) << 8U;
}

PixHandle pix_of(const Data& samples, Image& image) {
    const auto row =
        (static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.bits * image.channels) + 7) /
        8;
    if (samples->getSize() < row * static_cast<std::size_t>(image.height)) return nullptr;
    PixHandle pix(pixCreate(image.width, image.height, image.channels == 3 ? 32 : image.bits));
    if (!pix) return nullptr;
    const auto stride = static_cast<std::size_t>(pixGetWpl(pix.get()));
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y)
        fill_row(pixGetData(pix.get()) + y * stride, samples->getBuffer() + y * row, image);
    if (image.channels == 1) pixEndianByteSwap(pix.get());
    if (image.bits == 1) pixInvert(pix.get(), pix.get()); // a PDF's 1 is white, Leptonica's is black
    return pix;
}

PixHandle flate_image(Image& image) {
    const bool usual = (image.bits == 8 && image.channels > 0) || (image.bits == 1 && image.channels == 1);
    if (!usual) return nullptr;
    return pix_of(image.stream.getStreamData(qpdf_dl_generalized), image);
}

void put(Bytes& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (8U * static_cast<unsigned>(i))));
}

// The smallest TIFF around a Group 4 fax image (TIFF 6.0, sections 2, 3 and 11).
Bytes as_tiff(const Data& fax, Image& image, bool white_is_one) {
    constexpr std::uint32_t shorts = 3, longs = 4, entries = 9;
    constexpr std::uint32_t start = 8 + 2 + entries * 12 + 4;
    const auto w = static_cast<std::uint32_t>(image.width), h = static_cast<std::uint32_t>(image.height);
    const auto size = static_cast<std::uint32_t>(fax->getSize());
    Bytes out{'I', 'I', 42, 0, 8, 0, 0, 0};
    put(out, entries, 2);
    const auto entry = [&](std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
        put(out, tag, 2);
        put(out, type, 2);
        put(out, 1, 4);
        put(out, value, 4);
    };
    entry(256, longs, w);
    entry(257, longs, h);
    entry(258, shorts, 1);                    // bits a sample
    entry(259, shorts, 4);                    // Group 4
    entry(262, shorts, white_is_one ? 0 : 1); // which value a fax's black runs have
    entry(273, longs, start);
    entry(277, shorts, 1); // samples a pixel
    entry(278, longs, h);  // rows a strip
    entry(279, longs, size);
    put(out, 0, 4);
    out.insert(out.end(), fax->getBuffer(), fax->getBuffer() + size);
    return out;
}

PixHandle fax_image(Image& image) {
    auto parameters = image.dictionary.getKey("/DecodeParms");
    if (parameters.isArray() && parameters.getArrayNItems() == 1) parameters = parameters.getArrayItem(0);
    if (image.bits != 1 || image.channels != 1 || !parameters.isDictionary()) return nullptr;
    auto k = parameters.getKey("/K"), columns = parameters.getKey("/Columns");
    const bool group4 =
        k.isInteger() && k.getIntValue() < 0 && columns.isInteger() && columns.getIntValue() == image.width;
    auto aligned = parameters.getKey("/EncodedByteAlign"), inverse = parameters.getKey("/BlackIs1");
    if (!group4 || (aligned.isBool() && aligned.getBoolValue())) return nullptr;
    const bool inverted = inverse.isBool() && inverse.getBoolValue(); // then the page shows as a negative
    const auto tiff = as_tiff(image.stream.getRawStreamData(), image, !inverted);
    return PixHandle(pixReadMemTiff(tiff.data(), tiff.size(), 0));
}

} // namespace

void each_image(QPDFPageObjectHelper& page,
                const std::function<void(QPDFObjectHandle&, const std::string&)>& use, bool nested) {
    page.forEachXObject(
        nested, [&](Object& image, Object&, const std::string& name) { use(image, name); },
        [](Object candidate) { return candidate.isImage(false); });
}

PageArea area_of(QPDFPageObjectHelper& page) {
    PageArea area{595, 842, 0}; // A4, where the page does not say
    auto box = page.getCropBox();
    if (box.isRectangle()) {
        auto r = box.getArrayAsRectangle();
        if (r.urx - r.llx > 0 && r.ury - r.lly > 0) area = {r.urx - r.llx, r.ury - r.lly, 0};
    }
    auto rotate = page.getAttribute("/Rotate", false);
    if (rotate.isInteger()) area.rotate = ((rotate.getIntValueAsInt() % 360) + 360) % 360;
    return area;
}

std::optional<flow::UnpackedPage> scanned_image(QPDFPageObjectHelper& page, const Path& folder,
                                                std::size_t number) {
    const auto area = area_of(page);
    auto image = only_image(page, area);
    if (!image || image->width <= 0 || image->height <= 0) return std::nullopt;
    const int dpi = static_cast<int>(std::lround(image->width / (area.width / 72)));
    if (image->filter == "/DCTDecode" && image->channels > 0)
        return take_jpeg(*image, page_path(folder, number, ".jpg"), dpi);
    const auto pix = image->filter == "/CCITTFaxDecode" ? fax_image(*image)
                     : image->filter == "/FlateDecode"  ? flate_image(*image)
                                                        : PixHandle{};
    if (!pix) return std::nullopt;
    pixSetResolution(pix.get(), dpi, static_cast<int>(std::lround(image->height / (area.height / 72))));
    return write_png(pix, page_path(folder, number, ".png"));
}

} // namespace docket::intake
