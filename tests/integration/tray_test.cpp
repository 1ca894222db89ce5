// A tray of 250 sheets in one PDF: taken apart, read, archived, with the worker killed in the middle. It goes
// on from the page it had in hand, and no process takes more memory for many pages than for few. The small
// size runs with every test; DOCKET_BATCH=250 (./run soak batch) is the whole tray, compared with 25 pages
// and killed at page 137. The scripted engine reads, unless DOCKET_BATCH_ENGINE names another: the pages are
// fixture letters.
#include "ocr/page_json.hpp"
#include "pipeline/base/digest.hpp"
#include "tests/support/demo_house.hpp"

#include <gtest/gtest.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <thread>

namespace docket {
namespace {

using testing::DemoHouse;
using testing::Program;
using testing::Words;
using Path = std::filesystem::path;

constexpr std::int64_t most_memory = 600LL << 20U;
constexpr int slice = 25;
#ifdef DOCKET_SANITIZED
constexpr bool memory_is_the_programs_own = false;
#else
constexpr bool memory_is_the_programs_own = true;
#endif

struct Sizes {
    int few = 12, many = 48, kill_at = 12;
};
Sizes sizes() {
    const auto* wanted = std::getenv("DOCKET_BATCH");
    return wanted == nullptr ? Sizes{} : Sizes{25, std::max(140, std::atoi(wanted)), 137};
}
std::string engine() {
    const auto* named = std::getenv("DOCKET_BATCH_ENGINE");
    return named == nullptr ? "scripted" : named;
}

std::string bytes_of(const Path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Frame {
    int width = 0, height = 0, channels = 0;
};
// From the header of a JPEG's frame (ITU-T T.81, B.2.2).
Frame frame_of(const std::string& jpeg) {
    const auto byte = [&](std::size_t at) {
        return static_cast<int>(static_cast<unsigned char>(jpeg.at(at)));
    };
    for (std::size_t at = 2; byte(at) == 0xFF;) {
        if (byte(at + 1) >= 0xC0 && byte(at + 1) <= 0xC2)
            return {byte(at + 7) << 8 | byte(at + 8), byte(at + 5) << 8 | byte(at + 6), byte(at + 9)};
        at += 2 + static_cast<std::size_t>(byte(at + 2) << 8 | byte(at + 3));
    }
    throw std::runtime_error("a fixture page is no JPEG");
}

std::vector<Path> fixture_pages() {
    std::vector<Path> pages;
    for (const auto& letter : testing::fixture_letters())
        for (const auto& file : letter.files)
            if (Path(file).extension() == ".jpg" && pages.size() < 8) pages.push_back(letter.folder / file);
    return pages;
}

// Pages that are one scanned image each, as a mailroom's scanner makes them.
void make_pdf(const Path& file, int count) {
    const auto pages = fixture_pages();
    QPDF pdf;
    pdf.emptyPDF();
    for (int n = 0; n < count; ++n) {
        const auto jpeg = bytes_of(pages[static_cast<std::size_t>(n) % pages.size()]);
        const auto [width, height, channels] = frame_of(jpeg);
        const std::string colours = channels == 1 ? "/DeviceGray" : "/DeviceRGB";
        auto image = QPDFObjectHandle::newStream(&pdf, jpeg);
        image.replaceDict(QPDFObjectHandle::parse(
            "<</Type/XObject/Subtype/Image/Filter/DCTDecode/BitsPerComponent 8/ColorSpace" + colours +
            "/Width " + std::to_string(width) + "/Height " + std::to_string(height) + ">>"));
        const auto points = [](int pixels) { return std::to_string(pixels * 72 / 200); };
        auto page = QPDFObjectHandle::parse("<</Type/Page/MediaBox[0 0 " + points(width) + " " +
                                            points(height) + "]>>");
        auto resources = QPDFObjectHandle::parse("<</XObject<<>>>>");
        resources.getKey("/XObject").replaceKey("/I", pdf.makeIndirectObject(image));
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents",
                        QPDFObjectHandle::newStream(&pdf, "q " + points(width) + " 0 0 " + points(height) +
                                                              " 0 0 cm /I Do Q"));
        QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(pdf.makeIndirectObject(page)), false);
    }
    QPDFWriter writer(pdf, file.c_str());
    writer.setStaticID(true);
    writer.write();
}

// What the scripted engine says of a page: thirty lines, as many characters as a full page has.
ocr::PageText full_page(int width, int height) {
    ocr::PageText page;
    page.width = width;
    page.height = height;
    page.engine = "scripted";
    for (int n = 0; n < 30; ++n) {
        ocr::Line line{{}, {100, 100 + n * 60, 1200, 40}, 0.97F, "scripted"};
        for (int i = 0; i < 30; ++i)
            line.glyphs.push_back(
                {static_cast<char32_t>(0x4E00 + n * 30 + i), {100 + i * 40, 100 + n * 60, 40, 40}, 0.97F});
        page.lines.push_back(line);
    }
    return page;
}

void write_script(const Path& folder) {
    std::filesystem::create_directory(folder);
    for (const auto& page : fixture_pages()) {
        const auto jpeg = bytes_of(page);
        const auto [width, height, channels] = frame_of(jpeg);
        const std::string colours = channels == 1 ? "/DeviceGray" : "/DeviceRGB";
        const auto name =
            sha256({reinterpret_cast<const std::uint8_t*>(jpeg.data()), jpeg.size()}).hex() + ".json";
        std::ofstream(folder / name) << json::dump(to_json(full_page(width, height)));
    }
}

// The most memory that each kind of process held.
class Watch {
  public:
    void look(pid_t worker) {
        keep("worker", worker);
        for (const auto& child : testing::descendants_of(worker))
            for (const auto* kind : {"unpack-child", "archive-child", "reader-child"})
                if (child.words.find(kind) != std::string::npos) keep(kind, child.id);
    }
    std::int64_t of(const std::string& kind) const { return peaks_.contains(kind) ? peaks_.at(kind) : 0; }

