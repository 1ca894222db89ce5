// The archive copy of a letter, judged by others: PDFBox Preflight says whether it is PDF/A-1b, qpdf whether
// the file is sound, pdftotext what a reader finds and where; and the pictures in it are those that went in,
// pixel by pixel. Set DOCKET_KEEP=FOLDER to look at the files.
#include "ocr/page_json.hpp"
#include "ocr/prepare/placement.hpp"
#include "pipeline/archive/archive_child.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/text/normalise.hpp"
#include "tests/support/program.hpp"
#include "tests/unit/pipeline/intake/made_files.hpp"

#include <gmock/gmock.h>
#include <leptonica/allheaders.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <fstream>
#include <regex>
#include <sstream>

namespace docket {
namespace {

using Path = std::filesystem::path;
using testing::run;

constexpr int width = 1240, height = 1754; // A4 at 150 dpi
constexpr int dpi = 150;

ocr::PageText unread() {
    ocr::PageText page;
    page.width = width;
    page.height = height;
    return page;
}

// A page upright as a person would write it: every character a square of its own.
ocr::PageText written(const std::vector<std::string>& lines) {
    constexpr int side = 32, left = 150;
    ocr::PageText page;
    page.width = width;
    page.height = height;
    page.engine = "test";
    int top = 200;
    for (const auto& text : lines) {
        ocr::Line line;
        int x = left;
        for (const char32_t c : code_points(text)) {
            const int w = c < 0x80 ? side / 2 : side;
            line.glyphs.push_back({c, {x + 2, top + 2, w - 4, side - 4}, 0.9F});
            line.box = join(line.box, line.glyphs.back().box);
            x += w;
        }
        page.lines.push_back(line);
        top += 2 * side;
    }
    return page;
}

const std::vector<std::string> letter{"关于夜间施工噪声扰民的投诉",
                                      "海沧区信访局的同志:  您好!",
                                      "我叫林晓舟，身份证号350205199001011234，电话 139 0011 0104。",
                                      "see GB/T 9704-2012, p. 12",
                                      "住址：〔2026〕9号楼，名字里有𠮷和龑",
                                      "繁體：複查申請書",
                                      "此致 敬礼"};

// The page as it lies on the scanner: turned, and not level.
ocr::PageText on_original(const ocr::PageText& upright, int turned, double skew) {
    const bool lies = turned == 90 || turned == 270;
    ocr::PageText page = upright;
    page.turned = turned;
    page.skew = skew;
    page.width = lies ? upright.height : upright.width;
    page.height = lies ? upright.width : upright.height;
    const auto placement = ocr::Placement(page.width, page.height)
                               .turned(turned)
                               .straightened(skew, upright.width, upright.height);
    for (auto& line : page.lines) {
        line.box = placement.to_original(line.box);
        for (auto& glyph : line.glyphs) glyph.box = placement.to_original(glyph.box);
    }
    return page;
}

std::vector<std::string> normalised(const ocr::PageText& page) {
    std::vector<std::string> out;
    for (const auto& line : page.lines) {
        std::u32string read;
        for (const auto& glyph : line.glyphs) read += glyph.ch;
        out.push_back(encode_utf8(text::normalise(read).text));
    }
    return out;
}

enum class Picture {
    colour_jpeg,
    grey_jpeg,
    grey_png,
    colour_png,
    bits_png,
    palette_png,
    alpha_png,
    deep_png
};

struct PixOwner {
    explicit PixOwner(Pix* p) : pix(p) {}
    ~PixOwner() { pixDestroy(&pix); }
    PixOwner(const PixOwner&) = delete;
    PixOwner& operator=(const PixOwner&) = delete;
    Pix* pix;
};

// Something to see: grey or coloured bars and black squares.
Pix* drawn(int w, int h, int depth) {
    Pix* pix = pixCreate(w, h, depth);
    pixSetResolution(pix, dpi, dpi);
    depth == 1 ? pixClearAll(pix) : pixSetAll(pix);
    for (int y = 0; y < h; y += 97)
        for (int x = 0; x < w; ++x)
            for (int i = 0; i < 20 && y + i < h; ++i)
                pixSetPixel(pix, x, y + i,
                            depth == 32  ? static_cast<l_uint32>((x % 256) << 24 | (y % 256) << 16 | 0x8000)
                            : depth == 1 ? static_cast<l_uint32>(x / 7 % 2)
                                         : static_cast<l_uint32>(x % (depth == 16 ? 65536 : 256)));
    return pix;
}

class ArchiveCopy : public ::testing::Test {
  protected:
    ArchiveCopy() { setMsgSeverity(L_SEVERITY_NONE); }

