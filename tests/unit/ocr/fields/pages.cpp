#include "tests/unit/ocr/fields/pages.hpp"

#include "pipeline/text/utf8.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace docket::ocr::testing {
namespace {

std::string slurp(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot open " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::string> split(std::string_view text, std::string_view by) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(by, at), text.size());
        parts.emplace_back(text.substr(at, end - at));
        at = end + by.size();
    }
    return parts;
}

Line line_of(std::string_view utf8, int y, float confidence) {
    Line line;
    int x = 200;
    const std::u32string characters = text::decode(utf8).value();
    for (const char32_t c : characters) {
        const int width = c < 0x80 ? em / 2 : em;
        line.glyphs.push_back({c, {x, y, width, em}, confidence});
        x += width;
    }
    line.box = {200, y, x - 200, em};
    line.confidence = confidence;
    line.engine = "test";
    return line;
}

// What readers of Chinese take for one another; also the digits and the brackets of numbers.
constexpr std::u32string_view look_alikes =
    U"申中由甲请清晴人入八查奎杳核该孩处外意息见贝书节日曰目月用年午0O1l5S8B沧沦街衔道遒"
    U"访仿信倍〔（〕）号弓：；办力事亊";

} // namespace

std::vector<PageText> pages_of(std::string_view utf8, float confidence) {
    std::vector<PageText> pages;
    for (const auto& page_text : split(utf8, "=== page ===\n")) {
        PageText page;
        page.width = 2480, page.height = 3508;
        int y = 200;
        for (const auto& line : split(page_text, "\n")) {
            if (!line.empty()) page.lines.push_back(line_of(line, y, confidence));
            y += line_pitch;
        }
        pages.push_back(std::move(page));
    }
    return pages;
}

const Lexicon& haicang() {
    static const Lexicon lexicon = [] {
        const auto shipped = [](const char* file) {
            const auto path = std::filesystem::path(DOCKET_SOURCE_DIR) / "pipeline/config/haicang" / file;
            return json::parse(slurp(path)).value();
        };
        auto all = Lexicon::from_json(shipped("organs.json")).value();
        all.take(Divisions::from_json(shipped("divisions.json")).value());
        all.take(urgent_from_json(shipped("urgent.json")).value());
        return all;
    }();
    return lexicon;
}

std::vector<Expected> letters() {
    std::vector<Expected> all;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(DOCKET_SOURCE_DIR) /
                                                                 "tests/unit/ocr/fields/letters")) {
        const auto content = slurp(entry.path());
        const auto rule = content.find("---\n");
        Expected letter{entry.path().stem().string(), {}, content.substr(rule + 4)};
        for (const auto& row : split(content.substr(0, rule), "\n"))
            if (const auto equals = row.find(" = "); equals != std::string::npos)
                letter.rows.emplace_back(row.substr(0, equals), row.substr(equals + 3));
        all.push_back(std::move(letter));
    }
    std::ranges::sort(all, {}, &Expected::file);
    return all;
}

void confuse(std::vector<PageText>& pages, std::mt19937& chance, double rate, bool engine_notices) {
    std::uniform_real_distribution<double> draw(0, 1);
    for (auto& page : pages)
        for (auto& line : page.lines)
            for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
                if (draw(chance) >= rate) continue;
                auto& glyph = line.glyphs[i];
                if (engine_notices) glyph.confidence *= 0.5F;
                const auto what = chance() % 10;
                const auto at = look_alikes.find(glyph.ch);
                if (what < 7 && at != look_alikes.npos) {
                    glyph.ch = look_alikes[at % 2 == 0 ? at + 1 : at - 1];
                } else if (what < 7) {
                    glyph.ch = static_cast<char32_t>(0x4E00 + chance() % 0x5000);
                } else if (what < 9) {
                    line.glyphs.erase(line.glyphs.begin() + static_cast<std::ptrdiff_t>(i));
                } else {
                    line.glyphs.insert(line.glyphs.begin() + static_cast<std::ptrdiff_t>(i), Glyph(glyph));
                    ++i;
                }
            }
}

std::string words_of(const Line& line) {
    std::u32string read;
    for (const auto& glyph : line.glyphs) read += glyph.ch;
    return text::encode(read);
}

void read_again(std::vector<PageText>& pages, std::string_view utf8) {
    const auto again = pages_of(utf8);
    for (std::size_t p = 0; p < std::min(pages.size(), again.size()); ++p)
        for (std::size_t i = 0; i < std::min(pages[p].lines.size(), again[p].lines.size()); ++i) {
            pages[p].lines[i].second = words_of(again[p].lines[i]);
            pages[p].lines[i].second_engine = "second";
        }
}

LetterFields fields_of_two(std::string_view first, std::string_view second, float confidence) {
    auto pages = pages_of(first, confidence);
    read_again(pages, second);
    return understand(pages, haicang()).value();
}

LetterFields fields_of(std::string_view utf8) { return understand(pages_of(utf8), haicang()).value(); }

std::vector<std::string> values(const LetterFields& found, std::string_view name) {
    std::vector<std::string> out;
    for (const auto* field : found.all(name)) out.push_back(field->value);
    return out;
}

} // namespace docket::ocr::testing
