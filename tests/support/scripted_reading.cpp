#include "tests/support/scripted_reading.hpp"

#include "pipeline/text/utf8.hpp"

#include <fstream>
#include <iterator>
#include <optional>

namespace docket::testing {

namespace {

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts{{}};
    for (const char c : text)
        if (c == at)
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

constexpr std::string_view damaged = "DAMAGED ";
constexpr std::string_view unsure = "unsure\n";
constexpr std::string_view barcode = "BARCODE ";

std::optional<Failure> next_of(std::mutex& mutex, std::deque<Failure>& told) {
    const std::lock_guard lock(mutex);
    if (told.empty()) return {};
    auto why = told.front();
    told.pop_front();
    return why;
}

ocr::Line line_of(const std::string& text, int top, float confidence) {
    constexpr int side = 40, left = 200;
    ocr::Line line;
    line.engine = "scripted";
    line.confidence = confidence;
    int x = left;
    const std::u32string characters = text::decode(text).value();
    for (const char32_t c : characters) {
        line.glyphs.push_back({c, {x, top, side - 4, side - 4}, confidence});
        line.box = join(line.box, line.glyphs.back().box);
        x += side;
    }
    return line;
}

} // namespace

Result<flow::Opened> ScriptedUnpacker::open(const std::filesystem::path& file) {
    const auto text = bytes_of(file);
    if (text.empty()) return fail(Kind::invalid, "file.empty", "文件是空的。");
    if (text.starts_with("UNREADABLE"))
        return fail(Kind::corrupt, "file.damaged", "文件已损坏，请重新扫描。");
    if (text.starts_with(damaged)) return flow::Opened{"image/tiff", std::stoi(text.substr(damaged.size()))};
    return flow::Opened{"image/tiff", static_cast<int>(split(text, '\f').size())};
}

Result<std::vector<flow::UnpackedPage>> ScriptedUnpacker::unpack(const std::filesystem::path& file,
                                                                 const std::filesystem::path& folder,
                                                                 const flow::Slice& slice) {
    if (const auto why = next_of(mutex_, told_)) return *why;
    const auto text = bytes_of(file);
    if (text.starts_with(damaged)) return fail(Kind::corrupt, "file.damaged", "文件已损坏，请重新扫描。");
    std::vector<flow::UnpackedPage> pages;
    int n = 0;
    for (const auto& page : split(text, '\f')) {
        if (++n < slice.first || n - slice.first >= slice.most) continue;
        const auto place = folder / std::to_string(n);
        std::ofstream(place, std::ios::binary) << page;
        pages.push_back({place, "image/png", 2480, 3508, 300});
    }
    return pages;
}

void ScriptedUnpacker::fail_next(Failure why) {
    const std::lock_guard lock(mutex_);
    told_.push_back(std::move(why));
}

Result<ocr::PageText> ScriptedReader::read(const std::filesystem::path& image, const flow::ChildLost& lost) {
    if (const auto why = next_of(mutex_, told_)) {
        lost(*why);
        return *why;
    }
    {
        const std::lock_guard lock(mutex_);
        ++reads_;
    }
    return page_of_text(bytes_of(image));
}

void ScriptedReader::lose_next(Failure why) {
    const std::lock_guard lock(mutex_);
    told_.push_back(std::move(why));
}

int ScriptedReader::reads() const {
    const std::lock_guard lock(mutex_);
    return reads_;
}

Result<void> PlainArchivist::write(const flow::ArchiveOrder& order, const std::filesystem::path& target) {
    if (const auto why = next_of(mutex_, told_)) return *why;
    std::ofstream out(target, std::ios::binary);
    out << order.title << "|" << order.author << "|" << iso(order.created) << "|" << order.pages.size()
        << "\n";
    for (const auto& page : order.pages)
        out << page.image.filename().string() << "|" << bytes_of(page.reading) << "\n";
    const std::lock_guard lock(mutex_);
    ++written_;
    return {};
}

void PlainArchivist::fail_next(Failure why) {
    const std::lock_guard lock(mutex_);
    told_.push_back(std::move(why));
}

int PlainArchivist::written() const {
    const std::lock_guard lock(mutex_);
    return written_;
}

ocr::PageText page_of_text(std::string_view text) {
    const bool doubtful = text.starts_with(unsure);
    if (doubtful) text.remove_prefix(unsure.size());
    ocr::PageText page;
    page.width = 2480;
    page.height = 3508;
    page.engine = "scripted";
    page.blank = text == "BLANK";
    if (page.blank) return page;
    int top = 200;
    for (const auto& line : split(std::string(text), '\n')) {
        if (line.starts_with(barcode))
            page.barcodes.push_back({"CODE-128", line.substr(barcode.size()), {100, top, 600, 50}});
        else if (!line.empty())
            page.lines.push_back(line_of(line, top, doubtful ? 0.4F : 0.97F));
        top += 60;
    }
    return page;
}

} // namespace docket::testing