    void add(Picture kind, const ocr::PageText& reading) {
        flow::ArchivePage page = picture(kind, reading.width, reading.height);
        page.reading = intake::save(folder_ / ("reading-" + std::to_string(order_.pages.size())),
                                    json::dump(to_json(reading)));
        order_.pages.push_back(page);
        readings_.push_back(reading);
    }

    flow::ArchivePage picture(Picture kind, int w, int h) {
        const bool jpeg = kind == Picture::colour_jpeg || kind == Picture::grey_jpeg;
        const auto file =
            folder_ / ("page-" + std::to_string(order_.pages.size()) + (jpeg ? ".jpg" : ".png"));
        const int depth =
            kind == Picture::colour_jpeg || kind == Picture::colour_png || kind == Picture::alpha_png ? 32
            : kind == Picture::bits_png                                                               ? 1
            : kind == Picture::deep_png                                                               ? 16
                                                                                                      : 8;
        PixOwner pix(drawn(w, h, depth));
        if (kind == Picture::palette_png) {
            Pix* with_map = pixConvertGrayToColormap(pix.pix);
            pixWrite(file.c_str(), with_map, IFF_PNG);
            pixDestroy(&with_map);
        } else {
            if (kind == Picture::alpha_png) {
                pixSetSpp(pix.pix, 4);
                PixOwner half(pixCreate(w, h, 8));
                pixSetAllArbitrary(half.pix, 128);
                pixSetRGBComponent(pix.pix, half.pix, L_ALPHA_CHANNEL);
            }
            pixWrite(file.c_str(), pix.pix, jpeg ? IFF_JFIF_JPEG : IFF_PNG);
        }
        return {file, jpeg ? "image/jpeg" : "image/png", dpi, {}};
    }

    Path written_copy(const std::string& name = "copy.pdf", bool visible = false) {
        order_.title = "来信 <1> & \"附件\".pdf";
        order_.author = "某区信访局";
        order_.created = Date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{10}};
        const auto* keep = std::getenv("DOCKET_KEEP");
        const auto file = keep ? Path(keep) / name : folder_ / name;
        const auto done = archive::write_archive(order_, file, visible);
        EXPECT_TRUE(done) << done.error().code << done.error().detail;
        return file;
    }

    std::vector<std::string> text_of(const Path& file, int page, const std::string& how = "-q") {
        const auto n = std::to_string(page);
        const auto said = run({"pdftotext", "-f", n, "-l", n, how, file.string(), "-"});
        std::vector<std::string> lines;
        std::istringstream in(said.out);
        for (std::string line; std::getline(in, line);)
            if (!line.empty() && line != "\f") lines.push_back(line);
        return lines;
    }