  private:
    void keep(const std::string& kind, pid_t id) {
        peaks_[kind] = std::max(peaks_[kind], testing::peak_memory(id));
    }
    std::map<std::string, std::int64_t> peaks_;
};

class WholeTray : public ::testing::Test {
  protected:
    WholeTray() {
        write_script(folder_.path() / "script");
        testing::adopt_orphans();
    }

    Words work(const DemoHouse& house, bool until_idle) const {
        Words words{"work", "--readers", "2", "--engine", engine()};
        if (engine() == "scripted")
            words.insert(words.end(), {"--script", (folder_.path() / "script").string()});
        if (until_idle) words.emplace_back("--until-idle");
        return house.command(words);
    }
    Path pdf_of(int pages) const {
        const auto file = folder_.path() / (std::to_string(pages) + ".pdf");
        make_pdf(file, pages);
        return file;
    }
    // Works until nothing is left.
    Watch finish(const DemoHouse& house) const {
        Watch watch;
        Program program(work(house, true));
        while (program.runs()) {
            watch.look(program.id());
            std::this_thread::sleep_for(Millis{5});
        }
        const auto ended = program.wait();
        EXPECT_EQ(ended.exit, 0) << ended.err;
        return watch;
    }
    testing::TemporaryFolder folder_;
};

void take_in(const DemoHouse& house, const Path& file) {
    const auto taken = house.docket({"intake", "--received", "2026-06-09", file.string()});
    ASSERT_EQ(taken.exit, 0) << taken.err;
}

std::int64_t pages_read(const DemoHouse& house) { return house.arrivals().at(0).int_at("pages_read"); }

struct Ran {
    std::int64_t done = 0, returned = 0;
};
Ran jobs_of(const DemoHouse& house, const std::string& kind) {
    Ran ran;
    for (const auto& job : house.jobs("list")) {
        if (job.text_at("kind") != kind) continue;
        ran.done += job.text_at("state") == "done" ? 1 : 0;
        ran.returned += job.int_at("returns") + job.int_at("attempt");
    }
    return ran;
}

json::Value archive_of(const DemoHouse& house) {
    return json::parse(house.docket({"show", "A1"}).out).value().at("archive_copy");
}

double megabytes(std::int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

void expect_flat(const Watch& few, const Watch& many, const std::string& kind) {
    constexpr double part = 0.15;
    std::cout << "batch: " << kind << " held " << megabytes(few.of(kind)) << " MB with few pages, "
              << megabytes(many.of(kind)) << " MB with many\n";
    if (!memory_is_the_programs_own) return;
    ASSERT_GT(few.of(kind), 0) << kind << " was never seen";
    EXPECT_LE(many.of(kind), most_memory);
    EXPECT_LE(megabytes(many.of(kind)), megabytes(few.of(kind)) * (1 + part)) << kind;
}

TEST_F(WholeTray, Takes_no_more_memory_for_many_pages_than_for_few) {
    const auto [few, many, kill_at] = sizes();
    const DemoHouse small, large;
    take_in(small, pdf_of(few));
    take_in(large, pdf_of(many));
    const auto little = finish(small), much = finish(large);
    EXPECT_EQ(archive_of(small).int_at("pages"), few);
    EXPECT_EQ(archive_of(large).int_at("pages"), many);
    for (const auto* kind : {"worker", "unpack-child", "reader-child", "archive-child"})
        expect_flat(little, much, kind);
    testing::expect_sound(large);
}

// Asking how far the work is can take as long as reading many pages: the readers stand still meanwhile.
bool has_read(const DemoHouse& house, int pages, pid_t worker) {
    std::vector<pid_t> held;
    for (const auto& child : testing::descendants_of(worker))
        if (child.words.find("reader-child") != std::string::npos && ::kill(child.id, SIGSTOP) == 0)
            held.push_back(child.id);
    const auto enough = pages_read(house) >= pages;
    if (!enough)
        for (const auto reader : held) ::kill(reader, SIGCONT);
    return enough;
}

TEST_F(WholeTray, Goes_on_from_the_page_in_hand_when_the_worker_was_killed) {
    const auto [few, many, kill_at] = sizes();
    const DemoHouse house;
    take_in(house, pdf_of(many));
    const auto started = std::chrono::steady_clock::now();
    Program program(work(house, false));
    while (program.runs() && !has_read(house, kill_at, program.id())) std::this_thread::sleep_for(Millis{20});
    program.kill(SIGKILL);
    EXPECT_EQ(program.wait().signal, SIGKILL);
    EXPECT_TRUE(testing::orphans_after(Millis{3000}).empty());
    const auto before = pages_read(house);
    EXPECT_GE(before, kill_at);
    EXPECT_LT(before, many) << "it was faster than the kill";
    testing::expect_sound(house);

    finish(house);
    EXPECT_EQ(pages_read(house), many);
    const auto read = jobs_of(house, "page.read"), unpacked = jobs_of(house, "letter.unpack");
    EXPECT_EQ(read.done, many);
    EXPECT_LE(read.returned, 2) << "only what two readers had in hand was begun again";
    EXPECT_EQ(unpacked.done, (many + slice - 1) / slice);
    EXPECT_LE(unpacked.returned, 1);
    EXPECT_EQ(archive_of(house).int_at("pages"), many);
    testing::expect_sound(house);
    const auto took =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started);
    std::cout << "batch: " << many << " pages, killed with " << before << " read; " << read.returned
              << " begun again; " << took.count() << " s\n";
}

} // namespace
} // namespace docket