    intake::Folder folder_;
    flow::ArchiveOrder order_;
    std::vector<ocr::PageText> readings_;
};

testing::Ended preflight(const Path& file) {
    std::string jars;
    for (const auto* jar : {"preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io",
                            "javax.activation", "jaxb-api"})
        jars += std::string("/usr/share/java/") + jar + ".jar:";
    return run({"java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", jars,
                "org.apache.pdfbox.preflight.Validator_A1b", file.string()});
}

TEST_F(ArchiveCopy, Is_PDF_A_1b_whatever_the_pages_are_and_however_they_lay_on_the_scanner) {
    const auto page = written(letter);
    for (const auto kind : {Picture::colour_jpeg, Picture::grey_jpeg, Picture::grey_png, Picture::colour_png,
                            Picture::bits_png, Picture::palette_png, Picture::alpha_png, Picture::deep_png})
        add(kind, page);
    for (const int turned : {90, 180, 270}) add(Picture::grey_jpeg, on_original(page, turned, 0));
    add(Picture::bits_png, on_original(page, 0, 2.4));
    add(Picture::grey_png, unread()); // nothing was read
    const auto file = written_copy();
    const auto judged = preflight(file);
    EXPECT_EQ(judged.exit, 0) << judged.out << judged.err;
    const auto checked = run({"qpdf", "--check", file.string()});
    EXPECT_EQ(checked.exit, 0) << checked.out << checked.err;
    const auto fonts = run({"pdffonts", file.string()}).out;
    EXPECT_THAT(fonts, ::testing::ContainsRegex("yes yes yes")) << "embedded, a subset, with its characters";
}

TEST_F(ArchiveCopy, Gives_a_reader_the_normalised_text_line_by_line) {
    const auto page = written(letter);
    add(Picture::grey_png, page);
    for (const int turned : {90, 180, 270}) add(Picture::bits_png, on_original(page, turned, 0));
    for (const double skew : {-3.0, -0.8, 0.4, 2.5}) add(Picture::bits_png, on_original(page, 0, skew));
    add(Picture::bits_png, on_original(page, 90, 1.5));
    const auto file = written_copy();
    for (std::size_t i = 0; i < readings_.size(); ++i)
        EXPECT_EQ(text_of(file, static_cast<int>(i) + 1), normalised(readings_[i]))
            << "turned " << readings_[i].turned << ", skew " << readings_[i].skew;
}

TEST_F(ArchiveCopy, Keeps_a_line_together_across_a_wide_gap) {
    auto page = written({"Name Li Ming Tel 139 0011 0104", "姓名   林晓舟   电话   13900110104"});
    for (auto& line : page.lines)
        for (std::size_t i = 8; i < line.glyphs.size(); ++i) line.glyphs[i].box.x += 300;
    add(Picture::bits_png, page);
    EXPECT_EQ(text_of(written_copy(), 1), normalised(page));
}

TEST_F(ArchiveCopy, Reads_columns_from_top_to_bottom_and_from_right_to_left) {
    auto page = unread();
    int x = 1000;
    for (const auto* text : {"申請人林曉舟", "不服街道辦事處", "所作處理意見"}) {
        ocr::Line line;
        line.vertical = true;
        int y = 200;
        for (const char32_t c : code_points(text)) {
            line.glyphs.push_back({c, {x, y, 40, 40}, 0.9F});
            line.box = join(line.box, line.glyphs.back().box);
            y += 44;
        }
        page.lines.push_back(line);
        x -= 80;
    }
    add(Picture::bits_png, page);
    EXPECT_EQ(text_of(written_copy(), 1), normalised(page));
}

// "<word xMin=… yMin=… xMax=… yMax=…>text</word>" of pdftotext -bbox, in points.
struct FoundWord {
    double x0, y0, x1, y1;
    std::string text;
};
std::vector<FoundWord> words_found(const std::string& said) {
    const std::regex form(
        R"re(<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>)re");
    std::vector<FoundWord> out;
    for (std::sregex_iterator i(said.begin(), said.end(), form), end; i != end; ++i)
        out.push_back(
            {std::stod((*i)[1]), std::stod((*i)[2]), std::stod((*i)[3]), std::stod((*i)[4]), (*i)[5]});
    return out;
}

TEST_F(ArchiveCopy, Has_its_text_where_it_is_seen) {
    const auto page = written({letter[0], letter[5]});
    for (const int turned : {0, 90, 180, 270}) add(Picture::bits_png, on_original(page, turned, 0));
    const auto file = written_copy();
    constexpr double points = 72.0 / dpi, near = 2;
    for (const auto* n : {"1", "2", "3", "4"}) { // each is shown upright
        const auto found = words_found(run({"pdftotext", "-bbox", "-f", n, "-l", n, file.string(), "-"}).out);
        ASSERT_EQ(found.size(), 2U) << n;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& box = page.lines[i].box;
            EXPECT_NEAR(found[i].x0, box.x * points, near) << n;
            EXPECT_NEAR(found[i].x1, (box.x + box.w) * points, near) << n;
            EXPECT_NEAR(found[i].y0, box.y * points, near) << n;
            EXPECT_NEAR(found[i].y1, (box.y + box.h) * points, near) << n;
        }
    }
}

QPDFObjectHandle image_of(QPDF& pdf, std::size_t page) {
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    return pages.at(page).getObjectHandle().getKey("/Resources").getKey("/XObject").getKey("/Im0");
}

// The rows as a PDF stores them, without padding to words.
std::string rows_of(Pix* pix) {
    const int w = pixGetWidth(pix), h = pixGetHeight(pix), depth = pixGetDepth(pix);
    std::string out;
    for (int y = 0; y < h; ++y) {
        const auto* line = pixGetData(pix) + static_cast<std::size_t>(y * pixGetWpl(pix));
        if (depth == 32)
            for (int x = 0; x < w; ++x)
                for (const unsigned shift : {24U, 16U, 8U}) out += static_cast<char>(line[x] >> shift);
        else
            for (int i = 0; i < (w * depth + 7) / 8; ++i) out += static_cast<char>(GET_DATA_BYTE(line, i));
    }
    return out;
}

TEST_F(ArchiveCopy, Keeps_the_bytes_of_a_JPEG_and_every_pixel_of_a_PNG) {
    const auto nothing = unread();
    for (const auto kind : {Picture::colour_jpeg, Picture::grey_jpeg, Picture::grey_png, Picture::colour_png,
                            Picture::bits_png})
        add(kind, nothing);
    QPDF pdf;
    pdf.processFile(written_copy().c_str());
    for (std::size_t i = 0; i < order_.pages.size(); ++i) {
        SCOPED_TRACE(i);
        auto image = image_of(pdf, i);
        if (order_.pages[i].media == "image/jpeg") {
            const auto data = image.getRawStreamData();
            EXPECT_EQ(Bytes(data->getBuffer(), data->getBuffer() + data->getSize()),
                      intake::bytes_of(order_.pages[i].image));
            continue;
        }
        const auto data = image.getStreamData(qpdf_dl_generalized);
        const PixOwner pix(pixRead(order_.pages[i].image.c_str()));
        auto rows = rows_of(pix.pix);
        if (pixGetDepth(pix.pix) == 1) // Leptonica's 1 is black, a PNG's and a PDF's white
            for (auto& byte : rows) byte = static_cast<char>(~byte);
        std::string there(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        if (pixGetDepth(pix.pix) == 1) // what fills a row up to whole bytes says nothing
            for (std::size_t at = (width + 7) / 8 - 1; at < rows.size(); at += (width + 7) / 8)
                rows[at] = there[at] = 0;
        EXPECT_TRUE(rows == there);
    }
}

TEST_F(ArchiveCopy, Draws_what_a_PDF_cannot_hold_anew_without_loss_of_what_can_be_seen) {
    const auto nothing = unread();
    for (const auto kind : {Picture::alpha_png, Picture::deep_png}) add(kind, nothing);
    const auto file = written_copy();
    QPDF pdf;
    pdf.processFile(file.c_str());
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(image_of(pdf, i).getDict().getKey("/Width").getIntValueAsInt(), width);
        EXPECT_EQ(image_of(pdf, i).getDict().getKey("/BitsPerComponent").getIntValueAsInt(), 8);
        EXPECT_FALSE(image_of(pdf, i).getDict().hasKey("/SMask"));
    }
    const auto data = image_of(pdf, 0).getStreamData(qpdf_dl_generalized);
    const int half_of_x_1 = (1 + 255) / 2; // half transparent on white
    EXPECT_NEAR(data->getBuffer()[3], half_of_x_1, 2);
}

TEST_F(ArchiveCopy, Gives_the_same_bytes_for_the_same_letter) {
    add(Picture::grey_png, written(letter));
    const auto one = written_copy("one.pdf"), two = written_copy("two.pdf");
    EXPECT_EQ(intake::bytes_of(one), intake::bytes_of(two));
}

TEST_F(ArchiveCopy, Shows_every_box_of_its_text_to_whoever_looks) {
    add(Picture::grey_jpeg, on_original(written(letter), 0, 2.5));
    EXPECT_GT(std::filesystem::file_size(written_copy("visible.pdf", true)),
              std::filesystem::file_size(written_copy("hidden.pdf", false)));
}

TEST_F(ArchiveCopy, Refuses_a_picture_that_is_damaged_by_name) {
    auto page = picture(Picture::grey_png, 100, 100);
    auto bytes = intake::bytes_of(page.image);
    bytes.resize(30);
    page.image = intake::save(folder_ / "cut.png", bytes);
    order_.pages.push_back(page);
    const auto refused = archive::write_archive(order_, folder_ / "never.pdf");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "picture.damaged");
}

} // namespace
} // namespace docket
